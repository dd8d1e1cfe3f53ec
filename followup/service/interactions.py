"""What happened with contacts, and what was given, asked for and received."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from followup.errors import UnknownItemError
from followup.locale import _
from followup.model import Contact
from followup.network import ASKS, ask_warning
from followup.relations import Direction, Favour, FavourKind, Interaction, InteractionKind
from followup.service import lookup, values
from followup.service.context import Context
from followup.service.relationships import choice
from followup.store import contacts, happenings


class Interactions:
    """The diary and the ledger."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._today = context.today

    def add(
        self,
        contact_id: int,
        kind: InteractionKind | str,
        direction: Direction | str = Direction.OUT,
        *,
        on: date | str | None = None,
        text: str = "",
        message: str = "",
    ) -> Interaction:
        """Note something that happened.

        Args:
            contact_id: with whom.
            kind: mail, call, meeting, message or note.
            direction: 'out' from the owner, 'in' from the contact.
            on: the day; today without one.
            text: what it was about.
            message: the kind of the letter, if it was one of ours.

        Raises:
            UnknownItemError, InvalidValueError: nothing was noted.
        """
        new = Interaction(
            contact_id=contact_id,
            kind=choice(InteractionKind, kind, "kind of interaction"),
            direction=choice(Direction, direction, "direction"),
            on=self._day(on),
            text=values.lines(text, "text"),
            message=values.line(message, "message")[:64],
        )
        with self._database.write() as connection:
            lookup.contact(connection, contact_id)
            return happenings.add_interaction(connection, new)

    def of_contact(self, contact_id: int) -> tuple[Interaction, ...]:
        """Everything noted, the oldest first.

        Raises:
            UnknownItemError: there is no such contact.
        """
        with self._database.read() as connection:
            found: Contact = lookup.contact(connection, contact_id)
            return happenings.interactions(connection, (found.id,)).get(found.id, ())

    def remove(self, contact_id: int, interaction_id: int) -> None:
        """Take back something that was noted by mistake.

        Raises:
            UnknownItemError: there is no such entry about the contact.
        """
        with self._database.write() as connection:
            if not happenings.remove_interaction(connection, contact_id, interaction_id):
                raise UnknownItemError(_("This note is not there any more."))

    def favour(
        self, contact_id: int, kind: FavourKind | str, *, on: date | str | None = None, text: str = ""
    ) -> Favour:
        """Note something given, asked for or received.

        Raises:
            UnknownItemError, InvalidValueError: nothing was noted.
        """
        what = choice(FavourKind, kind, "kind of favour")
        new = Favour(contact_id=contact_id, kind=what, on=self._day(on), text=values.line(text, "text"))
        with self._database.write() as connection:
            lookup.contact(connection, contact_id)
            return happenings.add_favour(connection, new)

    def favours(self, contact_id: int) -> tuple[Favour, ...]:
        """The ledger with the contact, the oldest line first.

        Raises:
            UnknownItemError: there is no such contact.
        """
        with self._database.read() as connection:
            found = lookup.contact(connection, contact_id)
            return happenings.favours(connection, (found.id,)).get(found.id, ())

    def remove_favour(self, contact_id: int, favour_id: int) -> None:
        """Take back a line of the ledger that was noted by mistake.

        Raises:
            UnknownItemError: there is no such line with the contact.
        """
        with self._database.write() as connection:
            if not happenings.remove_favour(connection, contact_id, favour_id):
                raise UnknownItemError(_("This note is not there any more."))

    def ask_warnings(self, contact_ids: Iterable[int], kind: str) -> tuple[str, ...]:
        """A gentle word for each of whom something would be asked and to whom nothing was ever given.

        Args:
            contact_ids: to whom the message goes.
            kind: of the message; one that asks for nothing is never warned about.
        """
        if kind not in ASKS:
            return ()
        ids = tuple(dict.fromkeys(contact_ids))
        with self._database.read() as connection:
            people, ledger = contacts.by_ids(connection, ids), happenings.favours(connection, ids)
        words = (ask_warning(contact, ledger.get(contact.id, ()), kind) for contact in people)
        return tuple(word for word in words if word)

    def _day(self, on: date | str | None) -> date:
        return values.past_day(on, self._today())
