"""The picture that goes along with a contact: its card, cut out of the photo."""

from __future__ import annotations

from collections.abc import Sequence

from followup.errors import AftercardError
from followup.model import Card, Contact
from followup.service.context import Context
from followup.store import cards, photos


class CardPictures:
    """Pictures of cards, each made when it is asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, contact: Contact) -> bytes:
        """The contact's card as a small JPEG; empty without a card, and when its photo is lost or damaged.

        A picture is an extra: a contact whose photo is gone has to leave all the same.
        """
        # Pillow takes a twentieth of a second to import, and no other command needs it.
        from followup.pictures import small_card  # noqa: PLC0415

        try:
            with self._context.database.read() as connection:
                card = _front(cards.of_contact(connection, contact.id))
                photo = photos.by_id(connection, card.photo_id) if card else None
            if not card or not photo:
                return b""
            return small_card(self._context.files.get(photo.sha256), card.scan.corners)
        except (AftercardError, ValueError):
            return b""


def _front(found: Sequence[Card]) -> Card | None:
    """The newest card on which a name was read: a back has none, and an older card is out of date."""
    named = [card for card in found if card.scan.contact.name]
    return next(reversed(named or list(found)), None)
