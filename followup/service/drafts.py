"""Drafts: written from templates, edited and approved by a person, handed out as files. Nothing is sent from here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TypedDict, Unpack

from followup import delivery, drafting
from followup.errors import EditedDraftError, UsageError
from followup.model import ContactRecord, Draft, DraftState, Event
from followup.service import contact_fields, letters, lookup, values
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.store import contacts, drafts, encounters, owner


class DraftChanges(TypedDict, total=False):
    """The fields of `Draft` that a person edits; those left out stay as they are."""

    to: str
    subject: str
    body: str


class Drafts:
    """What can be done with drafts."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._database = context.database

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Kind and language of every template there is, the user's own among them."""
        return drafting.available(self._context.own_templates)

    def make(
        self, event: EventRef, kind: str, *, language: str = "", contact_id: int | None = None
    ) -> tuple[Draft, ...]:
        """Write a draft to everyone met at the event, or to one contact; by contact.

        A draft that is there already is written anew from what is known now, unless a person edited or approved it or
        it was sent: then it stays and is given back as it is. A contact without an e-mail address gets its draft too,
        with an empty `to`.

        Args:
            event: name, id or uid.
            kind: a template's kind.
            language: BCP 47 code; empty takes each contact's own where there is a template, else English.
            contact_id: only for this contact.

        Raises:
            UnknownEventError, UnknownItemError: there is no such event or contact.
            UsageError: there is no such template, it is faulty, or the contact was not met at the event.
        """
        with self._database.read() as connection:
            where = lookup.event(connection, event)
            only = lookup.contact(connection, contact_id) if contact_id is not None else None
            people = (only,) if only else contacts.find(connection, where.id)
            met = encounters.meetings(connection, tuple(c.id for c in people))
            writer = letters.Writer(owner.sender(connection), self._context.today(), self._context.own_templates)
        writer.require(kind, language)
        records = tuple(ContactRecord(c, met.get(c.id, ())) for c in people)
        fresh = tuple(writer.write(record, where, kind, language) for record in records)
        return self._keep(where, kind, fresh)

    def regenerate(self, draft_id: int, *, discard_edits: bool = False) -> Draft:
        """Write one draft anew; it needs approval again.

        Raises:
            UnknownItemError: there is no such draft.
            EditedDraftError: a person edited or approved it, and `discard_edits` does not say that this may go.
            UsageError: it was sent, or its template is gone or faulty.
        """
        with self._database.write() as connection:
            old = lookup.draft(connection, draft_id)
            _refuse_sent(old)
            if _kept(old) and not discard_edits:
                raise EditedDraftError(
                    f"Draft {old.id} was edited by a person.", "Say that the edits may be discarded."
                )
            record = ContactRecord(
                lookup.contact(connection, old.contact_id),
                encounters.meetings(connection, (old.contact_id,)).get(old.contact_id, ()),
            )
            writer = letters.Writer(owner.sender(connection), self._context.today(), self._context.own_templates)
            event = lookup.event(connection, old.event_id)
            new = writer.write(record, event, old.kind, old.language)
            drafts.change(connection, old.id, {**letters.text_of(new), "state": DraftState.DRAFTED.value})
            return lookup.draft(connection, old.id)

    def list(
        self,
        *,
        event: EventRef | None = None,
        kind: str = "",
        contact_id: int | None = None,
        state: DraftState | None = None,
    ) -> tuple[Draft, ...]:
        """Drafts that fit everything that is given, by id.

        Raises:
            UnknownEventError: there is no such event.
        """
        with self._database.read() as connection:
            event_id = lookup.event(connection, event).id if event is not None else None
            return drafts.find(connection, event_id, kind, contact_id, state)

    def get(self, draft_id: int) -> Draft:
        """Raises: UnknownItemError."""
        with self._database.read() as connection:
            return lookup.draft(connection, draft_id)

    def edit(self, draft_id: int, **changes: Unpack[DraftChanges]) -> Draft:
        """Change recipient, subject or body by hand; no template writes over it from now on.

        Raises:
            UnknownItemError, InvalidValueError, UsageError: nothing was changed; the draft is gone, or was sent.
        """
        values.known(changes, tuple(DraftChanges.__annotations__), "draft")
        with self._database.write() as connection:
            old = lookup.draft(connection, draft_id)
            _refuse_sent(old)
            clean = {name: _clean(old, name, str(value)) for name, value in changes.items()}
            changed = {name: value for name, value in clean.items() if value != getattr(old, name)}
            if changed:
                drafts.change(connection, old.id, {**changed, "edited": True})
            return lookup.draft(connection, old.id)

    def approve(self, draft_id: int) -> Draft:
        """A person read it and it may go.

        Raises:
            UnknownItemError, UsageError: the draft is gone, or was sent.
        """
        return self._set_state(draft_id, DraftState.APPROVED)

    def reopen(self, draft_id: int) -> Draft:
        """Take the approval back.

        Raises:
            UnknownItemError, UsageError: the draft is gone, or was sent.
        """
        return self._set_state(draft_id, DraftState.DRAFTED)

    def mark_exported(self, draft_ids: Iterable[int]) -> None:
        """Remember that these left as files just now."""
        with self._database.write() as connection:
            drafts.set_exported(connection, draft_ids, datetime.now(UTC))

    def eml(self, draft_id: int) -> tuple[str, bytes]:
        """One draft as a message file: its name, safe on every system, and its bytes.

        Raises:
            UnknownItemError: there is no such draft.
        """
        return next(iter(self.files((self.get(draft_id),))))

    def files(self, chosen: Sequence[Draft]) -> tuple[tuple[str, bytes], ...]:
        """The drafts as message files in their order: name and bytes. Names are different and stay the same."""
        date = datetime.now(UTC)
        return tuple(
            (delivery.file_name(item, item.draft.id), delivery.to_bytes(delivery.build(item, date=date)))
            for item in self._outgoing(chosen)
        )

    def archive(self, chosen: Sequence[Draft]) -> bytes:
        """The drafts as message files in one ZIP."""
        return delivery.zipped(self._outgoing(chosen), date=datetime.now(UTC))

    def _outgoing(self, chosen: Sequence[Draft]) -> tuple[delivery.Outgoing, ...]:
        with self._database.read() as connection:
            sender = owner.sender(connection)
            people = {c.id: c for c in contacts.by_ids(connection, tuple({d.contact_id for d in chosen}))}
        return tuple(delivery.Outgoing(d, people[d.contact_id], sender) for d in chosen if d.contact_id in people)

    def _keep(self, event: Event, kind: str, fresh: Sequence[Draft]) -> tuple[Draft, ...]:
        """Store what is new or changed; what a person touched meanwhile stays."""
        with self._database.write() as connection:
            there = {draft.contact_id: draft for draft in drafts.find(connection, event.id, kind)}
            for new in fresh:
                old = there.get(new.contact_id)
                if old is None:
                    drafts.add(connection, new)
                elif not _kept(old) and letters.text_of(old) != letters.text_of(new):
                    drafts.change(connection, old.id, letters.text_of(new))
            wanted = {draft.contact_id for draft in fresh}
            latest = {draft.contact_id: draft for draft in drafts.find(connection, event.id, kind)}
        return tuple(draft for contact_id, draft in latest.items() if contact_id in wanted)

    def _set_state(self, draft_id: int, state: DraftState) -> Draft:
        with self._database.write() as connection:
            old = lookup.draft(connection, draft_id)
            _refuse_sent(old)
            drafts.change(connection, old.id, {"state": state.value})
            return lookup.draft(connection, old.id)


def _kept(draft: Draft) -> bool:
    """Whether writing over it would lose a person's decision."""
    return draft.edited or draft.state is not DraftState.DRAFTED


def _refuse_sent(draft: Draft) -> None:
    if draft.state is DraftState.SENT:
        raise UsageError(f"Draft {draft.id} was sent and is kept as it went.", "Write a new one.")


def _clean(old: Draft, name: str, value: str) -> str:
    if name == "body":
        return values.lines(value, name)
    if name == "subject":
        return values.line(value, name)
    return value if value == old.to else contact_fields.email(value)
