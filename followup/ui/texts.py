"""Words on the page that are not the page's own: card texts, file names and errors, made harmless and readable."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton, get_date_format
from babel.numbers import format_decimal

from followup.locale import N_, _, current, ngettext
from followup.model import DraftState

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:^&@=\"'])")
_UNSAFE_IN_FILE_NAMES = re.compile(r"[^\w.-]+")
MOST_FILE_NAME = 80

_STATES = {
    DraftState.DRAFTED: N_("drafted"),
    DraftState.APPROVED: N_("approved"),
    DraftState.SENT: N_("sent"),
}

_KINDS = {
    "thank-you": N_("Thank you"),
    "met-again": N_("Met again"),
    "follow-up": N_("Follow up"),
    "nudge": N_("Nudge"),
    "check-in": N_("Check in"),
    "reconnect": N_("Reconnect"),
    "congratulations": N_("Congratulations"),
    "appreciation": N_("Appreciation"),
    "share-resource": N_("Share resource"),
    "offer-help": N_("Offer help"),
    "introduction-ask": N_("Ask for an introduction"),
    "introduction-offer": N_("Offer an introduction"),
    "introduction": N_("Introduction"),
    "invitation": N_("Invitation"),
    "mentoring-ask": N_("Ask for mentoring"),
    "mentoring-update": N_("News for a mentor"),
    "mentoring-thanks": N_("Thanks to a mentor"),
    "collaboration": N_("Collaboration"),
    "feedback-ask": N_("Ask for feedback"),
    "linkedin-note": N_("LinkedIn note"),
}
"""Templates' kinds as a person calls them."""


def plain(text: str) -> str:
    """Text for a place that Streamlit renders as Markdown (labels, captions), shown exactly as it is.

    A card or a file name may hold anything; an image or link in it would make the browser call another host.
    """
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def file_name(stem: str, extension: str) -> str:
    """A name for a download that every system takes: letters, digits, dot, dash and underscore only.

    Args:
        stem: any text, such as an event's name.
        extension: without its dot.
    """
    words = unicodedata.normalize("NFKC", stem).strip()
    safe = _UNSAFE_IN_FILE_NAMES.sub("-", words).strip("-._")[:MOST_FILE_NAME].rstrip("-._")
    return f"{safe or 'aftercard'}.{extension}"


def decimal(number: float) -> str:
    """A number with one decimal place: '2.5', '2,5'."""
    return format_decimal(number, "#,##0.0", locale=current())


def time_left(seconds: float) -> str:
    """How long something takes still, to the precision a person waits by."""
    if seconds < 10:
        return _("a few seconds left")
    if seconds < 90:
        return ngettext("{number} second left", "{number} seconds left", round(seconds / 5) * 5)
    return ngettext("{number} minute left", "{number} minutes left", round(seconds / 60))


def day(value: date) -> str:
    """A date as the reader's country writes it: '4 Mar 2026', '04.03.2026'."""
    return format_date(value, "medium", locale=current())


def day_and_month(month: int, number: int) -> str:
    """A day of every year: '12 April', '12. April'."""
    return format_skeleton("MMMMd", date(2000, month, number), locale=current())


def full_day(value: date) -> str:
    """A date with its weekday: 'Wednesday, 4 March 2026'."""
    return format_date(value, "full", locale=current())


def typed_day() -> str:
    """How dates are typed: the order of day, month and year in the reader's country, as `st.date_input` takes it."""
    pattern = get_date_format("short", locale=current()).pattern
    if pattern.startswith("d"):
        return "DD.MM.YYYY" if "." in pattern else "DD/MM/YYYY"
    return "MM/DD/YYYY" if pattern.startswith("M") else "YYYY-MM-DD"


def state_name(state: DraftState) -> str:
    """How far a message is, as a person says it."""
    return _(_STATES[state])


def kind_name(kind: str) -> str:
    """A template's kind as a person calls it: 'thank-you' is 'Thank you'. One's own kinds are named by themselves."""
    return _(_KINDS[kind]) if kind in _KINDS else kind.replace("-", " ").capitalize()


def country_name(code: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2), in the reader's language; the code itself where it has none."""
    return str(Locale.parse(current()).territories.get(code, code))


def language_name(code: str) -> str:
    """The name of a language, in the reader's; the code itself where it has none."""
    languages = Locale.parse(current()).languages
    return str(languages.get(code.replace("-", "_")) or languages.get(code.partition("-")[0]) or code)
