"""The parameters of reports: their types, and which values have data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..workspace import Tables

TYPES_VI = {int: "số nguyên", str: "chữ"}
Value = int | str
Choices = Callable[[Tables, Mapping[str, Value]], list]


class ReportError(ValueError):
    """A report that cannot be made: what is wrong and what to write instead, in Vietnamese."""


@dataclass(frozen=True)
class Parameter:
    """One parameter: its name in the notebook, its type, what people call it.

    `choices` gives the values that have data, from the tables and the parameters declared before it.
    """

    name: str
    type: type[int] | type[str]
    vi: str
    choices: Choices

    def values(self, tables: Tables, before: Mapping[str, Value]) -> list[Value]:
        """The choices, of the very type (a table gives numpy's)."""
        return [self.type(value) for value in self.choices(tables, before)]

    def checked(self, value: object, tables: Tables, before: Mapping[str, Value]) -> Value:
        """The value itself; ReportError names what to write instead. papermill would let any pass."""
        choices = self.values(tables, before)
        known = ", ".join(map(str, choices)) or "chưa có số liệu nào; hãy chạy sadec build"
        if type(value) is not self.type:
            raise ReportError(f"{self.name} = {value!r} không phải {TYPES_VI[self.type]} ({self.vi}). Hãy ghi một trong: {known}.")
        if value not in choices:
            raise ReportError(f"{self.name} = {value} ({self.vi}) không có số liệu. Hãy chọn một trong: {known}.")
        return value


def years_with_data(tables: Tables, _: Mapping[str, Value]) -> list[int]:
    """Every year of the plan up to the last one reported."""
    from ..measures import reported_years

    return reported_years(tables.branch_years, tables.plan)


def residential_units(tables: Tables, _: Mapping[str, Value]) -> list[str]:
    """The units that have or had residential branches, in the plan's order."""
    return list(dict.fromkeys(tables.roster.sort_values("unit_order", kind="stable")["unit"]))


def stages_with_data(tables: Tables, before: Mapping[str, Value]) -> list[int]:
    """The stages that had begun when anything was last reported."""
    years = years_with_data(tables, before)
    return [stage.id for stage in tables.plan.stages if any(year <= stage.due_on.year for year in years)]


YEAR = Parameter("year", int, "năm", years_with_data)
UNIT = Parameter("unit", str, "đơn vị", residential_units)
STAGE = Parameter("stage", int, "giai đoạn", stages_with_data)
