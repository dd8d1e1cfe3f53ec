"""The facts for a letter, taken from a contact's record, one meeting and the sender."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from followup.drafting.facts import Facts
from followup.drafting.salutation import salutation
from followup.model import Contact, ContactRecord, Encounter, Event, Meeting, Particulars, Sender

_FORMAL_LANGUAGES = frozenset({"de", "fr"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What lies around a message: see the facts of the same names."""

    colleagues: tuple[str, ...] = ()
    wrote_on: date | None = None
    attached: tuple[str, ...] = ()


def gather(
    record: ContactRecord,
    meeting: Meeting | None,
    sender: Sender,
    *,
    today: date,
    language: str = "en",
    formal: bool | None = None,
    particulars: Particulars | None = None,
    around: Surroundings | None = None,
) -> Facts:
    """The facts for a letter about one meeting, or about none.

    Args:
        record: the contact with all its meetings.
        meeting: the one to write about; None for a letter about no event.
        sender: who writes.
        today: the owner's calendar date; days are counted up to it.
        language: BCP 47 code of the letter; decides how formal it is when nobody has.
        formal: whether to use title and family name, and the polite form of address; None follows the language.
        particulars: what only this message says.
        around: what lies around it.
    """
    contact = record.contact
    event = meeting.event if meeting else None
    encounter = meeting.encounter if meeting else None
    met = meeting.day if meeting else None
    polite = is_formal_by_habit(language) if formal is None else formal
    return Facts(
        **_person(contact, polite),
        **_place_and_time(event),
        **_what_was_said(encounter),
        **_writer(sender),
        met_on=encounter.met_on if encounter else None,
        days_since=(today - met).days if met and met <= today else None,
        **_earlier(record, meeting),
        **_particulars(particulars or Particulars()),
        **_around(around or Surroundings()),
    )


def is_formal_by_habit(language: str) -> bool:
    """Whether people who met once at a conference use the polite form: Sie and vous, but tú and first names."""
    return language.split("-", maxsplit=1)[0] in _FORMAL_LANGUAGES


def _person(contact: Contact, formal: bool) -> dict[str, Any]:
    given, family = _line(contact.given_name), _line(contact.family_name)
    name, honorific = _line(contact.name), _line(contact.honorific_prefix)
    return {
        "given_name": given,
        "family_name": family,
        "name": name,
        "honorific": honorific,
        "salutation": salutation(given, family, name, honorific, formal=formal),
        "formal": formal,
        "title": _line(contact.title),
        "organization": _line(contact.organization),
    }


def _place_and_time(event: Event | None) -> dict[str, Any]:
    if event is None:
        return {}
    return {
        "event": _line(event.name),
        "event_place": _line(event.place),
        "event_starts_on": event.starts_on,
        "event_ends_on": event.ends_on,
    }


def _what_was_said(encounter: Encounter | None) -> dict[str, Any]:
    if encounter is None:
        return {}
    return {
        "topic": _line(encounter.topic),
        "promised": _line(encounter.promised),
        "next_step": _line(encounter.next_step),
        "next_step_on": encounter.next_step_on,
        "introduced_by": _line(encounter.introduced_by),
        "note": _lines(encounter.note),
    }


def _writer(sender: Sender) -> dict[str, Any]:
    return {
        "sender_name": _line(sender.name),
        "sender_role": _line(sender.role),
        "sender_organization": _line(sender.organization),
        "sender_email": _line(sender.email),
        "signature": _lines(sender.signature),
        "calendar_link": _line(sender.calendar_link),
    }


def _earlier(record: ContactRecord, meeting: Meeting | None) -> dict[str, Any]:
    """The last meeting at another event before this one; `record.meetings` is oldest first."""
    if meeting is None or meeting not in record.meetings:
        return {}
    names = [m.event.name for m in record.meetings[: record.meetings.index(meeting)]]
    before = [name for name in names if name != meeting.event.name]
    return {"met_before": bool(before), "last_event": _line(before[-1]) if before else ""}


def _particulars(said: Particulars) -> dict[str, Any]:
    return {
        "about": _line(said.about),
        "about_on": said.about_on,
        "reason": _line(said.reason),
        "link": _line(said.link),
        "person": _line(said.person),
        "person_about": _line(said.person_about),
        "person_email": _line(said.person_email),
        "person_called": _line(said.person_called),
    }


def _around(known: Surroundings) -> dict[str, Any]:
    return {
        "colleagues": tuple(filter(None, map(_line, known.colleagues))),
        "wrote_on": known.wrote_on,
        "attached": tuple(filter(None, map(_line, known.attached))),
    }


@lru_cache(maxsize=8192)  # the event, the sender and a firm's people come again with every letter
def _line(text: str) -> str:
    """The text on one line, without control characters: what a card or a form may carry along."""
    return " ".join("".join(c for c in _spaced(text) if unicodedata.category(c) != "Cc").split())


def _lines(text: str) -> str:
    return "\n".join(_line(row) for row in text.strip().splitlines())


def _spaced(text: str) -> str:
    return text.translate({9: " ", 10: " ", 11: " ", 12: " ", 13: " ", 0x2028: " ", 0x2029: " ", 0x85: " "})
