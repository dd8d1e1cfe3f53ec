"""The next steps as iCalendar (RFC 5545): an all-day entry on each day something was agreed for.

An entry with a day and no end lasts that day (section 3.6.1).
Entries are VEVENTs, since Google and Outlook leave out VTODOs when they import a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5

from followup.exchange.contentline import line, text
from followup.exchange.texts import meeting_note
from followup.model import Contact, ContactRecord, Meeting

PRODUCT = "-//Aftercard//Aftercard//EN"
_UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def next_steps(records: Iterable[ContactRecord]) -> Iterator[bytes]:
    """One calendar; a meeting without a day for its next step makes no entry."""
    yield (line("BEGIN", "VCALENDAR") + line("VERSION", "2.0") + line("PRODID", PRODUCT)).encode()
    for record in records:
        for meeting in record.meetings:
            if day := meeting.encounter.next_step_on:
                yield _entry(record.contact, meeting, day).encode("utf-8", "replace")
    yield line("END", "VCALENDAR").encode()


def _entry(contact: Contact, meeting: Meeting, day: date) -> str:
    step = meeting.encounter.next_step or "next step"
    stamp = (contact.updated_at or contact.created_at or _UNKNOWN_TIME).astimezone(UTC)
    return "".join(
        (
            line("BEGIN", "VEVENT"),
            line(
                "UID", str(uuid5(NAMESPACE_URL, f"{contact.uid or contact.id}/{meeting.event.uid or meeting.event.id}"))
            ),
            line("DTSTAMP", stamp.strftime("%Y%m%dT%H%M%SZ")),
            line("DTSTART", day.isoformat().replace("-", ""), VALUE="DATE"),
            line("SUMMARY", text(f"{contact.display_name}: {step}")),
            line("DESCRIPTION", text(meeting_note(meeting))),
            line("CATEGORIES", text(meeting.event.name)),
            line("TRANSP", "TRANSPARENT"),
            line("END", "VEVENT"),
        )
    )
