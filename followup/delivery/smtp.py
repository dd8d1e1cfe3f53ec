"""Sending by the owner's own mail server (RFC 5321, RFC 6409), one message to one person at a time."""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

from followup.delivery.account import MailServer, Password, Security
from followup.delivery.handover import Outcome, Receipt, said
from followup.delivery.wire import Budget, Patience, Reader
from followup.errors import DeliveryError
from followup.locale import _

MAX_REPLY = 65_536
"""Octets of one reply."""

_LOGGED_IN = 235
_READY_FOR_DATA = 354
_CLOSING = 421
_ABOUT_LOGIN = frozenset({454, 530, 534, 535, 538})
"""RFC 4954 section 6: the same answer awaits every other message."""

_HELLO = "[127.0.0.1]"
"""What to greet with: an address literal (RFC 5321 section 4.1.3) that tells nobody this machine's name."""


class SmtpCourier:
    """Sends messages over one connection. Use it in a `with` block.

    Args:
        server: where to connect.
        password: of its user; None logs nobody in.
        patience: how long to wait.
    """

    def __init__(self, server: MailServer, password: Password | None, patience: Patience | None = None) -> None:
        self._server = server
        self._password = password
        self._patience = patience or Patience()
        self._connection: _Connection | None = None

    def __enter__(self) -> Self:
        """Connect, encrypt and log in.

        Raises:
            UsageError: the server's settings make no sense.
            DeliveryError: it cannot be reached or trusted, or refuses the login. Nothing was sent.
        """
        self._server.check()
        try:
            self._connection = self._connected()
            if self._password:
                self._connection.log_in(self._server.user, self._password)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            self._close()
            raise _not_open(self._server, error) from None  # the cause could quote the password
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._connection and kind is None:
            with suppress(OSError, smtplib.SMTPException):  # every message was answered before
                self._connection.quit()
        self._close()

    def find(self, message_id: str) -> bool:
        """Always False: nobody can ask a mail server what it has sent."""
        return False

    def give(self, message: EmailMessage, sender: str, recipients: Sequence[str]) -> Receipt:
        """See `Courier.give`. Every answer but silence after the message is certain."""
        assert self._connection is not None
        connection = self._connection
        try:
            refused = _envelope(connection, message, sender, recipients)
        except smtplib.SMTPNotSupportedError:
            return Receipt(Outcome.REFUSED, "This server cannot send to an address with letters beyond ASCII.")
        except (OSError, smtplib.SMTPException) as error:
            return Receipt(Outcome.LATER, said(error), stop=True)
        if refused:
            return refused
        try:
            return connection.deliver(message.as_bytes(), self._patience.acceptance)
        except (OSError, smtplib.SMTPException) as error:
            return Receipt(Outcome.UNKNOWN, said(error), stop=True)

    def _connected(self) -> _Connection:
        kind = _TlsConnection if self._server.security is Security.TLS else _Connection
        connection = kind(self._server, self._patience)
        try:
            if self._server.security is Security.STARTTLS:
                connection.starttls(context=ssl.create_default_context())
            connection.ehlo_or_helo_if_needed()
        except BaseException:
            connection.close()
            raise
        return connection

    def _close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


