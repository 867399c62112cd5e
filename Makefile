# Two commands do it all: `make demo` and `make test`. On Windows: sadec.bat (README.md).
PYTHON ?= python3
BIN := .venv/bin
WORKSPACE ?= demo
unexport PYTHONDONTWRITEBYTECODE # every process that the tests start would compile pandas anew
.PHONY: demo test test-slow check lab clean

demo: .venv/ready
	$(BIN)/sadec demo $(WORKSPACE)

test: .venv/ready
	$(BIN)/python -m pytest -n 2

test-slow: .venv/ready
	$(BIN)/python -m pytest -n 2 -m slow

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lab: .venv/ready
	$(BIN)/jupyter lab notebooks

clean:
	rm -rf .venv demo

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sadec_analytics needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch .venv/ready
