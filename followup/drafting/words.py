"""Filters and tests of the message templates: how a fact that somebody typed fits into a sentence.

Each returns at most about as many characters as it was given, so no chain of filters can make a text grow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton

BRIEF_WORDS = 3
BRIEF_CHARACTERS = 40
"""What still fits into a subject of six words beside 'Meeting you at'."""

_OPENERS: Mapping[str, str] = {
    "en": "a an the my your our their his her its how what why when where whether who which some",
    "de": "der die das den dem des ein eine einen einem einer mein meine dein deine ihr ihre unser unsere euer eure "
    "wie was warum wann wo ob wer welche welcher welches einige",
    "fr": "le la les un une des du de mon ma mes ton ta tes votre vos notre nos leur leurs son sa ses comment pourquoi "
    "quand où quel quelle quels quelles si",
    "es": "el la los las un una unos unas mi mis tu tus su sus nuestro nuestra nuestros nuestras cómo qué por cuándo "
    "dónde cuál cuáles si",
}
"""Words that carry no capital inside a sentence, by language."""

_COMMON_NOUN: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"[A-Z][a-z]{2,}(ing|tion|sion|ment|ity|ness|ance|ence|ship|ware)s?"),
    "fr": re.compile(r"[A-ZÉ][a-zà-ÿ]{2,}(tion|sion|ment|ité|ance|ence|age)s?"),
    "es": re.compile(r"[A-ZÁÉÍÓÚ][a-zà-ÿ]{2,}(ción|sión|miento|dad|ancia|encia|aje)(e?s)?"),
}
"""Endings of nouns that somebody capitalised because they came first. Any other first word keeps what was typed: it may
be a name or an acronym, and in German a noun."""

_NAMES = frozenset({"Beijing", "Boeing", "Nanjing", "Sterling", "Vanity", "Trinity", "Infinity", "Valence", "Florence"})

_SEND_VERBS = re.compile(
    r"(to )?(send|share|introduce|call|e-?mail|forward|connect|write|check|ask|find|show|arrange|set up|book|look|put|"
    r"give|get|bring|post|invite|pass|tell|let|read|review|try|meet|follow)\b",
    re.IGNORECASE,
)


def inline(text: str, language: str) -> str:
    """A typed phrase as part of a sentence: no closing punctuation, no capital on an article or common noun."""
    phrase = text.strip().rstrip(" .,;:!?…")
    head, space, rest = phrase.partition(" ")
    main = language.split("-", maxsplit=1)[0]
    noun = _COMMON_NOUN.get(main)
    if head.lower() in _OPENERS.get(main, "").split() or (noun and noun.fullmatch(head) and head not in _NAMES):
        return head[0].lower() + head[1:] + space + rest
    return phrase


def deed(text: str, language: str) -> str:
    """Something to do, as it stands after a colon or a dash: 'Send the deck' becomes 'to send the deck'."""
    phrase = inline(text, language)
    if not language.startswith("en") or not _SEND_VERBS.match(phrase):
        return phrase
    phrase = phrase[0].lower() + phrase[1:]
    return phrase if phrase.startswith("to ") else f"to {phrase}"


def is_brief(text: str) -> bool:
    """Whether a phrase is short enough for a subject; an empty one is not."""
    return 0 < len(text.split()) <= BRIEF_WORDS and len(text) <= BRIEF_CHARACTERS


def say_date(day: date, language: str, form: str = "day") -> str:
    """A date by the habits of the language: 'day' is '18 November', 'long' adds the year, 'full' the weekday too."""
    if not isinstance(day, date):
        raise TypeError("date takes a day, such as met_on, and only where it is known.")
    locale = Locale.parse(_with_region(language), sep="-")
    if form == "day":
        return str(format_skeleton("MMMMd", day, locale=locale))
    if form not in {"short", "medium", "long", "full"}:
        raise ValueError(f"a date has the forms day, short, medium, long and full, not '{form}'.")
    return str(format_date(day, form, locale=locale))


def _with_region(language: str) -> str:
    """Plain English means the world's order, day before month; American English has to be asked for."""
    return "en-GB" if language == "en" else language


def filters(language: str) -> dict[str, Callable[..., Any]]:
    """Every filter a template may use, bound to its language."""
    return {
        "inline": lambda text: inline(str(text), language),
        "deed": lambda text: deed(str(text), language),
        "date": lambda day, form="day": say_date(day, language, form),
        "trim": lambda text: str(text).strip(),
        "upper": lambda text: str(text).upper(),
        "lower": lambda text: str(text).lower(),
    }


def tests() -> dict[str, Callable[..., bool]]:
    """Every test a template may use."""
    return {"brief": lambda text: is_brief(str(text))}
