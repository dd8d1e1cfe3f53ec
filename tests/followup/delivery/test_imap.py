"""Drafts in a real Dovecot's folders, and servers that misbehave."""

from __future__ import annotations

import itertools
import logging
import socket
import time
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from followup.delivery.account import MailServer, Password, Protocol, Security
from followup.delivery.folders import Folder, Use, find
from followup.delivery.handover import Outcome, Receipt
from followup.delivery.imap import ImapDrafts
from followup.delivery.wire import Patience
from followup.errors import DeliveryError, UsageError
from tests.mail.certificates import Certificates
from tests.mail.dovecot import PASSWORD, Dovecot
from tests.mail.scripted import between, scripted

ID = "<4f1c@reed.example>"
SPECIAL = "Entwürfe & Ideen"
"""A name that only the server's configuration says is for drafts."""

QUICK = Patience(connect=5, reply=5)


def server(port: int, user: str, security: Security = Security.TLS, host: str = "127.0.0.1") -> MailServer:
    return MailServer(protocol=Protocol.IMAP, host=host, port=port, user=user, security=security)


def drafts(running: Dovecot, user: str, folder: str = "", password: str = PASSWORD) -> ImapDrafts:
    return ImapDrafts(server(running.tls_port, user), Password(password), folder, QUICK)


def letter(body: str = "Schöne Grüße\n") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Grüße aus Köln"
    message["Message-ID"] = ID
    message.set_content(body, cte="quoted-printable")
    return message


def put(courier: ImapDrafts) -> Receipt:
    return courier.give(letter(), "", ())


def test_a_draft_lies_in_the_folder_that_the_server_says_is_for_drafts(
    imap_server: Dovecot, trusted: Certificates
) -> None:
    user = imap_server.new_user("Drafts", SPECIAL, "Gesendete Objekte")
    with drafts(imap_server, user) as courier:
        assert courier.folder == SPECIAL, "special use counts more than a name"
        assert not courier.find(ID)
        assert put(courier) == Receipt(Outcome.TAKEN)
        assert courier.find(ID)
        assert not courier.find("<other@reed.example>")
    ((message, flags),) = imap_server.messages(user, SPECIAL)
    assert rb"\Draft" in flags
    assert message["Subject"] == "Grüße aus Köln"
    assert message.get_content().strip() == "Schöne Grüße"
    assert imap_server.messages(user, "Drafts") == []


@pytest.mark.parametrize(
    ("folders", "expected"),
    [
        (("Drafts",), "Drafts"),
        (("Entwürfe",), "Entwürfe"),
        (("Post", "Post/Brouillons"), "Post/Brouillons"),
        (("черновики",), "черновики"),
        (("下書き", "A & B"), "下書き"),
    ],
)
def test_without_special_use_the_name_tells(
    imap_server: Dovecot, trusted: Certificates, folders: tuple[str, ...], expected: str
) -> None:
    user = imap_server.new_user(*folders)
    with drafts(imap_server, user) as courier:
        assert courier.folder == expected
        put(courier)
    assert len(imap_server.messages(user, expected)) == 1


def test_the_owner_may_name_the_folder(imap_server: Dovecot, trusted: Certificates) -> None:
    user = imap_server.new_user("Drafts", "Später & mehr")
    with drafts(imap_server, user, "Später & mehr") as courier:
        put(courier)
    assert len(imap_server.messages(user, "Später & mehr")) == 1
    with pytest.raises(DeliveryError, match="no folder 'Nowhere'") as caught:
        drafts(imap_server, user, "Nowhere").__enter__()
    assert "Später & mehr" in caught.value.hint


def test_without_any_drafts_folder_it_says_which_there_are(imap_server: Dovecot, trusted: Certificates) -> None:
    with pytest.raises(DeliveryError, match="no Drafts folder") as caught:
        drafts(imap_server, imap_server.new_user("Ablage")).__enter__()
    assert "Ablage" in caught.value.hint


def test_what_its_owner_has_sent_since_is_found_too(imap_server: Dovecot, trusted: Certificates) -> None:
    user = imap_server.new_user(SPECIAL, "Gesendete Objekte")
    with drafts(imap_server, user) as courier:
        put(courier)
        imap_server.move(user, SPECIAL, "Gesendete Objekte")
        assert courier.find(ID)


@pytest.mark.parametrize("message_id", ["", "x", "<a@b> OR ALL", "<a@b>\r\nx LOGOUT"])
def test_only_a_message_id_is_searched_for(imap_server: Dovecot, trusted: Certificates, message_id: str) -> None:
    with drafts(imap_server, imap_server.new_user("Drafts")) as courier, pytest.raises(ValueError, match="Message-ID"):
        courier.find(message_id)


def test_encryption_can_begin_with_starttls(imap_server: Dovecot, trusted: Certificates) -> None:
    user = imap_server.new_user("Drafts")
    with ImapDrafts(server(imap_server.port, user, Security.STARTTLS), Password(PASSWORD)) as courier:
        assert put(courier).outcome is Outcome.TAKEN


def test_plain_connections_lead_to_this_machine_only(imap_server: Dovecot) -> None:
    with pytest.raises(UsageError, match="Without encryption"):
        ImapDrafts(server(143, "ana", Security.NONE, "mail.example.com"), None).__enter__()
    user = imap_server.new_user("Drafts")
    with ImapDrafts(server(imap_server.port, user, Security.NONE), Password(PASSWORD)) as courier:
        assert put(courier).outcome is Outcome.TAKEN


