"""Text typed in the fonts of before Unicode, TCVN3 (.VnTime) and VNI-Windows, decoded cell by cell.

Such text arrives as Latin-1 letters. It is decoded only where it is not Vietnamese as it stands and every word is once decoded.

>>> decode("Chi ®oµn khãm 1"), decode("Chi ñoaøn khoùm 1")
(('Chi đoàn khóm 1', 'TCVN3'), ('Chi đoàn khóm 1', 'VNI'))
>>> decode("Chi đoàn khóm 1"), decode("15 m²"), decode("cã"), readings("cã")
(None, None, None, {'TCVN3': 'có'})
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .text import LOOKALIKES, TONES

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_VNI_MARKS = {
    "a": dict(zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
}
_VNI = {base + mark: letter for base, marks in _VNI_MARKS.items() for mark, letter in marks.items()}
_VNI |= dict(zip("ìíæóòôöîñ", "ìíỉĩịơưỵđ", strict=True))
_VNI |= {code.upper(): letter.upper() for code, letter in _VNI.items()} | {
    code[0].upper() + code[1:]: letter.upper() for code, letter in _VNI.items() if len(code) == 2
}
_VNI_CODES = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"
_RHYME = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ă[cmnpt]|ăng|â[cmnptuy]|âng|e|e[cmnopt]|eng|ê|ê[mnptu]|êch|ênh|i|i[amnptu]|ich|inh|"
    "iê[cmnptu]|iêng|y|yê[mntu]|o|o[cimnpt]|ong|oa|oa[cimnopty]|oach|oang|oanh|oă[cmnt]|oăng|oe|oe[nomt]|ô|ô[cimnpt]|ông|"
    "ơ|ơ[imnpt]|u|u[acimnpty]|ung|uâ[nty]|uâng|uê|uêch|uênh|uô[cimnt]|uông|uơ|uya|uych|uyê[nt]|uynh|uyt|uyu|uyn|ư|ư[acimntu]|ưng|"
    "ươ[cimnptu]|ương|ynh|yt|yn"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})(?:{_RHYME})")
_CONSONANTS, _INITIALS = re.compile("[bcdđghklmnpqrstvx]+"), re.compile("[BCDĐGHKLMNPQRSTVXĂÂÊÔƠƯ]{2,6}")
_TONE_ON_FIRST = re.compile("(?:ao|ai|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|(?<!g)ia|(?<!q)ua|ưa)$")
_STOP_FINAL = re.compile("(?:c|ch|p|t)$")
_WORD = re.compile(r"[^\W\d_]+")
_CHECKED, _LATIN = "\u0301\u0323", re.compile("[\u00a1-\u00ff]")
_CAPITALS = re.compile(r"[^\W\d_]{2,}")
DECODERS = {
    "TCVN3": lambda text: _CAPITALS.sub(_in_capitals, "".join(_TCVN3.get(c, c) for c in text)),
    "VNI": lambda text: _VNI_CODES.sub(lambda code: _VNI[code[0]], text),
}


def _in_capitals(word: re.Match) -> str:
    """In .VnTimeH the same codes are drawn as capitals: a word of two or more plain letters, all capitals, is one in capitals."""
    plain_letters = [c for c in word[0] if c.isascii()]
    return word[0].upper() if len(plain_letters) > 1 and all(map(str.isupper, plain_letters)) else word[0]


@lru_cache(maxsize=65536)
def decode(text: str) -> tuple[str, str] | None:
    """The text decoded and the name of its encoding; None where it is Vietnamese as it stands, or nothing certain."""
    if text.isascii() or not _LATIN.search(text) or is_vietnamese(text):
        return None
    found = readings(text)
    return next(((decoded, name) for name, decoded in found.items()), None) if len(set(found.values())) == 1 else None


@lru_cache(maxsize=65536)
def readings(text: str) -> dict[str, str]:
    """What the text would say under each encoding that makes every word of it Vietnamese, where that differs from what stands there."""
    decoded = {name: decoder(text) for name, decoder in DECODERS.items()}
    return {name: said for name, said in decoded.items() if said != text and _has_word(text, said) and is_vietnamese(said)}


def decode_sign(text: str, encoding: str) -> str | None:
    """A cell that holds no word but the one letter đ: a mark ("§" for Đ) or a sum of money ("888.000®"), in the sheet's own encoding.

    >>> decode_sign("888.000§", "TCVN3"), decode_sign("Ñ", "VNI"), decode_sign("15 m²", "VNI"), decode_sign("Đ", "VNI")
    ('888.000Đ', 'Đ', None, None)
    """
    said = DECODERS[encoding](text)
    letters = [c for c in said if not (c.isdigit() or c in " .,/-()")]
    return said if said != text and len(letters) == 1 and letters[0] in "đĐ" else None


def encode(text: str, encoding: str) -> str:
    """The text as a font of before Unicode holds it, for practice and tests; ValueError for a letter that the encoding lacks."""
    table = {letter: code for code, letter in (_TCVN3 if encoding == "TCVN3" else _VNI).items()}
    text = unicodedata.normalize("NFC", text)
    if not all(c.isascii() or c in table for c in text):
        raise ValueError(f"{encoding} cannot write {text!r}")
    return "".join(table.get(c, c) for c in text)


def is_vietnamese(text: str) -> bool:
    """Whether every word that is not plain ASCII is a Vietnamese syllable or an abbreviation (đv, ĐVƯT)."""
    return all(word.isascii() or _is_syllable(word) for word in _words(text))


def _words(text: str) -> list[str]:
    """Words with the signs inside them that are letters of an old font: § ® µ © and their like."""
    return re.findall(r"[^\W\d_]*(?:[\u00a1-\u00b1\u00b4-\u00bf\u00d7\u00f7][^\W\d_]*)+|[^\W\d_]+", unicodedata.normalize("NFC", text))


def _has_word(text: str, said: str) -> bool:
    """Some word that changed has letters of its own beside the sign: ® and § alone are signs."""
    return any(_WORD.search(word) and len(word) > 1 for word in _words(text) if not word.isascii()) and any(
        not word.isascii() for word in _words(said)
    )


@lru_cache(maxsize=65536)
def _is_syllable(word: str) -> bool:
    word = word.translate(LOOKALIKES)
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in marks if c in TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in marks if c not in TONES))
    if word not in (word.lower(), word.upper(), word.capitalize()):
        return False
    if _CONSONANTS.fullmatch(bare) or _INITIALS.fullmatch(word):
        return not tones
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    if tones and marks.endswith(tones[0]) and _TONE_ON_FIRST.search(bare):
        return False
    return not _STOP_FINAL.search(bare) or (len(tones) == 1 and tones[0] in _CHECKED)
