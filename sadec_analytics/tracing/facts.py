"""From any figure back to the cells behind it (law 2): a row a fact, those that are blank or never came included."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ..files import WorkspaceError
from ..measures import branches_of
from ..measures.population import grassroots_units
from ..submissions import IN_TITLES, Cells, Source, place_of
from ..workspace import Tables, Workspace
from .asked import APPRAISAL, BRANCHES, ITEMS, RECOGNITION, RESIDENTIAL, YOUTH, Asked, Part, TraceError, asked
from .files import Files
from .outcomes import outcomes, owed

KEYS = {YOUTH: "indicator", ITEMS: "item", APPRAISAL: "criterion", RECOGNITION: "programme"}
OF_UNITS = (YOUTH, ITEMS)
PROPOSED = "proposed"
COLUMNS = [
    *("year", "unit", "branch", "of", "form", "field", "label", "value", "kind", "low", "high", "text", "verdict", "outcome"),
    *("file", "received_on", "sheet", "cell", "raw", "codes", "taken_as", "messages", "corrected_to", "newest_file", "note"),
]
SILENT = "chưa có biểu nào đọc được của đơn vị"
NO_ROW = "biểu của đơn vị không có dòng nào đọc được của chi đoàn này"
NO_CELL = "biểu không có cột này"
BLANK, UNREAD, STATED = "ô để trống", "ô có ghi nhưng chưa đọc được thành số liệu", "ô không ghi giá trị, chỉ cho biết giới hạn"
IN_TITLE, CARRIED, SUMMED = "lấy từ dòng tiêu đề", "bản gửi sau không có cột này nên giữ theo bản gửi trước", "cộng từ các dòng"
HEADER_CODES = ("header_ambiguous", "header_duplicate")
NAME_CODES = ("branch_unknown", "row_without_branch")


def trace(workspace: Workspace | Path | str, what: str, year: int, unit: str | None = None, branch: str | None = None) -> pd.DataFrame:
    """One row per fact behind a figure of the run in force: whose it is, the value in the tables, and the cell it was read from.

    `what`: standard, a criterion ("5"), a condition ("5.4"), a field by name or Vietnamese label ("meetings", "Số lần sinh hoạt"), fees,
    admissions, registered, claimed, appraised, recognised, an item of programme A ("A.2.1.a"), three_proactives, an act that units
    report ("IV.2.4"), an indicator of the state of youth, or a duty ("results": the files behind it). `of` names the condition, item
    or figure to which a fact belongs; `verdict` is that of the condition or item, `outcome` that of what was asked (met, not_met,
    unknown). `value` is what the tables hold; `kind`, `low`, `high`, `text` what the sheet states without a value. `raw` is the text
    that the cell shows in data/raw today, read anew; `codes`, `taken_as` and `messages` what the reading found at this cell;
    `corrected_to` what a person wrote instead; `newest_file` the later file that left the fact to an older one. Facts that are blank,
    or of branches and units from which nothing came, have their rows: they are part of the figure too. TraceError says what can be asked.
    """
    opened = workspace if isinstance(workspace, Workspace) else Workspace.open(workspace)
    tables = opened.read_tables()
    figure = asked(what, tables.plan)
    paths = dict(zip(tables.submissions["submission"], tables.submissions["path"], strict=True))
    files = Files(opened, paths, tables.plan)
    if year not in tables.plan.years:
        raise TraceError(f"Không có năm {year} trong kế hoạch. Hãy ghi một trong: {', '.join(map(str, tables.plan.years))}.")
    of_whom = _of_whom(figure, tables, files, year, unit, branch)
    rows = owed(figure, tables, year, {one for one, _ in of_whom}) if figure.duty else _Tracer(figure, tables, files, year).rows(of_whom)
    made = pd.DataFrame(rows, columns=COLUMNS, dtype="object")  # a value keeps its own kind: a count stays whole
    return made.astype({"year": "int64", "low": "float64", "high": "float64"})


def _of_whom(figure: Asked, tables: Tables, files: Files, year: int, unit: str | None, branch: str | None) -> list[tuple[str, str]]:
    """Units and branches that the figure counts; TraceError where the one asked for is not among them."""
    roster = branches_of(tables.roster, [year])
    branches = list(zip(roster["unit"], roster["branch"], strict=True))
    residential = list(dict.fromkeys(one for one, _ in branches))
    units = grassroots_units(tables.units, tables.plan)["unit"].tolist()
    known = {BRANCHES: residential, RESIDENTIAL: residential}.get(figure.of, units)
    if unit is not None:
        unit = unit if unit in known else files.known.units.exactly(unit) or unit
        if unit not in known:
            raise TraceError(f"“{figure.what}” năm {year} không có đơn vị “{unit}”. Hãy ghi một trong: {', '.join(known)}.")
    if branch is not None and figure.of != BRANCHES:
        raise TraceError(f"“{figure.what}” là số liệu của đơn vị, không phải của chi đoàn. Hãy bỏ --branch.")
    if figure.of != BRANCHES:
        return [(one, "") for one in known if unit in (None, one)]
    mine = [pair for pair in branches if unit in (None, pair[0])]
    if branch is None:
        return mine
    found = [(u, b) for u, b in mine if b == branch or ((near := files.known.branches[u].find(branch)) and near.name == b)]
    if not found:
        raise TraceError(f"Năm {year} không có chi đoàn “{branch}”. Hãy ghi một trong: {'; '.join(f'{b} ({u})' for u, b in mine)}.")
    return found


class _Tracer:
    """Traces one figure of one year."""

    def __init__(self, figure: Asked, tables: Tables, files: Files, year: int) -> None:
        self.figure, self.tables, self.files, self.year, self.plan = figure, tables, files, year, tables.plan
        self.outcomes = outcomes(figure, tables, year)
        self.received = dict(zip(tables.submissions["submission"], tables.submissions["received_on"], strict=True))
        forms = dict.fromkeys(part.form for part in figure.parts)
        self.held = {form: self._held(form) for form in forms}
        self.said = self._rows_of("statements", ("unit", "branch", "field"))
        self.cells = {form: self._cells(form) for form in forms}
        self.findings = _records(tables.findings)

    def rows(self, of_whom: list[tuple[str, str]]) -> list[dict]:
        """A row for each part of the figure, branch by branch; what is a unit's own stands once, after its branches."""
        rows, last = [], dict(of_whom)
        for unit, branch in of_whom:
            parts = [part for part in self.figure.parts if part.form not in OF_UNITS or not branch or last[unit] == branch]
            rows += [self._fact(part, unit, "" if part.form in OF_UNITS else branch) for part in parts]
        return rows

    def _fact(self, part: Part, unit: str, branch: str) -> dict:
        row = self.held[part.form].get((unit, branch, part.key))
        said = self.said.get((unit, branch, part.field)) if part.column in (part.field, "value") else None
        value = self._value(part, row or self._whole(part, unit))
        of = {
            "year": self.year,
            "unit": unit,
            "branch": branch,
            "of": part.of,
            "form": part.form,
            "field": part.column,
            "label": part.label,
        }
        fact = dict.fromkeys(COLUMNS) | of | {"value": value}
        if part.form in OF_UNITS or part.form == APPRAISAL:
            fact["field"] = part.field if part.form != ITEMS else part.column
        if said is not None and value is None:
            fact |= {name: said[name] for name in ("kind", "low", "high", "text")}
        fact |= self.outcomes.of(part, unit, branch, value)
        place = row or self.held[part.form].get((unit, branch, None)) or said
        return fact | (self._placed(part, place, fact) if place else self._missing(part, unit, branch))

    def _value(self, part: Part, row: dict | None) -> object:
        if row is None:
            return None
        if part.form == RECOGNITION and part.column == "recognised":
            return True
        value = row.get(part.column)
        return value.date() if isinstance(value, pd.Timestamp) else value

    def _whole(self, part: Part, unit: str) -> dict | None:
        """Where an item of programme A has no row of its own: a row that holds what is proposed for the unit as a whole."""
        beside = self.held[part.form].get((unit, "", None)) if part.aspect == PROPOSED else None
        return beside if beside and self.cells[part.form].of(beside, PROPOSED) else None

    def _placed(self, part: Part, place: dict, fact: dict) -> dict:
        """The columns that say where a fact stands; `place` is the row of its table, or one of the same record."""
        source = self.cells[part.form].of(place, part.field, part.aspect)
        if part.aspect == PROPOSED and source is None:
            source = self.cells[part.form].of(place, PROPOSED)
        own = self.files.paths[place["submission"]]
        if source is None:
            return self._in_title(part, place, fact["value"]) or self._without_cell(part, place, own)
        at = self._at_cells(source)
        carried = source.submission != place["submission"] and part.aspect is None
        note = CARRIED if carried else SUMMED if len(source.cells) > 1 else self._read_as(fact, at["raw"])
        return self._at(source.submission, source.sheet) | at | {"newest_file": own if carried else None, "note": note}

    def _read_as(self, fact: dict, raw: str) -> str | None:
        if fact["value"] is not None:
            return None
        return STATED if fact["kind"] else UNREAD if raw.strip() else BLANK

    def _at(self, submission: str, sheet: str | None) -> dict:
        day = self.received[submission]
        return {"file": self.files.paths[submission], "received_on": None if pd.isna(day) else day.date(), "sheet": sheet}

    def _at_cells(self, source: Source) -> dict:
        anew = self.files.opened(source.submission)
        found = [one for cell in source.cells for one in self._found(source, cell)]
        corrected = [one["taken_as"] for one in found if one["code"] == "corrected"]
        raw = "; ".join(anew.text(source.sheet, cell) for cell in source.cells)
        return {"cell": source.shown, "raw": raw, "corrected_to": "; ".join(corrected) or None} | _joined(found)

    def _found(self, source: Source, cell: str) -> list[dict]:
        """The findings of the run at this very cell: in the words of this cell where one finding stands for a column of them."""
        mine = [one for one in self.findings if (one["submission"], one["sheet"]) == (source.submission, source.sheet) and one["cell"]]
        mine = [one for one in mine if _covers(one["cell"], cell)]
        here = {one["code"]: one for one in self.files.opened(source.submission).findings(source.sheet, cell)} if mine else {}
        return [here.get(one["code"], one) for one in mine if one["code"] in here or one["cell"] == cell]

    def _in_title(self, part: Part, place: dict, value: object) -> dict | None:
        if part.column not in IN_TITLES or value is None:
            return None
        cell = self.files.opened(place["submission"]).title_of(place["sheet"], part.column, value)
        source = Source(place["submission"], place["sheet"], (cell,) if cell else ())
        return self._at(place["submission"], place["sheet"]) | self._at_cells(source) | {"note": IN_TITLE}

    def _without_cell(self, part: Part, place: dict, own: str) -> dict:
        of_sheet = [one for one in self.findings if (one["submission"], one["sheet"]) == (place["submission"], place["sheet"])]
        headers = [one for one in of_sheet if one["code"] in HEADER_CODES and (one["field"] == part.field or part.label in one["message"])]
        return self._at(place["submission"], place["sheet"]) | _joined(headers) | {"note": NO_CELL}

    def _missing(self, part: Part, unit: str, branch: str) -> dict:
        """Nothing came of this unit, or nothing of this branch in what came."""
        came = any(one == unit for one, *_ in self.held[part.form])
        names = [one for one in self.findings if one["code"] in NAME_CODES and (one["unit"], one["year"]) == (unit, self.year)]
        return {"note": NO_ROW if came else SILENT} | (_joined(names) if branch else {})

    # ------------------------------------------------------------ the tables of the run

    def _held(self, form: str) -> dict[tuple, dict]:
        """The rows of a form's table by unit, branch and key; under the key None any row of the same record."""
        key = KEYS.get(form)
        rows = self._rows_of(self.plan.form(form).table, ("unit", "branch", key))
        beside: dict[tuple, dict] = {}
        for (unit, branch, _), row in rows.items():
            beside.setdefault((unit, branch, None), row)
        return rows | (beside if form in (*OF_UNITS, APPRAISAL) else {})

    def _rows_of(self, table: str, key: tuple[str | None, ...]) -> dict[tuple, dict]:
        frame = getattr(self.tables, table)
        rows = _records(frame[frame["year"] == self.year])
        return {tuple((row.get(name) or "") if name == "branch" else row.get(name) for name in key): row for row in rows}

    def _cells(self, form: str) -> Cells:
        sources = self.tables.sources
        if len(sources) and sources["form"].isna().all():
            raise WorkspaceError("Lần chạy này do bản phần mềm cũ ghi, chưa đủ để truy về từng ô. Hãy chạy lại: sadec build")
        wanted = {row["submission"] for row in (*self.held[form].values(), *self.said.values())}
        return Cells(sources[sources["submission"].isin(wanted)], form)


def _records(frame: pd.DataFrame) -> list[dict]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _covers(extent: str, cell: str) -> bool:
    for part in extent.split(";"):
        first, _, last = part.partition(":")
        (top, left), (bottom, right), (row, column) = place_of(first), place_of(last or first), place_of(cell)
        if top <= row <= bottom and left <= column <= right:
            return True
    return False


def _joined(found: list[dict]) -> dict:
    """The columns that say what was found: codes, taken_as, messages, each apart by semicolons or lines."""
    return {
        "codes": ";".join(dict.fromkeys(one["code"] for one in found)) or None,
        "taken_as": "; ".join(dict.fromkeys(one["taken_as"] for one in found if one["taken_as"])) or None,
        "messages": "\n".join(dict.fromkeys(one["message"] for one in found)) or None,
    }
