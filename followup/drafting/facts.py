"""What a letter may say: the facts about a contact, where it was met, and who writes. Nothing here is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Any, get_type_hints

from followup.locale import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything a template can name. An empty string, None or False means that it is not known."""

    given_name: Annotated[str, N_("the contact's first name")] = ""
    family_name: Annotated[str, N_("the contact's family name")] = ""
    name: Annotated[str, N_("the contact's full name")] = ""
    honorific: Annotated[str, N_("the title before the name, as printed ('Dr.')")] = ""
    salutation: Annotated[
        str, N_("what the greeting calls the contact: first name, or title and family name when formal")
    ] = ""
    formal: Annotated[bool, N_("whether to write formally")] = False
    title: Annotated[str, N_("the contact's job title")] = ""
    organization: Annotated[str, N_("the contact's firm")] = ""
    event: Annotated[str, N_("the event where you met")] = ""
    event_place: Annotated[str, N_("where the event was")] = ""
    event_starts_on: Annotated[date | None, N_("the event's first day")] = None
    event_ends_on: Annotated[date | None, N_("the event's last day")] = None
    met_on: Annotated[date | None, N_("the day you met")] = None
    days_since: Annotated[int | None, N_("days since you met")] = None
    met_before: Annotated[bool, N_("whether you had met at an earlier event")] = False
    topic: Annotated[str, N_("what you talked about")] = ""
    promised: Annotated[str, N_("what you promised")] = ""
    next_step: Annotated[str, N_("what comes next")] = ""
    next_step_on: Annotated[date | None, N_("when it comes")] = None
    introduced_by: Annotated[str, N_("who introduced you")] = ""
    note: Annotated[str, N_("your private note on the meeting; no template of ours prints it")] = ""
    last_event: Annotated[str, N_("the earlier event where you had met")] = ""
    colleagues: Annotated[tuple[str, ...], N_("others of the same firm whom you met at the event")] = ()
    wrote_on: Annotated[date | None, N_("the day of your last message")] = None
    about: Annotated[str, N_("what this message is about: an occasion, a resource, an invitation, an idea")] = ""
    about_on: Annotated[date | None, N_("the day of what it is about")] = None
    reason: Annotated[str, N_("why it concerns this contact, as a sentence")] = ""
    link: Annotated[str, N_("an address to look at")] = ""
    person: Annotated[str, N_("a third person, to be introduced")] = ""
    person_about: Annotated[str, N_("who the third person is")] = ""
    person_email: Annotated[str, N_("where the third person is reached")] = ""
    person_called: Annotated[str, N_("the third person's first name")] = ""
    attached: Annotated[tuple[str, ...], N_("names of the files that go with this message")] = ()
    calendar_link: Annotated[str, N_("where the contact can pick a time with you")] = ""
    sender_name: Annotated[str, N_("your name")] = ""
    sender_role: Annotated[str, N_("your role")] = ""
    sender_organization: Annotated[str, N_("your firm")] = ""
    sender_email: Annotated[str, N_("your address")] = ""
    signature: Annotated[str, N_("the lines under your messages")] = ""

    def as_json(self) -> dict[str, Any]:
        """What is known, JSON-ready: what a stored draft keeps of it."""
        known = {name: value for name in FACT_NAMES if (value := getattr(self, name)) not in ("", None, False, ())}
        return {name: _plain(value) for name, value in known.items()}

    def as_context(self) -> dict[str, Any]:
        """The facts by name, as a template sees them."""
        return {name: getattr(self, name) for name in FACT_NAMES}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


FACT_NAMES: tuple[str, ...] = tuple(f.name for f in fields(Facts))
FACT_DESCRIPTIONS: Mapping[str, str] = {
    name: hint.__metadata__[0] for name, hint in get_type_hints(Facts, include_extras=True).items()
}
"""What each fact says, for the list beside the template editor."""
