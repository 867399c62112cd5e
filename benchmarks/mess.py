"""Realistic mess with known truth: what is recovered, what is asked about, what is silently wrong, kind by kind.

Run: python benchmarks/mess.py [--units 4] [--years 3] [--seed 53] [--only KIND ...]

Practice workbooks of all six forms are drawn; each kind of mess in them, and each change of format and file below, is applied alone
to all of them, and at last everything mixed in one to three doses. A cell is one value of the truth tables. Kinds marked * take what
they touch away from any reader (an error value, a doubtful mark): there a finding is the right answer.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from recovery import differences

from sadec_analytics.build import process
from sadec_analytics.decisions import read_decisions
from sadec_analytics.plan import load_plan
from sadec_analytics.practice import make_practice
from sadec_analytics.practice.mess import RATES
from sadec_analytics.submissions import members_of
from sadec_analytics.submissions.addresses import Cells
from sadec_analytics.submissions.cells import Sheet, place_of
from sadec_analytics.submissions.guard import RefusedError
from sadec_analytics.submissions.legacy import encode
from sadec_analytics.submissions.members import Member
from sadec_analytics.submissions.workbook import read_workbook
from sadec_analytics.workspace import Workspace

LOSSY = {"ambiguous_mark", "bound", "missing", "unknown_branch", "misspelt_name", "month_only", "remainder", "x_marks", "blank_row"}
LOSSY |= {"error_cells", "uncalculated_formulas", "merged_cells", "congress_as_word", "other_marks", "percent_as_text"}
NOT_IN_OLD_FONTS = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u00a0": " ", "“": '"', "”": '"', "…": "..."})
Change = Callable[[bytes, np.random.Generator], tuple[bytes, str]]


# ---------------------------------------------------------------- changes of one workbook: new bytes, new suffix


def edited(change: Callable[[Worksheet, np.random.Generator], None]) -> Change:
    """A change of every sheet, made with openpyxl; formulas keep no value, so the mark of calculation is taken off."""

    def made(content: bytes, rng: np.random.Generator) -> tuple[bytes, str]:
        book, out = load_workbook(io.BytesIO(content)), io.BytesIO()
        for sheet in list(book.worksheets):
            change(sheet, rng)
        book.save(out)
        return out.getvalue(), ".xlsx"

    return made


def data_cells(sheet: Worksheet) -> list:
    """Numbers beyond the running number, outside merged ranges."""
    return [c for row in sheet.iter_rows(min_col=3) for c in row if isinstance(c.value, int | float) and not isinstance(c.value, bool)]


def _retyped(encoding: str) -> Callable:
    def change(sheet: Worksheet, rng: np.random.Generator) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    text = cell.value.translate(NOT_IN_OLD_FONTS)
                    cell.value = " ".join(_typed(word, encoding) for word in text.split(" "))

    return change


def _typed(word: str, encoding: str) -> str:
    """A word in an old font; capitals with tone marks are small letters there, in a font of capitals (.VnTimeH)."""
    for one in (word, word.lower()):
        try:
            return encode(one, encoding)
        except ValueError:
            continue
    return word  # a sign that the font does not have


def _some(sheet: Worksheet, rng: np.random.Generator, share: float, change: Callable) -> None:
    for cell in data_cells(sheet):
        if rng.random() < share:
            change(cell)


def _error(cell: object) -> None:
    cell.value, cell.data_type = "#REF!", "e"


def _formula(cell: object) -> None:
    cell.value = f"={cell.value}+0"


def _shown_as_day(cell: object) -> None:
    cell.number_format = "dd/mm/yyyy"


def _merge_two(sheet: Worksheet, rng: np.random.Generator) -> None:
    covered = {place for merged in sheet.merged_cells.ranges for place in merged.cells}
    cells = [
        c for c in data_cells(sheet) if (c.row, c.column) not in covered and isinstance(sheet.cell(c.row + 1, c.column).value, int | float)
    ]
    if cells:
        one = cells[int(rng.integers(len(cells)))]
        sheet.merge_cells(start_row=one.row, end_row=one.row + 1, start_column=one.column, end_column=one.column)


def _hide_rows(sheet: Worksheet, rng: np.random.Generator) -> None:
    for row in range(8, sheet.max_row, 3):
        sheet.row_dimensions[row].hidden = True


def _hide_columns(sheet: Worksheet, rng: np.random.Generator) -> None:
    for letter in ("D", "F"):
        sheet.column_dimensions[letter].hidden = True


def _moved(sheet: Worksheet, rng: np.random.Generator) -> None:
    """Three blank rows above, two blank columns to the left; openpyxl moves no merged ranges, so they are made anew."""
    merged = [(r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges]
    for top, left, bottom, right in merged:
        sheet.unmerge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    sheet.insert_rows(1, 3)
    sheet.insert_cols(1, 2)
    for top, left, bottom, right in merged:
        sheet.merge_cells(start_row=top + 3, start_column=left + 2, end_row=bottom + 3, end_column=right + 2)


def _unmerged(sheet: Worksheet, rng: np.random.Generator) -> None:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))


def _ghost_rows(sheet: Worksheet, rng: np.random.Generator) -> None:
    for row in range(sheet.max_row + 5, sheet.max_row + 2_000):
        sheet.cell(row, 2).number_format = "0.00"


def _old_copy(content: bytes, rng: np.random.Generator) -> tuple[bytes, str]:
    """A hidden older copy of the first sheet with other numbers."""
    book, out = load_workbook(io.BytesIO(content)), io.BytesIO()
    copy = book.copy_worksheet(book.worksheets[0])
    copy.title, copy.sheet_state = "ban cu", "hidden"
    for cell in data_cells(copy):
        cell.value += 1
    book.save(out)
    return out.getvalue(), ".xlsx"


def _with_empty_sheets(content: bytes, rng: np.random.Generator) -> tuple[bytes, str]:
    book, out = load_workbook(io.BytesIO(content)), io.BytesIO()
    book.create_sheet("Sheet2")
    book.create_sheet("Sheet3")
    book.save(out)
    return out.getvalue(), ".xlsx"


def _rows(content: bytes) -> list[list[list[str]]]:
    """The sheets as texts as a spreadsheet program writes them out."""
    book = load_workbook(io.BytesIO(content))
    return [[[_shown(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets]


def _shown(cell: object) -> str:
    value = cell.value
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else f"{value:g}" if isinstance(value, float) else str(value)


def _delimited(separator: str, encoding: str) -> Change:
    def made(content: bytes, rng: np.random.Generator) -> tuple[bytes, str]:
        import csv

        sheets = _rows(content)
        if len(sheets) > 1:
            return content, ".xlsx"
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=separator).writerows(sheets[0])
        return out.getvalue().encode(encoding), ".csv"

    return made


def _as_html(content: bytes, rng: np.random.Generator) -> tuple[bytes, str]:
    from html import escape

    book = load_workbook(io.BytesIO(content))
    tables = []
    for sheet in book.worksheets:
        spans = {(r.min_row, r.min_col): (r.max_row - r.min_row + 1, r.max_col - r.min_col + 1) for r in sheet.merged_cells.ranges}
        covered = {place for r in sheet.merged_cells.ranges for place in r.cells} - set(spans)
        lines = []
        for row in sheet.iter_rows():
            cells = []
            for cell in row:
                down, across = spans.get((cell.row, cell.column), (1, 1))
                if (cell.row, cell.column) not in covered:
                    cells.append(f'<td rowspan="{down}" colspan="{across}">{escape(_shown(cell))}</td>')
            lines.append(f"<tr>{''.join(cells)}</tr>")
        tables.append(f"<table>{''.join(lines)}</table>")
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(tables)}</body></html>'.encode(), ".xls"


def _in_zip(content: bytes, rng: np.random.Generator) -> tuple[bytes, str]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Báo cáo/bang.xlsx", content)
    return out.getvalue(), ".zip"


def _in_message(content: bytes, rng: np.random.Generator) -> tuple[bytes, str]:
    message = EmailMessage()
    message["From"], message["Subject"] = "Đoàn cơ sở <don-vi@example.org>", "Gửi báo cáo"
    message.set_content("Kính gửi Thành Đoàn")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename="báo cáo.xlsx")
    return message.as_bytes(), ".eml"


def _other_xml(change: Callable[[str], str]) -> Change:
    def made(content: bytes, rng: np.random.Generator) -> tuple[bytes, str]:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                data = old.read(name)
                new.writestr(name, change(data.decode()).encode() if "worksheets/sheet" in name and name.endswith(".xml") else data)
        return out.getvalue(), ".xlsx"

    return made


def _rows_backwards(xml: str) -> str:
    rows = re.findall(r"<row .*?</row>", xml, re.S)
    return re.sub("<sheetData>.*</sheetData>", lambda m: f"<sheetData>{''.join(reversed(rows))}</sheetData>", xml, flags=re.S)


CHANGES: dict[str, Change] = {
    "as_csv": _delimited(",", "utf-8"),
    "as_csv_semicolon_bom": _delimited(";", "utf-8-sig"),
    "as_text_utf16": _delimited("\t", "utf-16"),
    "as_html_named_xls": _as_html,
    "in_zip": _in_zip,
    "in_message": _in_message,
    "tcvn3": edited(_retyped("TCVN3")),
    "vni": edited(_retyped("VNI")),
    "moved_right_and_down": edited(_moved),
    "unmerged": edited(_unmerged),
    "hidden_rows": edited(_hide_rows),
    "hidden_columns": edited(_hide_columns),
    "hidden_old_copy": _old_copy,
    "empty_sheets": _with_empty_sheets,
    "ghost_rows": edited(_ghost_rows),
    "rows_backwards_in_xml": _other_xml(_rows_backwards),
    "numbers_shown_as_days": edited(lambda sheet, rng: _some(sheet, rng, 0.05, _shown_as_day)),
    "numbers_as_text": edited(lambda sheet, rng: _some(sheet, rng, 0.3, lambda cell: setattr(cell, "value", str(cell.value)))),
    "error_cells": edited(lambda sheet, rng: _some(sheet, rng, 0.05, _error)),
    "uncalculated_formulas": edited(lambda sheet, rng: _some(sheet, rng, 0.05, _formula)),
    "merged_cells": edited(_merge_two),
}
OFFICE = {"as_xls": "xls", "as_ods": "ods"}


# ---------------------------------------------------------------- applying and counting


def apply(workspace: Workspace, change: Change, seed: int) -> None:
    """Every workbook under data/raw replaced by its changed copy, under the same name with the new suffix."""
    for number, path in enumerate(sorted(workspace.raw.rglob("*.xlsx"))):
        content, suffix = change(path.read_bytes(), np.random.default_rng([seed, number]))
        seen = path.stat()
        path.unlink()
        new = path.with_suffix(suffix)
        new.write_bytes(content)
        os.utime(new, (seen.st_atime, seen.st_mtime))


def convert(workspace: Workspace, kind: str) -> bool:
    """Every workbook saved by LibreOffice in another format; False where there is none."""
    office = shutil.which("soffice")
    if not office:
        return False
    for folder in {path.parent for path in workspace.raw.rglob("*.xlsx")}:
        files = sorted(folder.glob("*.xlsx"))
        subprocess.run(
            [office, "--headless", "--convert-to", kind, "--outdir", folder, *files], check=True, capture_output=True, timeout=600
        )
        for path in files:
            path.unlink()
    return True


def on_clean_cells(workspace: Workspace, tables: dict[str, pd.DataFrame]) -> tuple[int, int]:
    """Clean cells, and how many of them a finding calls unreadable or repaired. Clean: a number or a day that is just the value read."""
    paths = dict(zip(tables["submissions"]["path"], tables["submissions"]["submission"], strict=True))
    sheets = {(paths[m.path], s.name): s.rows for m in _members(workspace) if paths.get(m.path) for s in _sheets(m.content)}
    told = tables["findings"][tables["findings"]["severity"].isin(("blocking", "repaired"))].dropna(subset=["cell", "sheet"])
    called: dict[tuple, list] = {}
    for submission, sheet, cell in told[["submission", "sheet", "cell"]].itertuples(index=False):
        called.setdefault((submission, sheet), []).extend(
            tuple(map(place_of, (p.split(":")[0], p.split(":")[-1]))) for p in cell.split(";")
        )
    cells, clean, alarms = Cells(tables["sources"], "results"), 0, 0
    for row in tables["branch_years"].to_dict("records"):
        for name, value in row.items():
            source = cells.of(row, name) if isinstance(value, int | float | pd.Timestamp) and value is not pd.NaT else None
            if not source or not (there := sheets.get((source.submission, source.sheet))):
                continue
            line, column = place_of(source.cells[0])
            if _is_just(there[line][column], value):
                clean += 1
                ranges = called.get((source.submission, source.sheet), ())
                alarms += any(top <= line <= bottom and left <= column <= right for (top, left), (bottom, right) in ranges)
    return clean, alarms


def _is_just(raw: object, value: object) -> bool:
    """Whether a cell holds the very number or day that was read from it."""
    if isinstance(value, pd.Timestamp):
        return isinstance(raw, dt.date) and pd.Timestamp(raw) == value
    return isinstance(raw, float) and not isinstance(value, bool) and raw == value


def _members(workspace: Workspace) -> Iterator[Member]:
    for path in sorted(p for p in workspace.raw.rglob("*") if p.is_file()):
        yield from members_of(path.relative_to(workspace.raw).as_posix(), path.read_bytes())


def _sheets(content: bytes) -> list[Sheet]:
    try:
        return list(read_workbook(content))
    except RefusedError:
        return []


def count(workspace: Workspace, plan: object) -> tuple[int, ...]:
    """Workbooks, cells known, recovered, in findings, silently wrong; clean cells, and those of them that a finding calls otherwise."""
    tables = process(workspace.raw, read_decisions(workspace.decisions, plan), plan)
    truth = [p for p in (workspace.root / "truth").glob("*.parquet") if p.stem != "submissions"]
    cells = sum(
        int(pd.read_parquet(path).drop(columns=["year", "unit", "branch"], errors="ignore").notna().to_numpy().sum()) for path in truth
    )
    found = differences(workspace, tables)
    silent = [d for d in found if not d.codes or (d.table != "statements" and not pd.isna(d.recovered))]
    for one in silent[:5]:
        print("   silent:", one)
    return len(tables["submissions"]), cells, cells - len(found), len(found) - len(silent), len(silent), *on_clean_cells(workspace, tables)


def _line(name: str, counts: Sequence[int]) -> str:
    books, cells, recovered, asked, silent, clean, alarms = counts
    return f"{name:38}{books:10}{cells:8}{recovered / max(cells, 1):11.2%}{asked:7}{silent:8}{clean:8}{alarms:8}"


def main() -> None:
    """Print one line a kind, and the sums."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=4)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--seed", type=int, default=53)
    parser.add_argument("--only", nargs="*")
    told = parser.parse_args()
    plan = load_plan()
    units = [unit.name for unit in plan.residential_units[: told.units]]
    years = list(plan.years)[-told.years :]
    cases = {"clean": (0.0, (), None)}
    cases |= {f"cell: {kind}": (0.0, (kind,), None) for kind in RATES}
    cases |= {f"file: {kind}": (0.0, (), kind) for kind in (*CHANGES, *OFFICE)}
    cases |= {f"mixed, dose {dose}": (float(dose), (), None) for dose in (1, 2, 3)}
    cases |= {f"mixed + {kind}": (1.5, (), kind) for kind in ("as_csv", "as_html_named_xls", "tcvn3", "moved_right_and_down")}
    sums, begun = [0] * 7, time.perf_counter()
    print(f"{'kind':38}{'workbooks':>10}{'cells':>8}{'recovered':>11}{'asked':>7}{'silent':>8}{'clean':>8}{'alarms':>8}")
    for name, (dose, kinds, change) in cases.items():
        if told.only and not any(word in name for word in told.only):
            continue
        with tempfile.TemporaryDirectory() as folder:
            workspace = make_practice(Path(folder) / "demo", seed=told.seed, units=units, years=years, mess=dose, kinds=kinds)
            if change in CHANGES:
                apply(workspace, CHANGES[change], told.seed)
            elif change and not convert(workspace, OFFICE[change]):
                print(f"{name:38} left out: no LibreOffice here")
                continue
            counts = count(workspace, plan)
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        mark = "*" if {*kinds, change} & LOSSY else ""
        print(_line(name + mark, counts), flush=True)
    print(_line("all", sums))
    print(f"{time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
