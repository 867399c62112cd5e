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
from .entries import UPPER_WEIGHT, Above, Entry, entry_of
from .levels import HEADS_ANYTHING, MEMBERS, PARTS, PEOPLE, Abbreviations, Level, level_of
from .text import plain, tidy
from .words import answer_of, asks_other

REMEMBERED = 2_000
NUMBERED = 0.5  # the share of a label's words that must be those of the criterion that its number names
NO_COLUMN = frozenset(f" {plain(text)} " for text in ("không", "chưa", "không đạt", "chưa đạt", "không có", "chưa có"))
BARE, OWN, OTHERS = "nobody", "members", "others"  # whose part a header of parts says that it is
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


@dataclass
class Vocabulary:
    """The fields that one form may carry; answers are remembered by header path, and whole headers by all that stands in them."""

    fields: Iterable[Field]
    abbreviations: dict[str, str]
    _headers: dict[str, dict] = field(default_factory=dict, repr=False)
    _matches: dict[Path, Match] = field(default_factory=dict, repr=False)
    _owners: dict[Path, str] = field(default_factory=dict, repr=False)
    _levels: dict[tuple, Level] = field(default_factory=dict, repr=False)
    _criteria: dict[Level, str | None] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._short = Abbreviations(self.abbreviations)
        self._entries = [entry_of(f, self._short) for f in self.fields]
        self._opened_by: dict[str, set[int]] = {}  # the entries of which a part begins with this word
        for n, entry in enumerate(self._entries):
            for word in entry.opened_by:
                self._opened_by.setdefault(word, set()).add(n)
        self._groups = {f.group_vi for f in self.fields if f.group_vi}

    def remembered(self, what: str, header: object, find: Callable[[], object]) -> object:
        """What a whole header is: units send the same one for every year and sheet."""
        of_kind = self._headers.setdefault(what, {})
        if (found := of_kind.get(header, self)) is self:
            if len(of_kind) >= REMEMBERED:
                of_kind.clear()
            found = of_kind[header] = find()
        return found

    def match(self, path: Path) -> Match:
        """The field that a header path names."""
        if path not in self._matches:
            self._matches[path] = self._match(path)
        return self._matches[path]

    def whose(self, path: Path) -> str:
        """Whose part a header path names: that of members ("ĐV nữ"), of others ("Thanh niên / Nữ"), or of what stands before it."""
        if path not in self._owners:
            self._owners[path] = self._whose(path)
        return self._owners[path]

    def _whose(self, path: Path) -> str:
        levels = self._levels_of(path)
        if any(MEMBERS in level.phrase for level in levels):
            return OWN
        words = {word for level in levels for word in level.content} - HEADS_ANYTHING - PARTS
        return BARE if not words else OTHERS if words <= PEOPLE else OWN

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
        leaf, others = levels[leaf_at], [level for n, level in enumerate(levels) if n != leaf_at]
        uppers = [Above(level, self._numbered(level), self._criterion(level)) for level in others]
        scores = {e.field: s for e in self._touched_by(leaf) if (s := e.score(leaf, uppers))}
        best = max(scores.values(), default=0)
        first = [f for f, s in scores.items() if s == best]
        if len(first) != 1:
            return self._by_number(leaf, levels, first) or Match(None, 0, tuple(first))
        if first[0].kind == "aside" and plain(path[-1]) == "th":
            return Match(None)  # Bí thư | TH may be tập huấn
        if asks_other(path[-1], first[0].kind, first[0].unit):
            return Match(None, 0, (first[0],))
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

    def _touched_by(self, level: Level) -> list[Entry]:
        """The entries of which some word opens a part in the level, in their order."""
        touched = {n for word in level.words for n in self._opened_by.get(word, ())}
        return [self._entries[n] for n in sorted(touched)]

    def _criterion(self, level: Level) -> str | None:
        """The criterion that a level is about: the one that it is numbered after, or the only one that it speaks of."""
        if level not in self._criteria:
            about = {e.field.group_vi for e in self._touched_by(level) if e.is_named_in(level)}
            self._criteria[level] = self._numbered(level) or (about.pop() if len(about) == 1 else None)
        return self._criteria[level]

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
            if e.field.kind == "yes_no"
            and e.field.name.startswith("criterion_")
            and not any(phrase in level.phrase for phrase in e.excludes for level in levels)
        }
        one = next((f for f in own if f.name == name), None)
        if one is None or (first and one not in first) or own[one] < max(max(own.values()), NUMBERED * len(leaf.content)):
            return None
        return Match(one, UPPER_WEIGHT)

    def _verdict_of(self, criterion: str) -> Field | None:
        return next(
            (e.field for e in self._entries if e.field.kind == "stated_verdict" and e.field.name.endswith(f"_{criterion[2:]}")), None
        )


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
