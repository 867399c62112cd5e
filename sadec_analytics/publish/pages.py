"""The pages that notebooks show: the annual review and the review of a stage, each piece one attribute."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path

import pandas as pd

from ..measures import (
    admission_counts,
    branches_met,
    criteria_met,
    fee_collection,
    flows_by_branch,
    not_reported,
    reported_years,
    wanting,
)
from ..plan import Target
from ..workspace import Tables, Workspace
from . import charts, sentences
from .exhibits import Exhibit, Listing, Prose, Title
from .view import View

COUNTS_VI = {
    "unit": "Đơn vị",
    "branches": "Chi đoàn",
    "met": "Đạt",
    "not_met": "Chưa đạt",
    "unknown": "Chưa rõ",
    "needed": "Cần đạt",
    "wanting": "Còn thiếu",
}
FEES_VI = {
    "unit": "Đơn vị",
    "branches": "Chi đoàn",
    "branches_known": "Có số liệu",
    "fees_due_vnd": "Phải thu (đ)",
    "fees_collected_vnd": "Đã thu (đ)",
}
ADMISSIONS_VI = {
    "unit": "Đơn vị",
    "branches_reported": "Chi đoàn báo cáo",
    "admissions": "Kết nạp",
    "admissions_by_procedure": "Đúng quy trình",
    "party_recommendations": "Giới thiệu cho Đảng",
}


def annual_review(workspace: Workspace | Path | str, year: int) -> AnnualReview:
    """The annual review (IV.1.7) of a workspace."""
    return AnnualReview(_tables(workspace), year)


def phase_review(workspace: Workspace | Path | str, stage: int) -> PhaseReview:
    """The review of a stage (B.3) of a workspace."""
    tables = _tables(workspace)
    return PhaseReview(tables, tables.plan.stage(stage))


def _tables(workspace: Workspace | Path | str) -> Tables:
    return (workspace if isinstance(workspace, Workspace) else Workspace.open(workspace)).read_tables()


class Page:
    """What every page says: the year, where the numbers come from, and which of them are open."""

    def __init__(self, tables: Tables, year: int, stage: Target) -> None:
        self.view = View(tables, year, stage)
        self.tables, self.plan, self.year, self.stage = tables, tables.plan, year, stage

    @property
    def counts(self) -> pd.DataFrame:
        """Every year and scope against the stage."""
        return self.view.counts

    @property
    def of_year(self) -> pd.DataFrame:
        return self.view.of_year

    @property
    def headline(self) -> Title:
        """The title of the page."""
        return Title(self.title)

    @cached_property
    def attainment(self) -> Exhibit:
        """Units against the target, with what is unknown."""
        caption = sentences.attainment(self.of_year, self.year, self.stage)
        title = sentences.attainment_title(self.of_year, self.year, self.stage)
        paints = [partial(charts.attainment_by_unit, counts=page, stage=self.stage) for page in charts.pages_of(self.of_year)]
        alt = "Biểu đồ thanh: tỷ lệ chi đoàn đạt chuẩn của từng đơn vị."
        return self.view.exhibit("dat-chuan", title, caption, alt, paints, _shown(self.of_year, COUNTS_VI))

    @cached_property
    def course(self) -> Exhibit:
        """Every unit year by year against the marks of the stages."""
        units = self.counts[self.counts["scope"] == "unit"]
        names = list(dict.fromkeys(units["unit"]))
        columns = -(-(len(names) ** 0.5) // 1)
        shape = (-(-len(names) // int(columns)), int(columns))

        def paint(axes: object) -> None:
            flat = list(axes.flat) if len(names) > 1 else [axes]
            for one, unit in zip(flat, names, strict=False):
                charts.course_of_unit(one, units[units["unit"] == unit], self.plan, unit)
            for one in flat[len(names) :]:
                one.set_visible(False)
            charts.course_legend(flat[0].figure)

        table = units.assign(shown=[f"{m}/{n}" for m, n in zip(units["met"], units["branches"], strict=True)])
        table = table.pivot(index="unit", columns="year", values="shown").reindex(names).reset_index().rename(columns={"unit": "Đơn vị"})
        title, alt = sentences.course_title(self.counts), "Biểu đồ đường: diễn biến từng đơn vị qua các năm."
        return self.view.exhibit("dien-bien", title, sentences.course(self.counts), alt, [paint], table, shape)

    @cached_property
    def wanting(self) -> Listing:
        """Branches that do not surely meet the standard, and what each lacks."""
        rows = wanting(self.tables.verdicts, self.plan)
        rows = rows[rows["year"] == self.year]
        table = pd.DataFrame({"Đơn vị": rows["unit"], "Chi đoàn": rows["branch"]})
        for state, name in (("not_met", "Tiêu chí chưa đạt"), ("unknown", "Tiêu chí chưa đủ số liệu")):
            table[name] = [", ".join(map(str, numbers)) or None for numbers in rows[state]]
        return Listing(f"{len(rows)} chi đoàn chưa đạt hoặc chưa đủ số liệu để kết luận năm {self.year}.", table)

    @cached_property
    def not_received(self) -> Listing:
        """Branches of which nothing was received for the year."""
        rows = not_reported(self.tables.branch_years, self.tables.roster, self.year)
        counts = rows.groupby("unit", sort=False).size().rename("Chi đoàn chưa có báo cáo").rename_axis("Đơn vị").reset_index()
        said = (
            f"{len(rows)} chi đoàn chưa có báo cáo kết quả năm {self.year}."
            if len(rows)
            else f"Mọi chi đoàn đều có báo cáo kết quả năm {self.year}."
        )
        return Listing(said, counts)

    @cached_property
    def questions(self) -> Listing:
        """How many findings keep a value unknown, by unit."""
        found = self.tables.findings
        rows = found[(found["severity"] == "blocking") & ((found["year"] == self.year) | found["year"].isna())]
        counts = rows.assign(unit=rows["unit"].fillna("(chưa rõ đơn vị)")).groupby("unit").size()
        order = [unit.name for unit in self.plan.units if unit.name in counts.index]
        counts = (
            counts.reindex([*order, *(u for u in counts.index if u not in order)])
            .rename("Chỗ cần hỏi lại")
            .rename_axis("Đơn vị")
            .reset_index()
        )
        said = f"{len(rows)} chỗ trong bảng tính chưa đọc được thành số liệu; chi tiết ở trang findings của tong_hop.xlsx."
        return Listing(said if len(rows) else "Mọi ô có số liệu đều đọc được.", counts)

    @cached_property
    def provenance(self) -> Prose:
        """Which run, plan and readings the page rests on."""
        chosen = [f"{r.vi}: {r.options[self.plan.reading(r.id)]}" for r in self.plan.readings if self.plan.reading(r.id) != r.default]
        days = self.tables.branch_years.loc[self.tables.branch_years["year"] == self.year, "as_of"].dropna()
        counted = f" Số liệu các đơn vị chốt từ {days.min():%d/%m/%Y} đến {days.max():%d/%m/%Y}." if len(days) else ""
        practice = "DỮ LIỆU MINH HỌA, không phải số thật. " if self.tables.is_practice else ""
        readings = f"\nCách hiểu khác mặc định: {'; '.join(chosen)}." if chosen else ""
        return Prose(
            f"{practice}Tính từ số liệu đơn vị báo cáo theo Kế hoạch {self.plan.number}; chưa thay cho thẩm định và công nhận. "
            f"Bản nội bộ. Lần chạy {self.tables.run}, lập ngày {self.tables.built_on:%d/%m/%Y}.{counted}{readings}"
        )


class AnnualReview(Page):
    """The annual review: `year` is one of the plan's."""

    def __init__(self, tables: Tables, year: int) -> None:
        super().__init__(tables, year, tables.plan.stage_running_in(year))

    @property
    def title(self) -> str:
        return f"Sơ kết năm {self.year}: chi đoàn trên địa bàn dân cư đạt chuẩn, {self.plan.city_vi}"

    @property
    def exhibits(self) -> list[Exhibit]:
        return [self.attainment, self.criteria, self.fees, self.admissions, self.course]

    @cached_property
    def criteria(self) -> Exhibit:
        """Units by criteria."""
        met = criteria_met(self.tables.verdicts, self.plan)
        met = met[met["year"] == self.year]
        counts = met.assign(met=met["verdict"] == "met").groupby(["unit", "criterion"], sort=False)["met"].sum().unstack(sort=False)
        table = counts.rename(columns=lambda n: f"TC{n}").rename_axis("Đơn vị", axis=0).rename_axis(None, axis=1).reset_index()
        paint = partial(charts.criteria_heatmap, met=met, plan=self.plan)
        title, alt = sentences.criteria_title(met, self.plan), "Bảng màu: số chi đoàn đạt từng tiêu chí ở từng đơn vị."
        return self.view.exhibit("tieu-chi", title, sentences.criteria(met, self.plan), alt, [paint], table)

    @cached_property
    def fees(self) -> Exhibit:
        """Membership fees by unit."""
        rows = fee_collection(self.tables.branch_years, self.tables.statements, self.tables.roster, self.plan)
        rows = rows[rows["year"] == self.year]
        paints = [partial(charts.fees_by_unit, rows=page) for page in charts.pages_of(rows)]
        alt = "Biểu đồ thanh: tỷ lệ thu đoàn phí của từng đơn vị."
        return self.view.exhibit("doan-phi", sentences.fees_title(rows), sentences.fees(rows), alt, paints, _shown(rows, FEES_VI))

    @cached_property
    def admissions(self) -> Exhibit:
        """Admissions by unit."""
        rows = admission_counts(self.tables.branch_years, self.tables.youth_situation, self.tables.roster, self.plan)
        rows = rows[rows["year"] == self.year]
        paints = [partial(charts.admissions_by_unit, rows=page) for page in charts.pages_of(rows)]
        title, alt = sentences.admissions_title(rows), "Biểu đồ thanh: số đoàn viên kết nạp của từng đơn vị."
        return self.view.exhibit("ket-nap", title, sentences.admissions(rows), alt, paints, _shown(rows, ADMISSIONS_VI))


