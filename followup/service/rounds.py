"""One thing to tell several people: an invitation, a shared success, something worth reading. A message to each.

Each message is about the event where its reader was met: the wanted one, else the last, else none. Nobody who asked not
to be written to gets one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from followup.errors import InvalidValueError
from followup.locale import _
from followup.model import Contact, Draft, Particulars
from followup.relations import MessageKind
from followup.service import lookup
from followup.service.context import Context
from followup.service.drafts import Drafts
from followup.service.lookup import EventRef
from followup.service.orders import Wish
from followup.store import contacts, encounters, relationships

KINDS = (
    MessageKind.INVITATION,
    MessageKind.SHARE_RESOURCE,
    MessageKind.APPRECIATION,
    MessageKind.CHECK_IN,
    MessageKind.COLLABORATION,
    MessageKind.FEEDBACK_ASK,
)
"""Kinds of letters that make sense for several people at once; appreciation is how a shared success is celebrated."""

MOST = 500
"""People of one round: more is a newsletter, and this program writes personal messages."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round came to.

    Attributes:
        drafts: one for each who gets a message.
        opted_out: who asked not to be written to.
    """

    drafts: tuple[Draft, ...]
    opted_out: tuple[Contact, ...]


class Rounds:
    """Letters to several people."""

    def __init__(self, context: Context, drafts: Drafts) -> None:
        self._database = context.database
        self._drafts = drafts

    def write(
        self,
        contact_ids: Sequence[int],
        kind: str,
        said: Particulars,
        *,
        event: EventRef | None = None,
        reasons: Mapping[int, str] | None = None,
        wish: Wish | None = None,
    ) -> Round:
        """Write a message to each; those that a person edited, approved or sent stay as they are.

        Args:
            contact_ids: to whom; those beyond `MOST` are refused with the rest.
            kind: a template's kind.
            said: what all of the messages say.
            event: where they were met, as far as they were.
            reasons: why it concerns somebody, as a sentence, by the contact's id.
            wish: language, wording and form of address; its particulars count for nothing.

        Raises:
            UnknownItemError, UnknownEventError: a contact or the event does not exist.
            UsageError: there is no such template, or it is faulty.
            InvalidValueError: more people than `MOST`, or what is said is too long.
        """
        people, opted_out, at = self._sorted(contact_ids, event)
        written: list[Draft] = []
        for contact in people:
            why = (reasons or {}).get(contact.id, "")
            mine = replace(said, reason=why) if why else said
            how = Wish(**{**(wish or {}), "particulars": mine})
            written += self._drafts.make(at.get(contact.id), kind, contact_id=contact.id, **how)
        return Round(tuple(written), opted_out)

    def _sorted(
        self, contact_ids: Sequence[int], event: EventRef | None
    ) -> tuple[tuple[Contact, ...], tuple[Contact, ...], dict[int, int]]:
        """Who gets a message, who wants none; and the event of each who was met at one, by the contact's id."""
        with self._database.read() as connection:
            wanted = lookup.event(connection, event).id if event is not None else None
            _refuse_many(contact_ids)
            everybody = contacts.by_ids(connection, tuple(dict.fromkeys(contact_ids)))
            kept = relationships.load(connection, tuple(contact_ids))
            met = encounters.meetings(connection, tuple(contact_ids))
        silent = tuple(c for c in everybody if c.id in kept and kept[c.id].opted_out)
        at: dict[int, int] = {}
        for contact_id, meetings in met.items():
            there = [meeting.event.id for meeting in meetings]
            at[contact_id] = wanted if wanted in there and wanted is not None else there[-1]
        return tuple(c for c in everybody if c not in silent), silent, at


def _refuse_many(contact_ids: Sequence[int]) -> None:
    if len(contact_ids) > MOST:
        raise InvalidValueError(
            _("{number} people are too many for one round of messages.", number=len(contact_ids)),
            _("Choose at most {number}.", number=MOST),
        )
