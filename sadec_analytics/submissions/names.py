"""Names of units and branches, matched exactly after folding or by alias; what is merely like a name is proposed to a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from .text import plain, spelled, tidy

PREFIXES = (
    "chi đoàn",
    "chi đoàn dân cư",
    "cđ",
    "c đoàn",
    "ch đoàn",
    "bch chi đoàn",
    "bch cđ",
    "cđdc",
    "cđ dân cư",
    "đoàn khóm",
    "đoàn ấp",
    "dân cư",
    "địa bàn dân cư",
    "khóm",
    "kh",
    "k",
    "ấp",
    "tổ dân phố",
    "tdp",
)
WARDS = ("phường", "p", "f")
SPELLED = {spelled(word): str(number) for number, word in enumerate(("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"), 1)}
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
_LISTED = re.compile(r"^\s*\d{1,2}\s*[.)]\s*(?=[^\W\d_]{2})")  # a running number typed before the name
PROPOSALS, LEAST_LIKE = 3, 55
_UNION = re.compile(
    r"^(?:ban chấp hành |bch )?(?:đoàn|hội|ubnd|ủy ban nhân dân)\s+"
    r"(?:(?:thanh niên|tn|tncs)\s+(?:cộng sản\s+)?(?:(?:hồ chí minh|hcm)\s+)?)?",
    re.IGNORECASE,
)
_COMMUNE_UNION = re.compile(r"\b(phường|xã)\s+đoàn\b", re.IGNORECASE)


def core(name: str, fold: Callable[[str], str] = spelled) -> str:
    """A branch name without Chi đoàn, khóm, ấp; roman and zero-padded numbers as plain ones. `fold` says what is alike.

    >>> core("Chi đoàn Chi đoàn khóm 01"), core("K1"), core("Khóm I"), core("CĐ ấp Phú Hoà") == core("Phú Hòa")
    ('1', '1', '1', True)
    >>> core("1. Ấp Phú Long") == core("CĐDC ấp Phú Long") == core("Phú Long"), core("Khóm Hai")
    (True, '2')
    """
    words = _numbers(fold(_LISTED.sub("", re.sub(r"\([^)]*\)", " ", name))).split(), fold)
    while prefix := next((p for p in _folded(PREFIXES, fold) if words[: len(p)] == p and len(words) > len(p)), None):
        words = words[len(prefix) :]
    return _digits(words[0], fold) if len(words) == 1 else " ".join(words)


def _numbers(words: list[str], fold: Callable[[str], str]) -> list[str]:
    """Plain numbers: no leading zeros, no "số" before one, and none in roman behind the word for a ward."""
    wards, said = {" ".join(ward) for ward in _folded(WARDS, fold)}, []
    for word in words:
        if word.isdigit() and said and said[-1] == fold("số"):
            said.pop()
        word = _roman(word, fold) if said and said[-1] in wards else word
        said.append(word.lstrip("0") or "0" if word.isdigit() else word)
    return said


def _roman(word: str, fold: Callable[[str], str]) -> str:
    return _romans(fold).get(word, word)


def _digits(word: str, fold: Callable[[str], str]) -> str:
    """A number alone, roman or in words; without marks "nam" may be no five."""
    return SPELLED.get(word, _roman(word, fold)) if fold is spelled else _roman(word, fold)


@lru_cache(maxsize=8)
def _folded(phrases: tuple[str, ...], fold: Callable[[str], str]) -> list[list[str]]:
    return [fold(phrase).split() for phrase in phrases]


@lru_cache(maxsize=2)
def _romans(fold: Callable[[str], str]) -> dict[str, str]:
    return {fold(roman): digits for roman, digits in ROMAN.items()}


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
            names = _unique((_named(name, fold), unit) for name, unit in named)
            object.__setattr__(self, f"_{fold.__name__}", names)
            object.__setattr__(self, f"_words_{fold.__name__}", {tuple(name.split()): unit for name, unit in names.items()})

        object.__setattr__(self, "inside", lru_cache(maxsize=4096)(self._inside))

    def _inside(self, text: str) -> frozenset[str]:
        """The units that a text names, the longer name first where names overlap; without tone marks where none is found with them."""
        text = _COMMUNE_UNION.sub(r"\1", tidy(text))
        return _named_in(_named(text, spelled), self._words_spelled) or _named_in(_named(text, plain), self._words_plain)

    def exactly(self, text: str) -> str | None:
        """The unit that a text is the name of, and nothing else."""
        text = _COMMUNE_UNION.sub(r"\1", tidy(text))
        words = _UNION.sub("", text)
        return self._spelled.get(_named(words, spelled)) or self._spelled.get(_named(text, spelled))


def _named(text: str, fold: Callable[[str], str]) -> str:
    return " ".join(_numbers(fold(text).split(), fold))


def _named_in(text: str, keys: Mapping[tuple[str, ...], str]) -> frozenset[str]:
    words, found, at = text.split(), set(), 0
    longest = max(map(len, keys), default=0)
    while at < len(words):
        size = next((n for n in range(longest, 0, -1) if tuple(words[at : at + n]) in keys), 0)
        if size:
            found.add(keys[tuple(words[at : at + size])])
        at += size or 1
    return frozenset(found)
