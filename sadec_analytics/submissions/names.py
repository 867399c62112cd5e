"""Names of units and branches, matched exactly after folding or by alias; what is merely like a name is proposed to a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from .text import plain, spelled, tidy

PREFIXES = ("chi đoàn", "cđ", "khóm", "ấp", "k", "tổ dân phố")
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
PROPOSALS, LEAST_LIKE = 3, 55
_COMMUNE_UNION = re.compile(r"\b(phường|xã)\s+đoàn\b", re.IGNORECASE)


def core(name: str, fold: Callable[[str], str] = spelled) -> str:
    """A branch name without Chi đoàn, khóm, ấp; roman and zero-padded numbers as plain ones. `fold` says what is alike.

    >>> core("Chi đoàn Chi đoàn khóm 01"), core("K1"), core("Khóm I"), core("CĐ ấp Phú Hoà") == core("Phú Hòa")
    ('1', '1', '1', True)
    """
    words = fold(re.sub(r"\([^)]*\)", " ", name)).split()
    prefixes = [fold(prefix).split() for prefix in PREFIXES]
    while prefix := next((p for p in prefixes if words[: len(p)] == p and len(words) > len(p)), None):
        words = words[len(prefix) :]
    if len(words) == 1:
        words = [{fold(roman): digits for roman, digits in ROMAN.items()}.get(words[0], words[0])]
    return " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words)


class Found(NamedTuple):
    """A name of the list; `code` names the finding where more than spelling style was folded."""

    name: str
    code: str | None = None


class BranchNames:
    """The branches of one unit, with their aliases."""

    def __init__(self, branches: Mapping[str, Iterable[str]]) -> None:
        self.branches = list(branches)
        self._exact = _unique((core(name), branch) for branch, aliases in branches.items() for name in (branch, *aliases))
        self._plain = _unique((core(name, plain), branch) for branch, aliases in branches.items() for name in (branch, *aliases))
        self.find = lru_cache(maxsize=4096)(self._find)

    def _find(self, text: str) -> Found | None:
        """The branch that a cell names; None where none or several could be meant."""
        key = core(text)
        if key in self._exact:
            return Found(self._exact[key])
        branch = self._plain.get(core(text, plain))
        return Found(branch, "name_without_marks") if branch else None

    def proposals(self, text: str) -> list[str]:
        """The branches whose names are most like a text, for a person to choose from."""
        near = process.extract(core(text, plain), list(self._plain), scorer=fuzz.ratio, limit=PROPOSALS, score_cutoff=LEAST_LIKE)
        return list(dict.fromkeys(self._plain[key] for key, *_ in near))


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keys that mean one branch alone; a key of two branches means neither."""
    meant: dict[str, set[str]] = {}
    for key, branch in pairs:
        meant.setdefault(key, set()).add(branch)
    return {key: branches.pop() for key, branches in meant.items() if len(branches) == 1}


@dataclass(frozen=True)
class UnitNames:
    """The units with their aliases, to be found inside titles, sheet names and file names."""

    aliases: Mapping[str, Iterable[str]]

    def __post_init__(self) -> None:
        named = [(name, unit) for unit, aliases in self.aliases.items() for name in (unit, *aliases)]
        for fold in (spelled, plain):
            names = _unique((fold(name), unit) for name, unit in named)
            object.__setattr__(self, f"_{fold.__name__}", names)
            object.__setattr__(self, f"_words_{fold.__name__}", {tuple(name.split()): unit for name, unit in names.items()})

        object.__setattr__(self, "inside", lru_cache(maxsize=4096)(self._inside))

    def _inside(self, text: str) -> frozenset[str]:
        """The units that a text names, the longer name first where names overlap; without tone marks where none is found with them."""
        text = _COMMUNE_UNION.sub(r"\1", tidy(text))
        return _named_in(spelled(text), self._words_spelled) or _named_in(plain(text), self._words_plain)

    def exactly(self, text: str) -> str | None:
        """The unit that a text is the name of, and nothing else."""
        words = re.sub(r"^(?:ban chấp hành |bch )?(?:đoàn|hội|ubnd)\s+(?:tncs hồ chí minh\s+)?", "", text.strip().casefold())
        return self._spelled.get(spelled(words)) or self._spelled.get(spelled(text))


def _named_in(text: str, keys: Mapping[tuple[str, ...], str]) -> frozenset[str]:
    words, found, at = text.split(), set(), 0
    longest = max(map(len, keys), default=0)
    while at < len(words):
        size = next((n for n in range(longest, 0, -1) if tuple(words[at : at + n]) in keys), 0)
        if size:
            found.add(keys[tuple(words[at : at + size])])
        at += size or 1
    return frozenset(found)
