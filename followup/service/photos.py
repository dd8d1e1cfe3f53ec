"""Photos: captured, kept, read, tried again, let go."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from followup.errors import UsageError
from followup.locale import _
from followup.model import Card, Contact, PhotoState, StoredPhoto
from followup.service import lookup
from followup.service.capture import Capture, CaptureItem, ScanFunction
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.service.removal import finish_removals
from followup.store import cards, contacts, photos
from scanner.model import Photo, ScanFailure


class Photos:
    """What can be done with photos."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._database = context.database
        self._capture = Capture(context)

    def capture(
        self, event: EventRef, given: Iterable[Photo | ScanFailure], scan: ScanFunction
    ) -> Generator[CaptureItem, None, None]:
        """Store photos at an event, then read them and every other photo of the event that still waits.

        Photos are stored before the first is read, and each reading is one transaction: whenever this ends, whatever
        was stored is safe, and the next call continues. Close the generator to cancel.

        Args:
            event: name, id or uid.
            given: photos, already taken out of archives and PDFs; a file that could not be opened is a `ScanFailure`.
            scan: reads photos; see `ScanFunction`.

        Yields:
            An item per photo stored, then one per photo finished.

        Raises:
            UnknownEventError: at once, before anything is taken from `given`.
            StorageError: the disk is full or the database cannot be written.
        """
        with self._database.read() as connection:
            where = lookup.event(connection, event)
        return self._capture.run(where, given, scan)

    def resume(self, event: EventRef, scan: ScanFunction) -> Generator[CaptureItem, None, None]:
        """Read the photos of an event that were stored and not read yet.

        Raises:
            UnknownEventError: at once.
        """
        return self.capture(event, (), scan)

    def retry(self, photo_id: int, scan: ScanFunction) -> Generator[CaptureItem, None, None]:
        """Read a photo that failed once more.

        Raises:
            UnknownItemError, UsageError: at once: there is no such photo, or it was read.
        """
        with self._database.write() as connection:
            found = lookup.photo(connection, photo_id)
            if found.state is PhotoState.READ:
                raise UsageError(
                    _("The photo {label!r} was read already.", label=found.label), _("Edit its contacts instead.")
                )
            photos.set_waiting(connection, found.id)
        return self._capture.read((found,), scan)

    def list(self, event: EventRef, state: PhotoState | None = None) -> tuple[StoredPhoto, ...]:
        """The event's photos in the order they came, all or those in one state.

        Raises:
            UnknownEventError: there is no such event.
        """
        with self._database.read() as connection:
            return photos.of_event(connection, lookup.event(connection, event).id, state)

    def get(self, photo_id: int) -> StoredPhoto:
        """Raises: UnknownItemError."""
        with self._database.read() as connection:
            return lookup.photo(connection, photo_id)

    def cards(self, photo_id: int) -> tuple[tuple[Card, Contact], ...]:
        """Every card on the photo with the contact it became part of, in reading order.

        Raises:
            UnknownItemError: there is no such photo.
        """
        with self._database.read() as connection:
            found = cards.of_photo(connection, lookup.photo(connection, photo_id).id)
            people = {c.id: c for c in contacts.by_ids(connection, tuple({card.contact_id for card in found}))}
        return tuple((card, people[card.contact_id]) for card in found if card.contact_id in people)

    def data(self, photo_id: int) -> bytes:
        """The photo's bytes as they were given.

        Raises:
            UnknownItemError: there is no such photo.
            StorageError: its file is gone or damaged.
        """
        return self._context.files.get(self.get(photo_id).sha256)

    def discard(self, photo_id: int) -> None:
        """Delete a photo that gave no contact, from every event.

        Raises:
            UnknownItemError: there is no such photo.
            UsageError: contacts were made from it; erase these instead.
        """
        with self._database.write() as connection:
            found = lookup.photo(connection, photo_id)
            if not photos.remove_unused(connection, (found.id,)):
                raise UsageError(
                    _("Contacts were made from the photo {label!r}.", label=found.label),
                    _("Erase these contacts instead."),
                )
        finish_removals(self._context)

    def finish_removals(self) -> None:
        """Delete files of erased photos that an earlier run did not get to."""
        finish_removals(self._context)
