"""What a letter may say: the facts about a contact, where it was met, and who writes. Nothing here is invented."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Any, get_type_hints

from followup.model import Contact, ContactRecord, Encounter, Event, Meeting, Sender


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything a template can name. An empty string, None or False means that it is not known."""

    given_name: Annotated[str, "the contact's first name"] = ""
    family_name: Annotated[str, "the contact's family name"] = ""
    name: Annotated[str, "the contact's full name"] = ""
    honorific: Annotated[str, "the title before the name, as printed ('Dr.')"] = ""
    salutation: Annotated[
        str, "what the greeting calls the contact: first name, or title and family name when formal"
    ] = ""
    formal: Annotated[bool, "whether to write formally"] = False
    title: Annotated[str, "the contact's job title"] = ""
    organization: Annotated[str, "the contact's firm"] = ""
    event: Annotated[str, "the event where you met"] = ""
    event_place: Annotated[str, "where the event was"] = ""
    event_starts_on: Annotated[date | None, "the event's first day"] = None
    event_ends_on: Annotated[date | None, "the event's last day"] = None
    met_on: Annotated[date | None, "the day you met"] = None
    days_since: Annotated[int | None, "days since you met"] = None
    met_before: Annotated[bool, "whether you had met at an earlier event"] = False
    topic: Annotated[str, "what you talked about"] = ""
    promised: Annotated[str, "what you promised"] = ""
    next_step: Annotated[str, "what comes next"] = ""
    next_step_on: Annotated[date | None, "when it comes"] = None
    introduced_by: Annotated[str, "who introduced you"] = ""
    note: Annotated[str, "your private note on the meeting; no template of ours prints it"] = ""
    last_event: Annotated[str, "the earlier event where you had met"] = ""
    colleagues: Annotated[tuple[str, ...], "others of the same firm whom you met at the event"] = ()
    wrote_on: Annotated[date | None, "the day of your last message"] = None
    about: Annotated[str, "what this message is about: an occasion, a resource, an invitation, an idea"] = ""
    about_on: Annotated[date | None, "the day of what it is about"] = None
    reason: Annotated[str, "why it concerns this contact, as a sentence"] = ""
    link: Annotated[str, "an address to look at"] = ""
    person: Annotated[str, "a third person, to be introduced"] = ""
    person_about: Annotated[str, "who the third person is"] = ""
    sender_name: Annotated[str, "your name"] = ""
    sender_role: Annotated[str, "your role"] = ""
    sender_organization: Annotated[str, "your firm"] = ""
    sender_email: Annotated[str, "your address"] = ""
    signature: Annotated[str, "the lines under your messages"] = ""

    def as_context(self) -> dict[str, Any]:
        """The facts by name, as a template sees them."""
        return {name: getattr(self, name) for name in FACT_NAMES}


FACT_NAMES: tuple[str, ...] = tuple(f.name for f in fields(Facts))
FACT_DESCRIPTIONS: Mapping[str, str] = {
    name: hint.__metadata__[0] for name, hint in get_type_hints(Facts, include_extras=True).items()
}
"""What each fact says, for the list beside the template editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What only this message says: see the facts of the same names."""

    about: str = ""
    about_on: date | None = None
    reason: str = ""
    link: str = ""
    person: str = ""
    person_about: str = ""
    colleagues: tuple[str, ...] = ()
    wrote_on: date | None = None


def gather(
    record: ContactRecord,
    meeting: Meeting | None,
    sender: Sender,
    *,
    today: date,
    formal: bool = False,
    particulars: Particulars | None = None,
) -> Facts:
    """The facts for a letter about one meeting.

    Args:
        record: the contact with all its meetings.
        meeting: the one to write about; None for a contact that was met at no event.
        sender: who writes.
        today: the owner's calendar date; days are counted up to it.
        formal: whether to use title and family name.
        particulars: what only this message says.
    """
    contact = record.contact
    event = meeting.event if meeting else None
    encounter = meeting.encounter if meeting else None
    met = _met_on(event, encounter)
    return Facts(
        **_person(contact, formal),
        **_place_and_time(event),
        **_what_was_said(encounter),
        **_writer(sender),
        met_on=encounter.met_on if encounter else None,
        days_since=(today - met).days if met and met <= today else None,
        **_earlier(record, meeting),
        **_particulars(particulars or Particulars()),
    )


def _person(contact: Contact, formal: bool) -> dict[str, Any]:
    given, family = _line(contact.given_name), _line(contact.family_name)
    name, honorific = _line(contact.name), _line(contact.honorific_prefix)
    return {
        "given_name": given,
        "family_name": family,
        "name": name,
        "honorific": honorific,
        "salutation": _salutation(given, family, name, honorific, formal),
        "formal": formal,
        "title": _line(contact.title),
        "organization": _line(contact.organization),
    }


def _salutation(given: str, family: str, name: str, honorific: str, formal: bool) -> str:
    """Gender is never guessed: without a printed title a formal greeting takes the whole name."""
    if formal and honorific and family:
        return f"{honorific} {family}"
    return name or given or family if formal else given or name or family


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
    }


def _met_on(event: Event | None, encounter: Encounter | None) -> date | None:
    if encounter and encounter.met_on:
        return encounter.met_on
    return (event.ends_on or event.starts_on) if event else None


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
        "colleagues": tuple(filter(None, map(_line, said.colleagues))),
        "wrote_on": said.wrote_on,
    }


def _line(text: str) -> str:
    """The text on one line, without control characters: what a card or a form may carry along."""
    return " ".join("".join(c for c in _spaced(text) if unicodedata.category(c) != "Cc").split())


def _lines(text: str) -> str:
    return "\n".join(_line(row) for row in text.strip().splitlines())


def _spaced(text: str) -> str:
    return text.translate({9: " ", 10: " ", 11: " ", 12: " ", 13: " ", 0x2028: " ", 0x2029: " ", 0x85: " "})
