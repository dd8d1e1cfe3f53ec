"""Words of a line that were read without the spaces between them, set apart where vocabulary knows every part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from scanner.fields.streets import vocabulary as of_streets
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import Word, key, words

_CAMEL = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+|[A-ZÀ-Þ]{2,}(?![a-zß-ÿ])|&")
_LEGAL = re.compile(r"(?<=[a-zß-ÿ])(?=(?:GmbH|mbH|AG|KG|Ltd|LTD|Inc|INC|LLC|LLP|BV|NV|ApS|Oy|SpA|Pty|Pvt|Pte|Sdn)\b)")
_NUMBERED = re.compile(r"[\s,]+(?:\d{1,5}[\s,]|[A-ZÀ-Þ][\w.\-]+(?:\s[\w.\-]+){0,2}\s\d{1,4}[a-z]?[\s,])")
_GAP = "   "
"""What cells of a line are parted by."""
_ADDRESS = re.compile(r"@|www|://|\.[a-z]{2,3}$", re.IGNORECASE)
_LEAST, _MANY, _LEAST_PART, _MOST_LETTERS = 7, 3, 3, 40


def apart(texts: Sequence[str]) -> list[str]:
    """The lines of a card with spaces between the words of titles, and before legal forms.

    'SeniorVicePresident' and 'SENIORSALESMANAGER' are three words each, 'Norrskog EnergiAB' keeps what its address
    spells as one word.
    """
    spelled = "".join(key(text) for text in texts if _ADDRESS.search(text))
    return [text if _ADDRESS.search(text) else _apart(text, spelled) for text in texts]


def _apart(text: str, spelled: str) -> str:
    for word in reversed(words(text)):
        if len(word.bare) < _LEAST or word.key in spelled:
            continue
        halves = [_parts(half) for half in words(word.bare.replace("-", " "))]
        if halves and all(halves) and any(_is_title(part) for parts in halves for part in parts):
            together = " - ".join(" ".join(parts) for parts in halves)
            text = text[: word.start] + together + text[word.start + len(word.bare) :]
    return _before_address(_LEGAL.sub(" ", text))


def _before_address(text: str) -> str:
    """The line with a gap between a firm and the address behind it ('Qubitry Ltd. 12 Long Street, Leeds')."""
    found = words(text)
    keys = [w.key for w in found]
    named = next((i for i, w in enumerate(found) if len(w.key) >= _LEAST_PART and w.key.isalpha()), len(found))
    for index in range(named + 1, len(found)):
        end = vocabulary().legal_forms.end(keys, index)
        if end > index and {" ".join(keys[index:end]), *keys[index - 1 : end]} & _numbered_words():
            continue  # 'Plot No. 12', 'PL 118', 'Box GP 630'
        if end > index and _NUMBERED.match(text, found[end - 1].end) and len("".join(keys[index:end])) > 1:
            return text[: found[end - 1].end] + _GAP + text[found[end - 1].end :].lstrip()
    return text


def _parts(word: Word) -> list[str]:
    """The words that it is made of, when all of them belong to titles; else nothing."""
    bare = word.bare
    if not bare.isalpha() or len(bare) > _MOST_LETTERS or len(key(bare)) != len(bare):
        return []
    camel = _CAMEL.findall(bare)
    if len(camel) > 1 and "".join(camel) == bare:
        keys = [key(p) for p in camel]
        return camel if all(k in _title_words() for k in keys) and len(keys[0]) > 2 else []
    if not bare.isupper() or word.key in vocabulary().title_spellings:
        return []
    cuts = _cuts(key(bare))
    ends = [0, *cuts]
    return [bare[a:b] for a, b in zip(ends, [*cuts, len(bare)], strict=True)] if len(cuts) + 1 >= _MANY else []


def _is_title(word: str) -> bool:
    return key(word) in vocabulary().title_heads


@lru_cache(maxsize=1024)
def _cuts(text: str) -> tuple[int, ...]:
    """Where the fewest words of titles that make up all of `text` part, one of them a title; () where none do."""
    known = _title_words()
    best: list[tuple[int, ...] | None] = [()] + [None] * len(text)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - 16), end):
            before, part = best[start], text[start:end]
            if before is None or not (part in known and (len(part) >= _LEAST_PART or 0 < start < end < len(text))):
                continue
            found = (*before, start)
            kept = best[end]
            if kept is None or len(found) < len(kept):
                best[end] = found
    starts = best[-1] or ()
    bounds = [*starts, len(text)]
    heads = vocabulary().title_heads
    titled = any(text[a:b] in heads for a, b in pairwise(bounds))
    return starts[1:] if titled else ()


@lru_cache(maxsize=1)
def _numbered_words() -> frozenset[str]:
    """Words of addresses before a number, which legal forms are spelled like."""
    return of_streets().streets | of_streets().units | of_streets().boxes | {"no", "nr", "num", "pl", "po", "p o"}


@lru_cache(maxsize=1)
def _title_words() -> frozenset[str]:
    vocab = vocabulary()
    glue = frozenset({"of", "and", "de", "des", "for", "the"})
    return vocab.title_heads.known | vocab.title_modifiers | vocab.department_areas.known | glue
