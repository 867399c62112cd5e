"""pyproject.toml is the source of truth; the other ways to set up agree with it."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
REQUIREMENTS = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]


def name_of(requirement: str) -> str:
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower()


def test_conda_asks_for_the_same_names_and_ranges():
    lines = re.findall(
        r"^  - ([\w.-]+(?:>=[\d.]+)?)$", (ROOT / "environment.yml").read_text(encoding="utf-8").partition("dependencies:")[2], re.MULTILINE
    )
    assert f"python{PROJECT['requires-python']}" in lines
    assert sorted(set(lines) - {f"python{PROJECT['requires-python']}", "pip"}) == sorted(REQUIREMENTS)


def test_conda_takes_its_channels_from_conda_forge_alone():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert re.findall(r"^  - ([\w-]+)$", text.partition("channels:")[2].partition("dependencies:")[0], re.MULTILINE) == [
        "conda-forge",
        "nodefaults",
    ]
    assert "- -e ." in text


def test_every_requirement_is_pinned_without_an_address():
    pinned = {name_of(line) for line in CONSTRAINTS.splitlines()}
    assert {name_of(r) for r in REQUIREMENTS} <= pinned
    assert "://" not in CONSTRAINTS
    assert all(re.match(r"^[\w.\[\]-]+==[\w.!+]+(?: ; .+)?$", line) for line in CONSTRAINTS.splitlines())


def test_pins_lie_within_the_ranges():
    for requirement in REQUIREMENTS:
        name, least = requirement.split(">=")
        pins = re.findall(rf"^{re.escape(name)}==([\d.]+)", CONSTRAINTS, re.MULTILINE)
        assert pins
        assert all(version(pin) >= version(least) for pin in pins)


def test_windows_sets_up_from_the_same_files():
    script = (ROOT / "sadec.bat").read_bytes().decode("ascii")
    assert "constraints.txt" in script
    assert "[dev]" in script
    assert "PYTHONUTF8=1" in script
    assert '--no-index --find-links "%~dp0goi"' in script


def test_ci_starts_from_nothing_and_runs_everything():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert [line for line in script.splitlines() if line.startswith(("rm -rf .venv", "make "))] == [
        "rm -rf .venv",
        "make check",
        "make test",
        "make test-slow",
    ]


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))
