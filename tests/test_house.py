"""The laws of the house, tested on the code itself."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from sadec_analytics.plan import load_plan

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "sadec_analytics"
ROOMS = (
    "plan",
    "tables",
    "files",
    "sheets",
    "canvas",
    "workspace",
    "decisions",
    "submissions",
    "receiving",
    "templates",
    "measures",
    "tracing",
    "versions",
    "practice",
    "build",
    "publish",
    "cli_vi",
    "cli_reports",
    "cli_trace",
    "cli",
)
MODULES = sorted(PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TRACKED = [ROOT / name for name in subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True).split("\0") if name]


def room_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(module: Path) -> set[str]:
    """The rooms that a module imports from, at the top or inside functions."""
    package = module.relative_to(PACKAGE).parts[:-1]
    rooms = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            path = [*base, *(node.module or "").split(".")] if node.module else list(base)
            rooms |= {path[0]} if path else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sadec_analytics."):
            rooms.add(node.module.split(".")[1])
    return rooms


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) in ROOMS], ids=lambda m: m.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_from_rooms_before_it(module):
    mine = ROOMS.index(room_of(module))
    assert {room for room in imports_of(module) if ROOMS.index(room) > mine} == set()


def test_every_module_lives_in_a_room():
    assert {room_of(m) for m in MODULES} - set(ROOMS) == {"__init__", "__main__"}


def strings_of(module: Path) -> list[str]:
    """The string constants of a module, without its docstrings."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, documented) and n.body and isinstance(n.body[0], ast.Expr)}
    return [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.relative_to(PACKAGE).as_posix())
def test_no_unit_branch_or_date_of_the_plan_stands_in_code(module):
    plan = load_plan()
    names = {unit.name for unit in plan.units} | {branch for unit in plan.units for branch in unit.branches if not branch[-1].isdigit()}
    said = strings_of(module)
    assert [text for text in said if any(name in text for name in names)] == []
    numbers = {
        n.value
        for n in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(n, ast.Constant) and type(n.value) in (int, float)
    }
    shares = {target.target for target in (*plan.stages, *plan.shares)} | {target.target_percent for target in (*plan.stages, *plan.shares)}
    years = set(plan.years)
    chances = {0.7} if room_of(module) == "practice" else set()
    assert numbers & (shares | years) - chances == set()


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) in ("submissions", "measures")], ids=lambda m: m.name)
def test_reading_and_measuring_touch_no_disk(module):
    source = module.read_text(encoding="utf-8")
    assert not re.search(r"^\s*(?:import|from) (?:os|shutil|tempfile)\b", source, re.MULTILINE)
    assert not re.search(r"(?<!\.)\bopen\(|read_text|write_text|read_bytes|write_bytes|(?<!\w)Path\(", source)


def test_importing_the_package_has_no_effects_and_starts_without_pandas():
    code = (
        "import sys, logging, sadec_analytics.cli\n"
        "assert not {'pandas', 'numpy', 'rich', 'matplotlib'} & set(sys.modules)\n"
        "import matplotlib as mpl\nbefore = dict(mpl.rcParams)\nimport sadec_analytics.publish.run\n"
        "assert dict(mpl.rcParams) == before\nassert not logging.getLogger().handlers"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_a_notebook_is_a_page(path):
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    assert len(cells) <= 20
    for cell in cells:
        assert cell.outputs == []
        assert cell.execution_count is None
        most = 5 if "parameters" in cell.metadata.get("tags", []) else 3
        assert len([line for line in cell.source.splitlines() if line.strip()]) <= most
        assert not re.search(r"\bdef \b|\bfor \b|\bwhile \b|plt\.|lambda", cell.source)
    assert book.cells[0].cell_type == "markdown"


@pytest.mark.parametrize("path", [p for p in NOTEBOOKS if p.name != "explore.ipynb"], ids=lambda p: p.name)
def test_a_report_notebook_has_typed_parameters_with_a_comment(path):
    [cell] = [c for c in nbformat.read(path, as_version=4).cells if "parameters" in c.metadata.get("tags", [])]
    assert all(re.fullmatch(r'\w+ = (?:"[^"]*"|\d+)  # .+', line) for line in cell.source.splitlines())


def test_no_path_of_a_machine_and_no_index_address_is_in_the_repository():
    forbidden = re.compile(rb"/(?:work|home|tmp|root)/\w|[A-Z]:\\Users|pypi\.org/simple|files\.pythonhosted|--index-url|--find-links")
    mine = Path(__file__).resolve()
    assert [p.name for p in TRACKED if p.resolve() != mine and p.is_file() and forbidden.search(p.read_bytes())] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_stay_small_and_public_ones_are_documented(module):
    source = module.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 320
    tree = ast.parse(source)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    assert [f.name for f in functions if f.end_lineno - f.lineno > 40] == []
    top = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
    assert [n.name for n in top if not ast.get_docstring(n)] == []


@pytest.mark.parametrize("module", [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda m: m.name)
def test_text_files_are_opened_as_utf_8(module):
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("read_text", "write_text"):
            assert any(k.arg == "encoding" for k in node.keywords), ast.unparse(node)
