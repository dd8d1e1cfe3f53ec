"""Sending to a real server on this machine, and what is certain when something goes wrong."""

from __future__ import annotations

import itertools
import logging
import socket
import time
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from followup.delivery.account import MailServer, Password, Protocol, Security
from followup.delivery.handover import Outcome, Receipt
from followup.delivery.smtp import SmtpCourier
from followup.delivery.wire import Patience
from followup.errors import DeliveryError, UsageError
from tests.mail.certificates import Certificates, issue
from tests.mail.scripted import scripted
from tests.mail.smtpd import PASSWORD, USER, Smtpd, smtpd

QUICK = Patience(connect=5, reply=5, acceptance=0.5)


def server(port: int, security: Security = Security.TLS, host: str = "127.0.0.1", user: str = USER) -> MailServer:
    return MailServer(protocol=Protocol.SMTP, host=host, port=port, user=user, security=security)


def letter(text: str = "Dear Ana,\n\nthank you.\n", utf8: bool = False) -> EmailMessage:
    message = EmailMessage(policy=SMTP.clone(utf8=utf8))
    message["Subject"] = "Grüße"
    message["Message-ID"] = "<1@reed.example>"
    message.set_content(text, cte="quoted-printable")
    return message


def give(port: int, *names: str, security: Security = Security.TLS, patience: Patience = QUICK) -> list[Receipt]:
    with SmtpCourier(server(port, security), Password(PASSWORD), patience) as courier:
        return [courier.give(letter(), USER, [f"{name}@example.com"]) for name in names]


def test_messages_arrive_as_they_were_given(smtp_server: Smtpd) -> None:
    text = "Dots:\n.\n..two\n.one\nlast without end"
    with SmtpCourier(server(smtp_server.port), Password(PASSWORD), QUICK) as courier:
        assert courier.give(letter(text), USER, ["ana@example.com"]) == Receipt(Outcome.TAKEN)
        assert courier.give(letter(), USER, ["bo@example.com"]).outcome is Outcome.TAKEN
        assert not courier.find("<1@reed.example>"), "a server cannot be asked"
    assert smtp_server.recipients == ["ana@example.com", "bo@example.com"]
    assert smtp_server.senders == [USER, USER]
    assert smtp_server.messages[0].get_content().splitlines() == text.splitlines()
    assert smtp_server.messages[0]["Subject"] == "Grüße"


def test_encryption_begins_at_once_or_with_starttls(trusted: Certificates) -> None:
    with smtpd(trusted, starttls=True) as running:
        (receipt,) = give(running.port, "ana", security=Security.STARTTLS)
        assert receipt.outcome is Outcome.TAKEN
    with smtpd() as in_the_clear:
        (receipt,) = give(in_the_clear.port, "ana", security=Security.NONE)
        assert receipt.outcome is Outcome.TAKEN
        with pytest.raises(DeliveryError, match="STARTTLS"):
            give(in_the_clear.port, "ana", security=Security.STARTTLS)
        assert in_the_clear.logins == 1, "no password without encryption that was asked for"


def test_plain_connections_lead_to_this_machine_only() -> None:
    with pytest.raises(UsageError, match="Without encryption"):
        SmtpCourier(server(25, Security.NONE, host="mail.example.com"), None).__enter__()


@pytest.mark.parametrize(
    ("name", "outcome", "words"),
    [
        ("greylisted", Outcome.LATER, "450 4.7.1"),
        ("busy", Outcome.LATER, "451 4.3.0"),
        ("unknown", Outcome.REFUSED, "No such user"),
        ("spam", Outcome.REFUSED, "looks like spam"),
    ],
)
def test_an_answer_about_one_message_does_not_touch_the_next(
    smtp_server: Smtpd, name: str, outcome: Outcome, words: str
) -> None:
    first, second = give(smtp_server.port, name, "ana")
    assert (first.outcome, first.stop) == (outcome, False)
    assert words in first.said
    assert second.outcome is Outcome.TAKEN
    assert smtp_server.recipients == ["ana@example.com"]


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("closing", Outcome.LATER),
        ("unpaid", Outcome.LATER),
        ("cut-early", Outcome.LATER),
        ("cut", Outcome.UNKNOWN),
        ("slow", Outcome.UNKNOWN),
    ],
)
def test_what_will_not_get_better_stops_and_only_silence_after_the_message_is_doubt(
    smtp_server: Smtpd, name: str, outcome: Outcome
) -> None:
    (receipt,) = give(smtp_server.port, name)
    assert (receipt.outcome, receipt.stop) == (outcome, True)
    assert receipt.said
    assert len(smtp_server.messages) == (outcome is Outcome.UNKNOWN)


