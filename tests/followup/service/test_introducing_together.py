"""One message that brings two people together, once both have said yes."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest

from followup.delivery import mailto
from followup.errors import BlockedDraftError, UsageError
from followup.model import Contact, Draft, DraftState, Event
from followup.relations import IntroductionState
from followup.service import Aftercard
from tests.followup.service.mailing import mailbox, send, smtp
from tests.mail.smtpd import USER, Smtpd

__all__ = ["mailbox", "smtp"]

pytestmark = pytest.mark.sqlite  # about letters, not about rows


@pytest.fixture
def two(aftercard: Aftercard, summit: Event) -> tuple[Contact, Contact]:
    aftercard.owner.edit(name="Robin Meyer", email=USER)
    names = (("Ana", "López", "ana@example.com"), ("Bo", "Ek", "bo@example.org"))
    ana, bo = (
        aftercard.contacts.add(
            summit.id, name=f"{given} {family}", given_name=given, family_name=family, emails=(mail,), language="en"
        )
        for given, family, mail in names
    )
    return ana, bo


def agreed(aftercard: Aftercard, two: tuple[Contact, Contact]) -> int:
    number = aftercard.introductions.propose(two[0].id, two[1].id, "You both restore old radios.").introduction.id
    for one in two:
        aftercard.introductions.answered(number, one.id, yes=True)
    return number


def together(aftercard: Aftercard, two: tuple[Contact, Contact]) -> Draft:
    (draft,) = aftercard.introduction_letters.write(agreed(aftercard, two), together=True)
    return draft


def test_it_greets_both_and_goes_to_both(aftercard: Aftercard, two: tuple[Contact, Contact]) -> None:
    draft = together(aftercard, two)
    assert draft.body.startswith("Hi Ana, hi Bo,\n")
    assert "You both restore old radios." in draft.body
    message = cast("EmailMessage", email.message_from_bytes(aftercard.draft_files.eml(draft.id)[1], policy=default))
    assert (message["To"], message["Cc"]) == ("Ana López <ana@example.com>", "Bo Ek <bo@example.org>")
    assert mailto(draft) is None, "a link has one recipient"


def test_nobody_learns_an_address_before_both_agreed(aftercard: Aftercard, two: tuple[Contact, Contact]) -> None:
    number = aftercard.introductions.propose(two[0].id, two[1].id, "They fit.").introduction.id
    with pytest.raises(UsageError, match="not both have agreed"):
        aftercard.introduction_letters.write(number, together=True)
    assert aftercard.drafts.list() == ()


def test_both_need_an_address(aftercard: Aftercard, two: tuple[Contact, Contact]) -> None:
    number = agreed(aftercard, two)
    aftercard.contacts.edit(two[1].id, emails=())
    with pytest.raises(UsageError, match="no e-mail address"):
        aftercard.introduction_letters.write(number, together=True)


def test_it_leaves_once_to_both_and_they_are_introduced(
    aftercard: Aftercard, two: tuple[Contact, Contact], smtp: Smtpd, summit: Event
) -> None:
    draft = together(aftercard, two)
    aftercard.drafts.approve(draft.id)
    send(aftercard, summit)
    assert smtp.recipients == ["ana@example.com", "bo@example.org"]
    assert aftercard.drafts.get(draft.id).state is DraftState.SENT
    (found,) = aftercard.introductions.all()
    assert found.introduction.state is IntroductionState.INTRODUCED
    assert send(aftercard, summit) == []


def test_a_server_that_refuses_one_gets_it_for_none(
    aftercard: Aftercard, two: tuple[Contact, Contact], smtp: Smtpd, summit: Event
) -> None:
    aftercard.contacts.edit(two[1].id, emails=("unknown@example.org",))
    aftercard.drafts.approve(together(aftercard, two).id)
    (item,) = send(aftercard, summit)
    assert (item.outcome.value, smtp.messages) == ("failed", [])


def test_who_wants_no_messages_gets_none_in_copy_either(aftercard: Aftercard, two: tuple[Contact, Contact]) -> None:
    draft = together(aftercard, two)
    aftercard.relationships.edit(two[1].id, opted_out=True)
    with pytest.raises(BlockedDraftError) as refused:
        aftercard.drafts.approve(draft.id)
    assert "opted-out" in {finding.code for finding in refused.value.findings}


def test_a_text_to_both_never_goes_to_one(aftercard: Aftercard, two: tuple[Contact, Contact]) -> None:
    draft = together(aftercard, two)
    aftercard.contacts.edit(two[1].id, emails=())
    (checked,) = aftercard.linting.check((draft,))
    assert "no-copy" in {finding.code for finding in checked.findings}


def test_who_got_it_in_copy_is_not_introduced_again(
    aftercard: Aftercard, two: tuple[Contact, Contact], smtp: Smtpd, summit: Event
) -> None:
    number = agreed(aftercard, two)
    _to_ana, to_bo = aftercard.introduction_letters.write(number)
    (both,) = aftercard.introduction_letters.write(number, together=True)
    aftercard.drafts.approve(both.id)
    send(aftercard, summit)
    (checked,) = aftercard.linting.check((to_bo,))
    assert "already-written" in {finding.code for finding in checked.findings}
