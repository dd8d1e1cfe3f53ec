"""Candidates for the job title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from scanner.fields import accents, glued, han
from scanner.fields.agreement import company_agreement
from scanner.fields.candidates import Candidate, Field
from scanner.fields.misread import mended, respelled
from scanner.fields.segments import Segment
from scanner.fields.signs import Context, shape_signs
from scanner.fields.titleparts import beside_head, is_open, part_signs, written
from scanner.fields.vocabulary import vocabulary
from scanner.fields.weights import score
from scanner.fields.words import Word, key, words

_LABELS = frozenset({"title", "jobtitle", "position", "designation", "职务", "職務", "职位", "職位", "役職"})
_MAX_WORDS = 16
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")


def candidates(found: Iterable[Segment], seen: Context) -> tuple[Candidate, ...]:
    """Every segment that could be a title, whatever its words; the signs tell how likely that is."""
    return tuple(c for segment in found for c in _reading(segment, seen))


def _reading(segment: Segment, seen: Context) -> Iterator[Candidate]:
    count = len(segment.words)
    run_on = bool(segment.lead) and len(segment.lines) > 1  # a firm's, as far as cards go: titles are shorter
    if not 1 <= count <= _MAX_WORDS or "@" in segment.text or run_on:
        return
    right = mended(segment.words)
    signs = _han_signs(segment.text) if han.is_han(segment.text) else _word_signs(right)
    signs |= shape_signs(segment, seen)
    signs["labelled"] = float(_after_label(segment))
    signs["list"] = float(segment.cuts)
    signs |= part_signs(segment)
    signs["domain"] = company_agreement(segment.keys, seen.who)
    signs["other_firm"] = float(any(b - a > 1 for a, b in vocabulary().other_firms.spans(segment.keys)))
    signs["clipped"] = float(_clipped(segment))
    signs["open"] = float(is_open(segment))
    yield Candidate(
        field=Field.TITLE,
        value=accents.restored(
            glued.respaced_title(respelled(written(segment), segment.words, right)), vocabulary().title_spellings
        ),
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
    return beside_head(word) or word in vocab.title_heads or vocab.title_endings.match(word)


def _rule(signs: dict[str, float]) -> str:
    if signs.get("head") or signs.get("han_head"):
        return "title-word"
    if signs.get("ending"):
        return "title-compound"
    return "placeholder" if signs.get("placeholder") else "place"


def _word_signs(found: Sequence[Word]) -> dict[str, float]:
    vocab = vocabulary()
    keys = [w.key for w in found]
    legal = vocab.legal_forms.begin(keys, len(keys))
    spans = [(a, b) for a, b in vocab.title_heads.spans(keys) if a < legal or len(found[a].bare) > 1]  # 'S.P.A.'
    in_head = {i for a, b in spans for i in range(a, b)}
    endings = {i for i, w in enumerate(found) if i not in in_head and _ends_in_title(w)}
    known = in_head | endings | {i for i, k in enumerate(keys) if beside_head(k)}
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
        "degrees_beside": float(bool(heads) and _degrees_beside(found)),
        "glue_edge": float(keys[0] in vocabulary().title_glue or keys[-1] in vocabulary().title_glue),
        "department_lead": float(
            vocab.department_heads.end(keys, 0) > 0 and 0 not in heads and not (heads and beside_head(keys[0]))
        ),
        "area_only": float(not heads and "".join(keys) in vocab.department_areas),
        "many_words": max(0.0, len(keys) - 6.0) / 2,
        "letters": float(len("".join(keys)) < 3 and not in_head),
    }


def _degrees_beside(found: Sequence[Word]) -> bool:
    """Whether the first words or the last are degrees ('PhD, Associate Professor', 'REALTOR, ABR, CRS')."""
    keys, degrees = [w.key for w in found], vocabulary().degrees
    first, last = degrees.end(keys, 0), degrees.begin(keys, len(keys))
    lettered = [
        *(found[:first] if first < len(keys) else ()),
        *(found[last:] if last > 0 else ()),
    ]
    return any(sum(c.isupper() for c in w.bare) > 1 and w.key not in vocabulary().title_heads for w in lettered)


def _ends_in_title(word: Word) -> bool:
    """Whether it is a compound of a title ('Vertriebsleiter'), with a hyphen too ('Advocaat-vennoot')."""
    vocab = vocabulary()
    parts = [key(p) for p in word.bare.split("-")] if "-" in word.bare else []
    if word.key in vocab.department_heads or word.key in vocab.company_words:  # 'Referat', 'Sekretariat'
        return False
    return vocab.title_endings.match(word.key) or any(p in vocab.title_heads and len(p) > 4 for p in parts[-1:])


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
