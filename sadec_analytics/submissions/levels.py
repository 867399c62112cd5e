"""One level of a header: its words, what in it turns the meaning, and the criterion that it is numbered after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from .text import plain, tidy

GENERIC = frozenset(
    plain("số lượng tổng kết quả nội dung người lần đồng ghi stt tt đvt cộng vnđ nghìn triệu có x đạt thực hiện năm").split()
)
STOP = GENERIC | frozenset(
    plain(
        "các trong của và cho được đã theo về là do từ với tại nay này năm đó khi tiêu chí chỉ số hiện đầu đến tính thuộc diện toàn"
    ).split()
)
PEOPLE = frozenset(plain("đoàn viên thanh niên thành viên đồng chí người bạn em").split())
SAYS_WHOM = PEOPLE | STOP
HEADS_ANYTHING = STOP | frozenset(
    plain(
        "tình hình công tác tổ chức số liệu thông tin thực trạng lực lượng chung chia ra gồm cơ cấu chất lượng quản lý "
        "chi đoàn khóm ấp địa bàn dân cư tuổi độ"
    ).split()
)
WOMEN = plain("nữ")
MEMBERS = f" {plain('đoàn viên')} "
PARTS = frozenset(plain("nam giới nữ dân tộc tôn giáo thiểu số").split())
TURNING = tuple(
    f" {plain(phrase)} "
    for phrase in (
        "chỉ tiêu",
        "mục tiêu",
        "kế hoạch",
        "dự kiến",
        "phấn đấu",
        "tỷ lệ",
        "phần trăm",
        "năm trước",
        "năm ngoái",
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
DENYING = frozenset((" khong ", " chua "))  # they turn what stands beside them, not every column under a criterion that says so
LEAF_TURNING = f" {plain('đăng ký')} "  # at the foot of a header: what was promised, not what was done
_OPTIONS = re.compile(
    r"\(\s*(?:có|đạt|x|đủ|đúng)\s*(?:/|,|hoặc|-)\s*(?:không|chưa)[^)]*\)", re.IGNORECASE
)  # how to answer, not what is asked
_ONLY_OPTIONS = re.compile(
    r"\W*(?:có|đạt|x|đủ|đúng)(?:\s+chuẩn)?\s*(?:/|,|;|-|hoặc|hay)\s*(?:không|chưa)(?:\s+(?:có|đạt|đủ|đúng|chuẩn))*\W*", re.IGNORECASE
)
_SECOND_COUNT = re.compile(r"\(\s*(?:trong đó|tr\.?\s*đó)[^)]*\)", re.IGNORECASE)  # "Số ĐV (trong đó nữ)": the count is that of all
_NO_TURN_BELOW = re.compile(r" ket qua thuc hien (?:cac )?(?:ke hoach|chi tieu|muc tieu)(?: so \d+ ke hoach)?(?= )| \d+ phan tram(?= )")
_MEN = re.compile(r"(?:(?:số|ts|tổng số|trong đó|tr\.? ?đó)\W+)?(?:(?:đv|tn|đoàn viên|thanh niên)\W+)?nam(?:\W+giới)?")
_NUMBERED = re.compile(r"\b(?:tieu chi (?:so )?|tc )(\d)\b((?: [1-9]\b)*)")
_LISTED = re.compile(r"(\d) [^\W\d]")
_NUMBERING = re.compile(r"[a-h]|[ivx]+")
Phrase = str  # folded words between blanks, with a blank at either end, so that "in" finds whole words only


@dataclass(frozen=True)
class Level:
    """One level of a header: all its words, those outside brackets that tell anything, and what in it turns the meaning.

    `begins` is the phrase from its first telling word on; `turns_below` what it turns in the levels beneath it; `criterion` the
    criterion that it names ("TC5"), `listed` the number before it that may be one ("5. Sinh hoạt").
    """

    text: str
    outside: str
    phrase: Phrase
    begins: Phrase
    content: tuple[str, ...]
    is_generic: bool
    turns: frozenset[Phrase]
    turns_below: frozenset[Phrase]
    criterion: str | None
    listed: str | None

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.phrase.split())

    @property
    def is_people(self) -> bool:
        """Whether it says whom is counted, and nothing of what they did: "Số ĐV", "Nữ"."""
        return bool(self.content) and PEOPLE.issuperset(word for word in self.content if word != WOMEN)

    @property
    def is_women(self) -> bool:
        return self.is_people and WOMEN in self.content

    @property
    def is_women_aside(self) -> bool:
        """Whether women are named in brackets alone: "Số ĐV (nữ)" may count either."""
        return self.is_people and WOMEN not in self.content and f" {WOMEN} " in self.phrase

    @property
    def is_of_more(self) -> bool:
        """Whether it tells more than whom is counted."""
        return any(word not in PEOPLE and word not in HEADS_ANYTHING for word in self.content)


class Abbreviations:
    """Short forms of one or more words; those written "TC6: tt" hold under that criterion alone."""

    def __init__(self, table: dict[str, str]) -> None:
        self._by_context: dict[str | None, dict[tuple[str, ...], list[str]]] = {}
        for short, long in table.items():
            context, _, form = short.rpartition(":")
            self._by_context.setdefault(context.strip() or None, {})[tuple(plain(form).split())] = plain(long).split()
        self.longest = max((len(form) for forms in self._by_context.values() for form in forms), default=1)

    def expanded(self, text: str, contexts: frozenset[str] = frozenset()) -> list[str]:
        """The folded words of a text with every short form written out, the longer form first."""
        tables = [self._by_context.get(context, {}) for context in (*sorted(contexts), None)]
        words, said, at = plain(_told_apart(text)).split(), [], 0
        while at < len(words):
            sizes = range(min(self.longest, len(words) - at), 0, -1)
            found = next(((n, long) for n in sizes for one in tables if (long := one.get(tuple(words[at : at + n])))), (1, [words[at]]))
            said += found[1]
            at += found[0]
        return said

    def phrase(self, text: str) -> Phrase:
        return _phrase(self.expanded(text))


def level_of(text: str, abbreviations: Abbreviations, contexts: frozenset[str] = frozenset()) -> Level:
    """A header's text as a level; `contexts` are the criteria that it or the levels above it name."""
    is_done = plain(text) == "th"
    asked = "thực hiện" if is_done else _SECOND_COUNT.sub(" ", _OPTIONS.sub(" ", tidy(text)))
    words = abbreviations.expanded(asked, contexts)
    bare = re.sub(r"\([^)]*\)?", " ", asked)
    outside = abbreviations.expanded(bare, contexts) or words
    phrase = _phrase(words)
    first = next((n for n, word in enumerate(words) if word not in GENERIC and word not in ("tieu", "chi") and not word.isdigit()), 0)
    is_options = _ONLY_OPTIONS.fullmatch(tidy(text)) is not None
    below = _NO_TURN_BELOW.sub(" ", phrase)
    return Level(
        text,
        bare,
        phrase,
        _phrase(words[first:]),
        tuple(word for word in outside if word not in STOP and not word.isdigit()),
        is_options or all(word in GENERIC or word.isdigit() or _NUMBERING.fullmatch(word) for word in outside),
        frozenset() if is_options else frozenset(turn for turn in TURNING if turn in phrase),
        frozenset() if is_options else frozenset(turn for turn in TURNING if turn in below),
        criterion_named(text),
        f"TC{found[1]}" if (found := _LISTED.match(plain(text))) else None,
    )


def criterion_named(text: str) -> str | None:
    """The one criterion that a text names by its number: "TC5", "Tiêu chí số 5: ..."; None where it names none or several.

    >>> criterion_named("Tiêu chí 5"), criterion_named("TC 4: kết nạp 05 ĐV"), criterion_named("I. Tiêu chí 1, 2, 3")
    ('TC5', 'TC4', None)
    """
    found = _NUMBERED.findall(plain(text))
    return f"TC{found[0][0]}" if len({number for number, _ in found}) == 1 and not found[0][1] else None


def _told_apart(text: str) -> str:
    """Words that marks alone tell apart, written out before marks are dropped: sổ (a book) from số, nam (men) from năm (a year)."""
    folded = tidy(text).casefold()
    return "nam giới" if _MEN.fullmatch(folded) else re.sub(r"\bsổ\b(?!\s+sách)", "sổ sách", folded)


def _phrase(words: list[str]) -> Phrase:
    return f" {' '.join(words)} "
