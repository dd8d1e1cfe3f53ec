"""Imports propose, and write only what was asked for."""

from __future__ import annotations

import random

import pytest

from followup.errors import UnknownEventError
from followup.exchange.reading.csv_contacts import LINKEDIN
from followup.model import Event, Phone, Social
from followup.service import Aftercard, imports
from followup.service.proposal import ImportOutcome, Proposal
from followup.settings import Settings
from followup.store import changes, merged
from followup.store import contacts as rows
from tests.followup import book

NEW, SAME, MERGE = ImportOutcome.NEW, ImportOutcome.SAME, ImportOutcome.MERGE


def outcomes(proposal: Proposal) -> list[ImportOutcome]:
    return [item.outcome for item in proposal.items]


def csv(*lines: str, header: str = "Name,Job title,Company,E-mail,Mobile,Notes,Labels") -> bytes:
    return "\n".join((header, *lines, "")).encode()


ANA = "Ana López,CTO,Example Tools,ana@example.com,+34 600 123 456,Likes gears,Web Summit 2026"


def test_a_proposal_writes_nothing(aftercard: Aftercard) -> None:
    assert outcomes(aftercard.imports.propose(csv(ANA))) == [NEW]
    assert aftercard.contacts.list() == ()


def test_importing_twice_changes_nothing(aftercard: Aftercard, summit: Event) -> None:
    assert outcomes(aftercard.imports.apply(csv(ANA))) == [NEW]
    (first,) = aftercard.contacts.records()
    assert first.contact.phones == (Phone("+34600123456", "mobile"),)
    assert (first.contact.given_name, first.contact.family_name) == ("Ana", "López")
    assert [m.event.id for m in first.meetings] == [summit.id], "a label that names an event is a meeting"
    assert outcomes(aftercard.imports.apply(csv(ANA))) == [SAME]
    assert aftercard.contacts.records() == (first,)


def test_nothing_is_overwritten_unasked(aftercard: Aftercard) -> None:
    mine = aftercard.contacts.add(name="Ana López", title="Head of Tools", emails=["ana@example.com"], note="mine")
    proposal = aftercard.imports.apply(csv(ANA))
    (item,) = proposal.items
    assert (item.outcome, item.contact.id) == (MERGE, mine.id)
    assert [(c.field, c.kept, c.other) for c in item.conflicts] == [("title", "Head of Tools", "CTO")]
    assert set(item.additions) == {"organization", "phones", "note", "tags"}
    (after,) = aftercard.contacts.list()
    assert (after.title, after.organization) == ("Head of Tools", "Example Tools")
    assert after.note == "mine\n\nLikes gears"
    again = aftercard.imports.apply(csv(ANA))
    assert again.items[0].additions == ()
    assert aftercard.contacts.list() == (after,)


def test_one_person_twice_in_a_file_is_one_contact(aftercard: Aftercard) -> None:
    proposal = aftercard.imports.apply(csv(ANA, "López Ana,,Example Tools,ana@example.com,+34 910 000 000,,"))
    assert outcomes(proposal) == [NEW, MERGE]
    assert {item.contact.id for item in proposal.items} == {1}
    (after,) = aftercard.contacts.list()
    assert [p.value for p in after.phones] == ["+34600123456", "+34910000000"]
    assert after.name == "Ana López", "first and last name swapped are one person"


def test_a_look_alike_is_named_and_not_touched(aftercard: Aftercard) -> None:
    mine = aftercard.contacts.add(name="Ana López", organization="Example Tools", emails=["ana@example.com"])
    (item,) = aftercard.imports.apply(csv("Ana López,CEO,,,,,")).items
    assert (item.outcome, item.alike) == (NEW, (mine.id,))
    assert outcomes(aftercard.imports.apply(csv("Ana López,CEO,,,,,"))) == [SAME]
    assert len(aftercard.contacts.list()) == 2


def test_values_that_no_field_takes_go_to_the_note(aftercard: Aftercard) -> None:
    (item,) = aftercard.imports.apply(csv(f"Ana,{'x' * 600},,ana at example,12,,")).items
    assert len(item.problems) == 5
    (after,) = aftercard.contacts.list()
    assert (after.emails, after.phones, after.title) == ((), (), "")
    for line in ("E-mail: ana", "Phone: 12", "Title: xxx"):
        assert line in after.note
    assert outcomes(aftercard.imports.apply(csv(f"Ana,{'x' * 600},,ana at example,12,,"))) == [SAME]


def test_people_are_met_at_the_event(aftercard: Aftercard, summit: Event) -> None:
    aftercard.imports.apply(csv("Ana,,,a@example.com,,,", "Bo,,,b@example.com,,,Nowhere"), event="web summit 2026")
    assert len(aftercard.contacts.list(event=summit.id)) == 2
    with pytest.raises(UnknownEventError):
        aftercard.imports.propose(csv(ANA), event="another")


