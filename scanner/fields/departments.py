"""Candidates for the department: a part of the firm, neither a title nor the firm itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from scanner.fields import han
from scanner.fields.candidates import Candidate, Field
from scanner.fields.segments import Segment
from scanner.fields.signs import Context, shape_signs
from scanner.fields.vocabulary import vocabulary
from scanner.fields.weights import score
from scanner.fields.words import words


def candidates(found: Iterable[Segment], seen: Context) -> tuple[Candidate, ...]:
    """Every segment with a word for a part of a firm, or that names an area of work."""
    return tuple(c for segment in found for c in _reading(segment, seen))


def _reading(segment: Segment, seen: Context) -> Iterator[Candidate]:
    if not 1 <= len(segment.words) <= 14:
        return
    signs = _han_signs(segment.text) if han.is_han(segment.text) else _word_signs(segment.keys)
    if not signs:
        return
    signs |= shape_signs(segment, seen)
    signs["led"] = float(_led(segment))
    yield Candidate(
        field=Field.DEPARTMENT,
        value=re.sub(r"\s+", " ", segment.text).strip(" ,;|"),
        score=score(Field.DEPARTMENT, signs),
        spans=segment.spans,
        rule="department-word" if signs.get("head") else "area",
        signs=signs,
    )


def _led(segment: Segment) -> bool:
    """Whether the word before it, with nothing but a space between, makes it the object of a title ('Head of ...')."""
    before, vocab = words(segment.lead), vocabulary()
    if not before or segment.lead[before[-1].end :].strip():
        return False
    last = before[-1].key
    return last in vocab.title_heads or last in vocab.title_glue or vocab.title_endings.match(last)


def _word_signs(keys: Sequence[str]) -> dict[str, float]:
    """Signs of a department; empty when there is none."""
    vocab = vocabulary()
    heads = list(vocab.department_heads.spans(keys))
    compound = any(vocab.department_endings.match(k) for k in keys)
    areas = sum(b - a for a, b in vocab.department_areas.spans(keys))
    if not (heads or compound or areas == len(keys)):
        return {}
    signs = {
        "head": float(bool(heads)),
        "ending": float(compound and not heads),
        "head_at_edge": float(any(a == 0 or b == len(keys) for a, b in heads)),
        "area": areas / len(keys),
        "area_only": float(areas == len(keys) and not heads),
        "title_word": float(
            any(
                True
                for _ in vocab.title_heads.spans(
                    [k for k in keys if k not in vocab.title_modifiers and k not in vocab.department_areas]
                )
            )
        ),
        "legal": float(vocab.legal_forms.begin(keys, len(keys)) < len(keys) and len(keys) > 1),
        "head_only": float(len(keys) == 1 and bool(heads)),
    }
    return {k: v for k, v in signs.items() if v}


def _han_signs(text: str) -> dict[str, float]:
    vocab = vocabulary()
    plain = re.sub(r"\s", "", text)
    ends = next((d for d in vocab.department_han if plain.endswith(d)), "")
    if not ends or len(plain) < 2:
        return {}
    return {
        "head": 1.0,
        "head_at_edge": 1.0,
        "title_word": han.coverage(plain, [t for t in vocab.title_han if len(t) > 1]),
        "legal": float(any(True for _ in han.found_in(plain, vocab.legal_han))),
    }
