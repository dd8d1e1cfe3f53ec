"""How the name of a firm is written: its legal form put right, its lines joined, shouted words in normal case."""

from __future__ import annotations

import re

from scanner.fields import glued
from scanner.fields.nameparts import capitalised
from scanner.fields.pieces import closed
from scanner.fields.segments import Segment
from scanner.fields.words import words

_TEMPLATE = frozenset({"your", "company", "business", "name", "logo", "brand", "here", "firm", "slogan", "tagline"})
_LEGAL_L = re.compile(r"(?<=\b[Ss])\.?\s?(?:à|a)?\s?[rR]\.?\s?[I1](?=\.|$)")
"""'S.r.I.' and 'S.à r.I.': the small l of the legal form read as a capital I or a one."""
_LUXEMBOURG = re.compile(r"\bS\.\s?[Aa]?[ÀàÁá]\s?[Rr]\.?\s?[Ll]\.?$")
"""'S.AÀ R.L.': the accented letter of 'S.à r.l.' read twice or as a capital."""
_POLISH = re.compile(r"(\b(?:Sp\.|Spółka))\s?[zZ]\s?(?:0\s?[.,]?\s?[0oO]|[oO]\s?[.,]?\s?0)\.?$")
"""'Sp. z 0.0': the letters of 'o.o.' read as noughts."""
_SHOUTED = re.compile(r"(?<!\w)[^\W\d_]{5,}(?![\w.])")


def written(segment: Segment) -> str:
    """The company as printed, shouted words in normal case, lines joined by a space, a space behind each comma."""
    text = closed(re.sub(r"\s+", " ", segment.text).strip(" ;|·•-–/")).replace(" $ti", " Şti")
    text = _LEGAL_L.sub(lambda m: m[0][:-1] + "l", re.sub(r",(?=[^\W\d_])", ", ", text.strip(",")))
    text = _POLISH.sub(r"\1 z o.o.", _LUXEMBOURG.sub("S.à r.l.", text))
    apart = glued.article(glued.capital_i(glued.template_words(text, _TEMPLATE)))
    return (
        _SHOUTED.sub(lambda m: capitalised(m[0]) if m[0].isupper() and m[0] not in _ACRONYMS else m[0], apart)
        if _is_shouted(apart)
        else apart
    )


_ACRONYMS = frozenset({"UNESCO", "UNICEF"})


def _is_shouted(text: str) -> bool:
    """Whether all words are capitals, so that capitals do not mark acronyms.

    Turkish ones stay as printed: 'MAKINA' may be 'Makina' or 'Makına'.
    """
    if "İ" in text:
        return False
    longer = [w for w in words(text) if len(w.bare) > 3]
    return len(words(text)) > 1 and bool(longer) and all(w.bare.isupper() for w in longer)
