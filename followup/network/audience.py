"""Audiences: whom to invite, by tag, place, event or kind of relationship; and where to find somebody on LinkedIn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from followup.folding import folded
from followup.model import Contact, Tie
from followup.network.tags import tag_key
from followup.relations import RelationshipKind

LINKEDIN_NOTE_LENGTH = 200
"""Characters of a note that every LinkedIn account may send with a request to connect."""

_LINKEDIN_SEARCH = "https://www.linkedin.com/search/results/people/?keywords="


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who is meant. Every condition that is given has to hold; of several values within one, any will do.

    Attributes:
        tags: the owner's tags, also on interests; compared as in `followup.network.tags`, whole tags only.
        places: towns, regions or countries (ISO 3166-1 alpha-2) of the address, without regard to case and accents.
        event_ids: events where the contact was met.
        kinds: of relationship.
    """

    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    event_ids: tuple[int, ...] = ()
    kinds: tuple[RelationshipKind, ...] = ()


def select(audience: Audience, ties: Iterable[Tie]) -> tuple[Tie, ...]:
    """Who belongs to the audience, in the order given; never somebody who opted out."""
    tags = frozenset(map(tag_key, audience.tags))
    places = frozenset(map(folded, audience.places))
    return tuple(tie for tie in ties if not tie.relationship.opted_out and _belongs(tie, audience, tags, places))


def _belongs(tie: Tie, audience: Audience, tags: frozenset[frozenset[str]], places: frozenset[str]) -> bool:
    kept = tie.relationship
    return (
        (not tags or any(tag_key(tag) in tags for tag in (*kept.tags, *kept.interests)))
        and (not places or not places.isdisjoint(_places(tie.contact)))
        and (not audience.event_ids or any(m.event.id in audience.event_ids for m in tie.meetings))
        and (not audience.kinds or kept.kind in audience.kinds)
    )


def _places(contact: Contact) -> frozenset[str]:
    address = contact.address
    return frozenset(map(folded, (address.locality, address.region, address.country))) if address else frozenset()


def linkedin_search(contact: Contact) -> str:
    """The address of a people search for name and firm; opened by the owner, never by this program."""
    words = " ".join(part for part in (contact.name, contact.organization) if part)
    return _LINKEDIN_SEARCH + quote(words, safe="") if words else ""
