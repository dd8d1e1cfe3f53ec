"""The language that a person reads: gettext's `_` and `ngettext` for every sentence that the page shows.

The command line speaks English, and so does everything until the page has said whose language to ask for (`ask`).
Sentences are translated where they are made, in whatever module that is, so that no translated text travels between
people: what is stored, logged or put into JSON is made outside a visit to the page and stays English.

    _("Write {what} to {name}", what=..., name=...)          whole sentences, values by name, never an f-string
    ngettext("{number} card", "{number} cards", number)      {number} is written as the reader's country does
    N_("Done already")                                       marks a constant; `_` is called where it is shown

The catalogues are `<language>/LC_MESSAGES/aftercard.po` beside this file; `make messages` brings them up to date.
"""

from __future__ import annotations

import gettext as _gettext
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""What the page speaks, each by its own name."""

ENGLISH = "en_GB"

_spoken: ContextVar[str] = ContextVar("spoken", default="")
_ask: list[Callable[[], str]] = []
"""At most one: what the page put here tells the language of the visit that is being drawn."""


def ask(reader: Callable[[], str]) -> None:
    """Let the page tell who is reading.

    Args:
        reader: gives the locale of the visit that this thread draws ('de_AT'), or "" outside of any.
    """
    _ask[:] = [reader]


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Make sentences in this locale, whoever is reading: for threads that work for a visit, and for tests."""
    token = _spoken.set(locale)
    try:
        yield
    finally:
        _spoken.reset(token)


def current() -> str:
    """The reader's locale as Babel writes it, such as 'de_AT'; what is not spoken here is English."""
    return _spoken.get() or (_ask[0]() if _ask else "") or ENGLISH


def chosen(setting: str, browser: str | None) -> str:
    """The locale to speak: the owner's choice, else the browser's wish, else English.

    Args:
        setting: a language of `LANGUAGES`, or empty to go by the browser.
        browser: its locale, such as 'de-AT' or 'fr'; its country decides how dates and numbers are written.
    """
    wished = (browser or "").replace("-", "_")
    language = setting or wished.partition("_")[0]
    if language not in LANGUAGES:
        return ENGLISH
    if wished.partition("_")[0] == language and _known(wished):
        return wished
    return ENGLISH if language == "en" else language


def _(message: str, /, **values: object) -> str:
    """The sentence in the reader's language, with the values in it."""
    text = _catalogue().gettext(message) if message else ""
    return text.format(**values) if values else text


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """As `_`, for a sentence that depends on a number; `{number}` stands for it."""
    return _catalogue().ngettext(one, many, number).format(number=_written(number), **values)


def N_(message: str, /) -> str:  # noqa: N802  (gettext's word for it)
    """The sentence itself: marks a constant for translation."""
    return message


def _catalogue() -> _gettext.NullTranslations:
    return catalogue(current().partition("_")[0])


@lru_cache
def catalogue(language: str) -> _gettext.NullTranslations:
    """The sentences of a language; of English, the sentences themselves.

    The .po file is read as it is: 1,000 sentences take 15 ms, once per
    process, and no compiled copy can be out of date.
    """
    if language == "en":
        return _gettext.NullTranslations()
    from importlib.resources import files  # noqa: PLC0415  (English needs none of it)

    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = io.BytesIO()
    source = files("followup.locale") / language / "LC_MESSAGES" / "aftercard.po"
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


def _written(number: int) -> str:
    if current() == ENGLISH:
        return f"{number:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(number, locale=current())


@lru_cache
def _known(locale: str) -> bool:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        Locale.parse(locale)
    except (UnknownLocaleError, ValueError):
        return False
    return True
