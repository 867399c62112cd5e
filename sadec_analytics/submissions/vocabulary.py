"""Which field a column is, by the meaning of its header path, and never by its position.

The words of each field are declared with it in the plan's forms file. A header's lowest telling level must name the field; the
levels above it help to choose. What turns the meaning (chỉ tiêu, tỷ lệ, chưa ...) rules a field out unless its own words say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..plan import Field
from .text import plain, tidy

LEAF_WEIGHT, UPPER_WEIGHT, COVERED = 3, 1, 0.6
GENERIC = frozenset(plain("số lượng tổng kết quả nội dung người lần đồng ghi đơn vị tính stt tt đvt cộng vnđ nghìn triệu có x đạt").split())
STOP = GENERIC | frozenset(plain("các trong của và cho được đã theo về là do từ với tại nay này năm đó khi tiêu chí chỉ số hiện").split())
TURNING = tuple(
    tuple(plain(phrase).split())
    for phrase in (
        "chỉ tiêu",
        "mục tiêu",
        "kế hoạch",
        "dự kiến",
        "tỷ lệ",
        "phần trăm",
        "năm trước",
        "cùng kỳ",
        "so sánh",
        "so với",
        "chênh lệch",
        "chưa",
        "không",
        "còn lại",
        "còn thiếu",
        "còn nợ",
        "tăng",
        "giảm",
        "bình quân",
        "trung bình",
        "lũy kế",
    )
)
Words = tuple[str, ...]
Path = tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """What a header path means: one field, or none; `rivals` are the fields that fit equally well or, without a field, nearly."""

    field: Field | None
    score: int = 0
    rivals: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Level:
    """One level of a header: all its words, those outside brackets, and whether they tell anything."""

    words: Words
    outside: Words

    @property
    def is_generic(self) -> bool:
        return all(word in GENERIC or word.isdigit() for word in self.outside)


@dataclass(frozen=True)
class _Entry:
    """One field with its phrases as words: alternatives of parts that must all be found."""

    field: Field
    alternatives: tuple[tuple[Words, ...], ...]
    excludes: tuple[Words, ...]
    vocabulary: frozenset[str]
    may_turn: frozenset[Words]


@dataclass
class Vocabulary:
    """The fields that one form may carry; answers are remembered by header path."""

    fields: Iterable[Field]
    abbreviations: dict[str, str]
    _matches: dict[Path, Match] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._expansions = {plain(short): plain(long).split() for short, long in self.abbreviations.items()}
        self._entries = [self._entry(f) for f in self.fields]

    def match(self, path: Path) -> Match:
        """The field that a header path names."""
        if path not in self._matches:
            self._matches[path] = self._match(path)
        return self._matches[path]

    def _match(self, path: Path) -> Match:
        levels = [level for level in map(self._level, path) if level.words]
        telling = [n for n, level in enumerate(levels) if not level.is_generic]
        leaf_at = telling[-1] if telling else len(levels) - 1
        if leaf_at < 0:
            return Match(None)
        scores = {e.field: s for e in self._entries if (s := self._score(e, levels, leaf_at))}
        best = max(scores.values(), default=0)
        first = [f for f, s in scores.items() if s == best]
        if len(first) == 1:
            return Match(first[0], best)
        return Match(None, 0, tuple(first))

    def _score(self, entry: _Entry, levels: list[Level], leaf_at: int) -> int:
        leaf, uppers = levels[leaf_at], [*levels[:leaf_at], *levels[leaf_at + 1 :]]
        if any(_within(phrase, leaf.words) for phrase in entry.excludes):
            return 0
        if any(_within(turn, level.words) for level in levels for turn in TURNING if turn not in entry.may_turn):
            return 0
        content = [word for word in leaf.outside if word not in STOP and not word.isdigit()]
        if sum(word in entry.vocabulary for word in content) < COVERED * len(content):
            return 0
        return max((_score_parts(parts, leaf.words, uppers) for parts in entry.alternatives), default=0)

    def _entry(self, one: Field) -> _Entry:
        alternatives = tuple(tuple(self._words(part) for part in phrase.split("+")) for phrase in one.headers)
        own = [words for parts in alternatives for words in parts]
        return _Entry(
            one,
            alternatives,
            tuple(self._words(phrase) for phrase in one.excludes),
            frozenset(word for words in own for word in words),
            frozenset(turn for turn in TURNING if any(_within(turn, words) for words in own)),
        )

    def _level(self, text: str) -> Level:
        outside = self._words(re.sub(r"\([^)]*\)?", " ", text))
        words = self._words(text)
        return Level(words, outside or words)

    def _words(self, text: str) -> Words:
        return tuple(word for short in plain(text).split() for word in self._expansions.get(short, [short]))


def _score_parts(parts: tuple[Words, ...], leaf: Words, uppers: list[Level]) -> int:
    """Every part must stand in one level, one of them in the leaf; longer phrases and the leaf weigh more."""
    score, in_leaf = 0, False
    for part in parts:
        if _within(part, leaf):
            score, in_leaf = score + LEAF_WEIGHT * len(part), True
        elif any(_within(part, upper.words) for upper in uppers):
            score += UPPER_WEIGHT * len(part)
        else:
            return 0
    return score if in_leaf else 0


def _within(phrase: Words, words: Words) -> bool:
    n = len(phrase)
    return any(words[i : i + n] == phrase for i in range(len(words) - n + 1))


_SCALES = ((1_000_000, r"triệu đồng|triệu đ|trđ|1\.000\.000\s*đ"), (1_000, r"nghìn đồng|ngàn đồng|1\.?000\s*đ|nghìn đ|ngàn đ"))


def money_scale(text: str) -> int | None:
    """What a header or unit line multiplies money by: 1,000 for "(nghìn đồng)"; None where it names no unit of money."""
    text = tidy(text).casefold()
    for scale, pattern in _SCALES:
        if re.search(pattern, text):
            return scale
    return 1 if re.search(r"đồng|vnđ|\bđ\b", text) else None
