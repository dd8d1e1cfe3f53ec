"""Words that the reasons share."""

from __future__ import annotations

from datetime import date

from followup.locale import ENGLISH, current
from followup.model import Tie


def name_of(tie: Tie) -> str:
    """What a sentence calls the contact."""
    return tie.contact.display_name


def day_of(day: date) -> str:
    """A date as a sentence says it: '4 March 2026' whatever the machine's locale, or as the reader of the page does."""
    if current() == ENGLISH:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    from babel.dates import format_date  # noqa: PLC0415  (a command needs none of it)

    return format_date(day, "long", locale=current())


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