def test_a_server_that_cannot_prove_who_it_is_is_told_nothing(imap_server: Dovecot) -> None:
    for port, security in ((imap_server.tls_port, Security.TLS), (imap_server.port, Security.STARTTLS)):
        with pytest.raises(DeliveryError, match="cannot prove who it is"):
            ImapDrafts(server(port, "user1", security), Password(PASSWORD)).__enter__()


def test_a_wrong_password_is_shown_nowhere(
    imap_server: Dovecot, trusted: Certificates, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "my sécret word"
    with pytest.raises(DeliveryError, match="refuses the user") as caught:
        drafts(imap_server, imap_server.new_user("Drafts"), password=secret).__enter__()
    assert secret not in f"{caught.value!r} {caught.value} {caplog.text}"
    assert caught.value.__suppress_context__


def test_a_connection_that_ends_after_the_message_leaves_doubt(imap_server: Dovecot) -> None:
    user = imap_server.new_user("Drafts")

    def cut(data: bytes) -> bool:
        return b"Append completed" in data

    with between(imap_server.port, cut) as port:
        with ImapDrafts(server(port, user, Security.NONE), Password(PASSWORD), "", QUICK) as courier:
            receipt = put(courier)
        assert (receipt.outcome, receipt.stop) == (Outcome.UNKNOWN, True)
    with ImapDrafts(server(imap_server.port, user, Security.NONE), Password(PASSWORD)) as courier:
        assert courier.find(ID), "and the doubt can be settled"


Talk = Callable[[socket.socket], None]


def imap_talk(answers: dict[bytes, bytes], pause: float = 0) -> Talk:
    """A server that answers a command's name with lines of text, `TAG` in them replaced, and knows the usual ones."""
    usual = {
        b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n",
        b"LOGIN": b"TAG OK done\r\n",
        b"LIST": b'* LIST (\\Drafts) "/" Drafts\r\nTAG OK done\r\n',
        b"APPEND": b"+ go on\r\n",
    }

    def talk(connection: socket.socket) -> None:
        connection.sendall(b"* OK ready\r\n")
        for line in connection.makefile("rb"):
            tag, _, command = line.strip().partition(b" ")
            answer = {**usual, **answers}.get(command.partition(b" ")[0].upper(), b"TAG BAD\r\n")
            time.sleep(pause)
            connection.sendall(answer.replace(b"TAG", tag))
            if b"BYE" in answer:
                return

    return talk


def scripted_server(talk: Talk, patience: Patience = QUICK) -> Receipt:
    with scripted(talk) as port, ImapDrafts(server(port, "u", Security.NONE), Password("p"), "", patience) as courier:
        return put(courier)


@pytest.mark.parametrize(
    ("answer", "outcome", "stop"),
    [
        (b"TAG NO [OVERQUOTA] full\r\n", Outcome.LATER, True),
        (b"TAG NO too long for me\r\n", Outcome.REFUSED, False),
        (b"* BYE gone\r\n", Outcome.UNKNOWN, True),
    ],
)
def test_a_folder_that_takes_nothing(answer: bytes, outcome: Outcome, stop: bool) -> None:
    receipt = scripted_server(imap_talk({b"APPEND": answer}))
    assert (receipt.outcome, receipt.stop) == (outcome, stop)


def test_silence_after_the_message_is_doubt() -> None:
    receipt = scripted_server(imap_talk({b"APPEND": b"+ go on\r\n"}), Patience(5, 0.3))
    assert (receipt.outcome, receipt.stop) == (Outcome.UNKNOWN, True)


def _flood(connection: socket.socket) -> None:
    connection.sendall(b"* OK ready\r\n")
    while True:
        connection.sendall(b"* CAPABILITY " + b"X" * 1000 + b"\r\n")


def _drip(connection: socket.socket) -> None:
    for byte in itertools.cycle(b"* OK x\r\n"):
        connection.sendall(bytes([byte]))
        time.sleep(0.02)


@pytest.mark.parametrize(
    "talk",
    [
        _flood,
        _drip,
        socket.socket.close,
        imap_talk({b"CAPABILITY": b"* CAPABILITY {99999999999}\r\n"}),
        imap_talk({b"LIST": b"* LIST (\\Drafts) {4000000000}\r\n" + b"x" * 2_000_000}),
        imap_talk({b"LIST": b"* LIST ((((\r\nTAG OK done\r\n"}),
        imap_talk({b"LIST": b"\xff\xfe\r\n"}),
        imap_talk({b"LIST": b'* LIST (\\Drafts) "/" "&notbase64"\r\nTAG OK done\r\n'}),
    ],
)
def test_no_server_can_keep_it_waiting_fill_the_memory_or_break_it(talk: Talk) -> None:
    begun = time.monotonic()
    with pytest.raises(DeliveryError):
        scripted_server(talk, Patience(1, 0.5))
    assert time.monotonic() - begun < 5


def test_folders_that_hold_nothing_are_not_taken() -> None:
    closed = Folder((rb"\Noselect", rb"\Drafts"), b"/", "Drafts")
    assert find([closed], Use.DRAFTS) == ""
    assert find([closed, Folder((), b".", "INBOX.ENTWÜRFE")], Use.DRAFTS) == "INBOX.ENTWÜRFE"
    assert find([Folder((), None, "Drafts/old")], Use.DRAFTS) == ""
    assert find([Folder((), b"/", "Archive/Drafts"), Folder((), b"/", "Drafts")], Use.DRAFTS) == "Drafts"
