"""What a letter may say: the facts about a contact, where it was met, and who writes. Nothing here is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Any, get_type_hints


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
