r"""Vietnamese text as people type it, brought to one form before anything is compared.

>>> tidy("  Chi\u00a0đoàn\nkhóm  1 ")
'Chi đoàn khóm 1'
>>> spelled("Tân Qui Đông") == spelled("TÂN QUY ÐÔNG"), spelled("hoà") == spelled("hòa"), spelled("hoa") == spelled("hòa")
(True, True, False)
>>> plain("Số ĐV kết nạp (TC4)")
'so dv ket nap tc 4'
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0110": "Đ", "\u00a0": " "})
_FINAL_Y = re.compile(r"(?<=[bcdđghklmnprstvx])y$|(?<=qu)y$")
_WORDS = re.compile(r"[^\W\d_]+|\d+")


@lru_cache(maxsize=65536)
def tidy(text: str) -> str:
    """NFC, one blank between words, no invisible characters, Đ for its look-alike Ð; nothing else is changed."""
    return " ".join(unicodedata.normalize("NFC", text).translate(LOOKALIKES).translate(INVISIBLE).split())


@lru_cache(maxsize=65536)
def spelled(text: str) -> str:
    """For exact comparison of names: capitals, both tone-mark styles (hoà, hòa) and i/y (Qui, Quy) are one."""
    return " ".join(_spell(word) for word in _WORDS.findall(tidy(text).casefold()))


def _spell(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    letters = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in TONES))
    return _FINAL_Y.sub("i", letters) + "".join(c for c in decomposed if c in TONES)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """For comparison by meaning: lower-case words and numbers without any marks; "%" is read as words."""
    decomposed = unicodedata.normalize("NFD", tidy(text).casefold().replace("%", " phần trăm "))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")
    return " ".join(_WORDS.findall(bare))
