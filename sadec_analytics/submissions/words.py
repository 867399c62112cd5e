"""The words of cells: yes and no, bounds, marks that say nothing. Explicit lists, compared after capitals and tone styles are folded.

>>> yes_no_of("Chưa đạt", ()), yes_no_of("x", ()), yes_no_of("đã được tập huấn", ("tập", "huấn")), yes_no_of("khá", ())
(False, True, True, None)
>>> bound_of("trên 8"), bound_of("từ 5 trở lên"), bound_of("dưới 3"), bound_of("khoảng 10"), bound_of("5 - 8"), bound_of("8")
((9.0, None), (5.0, None), (None, 2.0), (None, None), (5.0, 8.0), None)
"""

from __future__ import annotations

import re
from functools import lru_cache

from .text import spelled, tidy

BLANK_MARKS = frozenset(".…_ ")
YES_NO_AMBIGUOUS = frozenset(("k", "o", "-", "–", "—", "/", "?", "k.", "n/a"))
MARKS = ("x", "✓", "✔", "☑", "√", "v")
_YES = (
    "có",
    "đạt",
    "đ",
    "c",
    "đã",
    "rồi",
    "đủ",
    "đầy đủ",
    "1",
    "đúng",
    "tốt",
    "ổn định",
    "được",
    "đã có",
    "có đủ",
    "đã đạt",
    "hoàn thành",
    "nắm",
    "nắm được",
    "đảm bảo",
    "yes",
    "true",
)
_NO = (
    "không",
    "chưa",
    "không có",
    "chưa có",
    "ko",
    "0",
    "không đạt",
    "chưa đạt",
    "kđ",
    "cđ",
    "không đủ",
    "chưa đủ",
    "không đúng",
    "chưa đúng",
    "không ổn định",
    "chưa ổn định",
    "không nắm",
    "chưa nắm",
    "không được",
    "chưa được",
    "không đảm bảo",
    "chưa đảm bảo",
    "không hoàn thành",
    "chưa hoàn thành",
    "no",
    "false",
)
_VERDICTS = ("đạt", "đã đạt", "không đạt", "chưa đạt", "hoàn thành", "không hoàn thành", "chưa hoàn thành", "đủ", "đầy đủ")
_FILLERS = frozenset(spelled("được có đã tổ chức đầy đủ đúng theo quy định trong năm rồi nay này đảm bảo thực hiện lớp các và").split())


def _fold(text: str) -> str:
    """Words joined by single blanks, punctuation gone; the marks themselves stay as they are."""
    text = tidy(text).casefold().strip(" .,;:()")
    return text if text in MARKS else spelled(text)


_YES_FOLDED = frozenset(map(_fold, (*_YES, *MARKS)))
_NO_FOLDED = frozenset(map(_fold, _NO))
_TELLING = frozenset(map(_fold, ("có", "đủ", "đã", "ko")))
_VERDICTS_FOLDED = frozenset(map(_fold, _VERDICTS))
_YES_FIRST = frozenset(map(_fold, ("có", "đã", "đạt", "được")))
_NO_FIRST = frozenset(map(_fold, ("không", "chưa", "ko")))


def yes_no_of(text: str, own_words: tuple[str, ...]) -> bool | None:
    """Yes, no, or None where the text is no word of the vocabulary.

    `own_words` may follow có, đã, không, chưa: the words of the column's own header ("chưa được tập huấn").
    """
    folded = _fold(text)
    if folded in _YES_FOLDED:
        return True
    if folded in _NO_FOLDED:
        return False
    first, *others = folded.split() or [""]
    if own_words and others and set(others) <= _FILLERS | _folded_words(own_words):
        return True if first in _YES_FIRST else False if first in _NO_FIRST else None
    return None


def answer_of(header: str, of: tuple[str, ...]) -> bool | None:
    """Whether a header only answers yes or no to the one above it, whose words are `of`; letters, marks and numbers do not tell.

    >>> answer_of("Không đạt", ()), answer_of("Đạt chuẩn", ("hiện trạng đạt chuẩn",)), answer_of("CĐ", ()), answer_of("Số lần", ())
    (False, True, None, None)
    """
    words = tuple(word for phrase in of for word in tidy(phrase).casefold().replace("+", " ").split())
    return yes_no_of(header, words) if len(_fold(header)) > 2 or _fold(header) in _TELLING else None


def is_mark(text: str) -> bool:
    """Whether a tidied text is a bare tick."""
    return text.casefold() in MARKS


def is_verdict(text: str) -> bool:
    """Whether the text judges (đạt, chưa đạt, hoàn thành) instead of counting."""
    return _fold(text) in _VERDICTS_FOLDED


@lru_cache(maxsize=1024)
def _folded_words(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(part for word in words for part in spelled(word).split())


_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}


def number_said(text: str) -> int | None:
    """A whole number up to ten said in words, with what is counted after it: "Hai đội"; None where the first word is none.

    >>> number_said("Hai đội"), number_said("năm 2019"), number_said("nhiều")
    (2, None, None)
    """
    words = tidy(text).casefold().split()
    return _NUMBERS.get(words[0]) if words and not any(map(str.isdigit, text)) and not set(words[1:]) & set(_NUMBERS) else None


_BOUNDS = (
    (re.compile(r"(?:>=|≥|ít nhất|tối thiểu|không dưới|từ)\s*(\d+)(?:\s*trở lên)?"), lambda n: (n, None)),
    (re.compile(r"(\d+)\s*(?:[^\W\d_]+\s+)?(?:trở lên|\+)"), lambda n: (n, None)),
    (re.compile(r"(?:>|trên|hơn|nhiều hơn)\s*(\d+)"), lambda n: (n + 1, None)),
    (re.compile(r"(?:<=|≤|tối đa|không quá|nhiều nhất|đến)\s*(\d+)"), lambda n: (None, n)),
    (re.compile(r"(?:<|dưới|chưa đến|ít hơn|gần)\s*(\d+)"), lambda n: (None, n - 1)),
    (re.compile(r"(?:khoảng|~|≈|chừng|độ|hơn kém)\s*(\d+)"), lambda n: (None, None)),
)
_UNIT_AFTER = re.compile(r"\s*[^\W\d_][^\d]*$")
_FROM_TO = re.compile(r"(?:từ\s*)?(\d+)\s*(?:-|–|đến)\s*(\d+)")


def bound_of(text: str) -> tuple[float | None, float | None] | None:
    """The least and the greatest that a bound allows, None on a side that is open; None where the text is no bound."""
    text = tidy(text).casefold()
    bare = _UNIT_AFTER.sub("", text)
    for candidate in (text, bare):
        if (between := _FROM_TO.fullmatch(candidate)) and int(between[1]) < int(between[2]):
            return float(between[1]), float(between[2])
        for pattern, ends in _BOUNDS:
            if found := pattern.fullmatch(candidate):
                low, high = ends(float(found[1]))
                return low, high
    return None
