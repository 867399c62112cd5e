"""Which branch continues which from year to year, by the dates and the column `became` of the roster (III.2.5).

`became` names what a branch that ended (`valid_to`) went over into: a branch of the same unit by its name, one of another unit as
"Unit / Branch", several separated by ";" or "|". One name is a rename, or a merge where other branches became the same one (which may
have existed before); several names are a split, and the branch's own name may be among them. Of a name with several rows, the first
that lasts longer is meant. Without `became`, a later row of the same name is the branch come back. Without `valid_to` it says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

BRANCH = ["unit", "branch"]


def lineage(roster: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """One row per branch-year and branch-year that it continues: year, unit, branch, before_year, before_unit, before_branch.

    Branch-years are those of `branches_of`; `years` follow one upon another. `before_year` is the last 31 December on which the
    predecessor existed: the year before, or an earlier one where nothing stood between. A branch that goes on unchanged continues
    itself; one with no row appears, and one that no row of the next year continues has gone.
    """
    periods = _periods(roster, years)
    first, last = periods["first"], periods["last"]
    unchanged = [pd.DataFrame({"period": periods.index[(first < year) & (last >= year)], "year": year}) for year in years]
    unchanged = [rows.assign(before=rows["period"], before_year=rows["year"] - 1) for rows in unchanged]
    edges = pd.concat([*unchanged, _heirs(periods, _successors(periods))]).astype({"year": "Int64", "before_year": "Int64"})
    edges = edges[edges["year"].isin(list(years))].sort_values(["year", "period", "before"], ignore_index=True)
    named = edges.join(periods[BRANCH], on="period").join(periods[BRANCH].add_prefix("before_"), on="before")
    return named[["year", *BRANCH, "before_year", "before_unit", "before_branch"]]


def unresolved(roster: pd.DataFrame) -> pd.DataFrame:
    """One row per name in `became` under which the roster has no branch that lasts longer: unit, branch, became (the name)."""
    rows = roster.reset_index(drop=True)
    named = _named(rows)
    found = _successors(rows)
    lost = named[~named.set_index(["period", *BRANCH]).index.isin(found.set_index(["period", *BRANCH]).index) & named["is_said"]]
    return rows.loc[lost["period"], BRANCH].assign(became=lost["written"].to_numpy()).reset_index(drop=True)


def _periods(roster: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """The roster's rows in order, with the first and last of the years on whose 31 December each exists; `first` > `last` where on none."""
    rows = roster.sort_values(["unit_order", "branch_order", "valid_from"], na_position="first", ignore_index=True)
    start, end = (years[0], years[-1]) if len(years) else (0, -1)
    first = rows["valid_from"].dt.year.fillna(start).clip(lower=start)
    last = (rows["valid_to"] + pd.Timedelta(days=1)).dt.year.sub(1).fillna(end).clip(upper=end)
    return rows.assign(first=first.astype("int64"), last=last.astype("int64"))


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per row of the roster that ended and branch that it names: period, unit, branch, as written, and whether `became` said so."""
    ended = rows.loc[rows["valid_to"].notna(), [*BRANCH, "became"]]
    said = ended["became"].fillna("").str.strip(" ;|")
    written = said.where(said != "", ended["branch"]).str.split(r"\s*[;|][\s;|]*", regex=True)
    named = ended.assign(period=ended.index, written=written, is_said=said != "").explode("written", ignore_index=True)
    here = pd.MultiIndex.from_frame(named[["unit", "written"]]).isin(pd.MultiIndex.from_frame(rows[BRANCH]))
    elsewhere = named["written"].str.extract(r"^(?P<unit>.*?)\s*/\s*(?P<branch>.*)$")
    stays = here | elsewhere["unit"].isna()
    named["unit"], named["branch"] = named["unit"].where(stays, elsewhere["unit"]), named["written"].where(stays, elsewhere["branch"])
    return named


def _successors(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per row of the roster that ended and row that it names: period, unit, branch, successor; a successor always lasts longer.

    Of several rows of one name it is the first in the order of `rows`.
    """
    later = rows[[*BRANCH, "valid_to"]].assign(successor=rows.index)
    found = _named(rows).join(rows["valid_to"].rename("ended"), on="period").merge(later, on=BRANCH)
    found = found[found["valid_to"].isna() | (found["valid_to"] > found["ended"])]
    return found.drop_duplicates(["period", *BRANCH])[["period", *BRANCH, "successor"]]


def _heirs(periods: pd.DataFrame, successors: pd.DataFrame) -> pd.DataFrame:
    """One row per period that ended and period that continues it from a 31 December on: before, before_year, period, year.

    A successor that had ended itself by then hands over to its own successors; each lasts longer, so this comes to an end.
    """
    direct = successors.rename(columns={"period": "before", "successor": "period"})[["before", "period"]]
    existed = periods["first"] <= periods["last"]
    open_, settled = direct[existed.loc[direct["before"]].to_numpy()], []
    while len(open_):
        before_year = periods["last"].loc[open_["before"]].to_numpy()
        year = np.maximum(before_year + 1, periods["first"].loc[open_["period"]].to_numpy())
        exists = year <= periods["last"].loc[open_["period"]].to_numpy()
        settled.append(open_.assign(before_year=before_year, year=year)[exists])
        handed = open_[~exists].merge(direct, left_on="period", right_on="before", suffixes=("", "_next"))
        open_ = handed[["before", "period_next"]].rename(columns={"period_next": "period"}).drop_duplicates()
    return pd.concat(settled).drop_duplicates(["before", "period"]) if settled else direct.assign(before_year=0, year=0).head(0)