class _Connection(smtplib.SMTP):
    """`smtplib` with a bound on each reply."""

    def __init__(self, server: MailServer, patience: Patience, **more: Any) -> None:
        self._budget = Budget(patience.reply, MAX_REPLY)
        super().__init__(server.host, server.usual_port, _HELLO, timeout=patience.connect, **more)

    def getreply(self) -> tuple[int, bytes]:
        """A reply, within the usual time."""
        return self.reply()

    def reply(self, seconds: float | None = None) -> tuple[int, bytes]:
        """A reply, within so many seconds."""
        self._budget.renew(seconds)
        reader: Any = self
        if reader.file is None:
            reader.file = Reader(reader.sock, self._budget)
        return super().getreply()

    def log_in(self, user: str, password: Password) -> None:
        """Log in once. `smtplib` would try one mechanism after the other, and a few wrong tries lock an account.

        Raises:
            smtplib.SMTPException: the server refuses the login, or offers none that is known here.
        """
        offered = self.esmtp_features.get("auth", "").upper().split()
        self.user, self.password = user, password.reveal()
        try:
            if "PLAIN" in offered:
                # `smtplib` would send it in ASCII; RFC 4616 has UTF-8.
                secret = base64.b64encode(f"\0{user}\0{self.password}".encode()).decode("ascii")
                code, answer = self.docmd("AUTH", f"PLAIN {secret}")
                if code != _LOGGED_IN:
                    raise smtplib.SMTPAuthenticationError(code, answer)
            elif "LOGIN" in offered:
                self.auth("LOGIN", self.auth_login)
            elif "CRAM-MD5" in offered:
                self.auth("CRAM-MD5", self.auth_cram_md5)
            else:
                raise smtplib.SMTPNotSupportedError("it offers no way to log in")
        finally:
            self.user = self.password = ""

    def deliver(self, data: bytes, seconds: float) -> Receipt:
        """The message after the server's word to begin; what it answered.

        Raises:
            OSError: the connection broke, and the message may or may not have been taken.
        """
        self.send(_stuffed(data))
        code, answer = self.reply(seconds)
        if 200 <= code < 300:
            return Receipt(Outcome.TAKEN)
        if 400 <= code < 600:
            return self.refusal(code, answer)
        return Receipt(Outcome.UNKNOWN, said(answer), stop=True)

    def refusal(self, code: int, answer: bytes, *, sender: bool = False) -> Receipt:
        """What a negative reply means for this message and the next; clears the envelope where there is a next."""
        text = said(f"{code} {answer.decode('utf-8', 'replace')}")
        if sender or code == _CLOSING or code in _ABOUT_LOGIN or not 400 <= code < 600:
            return Receipt(Outcome.LATER, text, stop=True)
        outcome = Outcome.LATER if code < 500 else Outcome.REFUSED
        try:
            self.rset()
        except (OSError, smtplib.SMTPException):
            return Receipt(outcome, text, stop=True)
        return Receipt(outcome, text)


class _TlsConnection(_Connection, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""

    def __init__(self, server: MailServer, patience: Patience) -> None:
        super().__init__(server, patience, context=ssl.create_default_context())


def _envelope(connection: _Connection, message: EmailMessage, sender: str, recipients: Sequence[str]) -> Receipt | None:
    """Everything before the message; a receipt when the server did not ask for it. Nothing was given until then."""
    international = not "".join((sender, *recipients)).isascii() or message.policy.utf8  # type: ignore[attr-defined]
    options = ["SMTPUTF8", "BODY=8BITMIME"] if international else []
    if options and not connection.has_extn("smtputf8"):
        raise smtplib.SMTPNotSupportedError
    code, answer = connection.mail(sender, options)
    if code != 250:
        return connection.refusal(code, answer, sender=True)
    for recipient in recipients:
        code, answer = connection.rcpt(recipient)
        if code not in (250, 251):
            return connection.refusal(code, answer)
    code, answer = connection.docmd("DATA")
    return None if code == _READY_FOR_DATA else connection.refusal(code, answer)


def _stuffed(data: bytes) -> bytes:
    """The message as it goes over the wire: dots doubled at the start of a line, a lone dot at the end."""
    quoted = re.sub(rb"^\.", b"..", data, flags=re.MULTILINE)
    return quoted + (b"" if quoted.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _not_open(server: MailServer, error: Exception) -> DeliveryError:
    at = f"{server.host}:{server.usual_port}"
    if isinstance(error, smtplib.SMTPAuthenticationError | UnicodeError):
        reason = said(error.smtp_error) if isinstance(error, smtplib.SMTPAuthenticationError) else "not in ASCII"
        return DeliveryError(
            _(
                "{at} refuses the user {user!r} or the password ({reason}). Nothing was sent.",
                at=at,
                user=server.user,
                reason=reason,
            ),
            _(
                "Check both; many providers want an app password here. {password_variable} or the keyring has it.",
                password_variable=server.password_variable,
            ),
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return DeliveryError(
            _(
                "{at} cannot prove who it is ({what}). No password was shown, nothing was sent.",
                at=at,
                what=said(error.verify_message),
            ),
            _("Check the host's name; ask your provider for it."),
        )
    return DeliveryError(
        _("{at} cannot be used: {what}. Nothing was sent.", at=at, what=said(error)),
        _("Check host, port and security."),
    )
