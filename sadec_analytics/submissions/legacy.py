r"""Text typed in Vietnamese legacy fonts, read as Unicode: TCVN3 (ABC, .VnTime) and VNI-Windows (VNI-Times).

Such fonts draw Vietnamese letters in the places of Western ones, so a workbook holds the Western ones. A cell is judged alone, and
before anything invisible is taken out of it: the soft hyphen is TCVN3's ư, and Ð, the look-alike of Đ, is its é.

>>> decode_legacy("Chi ®oµn ph\u00adêng 1"), decode_legacy("CHI ÑOAØN KHOÙM 1")
(Decoded(text='Chi đoàn phường 1', encoding='TCVN3'), Decoded(text='CHI ĐOÀN KHÓM 1', encoding='VNI'))
>>> decode_legacy("cà phê"), decode_legacy("Nghị quyết số 12-NQ/ĐTN"), decode_legacy("m²")
(None, None, None)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .text import TONES


class Decoded(NamedTuple):
    """What a cell says, and the encoding it was typed in: TCVN3 or VNI."""

    text: str
    encoding: str


# One row a vowel: without tone, then grave, acute, hook above, tilde, dot below.
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_TCVN3_ROWS = {"a": "aµ¸¶·¹", "ă": "¨»¾¼½Æ", "â": "©ÇÊÈÉË", "e": "eÌÐÎÏÑ", "ê": "ªÒÕÓÔÖ", "i": "i×ÝØÜÞ"}
_TCVN3_ROWS |= {"o": "oßãáâä", "ô": "«åèæçé", "ơ": "¬êíëìî", "u": "uïóñòô", "ư": "\u00adõøö÷ù", "y": "yúýûüþ"}
_TCVN3_CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
_VNI_ROWS = {"a": "a aø aù aû aõ aï", "ă": "aê aè aé aú aü aë", "â": "aâ aà aá aå aã aä", "e": "e eø eù eû eõ eï"}
_VNI_ROWS |= {"ê": "eâ eà eá eå eã eä", "i": "i ì í æ ó ò", "o": "o oø où oû oõ oï", "ô": "oâ oà oá oå oã oä"}
_VNI_ROWS |= {"ơ": "ô ôø ôù ôû ôõ ôï", "u": "u uø uù uû uõ uï", "ư": "ö öø öù öû öõ öï", "y": "y yø yù yû yõ î"}


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_TO_TCVN3 = {_nfc(vowel + tone): code for vowel, row in _TCVN3_ROWS.items() for tone, code in zip(_TONES, row, strict=True)}
_TO_TCVN3 = {letter: code for letter, code in _TO_TCVN3.items() if letter != code} | {"đ": "®"}
_FROM_TCVN3 = {code: letter for letter, code in (_TO_TCVN3 | _TCVN3_CAPITALS).items()} | {"ý": "ý"}
_TO_TCVN3 = {letter.upper(): code for letter, code in _TO_TCVN3.items()} | _TO_TCVN3 | _TCVN3_CAPITALS | {"Ý": "ý", "ý": "ý"}
_TONED = frozenset("".join(row[1:] for row in _TCVN3_ROWS.values()))

_TO_VNI = {_nfc(vowel + tone): code for vowel, row in _VNI_ROWS.items() for tone, code in zip(_TONES, row.split(), strict=True)} | {
    "đ": "ñ"
}
_TO_VNI |= {letter.upper(): code.upper() for letter, code in _TO_VNI.items()}
_FROM_VNI = {code: letter for letter, code in _TO_VNI.items()}
_FROM_VNI |= {code[0] + code[1].lower(): letter for code, letter in _FROM_VNI.items() if len(code) == 2}
_VNI_LETTER = re.compile("|".join(sorted(_FROM_VNI, key=len, reverse=True)))
_VNI_WORD = re.compile(f"(?:{_VNI_LETTER.pattern}|[A-Za-z])+")

# A word is a run of letters; what is a letter in TCVN3 alone (® § ¹ and the soft hyphen) belongs to the word it touches.
_WORD = re.compile(rf"(?:[^\W\d_²³¹º¼½¾]|[{re.escape(''.join(_FROM_TCVN3))}])+")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-\u024f\u1e00-\u1eff]")
_CONSONANTS = re.compile("[B-DF-HJ-NP-TV-XZĐ]+|[b-df-hj-np-tv-xzđ]+")
_ABBREVIATION = re.compile("[A-ZĐ]{2,9}")
_ONSET = "(?:ngh|gh|k)(?=[eêiy])|(?:ng|c)(?![eêiy])|g(?![eêy])|gi|qu(?![uư])|ch|kh|nh|ph|th|tr|[bdđhlmnprstvx]|"
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt oe oen oeo oet ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uôc uôi uôm uôn uông
    uôt uân uâng uât uây uê uêch uênh uơ uy uya uych uyn uynh uyt uyp uyu uyên uyêt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp
    ươt ươu y ych ynh yt yêm yên yêng yêt yêu"""
