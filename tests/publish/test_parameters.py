"""What reports there are: parameters of several types, folders that any system can hold, and what a report is made from."""

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from sadec_analytics.publish import reports
from sadec_analytics.publish.reports import REPORTS, YEAR, Job, Parameter, Report, ReportError, jobs_of, notebook_of, slug
from sadec_analytics.workspace import Tables

UNIT = Parameter("unit", str, "đơn vị", lambda tables, _: list(dict.fromkeys(tables.branch_years["unit"].dropna())))
YEAR_OF_UNIT = replace(
    YEAR, choices=lambda tables, said: sorted(set(tables.branch_years.loc[tables.branch_years["unit"] == said["unit"], "year"]))
)


def inputs(kind: Report, chosen: dict, tables: Tables, edition: str = "internal") -> str:
    return kind.inputs(chosen, tables, edition, Path("no-such-folder"))


def profile(*parameters: Parameter, narrowed_by: tuple[str, ...] = ()) -> Report:
    return Report("Hồ sơ", "annual_review.ipynb", parameters, "pages.annual_review", "don-vi-{unit}-{year}", ("branch_years",), narrowed_by)


@pytest.fixture(scope="module")
def tables(workspace):
    return workspace.read_tables()


@pytest.fixture
def changed(tables):
    """The same run, with other facts of one unit and year."""

    def change(unit: str, year: int) -> Tables:
        facts = tables.branch_years.copy()
        facts.loc[(facts["unit"] == unit) & (facts["year"] == year), "meetings"] = 99
        made = Tables.__new__(Tables)
        vars(made).update(vars(tables) | {"_frames": tables._frames | {"branch_years": facts}})
        return made

    return change


def test_every_parameter_is_checked_in_its_order(tables):
    kind, unit = profile(UNIT, YEAR), tables.plan.residential_units[2].name
    assert list(kind.checked({"year": 2021, "unit": unit}, tables)) == ["unit", "year"]
    for given, said in (
        ({"unit": unit}, "Tham số không đúng: year"),
        ({"unit": unit, "year": 2021, "stage": 1}, "stage"),
        ({"unit": 3, "year": 2021}, r"unit = 3 không phải chữ \(đơn vị\)"),
        ({"unit": "Phường 12", "year": 2021}, "không có số liệu. Hãy chọn một trong: Phường 1,"),
        ({"unit": unit, "year": "2021"}, "không phải số nguyên"),
        ({"unit": unit, "year": True}, "không phải số nguyên"),
        ({"unit": unit, "year": 2017}, "2018, 2019"),
    ):
        with pytest.raises(ReportError, match=said):
            kind.checked(given, tables)


def test_choices_may_depend_on_the_parameters_before(tables, monkeypatch):
    monkeypatch.setitem(REPORTS, "profile", profile(UNIT, YEAR_OF_UNIT))
    pairs = {(job.parameters["unit"], job.parameters["year"]) for job in jobs_of(tables, ("profile",))}
    facts = tables.branch_years
    assert pairs == set(zip(facts["unit"], facts["year"], strict=True))
    assert len(pairs) < len(set(facts["unit"])) * len(set(facts["year"]))
    unit, year = next((u, int(y)) for u in set(facts["unit"]) for y in set(facts["year"]) if (u, y) not in pairs)
    with pytest.raises(ReportError, match=f"year = {year} .năm. không có số liệu"):
        REPORTS["profile"].checked({"unit": unit, "year": year}, tables)


def test_all_is_every_report_of_which_there_is_data_and_a_year_narrows_those_that_have_one(tables):
    assert [(job.report, *job.parameters.values()) for job in jobs_of(tables, ("annual", "phase"))] == [
        *(("annual", year) for year in range(2018, 2023)),
        *(("phase", stage) for stage in (1, 2, 3)),
    ]
    assert [tuple(job.parameters.values()) for job in jobs_of(tables, ("annual", "phase"), year=2020)] == [(2020,), (1,), (2,), (3,)]
    assert Job("annual", {"year": 2020}).vi == "Sơ kết năm (2020)"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Phường 1", "phuong-1"),
        ("Xã Tân Khánh Đông", "xa-tan-khanh-dong"),
        ('A/B\\C:*?"<>|.', "a-b-c"),
        ("Đoàn " * 40, ("doan-" * 12)),
    ],
)
def test_folders_are_named_so_that_any_system_can_hold_them(name, safe):
    assert slug(name) == safe


def test_two_units_that_differ_by_marks_alone_have_two_folders(tables):
    kind = profile(replace(UNIT, choices=lambda *_: ["Xã Hòa An", "Xã Hoa An", "Phường 1"]), YEAR)
    names = [kind.folder_of({"unit": unit, "year": 2021}, tables) for unit in ("Xã Hòa An", "Xã Hoa An", "Phường 1")]
    assert len(set(names)) == 3
    assert all(name.startswith("don-vi-xa-hoa-an-") for name in names[:2])
    assert names[2] == "don-vi-phuong-1-2021"


def test_the_same_tables_give_the_same_inputs_and_a_changed_fact_others(tables, changed):
    kind, unit = REPORTS["annual"], tables.plan.residential_units[0].name
    assert inputs(kind, {"year": 2021}, tables) == inputs(kind, {"year": 2021}, tables)
    assert inputs(kind, {"year": 2021}, tables) != inputs(kind, {"year": 2020}, tables)
    assert inputs(kind, {"year": 2021}, tables) != inputs(kind, {"year": 2021}, changed(unit, 2019))
    assert inputs(kind, {"year": 2021}, tables) != inputs(kind, {"year": 2021}, tables, "public")


def test_a_report_of_one_unit_and_year_does_not_look_at_the_others(tables, changed):
    one, other = (unit.name for unit in tables.plan.residential_units[:2])
    kind, of = profile(UNIT, YEAR, narrowed_by=("unit", "year")), {"unit": one, "year": 2021}
    assert inputs(kind, of, tables) == inputs(kind, of, changed(other, 2021)) == inputs(kind, of, changed(one, 2019))
    assert inputs(kind, of, tables) != inputs(kind, of, changed(one, 2021))


def test_another_notebook_or_software_gives_other_inputs(tables, monkeypatch, tmp_path):
    kind, of = REPORTS["annual"], {"year": 2021}
    before = inputs(kind, of, tables)
    edited = tmp_path / "annual_review.ipynb"
    edited.write_bytes(notebook_of(kind.notebook).read_bytes() + b"\n")
    with monkeypatch.context() as patch:
        patch.setattr(reports, "notebook_of", lambda _: edited)
        assert inputs(kind, of, tables) != before
    monkeypatch.setattr(reports, "_software", lambda: "0.2.0")
    assert inputs(kind, of, tables) != before


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_reads_the_tables_that_it_declares_and_no_others(name, workspace, tables, monkeypatch):
    """What is read beyond would not make the report again when it changed; what is declared beyond would make it for nothing."""
    read, usual = set(), Tables.__getattr__
    monkeypatch.setattr(Tables, "__getattr__", lambda self, table: (read.add(table), usual(self, table))[1])
    monkeypatch.chdir(workspace.root)
    kind = REPORTS[name]
    for job in jobs_of(tables, (name,))[-1:]:
        names = {}
        for cell in nbformat.read(notebook_of(kind.notebook), as_version=4).cells:
            if cell.cell_type == "code":
                exec(cell.source, names)
                if "parameters" in cell.metadata.get("tags", []):
                    names |= {"workspace": ".", **job.parameters}
        assert names["page"].pieces
    assert read == set(kind.reads)
