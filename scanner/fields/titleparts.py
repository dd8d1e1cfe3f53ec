"""A title of several lines or parts: how they go together, and how the whole is written."""

from __future__ import annotations

import re
from itertools import pairwise

from scanner.fields.pieces import closed
from scanner.fields.segments import Segment
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import Word, words

_GROUPS = frozenset({"group", "team", "department", "division", "section", "unit", "dept", "services", "office"})
"""Words that end the name of a department."""
_HANGS = re.compile(r"\s*[,/&\-–](?=\s*$)")
"""What a line ends with that goes on below."""


def written(segment: Segment) -> str:
    """The title as printed: its lines joined by a space, two titles by a comma, nothing dangling at either end."""
    parts = _parts(segment)
    text = parts[0]
    for part in parts[1:]:
        text += (", " if _apart(text, part) else " ") + part
    text = closed(re.sub(r"\s+", " ", text).strip(" ,;|·•-–/&"))
    text = re.sub(r"\s*[|·•;]\s*|\s+[-–—]\s+|\s*/\s+|\s+/", ", ", text)
    return re.sub(r"\s*,+\s*(?=[^\s\d])", ", ", text)


def _parts(segment: Segment) -> list[str]:
    """Its text line by line, with the comma or hyphen that a line ends with and the next one goes on from."""
    if len(segment.spans) != len(segment.lines):
        return [segment.text]
    return [_with_hanging(line.text, s.start, s.end) for line, s in zip(segment.lines, segment.spans, strict=True)]


def _with_hanging(text: str, start: int, end: int) -> str:
    hanging = _HANGS.match(text, end)
    return text[start : hanging.end() if hanging else end]


def part_signs(segment: Segment) -> dict[str, float]:
    """How the lines of a title go together; nothing for a single line."""
    parts = _parts(segment)
    if len(parts) < 2:
        return {}
    dangling = sum(_dangles(a, b) for a, b in pairwise(parts))
    return {
        "dangling": float(dangling > 0),
        "two_titles": float(dangling == 0 and all(_complete(p) for p in parts)),
        "continues": float(dangling == 0 and _complete(parts[0]) and not any(_complete(p) for p in parts[1:])),
        "leads_up": float(dangling == 0 and not _complete(parts[0]) and _complete(parts[-1])),
        "degree_part": float(any(_lettered(p) for p in parts)),
        "area_part": float(any(area_apart(a, b) for a, b in pairwise(parts))),
        "strange_part": float(
            _strange(parts[0]) or any(_strange(b) and not _dangles(a, b) for a, b in pairwise(parts))
        ),
    }


def _dangles(upper: str, lower: str) -> bool:
    """Whether the upper line needs the lower one: it ends, or the other begins, with a comma or a conjunction."""
    before, after = words(upper), words(lower)
    if not before or not after:
        return False
    hanging = before[-1].key in vocabulary().title_glue or before[-1].key in vocabulary().title_hanging
    open_ended = hanging or bool(_HANGS.search(upper)) or (before[-1].key in vocabulary().title_objects)
    return open_ended or after[0].key in vocabulary().title_glue


def is_open(segment: Segment) -> bool:
    """Whether its line cannot end there: a conjunction, a comma or a head that needs its object stands last."""
    line, span = segment.lines[-1], segment.spans[-1]
    if line.text[span.end :].strip(" ,/&-–"):
        return False
    vocab, last = vocabulary(), segment.words[-1].key
    return bool(_HANGS.match(line.text, span.end)) or last in vocab.title_glue or last in vocab.title_objects


def _complete(part: str) -> bool:
    """Whether a line is a title on its own."""
    found = [w.key for w in words(part)]
    vocab = vocabulary()
    heads = any(True for _ in vocab.title_heads.spans(found)) or any(vocab.title_endings.match(k) for k in found)
    return heads and not (len(found) == 1 and found[0] in vocab.title_modifiers)


def _lettered(part: str) -> bool:
    """Whether a line is degrees and memberships ('M.S. (Ortho), D.N.B.', 'dipl. Bauing. ETH/SIA') and no title."""
    found, vocab = [w.key for w in words(part)], vocabulary()
    spans = (*vocab.degrees.spans(found), *vocab.honorifics.spans(found))
    marked = {i for a, b in spans for i in range(a, b)} | {i for i, w in enumerate(words(part)) if _is_mixed(w)}
    return not _complete(part) and len(marked) * 2 > len(found)


def _is_mixed(word: Word) -> bool:
    """Capitals in the middle of a word that titles do not know: a degree ('BAgrSci', 'MNZIPIM')."""
    capitals = sum(c.isupper() for c in word.bare[1:])
    return capitals > 1 and word.bare[:1].isupper() and not beside_head(word.key) and "-" not in word.bare


def _strange(part: str) -> bool:
    """Whether few words of a line belong to titles."""
    found = [w.key for w in words(part)]
    glue = vocabulary().title_glue
    return not _complete(part) and 2 * sum(beside_head(k) and k not in glue for k in found) < len(found)


def area_apart(upper: str, lower: str) -> bool:
    """Whether one of two lines is a department beside the other's title; 'Business Development' / 'Manager' is one."""
    if _dangles(upper, lower):
        return False
    first = words(lower)[:1]
    bare = bool(first) and first[0].key in vocabulary().title_bare
    return _is_area(lower) or (_is_area(upper) and not bare)


def _is_area(part: str) -> bool:
    """Whether a line is a department or an area of work on its own."""
    found = [w.key for w in words(part)]
    vocab = vocabulary()
    if not found:
        return False
    if len(found) > 1 and "".join(found) in vocab.department_areas:
        return True  # 'Commercial Lending', whose first word is a title in French
    if _complete(part):
        return False
    areas = {i for a, b in vocab.department_areas.spans(found) for i in range(a, b)}
    named = bool(areas) and all(i in areas or k in vocabulary().title_glue for i, k in enumerate(found))
    grouped = len(found) > 1 and found[-1] in _GROUPS
    return named or grouped or vocab.department_heads.end(found, 0) > 0


def _apart(upper: str, lower: str) -> bool:
    """Whether two lines are two titles, and not one title broken over them."""
    if _dangles(upper, lower) or not (_complete(upper) and _complete(lower)):
        return False
    crossing = [w.key for w in (*words(upper)[-1:], *words(lower))]
    last_is_modifier = crossing[0] in vocabulary().title_modifiers
    return not last_is_modifier and vocabulary().title_heads.end(crossing, 0) <= 1


def beside_head(word: str) -> bool:
    vocab = vocabulary()
    return word in vocab.title_modifiers or word in vocab.department_areas or word in vocabulary().title_glue


def belongs_to_title(text: str) -> bool:
    """Whether a line that stands by itself is title words: a head, or nothing but what stands beside one."""
    found, vocab = words(text), vocabulary()
    keys = [w.key for w in found]
    if not found or any(k in vocab.prose and not beside_head(k) for k in keys):
        return False
    return _complete(text) or all(beside_head(k) for k in keys)
