"""The words of cells: yes and no, bounds, marks that say nothing. Explicit lists, compared after capitals and tone styles are folded.

>>> yes_no_of("Chưa đạt", ()), yes_no_of("x", ()), yes_no_of("đã được tập huấn", ("tập", "huấn")), yes_no_of("khá", ())
(False, True, True, None)
>>> yes_no_of("Co", ()), yes_no_of("Khong dat", ()), yes_no_of("dung", ())
(True, False, None)
>>> bound_of("trên 8"), bound_of("từ 5 trở lên"), bound_of("dưới 3"), bound_of("khoảng 10"), bound_of("5 - 8"), bound_of("8")
((9.0, None), (5.0, None), (None, 2.0), (None, None), (5.0, 8.0), None)
"""

from __future__ import annotations

import re
from functools import lru_cache

from .text import plain, spelled, tidy

BLANK_MARKS = frozenset(".…_ ")
YES_NO_AMBIGUOUS = frozenset(("k", "o", "-", "–", "—", "/", "?", "k.", "n/a"))
EMPTY_BOX, FULL_BOX = "☐", "☑"
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
    "nắm rõ",
    "nắm vững",
    "nắm tốt",
    "rất tốt",
    "thực hiện tốt",
    "thực hiện đúng",
    "đảm bảo",
    "bảo đảm",
    "đạt yêu cầu",
    "đã hoàn thành",
    "yes",
    "true",
)
_DENIABLE = (
    "có",
    "đạt",
    "đủ",
    "đầy đủ",
    "đúng",
    "tốt",
    "ổn định",
    "ổn",
    "được",
    "nắm",
    "nắm được",
    "nắm rõ",
    "nắm vững",
    "đảm bảo",
    "bảo đảm",
    "hoàn thành",
    "đạt yêu cầu",
)
_NO = ("không", "chưa", "ko", "0", "kđ", "cđ", "no", "false", *(f"{no} {what}" for no in ("không", "chưa", "ko") for what in _DENIABLE))
_UNMARKED_YES = ("co", "dat", *(plain(text) for text in _YES if " " in text))  # as typed without any marks; "du", "dung" may be other words
_UNMARKED_NO = ("khong", "chua", *(plain(text) for text in _NO if " " in text))
_VERDICTS = ("đạt", "đã đạt", "không đạt", "chưa đạt", "hoàn thành", "không hoàn thành", "chưa hoàn thành", "đủ", "đầy đủ")
_FILLERS = frozenset(spelled("được có đã tổ chức đầy đủ đúng theo quy định trong năm rồi nay này đảm bảo thực hiện lớp các và").split())


def _fold(text: str) -> str:
    """Words joined by single blanks, punctuation gone; the marks themselves stay as they are."""
    text = tidy(text).casefold().strip(" .,;:()")
    return text if text in MARKS else spelled(text)


_YES_FOLDED = frozenset(map(_fold, (*_YES, *_UNMARKED_YES, *MARKS)))
_NO_FOLDED = frozenset(map(_fold, (*_NO, *_UNMARKED_NO)))
_TELLING = frozenset(map(_fold, ("có", "đủ", "đã", "ko")))
_VERDICTS_FOLDED = frozenset(map(_fold, (*_VERDICTS, *(plain(text) for text in _VERDICTS if plain(text) != "du"))))
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
    return len(text) == 1 and text.casefold() in MARKS


def is_verdict(text: str) -> bool:
    """Whether the text judges (đạt, chưa đạt, hoàn thành) instead of counting."""
    return _fold(text) in _VERDICTS_FOLDED