_SYLLABLE = re.compile(f"({_ONSET})({'|'.join(_RHYMES.split())})")


@lru_cache(maxsize=65536)
def _is_syllable(word: str, *, as_typed: bool = False) -> bool:
    """Whether Vietnamese spelling allows a word; `as_typed` forgives a missing or wrong tone before c, ch, p, t (Tôt for Tốt).

    >>> [_is_syllable(word) for word in ("Hoà", "hòa", "Nguyễn", "giêng", "Quới", "Tôt", "cuả", "ngê")]
    [True, True, True, True, True, False, False, False]
    """
    letters: list[str] = []
    tones: list[tuple[int, str]] = []
    for c in unicodedata.normalize("NFD", word.lower()):
        if c in TONES:
            tones.append((len(_nfc("".join(letters))) - 1, c))
        else:
            letters.append(c)
    match = _SYLLABLE.fullmatch(_nfc("".join(letters)))
    if match is None or len(tones) > 1:
        return False
    onset, rhyme = match.groups()
    if not as_typed and rhyme.endswith(("c", "ch", "p", "t")) and not (tones and tones[0][1] in "\u0301\u0323"):
        return False
    marked = [i for i, vowel in enumerate(rhyme) if vowel in "ăâêôơ"]
    carriers = {marked[-1]} if marked else {0, 1} if re.match("o[aeo]|uy", rhyme) else {0}
    return not tones or tones[0][0] - len(onset) in carriers or (onset in ("qu", "gi") and tones[0][0] == 1)


def _stands(word: str) -> bool:
    """Whether a word needs no decoding: ASCII, Unicode Vietnamese, an abbreviation, or signs without any letter."""
    word = word.replace("Ð", "Đ").replace("ð", "đ")
    plain = word.isascii() or not _LATIN.search(word) or re.fullmatch("[µμ][glms]", word)
    return bool(plain or _CONSONANTS.fullmatch(word) or _ABBREVIATION.fullmatch(word) or _is_syllable(word, as_typed=True))


def from_tcvn3(text: str) -> str:
    """TCVN3 to Unicode. Its toned letters have no capitals of their own: among capitals they are read as capitals.

    >>> from_tcvn3("Thµnh phè Sa §Ðc"), from_tcvn3("§OµN PH¦êNG Mü PHó"), from_tcvn3("TØnh §ång Th¸p")
    ('Thành phố Sa Đéc', 'ĐOÀN PHƯỜNG MỸ PHÚ', 'Tỉnh Đồng Tháp')
    """

    def loud(part: str) -> bool:
        sure = [_FROM_TCVN3.get(c, c) for c in part if c not in _TONED and (c in _FROM_TCVN3 or c.isalpha())]
        return len(sure) > 1 and all(c.isupper() for c in sure)

    def word(match: re.Match[str]) -> str:
        decoded = "".join(_FROM_TCVN3.get(c, c) for c in match[0])
        return decoded.upper() if all_loud or loud(match[0]) else decoded

    all_loud = loud(text) and any(loud(part) and _TONED.intersection(part) for part in _WORD.findall(text))
    return _nfc(_WORD.sub(word, text))


