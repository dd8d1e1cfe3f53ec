"""Which approved drafts may leave now, and why the others may not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from followup.drafting import Finding, holding_back
from followup.errors import UsageError
from followup.locale import _
from followup.model import Draft, DraftState
from followup.outbox import OutboxItem, OutboxState, Way
from followup.service import lookup
from followup.service.context import Context
from followup.service.linting import CheckedDraft, Linting
from followup.service.lookup import EventRef
from followup.service.steps import taken
from followup.store import contacts, drafts, outbox


class SendOutcome(StrEnum):
    """What becomes of an approved draft."""

    READY = "ready"
    """It would leave; only a preview says so."""
    SENT = "sent"
    LATER = "later"
    """The server did not take it now; the next run tries again."""
    FAILED = "failed"
    """The server will not have it."""
    OPEN = "open"
    """It was given to the server, which never answered: it may have arrived, and only a person can know."""
    BLOCKED = "blocked"
    """It is not fit to leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendItem:
    """One approved draft of a run or a preview.

    Attributes:
        name: what the contact is called.
        said: why, in one sentence; may be empty.
        findings: what the linter says; of a draft that was tried, only those of the beginning.
    """

    draft: Draft
    name: str
    outcome: SendOutcome
    said: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to send.

    Attributes:
        event: name, id or uid; None for messages about no event.
        kind: only this kind; empty for every kind.
        contact_id: only to this contact.
        again: drafts that a person wants to be given to the server once more, although it refused them, or although
            nobody knows whether it took them.
    """

    event: EventRef | None
    way: Way
    kind: str = ""
    contact_id: int | None = None
    again: frozenset[int] = frozenset()


class Departures:
    """Looks at approved drafts before they leave; the linter is the gate."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._linting = Linting(context)
        self._today = context.today

    def judge(self, request: Request) -> tuple[SendItem, ...]:
        """Every approved draft that the request means, by id.

        Raises:
            UnknownEventError: there is no such event.
            UsageError: a draft to be given again is not among them.
        """
        with self._database.read() as connection:
            where = lookup.place(connection, request.event)
            narrowed = (request.kind, request.contact_id, DraftState.APPROVED)
            chosen = drafts.about(connection, where.id if where else None, *narrowed)
        _all_known(request.again, chosen)
        return self._judged(chosen, request)

    def judge_one(self, draft_id: int, request: Request) -> SendItem:
        """One draft as it is now.

        Raises:
            UnknownItemError: it was erased.
        """
        with self._database.read() as connection:
            draft = lookup.draft(connection, draft_id)
        return next(iter(self._judged((draft,), request)))

    def _judged(self, chosen: Sequence[Draft], request: Request) -> tuple[SendItem, ...]:
        checked = self._checked(chosen)
        with self._database.read() as connection:
            names = {c.id: c.display_name for c in contacts.by_ids(connection, tuple({d.contact_id for d in chosen}))}
            ways = outbox.by_draft(connection, (draft.id for draft in chosen))
            return tuple(
                _item(
                    found,
                    names.get(found.draft.contact_id, ""),
                    _held_back(connection, found, ways, request, today=self._today()),
                )
                for found in checked
            )

    def _checked(self, chosen: Sequence[Draft]) -> tuple[CheckedDraft | Unchecked, ...]:
        """The linter's findings; a draft that it cannot look at holds nobody else up."""
        try:
            return self._linting.check(chosen)
        except UsageError:
            return tuple(self._checked_alone(chosen))

    def _checked_alone(self, chosen: Sequence[Draft]) -> Iterator[CheckedDraft | Unchecked]:
        for draft in chosen:
            try:
                yield from self._linting.check((draft,))
            except UsageError as error:
                yield Unchecked(draft, str(error))


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A draft that the linter cannot look at, and why."""

    draft: Draft
    reason: str
    findings: tuple[Finding, ...] = ()


_Verdict = tuple[SendOutcome, str]


def _held_back(
    connection: Connection,
    found: CheckedDraft | Unchecked,
    ways: dict[int, OutboxItem],
    request: Request,
    *,
    today: date,
) -> _Verdict:
    draft, way = found.draft, ways.get(found.draft.id)
    if draft.state is not DraftState.APPROVED:
        return SendOutcome.BLOCKED, "It is not approved."
    gone = drafts.by_ids(connection, outbox.gone(connection, draft))
    if taken(gone, draft, today) or (way and way.state is OutboxState.SENT):
        return SendOutcome.BLOCKED, "A message of this kind has gone to this contact already."
    if way and draft.id not in request.again and (verdict := _known_trouble(way, draft, request)):
        return verdict
    if isinstance(found, Unchecked):
        return SendOutcome.BLOCKED, found.reason
    if against := holding_back(found.findings, draft.in_spite_of):
        return SendOutcome.BLOCKED, against[0].message
    return SendOutcome.READY, ""


def _known_trouble(way: OutboxItem, draft: Draft, request: Request) -> _Verdict | None:
    """What happened before. Only a folder can be asked whether it took a message; so only there it is tried again."""
    if way.state is OutboxState.HANDING_OVER and {way.way, request.way} != {Way.IMAP_DRAFTS}:
        reason = f" ({way.said})" if way.said else ""
        return SendOutcome.OPEN, f"It was given to the server before, and may have arrived{reason}."
    if way.state is OutboxState.FAILED and way.recipient == draft.to and way.way is request.way:
        return SendOutcome.FAILED, way.said
    return None


def _item(found: CheckedDraft | Unchecked, name: str, verdict: _Verdict) -> SendItem:
    outcome, said = verdict
    return SendItem(draft=found.draft, name=name, outcome=outcome, said=said, findings=found.findings)


def _all_known(again: Collection[int], chosen: Sequence[Draft]) -> None:
    if unknown := sorted(set(again) - {draft.id for draft in chosen}):
        raise UsageError(
            _("Draft {what} is not among the approved ones that this would send.", what=unknown[0]),
            _("Look at --again."),
        )
