"""From the plan's TOML files to a checked `Plan`. Whatever is wrong stops here, with its path and a remedy."""

from __future__ import annotations

from pathlib import Path

from .checked import Checked, PlanError, check_unique, read_toml
from .fees import checked_shares, checked_tariffs
from .forms import load_forms
from .model import (
    DIRECT_BRANCH,
    Condition,
    Criterion,
    Duty,
    Item,
    ItemGroup,
    NotComputed,
    Pilot,
    Plan,
    Reading,
    Rule,
    Target,
    Unit,
)

DEFAULT_PLAN = Path(__file__).parent / "sadec_2018_2022.toml"
TESTS = ("at_least", "at_most", "is")
SCOPES = ("unit", "city")
BEARS_ON = ("verdicts", "standing", "duties", "programme_a", "review")
OWED_BY = ("residential", "programme_a", "city")
UNIT_KINDS = ("ward", "commune", "institution", DIRECT_BRANCH)
YEARS = (1990, 2100)
GRID = 99  # rows and columns of the schematic map


def load_plan(path: Path | str | None = None) -> Plan:
    """Load and check a plan file and the forms file it names. PlanError says where, what, and what to write instead."""
    path = Path(path or DEFAULT_PLAN)
    with Checked(read_toml(path), path.name) as top:
        forms_path = path.parent / top.text("forms")
        readings = tuple(_reading(t) for t in top.tables("readings", []))
        criteria = tuple(_criterion(t, readings) for t in top.tables("criteria"))
        units = tuple(_unit(t) for t in top.tables("units"))
        quantities = [condition.quantity for criterion in criteria for condition in criterion.conditions]
        form_ids = [f.get("id") for f in read_toml(forms_path).get("forms", [])]
        plan = {
            **{name: top.text(name) for name in ("number", "vi", "en", "city_vi", "issuer_vi", "superior_vi")},
            "signed_on": top.day("signed_on"),
            "first_year": top.whole("first_year", *YEARS),
            "last_year": top.whole("last_year", *YEARS),
            "readings": readings,
            "criteria": criteria,
            "stages": tuple(_stage(t, readings) for t in top.tables("stages")),
            "shares": tuple(_share(t) for t in top.tables("shares", [])),
            "duties": tuple(_duty(t, form_ids, readings) for t in top.tables("duties", [])),
            "pilots": tuple(_pilot(t, units) for t in top.tables("pilots", [])),
            "item_groups": tuple(_group(t, quantities) for t in top.tables("item_groups", [])),
            "rules": tuple(_rule(t) for t in top.tables("rules", [])),
            "not_computed": tuple(_not_computed(t) for t in top.tables("not_computed", [])),
            "units": units,
        }
        if plan["last_year"] < plan["first_year"]:
            raise top.wrong("last_year", plan["last_year"], "Hãy ghi một năm không trước first_year.")
        years = range(plan["first_year"], plan["last_year"] + 1)
        plan["fee_tariffs"] = checked_tariffs(top.tables("fee_tariffs"), f"{path.name}.fee_tariffs", years)
        plan["fee_shares"] = checked_shares(Checked(top.take("fee_shares", dict, "một bảng [fee_shares]"), f"{path.name}.fee_shares"))
    check_unique([c.id for c in criteria], f"{path.name}.criteria")
    check_unique([u.name for u in units], f"{path.name}.units")
    check_unique([u.tile for u in units if u.tile], f"{path.name}.units.tile")
    check_unique([d.id for d in plan["duties"]], f"{path.name}.duties")
    check_unique([c.id for criterion in criteria for c in criterion.conditions], f"{path.name}.criteria.conditions")
    return Plan(**plan, **load_forms(forms_path, criteria))


def _reading(table: Checked) -> Reading:
    with table as t:
        options = t.table("options")
        default = t.text("default")
        if default not in options:
            raise t.wrong("default", default, f"Hãy ghi một trong các lựa chọn: {', '.join(options)}.")
        bears_on = t.choice("bears_on", BEARS_ON, "verdicts")
        return Reading(t.text("id"), t.text("clause"), t.text("vi"), t.text("en"), options, default, bears_on)


def _condition(table: Checked) -> Condition:
    with table as t:
        given = [test for test in TESTS if test in t._left]
        if len(given) != 1:
            raise PlanError(t.path, given, "Hãy ghi đúng một phép so: at_least, at_most hoặc is.")
        test = given[0]
        threshold = int(t.flag("is")) if test == "is" else t.whole(test, 0, 10**9)
        return Condition(t.text("id"), t.text("quantity"), test, threshold, t.text("vi"), t.text("en"), t.flag("final", False))


def _criterion(table: Checked, readings: tuple[Reading, ...]) -> Criterion:
    with table as t:
        conditions = tuple(_condition(c) for c in t.tables("conditions"))
        known = [c.id for c in conditions]
        ways = _ways(t, "ways", t.take("ways", list, "các cách đạt [[…], […]]"), known)
        under = {
            reading: {option: _ways(t, f"ways_under.{reading}.{option}", w, known) for option, w in options.items()}
            for reading, options in t.table("ways_under").items()
        }
        for reading, options in under.items():
            _known_reading(t, f"ways_under.{reading}", reading, options, readings)
        used = {c for way in (*ways, *(w for o in under.values() for ws in o.values() for w in ws)) for c in way}
        for condition in conditions:
            if condition.id not in used:
                raise t.wrong("conditions", condition.id, "Điều kiện này không thuộc cách đạt nào: hãy thêm vào ways hoặc xóa đi.")
        number, clause, vi = t.whole("id", 1, 99), t.text("clause"), t.text("vi")
        short_vi, en, is_personal = t.text("short_vi", vi), t.text("en"), t.flag("personal", False)
        return Criterion(number, clause, vi, short_vi, en, ways, under, conditions, is_personal)


