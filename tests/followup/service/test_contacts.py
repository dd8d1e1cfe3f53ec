from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.errors import AftercardError, InvalidValueError, UnknownEventError, UnknownItemError
from followup.model import Address, Contact, Event, Phone, ReviewState, Social
from followup.service import Aftercard
from followup.settings import Settings
from tests.followup.recorded import photo, scan

ANA = photo("Ana López <ana@example.com> Example Tools", label="ana.jpg")
TWO = photo("Cy Chan <cy@example.net> ", "Di Dorn <di@example.net> ", label="two.jpg")


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> Contact:
    list(aftercard.photos.capture(summit.id, [ANA], scan))
    return aftercard.contacts.list()[0]


def test_accepting_stores_the_corrections_and_marks_the_contact(aftercard: Aftercard, ana: Contact) -> None:
    after = aftercard.contacts.accept(
        ana.id,
        title="Head of Purchasing",
        phones=[Phone("+34 600 123 456", "mobile"), Phone("0049 30 1234567 ext. 12")],
        urls=["www.example.com"],
        socials=[Social("linkedin.com/in/ana", "LinkedIn")],
        address=Address(street="Calle Mayor 1", postal_code="28013", locality="Madrid", country="ES"),
        note="Met at the bar.\r\nLikes trains.",
    )
    assert after.review is ReviewState.REVIEWED
    assert after.phones[0] == Phone("+34600123456", "mobile")
    assert after.socials == (Social("linkedin.com/in/ana", "linkedin"),)
    assert after.address is not None
    assert after.address.formatted == "Calle Mayor 1, 28013 Madrid, ES"
    assert after.note == "Met at the bar.\nLikes trains."
    assert aftercard.contacts.get(ana.id) == after
    assert (after.name, after.emails) == (ana.name, ana.emails)


def test_an_edit_leaves_the_review_as_it_is(aftercard: Aftercard, ana: Contact) -> None:
    assert aftercard.contacts.edit(ana.id, title="CTO").review is ReviewState.CAPTURED


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "Anna Maria López García"}, ("Anna Maria López García", "Anna Maria López", "García")),
        ({"given_name": "Anna"}, ("Anna López", "Anna", "López")),
        ({"name": "A. López", "given_name": "Ana"}, ("A. López", "Ana", "López")),
        ({"title": "CTO"}, ("Ana López", "Ana", "López")),
    ],
)
def test_the_parts_of_a_name_stay_together(
    aftercard: Aftercard, ana: Contact, changes: dict[str, str], expected: tuple[str, str, str]
) -> None:
    after = aftercard.contacts.edit(ana.id, **changes)
    assert (after.name, after.given_name, after.family_name) == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"emails": ["ana@"]},
        {"emails": ["a@example.com, b@example.com"]},
        {"emails": ["ana@example.com\nBcc: all@example.com"]},
        {"phones": [Phone("12")]},
        {"phones": [Phone("+34600123456", "pager")]},
        {"urls": ["javascript:alert(1)//a.b"]},
        {"urls": ["ftp://example.com"]},
        {"name": "x" * 501},
        {"note": "x" * 20_001},
        {"emails": [f"a{number}@example.com" for number in range(51)]},
        {"nickname": "Annie"},
    ],
)
def test_a_value_that_makes_no_sense_is_refused_whole(
    aftercard: Aftercard, ana: Contact, changes: dict[str, object]
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        aftercard.contacts.accept(ana.id, **{"title": "CTO", **changes})
    assert caught.value.hint
    assert aftercard.contacts.get(ana.id) == ana


def test_what_has_no_letters_is_no_part_of_a_name(aftercard: Aftercard, ana: Contact) -> None:
    after = aftercard.contacts.edit(ana.id, name="🎉 Zoë 👩‍👩‍👧")
    assert (after.name, after.given_name, after.family_name) == ("🎉 Zoë 👩‍👩‍👧", "Zoë", "")


def test_an_address_in_other_letters_is_the_same_address(aftercard: Aftercard, ana: Contact) -> None:
    after = aftercard.contacts.edit(ana.id, emails=["zoe@example.com", "Zoe@example.com", "ZOE@EXAMPLE.COM"])
    assert after.emails == ("zoe@example.com",)


def test_a_country_is_a_code_or_a_name(aftercard: Aftercard, ana: Contact) -> None:
    for typed, kept in (("pt", "PT"), ("Portugal", "Portugal"), ("UK", "GB"), ("u.s.a.", "US"), ("EL", "GR")):
        address = aftercard.contacts.edit(ana.id, address=Address(locality="Lisboa", country=typed)).address
        assert address is not None
        assert address.country == kept
    with pytest.raises(InvalidValueError, match="'XX' is no country"):
        aftercard.contacts.edit(ana.id, address=Address(locality="Lisboa", country="XX"))


def test_what_the_card_says_is_kept_even_where_it_is_no_address(aftercard: Aftercard, summit: Event) -> None:
    """A scan may read an address wrongly; accepting the other fields must not fail over it."""
    list(aftercard.photos.capture(summit.id, [photo("Ana López <ana(at)example.com> ")], scan))
    (ana,) = aftercard.contacts.list()
    after = aftercard.contacts.accept(ana.id, name="Ana Lopez", emails=ana.emails)
    assert after.emails == ("ana(at)example.com",)


text = st.text(max_size=40)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "name": text,
            "given_name": text,
            "title": text,
            "emails": st.lists(text, max_size=3),
            "phones": st.lists(st.builds(Phone, text, st.sampled_from(("mobile", "work", "x"))), max_size=3),
            "urls": st.lists(text, max_size=3),
            "socials": st.lists(st.builds(Social, text, text), max_size=3),
            "address": st.builds(Address, formatted=text, street=text, country=text),
            "note": text,
        },
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
def test_any_edit_is_stored_or_refused_with_a_sentence(
    aftercard: Aftercard, summit: Event, changes: dict[str, object]
) -> None:
    made = aftercard.contacts.add(summit.id, name="Ana")
    try:
        after = aftercard.contacts.edit(made.id, **changes)
    except AftercardError:
        after = made
    assert aftercard.contacts.get(made.id) == after
    assert "\x00" not in str(after)


