"""Drafts as files that a mail program opens, with what goes along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from followup import delivery
from followup.delivery import Attachment, Outgoing
from followup.errors import UsageError
from followup.locale import _
from followup.model import AttachedFile, Contact, Draft, Sender
from followup.relations import MessageKind
from followup.service import lookup
from followup.service.context import Context
from followup.store import attachments, contacts, outbox, owner

MAX_TOGETHER = 200_000_000
"""Bytes of attachments in one archive of drafts: it is made in memory."""


class DraftFiles:
    """Drafts on their way out as files. Nothing is sent."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._database = context.database

    def eml(self, draft_id: int) -> tuple[str, bytes]:
        """One draft as a message file: its name, safe on every system, and its bytes.

        Raises:
            UnknownItemError: there is no such draft.
            StorageError: a file that goes with it is lost.
        """
        with self._database.read() as connection:
            draft = lookup.draft(connection, draft_id)
        return next(self.files((draft,)))

    def files(self, chosen: Sequence[Draft]) -> Iterator[tuple[str, bytes]]:
        """The drafts as message files in their order: name and bytes. Names are different and stay the same.

        Raises:
            StorageError: a file that goes with one is lost.
        """
        date = datetime.now(UTC)
        for item in self._outgoing(chosen):
            yield delivery.file_name(item, item.draft.id), delivery.to_bytes(delivery.build(item, date=date))

    def archive(self, chosen: Sequence[Draft]) -> bytes:
        """The drafts as message files in one ZIP.

        Raises:
            UsageError: what goes with them is more than `MAX_TOGETHER`.
            StorageError: a file that goes with one is lost.
        """
        with self._database.read() as connection:
            along = attachments.by_draft(connection, (draft.id for draft in chosen))
        if sum(file.size for files in along.values() for file in files) > MAX_TOGETHER:
            raise UsageError(
                _("The files that go with these drafts are too many for one archive."), _("Take fewer drafts.")
            )
        return delivery.zipped(self._outgoing(chosen), date=datetime.now(UTC))

    def copied(self, draft: Draft) -> tuple[str, str] | None:
        """Name and address of who gets the message in copy; None for a message to one person."""
        with self._database.read() as connection:
            return copied(connection, draft)

    def _outgoing(self, chosen: Sequence[Draft]) -> Iterator[Outgoing]:
        with self._database.read() as connection:
            sender = owner.sender(connection)
            people = {c.id: c for c in contacts.by_ids(connection, tuple({d.contact_id for d in chosen}))}
            along = attachments.by_draft(connection, (draft.id for draft in chosen))
            threads = {d.id: thread(connection, d) for d in chosen if d.kind == MessageKind.NUDGE}
            copies = {d.id: copied(connection, d) for d in chosen if d.particulars.together}
        for draft in chosen:
            if person := people.get(draft.contact_id):
                made = outgoing(self._context, draft, person, sender, along=along)
                yield replace(made, reply_to_id=threads.get(draft.id, ""), copy_to=copies.get(draft.id))


def outgoing(
    context: Context,
    draft: Draft,
    person: Contact,
    sender: Sender,
    *,
    along: Mapping[int, Sequence[AttachedFile]],
) -> Outgoing:
    """A draft with all that its message is made of.

    Raises:
        StorageError: a file that goes with it is lost.
    """
    files = (Attachment(f.name, context.attached.get(f.sha256), f.media_type) for f in along.get(draft.id, ()))
    return Outgoing(draft, person, sender, attachments=tuple(files))


def copied(connection: Connection, draft: Draft) -> tuple[str, str] | None:
    """Name and address of who gets the message in copy; None for a message to one person."""
    said = draft.particulars
    if not said.together or not said.person_id:
        return None
    person = lookup.contact(connection, said.person_id)
    return person.name, said.person_email or next(iter(person.emails), "")


def thread(connection: Connection, draft: Draft) -> str:
    """The message that a nudge is about, so that both stand in one thread; empty for any other draft."""
    is_nudge = draft.kind == MessageKind.NUDGE
    return outbox.last_sent(connection, draft.contact_id, draft.event_id) if is_nudge else ""