def test_a_slow_server_has_all_the_time_that_it_may_have(smtp_server: Smtpd) -> None:
    smtp_server.slow_seconds = 0.6
    (receipt,) = give(smtp_server.port, "slow", patience=Patience(5, 0.4, 10))
    assert receipt.outcome is Outcome.TAKEN


def test_a_refused_sender_stops_before_every_message_is_marked(smtp_server: Smtpd) -> None:
    smtp_server.refused_sender = USER
    (receipt,) = give(smtp_server.port, "ana")
    assert (receipt.outcome, receipt.stop) == (Outcome.LATER, True)
    assert "not your address" in receipt.said


def test_a_wrong_password_is_tried_once_and_shown_nowhere(smtp_server: Smtpd, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "my sécret word"
    with pytest.raises(DeliveryError, match=r"refuses the user 'ana@reed\.example'") as caught:
        SmtpCourier(server(smtp_server.port), Password(secret)).__enter__()
    assert smtp_server.logins == 1
    assert secret not in f"{caught.value!r} {caught.value} {caplog.text}"
    assert caught.value.__suppress_context__


def test_a_server_that_cannot_prove_who_it_is_is_told_nothing(
    certificates: Certificates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with smtpd(certificates) as unknown, pytest.raises(DeliveryError, match="cannot prove who it is"):
        SmtpCourier(server(unknown.port), Password(PASSWORD)).__enter__()
    other = issue(tmp_path, "mail.example.com")
    monkeypatch.setenv("SSL_CERT_FILE", str(other.authority))
    with smtpd(other, starttls=True) as misnamed, pytest.raises(DeliveryError, match="cannot prove who it is"):
        SmtpCourier(server(misnamed.port, Security.STARTTLS), Password(PASSWORD)).__enter__()
    assert (unknown.logins, misnamed.logins) == (0, 0)


def test_nobody_listening_is_said(trusted: Certificates) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with pytest.raises(DeliveryError, match="Connection refused"):
        SmtpCourier(server(port), Password(PASSWORD)).__enter__()


def test_letters_beyond_ascii_in_an_address_need_a_server_that_takes_them(smtp_server: Smtpd) -> None:
    with SmtpCourier(server(smtp_server.port), Password(PASSWORD), QUICK) as courier:
        assert courier.give(letter(utf8=True), USER, ["añá@example.com"]).outcome is Outcome.TAKEN
    assert smtp_server.recipients == ["añá@example.com"]

    def old(connection: socket.socket) -> None:
        answers = iter([b"220 old", b"250 old", b"221 bye"])
        connection.sendall(next(answers) + b"\r\n")
        for answer in answers:
            connection.recv(1000)
            connection.sendall(answer + b"\r\n")

    with scripted(old) as port, SmtpCourier(server(port, Security.NONE, user=""), None, QUICK) as courier:
        receipt = courier.give(letter(utf8=True), USER, ["añá@example.com"])
        assert (receipt.outcome, receipt.stop) == (Outcome.REFUSED, False)


def _drip(connection: socket.socket) -> None:
    for byte in itertools.cycle(b"220-x\r\n"):
        connection.sendall(bytes([byte]))
        time.sleep(0.02)


def _flood(connection: socket.socket) -> None:
    while True:
        connection.sendall(b"220-" + b"x" * 1000 + b"\r\n")


def _one_long_line(connection: socket.socket) -> None:
    while True:
        connection.sendall(b"x" * 10_000)


@pytest.mark.parametrize("talk", [_drip, _flood, _one_long_line, socket.socket.close])
def test_no_server_can_keep_it_waiting_or_fill_the_memory(talk) -> None:
    begun = time.monotonic()
    with scripted(talk) as port, pytest.raises(DeliveryError, match="Nothing was sent"):
        SmtpCourier(server(port, Security.NONE), None, Patience(1, 0.5, 1)).__enter__()
    assert time.monotonic() - begun < 5


def test_what_a_server_says_is_one_short_printable_line() -> None:
    def rude(connection: socket.socket) -> None:
        connection.sendall(b"554-\x1b[31mred\r\n554-" + b"long " * 200 + b"\r\n554 \xff\r\n")

    with scripted(rude) as port, pytest.raises(DeliveryError) as caught:
        SmtpCourier(server(port, Security.NONE), None, QUICK).__enter__()
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 450
