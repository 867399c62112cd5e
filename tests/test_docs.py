"""What the documents say is true of the code."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

from PIL import Image
from typer.main import get_command

import sadec_analytics
from sadec_analytics.cli import app
from sadec_analytics.plan import load_plan
from sadec_analytics.submissions.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
HANDBOOK = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")
PICTURES = re.findall(r"!\[([^]]*)\]\(hinh/([\w-]+\.png)\)", HANDBOOK)


def tracked() -> set[str]:
    return set(subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True).split("\0")) - {""}


def test_the_tree_in_the_readme_is_the_tree():
    tree = README[README.index("```\n.\n├──") :].split("```")[1]
    inside = ""
    listed = set()
    for line in tree.splitlines():
        if found := re.match(r"(│   )?[├└]── (\S+)", line):
            name = found[2].rstrip("/")
            inside = inside if found[1] else name
            listed.add(f"{inside}/{name}" if found[1] else name)
    assert [name for name in listed if not (ROOT / name).exists()] == []
    tops = {name.split("/")[0] for name in tracked()}
    assert {name for name in tops if not name.startswith(".")} <= listed
    rooms = {"/".join(name.split("/")[:2]) for name in tracked() if name.startswith("sadec_analytics/")}
    assert {room for room in rooms if "__" not in room} <= listed


def clause_map():
    spec = importlib.util.spec_from_file_location("clause_map", ROOT / "docs" / "clause_map.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["clause_map"] = module
    spec.loader.exec_module(module)
    return module


def test_the_clause_map_is_that_of_the_code():
    assert (ROOT / "docs" / "clause-map.md").read_text(encoding="utf-8") == clause_map().page(load_plan())


def test_every_computable_clause_is_computed_tested_and_no_other_is_left_out():
    computable = (ROOT / "tests" / "plan" / "clauses.txt").read_text(encoding="utf-8").split()
    rows = {row["clause"][0]: row for row in clause_map().rows(load_plan())}
    assert set(computable) <= set(rows)
    shown_only = {"IV.1.7"}  # the annual review itself
    assert [clause for clause in computable if not (rows[clause]["function"] and rows[clause]["test"]) and clause not in shown_only] == []
    assert {one.clause for one in load_plan().not_computed} & set(rows) == set()


def test_the_commands_in_the_readme_are_the_commands():
    shown = subprocess.run(
        [sys.executable, "-m", "sadec_analytics", "--help"], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    ).stdout
    commands = set(re.findall(r"^  (\w+)  ", shown.split("Lệnh:")[1], re.MULTILINE))
    assert set(re.findall(r"^\| `sadec (\w+)`", README, re.MULTILINE)) == commands


def test_the_public_names_in_the_readme_are_the_public_names():
    assert set(re.findall(r"`sa\.(\w+)`", README)) == set(sadec_analytics.__all__)
    assert all(hasattr(sadec_analytics, name) for name in sadec_analytics.__all__)
    assert set(sadec_analytics.__all__) <= set(dir(sadec_analytics))


def test_the_make_targets_that_the_documents_name_exist():
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    assert {"demo", "test", "test-slow", "check", "lab"} <= targets


def test_paths_named_in_the_documents_exist():
    for name in ("CONTRIBUTING.md", "DECISIONS.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for path in re.findall(r"`?((?:tests|sadec_analytics|measures|submissions|publish|plan)/[\w/]+\.(?:py|toml))`?", text):
            assert (ROOT / path).exists() or (ROOT / "sadec_analytics" / path).exists(), path


def test_every_picture_of_the_handbook_exists_is_small_and_says_what_it_shows():
    files = {path.name: path for path in (ROOT / "docs" / "hinh").iterdir()}
    assert len(PICTURES) == HANDBOOK.count("![")
    assert {name for _, name in PICTURES} == set(files)
    assert all(len(said) > 30 for said, _ in PICTURES)
    sizes = {name: path.stat().st_size for name, path in files.items()}
    assert {name: size for name, size in sizes.items() if size > 150_000} == {}
    assert len(sizes) <= 10
    assert sum(sizes.values()) < 1_000_000
    assert all(Image.open(path).width <= 1_100 for path in files.values())


def test_the_script_takes_the_pictures_of_the_handbook():
    script = (ROOT / "docs" / "screenshots.py").read_text(encoding="utf-8")
    assert set(re.findall(r'"([\w-]+)": lambda', script)) == {name.removesuffix(".png") for _, name in PICTURES}


def test_every_command_of_the_handbook_exists_with_its_options():
    lines = re.findall(r"`?sadec\.bat ([^`\n]+)", HANDBOOK)
    assert len(lines) > 25
    for line in lines:
        command, *words = get_command(app), *re.findall(r'"[^"]*"|\S+', line)
        while words and words[0] in getattr(command, "commands", {}):
            command = command.commands[words.pop(0)]
        assert not hasattr(command, "commands"), line
        options = {name for option in command.params for name in option.opts}
        assert {word for word in words if word.startswith("--")} <= options, line
        asked = {option.opts[0] for option in command.params if option.required}
        assert asked <= set(words), line


def test_the_findings_that_the_handbook_names_are_findings():
    said = HANDBOOK[HANDBOOK.index("Hay gặp nhất:") : HANDBOOK.index("## 6.")]
    codes = set(re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", said, re.MULTILINE))
    named = {code for row in codes for code in re.findall(r"\w+", row)}
    assert len(named) >= 6
    assert named <= set(CATALOGUE)


def test_the_contents_of_the_handbook_are_its_headings():
    listed = re.findall(r"^\d+\. \[(.+)\]\(#(.+)\)$", HANDBOOK, re.MULTILINE)
    headings = re.findall(r"^## (\d+)\. (.+)$", HANDBOOK, re.MULTILINE)
    assert [said for said, _ in listed] == [said for _, said in headings]
    for (said, anchor), (number, _) in zip(listed, headings, strict=True):
        assert anchor == f"{number}-" + "".join(c for c in said.lower().replace(" ", "-") if c.isalnum() or c == "-")
