"""CardDAV against a real server: Radicale, on this machine."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest
import vobject

from followup.cli import entry
from followup.delivery.carddav_place import PASSWORD_VARIABLE, Place
from followup.errors import AddressBookError, UsageError
from followup.model import Event
from followup.service import Aftercard
from followup.service.push import PushOutcome
from followup.settings import Settings
from tests.carddav import SECRET, Radicale, radicale

CREATE, UPDATE, SAME = PushOutcome.CREATE, PushOutcome.UPDATE, PushOutcome.SAME
NEWER, CONFLICT = PushOutcome.NEWER, PushOutcome.CONFLICT


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale")) as here:
        yield here


@pytest.fixture
def server(running: Radicale, monkeypatch: pytest.MonkeyPatch) -> Radicale:
    """The server with an empty address book."""
    monkeypatch.setenv(PASSWORD_VARIABLE, SECRET)
    running.empty_book()
    return running


@pytest.fixture
def ana(aftercard: Aftercard, summit: Event) -> int:
    return aftercard.contacts.add(
        summit.id, name="Ana López", title="CTO", organization="Example Tools", emails=["ana@example.com"]
    ).id


def push(aftercard: Aftercard, server: Radicale, *, apply: bool = True) -> list[PushOutcome]:
    return [item.outcome for item in aftercard.push.run(server.address, apply=apply)]


def test_a_dry_run_writes_nothing(aftercard: Aftercard, server: Radicale, ana: int) -> None:
    assert push(aftercard, server, apply=False) == [CREATE]
    assert server.texts() == {}
    assert push(aftercard, server, apply=False) == [CREATE]


def test_a_contact_is_made_kept_and_updated(aftercard: Aftercard, server: Radicale, ana: int) -> None:
    assert push(aftercard, server) == [CREATE]
    ((href, text),) = server.texts().items()
    assert href.endswith(f"/{aftercard.contacts.get(ana).uid}.vcf")
    card = vobject.readOne(text)
    assert (card.fn.value, card.email.value, card.categories.value) == (
        "Ana López",
        "ana@example.com",
        ["Web Summit 2026"],
    )
    assert push(aftercard, server) == [SAME]
    aftercard.contacts.edit(ana, title="CEO")
    assert push(aftercard, server) == [UPDATE]
    assert push(aftercard, server) == [SAME]
    ((again, text),) = server.texts().items()
    assert (again, vobject.readOne(text).title.value) == (href, "CEO")


def test_what_was_changed_there_is_never_overwritten(aftercard: Aftercard, server: Radicale, ana: int) -> None:
    push(aftercard, server)
    server.change("Ana", "Anna")
    assert push(aftercard, server) == [NEWER]
    aftercard.contacts.edit(ana, title="CEO")
    (item,) = aftercard.push.run(server.address, apply=True)
    assert (item.outcome, item.reason) == (CONFLICT, "it was changed there and here")
    (text,) = server.texts().values()
    assert "Anna" in text
    assert "CEO" not in text


def test_what_was_deleted_there_does_not_come_back(aftercard: Aftercard, server: Radicale, ana: int) -> None:
    push(aftercard, server)
    server.delete("Ana")
    assert push(aftercard, server) == [CONFLICT]
    assert server.texts() == {}


def test_a_change_at_the_last_moment_wins(
    aftercard: Aftercard, server: Radicale, ana: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between listing and writing, somebody else writes: the server refuses ours."""
    from followup.delivery.carddav import AddressBook

    push(aftercard, server)
    aftercard.contacts.edit(ana, title="CEO")
    listing = AddressBook.cards

    def slow(book: AddressBook) -> object:
        found = listing(book)
        server.change("Ana", "Anna")
        return found

    monkeypatch.setattr(AddressBook, "cards", slow)
    assert push(aftercard, server) == [CONFLICT]
    assert "Anna" in next(iter(server.texts().values()))


def test_cards_of_others_are_left_alone(aftercard: Aftercard, server: Radicale, ana: int) -> None:
    uid = aftercard.contacts.get(ana).uid
    for name, identifier in (("mine", uid), ("other", "some-id")):
        text = f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{identifier}\r\nFN:Bo\r\nN:Bo;;;;\r\nEND:VCARD\r\n"
        server.put(f"/olga/friends/{name}.vcf", text)
    (item,) = aftercard.push.run(server.address, apply=True)
    assert (item.outcome, item.reason) == (CONFLICT, "a card of this identifier is there already")
    assert all("FN:Bo" in text for text in server.texts().values())
    assert len(server.texts()) == 2


def test_the_only_address_book_is_found_from_the_server(aftercard: Aftercard, server: Radicale, ana: int) -> None:
    address = server.root.replace("://", "://olga@")
    assert [item.outcome for item in aftercard.push.run(f"{address}/", apply=True)] == [CREATE]
    assert len(server.texts()) == 1


def test_only_the_people_of_an_event_go(aftercard: Aftercard, server: Radicale, summit: Event, ana: int) -> None:
    aftercard.contacts.add(name="Somebody else")
    assert [item.contact.name for item in aftercard.push.run(server.address, event=summit.id)] == ["Ana López"]


def test_all_scripts_arrive(aftercard: Aftercard, server: Radicale) -> None:
    from tests.followup import book

    for contact in list(book.contacts(25)):
        aftercard.contacts.add(name=contact.name, organization=contact.organization, note=contact.note)
    assert push(aftercard, server) == [CREATE] * 25
    assert push(aftercard, server) == [SAME] * 25


def test_the_wrong_password_is_one_sentence(
    aftercard: Aftercard, server: Radicale, ana: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, "wrong")
    with pytest.raises(AddressBookError, match="refused the name or the password"):
        push(aftercard, server)


@pytest.mark.parametrize(
    "address", ["ftp://example.com/", "friends", "https://olga:secret@example.com/", "http://olga@example.com/"]
)
def test_addresses_that_would_not_be_safe_are_refused(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        Place.of(address)
    assert "secret" not in str(caught.value)


def test_no_server_is_one_sentence(aftercard: Aftercard, ana: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        with pytest.raises(AddressBookError, match="cannot be reached"):
            aftercard.push.run(f"http://127.0.0.1:{taken.getsockname()[1]}/")


def test_the_command_line_shows_and_writes(
    aftercard: Aftercard, server: Radicale, ana: int, places: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["push", server.address, "--db", places.database_url, "--json"]
    assert entry.run(line) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == [{"id": ana, "outcome": "create", "name": "Ana López", "reason": ""}]
    assert "add --apply" in err
    assert entry.run([*line, "--apply"]) == 0
    assert len(server.texts()) == 1
