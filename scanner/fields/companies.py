"""Candidates for the employer: printed ones, and the one that a domain suggests when none is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scanner.fields import han
from scanner.fields.agreement import company_agreement
from scanner.fields.candidates import Candidate, Field
from scanner.fields.firmlines import MAX_WORDS, Printed, line_signs, printed
from scanner.fields.firmnames import written
from scanner.fields.segments import Segment
from scanner.fields.signs import Context, shape_signs
from scanner.fields.vocabulary import vocabulary
from scanner.fields.weights import score
from scanner.fields.words import Word, key, words

_AT = re.compile(r"(?:^|\s|,)(?:at|bei|chez|presso|bij|hos|of|@)\s*$", re.IGNORECASE)
_GROWN = 0.3
"""Share of the penalty for uneven lines that is left where the small line cannot stand without the large one."""


def candidates(found: Iterable[Segment], seen: Context) -> tuple[Candidate, ...]:
    """Every segment that could be the employer, and one candidate for each domain of the card."""
    segments = tuple(found)
    firms = printed(segments)
    shown = [c for segment in segments for c in _reading(segment, seen, firms)]
    return (*shown, *_from_domains(seen))


def _reading(segment: Segment, seen: Context, firms: Printed) -> Iterator[Candidate]:
    text = segment.text
    if not 1 <= len(segment.words) <= MAX_WORDS or "@" in text or sum(c.isalpha() for c in text) < 2:
        return
    signs = _han_signs(text) if han.is_han(text) else _word_signs(segment.words)
    signs |= shape_signs(segment, seen)
    signs["domain"] = company_agreement(_without_legal(segment.keys), seen.who)
    signs["clipped"] = float(_clipped(segment))
    signs["after_at"] = float(bool(_AT.search(segment.lead)))
    signs["other_firm"] = float(_announced(segment, seen))
    signs |= line_signs(segment, firms, seen.who)
    _weigh_lines(signs)
    yield Candidate(
        field=Field.COMPANY,
        value=written(segment),
        score=score(Field.COMPANY, signs),
        spans=segment.spans,
        rule=_rule(signs),
        signs={k: v for k, v in signs.items() if v},
    )


def _weigh_lines(signs: dict[str, float]) -> None:
    """A legal form closes a name of any length, and a small line may end a large one's name."""
    named = signs.pop("named")
    whole = signs["completed"] or signs["headed"] or signs["legal_below"] or signs["continued"]
    if whole:
        signs["domain"] = max(signs["domain"], named)
    if signs["soft_legal"]:
        signs["legal"] = 1.0
    if whole:
        signs["uneven"] = signs.get("uneven", 0.0) * _GROWN
    if signs["legal"] and not signs["strange_line"]:  # 'Quality and trust' ends with no legal form
        signs["prose"] = signs.get("prose", 0.0) * _GROWN
        signs["long"] = signs.get("long", 0.0) * _GROWN


def _rule(signs: Mapping[str, float]) -> str:
    for sign, rule in (
        ("legal", "legal-form"),
        ("domain", "domain-match"),
        ("word", "company-word"),
        ("placeholder", "placeholder"),
    ):
        if signs.get(sign):
            return rule
    return "largest" if signs.get("largest") else "place"


def _without_legal(keys: Sequence[str]) -> list[str]:
    vocab = vocabulary()
    kept = list(keys)
    while len(kept) > 1 and (begin := vocab.legal_forms.begin(kept, len(kept))) < len(kept) and begin > 0:
        kept = kept[:begin]
    return kept


def _announced(segment: Segment, seen: Context) -> bool:
    """Whether the text before it, or the line above, says that another firm follows ('a member of', 'powered by')."""
    vocab = vocabulary()
    before = [w.key for w in words(segment.lead)]
    if before and vocab.other_firms.begin(before, len(before)) < len(before):
        return True
    return any(b - a > 1 for a, b in vocab.other_firms.spans(segment.keys))


def _clipped(segment: Segment) -> bool:
    """Whether its legal form, or a word with nothing but a space between, was left outside."""
    before, after = words(segment.lead), words(segment.trail)
    if after and vocabulary().legal_forms.end([w.key for w in after], 0) > 0:
        return True
    touching = bool(before) and not segment.lead[before[-1].end :].strip()
    return touching or (bool(after) and not segment.trail[: after[0].start].strip())