def test_contacts_are_found_by_event_and_words(aftercard: Aftercard, ana: Contact, summit: Event) -> None:
    fair = aftercard.events.add("Fair")
    aftercard.contacts.add(fair.id, name="Bo Berg", organization="Example Tools")
    assert [c.name for c in aftercard.contacts.list(event="fair")] == ["Bo Berg"]
    assert [c.name for c in aftercard.contacts.list(search="tools")] == ["Ana López", "Bo Berg"]
    assert [c.name for c in aftercard.contacts.list(event=summit.id, search="lopez tools")] == ["Ana López"]
    with pytest.raises(UnknownEventError):
        aftercard.contacts.list(event="Nowhere")


def test_records_hold_every_meeting(aftercard: Aftercard, ana: Contact) -> None:
    fair = aftercard.events.add("Fair", starts_on="2025-01-02")
    aftercard.encounters.note(ana.id, fair.id, topic="tools")
    (record,) = aftercard.contacts.records(event="fair")
    assert [(m.event.name, m.encounter.topic) for m in record.meetings] == [("Fair", "tools"), ("Web Summit 2026", "")]
    assert aftercard.contacts.record(ana.id) == record


@pytest.mark.sqlite
def test_erasing_leaves_no_trace(aftercard: Aftercard, ana: Contact, summit: Event, places: Settings) -> None:
    aftercard.encounters.note(ana.id, summit.id, topic="Secret-Topic", note="Secret-Note")
    aftercard.drafts.make(summit.id, "thank-you")
    erased = aftercard.contacts.erase(ana.id)
    assert (erased.contact.name, erased.photos, erased.kept_photos) == ("Ana López", 1, 0)
    assert aftercard.contacts.list() == ()
    assert aftercard.drafts.list() == ()
    assert aftercard.photos.list(summit.id) == ()
    stored = b"".join(path.read_bytes() for path in places.data_folder.rglob("*") if path.is_file())
    assert b"Web Summit" in stored
    for word in ("López", "Lopez", "lopez", "ana@example.com", "Secret-Topic", "Secret-Note"):
        assert word.encode() not in stored


def test_erasing_one_of_two_on_a_photo_keeps_the_photo_for_the_other(
    aftercard: Aftercard, summit: Event, places: Settings
) -> None:
    list(aftercard.photos.capture(summit.id, [TWO], scan))
    cy, di = aftercard.contacts.list()
    erased = aftercard.contacts.erase(cy.id)
    assert (erased.photos, erased.kept_photos) == (0, 1)
    assert aftercard.photos.data(1) == TWO.data
    assert len(list(aftercard.photos.capture(summit.id, [TWO], scan))) == 1
    assert aftercard.contacts.list() == (di,), "capturing it again does not bring the erased one back"
    assert aftercard.contacts.erase(di.id).photos == 1
    assert [path for path in places.photos_folder.rglob("*") if path.is_file()] == []


def test_an_erased_photo_whose_file_could_not_go_goes_at_the_next_opening(
    aftercard: Aftercard, ana: Contact, places: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        with pytest.raises(AftercardError, match="Permission denied"):
            aftercard.contacts.erase(ana.id)
    assert aftercard.contacts.list() == ()
    aftercard.close()
    Aftercard.open(places).close()
    assert [path for path in places.photos_folder.rglob("*") if path.is_file()] == []


def test_what_does_not_exist_is_named(aftercard: Aftercard, summit: Event) -> None:
    for call in (
        lambda: aftercard.contacts.get(7),
        lambda: aftercard.contacts.erase(7),
        lambda: aftercard.contacts.accept(7),
        lambda: aftercard.encounters.note(7, summit.id),
        lambda: aftercard.photos.get(7),
        lambda: aftercard.drafts.get(7),
        lambda: aftercard.drafts.make(summit.id, "thank-you", contact_id=7),
    ):
        with pytest.raises(UnknownItemError, match="7"):
            call()


def test_writers_of_different_fields_both_keep_theirs(aftercard: Aftercard, ana: Contact, places: Settings) -> None:
    def write(field: str) -> None:
        with Aftercard.open(places) as mine:
            for number in range(20):
                mine.contacts.edit(ana.id, **{field: f"{field} {number}"})

    fields = ("title", "department", "organization", "language")
    threads = [threading.Thread(target=write, args=(field,)) for field in fields]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = aftercard.contacts.get(ana.id)
    assert [getattr(after, field) for field in fields] == [f"{field} 19" for field in fields]