def test_what_an_import_added_is_in_the_change_log(aftercard: Aftercard) -> None:
    mine = aftercard.contacts.add(name="Ana López", emails=["ana@example.com"])
    aftercard.imports.apply(csv(ANA))
    with aftercard._context.database.read() as connection:
        found = {change.kind: change for change in changes.of_contact(connection, mine.id)}
    values, words = found["values"], found["relationship"]
    assert (values.before["organization"], values.after["organization"]) == ("", "Example Tools")
    assert (words.before["tags"], words.after["tags"]) == ([], ["Web Summit 2026"])


def test_an_identifier_of_a_merged_contact_means_the_one_it_became(aftercard: Aftercard) -> None:
    kept = aftercard.contacts.add(name="Ana López", emails=["ana@example.com"])
    other = aftercard.contacts.add(name="A. Somebody", organization="Example Tools")
    with aftercard._context.database.write() as connection:
        merged.hide(connection, other.id, kept.id)
    card = f"BEGIN:VCARD\nVERSION:3.0\nUID:{other.uid}\nFN:A. Somebody\nTITLE:CTO\nEND:VCARD\n"
    (item,) = aftercard.imports.apply(card.encode()).items
    assert (item.contact.id, item.additions) == (kept.id, ("title",))


@pytest.mark.parametrize("form", ["vcard", "vcard4", "google", "outlook", "csv"])
def test_our_own_export_brings_nothing_new(aftercard: Aftercard, summit: Event, form: str) -> None:
    """A round trip through another program's form is at most a difference that is said, never a second contact."""
    aftercard.imports.apply(csv(ANA, "Bo Berg,CEO,Example AB,bo@example.org,+46700000000,,"))
    aftercard.encounters.note(1, summit.id, topic="gears")
    aftercard.contacts.edit(1, phones=[*aftercard.contacts.get(1).phones, Phone("+34 910 000 000 ext. 12", "work")])
    before = aftercard.contacts.records()
    exported = b"".join(aftercard.exports.export(form))
    proposal = aftercard.imports.apply(exported)
    assert NEW not in outcomes(proposal)
    if form.startswith("vcard"):
        assert outcomes(proposal) == [SAME, SAME]
        assert aftercard.contacts.records() == before
    aftercard.imports.apply(exported)
    settled = aftercard.contacts.records()
    aftercard.imports.apply(exported)
    assert aftercard.contacts.records() == settled
    assert len(settled) == 2


@pytest.mark.sqlite
def test_generated_contacts_are_imported_once(aftercard: Aftercard) -> None:
    with aftercard._context.database.write() as connection:
        for contact in book.contacts(150):
            rows.add(connection, contact)
    exported = b"".join(aftercard.exports.export("vcard"))
    assert NEW not in outcomes(aftercard.imports.propose(exported))
    aftercard.imports.apply(exported)
    settled = aftercard.contacts.records()
    aftercard.imports.apply(exported)
    assert aftercard.contacts.records() == settled


def test_a_label_that_names_no_event_is_a_tag(aftercard: Aftercard, summit: Event) -> None:
    rows = ("Ana López,,,ana@example.com,,,Web Summit 2026 ::: * myContacts ::: Alumni; Investors",)
    aftercard.imports.apply(csv(*rows))
    assert aftercard.relationships.get(1).tags == ("Alumni", "Investors")
    assert [m.event.id for m in aftercard.contacts.records()[0].meetings] == [summit.id]
    assert [c.id for c in aftercard.contacts.list(search="investors")] == [1]
    assert outcomes(aftercard.imports.apply(csv(*rows))) == [SAME]


def test_tags_that_the_owner_gave_stay(aftercard: Aftercard) -> None:
    mine = aftercard.contacts.add(name="Ana López", emails=["ana@example.com"])
    aftercard.relationships.edit(mine.id, tags=["Friends"], cadence="monthly")
    (item,) = aftercard.imports.apply(csv("Ana López,,,ana@example.com,,,friends ::: Alumni")).items
    assert item.additions == ("tags",)
    kept = aftercard.relationships.get(mine.id)
    assert (kept.tags, kept.cadence) == (("Friends", "Alumni"), "monthly")


