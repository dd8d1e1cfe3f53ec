"""Drafts: written from templates and edited by a person. Nothing is sent from here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack

from followup import drafting
from followup.errors import UsageError
from followup.locale import _
from followup.model import ContactRecord, Draft, DraftState
from followup.service import contact_fields, letters, lookup, steps, values
from followup.service.approval import Approval, refuse_sent
from followup.service.context import Context
from followup.service.letters import Written
from followup.service.lookup import EventRef
from followup.service.orders import Order, Wish, cleaned, order_for
from followup.service.redrafting import Redrafting, open_of_kind
from followup.service.surroundings import around
from followup.store import contacts, draft_texts, drafts, encounters


class DraftChanges(TypedDict, total=False):
    """The fields of `Draft` that a person edits; those left out stay as they are."""

    to: str
    subject: str
    body: str


class Drafts(Approval, Redrafting):
    """What can be done with drafts."""

    def __init__(self, context: Context) -> None:
        Approval.__init__(self, context)
        Redrafting.__init__(self, context)

    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Kind and language of every template there is, the user's own among them."""
        return drafting.available(self._context.own_templates)

    def variants(self, kind: str, language: str) -> tuple[int, ...]:
        """The wordings of a kind in a language."""
        return drafting.variants(kind, language, self._context.own_templates)

    def make(
        self, event: EventRef | None, kind: str, *, contact_id: int | None = None, **wish: Unpack[Wish]
    ) -> tuple[Draft, ...]:
        """Write a draft to everyone met at the event, or to one contact; by contact.

        A draft that is there already is written anew from what is known now, unless a person edited or approved it or
        it was sent: then it stays and is given back as it is. To one contact another is written where the one that was
        sent was another step (see `followup.service.steps`). A contact without an e-mail address gets its draft too,
        with an empty `to`.

        Args:
            event: name, id or uid; None for a letter about no event, which needs a contact.
            kind: a template's kind.
            contact_id: only for this contact.
            wish: how; an empty language takes each contact's own where there is a template, else that of its country,
                else the event's, else English.

        Raises:
            UnknownEventError, UnknownItemError: there is no such event or contact.
            UsageError: there is no such template, it is faulty, the contact was not met at the event, or neither event
                nor contact is given.
        """
        clean = cleaned(wish)
        if event is None and contact_id is None:
            raise UsageError(_("A message about no event goes to one person."), _("Say to whom."))
        with self._database.read() as connection:
            where = lookup.place(connection, event)
            only = lookup.contact(connection, contact_id) if contact_id is not None else None
            people = (only,) if only else contacts.find(connection, where.id if where else None)
            met = encounters.meetings(connection, tuple(c.id for c in people))
            said = clean.get("particulars")
            there = open_of_kind(connection, where.id if where else None, kind)
            near = around(connection, where, people, kind)
            writer = letters.writer(connection, self._context)
            writer.require(Order(kind=kind, language=clean.get("language", ""), variant=clean.get("variant", 1)))
            fresh = tuple(
                writer.write(ContactRecord(c, met.get(c.id, ())), where, order_for(kind, there.get(c.id), clean), near)
                for c in people
                if only or not said or c.id != said.person_id
            )
        return self._keep(where.id if where else None, kind, fresh, again=only is not None)

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

    def about(self, event_id: int | None, *, kind: str = "", state: DraftState | None = None) -> tuple[Draft, ...]:
        """Drafts about one event, or with None those about none, that fit everything else that is given; by id."""
        with self._database.read() as connection:
            return drafts.about(connection, event_id, kind, state=state)

    def get(self, draft_id: int) -> Draft:
        """Raises: UnknownItemError."""
        with self._database.read() as connection:
            return lookup.draft(connection, draft_id)

    def facts(self, draft_id: int) -> dict[str, Any]:
        """What the template knew when it wrote the draft, by the facts' names; JSON-ready.

        Raises:
            UnknownItemError: there is no such draft.
        """
        with self._database.read() as connection:
            return drafts.facts(connection, lookup.draft(connection, draft_id).id)

    def edit(self, draft_id: int, **changes: Unpack[DraftChanges]) -> Draft:
        """Change recipient, subject or body by hand; no template writes over it from now on.

        Raises:
            UnknownItemError, InvalidValueError, UsageError: nothing was changed; the draft is gone, or was sent.
        """
        values.known(changes, tuple(DraftChanges.__annotations__), "draft")
        with self._database.write() as connection:
            old = lookup.draft(connection, draft_id)
            refuse_sent(old)
            clean = {name: _clean(old, name, str(value)) for name, value in changes.items()}
            changed = {name: value for name, value in clean.items() if value != getattr(old, name)}
            if changed:
                if not old.edited:
                    draft_texts.keep(connection, old)
                drafts.change(connection, old.id, {**changed, "edited": True, "in_spite_of": ()})
            return lookup.draft(connection, old.id)

    def mark_exported(self, draft_ids: Iterable[int]) -> None:
        """Remember that these left as files just now."""
        with self._database.write() as connection:
            drafts.set_exported(connection, draft_ids, datetime.now(UTC))

    def _keep(self, event_id: int | None, kind: str, fresh: Sequence[Written], *, again: bool) -> tuple[Draft, ...]:
        """Store what is new or changed; what a person touched meanwhile stays. `again` passes over earlier steps."""
        wanted = {new.draft.contact_id: new.draft for new in fresh}
        with self._database.write() as connection:
            found = [one for one in drafts.about(connection, event_id, kind) if one.contact_id in wanted]
            if again:
                found = [one for one in found if not self._is_past(one, wanted[one.contact_id])]
            there = _latest(found)
            drafts.add_all(connection, ((n.draft, n.facts) for n in fresh if n.draft.contact_id not in there))
            for new in fresh:
                old = there.get(new.draft.contact_id)
                if old and not _kept(old) and letters.text_of(old) != letters.text_of(new.draft):
                    drafts.change(connection, old.id, {**letters.text_of(new.draft), "facts": new.facts})
            latest = _latest(drafts.about(connection, event_id, kind))
        return tuple(draft for contact_id, draft in latest.items() if contact_id in wanted)

    def _is_past(self, old: Draft, new: Draft) -> bool:
        """Whether a message that was sent was another step than the new one."""
        sent = old.state is DraftState.SENT
        return sent and not steps.is_same_step(old, new.kind, new.particulars, self._context.today())


def _latest(found: Sequence[Draft]) -> dict[int, Draft]:
    """By contact, the open draft, else the last one that was sent."""
    return {draft.contact_id: draft for draft in sorted(found, key=lambda d: d.state is not DraftState.SENT)}


def _kept(draft: Draft) -> bool:
    """Whether writing over it would lose a person's decision."""
    return draft.edited or draft.state is not DraftState.DRAFTED


def _clean(old: Draft, name: str, value: str) -> str:
    if name == "body":
        return values.lines(value, name)
    if name == "subject":
        return values.line(value, name)
    return value if value == old.to else contact_fields.email(value)