def _word_signs(found: Sequence[Word]) -> dict[str, float]:
    vocab = vocabulary()
    keys = [w.key for w in found]
    legal = vocab.legal_forms.begin(keys, len(keys))
    firm_words = {i for a, b in vocab.company_words.spans(keys) for i in range(a, b)}
    people = [i for i, k in enumerate(keys) if k in vocab.given]
    surnames = [i for i, k in enumerate(keys) if k in vocab.family]
    head_spans = list(vocab.title_heads.spans(keys))
    plain_name = len(keys) in (2, 3) and bool(people) and people[0] == 0 and not firm_words
    placeholder = "".join(keys) in vocab.company_placeholders
    plain = [i for i, k in enumerate(keys) if i < legal and k != "&" and i not in firm_words]
    return {
        "legal": float(legal < len(keys) and legal > 0),
        "legal_only": float(legal == 0 or vocab.legal_forms.end(keys, 0) == len(keys)),
        "legal_front": float(0 < vocab.legal_forms.end(keys, 0) < len(keys) and len(keys[0]) < 4),
        "word": float(bool(firm_words)),
        "word_share": len(firm_words) / len(keys),
        "word_only": float(len(keys) == 1 and len(firm_words) == 1),
        "ending": float(any(vocab.company_endings.match(k) for k in keys)),
        "like_name": float(plain_name and (len(surnames) > 0 or len(people) > 1)),
        "given_first": float(bool(people) and people[0] == 0 and not firm_words and legal == len(keys)),
        "title_word": float(bool(head_spans) and not firm_words and not (legal < len(keys) and "&" in keys)),
        "title_share": sum(b - a for a, b in head_spans) / len(keys),
        "department": float(vocab.department_heads.end(keys, 0) > 0),
        "area_only": float("".join(keys) in vocab.department_areas),
        "ampersand": float("&" in keys[1:-1]),
        "possessive": float(bool(re.search(r"[’']s\b|s[’']\b", " ".join(w.text for w in found)))),
        "placeholder": float(placeholder or any(b - a > 1 for a, b in vocab.company_placeholders.spans(keys))),
        "generic": float(not plain and legal == len(keys)),
        "proper": float(bool(plain) and all(_is_proper(found[i]) for i in plain)),
        "one_word": float(len(keys) == 1),
        "short": float(len("".join(keys)) < 3),
        "many_words": max(0.0, min(legal, len(keys)) - 6.0) / 2,
        "all_caps": float(all(w.bare.isupper() for w in found)),
        "small_letters": float(found[0].text[:1].islower()),
        "honorific": float(0 < vocab.honorifics.end(keys, 0) < len(keys) and found[0].text.endswith(".")),
        "degrees_only": float(sum(b - a for a, b in vocab.degrees.spans(keys)) == len(keys)),
    }


def _is_proper(word: Word) -> bool:
    """A capitalised word that no vocabulary claims: what firms are called."""
    vocab = vocabulary()
    claimed = word.key in vocab.title_modifiers or word.key in vocab.prose or word.key in vocab.department_areas
    return word.text[:1].isupper() and len(word.key) > 2 and not claimed and word.key not in vocab.title_heads


def _han_signs(text: str) -> dict[str, float]:
    vocab = vocabulary()
    plain = re.sub(r"\s", "", text)
    legal = any(True for _ in han.found_in(plain, vocab.legal_han))
    word = any(True for _ in han.found_in(plain, vocab.company_han))
    return {
        "legal": float(legal),
        "word": float(word),
        "word_only": float(plain in vocab.company_han or plain in vocab.legal_han),
        "title_share": han.coverage(plain, [t for t in vocab.title_han if len(t) > 1]),
        "like_name": float(han.split_name(text) is not None and not legal and not word),
        "short": float(len(plain) < 3),
        "department": float(not legal and any(plain.endswith(d) for d in vocab.department_han)),
        "han": 1.0,
    }


def _from_domains(seen: Context) -> Iterator[Candidate]:
    """What the domains suggest; nothing printed is used up."""
    for core, sure in seen.who.domains:
        value = " ".join(p[:1].upper() + p[1:] for p in re.split(r"[-_]+", core) if p)
        if len(key(value)) < 2:
            continue
        signs = {"from_domain": 1.0, "domain_sure": sure}
        yield Candidate(
            field=Field.COMPANY,
            value=value,
            score=score(Field.COMPANY, signs),
            spans=(),
            rule="domain-only",
            signs=signs,
        )