def from_vni(text: str) -> str:
    """VNI-Windows to Unicode.

    >>> from_vni("Thaønh phoá Sa Ñeùc"), from_vni("TÆNH ÑOÀNG THAÙP")
    ('Thành phố Sa Đéc', 'TỈNH ĐỒNG THÁP')
    """
    return _nfc(_VNI_LETTER.sub(lambda match: _FROM_VNI[match[0]], text))


def to_tcvn3(text: str) -> str:
    """Unicode to TCVN3 as typing programs write it: a toned capital has the code of its small letter.

    >>> to_tcvn3("Khóm 1"), to_tcvn3("ĐOÀN")
    ('Khãm 1', '§OµN')
    """
    return "".join(_code(c, _TO_TCVN3, frozenset(_FROM_TCVN3)) for c in _nfc(text))


def to_vni(text: str) -> str:
    """Unicode to VNI-Windows.

    >>> to_vni("Chi đoàn khóm 1")
    'Chi ñoaøn khoùm 1'
    """
    return "".join(_code(c, _TO_VNI, frozenset()) for c in _nfc(text))


def _code(c: str, table: dict[str, str], taken: frozenset[str]) -> str:
    if c not in table and not c.isascii() and (c.isalpha() or unicodedata.combining(c) or c in taken):
        raise ValueError(f"{c!r} cannot be written in this encoding")
    return table.get(c, c)


def _read(word: str, encoding: str) -> str | None:
    """A word decoded, where the encoding has all its letters and Vietnamese spelling allows the result."""
    if word.isascii() or (encoding == "VNI" and not _LATIN.search(word)):
        return word
    known = all(c.isascii() or c in _FROM_TCVN3 for c in word) if encoding == "TCVN3" else _VNI_WORD.fullmatch(word)
    decoded = from_tcvn3(word) if encoding == "TCVN3" else from_vni(word)
    fits = _is_syllable(decoded) or _CONSONANTS.fullmatch(decoded) or _ABBREVIATION.fullmatch(decoded)
    return decoded if known and fits else None


def _readings(text: str, *, proven: bool = True) -> list[Decoded]:
    """Every encoding in which all words of a text are Vietnamese; `proven` wants one among them that is Vietnamese in no other way."""
    found = []
    for encoding, decode in (("TCVN3", from_tcvn3), ("VNI", from_vni)):
        pairs = [(word, _read(word, encoding)) for word in _WORD.findall(text)]
        proof = any(not (_stands(w) or len(w) < 2) and (d and (_is_syllable(d) or _CONSONANTS.fullmatch(d))) for w, d in pairs)
        if all(decoded is not None for _, decoded in pairs) and (proof or not proven) and decode(text) != text:
            found.append(Decoded(decode(text), encoding))
    return found


def decode_legacy(text: str, capitals: bool = False) -> Decoded | None:
    """The text of a cell in Unicode; None where it is ordinary Unicode already or nothing decides. `capitals`: a font like .VnTimeH.

    >>> decode_legacy("kÕt n¹p", capitals=True)
    Decoded(text='KẾT NẠP', encoding='TCVN3')
    >>> decode_legacy("Khóm 1"), decode_legacy("thö")
    (None, None)
    """
    text = _nfc(text)
    found = [] if text.isascii() else _readings(text)
    if len(found) != 1:
        return None
    return Decoded(found[0].text.upper(), "TCVN3") if capitals and found[0].encoding == "TCVN3" else found[0]


def is_doubtful(text: str) -> bool:
    """Whether a person must be asked: one word, Vietnamese as it stands and decoded; or a text that both encodings would explain.

    >>> is_doubtful("hoà"), is_doubtful("thö"), is_doubtful("Đoàn"), is_doubtful("®oµn")
    (True, True, False, False)
    """
    text = _nfc(text).strip()
    if len(_readings(text)) > 1:
        return True
    return len(text) > 1 and bool(_WORD.fullmatch(text)) and _stands(text) and bool(_LATIN.search(text) and _readings(text, proven=False))
