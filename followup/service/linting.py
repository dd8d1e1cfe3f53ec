"""Is this draft ready to leave: the linter with everything that it has to know about a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from followup import delivery, drafting, network
from followup.drafting import Circumstances, Finding
from followup.model import Contact, ContactRecord, Draft, DraftState, Event
from followup.relations import MessageKind
from followup.service import letters, lookup
from followup.service.context import Context
from followup.service.draft_files import copied
from followup.service.letters import Writer
from followup.service.orders import Order
from followup.service.steps import taken
from followup.service.surroundings import Around, around
from followup.store import contacts, drafts, encounters, happenings, relationships


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with what the linter says, the blocking findings first."""

    draft: Draft
    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing blocks it."""
        return drafting.is_ready(self.findings)


class Linting:
    """Looks at drafts before they leave."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._database = context.database

    def check(self, chosen: Sequence[Draft]) -> tuple[CheckedDraft, ...]:
        """Each draft as it would leave now, edits included, in the order given.

        Raises:
            UsageError: a draft's template is gone or faulty.
            UnknownItemError, UnknownEventError: a draft's contact or event is gone.
        """
        with self._database.read() as connection:
            ids = tuple(dict.fromkeys(draft.contact_id for draft in chosen))
            people = {c.id: c for c in contacts.by_ids(connection, ids)}
            met = encounters.meetings(connection, ids)
            favours = happenings.favours(connection, ids)
            writer = letters.writer(connection, self._context)
            groups = _groups(connection, chosen, people)
            silent, today = _opted_out(connection, chosen), self._context.today()
            found = []
            for draft in chosen:
                if (person := people.get(draft.contact_id)) is None:
                    continue
                group = groups[draft.event_id, draft.kind]
                given = network.balance(favours.get(person.id, ())).given > 0
                record = ContactRecord(person, met.get(person.id, ()))
                circumstances = Circumstances(
                    opted_out=draft.particulars.person_id in silent,
                    already_written=taken(group.sent_to(person.id), draft, today) or _told_together(connection, draft),
                    copied=delivery.address(*(copied(connection, draft) or ("", ""))) is not None,
                    given=given,
                )
                findings = _findings(draft, record, group, writer, circumstances)
                found.append(CheckedDraft(draft, findings))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Group:
    """The drafts of one kind about one event or none, by contact, and what lies around them."""

    event: Event | None
    near: Around
    drafts: Mapping[int, Sequence[Draft]]

    def of(self, contact_ids: Iterable[int]) -> tuple[Draft, ...]:
        return tuple(draft for i in contact_ids for draft in self.drafts.get(i, ()))

    def sent_to(self, contact_id: int) -> tuple[Draft, ...]:
        return tuple(draft for draft in self.of((contact_id,)) if draft.state is DraftState.SENT)


def _groups(
    connection: Connection, chosen: Sequence[Draft], people: Mapping[int, Contact]
) -> dict[tuple[int | None, str], _Group]:
    found = {}
    for event_id, kind in dict.fromkeys((draft.event_id, draft.kind) for draft in chosen):
        event = lookup.place(connection, event_id)
        by_contact: dict[int, list[Draft]] = {}
        for draft in drafts.about(connection, event_id, kind):
            by_contact.setdefault(draft.contact_id, []).append(draft)
        ids = {d.contact_id for d in chosen if (d.event_id, d.kind) == (event_id, kind)}
        wanted = [people[i] for i in ids if i in people]
        found[event_id, kind] = _Group(event, around(connection, event, wanted, kind), by_contact)
    return found


def _findings(
    draft: Draft, record: ContactRecord, group: _Group, writer: Writer, known: Circumstances
) -> tuple[Finding, ...]:
    contact = record.contact
    template, facts = writer.facts(record, group.event, Order.of(draft), group.near)
    kept = group.near.kept.get(contact.id)
    known = replace(
        known,
        attachments=facts.attached,
        colleague_texts=tuple(other.body for other in group.of(group.near.colleagues(contact))),
        other_wordings=len(writer.variants(draft.kind, draft.language)) > 1,
        opted_out=known.opted_out or (kept is not None and kept.opted_out),
    )
    return drafting.lint(draft, facts, template, known)


def _opted_out(connection: Connection, chosen: Sequence[Draft]) -> frozenset[int]:
    """Of those who get one of these in copy: who asked for no more messages."""
    copies = {draft.particulars.person_id for draft in chosen if draft.particulars.together}
    return frozenset(i for i, kept in relationships.load(connection, tuple(copies)).items() if kept.opted_out)


def _told_together(connection: Connection, draft: Draft) -> bool:
    """Whether an introduction has reached its reader already, in copy of the one message to both."""
    other = draft.particulars.person_id
    if draft.kind != MessageKind.INTRODUCTION or not other:
        return False
    sent = drafts.find(connection, None, draft.kind, other, DraftState.SENT)
    return any(one.particulars.together and one.particulars.person_id == draft.contact_id for one in sent)
