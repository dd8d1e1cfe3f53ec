"""Is this draft ready to leave: the linter with everything that it has to know about a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from followup import drafting, network
from followup.drafting import Circumstances, Finding
from followup.matching.firms import firm_key
from followup.model import Contact, ContactRecord, Draft, DraftState
from followup.service import letters, lookup
from followup.service.context import Context
from followup.store import contacts, drafts, encounters, happenings, owner, relationships


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
            writer = letters.Writer(owner.sender(connection), self._context.today(), self._context.own_templates)
            kept = relationships.load(connection, ids)
            favours = happenings.favours(connection, ids)
            groups = {(d.event_id, d.kind): drafts.find(connection, d.event_id, d.kind) for d in chosen}
            found = []
            for draft in chosen:
                person = people.get(draft.contact_id)
                if person is None:
                    continue
                record = ContactRecord(person, met.get(person.id, ()))
                event = lookup.event(connection, draft.event_id)
                template, facts = writer.facts(record, event, draft.kind, draft.language)
                known = replace(
                    _circumstances(draft, person, people, groups[draft.event_id, draft.kind]),
                    opted_out=person.id in kept and kept[person.id].opted_out,
                    given=network.balance(favours.get(person.id, ())).given > 0,
                )
                found.append(CheckedDraft(draft, drafting.lint(draft, facts, template, known)))
        return tuple(found)


def _circumstances(
    draft: Draft, contact: Contact, people: Mapping[int, Contact], of_kind: Sequence[Draft]
) -> Circumstances:
    firm = firm_key(contact.organization)
    others = {i for i, other in people.items() if i != contact.id and firm and firm_key(other.organization) == firm}
    return Circumstances(
        colleague_texts=tuple(other.body for other in of_kind if other.contact_id in others),
        already_written=any(
            other.contact_id == contact.id and other.id != draft.id and other.state is DraftState.SENT
            for other in of_kind
        ),
    )
