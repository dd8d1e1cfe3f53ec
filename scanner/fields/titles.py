"""Candidates for the job title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from scanner.fields import accents, glued, han
from scanner.fields.agreement import company_agreement
from scanner.fields.candidates import Candidate, Field
from scanner.fields.segments import Segment, closed
from scanner.fields.signs import Context, shape_signs
from scanner.fields.vocabulary import vocabulary
from scanner.fields.weights import score
from scanner.fields.words import Word, words

_LABELS = frozenset({"title", "jobtitle", "position", "designation", "职务", "職務", "职位", "職位", "役職"})
_MAX_WORDS = 16
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_HANGS = re.compile(r"\s*[,/&\-–](?=\s*$)")
"""What a line ends with that goes on below."""


def candidates(found: Iterable[Segment], seen: Context) -> tuple[Candidate, ...]:
    """Every segment that could be a title, whatever its words; the signs tell how likely that is."""
    return tuple(c for segment in found for c in _reading(segment, seen))


def _reading(segment: Segment, seen: Context) -> Iterator[Candidate]:
    count = len(segment.words)
    run_on = bool(segment.lead) and len(segment.lines) > 1  # a firm's, as far as cards go: titles are shorter
    if not 1 <= count <= _MAX_WORDS or "@" in segment.text or run_on:
        return
    signs = _han_signs(segment.text) if han.is_han(segment.text) else _word_signs(segment.words)
    signs |= shape_signs(segment, seen)
    signs["labelled"] = float(_after_label(segment))
    signs["list"] = float(segment.cuts)
    signs |= _part_signs(segment)
    signs["domain"] = company_agreement(segment.keys, seen.who)
    signs["other_firm"] = float(any(b - a > 1 for a, b in vocabulary().other_firms.spans(segment.keys)))
    signs["clipped"] = float(_clipped(segment))
    signs["open"] = float(_open(segment))
    yield Candidate(
        field=Field.TITLE,
        value=accents.restored(glued.respaced_title(written(segment)), vocabulary().title_spellings),
        score=score(Field.TITLE, signs),
        spans=segment.spans,
        rule=_rule(signs),
        signs={k: v for k, v in signs.items() if v},
    )


def _after_label(segment: Segment) -> bool:
    before = re.sub(r"\W", "", segment.lead.casefold())
    return any(before.endswith(label) for label in _LABELS) and bool(re.search(r"[:：]\s*$", segment.lead))


def _clipped(segment: Segment) -> bool:
    """Whether the word next to it, with nothing but a space between, could belong to the title."""
    before, after = words(segment.lead), words(segment.trail)
    touching = bool(before) and not segment.lead[before[-1].end :].strip()
    touched = bool(after) and not segment.trail[: after[0].start].strip()
    return (touching and _may_belong(before[-1].key)) or (touched and _may_belong(after[0].key))


def _may_belong(word: str) -> bool:
    vocab = vocabulary()
    return _beside_head(word) or word in vocab.title_heads or vocab.title_endings.match(word)


def _rule(signs: dict[str, float]) -> str:
    if signs.get("head") or signs.get("han_head"):
        return "title-word"
    if signs.get("ending"):
        return "title-compound"
    return "placeholder" if signs.get("placeholder") else "place"


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


def _part_signs(segment: Segment) -> dict[str, float]:
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
        "area_part": float(any(_area_apart(a, b) for a, b in pairwise(parts))),
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


def _open(segment: Segment) -> bool:
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


def _strange(part: str) -> bool:
    """Whether no word of a line belongs to titles."""
    return not _complete(part) and not any(_beside_head(w.key) for w in words(part))


def _area_apart(upper: str, lower: str) -> bool:
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
    if not found or _complete(part):
        return False
    areas = {i for a, b in vocab.department_areas.spans(found) for i in range(a, b)}
    named = bool(areas) and all(i in areas or k in vocabulary().title_glue for i, k in enumerate(found))
    return named or vocab.department_heads.end(found, 0) > 0


def _apart(upper: str, lower: str) -> bool:
    """Whether two lines are two titles, and not one title broken over them."""
    if _dangles(upper, lower) or not (_complete(upper) and _complete(lower)):
        return False
    crossing = [w.key for w in (*words(upper)[-1:], *words(lower))]
    last_is_modifier = crossing[0] in vocabulary().title_modifiers
    return not last_is_modifier and vocabulary().title_heads.end(crossing, 0) <= 1


def _word_signs(found: Sequence[Word]) -> dict[str, float]:
    vocab = vocabulary()
    keys = [w.key for w in found]
    spans = list(vocab.title_heads.spans(keys))
    in_head = {i for a, b in spans for i in range(a, b)}
    endings = {i for i, k in enumerate(keys) if i not in in_head and vocab.title_endings.match(k)}
    known = in_head | endings | {i for i, k in enumerate(keys) if _beside_head(k)}
    heads = in_head | endings
    placeholder = "".join(keys) in vocab.title_placeholders
    strange = [] if placeholder else [i for i, k in enumerate(keys) if i not in known and not _ORDINAL.fullmatch(k)]
    return {
        "head": float(bool(in_head)),
        "ending": float(bool(endings) and not in_head),
        "two_heads": float(len(spans) + len(endings) > 1),
        "head_at_edge": float(bool(heads) and (0 in heads or len(keys) - 1 in heads)),
        "exact": float(len(spans) == 1 and spans[0] == (0, len(keys))),
        "unknown": len(strange) / len(keys),
        "company_word": sum(keys[i] in vocab.company_words for i in strange) / len(keys),
        "named": float(any(keys[i] in vocab.given and keys[i] not in vocab.title_modifiers for i in strange)),
        "legal": float(vocab.legal_forms.begin(keys, len(keys)) < len(keys) and len(keys) - 1 not in known),
        "placeholder": float(placeholder),
        "no_head": float(not heads and not placeholder),
        "degrees_only": float(_covered(keys)),
        "glue_edge": float(keys[0] in vocabulary().title_glue or keys[-1] in vocabulary().title_glue),
        "department_lead": float(vocab.department_heads.end(keys, 0) > 0 and 0 not in heads),
        "area_only": float(not heads and "".join(keys) in vocab.department_areas),
        "many_words": max(0.0, len(keys) - 6.0) / 2,
        "letters": float(len("".join(keys)) < 3 and not in_head),
    }


def _beside_head(word: str) -> bool:
    vocab = vocabulary()
    return word in vocab.title_modifiers or word in vocab.department_areas or word in vocabulary().title_glue


def _covered(keys: Sequence[str]) -> bool:
    """Whether the words are nothing but degrees ('MBA, Ph.D.')."""
    vocab = vocabulary()
    covered = sum(b - a for a, b in vocab.degrees.spans(keys))
    return covered == len(keys) and "".join(keys) not in vocab.title_heads


def _han_signs(text: str) -> dict[str, float]:
    vocab = vocabulary()
    plain = re.sub(r"\s", "", text)
    share = han.coverage(plain, [t for t in vocab.title_han if len(t) > 1])
    ends = any(plain.endswith(t) for t in vocab.title_han if len(t) > 1)
    return {
        "han_head": float(share > 0),
        "han_share": share,
        "head_at_edge": float(ends),
        "no_head": float(share == 0),
        "legal": float(any(True for _ in han.found_in(plain, vocab.legal_han))),
        "unknown": 1.0 - share,
    }
