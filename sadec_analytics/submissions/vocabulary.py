"""Which field a column is, by the meaning of its header path, and never by its position.

The words of each field are declared with it in the plan's forms file. A header's lowest telling level names the field: what it
says alone comes before what it says together with the levels above, which may name several fields ("6. VN-TT", the plan's own
sentence of a criterion). What turns the meaning (chỉ tiêu, tỷ lệ, chưa ...) rules a field out unless its own words say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from ..plan import Field
from .levels import DENYING, LEAF_TURNING, PEOPLE, STOP, TURNING, Abbreviations, Level, Phrase, level_of
from .text import plain, tidy
from .words import answer_of

REMEMBERED = 2_000
LEAF_WEIGHT, UPPER_WEIGHT, ALONE = 3, 1, 100
COVERED, NUMBERED = 0.6, 0.5  # shares of a header's words that are the field's own
SHORT_PHRASE = 2  # words: beside so few, one word that is not the field's own may change what they mean ("Đại hội Đảng")
NO_COLUMN = frozenset(f" {plain(text)} " for text in ("không", "chưa", "không đạt", "chưa đạt", "không có", "chưa có"))
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
class _Entry:
    """One field with its phrases: alternatives of parts that must all be found."""

    field: Field
    alternatives: tuple[tuple[Phrase, ...], ...]
    excludes: tuple[Phrase, ...]
    opens_other: tuple[Phrase, ...]
    not_under: tuple[Phrase, ...]
    vocabulary: frozenset[str]
    may_turn: frozenset[Phrase]

    def is_named_in(self, phrase: Phrase) -> bool:
        return any(all(part in phrase for part in parts) for parts in self.alternatives)


@dataclass
class Vocabulary:
    """The fields that one form may carry; answers are remembered by header path, and whole headers by all that stands in them."""

    fields: Iterable[Field]
    abbreviations: dict[str, str]
    _headers: dict[str, dict] = field(default_factory=dict, repr=False)
    _matches: dict[Path, Match] = field(default_factory=dict, repr=False)
    _levels: dict[tuple, Level] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._short = Abbreviations(self.abbreviations)
        self._entries = [self._entry(f) for f in self.fields]
        self._groups = {f.group_vi for f in self.fields if f.group_vi}

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
        levels = self._levels_of(path)
        if (answered := self._answered(path, levels)) is not None:
            return answered
        if len(levels) > 1 and levels[-1].is_generic and (own := self.match((levels[-1].text,))).field and own.field.kind == "order":
            return own
        telling = [n for n, level in enumerate(levels) if not level.is_generic]
        leaf_at = telling[-1] if telling else len(levels) - 1
        if leaf_at < 0:
            return Match(None)
        leaf, uppers = levels[leaf_at], [level for n, level in enumerate(levels) if n != leaf_at]
        scores = {e.field: s for e in self._entries if (s := self._score(e, leaf, uppers))}
        best = max(scores.values(), default=0)
        first = [f for f, s in scores.items() if s == best]
        if len(first) != 1:
            return self._by_number(leaf, levels, first) or Match(None, 0, tuple(first))
        if first[0].kind == "aside" and plain(path[-1]) == "th":
            return Match(None)  # Bí thư | TH may be tập huấn
        return self._in_context(Match(first[0], best), leaf, levels[:leaf_at])

    def _levels_of(self, path: Path) -> list[Level]:
        """The levels that say anything; a short form may mean more under the criterion that stands above it."""
        levels: list[Level] = []
        for text in path:
            contexts = frozenset(c for level in levels if (c := self._criterion(level)))
            if (level := self._level(text, contexts)).phrase.strip():
                levels.append(level)
        return levels

    def _level(self, text: str, contexts: frozenset[str]) -> Level:
        key = (text, contexts)
        if key not in self._levels:
            own = level_of(text, self._short, contexts)
            within = contexts | ({own.criterion} if own.criterion else set())
            self._levels[key] = level_of(text, self._short, within) if within != contexts else own
        return self._levels[key]

    def _criterion(self, level: Level) -> str | None:
        """The criterion that a level is about: the one that it is numbered after, or the only one that it speaks of."""
        if numbered := self._numbered(level):
            return numbered
        about = {e.field.group_vi for e in self._entries if e.is_named_in(level.phrase)}
        return about.pop() if len(about) == 1 else None

    def _numbered(self, level: Level) -> str | None:
        """The criterion that a level is numbered after: "TC5", or "5. Sinh hoạt", where a word of that criterion follows."""
        if level.criterion or level.listed not in self._groups:
            return level.criterion if level.criterion in self._groups else None
        parts = (part for e in self._entries if e.field.group_vi == level.listed for parts in e.alternatives for part in parts)
        return level.listed if any(part in level.phrase for part in parts) else None

    def _answered(self, path: Path, levels: list[Level]) -> Match | None:
        """An answer at the foot of a header asks what stands above it: Biên bản: Có | Không; Hiện trạng: Đạt chuẩn | Chưa đạt chuẩn."""
        if len(levels) < 2:
            return None
        above, foot = self.match(tuple(level.text for level in levels[:-1])), levels[-1]
        if above.field is None or not above.field.kind.startswith("yes_no"):
            return Match(None) if foot.phrase in NO_COLUMN else None
        said = answer_of(foot.text, above.field.headers)
        if said is None or (not foot.is_generic and self.match((foot.text,)).field is not None):
            return None  # the foot is a question of its own
        return replace(above, says_no=not said)

    def _in_context(self, found: Match, leaf: Level, above: list[Level]) -> Match:
        """A leaf that says whom is counted, or who judged, means that of what stands above it; where that is no field, nobody knows."""
        one = found.field
        criterion = next((c for level in reversed(above) if (c := level.criterion) in self._groups), None)
        if criterion and one.is_fact and not one.group_vi and (verdict := self._verdict_of(criterion)):
            return Match(None, 0, (one, verdict))
        if not leaf.is_people or not (one.is_fact and one.unit):
            return found
        if leaf.is_women_aside and (all_of := self.match((leaf.outside,)).field):
            return Match(None, 0, (all_of, one))
        upper = next((level for level in reversed(above) if level.is_of_more or level.criterion in self._groups), None)
        if upper is None:
            return found
        of = self.match((upper.text,)).field
        if of is not None and not leaf.is_women and of.unit == one.unit and not of.kind.startswith("stated"):
            return Match(of, found.score)
        return Match(None, 0, (one,)) if of is None or of.is_fact or of.kind.startswith("stated") or leaf.is_women else found

    def _by_number(self, leaf: Level, levels: list[Level], first: list[Field]) -> Match | None:
        """In the city's appraisal: the criterion whose number stands beside words of its own, where words alone name none or several."""
        said = (level.criterion or level.listed or f"TC{level.phrase.strip()}" for level in levels)
        numbers = {number for number in said if number[2:].isdigit()}
        if len(numbers) != 1 or not leaf.content:
            return None
        name = f"criterion_{numbers.pop()[2:]}"
        own = {
            e.field: sum(word in e.vocabulary for word in leaf.content)
            for e in self._entries
            if e.field.kind == "yes_no" and e.field.name.startswith("criterion_")
        }
        one = next((f for f in own if f.name == name), None)
        if one is None or (first and one not in first) or own[one] < max(max(own.values()), NUMBERED * len(leaf.content)):
            return None
        return Match(one, UPPER_WEIGHT)

    def _verdict_of(self, criterion: str) -> Field | None:
        return next(
            (e.field for e in self._entries if e.field.kind == "stated_verdict" and e.field.name.endswith(f"_{criterion[2:]}")), None
        )

    def _entry(self, one: Field) -> _Entry:
        alternatives = tuple(tuple(self._phrase(part) for part in phrase.split("+")) for phrase in one.headers)
        own = [phrase for parts in alternatives for phrase in parts]
        return _Entry(
            one,
            alternatives,
            tuple(self._phrase(phrase) for phrase in one.excludes if not phrase.startswith("^")),
            tuple(self._phrase(phrase) for phrase in one.excludes if phrase.startswith("^")),
            tuple(self._phrase(phrase) for phrase in one.not_under),
            frozenset(word for phrase in own for word in phrase.split()),
            frozenset(turn for turn in (*TURNING, LEAF_TURNING) if any(turn in phrase for phrase in own)),
        )

    def _phrase(self, text: str) -> Phrase:
        return f" {' '.join(self._short.expanded(text))} "

    def _score(self, entry: _Entry, leaf: Level, uppers: list[Level]) -> int:
        """How clearly a header names a field: 0 where something rules it out or too few of the leaf's words are its own."""
        if any(phrase in leaf.phrase for phrase in entry.excludes) or any(map(leaf.begins.startswith, entry.opens_other)):
            return 0
        if any(phrase in level.phrase for phrase in entry.not_under for level in uppers if not self._numbered(level)):
            return 0
        alone = any(all(part in leaf.phrase for part in parts) for parts in entry.alternatives)
        turns = leaf.turns | ({LEAF_TURNING} if LEAF_TURNING in leaf.phrase else set())
        for upper in uppers:
            turns |= upper.turns_below - (DENYING if alone and self._is_excused(entry, upper) else frozenset())
        if turns - DENYING - entry.may_turn:
            return 0
        fitting = [parts for parts in entry.alternatives if all(any(word in part for part in parts) for word in turns & DENYING)]
        above = [upper.phrase for upper in uppers]
        score, parts = max(((_score_parts(parts, leaf.phrase, above), parts) for parts in fitting), default=(0, ()))
        if not score or not _is_covered(entry, leaf, [word for part in parts if part in leaf.phrase for word in part.split()]):
            return 0
        return score + ALONE * any(all(part in leaf.phrase for part in parts) for parts in fitting)

    def _is_excused(self, entry: _Entry, upper: Level) -> bool:
        """Whether a level that denies is the criterion's own sentence, or denies what the leaf then says plainly."""
        return entry.is_named_in(upper.phrase) or (entry.field.group_vi is not None and self._criterion(upper) == entry.field.group_vi)


