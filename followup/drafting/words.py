"""Filters and tests of the message templates: how a fact that somebody typed fits into a sentence.

Each returns little more than it was given, and chains of filters are short, so none can make a text grow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from followup.drafting.inflection import about, thanks_for

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

_DEEDS = re.compile(
    r"(to )?(send|share|introduce|call|e-?mail|forward|connect|write|check|ask|find|show|arrange|set up|book|look|put|"
    r"give|get|bring|post|invite|pass|tell|let|read|review|try|meet|follow)\b",
    re.IGNORECASE,
)

_INFINITIVES: Mapping[str, re.Pattern[str]] = {
    "de": re.compile(r".* [a-zäöüß]+n"),
    "fr": re.compile(r"[A-ZÉ]?[a-zà-ÿ]{2,}(er|ir|re)( .*)?"),
    "es": re.compile(r"[A-ZÁÉÍÓÚ]?[a-zà-ÿ]+(ar|er|ir)(les?|te|me|se|l[oa]s?)?( .*)?"),
}
"""A phrase that says what to do: German puts the verb last, French and Spanish first."""

_LEADS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"((we |i )?(talked|spoke|chatted) (about|of|on) |(we )?discussed |about |regarding )", re.IGNORECASE
    ),
    "de": re.compile(r"((wir )?(sprachen|redeten|haben) über |über )", re.IGNORECASE),
    "fr": re.compile(r"((nous avons )?(parlé|discuté) de |à propos de )", re.IGNORECASE),
    "es": re.compile(r"((hablamos|conversamos) (de|sobre) |sobre )", re.IGNORECASE),
}
"""How a note about a conversation may begin, where the letter already says that there was one."""

_VOWS = re.compile(r"(i('ll| will| promised( to)?) |will |promised( to)? )", re.IGNORECASE)
"""How a note about a promise may begin, where the letter already says that it was made."""

_AT: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "en": ("at {}", ()),
    "de": (
        "bei {}",
        (
            (r".*(messe|konferenz|tagung|woche|expo|conference|week|show|fair|convention)", "auf der {}"),
            (r".*(kongress|gipfel|tag|congress|summit|forum|festival|treffen|event|symposium|seminar)", "auf dem {}"),
        ),
    ),
    "fr": (
        "à {}",
        (
            (r"(salon|forum|congrès|festival|sommet|séminaire|symposium|marché) .*", "au {}"),
            (r"(foire|conférence|journée|semaine|convention|rencontre) .*", "à la {}"),
            (r"(journées|rencontres|assises) .*", "aux {}"),
        ),
    ),
    "es": (
        "en {}",
        (
            (r"(congreso|foro|salón|encuentro|festival|seminario|simposio) .*", "en el {}"),
            (r"(feria|conferencia|jornada|semana|cumbre|convención) .*", "en la {}"),
            (r"(jornadas) .*", "en las {}"),
        ),
    ),
}
"""How each language says 'at' before an event: the usual form, and forms by the gender of the noun in the name. German
has it at the end of a name (a year does not count), French and Spanish at its beginning."""


def inline(text: str, language: str) -> str:
    """A typed phrase as part of a sentence: no closing punctuation, no capital on an article or common noun, and no
    'we talked about' before the topic itself."""
    phrase, main = text.strip().rstrip(" .,;:!?…"), _main(language)
    if (lead := _LEADS.get(main)) and (match := lead.match(phrase)):
        phrase = phrase[match.end() :] or phrase
    head, space, rest = phrase.partition(" ")
    noun = _COMMON_NOUN.get(main)
    if head.lower() in _OPENERS.get(main, "").split() or (noun and noun.fullmatch(head) and head not in _NAMES):
        return head[0].lower() + head[1:] + space + rest
    return phrase


def deed(text: str, language: str) -> str:
    """Something to do, as it stands after a colon or a dash: 'Send the deck' becomes 'to send the deck'."""
    phrase = inline(text, language)
    if _main(language) != "en":
        return phrase
    phrase = _VOWS.sub("", phrase, count=1) if _VOWS.match(phrase) else phrase
    if not _DEEDS.match(phrase):
        return phrase
    phrase = phrase[0].lower() + phrase[1:]
    return phrase if phrase.startswith("to ") else f"to {phrase}"


def is_deed(text: str, language: str) -> bool:
    """Whether a typed phrase says what to do ('Send the deck') and not what to give ('the deck')."""
    main, phrase = _main(language), inline(text, language)
    if main in _INFINITIVES:
        return bool(_INFINITIVES[main].fullmatch(phrase))
    return bool(_DEEDS.match(_VOWS.sub("", phrase, count=1)))


def at(event: str, language: str) -> str:
    """Where something happened: 'at Expo 2026', 'auf der Hannover Messe', 'au Salon du livre', 'en la Feria X'."""
    usual, forms = _AT.get(_main(language), _AT["en"])
    noun = event.lower().rstrip("0123456789 '’.-–")
    form = next((form for pattern, form in forms if re.fullmatch(pattern, noun)), usual)
    return form.format(event)


def sentence(text: str) -> str:
    """A typed sentence or half of one as a whole sentence: capital first, stop at the end."""
    phrase = text.strip()
    if not phrase:
        return ""
    return phrase[0].upper() + phrase[1:] + ("" if phrase[-1] in ".!?…" else ".")


def listing(names: Sequence[str], language: str) -> str:
    """'Ana, Tom and Li' by the habits of the language."""
    return str(format_list([str(name) for name in names], locale=_locale(language)))


def is_brief(text: str) -> bool:
    """Whether a phrase is short enough for a subject; an empty one is not."""
    return 0 < len(text.split()) <= BRIEF_WORDS and len(text) <= BRIEF_CHARACTERS


def say_date(day: date, language: str, form: str = "day") -> str:
    """A date by the habits of the language: 'day' is '18 November', 'long' adds the year, 'full' the weekday too."""
    if not isinstance(day, date):
        raise TypeError("date takes a day, such as met_on, and only where it is known.")
    locale = _locale(language)
    if form == "day":
        return str(format_skeleton("MMMMd", day, locale=locale))
    if form not in {"short", "medium", "long", "full"}:
        raise ValueError(f"a date has the forms day, short, medium, long and full, not '{form}'.")
    return str(format_date(day, form, locale=locale))


def _main(language: str) -> str:
    return language.split("-", maxsplit=1)[0]


def _locale(language: str) -> Locale:
    """Plain English means the world's order, day before month; American English has to be asked for."""
    try:
        return Locale.parse("en-GB" if language == "en" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


def filters(language: str) -> dict[str, Callable[..., Any]]:
    """Every filter a template may use, bound to its language."""
    return {
        "inline": lambda text: inline(str(text), language),
        "deed": lambda text: deed(str(text), language),
        "about": lambda text: about(inline(str(text), language), _main(language)),
        "for": lambda text: thanks_for(inline(str(text), language), _main(language)),
        "at": lambda event: at(str(event), language),
        "sentence": lambda text: sentence(str(text)),
        "list": lambda names: listing(names, language),
        "date": lambda day, form="day": say_date(day, language, form),
        "trim": lambda text: str(text).strip(),
        "upper": lambda text: str(text).upper(),
        "lower": lambda text: str(text).lower(),
    }


def tests(language: str) -> dict[str, Callable[..., bool]]:
    """Every test a template may use."""
    return {"brief": lambda text: is_brief(str(text)), "deed": lambda text: is_deed(str(text), language)}
