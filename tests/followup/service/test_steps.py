"""One person gets several messages of a kind over time, and none of them twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from followup.model import Contact, Draft, DraftState, Event, Particulars
from followup.service import Aftercard
from followup.service.steps import AGAIN_AFTER
from followup.settings import Settings
from tests.followup.conftest import TODAY
from tests.followup.service.mailing import outcomes, send, smtp
from tests.mail.smtpd import USER, Smtpd

__all__ = ["smtp"]

pytestmark = pytest.mark.sqlite  # about rules, not about rows

STUDY, TALK = Particulars(about="a study on gears"), Particulars(about="a talk on brakes")


@pytest.fixture
def eva(aftercard: Aftercard, summit: Event) -> Contact:
    aftercard.owner.edit(name="Ana Reed", email=USER)
    made = aftercard.contacts.add(
        summit.id, name="Eva Roth", organization="Roth Tools", emails=("eva@example.com",), language="en"
    )
    aftercard.encounters.note(made.id, summit.id, topic="gear boxes")
    return made


def written(aftercard: Aftercard, event: Event, kind: str, contact: Contact, said: Particulars) -> Draft:
    (draft,) = aftercard.drafts.make(event.id, kind, contact_id=contact.id, particulars=said)
    return draft


def sent(aftercard: Aftercard, event: Event, kind: str, contact: Contact, said: Particulars) -> Draft:
    """A message that has just left."""
    draft = written(aftercard, event, kind, contact, said)
    aftercard.drafts.approve(draft.id)
    assert outcomes(send(aftercard, event)) == ["sent"]
    return aftercard.drafts.get(draft.id)


def codes(aftercard: Aftercard, draft: Draft) -> set[str]:
    (checked,) = aftercard.linting.check((draft,))
    return {finding.code for finding in checked.findings}


def test_another_article_is_another_message_and_leaves_too(
    aftercard: Aftercard, summit: Event, eva: Contact, smtp: Smtpd
) -> None:
    first = sent(aftercard, summit, "share-resource", eva, STUDY)
    second = sent(aftercard, summit, "share-resource", eva, TALK)
    assert second.id != first.id
    assert [message["Subject"] for message in smtp.messages] == [first.subject, second.subject]
    assert aftercard.drafts.get(first.id).body == first.body, "what was sent stays as it went"


def test_the_same_article_is_not_sent_twice(aftercard: Aftercard, summit: Event, eva: Contact, smtp: Smtpd) -> None:
    first = sent(aftercard, summit, "share-resource", eva, STUDY)
    assert written(aftercard, summit, "share-resource", eva, STUDY).id == first.id
    other = written(aftercard, summit, "share-resource", eva, TALK)
    assert "already-written" not in codes(aftercard, other)
    assert "already-written" in codes(aftercard, aftercard.drafts.regenerate(other.id, particulars=STUDY))


@pytest.mark.parametrize(("kind", "repeats"), [("check-in", True), ("reconnect", True), ("thank-you", False)])
def test_what_has_a_rhythm_is_written_again_after_some_days(
    *, aftercard: Aftercard, places: Settings, summit: Event, eva: Contact, smtp: Smtpd, kind: str, repeats: bool
) -> None:
    first = sent(aftercard, summit, kind, eva, Particulars())
    assert written(aftercard, summit, kind, eva, Particulars()).id == first.id
    later = max(TODAY, date.today()) + AGAIN_AFTER + timedelta(days=1)
    with Aftercard.open(places, today=lambda: later) as next_week:
        new = written(next_week, summit, kind, eva, Particulars())
        assert (new.id != first.id, new.state is DraftState.DRAFTED) == (repeats, repeats)
        assert ("already-written" in codes(next_week, new)) is False
        everybody = next_week.drafts.make(summit.id, kind)
        assert [draft.id for draft in everybody] == [new.id], "writing to all begins nothing again"


def test_one_person_is_introduced_to_several(aftercard: Aftercard, summit: Event, eva: Contact, smtp: Smtpd) -> None:
    for name in ("Bo Ek", "Cy Chan"):
        other = aftercard.contacts.add(name=name, emails=("x@example.org",))
        sent(aftercard, summit, "introduction", eva, Particulars(person_id=other.id))
    said = [message.get_content() for message in smtp.messages]
    assert [("Bo Ek" in body, "Cy Chan" in body) for body in said] == [(True, False), (False, True)]
