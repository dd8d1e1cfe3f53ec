"""Putting messages into the Drafts folder of the owner's account (IMAP: RFC 3501, special-use folders: RFC 6154).

IMAPClient knows the protocol's quoting, its folder names in modified UTF-7 and its answers; bounds on them are ours.
"""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from email.message import EmailMessage
from types import TracebackType
from typing import Any, NamedTuple, Self

import imapclient
from imapclient.exceptions import LoginError

from followup.delivery.account import MailServer, Password, Security
from followup.delivery.folders import Folder, Use, find
from followup.delivery.handover import Outcome, Receipt, said
from followup.delivery.headers import MESSAGE_ID
from followup.delivery.wire import Budget, Patience, Reader
from followup.errors import DeliveryError
from followup.locale import _

MAX_ANSWER = 1_048_576
"""Octets of the answer to one step: some ten thousand folders' names."""

_FULL = ("OVERQUOTA", "quota")
"""How servers say that nothing more fits (RFC 5530)."""


class ImapDrafts:
    """Puts messages into the Drafts folder over one connection. Use it in a `with` block.

    Args:
        server: where to connect.
        password: of its user.
        folder: where to put drafts; empty finds the account's own Drafts folder.
        patience: how long to wait.
    """

    def __init__(
        self, server: MailServer, password: Password | None, folder: str = "", patience: Patience | None = None
    ) -> None:
        self._server = server
        self._password = password
        self._wanted = folder
        self._patience = patience or Patience()
        self._budget = Budget(self._patience.reply, MAX_ANSWER)
        self._client: Any = None
        self.folder = ""
        """The folder that was found, as a person reads it."""
        self._also: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        """Connect, encrypt, log in and find the folder.

        Raises:
            UsageError: the server's settings make no sense.
            DeliveryError: it cannot be reached or trusted, refuses the login, or has no such folder.
        """
        self._server.check()
        try:
            self._client = _Client(self._server, self._patience, self._budget)
            self._log_in()
            self._budget.renew()
            self._choose(tuple(Folder(*found) for found in self._client.list_folders()))
        except (OSError, imaplib.IMAP4.error, ValueError) as error:
            self._close()
            raise _not_open(self._server, error) from None  # the cause could quote the password
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._client and kind is None:
            self._budget.renew()
            with suppress(OSError, imaplib.IMAP4.error):  # every message was answered before
                self._client.logout()
        self._close()

    def find(self, message_id: str) -> bool:
        """Whether a message of this identity lies in the Drafts folder, or in Sent: its owner may have sent it.

        Raises:
            DeliveryError: the connection broke.
            ValueError: this is no Message-ID.
        """
        if not MESSAGE_ID.fullmatch(message_id):
            raise ValueError(f"no Message-ID: {message_id!r}")
        try:
            return any(self._is_in(folder, message_id) for folder in (self.folder, *self._also))
        except (OSError, imaplib.IMAP4.error) as error:
            raise DeliveryError(
                _(
                    "{host} cannot say whether a draft is there already ({what}); it was kept back.",
                    host=self._server.host,
                    what=said(error),
                ),
                _("Try again."),
            ) from error

    def give(self, message: EmailMessage, sender: str, recipients: Sequence[str]) -> Receipt:
        """See `Courier.give`; the envelope is not needed here."""
        self._budget.renew()
        try:
            self._client.append(self.folder, message.as_bytes(), (imapclient.DRAFT, imapclient.SEEN))
        except (OSError, imaplib.IMAP4.abort) as error:
            self._close()  # a farewell would wait for an answer too
            return Receipt(Outcome.UNKNOWN, said(error), stop=True)
        except imaplib.IMAP4.error as error:
            if any(word in str(error) for word in _FULL):
                return Receipt(Outcome.LATER, said(error), stop=True)
            return Receipt(Outcome.REFUSED, said(error))
        return Receipt(Outcome.TAKEN)

    def _log_in(self) -> None:
        if self._password is None:
            return
        self._budget.renew()
        # SASL PLAIN carries any password in UTF-8 (RFC 4616); LOGIN only ASCII.
        log_in = self._client.plain_login if self._client.has_capability("AUTH=PLAIN") else self._client.login
        log_in(self._server.user, self._password.reveal())

    def _choose(self, folders: tuple[Folder, ...]) -> None:
        named = next((f.name for f in folders if f.is_open and f.name == self._wanted), "")
        drafts = named if self._wanted else find(folders, Use.DRAFTS)
        if not drafts:
            what = f"no folder {self._wanted!r}" if self._wanted else "no Drafts folder"
            names = ", ".join(f.name for f in folders if f.is_open)[:300]
            raise DeliveryError(
                _(
                    "{user} has {what} at {host}; nothing was put there.",
                    user=self._server.user,
                    what=what,
                    host=self._server.host,
                ),
                _("Name one of these with --drafts-folder: {names}", names=names),
            )
        sent = find(folders, Use.SENT)
        self.folder, self._also = drafts, (sent,) if sent else ()

    def _is_in(self, folder: str, message_id: str) -> bool:
        self._budget.renew()
        self._client.select_folder(folder, readonly=True)
        self._budget.renew()
        return bool(self._client.search(["HEADER", "Message-ID", message_id, "NOT", "DELETED"]))

    def _close(self) -> None:
        if self._client:
            with suppress(OSError):
                self._client.shutdown()
        self._client = None


