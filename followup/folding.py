"""Folding text for comparison: case, width and diacritics do not matter."""

from __future__ import annotations

import unicodedata

# Letters that NFKD does not take apart although people search for them without their stroke or as two letters.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})


def folded(text: str) -> str:
    """The text without case, diacritics and runs of spaces, so that 'López' and 'LOPEZ' are one."""
    if text.isascii():
        return " ".join(text.casefold().split())
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in apart if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(unicodedata.normalize("NFC", plain).split())
