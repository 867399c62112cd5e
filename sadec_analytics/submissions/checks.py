"""What several cells, forms or years contradict: findings, never changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..plan import Form, Plan
from .addresses import Cells
from .findings import Problem, finding
from .record import Record

if TYPE_CHECKING:
    import pandas as pd

LEAST_PAST = 5
FAR = 3.5  # of the modified z-score: Iglewicz and Hoaglin 1993
LEAST_SPREAD = 0.1
LEAST_SAME = 6
KEY = ["year", "unit", "branch"]


def record_problems(records: list[Record], form: Form) -> Iterator[Problem]:
    """Parts that exceed their whole, and days after the close, in each record."""
    stated = [(record, record.facts) for record in records]
    for lesser, greater in form.at_most:
        for record, facts in stated:
            if lesser in facts and greater in facts and facts[lesser] > facts[greater]:
                yield _more_than_whole(record, form, lesser, greater)
    for record in records:
        if close := record.facts.get("as_of"):
            yield from _after_close(record, form, close)


def _after_close(record: Record, form: Form, close: dt.date) -> Iterator[Problem]:
    for one in form.facts:
        day = record.facts.get(one.date_into or one.name)
        if isinstance(day, dt.date) and day > close:
            of, said = record.of, {"label": one.vi, "what": f"{close:%d/%m/%Y}"}
            places, raw = _own_places(record, one.name), f"{day:%d/%m/%Y}"
            yield Problem("date_after_close", record.sheet, places, None, one.name, raw, None, of.unit, of.year, of.branch or None, said)


def _more_than_whole(record: Record, form: Form, lesser: str, greater: str) -> Problem:
    part, whole = record.facts[lesser], record.facts[greater]
    code = "fees_above_due" if lesser == "fees_collected_vnd" else "more_than_whole"
    what = str(whole) if code == "fees_above_due" else f"“{form.by_name[greater].vi}” ({whole})"
    places = _own_places(record, lesser, greater)
    of, said = record.of, {"label": form.by_name[lesser].vi, "what": what}
    return Problem(code, record.sheet, places, None, lesser, str(part), None, of.unit, of.year, of.branch or None, said)


def _own_places(record: Record, *names: str) -> list[tuple[int, int]]:
    """Where the record's own sheet states fields."""
    return [record.places[name] for name in names if name in record.places and name not in record.carried]


def table_findings(tables: dict[str, pd.DataFrame], plan: Plan) -> list[dict]:
    """Rows of the `findings` table about what several forms and years of a branch say, with the cell where there is one."""
    cells = Cells(tables["sources"], "results")
    rows = [
        *_outside_dates(tables),
        *_claimed_not_registered(tables),
        *_same_as_last_year(tables["branch_years"], plan),
        *_far(tables["branch_years"], plan),
    ]
    return [_placed(problem, row, cells) for problem, row in rows]


def _placed(problem: Problem, row: dict, cells: Cells) -> dict:
    """The finding at the very cell: in the file and sheet where the value stands."""
    source = cells.of(row, problem.field) if problem.field else None
    if source is None:
        return finding([problem], row["submission"], None)
    problem.sheet = source.sheet
    return finding([problem], source.submission, source.shown)


def _problem(code: str, row: dict, field: str | None = None, raw: str | None = None, **said: str) -> tuple[Problem, dict]:
    return Problem(code, row["sheet"], [], None, field, raw, None, row["unit"], int(row["year"]), row["branch"], said), row


def _outside_dates(tables: dict[str, pd.DataFrame]) -> Iterator[tuple[Problem, dict]]:
    """Branches that, by the dates of the roster, do not exist in the year of which a sheet speaks; with what became of them."""
    periods: dict[tuple, list[dict]] = {}
    for one in tables["roster"].astype(object).where(tables["roster"].notna(), None).to_dict("records"):
        periods.setdefault((one["unit"], one["branch"]), []).append(one)
    for row in (row for name in ("branch_years", "registrations") for row in tables[name].to_dict("records")):
        dated = periods.get((row["unit"], row["branch"]), ())
        if dated and not any(_exists_in(one, row["year"]) for one in dated):
            one = dated[-1]
            end = f"thôi từ {one['valid_to']:%d/%m/%Y}" if one["valid_to"] else f"có từ {one['valid_from']:%d/%m/%Y}"
            yield _problem("branch_outside_dates", row, what=end + (f", nay là {one['became']}" if one["became"] else ""))


def _exists_in(one: dict, year: int) -> bool:
    """On 31 December, the day that decides which branches count."""
    began, ended, day = one["valid_from"], one["valid_to"], dt.datetime(year, 12, 31)
    return (began is None or began <= day) and (ended is None or ended >= day)


def _claimed_not_registered(tables: dict[str, pd.DataFrame]) -> Iterator[tuple[Problem, dict]]:
    """III.2.4.a; silent where no registration list of the unit and year was received, or a name on it was not understood."""
    lists, asked = tables["registrations"], tables["findings"].query("code == 'branch_unknown'")
    doubtful = set(zip(asked["unit"], asked["year"], strict=True))
    sent = set(zip(lists["unit"], lists["year"], strict=True)) - doubtful
    registered = lists[lists["registered"].fillna(False) | lists["registered"].isna()]
    on_list = set(zip(registered["year"], registered["unit"], registered["branch"], strict=True))
    claims = tables["branch_years"]
    for row in claims[claims["self_assessed"].fillna(False)].to_dict("records"):
        if (row["unit"], row["year"]) in sent and (row["year"], row["unit"], row["branch"]) not in on_list:
            yield _problem("claimed_not_registered", row, "self_assessed", label="")


def _same_as_last_year(facts: pd.DataFrame, plan: Plan) -> Iterator[tuple[Problem, dict]]:
    """Every number equal to that of the year before, enough of them not zero."""
    numbers = [f.name for f in plan.form("results").facts if f.kind in ("count", "money") and f.name in facts]
    seen = {(row["year"], row["unit"], row["branch"]): row for row in facts.astype(object).where(facts.notna(), None).to_dict("records")}
    for (year, unit, branch), row in seen.items():
        before = seen.get((year - 1, unit, branch))
        told = [name for name in numbers if row[name]]
        if before and len(told) >= LEAST_SAME and all(row[name] == before[name] for name in numbers):
            yield _problem("same_as_last_year", row, what=str(year - 1))


def _far(facts: pd.DataFrame, plan: Plan) -> Iterator[tuple[Problem, dict]]:
    """A number far from the median of the branch's own earlier years, in units of their spread."""
    for field in plan.form("results").facts:
        if field.kind not in ("count", "money") or field.name not in facts:
            continue
        for _, of_branch in facts[[*KEY, "submission", "sheet", "row", field.name]].dropna(subset=[field.name]).groupby(["unit", "branch"]):
            for row in of_branch.to_dict("records"):
                past = of_branch.loc[of_branch["year"] < row["year"], field.name].astype(float)
                if len(past) >= LEAST_PAST and _score(float(row[field.name]), past) > FAR:
                    shown = ", ".join(f"{value:g}" for value in past)
                    yield _problem("far_from_its_past", row, field.name, f"{row[field.name]:g}", label=field.vi, what=shown)


def _score(value: float, past: pd.Series) -> float:
    """The modified z-score; a spread of next to nothing counts as a tenth of the median, at least one."""
    middle = past.median()
    spread = max((past - middle).abs().median() / 0.6745, LEAST_SPREAD * abs(middle), 1.0)
    return abs(value - middle) / spread
