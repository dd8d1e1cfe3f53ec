"""When a second message of a kind to the same person is the same step, and when it is another one.

One thanks for a meeting once; one checks in every few months, passes on more than one article and introduces somebody
to several people. What was said last week about the same thing is an accident all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, timedelta

from followup.model import Draft, DraftState, Particulars
from followup.relations.messages import REPEATED

AGAIN_AFTER = timedelta(days=5)
"""From then on the same may be said again: a weekly rhythm is the shortest there is."""


def is_same_step(before: Draft, kind: str, said: Particulars, today: date) -> bool:
    """Whether a message that has left, or may have, was this step.

    Args:
        before: a message of the kind to the same person about the same event, or none.
        kind: a template's kind.
        said: what only the new message says.
        today: the owner's calendar date.
    """
    if kind not in REPEATED:
        return True
    if _occasion(before.particulars) != _occasion(said):
        return False
    sent = before.state is DraftState.SENT and before.updated_at
    return not sent or today - before.updated_at.astimezone(UTC).date() < AGAIN_AFTER  # type: ignore[union-attr]


def taken(gone: Iterable[Draft], draft: Draft, today: date) -> bool:
    """Whether one of the messages that have left was the step of this draft."""
    return any(one.id != draft.id and is_same_step(one, draft.kind, draft.particulars, today) for one in gone)


def _occasion(said: Particulars) -> tuple[object, ...]:
    return said.about.casefold(), said.about_on, said.link, said.person_id or said.person.casefold()