@lru_cache(maxsize=1024)
def _folded_words(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(part for word in words for part in spelled(word).split())


_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10}
_AFTER_TENS = {**_NUMBERS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_TENS = ("mươi", "mười")


def number_said(text: str) -> int | None:
    """A whole number up to ten said in words, with what is counted after it: "Hai đội"; None where the first word is none.

    >>> number_said("Hai đội"), number_said("năm 2019"), number_said("nhiều")
    (2, None, None)
    """
    words = tidy(text).casefold().split()
    return _NUMBERS.get(words[0]) if words and not any(map(str.isdigit, text)) and not set(words[1:]) & {*_NUMBERS, *_TENS} else None


def number_spelled(text: str) -> int | None:
    """A whole number up to 99 that a text spells out, and nothing else: what stands in brackets behind digits.

    >>> number_spelled("năm"), number_spelled("mười hai"), number_spelled("hai mươi lăm"), number_spelled("không"), number_spelled("nữ")
    (5, 12, 25, 0, None)
    """
    words = tidy(text).casefold().split()
    if words in (["không"], ["mười"]):
        return 0 if words == ["không"] else 10
    tens = 0
    if words[:1] == ["mười"]:
        tens, words = 10, words[1:]
    elif len(words) > 1 and words[1] in _TENS and words[0] in _NUMBERS:
        tens, words = 10 * _NUMBERS[words[0]], words[2:]
    ones = [] if not words else [(_AFTER_TENS if tens else _NUMBERS).get(word) for word in words]
    return None if None in ones or len(ones) > 1 or not (tens or ones) else tens + sum(ones)


_COUNTED = {
    "người": "đ/c|đồng chí|đoàn viên|đv|đvtn|đvưt|tn|thanh niên|người|nữ|em|bạn|tv|thành viên|hội viên|đội viên",
    "đội": r"đội(?!\s*viên)|đội hình",
    "mô hình": "mô hình|mh",
    "tổ": "tổ|tht|tổ hợp tác",
    "công trình": "công trình|ct|cttn|phần việc|pv",
    "hộ": "hộ|gia đình",
    "lần": "lần|kỳ|cuộc|buổi",
    "hoạt động": "hoạt động|hđ|cuộc|lần|buổi|giải",
    "giấy tờ": "biên bản|bb|nghị quyết|nq|quyết định|qđ|kế hoạch|báo cáo|bc|công văn|cv|văn bản",
}
_ALSO = {"mô hình": ("tổ",)}  # a cooperative group is a model (B.2.2)


def counts_other(words: str, unit: str | None) -> bool:
    """Whether the words behind a number say that something else is counted than a field of this unit does.

    >>> counts_other("đội", "người"), counts_other("đ/c", "người"), counts_other("NQ", "người"), counts_other("vụ", "người")
    (True, False, True, False)
    """
    said = tidy(words).casefold().strip(" .,:;(")
    named = {what for what, forms in _COUNTED.items() if re.match(rf"(?:{forms})(?![^\W_]|/)", said)}
    return bool(named) and unit in _COUNTED and named.isdisjoint((unit, *_ALSO.get(unit, ())))


def asks_other(header: str, kind: str, unit: str | None) -> bool:
    """Whether a header says in what it is answered, and that is not what a field of this kind and unit is answered in.

    >>> asks_other("Văn nghệ (lượt người)", "count", "hoạt động"), asks_other("Biên bản (số trang)", "yes_no", None)
    (True, True)
    >>> asks_other("Văn nghệ (cuộc)", "count", "hoạt động"), asks_other("Kinh phí mô hình", "count", "mô hình")
    (False, True)
    """
    said = tidy(header).casefold()
    answered_in = [one.strip() for found in _ANSWERED_IN.findall(said) for one in found if one.strip()]
    if kind == "count":
        counted = (one.removeprefix("số ").removeprefix("lượt ") for one in answered_in)
        return _IN_MONEY.search(said) is not None or any(counts_other(one, unit) for one in counted)
    return kind.startswith("yes_no") and (_IN_MONEY.search(said) is not None or any(map(_A_NUMBER.match, answered_in)))


_ANSWERED_IN = re.compile(r"\(([^()]*)\)|:([^:]*)$")
_A_NUMBER = re.compile(r"số (?:lần|trang|cuốn|lượt|người|đv|đoàn viên)\b|(?:cuốn|quyển|trang|tờ|lượt)\b")
_IN_MONEY = re.compile(
    r"\((?:đvt\W+)?(?:(?:triệu|nghìn|ngàn|1[.,]?000) ?)?(?:đồng|đ|vnđ|vnd)\)|\b(?:triệu|nghìn|ngàn) đồng\b|\bkinh phí\b|\bsố tiền\b"
)


def is_measure(text: str) -> bool:
    """Whether a text only says in what something is counted or written.

    >>> is_measure("(đội)"), is_measure("nghìn đồng"), is_measure("ngày/tháng/năm"), is_measure("Số lượt ra quân"), is_measure("Nữ")
    (True, True, True, False, False)
    """
    said = tidy(text).casefold().strip(" .,:;()[]%")
    return (
        not said
        or (said != "nữ" and any(re.fullmatch(forms, said) for forms in _COUNTED.values()))
        or _WRITTEN_AS.fullmatch(said) is not None
    )


_WRITTEN_AS = re.compile(
    r"(?:đvt|đơn vị tính)?\W*(?:(?:ngàn|nghìn|triệu|1[.,]?000)?\s*(?:đồng|đ|vnđ)|ngày\W+tháng\W+năm|dd\W*mm\W*yyyy|"
    r"có\W+không|số|x|tỷ lệ|phần trăm)"
)
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
