"""Writing anew without losing a word, and approving only what is fit to leave or was said twice."""

from __future__ import annotations

import pytest

from followup.errors import BlockedDraftError, UnknownItemError, UsageError
from followup.model import Contact, Draft, DraftState, Event, Particulars
from followup.outbox import OutboxState, Way
from followup.service import Aftercard
from followup.store import draft_texts, outbox


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> Contact:
    made = aftercard.contacts.add(summit.id, name="Ana López", organization="Example Tools", emails=["ana@example.com"])
    aftercard.encounters.note(made.id, summit.id, topic="gear boxes")
    return made


@pytest.fixture
def draft(aftercard: Aftercard, summit: Event, ana: Contact) -> Draft:
    (made,) = aftercard.drafts.make(summit.id, "thank-you")
    return made


def test_another_kind_wording_or_language_keeps_what_a_person_wrote(aftercard: Aftercard, draft: Draft) -> None:
    edited = aftercard.drafts.edit(draft.id, body="Hi Ana,\n\nmy own words about gear boxes.")
    wording = aftercard.drafts.regenerate(draft.id, variant=2)
    assert (wording.variant, wording.edited, wording.state) == (2, False, DraftState.DRAFTED)
    assert wording.body != draft.body
    kind = aftercard.drafts.regenerate(draft.id, kind="follow-up", variant=1)
    assert (kind.id, kind.kind) == (draft.id, "follow-up")
    german = aftercard.drafts.regenerate(draft.id, language="de", formal=False)
    assert german.body.startswith("Hallo Ana,")
    texts = aftercard.drafts.earlier(draft.id)
    assert [text.body for text in texts] == [kind.body, wording.body, edited.body, draft.body]
    assert [text.edited for text in texts] == [False, False, True, False]
    back = aftercard.drafts.restore(draft.id, texts[2].id)
    assert (back.kind, back.language, back.variant) == ("thank-you", "en", 1)
    assert (back.subject, back.body, back.edited) == (edited.subject, edited.body, True)
    assert aftercard.drafts.earlier(draft.id)[0].body == german.body


def test_a_text_that_is_nobodys_is_not_restored(aftercard: Aftercard, summit: Event, draft: Draft) -> None:
    (other,) = aftercard.drafts.make(summit.id, "follow-up")
    aftercard.drafts.regenerate(other.id, variant=2)
    (text,) = aftercard.drafts.earlier(other.id)
    for text_id in (text.id, 999):
        with pytest.raises(UnknownItemError):
            aftercard.drafts.restore(draft.id, text_id)


def test_only_the_newest_texts_are_kept(aftercard: Aftercard, draft: Draft) -> None:
    for number in range(draft_texts.MAX_KEPT + 3):
        aftercard.drafts.edit(draft.id, body=f"Version {number}")
        aftercard.drafts.regenerate(draft.id)
    kept = aftercard.drafts.earlier(draft.id)
    assert len(kept) == draft_texts.MAX_KEPT
    assert kept[0].body == f"Version {draft_texts.MAX_KEPT + 2}"


def test_two_open_drafts_of_a_kind_never_come_about(aftercard: Aftercard, summit: Event, draft: Draft) -> None:
    aftercard.drafts.make(summit.id, "follow-up")
    with pytest.raises(UsageError, match="open draft 'follow-up'"):
        aftercard.drafts.regenerate(draft.id, kind="follow-up")
    assert aftercard.drafts.get(draft.id) == draft


@pytest.mark.parametrize(("state", "allowed"), [(OutboxState.PLANNED, True), (OutboxState.HANDING_OVER, False)])
def test_what_may_have_been_sent_stays_as_it_went(
    *, aftercard: Aftercard, draft: Draft, state: OutboxState, allowed: bool
) -> None:
    with aftercard._context.database.write() as connection:
        outbox.add(connection, draft, "<a@reed.example>", Way.SMTP)
        outbox.settle(connection, draft.id, state)
    if allowed:
        assert aftercard.drafts.regenerate(draft.id, kind="follow-up").kind == "follow-up"
        return
    with pytest.raises(UsageError, match="may have arrived"):
        aftercard.drafts.regenerate(draft.id, kind="follow-up")


def test_a_blocked_draft_is_approved_only_when_said_twice(aftercard: Aftercard, draft: Draft) -> None:
    aftercard.drafts.edit(draft.id, subject="")
    with pytest.raises(BlockedDraftError, match="subject is empty") as caught:
        aftercard.drafts.approve(draft.id)
    codes = {finding.code for finding in caught.value.findings}
    assert codes == {"no-subject"}
    aftercard.drafts.edit(draft.id, body="Dear Olga,\n\nlet us talk about gear boxes.")
    with pytest.raises(BlockedDraftError, match="Olga"):
        aftercard.drafts.approve(draft.id, in_spite_of=codes)
    approved = aftercard.drafts.approve(draft.id, in_spite_of={"no-subject", "other-name"})
    assert (approved.state, approved.in_spite_of) == (DraftState.APPROVED, ("no-subject", "other-name"))
    assert aftercard.drafts.edit(draft.id, subject="Hello").in_spite_of == (), "an edit has to be looked at again"


def test_the_ready_ones_are_approved_together(aftercard: Aftercard, summit: Event, draft: Draft) -> None:
    aftercard.contacts.add(summit.id, name="Bo Berg")
    made = aftercard.drafts.make(summit.id, "thank-you")
    first, second = aftercard.drafts.approve_ready(made)
    assert (first.draft.state, first.ready) == (DraftState.APPROVED, True)
    assert (second.draft.state, second.ready) == (DraftState.DRAFTED, False)


def test_a_draft_knows_its_template_its_facts_and_its_particulars(aftercard: Aftercard, draft: Draft) -> None:
    facts = aftercard.drafts.facts(draft.id)
    assert facts["topic"] == "gear boxes"
    assert facts["event"] == "Web Summit 2026"
    assert draft.template_version
    said = Particulars(about="the checklist", link="https://example.org/c")
    assert aftercard.drafts.regenerate(draft.id, kind="share-resource", particulars=said).particulars == said
    assert aftercard.drafts.regenerate(draft.id).particulars == said
