"""One normal form of printed text for all field rules, with the way back to the characters it came from.

OCR returns full-width forms, ligatures, a dozen dashes and digits of many scripts. Rules are written once, against the
normal form; spans of candidates must still point into the text as the engine read it, so every normal character knows
the source character it stands for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MAX_LENGTH = 400
"""Characters of one line that are looked at. Cards have under 100; the bound keeps hostile text cheap."""

MAX_LINES = 200
"""Lines of one card that are looked at."""

_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d\u00ad", "-")
_BULLETS = dict.fromkeys("\u2022\u2219\u25cf\u25aa\u25a0\u25e6\u2027\u30fb\uff65\u2023\u2666\u25c6\u00b7", "·")
_BARS = dict.fromkeys("\u2502\u2503\u00a6\uff5c\u2016\u01c0", "|")
_QUOTES = dict.fromkeys("\u2018\u2019\u02bc\u00b4\u0060\u2032", "'")
_SINGLE = {**_DASHES, **_BULLETS, **_BARS, **_QUOTES, "，": ",", "。": ".", "、": ",", "：": ":"}
_COMPATIBLE = (
    (0xFB00, 0xFB06),  # Latin ligatures
    (0xFF01, 0xFFEE),  # full-width and half-width forms
    (0x2116, 0x2116),  # numero sign
    (0x2121, 0x2121),  # telephone sign
    (0x213B, 0x213B),  # facsimile sign
)
"""Blocks in which NFKC changes the form and never the meaning ('²', '™', 'ª' and '½' are elsewhere for this reason)."""

_DIGIT_LOOKALIKES = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "i": "1", "S": "5", "s": "5", "B": "8"}
)
_LOOKALIKE_IN_NUMBER = re.compile(
    r"(?<![^\W\d_])(?!B\d{8}(?!\d))[OoQlISB]{1,3}(?=\d)"  # 'O3'; 'B12345678' is a Spanish tax number
    r"|(?<=\d\()[OoQ](?=\))|(?<=\d \()[OoQ](?=\) ?\d)"  # '+44 (O)20'; a '(O)' at the end is an office
    r"|(?<=\d)[OoQlISB]{1,3}(?![^\W\d_])"  # '85O07', '3OOO'
    r"|(?<=\d)[OoQlISBs]{1,3}(?=\d)"  # '55so152'
    r"|(?<=\d[ .\-])[OoQ]{2,3}(?=[ .\-]\d)"  # '99 OO 12'
    r"|(?<=\+)[lI](?=[ \d(])"  # '+l 212'
)
_STROKES = (
    (re.compile(r"(?<![\d\u3040-\u9fff])[十†](?=\s?\(?\d{1,3}[\d\s().\-一/]{5})"), "+"),
    (re.compile(r"(?<=[\d)])(\s?)[一ー](?=\s?[\d(])"), r"\1-"),
)
"""Signs around digits that a reader of Chinese takes for characters of one or two strokes: '十49 30', '030一123'."""

_DIGITS_IN_LABELS = re.compile(
    r"(?<!\w)(?:Te1|Ce11|Ce1l|Cel1|Ce1|M0b|M0bi1|M0bil|Mobi1|M0bile|Mobi1e|Te1efon|Te1efax|Te1ephone|0ffice|Emai1|E-mai1|Te1fax)(?![^\W\d_])",
    re.IGNORECASE,
)
"""Words before numbers with digits for their letters; 'Te1' is no number of one digit."""

_SKELETON = (
    ("rn", "m"),
    ("vv", "w"),
    ("0", "o"),
    ("1", "l"),
    ("i", "l"),
    ("|", "l"),
    ("!", "l"),
    ("5", "s"),
    ("8", "b"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A normalised line.

    Attributes:
        text: the normal form.
        offsets: for each character of `text`, and one past the end, the index of its source character.
    """

    text: str
    offsets: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source characters `start` to `end` (exclusive) that became those of `text`."""
        first = self.offsets[start]
        return first, max(first, self.offsets[end] if end > start else first)


@lru_cache(maxsize=2048)
def normalise(line: str) -> Text:
    """The normal form of a line: NFC, plain dashes, bars, bullets, spaces, ASCII digits, no invisible characters."""
    out: list[str] = []
    offsets: list[int] = []
    line = line[:MAX_LENGTH]
    at = 0
    while at < len(line):
        end = at + 1
        while end < len(line) and unicodedata.combining(line[end]):
            end += 1
        normal = _normal(line[at:end])
        out.append(normal)
        offsets.extend([at] * len(normal))
        at = end
    return Text(_misread_put_right("".join(out)), (*offsets, len(line)))


def _misread_put_right(text: str) -> str:
    """`text` of the same length with signs and labels read as other characters put right, where digits prove it."""
    for misread, sign in _STROKES:
        text = misread.sub(sign, text)
    return _DIGITS_IN_LABELS.sub(lambda m: m[0].replace("1", "l").replace("0", "o"), text)


def _normal(cluster: str) -> str:
    """The normal form of one character with its combining marks."""
    if len(cluster) > 1:
        return unicodedata.normalize("NFC", cluster)
    if cluster.isascii():
        return cluster if cluster.isprintable() else " "
    if cluster in _SINGLE:
        return _SINGLE[cluster]
    digit = unicodedata.decimal(cluster, None)
    if digit is not None:
        return str(digit)
    if cluster.isspace():
        return " "
    if unicodedata.category(cluster) in {"Cf", "Cc", "Cs", "Co"}:
        return ""
    if any(low <= ord(cluster) <= high for low, high in _COMPATIBLE):
        return unicodedata.normalize("NFKC", cluster)
    return cluster


def digits_repaired(text: str) -> str:
    """`text` with letters that OCR confuses with digits (O, l, I, S, B) read as digits where they touch digits only.

    The length stays the same. Words keep their letters: 'Oslo 1' is unchanged, 'O3 96OO' becomes '03 9600'.
    """
    return _LOOKALIKE_IN_NUMBER.sub(lambda m: m[0].translate(_DIGIT_LOOKALIKES), text)


def skeleton(text: str) -> str:
    """What remains equal when OCR confuses look-alikes: 'acrne1' and 'acmel' have one skeleton."""
    key = text.casefold()
    for confused, plain in _SKELETON:
        key = key.replace(confused, plain)
    return key


def words(text: str) -> list[str]:
    """Case-folded words of letters and digits."""
    return re.findall(r"[^\W_]+", text.casefold())


def plain(text: str) -> str:
    """Case-folded ASCII letters and digits only, accents dropped: how domains and local parts spell names."""
    folded = text.casefold().replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("æ", "ae").replace("đ", "d")
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if c.isascii() and c.isalnum())
