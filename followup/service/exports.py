"""Exports: contacts in the forms that other programs import, as streams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup import exchange
from followup.errors import UnknownFormatError, UsageError
from followup.locale import _
from followup.model import ContactRecord
from followup.network import Audience
from followup.service import lookup
from followup.service.calendar import Calendar
from followup.service.card_pictures import CardPictures
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.store import audience, contacts, encounters, events
from followup.store.rows import chunks


class Exports:
    """What can leave, and how."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._pictures = CardPictures(context)
        self._calendar = Calendar(context)

    def formats(self) -> tuple[exchange.Format, ...]:
        """Every format, the usual one first."""
        return tuple(exchange.FORMATS.values())

    def format(self, name: str) -> exchange.Format:
        """The format of this name.

        Raises:
            UnknownFormatError: there is none.
        """
        if name not in exchange.FORMATS:
            raise UnknownFormatError(
                _("There is no format {name!r}.", name=name), _("Formats: {names}.", names=", ".join(exchange.FORMATS))
            )
        return exchange.FORMATS[name]

    def export(
        self,
        name: str,
        *,
        event: EventRef | None = None,
        search: str = "",
        wanted: Audience | None = None,
        pictures: bool = False,
    ) -> Iterator[bytes]:
        """The contacts of an event, of an audience, those a search finds, or all, as a file in pieces.

        Args:
            name: of the format.
            event: only who was met there.
            search: words that a contact has to hold.
            wanted: tags, places and kinds of relationship.
            pictures: put each contact's card into it, cut out of its photo (vCard only).

        Raises:
            UnknownFormatError, UnknownEventError: at once, before the first piece.
            UsageError: pictures are wanted where the format takes none; at once too.
        """
        chosen = self.format(name)
        self._check_pictures(chosen, wanted=pictures)
        with self._database.read() as connection:
            event_id = lookup.event(connection, event).id if event is not None else None
            ids = audience.find_ids(connection, wanted or Audience(), event_id, search)
        return self._pieces(chosen, ids, pictures=pictures)

    def count(self, *, event: EventRef | None = None, search: str = "", wanted: Audience | None = None) -> int:
        """How many contacts `export` would write.

        Raises:
            UnknownEventError: there is no such event.
        """
        with self._database.read() as connection:
            event_id = lookup.event(connection, event).id if event is not None else None
            return len(audience.find_ids(connection, wanted or Audience(), event_id, search))

    def export_these(self, name: str, contact_ids: Sequence[int], *, pictures: bool = False) -> Iterator[bytes]:
        """These contacts in this order, as a file in pieces; those that are not there any more are left out.

        Raises:
            UnknownFormatError, UsageError: see `export`.
        """
        chosen = self.format(name)
        self._check_pictures(chosen, wanted=pictures)
        return self._pieces(chosen, contact_ids, pictures=pictures)

    def _check_pictures(self, chosen: exchange.Format, *, wanted: bool) -> None:
        if wanted and not chosen.write_pictured:
            able = ", ".join(form.name for form in self.formats() if form.write_pictured)
            raise UsageError(
                _("The format {name!r} takes no pictures.", name=chosen.name),
                _("Formats with pictures: {able}.", able=able),
            )

    def _pieces(self, chosen: exchange.Format, ids: Sequence[int], *, pictures: bool) -> Iterator[bytes]:
        if pictures and chosen.write_pictured:
            return chosen.write_pictured(self._records(ids), self._pictures.of)
        if chosen.write_dues:
            return self._calendar.pieces(ids)
        assert chosen.write
        return chosen.write(self._records(ids))

    def _records(self, ids: Sequence[int]) -> Iterator[ContactRecord]:
        """A few hundred at a time, so that no transaction stays open while somebody writes a file."""
        with self._database.read() as connection:
            known = events.by_ids(connection)
        for chunk in chunks(ids):
            with self._database.read() as connection:
                people = contacts.by_ids(connection, chunk)
                met = encounters.meetings(connection, chunk, known)
            yield from (ContactRecord(c, met.get(c.id, ())) for c in people)
