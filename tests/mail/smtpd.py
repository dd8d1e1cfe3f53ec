"""A mail server for sending to, whose recipients' names say what goes wrong with them."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.mail.certificates import Certificates

USER, PASSWORD = "ana@reed.example", "four words of chance"

ON_RCPT = {
    "greylisted": "450 4.7.1 Greylisted, try again later",
    "unknown": "550 5.1.1 No such user",
    "closing": "421 4.3.2 Shutting down",
    "unpaid": "530 5.7.0 Authentication required",
}
"""Local part of a recipient → the answer to RCPT."""

ON_DATA = {
    "busy": "451 4.3.0 Try again later",
    "spam": "554 5.7.1 This looks like spam",
}
"""Local part of a recipient → the answer after the message."""


@dataclass
class Smtpd:
    """A running server and what it has taken.

    Attributes:
        recipients: in the order of the messages, the first of a message before those in copy.
        logins: attempts to log in.
        on_message: called when a message has been taken and not answered yet.
    """

    port: int = 0
    recipients: list[str] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    logins: int = 0
    refused_sender: str = ""
    slow_seconds: float = 5.0
    on_message: Callable[[str], None] = lambda _recipient: None

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not session.authenticated:
            return "530 5.7.0 Authentication required"
        if address == self.refused_sender:
            return "553 5.7.1 This is not your address"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        name = address.partition("@")[0]
        if name == "cut-early":
            _cut(server)
        envelope.rcpt_tos.append(address)
        return ON_RCPT.get(name, "250 OK")

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        recipient = envelope.rcpt_tos[0]
        name = recipient.partition("@")[0]
        if name in ON_DATA:
            return ON_DATA[name]
        self.recipients.extend(envelope.rcpt_tos)
        self.senders.append(str(envelope.mail_from))
        self.messages.append(cast("EmailMessage", message_from_bytes(cast("bytes", envelope.content), policy=default)))
        self.on_message(recipient)
        if name == "cut":
            _cut(server)
        if name == "slow":
            await asyncio.sleep(self.slow_seconds)
        return "250 2.0.0 Queued"

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
    ) -> AuthResult:
        self.logins += 1
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)


@contextmanager
def smtpd(certificates: Certificates | None = None, *, starttls: bool = False) -> Iterator[Smtpd]:
    """A server for the length of a block: with TLS from the start or after STARTTLS, or in the clear without
    a certificate.
    """
    state = Smtpd()
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if certificates else None
    if tls and certificates:
        tls.load_cert_chain(certificates.chain, certificates.key)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        state.port = probe.getsockname()[1]
    controller = Controller(
        state,
        hostname="127.0.0.1",
        port=state.port,
        ssl_context=None if starttls else tls,
        tls_context=tls if starttls else None,
        require_starttls=starttls,
        authenticator=state.authenticate,
        auth_require_tls=starttls,
        enable_SMTPUTF8=True,
    )
    controller.start()
    try:
        yield state
    finally:
        controller.stop()


def _cut(server: SMTP) -> None:
    assert server.transport
    server.transport.abort()
