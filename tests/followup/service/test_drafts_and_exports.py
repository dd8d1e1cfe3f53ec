from __future__ import annotations

import email
import io
import zipfile
from contextlib import closing
from email.policy import default

import pytest
import vobject

from followup.errors import InvalidValueError, UnknownFormatError, UsageError
from followup.model import Contact, DraftState, Event
from followup.service import Aftercard
from followup.settings import Settings
from followup.store import Database, contacts


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> Contact:
    return aftercard.contacts.add(summit.id, name="Ana López", organization="Example Tools", emails=["ana@example.com"])


@pytest.fixture
def bo(aftercard: Aftercard, summit: Event) -> Contact:
    return aftercard.contacts.add(summit.id, name="Bo Berg")


def test_everyone_met_gets_a_draft_with_or_without_an_address(
    aftercard: Aftercard, summit: Event, ana: Contact, bo: Contact
) -> None:
    aftercard.encounters.note(ana.id, summit.id, topic="gear boxes")
    drafts = aftercard.drafts.make("web summit 2026", "thank-you")
    assert [(d.contact_id, d.to) for d in drafts] == [(ana.id, "ana@example.com"), (bo.id, "")]
    assert "gear boxes" in drafts[0].body
    assert drafts[0].template_version
    assert aftercard.drafts.list(event=summit.id) == drafts


def test_making_again_follows_what_is_known_now(aftercard: Aftercard, summit: Event, ana: Contact) -> None:
    (before,) = aftercard.drafts.make(summit.id, "thank-you")
    assert aftercard.drafts.make(summit.id, "thank-you") == (before,)
    aftercard.encounters.note(ana.id, summit.id, topic="gear boxes")
    (after,) = aftercard.drafts.make(summit.id, "thank-you")
    assert (after.id, after.uid) == (before.id, before.uid)
    assert "gear boxes" in after.body


def test_what_a_person_wrote_is_never_written_over_silently(
    aftercard: Aftercard, summit: Event, ana: Contact, bo: Contact
) -> None:
    first, second = aftercard.drafts.make(summit.id, "thank-you")
    edited = aftercard.drafts.edit(first.id, body="My own words.")
    approved = aftercard.drafts.approve(second.id, in_spite_of={"no-recipient", "nothing-specific"})
    for person in (ana, bo):
        aftercard.encounters.note(person.id, summit.id, topic="gear boxes")
    assert aftercard.drafts.make(summit.id, "thank-you") == (edited, approved)
    for draft in (edited, approved):
        fresh = aftercard.drafts.regenerate(draft.id)
        assert aftercard.drafts.earlier(draft.id)[0].body == draft.body
        assert "gear boxes" in fresh.body
        assert (fresh.edited, fresh.state) == (False, DraftState.DRAFTED)


def test_an_edit_that_changes_nothing_is_no_edit(aftercard: Aftercard, summit: Event, ana: Contact) -> None:
    (draft,) = aftercard.drafts.make(summit.id, "thank-you")
    assert aftercard.drafts.edit(draft.id, to=draft.to, subject=draft.subject, body=draft.body) == draft
    with pytest.raises(InvalidValueError):
        aftercard.drafts.edit(draft.id, to="ana@example.com, bo@example.org")


def test_approval_can_be_taken_back(aftercard: Aftercard, summit: Event, ana: Contact) -> None:
    (draft,) = aftercard.drafts.make(summit.id, "thank-you")
    assert aftercard.drafts.approve(draft.id).state is DraftState.APPROVED
    assert [d.id for d in aftercard.drafts.list(state=DraftState.APPROVED)] == [draft.id]
    assert aftercard.drafts.reopen(draft.id).state is DraftState.DRAFTED


def test_a_corrected_address_reaches_the_open_drafts(aftercard: Aftercard, summit: Event, ana: Contact) -> None:
    (thanks,) = aftercard.drafts.make(summit.id, "thank-you")
    (other,) = aftercard.drafts.make(summit.id, "follow-up")
    aftercard.drafts.approve(thanks.id)
    aftercard.drafts.edit(other.id, to="assistant@example.com")
    aftercard.contacts.edit(ana.id, emails=["ana.lopez@example.com"])
    assert aftercard.drafts.get(thanks.id).to == "ana.lopez@example.com"
    assert aftercard.drafts.get(other.id).to == "assistant@example.com"


def test_one_contact_alone_and_only_when_it_was_met(aftercard: Aftercard, summit: Event, ana: Contact) -> None:
    stranger = aftercard.contacts.add(name="Cy Chan")
    (draft,) = aftercard.drafts.make(summit.id, "thank-you", contact_id=ana.id)
    assert draft.contact_id == ana.id
    with pytest.raises(UsageError, match="was not met"):
        aftercard.drafts.make(summit.id, "thank-you", contact_id=stranger.id)


