"""Which field a column is, by the meaning of its header path, and never by its position.

The words of each field are declared with it in the plan's forms file. A header's lowest telling level must name the field; the
levels above it help to choose. What turns the meaning (chỉ tiêu, tỷ lệ, chưa ...) rules a field out unless its own words say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from ..plan import Field
from .text import plain, tidy

REMEMBERED = 2_000
LEAF_WEIGHT, UPPER_WEIGHT, COVERED = 3, 1, 0.6
GENERIC = frozenset(
    plain("số lượng tổng kết quả nội dung người lần đồng ghi stt tt đvt cộng vnđ nghìn triệu có x đạt thực hiện năm").split()
)
NO_COLUMN = frozenset(f" {plain(text)} " for text in ("không", "chưa", "không đạt", "chưa đạt", "không có", "chưa có"))
STOP = GENERIC | frozenset(
    plain("các trong của và cho được đã theo về là do từ với tại nay này năm đó khi tiêu chí chỉ số hiện đầu đến tính").split()
)
TURNING = tuple(
    f" {plain(phrase)} "
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
LEAF_TURNING = f" {plain('đăng ký')} "  # at the foot of a header: what was promised, not what was done
_OPTIONS = re.compile(r"\(\s*(?:có|đạt|x|đủ)\s*(?:/|,|hoặc|-)\s*(?:không|chưa)[^)]*\)", re.IGNORECASE)  # how to answer, not what is asked
NUMBERING = re.compile(r"[a-h]|[ivx]+")
Phrase = str  # folded words between blanks, with a blank at either end, so that "in" finds whole words only
Path = tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """What a header path means: one field, or none; `rivals` are fields that fit equally well.

    `says_no`: the column under the yes/no field in which a mark means no (Biên bản: Có | Không).
    """

    field: Field | None
    score: int = 0
    rivals: tuple[Field, ...] = ()
    says_no: bool = False


@dataclass(frozen=True)
class Level:
    """One level of a header: all its words, those outside brackets that tell anything, and what in it turns the meaning."""

    phrase: Phrase
    content: tuple[str, ...]
    is_generic: bool
    turns: frozenset[Phrase]


@dataclass(frozen=True)
class _Entry:
    """One field with its phrases: alternatives of parts that must all be found."""

    field: Field
    alternatives: tuple[tuple[Phrase, ...], ...]
    excludes: tuple[Phrase, ...]
    vocabulary: frozenset[str]
    may_turn: frozenset[Phrase]


@dataclass
class Vocabulary:
    """The fields that one form may carry; answers are remembered by header path, and whole headers by all that stands in them."""

    fields: Iterable[Field]
    abbreviations: dict[str, str]
    _headers: dict[str, dict] = field(default_factory=dict, repr=False)
    _matches: dict[Path, Match] = field(default_factory=dict, repr=False)
    _levels: dict[str, Level] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._expansions = {plain(short): plain(long).split() for short, long in self.abbreviations.items()}
        self._entries = [self._entry(f) for f in self.fields]

    def remembered(self, what: str, texts: tuple, find: Callable[[], object]) -> object:
        """What a whole header is: units send the same one for every year and sheet."""
        of_kind = self._headers.setdefault(what, {})
        if (found := of_kind.get(texts, self)) is self:
            if len(of_kind) >= REMEMBERED:
                of_kind.clear()
            found = of_kind[texts] = find()
        return found

    def match(self, path: Path) -> Match:
        """The field that a header path names."""
        if path not in self._matches:
            self._matches[path] = self._match(path)
        return self._matches[path]

    def _match(self, path: Path) -> Match:
        levels = [level for text in path if (level := self._level(text)).phrase.strip()]
        if len(levels) > 1 and levels[-1].phrase in NO_COLUMN:
            above = self.match(path[:-1])
            return replace(above, says_no=True) if above.field and above.field.kind == "yes_no" else Match(None)
        telling = [n for n, level in enumerate(levels) if not level.is_generic]
        leaf_at = telling[-1] if telling else len(levels) - 1
        if leaf_at < 0:
            return Match(None)
        leaf, uppers = levels[leaf_at], [level.phrase for n, level in enumerate(levels) if n != leaf_at]
        turns = frozenset().union(*(level.turns for level in levels))
        if LEAF_TURNING in leaf.phrase:
            turns |= {LEAF_TURNING}
        scores = {e.field: s for e in self._entries if (s := _score(e, leaf, uppers, turns))}
        best = max(scores.values(), default=0)
        first = [f for f, s in scores.items() if s == best]
        if len(first) == 1 and first[0].kind == "aside" and plain(path[-1]) == "th":
            return Match(None)  # Bí thư | TH may be tập huấn
        return Match(first[0], best) if len(first) == 1 else Match(None, 0, tuple(first))

    def _entry(self, one: Field) -> _Entry:
        alternatives = tuple(tuple(self._phrase(part) for part in phrase.split("+")) for phrase in one.headers)
        own = [phrase for parts in alternatives for phrase in parts]
        return _Entry(
            one,
            alternatives,
            tuple(self._phrase(phrase) for phrase in one.excludes),
            frozenset(word for phrase in own for word in phrase.split()),
            frozenset(turn for turn in (*TURNING, LEAF_TURNING) if any(turn in phrase for phrase in own)),
        )

    def _level(self, text: str) -> Level:
        if text not in self._levels:
            asked = _OPTIONS.sub(" ", tidy(text))
            phrase = self._phrase("thực hiện" if plain(text) == "th" else asked)
            outside = self._phrase(re.sub(r"\([^)]*\)?", " ", asked)).split() if plain(text) != "th" else phrase.split()
            outside = outside or phrase.split()
            content = tuple(word for word in outside if word not in STOP and not word.isdigit())
            is_generic = all(word in GENERIC or word.isdigit() or NUMBERING.fullmatch(word) for word in outside)
            self._levels[text] = Level(phrase, content, is_generic, frozenset(turn for turn in TURNING if turn in phrase))
        return self._levels[text]

    def _phrase(self, text: str) -> Phrase:
        words = [word for short in plain(text).split() for word in self._expansions.get(short, [short])]
        return f" {' '.join(words)} "


def _score(entry: _Entry, leaf: Level, uppers: list[Phrase], turns: frozenset[Phrase]) -> int:
    """How clearly a header names a field: 0 where something rules the field out or too few of the leaf's words are its own."""
    if turns - entry.may_turn or any(phrase in leaf.phrase for phrase in entry.excludes):
        return 0
    if sum(word in entry.vocabulary for word in leaf.content) < COVERED * len(leaf.content):
        return 0
    return max(_score_parts(parts, leaf.phrase, uppers) for parts in entry.alternatives)


def _score_parts(parts: tuple[Phrase, ...], leaf: Phrase, uppers: list[Phrase]) -> int:
    """Every part must stand in one level, one of them in the leaf; longer phrases and the leaf weigh more."""
    score, in_leaf = 0, False
    for part in parts:
        if part in leaf:
            score, in_leaf = score + LEAF_WEIGHT * len(part.split()), True
        elif any(part in upper for upper in uppers):
            score += UPPER_WEIGHT * len(part.split())
        else:
            return 0
    return score if in_leaf else 0


_SCALES = ((1_000_000, r"triệu đồng|triệu đ|trđ|1\.000\.000\s*đ"), (1_000, r"nghìn đồng|ngàn đồng|1\.?000\s*đ|nghìn đ|ngàn đ"))


def money_scale(text: str) -> int | None:
    """What a header or unit line multiplies money by: 1,000 for "(nghìn đồng)"; None where it names no unit of money."""
    text = tidy(text).casefold()
    for scale, pattern in _SCALES:
        if re.search(pattern, text):
            return scale
    return 1 if re.search(r"đồng|vnđ|\bđ\b", text) else None
