"""One field with the phrases by which headers name it, and how clearly a header does."""

from __future__ import annotations

from dataclasses import dataclass

from ..plan import Field
from .levels import DENYING, LEAF_TURNING, PEOPLE, SAYS_WHOM, TURNING, Abbreviations, Level, Phrase

LEAF_WEIGHT, UPPER_WEIGHT, ALONE = 3, 1, 100
COVERED = 0.6  # the share of a header's words that must be the field's own
SHORT_PHRASE = 2  # words: beside so few, one word that is not the field's own may change what they mean ("Đại hội Đảng")
Parts = tuple[Phrase, ...]


@dataclass(frozen=True)
class Above:
    """A level above the leaf, the criterion that it is numbered after, and the one that it is about."""

    level: Level
    numbered: str | None
    about: str | None


@dataclass(frozen=True)
class Entry:
    """One field with its phrases: alternatives of parts that must all be found.

    `opened_by`: for each word, the numbers of the alternatives of which a part begins with it. `opens_other`: what rules it out where
    the header begins so; `not_under`: what does in a level above, too, and `not_below` where that begins so.
    """

    field: Field
    alternatives: tuple[Parts, ...]
    opened_by: dict[str, set[int]]
    excludes: Parts
    opens_other: Parts
    not_under: Parts
    not_below: Parts
    vocabulary: frozenset[str]
    may_turn: frozenset[Phrase]

    def is_named_in(self, level: Level) -> bool:
        return any(all(part in level.phrase for part in parts) for parts in self.touching(level))

    def touching(self, level: Level) -> list[Parts]:
        """The alternatives of which some part stands in a level."""
        near = {n for word in level.words for n in self.opened_by.get(word, ())}
        return [parts for parts in map(self.alternatives.__getitem__, sorted(near)) if any(part in level.phrase for part in parts)]

    def score(self, leaf: Level, uppers: list[Above]) -> int:
        """How clearly a header names the field: 0 where something rules it out or too few of the leaf's words are its own.

        What the leaf says alone comes before what it says with the help of the levels above.
        """
        if self._is_ruled_out(leaf, uppers):
            return 0
        touching = self.touching(leaf)
        alone = any(all(part in leaf.phrase for part in parts) for parts in touching)
        turns = leaf.turns | ({LEAF_TURNING} if LEAF_TURNING in leaf.phrase else set())
        for upper in uppers:
            turns |= upper.level.turns_below - (DENYING if alone and self._is_excused(upper) else frozenset())
        if not touching or turns - DENYING - self.may_turn:
            return 0
        denies = turns & DENYING
        fitting = [parts for parts in touching if all(any(word in part for part in parts) for word in denies)]
        above = [upper.level.phrase for upper in uppers]
        score, parts = max(((_score(parts, leaf.phrase, above), parts) for parts in fitting), default=(0, ()))
        if not score or not self._covers(leaf, [word for part in parts if part in leaf.phrase for word in part.split()]):
            return 0
        return score + ALONE * any(all(part in leaf.phrase for part in parts) for parts in fitting)

    def _is_ruled_out(self, leaf: Level, uppers: list[Above]) -> bool:
        if any(phrase in leaf.phrase for phrase in self.excludes) or any(map(leaf.begins.startswith, self.opens_other)):
            return True
        above = [upper.level for upper in uppers if not upper.numbered]
        if self.not_below and any(level.begins.startswith(self.not_below) for level in above):
            return True
        return any(phrase in level.phrase for phrase in self.not_under for level in above)

    def _is_excused(self, upper: Above) -> bool:
        """Whether a level that denies is the criterion's own sentence, or denies what the leaf then says plainly."""
        return self.is_named_in(upper.level) or (self.field.group_vi is not None and upper.about == self.field.group_vi)

    def _covers(self, leaf: Level, naming: list[str]) -> bool:
        """Whether the leaf's words are the field's own: most of them, and all of them where few words are `naming` it.

        Words that say whom is counted name all of them, so that beside them any other word tells of some ("ĐV là đảng viên").
        """
        if SAYS_WHOM.issuperset(naming):
            return PEOPLE.union(naming).issuperset(leaf.content)
        own = sum(word in self.vocabulary for word in leaf.content)
        if own < COVERED * len(leaf.content):
            return False
        return own == len(leaf.content) or len(naming) > SHORT_PHRASE


def entry_of(one: Field, short: Abbreviations) -> Entry:
    """The entry of one field, its words folded and written out."""
    alternatives = tuple(tuple(short.phrase(part) for part in phrase.split("+")) for phrase in one.headers)
    own = [phrase for parts in alternatives for phrase in parts]
    opened_by: dict[str, set[int]] = {}
    for n, parts in enumerate(alternatives):
        for part in parts:
            opened_by.setdefault(part.split()[0], set()).add(n)
    return Entry(
        one,
        alternatives,
        opened_by,
        tuple(short.phrase(phrase) for phrase in one.excludes if not phrase.startswith("^")),
        tuple(short.phrase(phrase) for phrase in one.excludes if phrase.startswith("^")),
        tuple(short.phrase(phrase) for phrase in one.not_under if not phrase.startswith("^")),
        tuple(short.phrase(phrase) for phrase in one.not_under if phrase.startswith("^")),
        frozenset(word for phrase in own for word in phrase.split()),
        frozenset(turn for turn in (*TURNING, LEAF_TURNING) if any(turn in phrase for phrase in own)),
    )


def _score(parts: tuple[Phrase, ...], leaf: Phrase, uppers: list[Phrase]) -> int:
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
