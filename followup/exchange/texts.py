"""How values of the book are said in other programs: phones, addresses, countries, and the meetings in one note."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from babel import Locale

from followup.model import Address, Contact, ContactRecord, Meeting, Phone

_ENGLISH = Locale("en")


def dialled(phone: Phone) -> str:
    """The number as a phone dials it: an extension after a comma, the pause that iOS and Android both keep.

    They would drop 'ext.' and dial its digits as part of the number; phonenumbers reads the comma back as an extension.
    """
    return phone.value.replace(";ext=", ",")


def web_address(url: str) -> str:
    """The address with a scheme, which importers need to make it a link; cards print none. A handle ('@ana') stays.

    So does the name under which somebody is found ('Ana P. López').
    """
    return url if "://" in url or "." not in url or " " in url else f"https://{url}"


@lru_cache(maxsize=512)
def country_name(code: str) -> str:
    """The English name of an ISO 3166-1 alpha-2 country; what is no such code stays as it is."""
    return str(_ENGLISH.territories.get(code.upper(), code)) if code else ""


def street_of(address: Address) -> str:
    """The street, or the whole address on one line when its parts are not known."""
    parts = (address.street, address.postal_code, address.locality)
    return address.street if any(parts) else address.formatted


def is_company(contact: Contact) -> bool:
    """Whether the card names a firm and no person."""
    return not (contact.name or contact.given_name or contact.family_name)


def given_and_family(contact: Contact) -> tuple[str, str]:
    """The two parts; a name that was never split stands whole as the given name, for splitting would be a guess."""
    if contact.given_name or contact.family_name:
        return contact.given_name, contact.family_name
    return contact.name, ""


def events(record: ContactRecord) -> tuple[str, ...]:
    """The names of the events where the contact was met, oldest first, each once."""
    return tuple(dict.fromkeys(m.event.name for m in record.meetings if m.event.name))


def notes(record: ContactRecord) -> str:
    """The contact's note and, after it, what was said at each meeting, one fact per line."""
    blocks = (record.contact.note.strip(), *map(meeting_note, record.meetings))
    return "\n\n".join(block for block in blocks if block)


def meeting_note(meeting: Meeting) -> str:
    """Where the meeting was and what was said, one fact per line."""
    return "\n".join(_meeting_lines(meeting))


def met_on(meeting: Meeting) -> str:
    """The day that was noted, else the days of the event in ISO 8601: which of them it was is not made up."""
    event, noted = meeting.event, meeting.encounter.met_on
    days = (noted,) if noted else (event.starts_on, event.ends_on)
    return "/".join(dict.fromkeys(day.isoformat() for day in days if day))


def _meeting_lines(meeting: Meeting) -> Iterator[str]:
    event, encounter = meeting.event, meeting.encounter
    where = ", ".join(part for part in (event.name, event.place, met_on(meeting)) if part)
    yield f"Met at {where}"
    next_on = f" (by {encounter.next_step_on.isoformat()})" if encounter.next_step_on else ""
    said = {
        "Topic": encounter.topic,
        "Promised": encounter.promised,
        "Next step": f"{encounter.next_step}{next_on}".strip(),
        "Introduced by": encounter.introduced_by,
        "Note": encounter.note,
    }
    yield from (f"{label}: {text.strip()}" for label, text in said.items() if text.strip())
