"""Writing a draft anew without losing a word: every text that is replaced is kept and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Unpack

from sqlalchemy import Connection

from followup.errors import UnknownItemError, UsageError
from followup.locale import _
from followup.model import ContactRecord, Draft, DraftState, EarlierText
from followup.outbox import OutboxState
from followup.service import letters, lookup
from followup.service.approval import refuse_sent
from followup.service.context import Context
from followup.service.orders import Order, Wish, cleaned, order_for
from followup.service.surroundings import around
from followup.store import draft_texts, drafts, encounters, outbox

_TEXT = ("subject", "body", "kind", "language", "variant", "edited", "template_version")


class Redrafting:
    """The part of `Drafts` that replaces texts."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._database = context.database

    def regenerate(self, draft_id: int, *, kind: str = "", **wish: Unpack[Wish]) -> Draft:
        """Write one draft anew, as it was or as another kind, language or wording; it needs approval again.

        What it said before is kept (`earlier`), so that no word of a person is lost.

        Raises:
            UnknownItemError: there is no such draft.
            UsageError: it was sent or may have been, its template is gone or faulty, or there is an open draft of
                the other kind.
        """
        clean = cleaned(wish)
        with self._database.write() as connection:
            old = lookup.draft(connection, draft_id)
            refuse_sent(old)
            order = replace(order_for(old.kind, old, {"language": old.language, **clean}), kind=kind or old.kind)
            _rewrite(connection, old, self._anew(connection, old, order))
            return lookup.draft(connection, old.id)

    def refresh(self, draft_id: int) -> Draft:
        """Bring a draft up to what is known now, unless a person edited or approved it.

        Raises:
            UnknownItemError: there is no such draft.
            UsageError: its template is gone or faulty.
        """
        with self._database.write() as connection:
            old = lookup.draft(connection, draft_id)
            if not old.edited and old.state is DraftState.DRAFTED:
                drafts.change(connection, old.id, self._anew(connection, old, Order.of(old)))
            return lookup.draft(connection, old.id)

    def earlier(self, draft_id: int) -> tuple[EarlierText, ...]:
        """What the draft said before, the newest first.

        Raises:
            UnknownItemError: there is no such draft.
        """
        with self._database.read() as connection:
            return draft_texts.of_draft(connection, lookup.draft(connection, draft_id).id)

    def restore(self, draft_id: int, text_id: int) -> Draft:
        """Take an earlier text back; what the draft says now is kept in its turn. It needs approval again.

        Raises:
            UnknownItemError: there is no such draft, or it has no such text.
            UsageError: it was sent or may have been, or there is an open draft of the text's kind.
        """
        with self._database.write() as connection:
            old = lookup.draft(connection, draft_id)
            refuse_sent(old)
            text = draft_texts.by_id(connection, text_id)
            if text is None or text.draft_id != old.id:
                raise UnknownItemError(
                    _("Draft {id} has no earlier text {text}.", id=draft_id, text=text_id), _("Look at the list again.")
                )
            _rewrite(connection, old, {name: getattr(text, name) for name in _TEXT})
            return lookup.draft(connection, old.id)

    def _anew(self, connection: Connection, old: Draft, order: Order) -> dict[str, Any]:
        """The fields of a draft that a template decides, as it writes them now."""
        person = lookup.contact(connection, old.contact_id)
        record = ContactRecord(person, encounters.meetings(connection, (person.id,)).get(person.id, ()))
        event = lookup.place(connection, old.event_id)
        writer = letters.writer(connection, self._context)
        writer.require(order)
        new = writer.write(record, event, order, around(connection, event, (person,), old.kind))
        return {**letters.text_of(new.draft), "facts": new.facts}


def _rewrite(connection: Connection, old: Draft, text: dict[str, Any]) -> None:
    """Put another text in the place of a draft's, which is kept.

    Raises:
        UsageError: there is an open draft of the new kind, or the old text may have been sent.
    """
    way = outbox.by_draft(connection, (old.id,)).get(old.id)
    if way and way.state is OutboxState.HANDING_OVER:
        raise UsageError(
            _("Draft {id} was given to the mail server and may have arrived.", id=old.id),
            _("Say first whether it did."),
        )
    kind = text["kind"]
    if kind != old.kind:
        if open_of_kind(connection, old.event_id, kind).get(old.contact_id):
            raise UsageError(
                _("There is an open draft {kind!r} to this contact already.", kind=kind), _("Open that one.")
            )
        outbox.forget(connection, old.id)
    draft_texts.keep(connection, old)
    drafts.change(connection, old.id, {**text, "state": DraftState.DRAFTED.value, "in_spite_of": ()})


def open_of_kind(connection: Connection, event_id: int | None, kind: str) -> dict[int, Draft]:
    """Drafts of a kind about an event, or about none, that were not sent, by contact."""
    found = drafts.about(connection, event_id, kind)
    return {draft.contact_id: draft for draft in found if draft.state is not DraftState.SENT}