def _ways(table: Checked, key: str, ways: object, known: list[str]) -> tuple[tuple[str, ...], ...]:
    if not isinstance(ways, list) or not ways or not all(isinstance(way, list) and way for way in ways):
        raise table.wrong(key, ways, "Hãy ghi danh sách các cách, mỗi cách là danh sách mã điều kiện.")
    for way in ways:
        for condition in way:
            if condition not in known:
                raise table.wrong(key, condition, f"Không có điều kiện này. Hãy ghi một trong: {', '.join(known)}.")
    return tuple(tuple(way) for way in ways)


def _known_reading(table: Checked, key: str, reading: str, options: object, readings: tuple[Reading, ...]) -> None:
    found = next((r for r in readings if r.id == reading), None)
    if found is None:
        raise table.wrong(key, reading, f"Không có cách hiểu này. Hãy ghi một trong: {', '.join(r.id for r in readings)}.")
    for option in options:
        if option not in found.options:
            raise table.wrong(key, option, f"Hãy ghi một trong: {', '.join(found.options)}.")


def _stage(table: Checked, readings: tuple[Reading, ...]) -> Target:
    with table as t:
        scope = t.choice("scope", SCOPES)
        return Target(
            t.whole("id", 1, 99),
            t.text("clause"),
            scope,
            t.whole("target_percent", 1, 100),
            t.text("vi"),
            t.text("en"),
            t.day("due_on"),
            t.text("target_clause", None),
            _scopes(t, scope, readings),
        )


def _scopes(table: Checked, scope: str, readings: tuple[Reading, ...]) -> dict[str, dict[str, str]]:
    """Whom the target is for under every option of the readings that say so: the stage's own scope where an option names none."""
    under = table.table("scope_under")
    for reading, options in under.items():
        _known_reading(table, f"scope_under.{reading}", reading, options, readings)
        for option, given in options.items():
            if given not in SCOPES:
                raise table.wrong(f"scope_under.{reading}.{option}", given, f"Hãy ghi một trong: {', '.join(SCOPES)}.")
    return {r.id: dict.fromkeys(r.options, scope) | under[r.id] for r in readings if r.id in under}


def _share(table: Checked) -> Target:
    with table as t:
        return Target(
            t.text("id"),
            t.text("clause"),
            t.choice("scope", SCOPES),
            t.whole("target_percent", 1, 100),
            t.text("vi"),
            t.text("en"),
            t.day("due_on", None),
        )


def _duty(table: Checked, form_ids: list[str], readings: tuple[Reading, ...]) -> Duty:
    with table as t:
        inclusive_under = t.table("inclusive_under")
        for reading, options in inclusive_under.items():
            _known_reading(t, f"inclusive_under.{reading}", reading, options, readings)
        duty = Duty(
            t.text("id"),
            t.text("clause"),
            t.choice("owed_by", OWED_BY),
            t.choice("form", form_ids, None),
            t.whole("day", 1, 31),
            t.whole("month", 1, 12),
            t.flag("inclusive"),
            inclusive_under,
            t.whole("year_offset", -1, 1, 0),
            t.whole("first_year", *YEARS),
            t.whole("last_year", *YEARS),
            t.text("vi"),
            t.text("en"),
        )
        try:
            duty.due_on(duty.first_year)
        except ValueError:
            raise t.wrong("day", f"{duty.day}/{duty.month}", "Không có ngày này trong lịch: hãy sửa day hoặc month.") from None
        return duty


def _pilot(table: Checked, units: tuple[Unit, ...]) -> Pilot:
    with table as t:
        named = t.texts("units")
        for name in named:
            if name not in [u.name for u in units]:
                raise t.wrong("units", name, f"Không có đơn vị này. Hãy ghi một trong: {', '.join(u.name for u in units)}.")
        t.text("en")
        return Pilot(t.choice("programme", ("A", "B")), t.text("clause"), t.day("until"), t.text("until_clause", None), named, t.text("vi"))


def _group(table: Checked, quantities: list[str]) -> ItemGroup:
    def item(entry: Checked) -> Item:
        with entry as i:
            checked_by = i.texts("checked_by", ())
            for quantity in checked_by:
                if quantity not in quantities:
                    raise i.wrong("checked_by", quantity, f"Không có điều kiện nào dùng số liệu này. Hãy ghi: {', '.join(quantities)}.")
            return Item(i.text("clause"), i.text("vi"), i.text("en"), checked_by)

    with table as t:
        return ItemGroup(t.text("id"), t.text("vi"), t.text("en"), tuple(item(i) for i in t.tables("items")))


def _rule(table: Checked) -> Rule:
    with table as t:
        return Rule(t.text("clause"), t.text("vi"), t.text("en"))


def _not_computed(table: Checked) -> NotComputed:
    with table as t:
        return NotComputed(t.text("clause"), t.text("vi"), t.text("en"), t.text("why"))


def _unit(table: Checked) -> Unit:
    with table as t:
        unit = Unit(
            t.text("name"),
            t.choice("kind", UNIT_KINDS),
            t.text("code", None),
            t.texts("aliases", []),
            t.texts("branches", []),
            t.texts("doubtful", []),
            _tile(t),
        )
        check_unique(list(unit.branches), f"{t.path}.branches")
        return unit


def _tile(table: Checked) -> tuple[int, int] | None:
    place = table.take("tile", list, "[hàng, cột], ví dụ [1, 2]", None)
    if place is not None and not (len(place) == 2 and all(type(n) is int and 1 <= n <= GRID for n in place)):
        raise table.wrong("tile", place, f"Hãy ghi [hàng, cột], hai số nguyên từ 1 đến {GRID}.")
    return place and tuple(place)
