"""What a field takes from a person's hand: cleaned, bounded, and refused with one sentence when it makes no sense."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from followup.errors import InvalidValueError
from followup.locale import _

MAX_LINE = 500
"""Characters of a one-line value; the longest firms' names have some 150."""

MAX_TEXT = 20_000
"""Characters of a note or a message."""

_WEB_ADDRESS = re.compile(r"(https?://)?[^\s/:@?#.]+(\.[^\s/:@?#.]+)+\.?(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2})?", re.IGNORECASE)
_BREAKS = {ord(c): " " for c in "\t\r\n\v\f\x85\u2028\u2029"}


def line(value: str, field: str, *, required: bool = False) -> str:
    """One line of text: breaks become spaces, control and formatting characters that hide go.

    Raises:
        InvalidValueError: too long, or empty where it may not be.
    """
    text = " ".join(_visible(value.translate(_BREAKS)).split())
    if required and not text:
        raise InvalidValueError(_("The {what} is empty.", what=_said(field)), _("Give it at least one letter."))
    return _bounded(text, field, MAX_LINE)


def lines(value: str, field: str) -> str:
    """Text of several lines, with a line feed between them.

    Raises:
        InvalidValueError: too long.
    """
    rows = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _bounded("\n".join(_visible(row.replace("\t", " ")).rstrip() for row in rows).strip(), field, MAX_TEXT)


def short_label(text: str) -> str:
    """A file's name as a label: one visible line, cut rather than refused."""
    return " ".join(_visible(text.translate(_BREAKS)).split())[:MAX_LINE]


def day(value: date | str | None, field: str) -> date | None:
    """A date, also as ISO 8601 text; empty text is none.

    Raises:
        InvalidValueError: no date of the calendar.
    """
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise InvalidValueError(
            _("{value!r} is no date for {what}.", value=value, what=_said(field)), _("Write it as 2026-11-18.")
        ) from None


def past_day(value: date | str | None, today: date) -> date:
    """The day on which something happened; today without one.

    Raises:
        InvalidValueError: no date of the calendar, or one that is still to come.
    """
    found = day(value, "the day") or today
    if found > today:
        raise InvalidValueError(
            _("{found} has not come yet.", found=found), _("Note what happened on the day or later.")
        )
    return found


def web_address(value: str, field: str) -> str:
    """A web address as printed on cards, with or without scheme; nothing that a browser would run.

    Raises:
        InvalidValueError: another scheme than http(s), or no host with a dot.
    """
    text = line(value, field)
    if text and not _WEB_ADDRESS.fullmatch(text):
        raise InvalidValueError(_("{text!r} is no web address.", text=text), _("Write it as www.example.com."))
    return text


def web_link(value: str, field: str) -> str:
    """A web address with its scheme, as it stands in a letter: 'example.com/a' becomes 'https://example.com/a'.

    Raises:
        InvalidValueError: see `web_address`.
    """
    text = web_address(value, field)
    return text if not text or "://" in text else f"https://{text}"


def language(value: str) -> str:
    """A language's code as BCP 47 writes it: 'DE-ch' becomes 'de-CH'; empty for none.

    Raises:
        InvalidValueError: no language's code.
    """
    code = value.strip().replace("_", "-")
    if not code:
        return ""
    if not _LANGUAGE.fullmatch(code):
        raise InvalidValueError(
            _("{value!r} is no language's code.", value=value), _("Write two letters, as de, or de-CH.")
        )
    main, _dash, country = code.partition("-")
    return f"{main.lower()}-{country.upper()}" if country else main.lower()


def known(changes: Mapping[str, Any], fields: tuple[str, ...], what: str) -> None:
    """Refuse names of fields that are none.

    Raises:
        InvalidValueError: one of them is unknown.
    """
    if unknown := sorted(set(changes) - set(fields)):
        raise InvalidValueError(
            _("A {what} has no field {what2!r}.", what=what, what2=unknown[0]),
            _("Fields are: {names}.", names=", ".join(fields)),
        )


def _visible(text: str) -> str:
    """Without control characters and without those that reorder or hide text (Unicode Cc, bidi controls, BOM).

    Zero-width joiners stay: Indic scripts and emoji need them.
    """
    hidden = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    kept = (c for c in text if unicodedata.category(c) not in ("Cc", "Cs") and c not in hidden)
    return unicodedata.normalize("NFC", "".join(kept))


def _bounded(text: str, field: str, limit: int) -> str:
    if len(text) > limit:
        raise InvalidValueError(
            _("The {what} is longer than {limit:,} characters.", what=_said(field), limit=limit), _("Shorten it.")
        )
    return text


def _said(field: str) -> str:
    return field.replace("_", " ")
