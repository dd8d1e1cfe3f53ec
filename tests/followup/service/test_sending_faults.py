"""What a mail server does wrong, and what becomes of the draft it was given."""

from __future__ import annotations

import pytest

from followup.errors import DeliveryError, UsageError
from followup.model import DraftState, Event
from followup.outbox import OutboxState, Way
from followup.service import Aftercard, Request
from followup.settings import Settings
from tests.followup.service.mailing import Approved, approved, mailbox, outcomes, send, smtp, states
from tests.mail.smtpd import PASSWORD, Smtpd

__all__ = ["approved", "mailbox", "smtp"]


def test_an_answer_about_one_is_written_down_and_the_others_go(
    aftercard: Aftercard, summit: Event, places: Settings, smtp: Smtpd, approved: Approved
) -> None:
    drafts = approved("bo", "greylisted", "unknown", "busy", "spam", "cy")
    items = send(aftercard, summit)
    assert outcomes(items) == ["sent", "later", "failed", "later", "failed", "sent"]
    assert "No such user" in items[2].said
    assert states(places, drafts) == [
        OutboxState.SENT, OutboxState.PLANNED, OutboxState.FAILED, OutboxState.PLANNED, OutboxState.FAILED,
        OutboxState.SENT,
    ]  # fmt: skip
    second = {item.draft.id: item.outcome.value for item in send(aftercard, summit)}
    assert second == {drafts[1].id: "later", drafts[2].id: "failed", drafts[3].id: "later", drafts[4].id: "failed"}
    assert smtp.recipients == ["bo@example.com", "cy@example.com"]


def test_a_refused_draft_goes_again_when_its_address_changes_or_a_person_says_so(
    aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved
) -> None:
    first, second = approved("unknown", "spam")
    send(aftercard, summit)
    aftercard.drafts.edit(first.id, to="known@example.com")
    aftercard.drafts.edit(second.id, to="spam@example.org")
    aftercard.drafts.edit(second.id, to="spam@example.com")
    assert outcomes(send(aftercard, summit)) == ["failed", "sent"]
    assert outcomes(send(aftercard, summit, again=frozenset({second.id}))) == ["failed"]
    assert smtp.recipients == ["known@example.com"]


@pytest.mark.parametrize("name", ["closing", "unpaid", "cut-early"])
def test_a_server_that_does_not_go_on_stops_the_run_and_the_next_run_goes_on(
    *, aftercard: Aftercard, summit: Event, places: Settings, smtp: Smtpd, approved: Approved, name: str
) -> None:
    drafts = approved("bo", name, "cy")
    run, seen = aftercard.sending.send(Request(event=summit.id, way=Way.SMTP)), []
    with pytest.raises(DeliveryError, match="1 drafts are left") as caught:
        seen.extend(run)
    assert caught.value.exit_code == 5
    assert outcomes(seen) == ["sent", "later"]
    assert states(places, drafts) == [OutboxState.SENT, OutboxState.PLANNED, OutboxState.PLANNED]
    aftercard.drafts.edit(drafts[1].id, to="dee@example.com")
    assert outcomes(send(aftercard, summit)) == ["sent", "sent"]
    assert smtp.recipients == ["bo@example.com", "dee@example.com", "cy@example.com"]


def test_silence_after_the_message_is_left_to_a_person(
    aftercard: Aftercard, summit: Event, places: Settings, smtp: Smtpd, approved: Approved
) -> None:
    doubtful, waiting = approved("cut", "cy")
    with pytest.raises(DeliveryError, match="1 drafts are left"):
        send(aftercard, summit)
    assert states(places, [doubtful, waiting]) == [OutboxState.HANDING_OVER, OutboxState.PLANNED]
    assert outcomes(aftercard.sending.preview(Request(event=summit.id, way=Way.SMTP))) == ["open", "ready"]
    assert outcomes(send(aftercard, summit)) == ["open", "sent"]
    assert outcomes(send(aftercard, summit)) == ["open"]
    assert smtp.recipients == ["cut@example.com", "cy@example.com"], "it arrived once, and once it stays"
    assert aftercard.sending.mark_sent(doubtful.id).state is DraftState.SENT
    assert send(aftercard, summit) == []
    with pytest.raises(UsageError, match="not left open"):
        aftercard.sending.mark_sent(doubtful.id)


def test_a_person_who_knows_better_can_have_it_sent_again(
    aftercard: Aftercard, summit: Event, smtp: Smtpd, approved: Approved
) -> None:
    (draft,) = approved("cut")
    with pytest.raises(DeliveryError):
        send(aftercard, summit)
    with pytest.raises(DeliveryError):
        send(aftercard, summit, again=frozenset({draft.id}))
    assert [m["Message-ID"] for m in smtp.messages] == [f"<{draft.uid}@reed.example>"] * 2
    with pytest.raises(UsageError, match="Draft 999"):
        send(aftercard, summit, again=frozenset({999}))


@pytest.mark.sqlite
def test_a_wrong_password_stops_before_anything_is_given(
    *,
    aftercard: Aftercard,
    summit: Event,
    places: Settings,
    smtp: Smtpd,
    approved: Approved,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drafts = approved("bo", "cy")
    monkeypatch.setenv("AFTERCARD_SMTP_PASSWORD", "not this one")
    with pytest.raises(DeliveryError, match="refuses the user"):
        send(aftercard, summit)
    assert smtp.logins == 1
    assert states(places, drafts) == [OutboxState.PLANNED, OutboxState.PLANNED]
    monkeypatch.setenv("AFTERCARD_SMTP_PASSWORD", PASSWORD)
    assert outcomes(send(aftercard, summit)) == ["sent", "sent"]
