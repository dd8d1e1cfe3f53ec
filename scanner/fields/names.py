"""Candidates for the person's name, with the signs that speak for and against each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from scanner.fields import accents, glued, han
from scanner.fields.agreement import name_agreement
from scanner.fields.candidates import Candidate, Field
from scanner.fields.nameparts import (
    NameParts,
    as_printed,
    bracketed,
    family_first,
    given_and_family,
    normal_case,
    numerals,
    split_parts,
)
from scanner.fields.segments import Segment
from scanner.fields.signs import Context, shape_signs
from scanner.fields.vocabulary import vocabulary
from scanner.fields.weights import score
from scanner.fields.words import Word, key, words

_MAX_WORDS = 7
_PROOFS = (
    "given_first",
    "given_later",
    "family_last",
    "family_first",
    "honorific",
    "degree",
    "labelled",
    "email",
    "placeholder",
)
"""Signs of a name that other text seldom has; a candidate without any is 'unproven'."""
_SURNAME_COMMA = re.compile(
    r"^\s*([^\W\d_][\w'’\-]+(?:\s[^\W\d_][\w'’\-]+)?)\s*,\s*([^\W\d_][\w'’.\-]+(?:\s[^\W\d_][\w'’.\-]*)?)\s*$"
)


def candidates(found: Iterable[Segment], seen: Context) -> tuple[Candidate, ...]:
    """Every segment that could be a person's name, honorifics and degrees in parts 'prefix' and 'suffix'."""
    return tuple(c for segment in found for c in _readings(segment, seen))


def _readings(segment: Segment, seen: Context) -> Iterator[Candidate]:
    if len(segment.text) > 80 or sum(c.isdigit() for c in segment.text) > 2 or "@" in segment.text:
        return
    if han.is_han(segment.text):
        yield from _han_reading(segment, seen)
        return
    plain = _reading(segment, glued.article(segment.text), "", seen)
    if plain is not None:
        yield plain
    if turned := _turned(segment.text):
        yield from _only(_reading(segment, turned, "turned", seen))
    for text, proof in glued.respaced(segment.text, seen.who):
        yield from _only(_reading(segment, text, proof, seen))


def _only(candidate: Candidate | None) -> Iterator[Candidate]:
    if candidate is not None:
        yield candidate


def _turned(text: str) -> str:
    """'Smith, John' as 'John Smith'; '' where the comma does not part a family name from a given one."""
    m = _SURNAME_COMMA.match(text)
    if not m or words(m[2])[0].key not in vocabulary().given or words(m[2])[0].key in vocabulary().degrees:
        return ""
    return f"{m[2]} {m[1]}"


def _reading(segment: Segment, text: str, proof: str, seen: Context) -> Candidate | None:
    parts = split_parts(words(text), text)
    core = parts.core
    if not 1 <= len(core) <= _MAX_WORDS or any(w.key.isdigit() or w.key == "&" for w in core):
        return None
    if any(han.is_han(w.text) for w in core):
        return None
    if not any(len(w.bare) > 1 for w in core) or re.search(r"[/+#%=<>]", text):
        return None
    signs = (
        shape_signs(segment, seen) | _word_signs(core, text) | _part_signs(parts) | _context_signs(segment, core, seen)
    )
    signs |= {"proof_" + proof: 1.0} if proof else {}
    signs["unproven"] = float(not any(signs.get(sign) for sign in _PROOFS))
    given, family = (accents.restored(part, vocabulary().name_spellings) for part in given_and_family(core))
    written = [*bracketed(core, normal_case(core), text), *numerals(parts.suffix)]
    value = accents.restored(" ".join(written), vocabulary().name_spellings)
    return Candidate(
        field=Field.NAME,
        value=value,
        score=score(Field.NAME, signs),
        spans=segment.spans,
        rule=_rule(signs),
        parts={
            "given": given,
            "family": family,
            "prefix": as_printed(parts.prefix, text),
            "suffix": as_printed(parts.suffix, text),
        },
        signs={sign: value for sign, value in signs.items() if value},
    )


def _rule(signs: dict[str, float]) -> str:
    for sign, rule in (
        ("labelled", "label"),
        ("email", "email-match"),
        ("honorific", "honorific"),
        ("given_first", "given-name"),
        ("placeholder", "placeholder"),
        ("largest", "largest"),
    ):
        if signs.get(sign):
            return rule
    return "shape"