@pytest.mark.parametrize(
    ("asked", "hint"), [({"kind": "poem"}, "thank-you"), ({"kind": "thank-you", "language": "xx"}, "en")]
)
def test_an_unknown_template_names_those_there_are(
    aftercard: Aftercard, summit: Event, ana: Contact, asked: dict[str, str], hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        aftercard.drafts.make(summit.id, **asked)
    assert hint in caught.value.hint
    assert aftercard.drafts.list() == ()


def test_a_contact_s_language_without_a_template_falls_back_to_english(
    aftercard: Aftercard, summit: Event, ana: Contact
) -> None:
    aftercard.contacts.edit(ana.id, language="tlh")
    (draft,) = aftercard.drafts.make(summit.id, "thank-you")
    assert draft.language == "en"


def test_the_owner_s_own_template_wins_and_a_faulty_one_is_named(
    aftercard: Aftercard, summit: Event, ana: Contact
) -> None:
    own = aftercard.settings.data_folder / "templates" / "en"
    own.mkdir(parents=True)
    (own / "thank-you.txt.j2").write_text("---\nsubject: Ahoy\n---\nDear {{ given_name }}\n")
    assert [d.subject for d in aftercard.drafts.make(summit.id, "thank-you")] == ["Ahoy"]
    (own / "thank-you.txt.j2").write_text("---\nsubject: Ahoy\n---\nDear {{ given_nam }}\n")
    with pytest.raises(UsageError, match="given_nam"):
        aftercard.drafts.make(summit.id, "thank-you")
    assert [d.body for d in aftercard.drafts.list()] == ["Dear Ana"]


def test_drafts_leave_as_message_files(aftercard: Aftercard, summit: Event, ana: Contact, bo: Contact) -> None:
    aftercard.owner.edit(name="Olga Owner", email="olga@example.com")
    aftercard.contacts.edit(bo.id, name="../../Bo\\Berg: CON")
    drafts = aftercard.drafts.make(summit.id, "thank-you")
    files = tuple(aftercard.draft_files.files(drafts))
    assert len({name for name, _ in files}) == 2
    assert not any(set(name) & set('/\\:*?"<>|') or ".." in name for name, _ in files)
    message = email.message_from_bytes(files[0][1], policy=default)
    assert message["To"].addresses[0].addr_spec == "ana@example.com"
    assert message["From"].addresses[0].display_name == "Olga Owner"
    assert message["Subject"] == drafts[0].subject
    assert message["X-Unsent"] == "1"
    assert "Ana" in message.get_content()
    assert aftercard.draft_files.eml(drafts[0].id)[0] == files[0][0]
    with zipfile.ZipFile(io.BytesIO(aftercard.draft_files.archive(drafts))) as archive:
        assert len(archive.namelist()) == 2
    aftercard.drafts.mark_exported(d.id for d in drafts)
    assert all(d.exported_at for d in aftercard.drafts.list())


def test_contacts_leave_in_every_format(aftercard: Aftercard, summit: Event, ana: Contact, bo: Contact) -> None:
    aftercard.contacts.add(name="Cy Chan")
    for form in aftercard.exports.formats():
        assert b"".join(aftercard.exports.export(form.name, event=summit.id))
    cards = list(vobject.readComponents(b"".join(aftercard.exports.export("vcard", event=summit.id)).decode()))
    assert [card.fn.value for card in cards] == ["Ana López", "Bo Berg"]
    assert cards[0].categories.value == ["Web Summit 2026"]
    assert aftercard.exports.count() == 3
    assert b"Cy Chan" in b"".join(aftercard.exports.export("csv"))
    assert b"Bo" not in b"".join(aftercard.exports.export("csv", search="lopez"))


def test_an_unknown_format_is_an_error_before_the_first_byte(aftercard: Aftercard) -> None:
    with pytest.raises(UnknownFormatError, match="vcard"):
        aftercard.exports.export("punchcard")


@pytest.mark.sqlite
def test_a_large_export_streams(aftercard: Aftercard, places: Settings) -> None:
    with closing(Database.open(places)) as database, database.write() as connection:
        for number in range(1100):
            contacts.add(connection, Contact(name=f"Person {number}"))
    pieces = aftercard.exports.export("vcard")
    first = next(pieces)
    assert first.count(b"BEGIN:VCARD") < 1100
    assert (first + b"".join(pieces)).count(b"BEGIN:VCARD") == 1100


def test_progress_counts_what_is_done(aftercard: Aftercard, summit: Event, ana: Contact, bo: Contact) -> None:
    aftercard.drafts.make(summit.id, "thank-you", contact_id=ana.id)
    (progress,) = aftercard.events.progress()
    assert (progress.contacts, progress.reviewed, progress.drafted, progress.waiting) == (2, 2, 1, 0)