@pytest.mark.parametrize(
    ("mine", "row"),
    [
        ("Robert Keller", "Bob Keller"),
        ("Maria Keller", "Maria Anna Keller"),
        ("Daniel Keller", "Daniela Keller"),
        ("Jan Kellar", "Jan Keller"),
    ],
)
def test_similar_names_at_one_firm_are_proposed_and_never_merged_unasked(
    aftercard: Aftercard, mine: str, row: str
) -> None:
    """Brother and sister, father and son: office number, domain, firm and town are what colleagues share."""
    header = "Name,Company,Phone,Website,City"
    shared = "Example Tools,+49 30 23125000,www.tools.example,Berlin"
    aftercard.imports.apply(csv(f"{mine},{shared}", header=header))
    (item,) = aftercard.imports.apply(csv(f"{row},{shared}", header=header)).items
    assert item.outcome is NEW
    assert len(aftercard.contacts.list()) == 2
    assert item.alike in ((1,), ())


def test_a_personal_sign_makes_a_nickname_the_same_person(aftercard: Aftercard) -> None:
    aftercard.imports.apply(csv("Robert Keller,,Example Tools,r.keller@example.com,,,"))
    assert outcomes(aftercard.imports.apply(csv("Bob Keller,CTO,Example Tools,r.keller@example.com,,,"))) == [MERGE]


def test_somebody_who_writes_between_two_pieces_is_seen(
    aftercard: Aftercard, places: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program adds the second row's person after the first row is written: still one contact each."""
    monkeypatch.setattr(imports, "PIECE", 1)
    ana, bo = "Ana López,,,ana@example.com,,,", "Bo Berg,,,bo@example.org,,,"
    with Aftercard.open(places) as another:

        def meanwhile(done: int, total: int) -> None:
            if done == 1:
                another.contacts.add(name="Bo Berg", emails=["bo@example.org"], title="CEO")

        proposal = aftercard.imports.apply(csv(ana, bo), progress=meanwhile)
    assert outcomes(proposal) == [NEW, SAME]
    assert [c.name for c in aftercard.contacts.list()] == ["Ana López", "Bo Berg"]


def test_an_import_that_was_interrupted_goes_on(aftercard: Aftercard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "PIECE", 2)
    rows = csv(*(f"Person {n},,,p{n}@example.com,,," for n in range(5)))

    def interrupt(done: int, total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        aftercard.imports.apply(rows, progress=interrupt)
    assert len(aftercard.contacts.list()) == 4
    assert outcomes(aftercard.imports.apply(rows)) == [SAME] * 4 + [NEW]


def test_linkedin_marks_who_is_connected(aftercard: Aftercard) -> None:
    mine = aftercard.contacts.add(name="Ana López", organization="Example Tools")
    text = (
        'Notes:\n"When exporting your connection data, you may notice that some emails are missing."\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,López,https://www.linkedin.com/in/ana-example,,Example Tools,CTO,12 Mar 2024\n"
    )
    (item,) = aftercard.imports.apply(text.encode()).items
    assert (item.outcome, item.contact.id) == (MERGE, mine.id)
    assert aftercard.relationships.get(mine.id).tags == (LINKEDIN,)
    after = aftercard.contacts.get(mine.id)
    assert after.socials == (Social("linkedin.com/in/ana-example", "linkedin"),)
    assert "2024-03-12" in after.note
    assert outcomes(aftercard.imports.apply(text.encode())) == [SAME]


@pytest.mark.sqlite
def test_many_alike_settle_at_the_first_import(aftercard: Aftercard) -> None:
    """Names that were rare when the first rows came are common in the end: what was one person then stays one."""
    dice = random.Random(3)
    given, family = ("Ana", "Robert", "Bob", "Daniel", "Daniela"), ("Keller", "Kellar", "Lopez", "Lopes")
    rows = [
        f"{dice.choice(given)} {dice.choice(family)},Example {n % 8},Buyer {dice.randrange(50)},+49 30 {1000000 + n}"
        for n in range(250)
    ]
    data = csv(*rows, header="Name,Company,Job title,Phone")
    aftercard.imports.apply(data)
    settled = aftercard.contacts.records()
    assert NEW not in outcomes(aftercard.imports.apply(data))
    assert aftercard.contacts.records() == settled


def test_rows_about_one_contact_are_one_entry_of_its_change_log(aftercard: Aftercard) -> None:
    mine = aftercard.contacts.add(name="Ana López", emails=["ana@example.com"])
    aftercard.imports.apply(csv("Ana López,CTO,,ana@example.com,,,", "Ana López,,,ana@example.com,+34 600 123 456,,"))
    with aftercard._context.database.read() as connection:
        (change,) = changes.of_contact(connection, mine.id)
    assert set(change.after) == {"title", "phones"}
    assert change.after["title"] == "CTO"


def test_two_who_share_a_mailbox_are_two(aftercard: Aftercard) -> None:
    rows = csv("Ana López,,,family@example.com,,,", "Bo López,,,family@example.com,,,")
    assert outcomes(aftercard.imports.apply(rows)) == [NEW, NEW]
    assert outcomes(aftercard.imports.apply(rows)) == [SAME, SAME]