def _word_signs(core: Sequence[Word], text: str) -> dict[str, float]:
    """What vocabulary and letters say about the words of the name itself."""
    vocab = vocabulary()
    full = [w for w in core if len(w.bare) > 1]
    names = [w for w in full if w.key not in vocab.particles]
    known = [w for w in names if _is_given(w) or w.key in vocab.family]
    strange = [w for w in names if w not in known]
    other = [w for w in names if _is_other(w)]
    count = len([w for w in core if w.key not in vocab.particles]) or len(core)
    keys = [w.key for w in core]
    placeholder = "".join(keys) in vocab.name_placeholders
    return {
        "given_first": float(bool(names) and _is_given(names[0])),
        "given_later": float(any(_is_given(w) for w in names[1:])),
        "family_last": float(len(names) > 1 and names[-1].key in vocab.family),
        "family_first": float(len(names) > 1 and names[0].key in vocab.family and not _is_given(names[0])),
        "unknown": len(strange) / max(1, len(names)),
        "foreign": len(other) / max(1, len(names)) * (0.0 if placeholder else 1.0),
        "title_word": float(
            any(True for _ in vocab.title_heads.spans([w.key for w in names if not _is_given(w)])) and not placeholder
        ),
        "legal": float(
            bool(core)
            and vocab.legal_forms.begin(keys, len(keys)) < len(keys)
            and len(keys) > 1
            and keys[-1] not in vocab.family
        ),
        "one_word": float(count == 1),
        "two_words": float(count in (2, 3)),
        "many_words": max(0.0, count - 4.0),
        "initial": float(any(w.initial for w in core) and len(full) > 0),
        "small_letters": float(
            any(w.text[:1].islower() and w.key not in vocab.particles for w in core) and not _all_small(core)
        ),
        "all_small": float(_all_small(core)),
        "all_caps": float(all(w.bare.isupper() for w in full) and len(full) > 0),
        "inner_caps": float(
            any(
                glued.adjacent_capitals(w.bare)
                and not w.bare.startswith(("Mc", "Mac", "De", "Di", "La", "Le", "Van", "O'"))
                for w in core
            )
        ),
        "family_order": float(family_first(core)),
        "placeholder": float(placeholder),
        "comma": float(bool(core) and "," in text[core[0].start : core[-1].end]),
        "point": float(any(w.text.endswith(".") and len(w.bare) > 3 for w in core)),
    }


def _all_small(core: Sequence[Word]) -> bool:
    return all(w.text.islower() for w in core)


def _is_given(word: Word) -> bool:
    given = vocabulary().given
    return word.key in given or any(key(p) in given for p in re.split(r"[-'’]", word.bare) if len(p) > 2)


def _is_other(word: Word) -> bool:
    """Whether the word belongs to firms, titles, departments or prose rather than to people."""
    vocab = vocabulary()
    if _is_given(word) or word.key in vocab.family:
        return False
    return (
        word.key in vocab.company_words
        or word.key in vocab.title_heads
        or word.key in vocab.title_modifiers
        or word.key in vocab.department_areas
        or word.key in vocab.department_heads
        or word.key in vocab.prose
        or word.key in vocab.slogans
        or word.key in vocab.captions
        or vocab.title_endings.match(word.key)
        or vocab.company_endings.match(word.key)
    )


def _part_signs(parts: NameParts) -> dict[str, float]:
    vocab = vocabulary()
    academic = any(w.key in vocab.honorifics for w in parts.prefix)
    return {"honorific": float(bool(parts.prefix) and academic), "degree": float(bool(parts.suffix))}


def _context_signs(segment: Segment, core: Sequence[Word], seen: Context) -> dict[str, float]:
    agreed = name_agreement([w.bare for w in core], seen.who)
    lead = key(segment.lead)
    return {
        "email": agreed,
        "email_against": float(bool(seen.who.locals) and agreed == 0.0),
        "labelled": float(
            any(lead.endswith(label) for label in vocabulary().name_labels)
            and bool(re.search(r"[:：]\s*$", segment.lead))
        ),
        "domain": float(any(key("".join(w.key for w in core)) == key(d) for d, _ in seen.who.domains)),
    }


def _han_reading(segment: Segment, seen: Context) -> Iterator[Candidate]:
    found = han.split_name(segment.text)
    if found is None:
        return
    vocab = vocabulary()
    family, given = found
    plain = re.sub(r"\s", "", segment.text)
    signs = shape_signs(segment, seen) | {
        "han_name": 1.0,
        "two_words": 1.0,
        "title_word": float(han.coverage(plain, vocab.title_han) > 0.4),
        "legal": float(
            any(True for _ in han.found_in(plain, vocab.legal_han))
            or any(True for _ in han.found_in(plain, vocab.company_han))
        ),
        "foreign": float(plain in vocab.captions or (plain[-1:] in vocab.department_han and len(plain) > 2)),
        "labelled": float(any(key(segment.lead).endswith(label) for label in vocabulary().name_labels)),
        "han_long": max(0.0, len(plain) - 4.0),
    }
    yield Candidate(
        field=Field.NAME,
        value=han.written(family, given),
        score=score(Field.NAME, signs),
        spans=segment.spans,
        rule="han-family-name",
        parts={"given": given, "family": family, "prefix": "", "suffix": ""},
        signs=signs,
    )
