"""Words that the reasons share."""

from __future__ import annotations

from datetime import date

from followup.model import Tie


def name_of(tie: Tie) -> str:
    """What a sentence calls the contact."""
    return tie.contact.display_name


def day_of(day: date) -> str:
    """A date as a sentence says it, the same in every locale: '4 March 2026'."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


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
