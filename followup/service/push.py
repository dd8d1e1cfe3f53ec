"""Contacts go to an address book on a server; what somebody changed there is never replaced silently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from followup import exchange
from followup.errors import AftercardError
from followup.exchange import reading
from followup.exchange.reading import ReadContact
from followup.model import Contact, ContactRecord
from followup.service import lookup
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.store import contacts, encounters, pushed
from followup.store.pushed import Pushed

if TYPE_CHECKING:
    from followup.delivery.carddav import AddressBook, RemoteCard


class PushOutcome(StrEnum):
    """What becomes of a contact."""

    CREATE = "create"
    UPDATE = "update"
    SAME = "same"
    NEWER = "newer there"
    """Changed there and not here: left as it is."""
    CONFLICT = "conflict"
    """Changed or deleted there, and changed here too, or there before from another program: left as it is."""


@dataclass(frozen=True, slots=True)
class PushItem:
    """One contact and what becomes, or became, of it."""

    contact: Contact
    outcome: PushOutcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Step:
    record: ContactRecord
    card: bytes
    outcome: PushOutcome
    reason: str = ""
    remote: RemoteCard | None = None

    @property
    def digest(self) -> str:
        return sha256(self.card).hexdigest()


class Push:
    """What can be written to an address book."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def run(self, address: str, *, event: EventRef | None = None, apply: bool = False) -> tuple[PushItem, ...]:
        """Compare the contacts of an event, or all, with an address book, and write what is new here if asked to.

        Args:
            address: 'https://name@host/path/'; the password comes from the environment or the keyring.
            event: only who was met there.
            apply: whether to write; without it the server is only read.

        Raises:
            UsageError: the address, the event or the password is missing or wrong.
            AddressBookError: the server refuses or does not answer; what was written before is remembered.
        """
        # The HTTP client takes a tenth of a second to import, and no other command needs it.
        from followup.delivery.carddav import AddressBook  # noqa: PLC0415
        from followup.delivery.carddav_place import Place, password  # noqa: PLC0415

        place = Place.of(address)
        records = self._records(event)
        with AddressBook(place, password(place)) as book:
            with self._database.read() as connection:
                before = pushed.of_book(connection, book.url)
            there = _by_uid(book.cards())
            steps = [_step(record, before, there) for record in records]
            if not apply:
                return tuple(PushItem(s.record.contact, s.outcome, s.reason) for s in steps)
            known = dict(before)
            try:
                return tuple(_done(book, step, known) for step in steps)
            finally:
                with self._database.write() as connection:
                    pushed.keep(connection, book.url, known)

    def _records(self, event: EventRef | None) -> tuple[ContactRecord, ...]:
        with self._database.read() as connection:
            event_id = lookup.event(connection, event).id if event is not None else None
            people = contacts.find(connection, event_id)
            met = encounters.meetings(connection, tuple(c.id for c in people))
        return tuple(ContactRecord(c, met.get(c.id, ())) for c in people)


def _by_uid(cards: tuple[RemoteCard, ...]) -> dict[str, RemoteCard]:
    return {uid: card for card in cards for uid in _uids(card)}


def _uids(card: RemoteCard) -> Iterator[str]:
    with suppress(AftercardError):  # a card that cannot be read is none of ours
        entries = reading.read(card.text.encode()).entries
        yield from (entry.contact.uid for entry in entries if isinstance(entry, ReadContact))


def _step(record: ContactRecord, before: Mapping[str, Pushed], there: Mapping[str, RemoteCard]) -> _Step:
    uid = record.contact.uid
    card = b"".join(exchange.export([record], "vcard"))
    remote, last = there.get(uid), before.get(uid)
    changed_here = last is None or last.digest != sha256(card).hexdigest()
    if remote is None:
        outcome, reason = (PushOutcome.CONFLICT, "it was deleted there") if last else (PushOutcome.CREATE, "")
    elif _same_text(remote.text, card) or (last and last.etag == remote.etag and not changed_here):
        outcome, reason = PushOutcome.SAME, ""
    elif last and last.etag == remote.etag:
        outcome, reason = PushOutcome.UPDATE, ""
    elif last and not changed_here:
        outcome, reason = PushOutcome.NEWER, "it was changed there"
    elif last:
        outcome, reason = PushOutcome.CONFLICT, "it was changed there and here"
    else:
        outcome, reason = PushOutcome.CONFLICT, "a card of this identifier is there already"
    return _Step(record, card, outcome, reason, remote)


def _done(book: AddressBook, step: _Step, known: dict[str, Pushed]) -> PushItem:
    """Write what the step says; the server decides once more whether its version is the expected one."""
    contact, written = step.record.contact, None
    if step.outcome is PushOutcome.CREATE:
        written = book.create(contact.uid, step.card)
    elif step.outcome is PushOutcome.UPDATE and step.remote:
        written = book.replace(step.remote.href, step.remote.etag, step.card)
    elif step.outcome is PushOutcome.SAME and step.remote:
        written = (step.remote.href, step.remote.etag)
    else:
        return PushItem(contact, step.outcome, step.reason)
    if written is None:
        return PushItem(contact, PushOutcome.CONFLICT, "it was changed there at this moment")
    known[contact.uid] = Pushed(*written, step.digest)
    return PushItem(contact, step.outcome)


def _same_text(text: str, card: bytes) -> bool:
    """Whether two cards are one, however their lines end."""
    return text.split() == card.decode().split()
