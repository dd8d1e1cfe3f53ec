"""Names that OCR glued together or misread by a letter, taken apart and repaired where something proves it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scanner.fields.agreement import FULL, MOST, Points, name_agreement
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import Word, key, words

_MIN_GIVEN, _MIN_FAMILY, _MIN_UNPROVEN, _MIN_TITLES = 3, 2, 4, 9
_PATRONYMIC = re.compile(
    r"(?:s?son|sen|s|ov|ova|ev|eva|ez|es|ian|yan|i|is|ski|ska|escu|oglu|dottir|shvili|dze|ko|enko|er|y|ie|a|o|e|ella|etta|ina|ine|ita|lyn|ton|ette)"
)
_MISREAD_I = re.compile(r"l[lbcdfgjkmnpqrstvwxz][a-z]{2,}")
_CAMEL = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)*|[A-ZÀ-Þ]$")
_JOINING = frozenset({"mc", "mac", "de", "di", "la", "le", "du", "van", "von", "fitz"})
"""First parts of names that are written as one word with a capital inside."""
_LETTERS = str.maketrans({"0": "o", "1": "l", "5": "s", "8": "b"})


def respaced(text: str, who: Points) -> Iterator[tuple[str, str]]:
    """Other readings of a name, each with what proves it ('camel', 'email', 'names', 'template', 'letters').

    The text itself is not among them.
    """
    found = words(text)
    if not found or len(found) > 5:
        return
    right = text
    for index in reversed(range(len(found))):
        for parts, proof in _splits(found[index], found, who):
            yield _replaced(text, found, index, " ".join(parts)), proof
        if repaired := _repaired(found[index], found, who):
            right = _replaced(right, found, index, repaired)
    if right != text:
        yield right, "letters"


def _replaced(text: str, found: Sequence[Word], index: int, new: str) -> str:
    word = found[index]
    tail = "." if word.text.endswith(".") and not new.endswith(".") else ""
    return text[: word.start] + new + tail + text[word.end :]


def _splits(word: Word, found: Sequence[Word], who: Points) -> Iterator[tuple[list[str], str]]:
    """Ways to cut one word in two or three, with the proof."""
    bare = word.bare
    camel = _CAMEL.findall(bare)
    if len(bare) > _MIN_GIVEN and "".join(camel) == bare and len(camel) in (2, 3):
        if camel[0].casefold() not in _JOINING:
            yield camel, "camel"
        return
    if not bare.isalpha() or len(bare) < _MIN_GIVEN + _MIN_FAMILY or not _is_lonely(word, found, who):
        return
    usual = len(found) > 1 or any(word.key in key(domain) for domain, _ in who.domains)
    for cut in range(_MIN_GIVEN, len(bare) - _MIN_FAMILY + 1):
        head, tail = bare[:cut], bare[cut:]
        proof = _proof(head, tail, who)
        if proof and not (usual and proof != "email"):  # 'S. K. Raghunathan', and a firm that its domain names
            yield [head, tail], proof


def _is_lonely(word: Word, found: Sequence[Word], who: Points) -> bool:
    """Whether an unknown word stands alone, initials and honorifics apart, and no address spells it as one word."""
    vocab = vocabulary()
    others = [w for w in found if w is not word and len(w.bare) > 1 and w.key not in vocab.honorifics]
    whole = any(re.split(r"[^a-z]", local)[0] == word.key for local in who.locals)
    return not others and not whole and word.key not in vocab.family and word.key not in vocab.given


def _proof(head: str, tail: str, who: Points) -> str:
    """What proves that a word is `head` and `tail`; '' when nothing does."""
    vocab = vocabulary()
    first, last = key(head), key(tail)
    agreed = name_agreement([head, tail], who)
    if agreed >= FULL or (agreed >= MOST and (first in vocab.given or last in vocab.family)):
        return "email"
    if first not in vocab.given:
        return ""
    if last in vocab.family or last in vocab.given:
        return "names"
    plausible = len(first) >= _MIN_UNPROVEN and len(last) >= _MIN_UNPROVEN and not _PATRONYMIC.fullmatch(last)
    return "given" if plausible and re.search(r"[aeiouy]", last) else ""


def _repaired(word: Word, found: Sequence[Word], who: Points) -> str:
    """The word with a misread letter put right; '' when nothing proves it.

    A capital I is printed like a small l: a name whose other words are capitalised shows which it was.
    """
    bare = word.bare
    vocab = vocabulary()
    starts = [w.text[:1] for w in found if w is not word]
    if bare[:1] == "l" and not _is_small(word) and (any(map(str.isupper, starts)) or set(starts) == {"l"}):
        changed = "I" + bare[1:]
        others = ["I" + w.bare[1:] if w.text[:1] == "l" else w.bare for w in found if w is not word]
        is_name = key(changed) in vocab.given or (key(changed) in vocab.family and key(bare) not in vocab.family)
        if is_name or name_agreement([changed, *others], who) > name_agreement([bare, *others], who):
            return changed
    if re.search(r"\d", bare) and re.search(r"[^\W\d_]", bare):
        changed = bare.translate(_LETTERS)
        changed = changed.upper() if re.sub(r"\d", "", bare).isupper() else changed
        if changed.isalpha() and (key(changed) in vocab.given or key(changed) in vocab.family):
            return changed
    return ""


def article(text: str) -> str:
    """'Khalid AI Mansoori' as 'Khalid Al Mansoori': the small l of the article read as a capital I."""
    vocab = vocabulary()

    def right(m: re.Match[str]) -> str:
        return (
            "Al"
            if key(m[1]) in vocab.given or key(m[1]) in vocab.family or key("al" + m[1]) in vocab.family
            else m[0][:2]
        )

    return re.sub(r"(?<!\w)AI(?=[\s\-]([A-Z][a-z]{2,}))", right, text)


def capital_i(text: str) -> str:
    """'Popescu & lonescu' as 'Popescu & Ionescu': a small l that begins a word among capitalised ones.

    Only where the word is a name with I, or cannot begin with l ('lnstruments').
    """
    vocab = vocabulary()
    found = words(text)
    if not any(w.text[:1].isupper() for w in found):
        return text
    for word in reversed(found):
        changed = "I" + word.text[1:]
        name = key(changed) in vocab.given or key(changed) in vocab.family or key(changed) in vocab.company_words
        if _MISREAD_I.match(word.text) or (name and word.text[0] == "l" and not _is_small(word)):
            text = text[: word.start] + changed + text[word.end :]
    return text


def _is_small(word: Word) -> bool:
    """Whether a word with a small first letter is right so ('de la')."""
    vocab = vocabulary()
    return word.key in vocab.company_words or word.key in vocab.particles or word.key in vocab.prose


def respaced_title(text: str) -> str:
    """'MEDICALPRACTITIONER' as 'MEDICAL PRACTITIONER': words that are titles only as two words, set apart."""
    for word in reversed(words(text)):
        if cut := _title_cut(word):
            text = text[: word.start + cut] + " " + text[word.start + cut :]
    return text


def _title_cut(word: Word) -> int:
    """Where a word ends that belongs before a title and the title begins; 0 where the word is one.

    Languages that write compounds as one word ('Pressesprecherin') keep theirs.
    """
    vocab = vocabulary()
    if len(word.bare) < _MIN_TITLES or word.key in vocab.title_spellings or vocab.title_endings.match(word.key):
        return 0
    for cut in range(_MIN_GIVEN, len(word.bare) - _MIN_UNPROVEN + 1):
        head, tail = key(word.bare[:cut]), key(word.bare[cut:])
        apart = word.bare[cut].isupper() and (word.bare.isupper() or word.bare[cut - 1].islower())
        known = tail in vocab.title_heads and (head in vocab.title_modifiers or head in vocab.title_heads)
        if known and (apart or word.bare.islower()) and tail not in vocab.title_compounds:
            return cut
    return 0


def template_words(text: str, listed: frozenset[str]) -> str:
    """'COMPANYNAME', 'YOURLOGO' with their spaces, when all parts are words of templates; else `text`."""
    bare = text.strip()
    if not bare.isalpha():
        return text
    for cut in range(3, len(bare) - 2):
        if key(bare[:cut]) in listed and key(bare[cut:]) in listed:
            return f"{bare[:cut]} {bare[cut:]}"
    return text


def adjacent_capitals(text: str) -> bool:
    """Whether the text changes from small to capital letters inside a word ('DavidLam')."""
    return any(a.islower() and b.isupper() for a, b in pairwise(text))