class _Limits(NamedTuple):
    budget: Budget
    timeout: float


class _Bounded:
    """What `imaplib` reads, within the budget; over TLS with a fresh buffer, so that nothing said before counts."""

    limits: _Limits
    sock: Any
    _reader: Reader | None = None

    def read(self, size: int) -> bytes:
        return self._reading().read(size)

    def readline(self) -> bytes:
        return self._reading().readline(MAX_ANSWER)

    def _reading(self) -> Reader:
        if self._reader is None or self._reader.connection is not self.sock:
            self._reader = Reader(self.sock, self.limits.budget)
        return self._reader


class _Plain(_Bounded, imapclient.imap4.IMAP4WithTimeout):  # type: ignore[misc]
    def __init__(self, host: str, port: int, limits: _Limits) -> None:
        self.limits = limits
        super().__init__(host, port, limits.timeout)


class _Tls(_Bounded, imapclient.tls.IMAP4_TLS):  # type: ignore[misc]
    def __init__(self, host: str, port: int, limits: _Limits) -> None:
        self.limits = limits
        super().__init__(host, port, ssl.create_default_context(), limits.timeout)


class _Client(imapclient.IMAPClient):  # type: ignore[misc]
    """IMAPClient on a bounded connection, encrypted as the server's settings say."""

    def __init__(self, server: MailServer, patience: Patience, budget: Budget) -> None:
        self._limits = _Limits(budget, patience.connect)
        timeout = imapclient.SocketTimeout(patience.connect, patience.reply)
        budget.renew()
        super().__init__(server.host, server.usual_port, ssl=server.security is Security.TLS, timeout=timeout)
        if server.security is Security.STARTTLS:
            budget.renew()
            try:
                self.starttls(ssl.create_default_context())
            except BaseException:
                with suppress(OSError):  # a failed handshake has closed the socket, and only that
                    self.shutdown()
                raise

    def _create_IMAP4(self) -> _Bounded:  # noqa: N802  (IMAPClient's name)
        kind = _Tls if self.ssl else _Plain
        return kind(self.host, self.port, self._limits)


def _not_open(server: MailServer, error: Exception) -> DeliveryError:
    at = f"{server.host}:{server.usual_port}"
    # IMAPClient calls every error during the login one of the login, also a connection that breaks.
    broken = isinstance(error.__context__, imaplib.IMAP4.abort)
    if isinstance(error, LoginError | UnicodeError) and not broken:
        reason = said(error) if isinstance(error, LoginError) else "not in ASCII"
        return DeliveryError(
            _(
                "{at} refuses the user {user!r} or the password ({reason}). Nothing was put there.",
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
                "{at} cannot prove who it is ({what}). It was told neither password nor draft.",
                at=at,
                what=said(error.verify_message),
            ),
            _("Check the host's name; ask your provider for it."),
        )
    return DeliveryError(
        _("{at} cannot be used: {what}. Nothing was put there.", at=at, what=said(error)),
        _("Check host, port and security."),
    )
