"""Words and letters that say what follows: 'Tel.', 'M', 'Portable', '传真', 'E-Mail', 'USt-IdNr.'.

The vocabulary is data/labels.toml. A label may stand before a value, after it, in the cell beside it or on the line
above it; this module only says which labels a piece of text ends with, begins with or consists of.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from scanner.fields.text import normalise


class LabelKind(StrEnum):
    """What a label announces; the first four are kinds of phone number."""

    MOBILE = "mobile"
    FAX = "fax"
    HOME = "home"
    WORK = "work"
    EMAIL = "email"
    WEB = "web"
    ADDRESS = "address"
    SOCIAL = "social"
    REGISTER = "register"
    """Numbers that are no phone and no part of an address: tax, register, bank, licence."""
    CODE = "code"
    """Numbers of an address: post code, post box, plot."""


PHONE_KINDS = frozenset({LabelKind.MOBILE, LabelKind.FAX, LabelKind.HOME, LabelKind.WORK})

_TOKEN = re.compile(r"[^\W\d_]+|[☎✆☏✉⌂@]|[\U0001F4C0-\U0001F4FF]")
_FILLERS = frozenset({"no", "nos", "nr", "number", "numbers", "num", "n", "nº", "numero", "nummer", "№"})
_JUNK = re.compile(r"[^\w☎✆☏✉⌂@\U0001F4C0-\U0001F4FF]*")
_LONGEST_PHRASE = 4
_NOTE = re.compile(r"[\s.]*[:(\[–\-/]|\s*(?:no|nr|n°)\b", re.IGNORECASE)
"""What may stand between a label and its value besides punctuation: 'Tel (London)', 'Tel: Büro'."""

_MAX_CONTEXT = 60
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Label:
    """Labels that stand together ('Tel/Fax').

    Attributes:
        kinds: what they announce, in printed order, without repeats.
        start, end: the characters they take up in the text that was searched.
        sure: whether at least one is a word; False for single letters, which may mean something else.
    """

    kinds: tuple[LabelKind, ...]
    start: int
    end: int
    sure: bool

    @property
    def phone_kind(self) -> LabelKind | None:
        """The kind of a number under this label; 'Tel/Fax' is a telephone, None when it announces no phone."""
        if LabelKind.REGISTER in self.kinds:
            return None
        kinds = [k for k in self.kinds if k in PHONE_KINDS]
        if LabelKind.FAX in kinds and len(set(kinds)) > 1:
            kinds = [k for k in kinds if k is not LabelKind.FAX]
            return LabelKind.WORK if LabelKind.WORK in kinds else kinds[0]
        for kind in (LabelKind.MOBILE, LabelKind.FAX, LabelKind.HOME, LabelKind.WORK):
            if kind in kinds:
                return kind
        return None


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    start: int
    end: int


@cache
def _vocabulary() -> tuple[Mapping[str, frozenset[LabelKind]], Mapping[str, frozenset[LabelKind]]]:
    """Phrases and letters, as `_key` spells them, with what they can announce."""
    text = files("scanner.fields").joinpath("data/labels.toml").read_text(encoding="utf-8")
    phrases: dict[str, set[LabelKind]] = {}
    letters: dict[str, set[LabelKind]] = {}
    for kind, entry in tomllib.loads(text).items():
        for table, listed in ((phrases, entry["words"]), (letters, entry["letters"])):
            for item in listed:
                table.setdefault(_key(item), set()).add(LabelKind(kind))
    return {k: frozenset(v) for k, v in phrases.items()}, {k: frozenset(v) for k, v in letters.items()}


def _key(phrase: str) -> str:
    return " ".join(t.key for t in _tokens(normalise(phrase).text))


def _tokens(text: str) -> list[_Token]:
    return [_Token(m[0].casefold(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


@lru_cache(maxsize=1024)
def label_before(text: str) -> Label | None:
    """The labels that `text` (normalised, what stands left of a value) ends with or, failing that, mentions last."""
    skipped = max(0, len(text) - _MAX_CONTEXT)
    tokens = _tokens(text[skipped:])
    for end in range(len(tokens), max(0, len(tokens) - 4), -1):
        label = _labels_ending(tokens, end, at_edge=end == len(tokens))
        if label and end < len(tokens) and not _NOTE.match(text[skipped + label.end :]):
            continue  # 'Tel Aviv 123', 'Central, Hong Kong +852': a word of something else
        if label:
            label = label if label.sure else _register_before(tokens, label) or label
            return Label(label.kinds, label.start + skipped, label.end + skipped, label.sure)
    return None


def _register_before(tokens: list[_Token], letter: Label) -> Label | None:
    """The register label that the letter belongs to ('RCS Nanterre B 123 456 789'), if one stands before it."""
    for end in range(len(tokens) - 1, max(0, len(tokens) - 5), -1):
        label = _labels_ending(tokens, end, at_edge=False)
        if label and LabelKind.REGISTER in label.kinds:
            return Label((LabelKind.REGISTER,), label.start, letter.end, True)
    return None


@lru_cache(maxsize=1024)
def label_after(text: str) -> Label | None:
    """The labels that `text` (normalised, what stands right of a value) begins with."""
    tokens = _tokens(text[:_MAX_CONTEXT])
    if not tokens or _JUNK.match(text).end() < tokens[0].start:  # type: ignore[union-attr]
        return None
    for size in range(min(_LONGEST_PHRASE, len(tokens)), 0, -1):
        kinds, sure = _lookup(tokens[:size])
        if kinds:
            return Label(tuple(sorted(kinds)), tokens[0].start, tokens[size - 1].end, sure)
    return None


@lru_cache(maxsize=1024)
def label_only(text: str) -> Label | None:
    """The labels that `text` (normalised) consists of: a cell 'Phone:', 'T', 'Tel / Fax'; None if it says more."""
    if len(text) > _MAX_CONTEXT or any(c.isdigit() for c in text):
        return None
    tokens = _tokens(text)
    label = _labels_ending(tokens, len(tokens), at_edge=True) if tokens else None
    return label if label and label.start == tokens[0].start else None


def _labels_ending(tokens: list[_Token], end: int, *, at_edge: bool) -> Label | None:
    """All labels that stand together and end with token `end` (exclusive); letters count at the edge only."""
    kinds: list[LabelKind] = []
    sure, start, stop = False, -1, end
    while stop > 0 and len(kinds) < _LONGEST_PHRASE:
        size, found, words = _longest_ending(tokens, stop)
        if not found or not (words or at_edge):
            break
        kinds += [k for k in sorted(found) if k not in kinds]
        sure, stop = sure or words, stop - size
        start = tokens[stop].start
    return Label(tuple(reversed(kinds)), start, tokens[end - 1].end, sure) if kinds else None


def _longest_ending(tokens: list[_Token], end: int) -> tuple[int, frozenset[LabelKind], bool]:
    """The longest label phrase that ends before token `end`: its size in tokens, kinds, and whether it is a word."""
    for size in range(min(_LONGEST_PHRASE, end), 0, -1):
        kinds, sure = _lookup(tokens[end - size : end])
        if kinds:
            return size, kinds, sure
    return 0, frozenset(), False


def _lookup(tokens: list[_Token]) -> tuple[frozenset[LabelKind], bool]:
    phrases, letters = _vocabulary()
    keys = [t.key for t in tokens]
    while " ".join(keys) not in phrases and len(keys) > 1 and keys[-1] in _FILLERS:
        keys.pop()
    key = " ".join(keys)
    if key in phrases:
        return phrases[key], True
    if len(keys) > 1 and all(len(k) == 1 for k in keys) and "".join(keys) in phrases:  # 'C.I.F.'
        return phrases["".join(keys)], True
    if key in letters:
        return letters[key], False
    if len(keys) == 1 and len(key) > 2 and _CJK.search(key):
        return next(
            (k for p, k in phrases.items() if len(p) > 1 and _CJK.search(p) and key.endswith(p)), frozenset()
        ), True
    return frozenset(), False
