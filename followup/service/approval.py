"""Approving drafts: a person read them and they may go. Page and command line pass through here alike."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from followup.drafting import Finding, Severity
from followup.errors import BlockedDraftError, UsageError
from followup.locale import _
from followup.model import Draft, DraftState
from followup.service import lookup
from followup.service.context import Context
from followup.service.linting import CheckedDraft, Linting
from followup.store import drafts


class Approval:
    """The part of `Drafts` that decides which may go."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._linting = Linting(context)

    def approve(self, draft_id: int, *, in_spite_of: Collection[str] = ()) -> Draft:
        """A person read it and it may go.

        Args:
            draft_id: which.
            in_spite_of: codes of blocking findings that the person was told of and says a second time to overlook.

        Raises:
            UnknownItemError, UsageError: the draft is gone or was sent, or cannot be looked at.
            BlockedDraftError: it has a blocking finding that was not overlooked; the error has them all.
        """
        with self._database.read() as connection:
            draft = lookup.draft(connection, draft_id)
        refuse_sent(draft)
        (checked,) = self._linting.check((draft,))
        return self._approved(checked, frozenset(in_spite_of))

    def approve_ready(self, chosen: Sequence[Draft], *, in_spite_of: Collection[str] = ()) -> tuple[CheckedDraft, ...]:
        """Approve those that nothing speaks against; gives all of them as they are now, with what was found.

        Args:
            chosen: the drafts.
            in_spite_of: codes of findings that may be overlooked; see `approve`.

        Raises:
            UsageError: a draft cannot be looked at.
        """
        found = []
        for checked in self._linting.check(chosen):
            waits = checked.draft.state is DraftState.DRAFTED
            fit = {f.code for f in _blocking(checked)} <= set(in_spite_of)
            draft = self._approved(checked, frozenset(in_spite_of)) if waits and fit else checked.draft
            found.append(replace(checked, draft=draft))
        return tuple(found)

    def reopen(self, draft_id: int) -> Draft:
        """Take the approval back.

        Raises:
            UnknownItemError, UsageError: the draft is gone, or was sent.
        """
        with self._database.write() as connection:
            old = lookup.draft(connection, draft_id)
            refuse_sent(old)
            drafts.change(connection, old.id, {"state": DraftState.DRAFTED.value, "in_spite_of": ()})
            return lookup.draft(connection, old.id)

    def _approved(self, checked: CheckedDraft, overlooked: frozenset[str]) -> Draft:
        blocking = _blocking(checked)
        if open_ones := [f for f in blocking if f.code not in overlooked]:
            raise BlockedDraftError(
                _(
                    "Draft {id} is not fit to leave: {reasons}",
                    id=checked.draft.id,
                    reasons=" ".join(f.message for f in open_ones),
                ),
                _("Correct it, or say a second time that it may go as it is."),
                blocking,
            )
        with self._database.write() as connection:
            if lookup.draft(connection, checked.draft.id) != checked.draft:
                raise UsageError(_("Draft {id} was just changed elsewhere.", id=checked.draft.id), _("Read it again."))
            codes = tuple(sorted({f.code for f in blocking}))
            drafts.change(connection, checked.draft.id, {"state": DraftState.APPROVED.value, "in_spite_of": codes})
            return lookup.draft(connection, checked.draft.id)


def _blocking(checked: CheckedDraft) -> tuple[Finding, ...]:
    return tuple(f for f in checked.findings if f.severity is Severity.BLOCKING)


def refuse_sent(draft: Draft) -> None:
    """What was sent is history.

    Raises:
        UsageError: it was.
    """
    if draft.state is DraftState.SENT:
        raise UsageError(_("Draft {id} was sent and is kept as it went.", id=draft.id), _("Write a new one."))
