"""How a typed phrase follows 'about': each language changes its beginning in its own way.

A note says 'der neue Tarif' or 'le nouveau tarif'; a letter says 'über den neuen Tarif', 'du nouveau tarif'. Where a
language's rules do not tell, for want of a dictionary of genders, the phrase is put between that language's quotation
marks, which is right whatever it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

MAX_WORDS = 8
"""A longer phrase is a sentence that somebody typed; it is quoted."""

_VOWELS = "aeiouyàâäéèêëîïôöùûüœæh"
_ASPIRATED = ("hackathon", "halle", "handicap", "hardware", "haut", "hors", "hub")
"""French words before which 'de' keeps its vowel."""

_QUESTIONS = re.compile(r"(wie|was|warum|wann|wo|ob|wer|welche[rsmn]?|weshalb|wieso)\b", re.IGNORECASE)
_NO_ADJECTIVE = frozenset(
    "aber außer besser euer hinter immer jeder kleiner mehrer oder unser unter wider wieder weniger weiter über".split()  # noqa: SIM905
)
_POSSESSIVES = "mein|dein|sein|ihr|unser|euer|kein|ein"


def about(phrase: str, language: str) -> str:
    """The phrase behind the language's 'about', the word for it among them; English for a language unknown here.

    Args:
        phrase: as it stands inside a sentence (see `words.inline`).
        language: the main part of a BCP 47 code.
    """
    word, inflect, quoted = _LANGUAGES.get(language, _LANGUAGES["en"])
    inflected = inflect(phrase) if len(phrase.split()) <= MAX_WORDS else None
    return inflected if inflected is not None else f"{word} {quoted.format(phrase)}"


def thanks_for(phrase: str, language: str) -> str:
    """The phrase behind the language's 'for', as one thanks for something; likewise."""
    if language == "de":
        return f"für {about(phrase, language).removeprefix('über ')}"
    return f"{_FOR.get(language, 'for')} {phrase}"


def _english(phrase: str) -> str:
    return f"about {phrase}"


def _german(phrase: str) -> str | None:
    """The accusative, as far as the article or the adjective shows the gender."""
    if _QUESTIONS.match(phrase):
        return f"über die Frage, {phrase[0].lower()}{phrase[1:]}"
    first, _, rest = phrase.partition(" ")
    if first.lower() == "der":
        return f"über den {_weak(rest)}" if rest else None
    if match := re.fullmatch(rf"({_POSSESSIVES})(e?r?)", first.lower()):
        return _after_possessive(match[1], first.lower(), rest)
    if first.islower() and first.endswith("er") and first not in _NO_ADJECTIVE and rest[:1].isupper():
        return f"über {first[:-1]}n {rest}"  # 'neuer Tarif'
    return f"über {phrase}"


def _after_possessive(stem: str, word: str, rest: str) -> str | None:
    """'ein neuer Tarif' is masculine and 'ein neues Werkzeug' is not; of 'ein Tarif' nobody can tell."""
    if word != stem:
        return f"über {word} {rest}"  # eine, meine, …
    adjective, _, noun = rest.partition(" ")
    if noun and adjective.islower() and adjective.endswith("er"):
        return f"über {stem}en {adjective[:-1]}n {noun}"
    return f"über {word} {rest}" if noun and adjective.islower() and adjective.endswith("es") else None


def _weak(rest: str) -> str:
    """After 'den': 'neue Tarif' becomes 'neuen Tarif', and a masculine noun in -e takes an n too ('Kunden')."""
    done = []
    words = rest.split(" ")
    for number, word in enumerate(words):
        ends = word.endswith("e") and len(word) > 2
        done.append(f"{word}n" if ends else word)
        if word[:1].isupper():
            return " ".join((*done, *words[number + 1 :]))
    return " ".join(done)


def _french(phrase: str) -> str | None:
    first, _, rest = phrase.partition(" ")
    small = first.lower()
    if small in {"le", "les"} and rest:
        return f"{'du' if small == 'le' else 'des'} {rest}"
    if small in {"comment", "pourquoi", "quand", "où", "si", "du", "de", "des"}:
        return None
    elided = small[:1] in _VOWELS and small[:1] and not small.startswith(_ASPIRATED) and not _is_spelt(first)
    return f"d'{phrase}" if elided else f"de {phrase}"


def _spanish(phrase: str) -> str:
    article, _, rest = phrase.partition(" ")
    return f"del {rest}" if article == "el" and rest else f"de {phrase}"


def _is_spelt(word: str) -> bool:
    """'SAP' and 'OCR' begin with the names of their letters; 'de OCR' and 'd'OCR' are both read, the first always."""
    return len(word) > 1 and word.isupper()


_FOR = {"fr": "pour", "es": "por"}

_LANGUAGES: Mapping[str, tuple[str, Callable[[str], str | None], str]] = {
    "en": ("about", _english, "“{}”"),
    "de": ("über", _german, "„{}“"),
    "fr": ("de", _french, "«\u00a0{}\u00a0»"),
    "es": ("de", _spanish, "«{}»"),
}
"""The word for 'about', how a phrase follows it, and the language's quotation marks."""
