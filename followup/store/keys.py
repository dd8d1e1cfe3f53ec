"""Folding text so that equal-enough values compare equal in an index: case, width and diacritics do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from followup.folding import folded


def name_key(name: str) -> str:
    """An event's or person's name for comparison: compatibility forms, case and runs of spaces folded."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def search_key(text: str) -> str:
    """Text as searched: folded like `name_key` and without diacritics, so that 'lopez' finds 'López'."""
    return folded(text)


def phone_key(number: str) -> str:
    """A phone number's digits; the extension does not count."""
    return "".join(c for c in number.partition(";")[0] if c.isdigit())


def joined(texts: Iterable[str]) -> str:
    """One searchable string of many values, a line each, so that a word never matches across two values."""
    return "\n".join(key for key in map(search_key, texts) if key)
