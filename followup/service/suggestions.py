"""What could be done for people: introductions, things to share, help to offer, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from followup import network
from followup.model import Tie
from followup.network import Resource
from followup.relations import GoalKind, MessageKind
from followup.service import lookup
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.store import audience, contacts, goals, introductions, ties


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something good to do.

    Attributes:
        what: 'introduction', 'share' or 'help'.
        contact_ids: two for an introduction, else one.
        score: only good for ordering those of one kind.
        reason: one sentence.
        message: the kind of letter that fits.
        about: of help: what is offered, in the owner's words.
    """

    what: str
    contact_ids: tuple[int, ...]
    score: float
    reason: str
    message: MessageKind
    about: str = ""


_KINDRED = 300
"""Contacts with a word in common that are looked at for one: a word that hundreds share tells nobody apart."""


class Suggestions:
    """Ideas for giving."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def all(
        self,
        *,
        event: EventRef | None = None,
        contact_id: int | None = None,
        offers: Sequence[str] = (),
        resource: Resource | None = None,
    ) -> tuple[Proposal, ...]:
        """Introductions first, then help, then whom the resource interests.

        Two who were ever proposed to each other are not suggested again, whatever became of it.

        Args:
            event: only people met there.
            contact_id: only what concerns this contact.
            offers: what the owner can help with, beside the offers among the goals for events.
            resource: something worth passing on.

        Raises:
            UnknownEventError, UnknownItemError: there is no such event or contact.
        """
        with self._database.read() as connection:
            people = self._people(connection, event, contact_id)
            known = introductions.known_pairs(connection)
            offered = (*offers, *(g.text for g in goals.find(connection) if g.kind is GoalKind.OFFER))
        if contact_id is None:
            suggested = network.suggest_all(people, known=known)
        else:  # the first is the one in question
            suggested = network.suggest_to(people[0], people[1:], known=known)
        ideas = tuple(map(_introduction, suggested))
        fits = (
            *(("help", fit) for fit in network.help_for(offered, people)),
            *(("share", fit) for fit in (network.share_with(resource, people) if resource else ())),
        )
        found = (
            *ideas,
            *(
                Proposal(
                    what=what,
                    contact_ids=(f.contact_id,),
                    score=f.score,
                    reason=f.reason,
                    message=f.kind,
                    about=f.about,
                )
                for what, f in fits
            ),
        )
        return tuple(p for p in found if contact_id is None or contact_id in p.contact_ids)

    @staticmethod
    def _people(connection: Connection, event: EventRef | None, contact_id: int | None) -> tuple[Tie, ...]:
        """Those of whom something is known to go by; the contact in question first, and those who share its words."""
        one = lookup.contact(connection, contact_id).id if contact_id is not None else None
        ids = audience.talkative_ids(connection) if one is None else audience.kindred_ids(connection, one, _KINDRED)
        if event is not None:
            met = set(contacts.find_ids(connection, lookup.event(connection, event).id))
            ids = tuple(i for i in ids if i in met)
        return tuple(ties.stream(connection, ids if one is None else (one, *ids)))


def _introduction(found: network.Suggestion) -> Proposal:
    return Proposal(
        what="introduction",
        contact_ids=(found.a_id, found.b_id),
        score=found.score,
        reason=found.reason,
        message=MessageKind.INTRODUCTION_OFFER,
    )
