"""The dose of mess: how often people's workbooks show each kind, and how it is done to a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import numpy as np

# kind: (share of workbooks that show it, share of the cells it can touch there)
RATES: dict[str, tuple[float, float]] = {
    # measured on 85 public Vietnamese administrative workbooks (the share of workbooks)
    "blanks_around": (0.64, 0.12),
    "double_blanks": (0.58, 0.10),
    "both_tone_styles": (0.36, 0.40),
    "line_breaks": (0.36, 0.25),
    "not_nfc": (0.28, 0.25),
    "no_break_spaces": (0.12, 0.15),
    "look_alike_d": (0.08, 0.50),
    "dates_as_text": (0.25, 1.0),
    "group_rows": (0.13, 1.0),
    "numbers_as_text": (0.15, 0.30),
    "money_as_text": (0.15, 0.50),
    "percent_as_text": (0.06, 1.0),
    "x_marks": (0.06, 0.70),
    # not measured: seen or to be expected, at a guess
    "other_marks": (0.30, 1.0),
    "zero_as_word": (0.12, 0.50),
    "thousand_dong": (0.05, 1.0),
    "remainder": (0.03, 0.40),
    "of_them_female": (0.04, 0.60),
    "bound": (0.05, 0.08),
    "month_only": (0.03, 0.50),
    "congress_as_word": (0.12, 0.70),
    "year_of_course": (0.08, 0.50),
    "ambiguous_mark": (0.03, 0.40),
    "missing": (0.10, 0.03),
    "spoken_name": (0.60, 0.70),
    "misspelt_name": (0.03, 0.30),
    "unknown_branch": (0.03, 1.0),
    "spoken_unit": (0.15, 1.0),
    "wrong_total": (0.08, 0.10),
    "within_rows": (0.05, 1.0),
    "blank_row": (0.08, 0.30),
    "added_column": (0.08, 1.0),
    "without_as_of": (0.06, 1.0),
    "undated": (0.10, 1.0),
    "wrong_folder": (0.02, 1.0),
}
_OLD, _NEW = (
    ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
    ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
)


class Mess:
    """The kinds of mess that one workbook shows. `dial` multiplies the share of workbooks; 0 is clean; `kinds` are shown by every one."""

    def __init__(self, rng: np.random.Generator, dial: float, kinds: Iterable[str] = ()) -> None:
        self.rng = rng
        self.kinds = {kind for kind, (files, _) in RATES.items() if rng.random() < files * dial} | set(kinds)

    def hits(self, kind: str) -> bool:
        """Whether this kind of mess befalls one cell now."""
        return kind in self.kinds and bool(self.rng.random() < RATES[kind][1])

    def roughen(self, text: str) -> str:
        """The text as it might be typed: nothing here changes what it says."""
        for kind, change in _CHANGES.items():
            if self.hits(kind):
                text = change(text, self.rng)
        return text


def line_broken(text: str, mess: Mess) -> str:
    """The text with a line break for one of its blanks, as headers have them."""
    return _one_blank(text, mess.rng, "\n") if mess.hits("line_breaks") else text


def other_tone_style(text: str, rng: np.random.Generator | None = None) -> str:
    """Tone marks of oa, oe and uy at the end of a word on the other letter: hòa, hoà.

    >>> other_tone_style("Khóm Tân Hòa, hoàn toàn")
    'Khóm Tân Hoà, hoàn toàn'
    """
    return " ".join(_other_tone(word) for word in text.split(" "))


def _other_tone(word: str) -> str:
    bare = word.rstrip(".,;:)")
    for old, new in zip(_OLD, _NEW, strict=True):
        for a, b in ((old, new), (old.upper(), new.upper())):
            if bare.endswith(a) and not bare[:-2].lower().endswith("q"):
                return bare[:-2] + b + word[len(bare) :]
    return word


def _one_blank(text: str, rng: np.random.Generator, by: str) -> str:
    places = [i for i, c in enumerate(text) if c == " "]
    if not places:
        return text
    at = places[int(rng.integers(len(places)))]
    return text[:at] + by + text[at + 1 :]


_CHANGES = {
    "both_tone_styles": other_tone_style,
    "look_alike_d": lambda text, rng: text.replace("Đ", "\u00d0"),
    "double_blanks": lambda text, rng: _one_blank(text, rng, "  "),
    "no_break_spaces": lambda text, rng: _one_blank(text, rng, "\u00a0"),
    "blanks_around": lambda text, rng: (text + " ", " " + text, f"  {text} ")[int(rng.integers(3))],
    "not_nfc": lambda text, rng: unicodedata.normalize("NFD", text),
}