def _is_covered(entry: _Entry, leaf: Level, naming: list[str]) -> bool:
    """Whether the leaf's words are the field's own: most of them, and all of them where few words name it.

    Words that say whom is counted name all of them, so that beside them any other word tells of some ("ĐV là đảng viên").
    """
    if PEOPLE.union(STOP).issuperset(naming):
        return PEOPLE.union(naming).issuperset(leaf.content)
    own = sum(word in entry.vocabulary for word in leaf.content)
    if own < COVERED * len(leaf.content):
        return False
    return own == len(leaf.content) or len(naming) > SHORT_PHRASE


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


_SCALES = (
    (1_000_000, r"triệu đồng|triệu đ|\btr\.?\s*(?:đồng|đ)\b|\btriệu\b|\b1[., ]000[., ]000\s*(?:đ|vnđ)"),
    (1_000, r"nghìn đồng|ngàn đồng|\b1[. ,]?000\s*(?:đ|vnđ)|(?:nghìn|ngàn|ng\.?)\s*đ\b|\bnghìn\b|\bngàn\b"),
)


def money_scale(text: str) -> int | None:
    """What a header or unit line multiplies money by: 1,000 for "(nghìn đồng)"; None where it names no unit of money."""
    text = tidy(text).casefold()
    for scale, pattern in _SCALES:
        if re.search(pattern, text):
            return scale
    return 1 if re.search(r"đồng|vnđ|\bđ\b", text) else None
