"""What is due as iCalendar (RFC 5545): an all-day entry on each day, with an alarm in the morning.

Entries are VEVENTs, since Google and Outlook leave out VTODOs when they import a file. The UID of an entry follows from
contact and occasion, so that a program which imports a later file moves the entry instead of making a second one; for
that programs compare DTSTAMP too, which says when the file was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from followup.cadence import Due
from followup.exchange.contentline import line, text
from followup.model import Contact

PRODUCT = "-//Aftercard//Aftercard//EN"

ALARM_HOUR = 9
"""Of the day's own time, wherever the owner is then."""

Entry = tuple[Due, Contact]
"""Something due, and whom it is about."""


def due_calendar(entries: Iterable[Entry], made_at: datetime) -> Iterator[bytes]:
    """One calendar.

    Args:
        entries: in any order.
        made_at: an aware time; a later one makes the entries newer than those of an earlier file.
    """
    yield (line("BEGIN", "VCALENDAR") + line("VERSION", "2.0") + line("PRODID", PRODUCT)).encode()
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for due, contact in entries:
        yield _entry(due, contact, stamp).encode("utf-8", "replace")
    yield line("END", "VCALENDAR").encode()


def _entry(due: Due, contact: Contact, stamp: str) -> str:
    summary = text(f"{contact.display_name}: {due.kind.value}")
    reached = "\n".join((*contact.emails, *(phone.value for phone in contact.phones)))
    return "".join(
        (
            line("BEGIN", "VEVENT"),
            line("UID", due.uid),
            line("DTSTAMP", stamp),
            line("DTSTART", due.on.strftime("%Y%m%d"), VALUE="DATE"),
            line("SUMMARY", summary),
            line("DESCRIPTION", text(f"{due.why}\n{reached}".rstrip())),
            line("CATEGORIES", "Aftercard"),
            line("TRANSP", "TRANSPARENT"),
            line("BEGIN", "VALARM"),
            line("ACTION", "DISPLAY"),
            line("DESCRIPTION", summary),
            line("TRIGGER", f"PT{ALARM_HOUR}H"),
            line("END", "VALARM"),
            line("END", "VEVENT"),
        )
    )