class PhaseReview(Page):
    """The review of one stage in the year in which it ends, or in the latest reported year before."""

    def __init__(self, tables: Tables, stage: Target) -> None:
        years = [year for year in reported_years(tables.branch_years, tables.plan) if year <= stage.due_on.year]
        super().__init__(tables, years[-1], stage)

    @property
    def title(self) -> str:
        return f"{self.stage.vi} (số liệu năm {self.year})"

    @property
    def exhibits(self) -> list[Exhibit]:
        return [self.attainment, self.course]

    @property
    def summary(self) -> Prose:
        """Where units and city stand, by name."""
        return Prose(sentences.standing(self._standing("computed"), self.stage))

    def _standing(self, measure: str) -> pd.DataFrame:
        rows = self.tables.standing
        of_stage = (rows["stage"] == self.stage.id) & (rows["year"] == self.year) & (rows["measure"] == measure)
        return rows[of_stage].reset_index(drop=True)

    @cached_property
    def standing(self) -> Listing:
        """The rows of the `standing` table for this stage; the branches that the city recognised beside them, once it decided."""
        rows, recognised = self._standing("computed"), self._standing("recognised")
        table = _shown(rows, COUNTS_VI).assign(
            **{
                "Kết luận": [sentences.VERDICTS[verdict] for verdict in rows["verdict"]],
                "Đã công nhận": recognised["met"].where(recognised["unknown"] == 0),
            }
        )
        clause = self.stage.target_clause or self.stage.clause
        return Listing(f"Kết quả so với mục tiêu ({self.stage.target_percent}%), theo mục {clause} của kế hoạch.", table)

    @cached_property
    def pilots(self) -> Listing:
        """The pilot units of programme B (IV.1.2): shown beside the stage, without a verdict of their own."""
        until = {unit: pilot.until for pilot in self.plan.pilots if pilot.programme == "B" for unit in pilot.units}
        rows = self.of_year[self.of_year["unit"].isin(until)]
        table = _shown(rows, COUNTS_VI)
        table.insert(1, "Làm điểm đến", [f"{until[unit]:%d/%m/%Y}" for unit in rows["unit"]])
        return Listing("Các đơn vị được chọn làm điểm (IV.1.2).", table)

    @cached_property
    def lapsed(self) -> Listing:
        """Branches that met the standard the year before and do not now, merged and renamed ones included (III.2.5)."""
        rows = flows_by_branch(branches_met(self.tables.verdicts, self.plan), self.tables.roster)
        rows = rows.loc[(rows["year"] == self.year) & (rows["flow"] == "lapsed"), ["unit", "branch"]].reset_index(drop=True)
        return Listing(sentences.lapsed(rows, self.year), rows.rename(columns={"unit": "Đơn vị", "branch": "Chi đoàn"}))


def _shown(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """The named columns in Vietnamese, the city's row called so."""
    return rows.assign(unit=rows["unit"].fillna(charts.CITY))[list(names)].rename(columns=names).reset_index(drop=True)
