"""The owner's mail account: where its servers are. Passwords stay in the environment or the system's keyring."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from followup.delivery.account import PER_MINUTE, Account, MailServer, Protocol, Security, keep_password, password
from followup.errors import InvalidValueError, UsageError
from followup.locale import _
from followup.outbox import Way
from followup.service import values
from followup.service.context import Context
from followup.service.couriers import courier_for, drafts_courier
from followup.store import owner

MAX_PER_MINUTE = 6_000

_HOST = re.compile(r"(?!-)[a-z0-9.-]{1,253}|[0-9a-f:]{2,39}", re.IGNORECASE)


class AccountChanges(TypedDict, total=False):
    """Settings of the mail account; those left out stay as they are. A port of 0 is the usual one."""

    imap_host: str
    imap_port: int
    imap_user: str
    imap_security: str
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_security: str
    drafts_folder: str
    per_minute: int


@dataclass(frozen=True, slots=True)
class AccountView:
    """The account, and which of its passwords can be found."""

    account: Account
    imap_password: bool
    smtp_password: bool


class MailAccount:
    """What can be done with the account's settings."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def get(self) -> Account:
        """The account; its servers have no host until somebody names them."""
        with self._database.read() as connection:
            return _account(owner.mail_account(connection))

    def view(self) -> AccountView:
        """The account, and whether its passwords are there. The keyring may ask its owner to unlock it."""
        account = self.get()
        return AccountView(account, _has_password(account.imap), _has_password(account.smtp))

    def edit(self, **changes: Unpack[AccountChanges]) -> Account:
        """Change the given settings.

        Raises:
            InvalidValueError: a value makes no sense.
            UsageError: a connection to another machine would not be encrypted.
        """
        values.known(changes, tuple(AccountChanges.__annotations__), "mail account")
        clean = {name: _clean(name, value) for name, value in changes.items()}
        with self._database.write() as connection:
            stored = {**owner.mail_account(connection), **clean}
            account = _account(stored)
            for server in (account.imap, account.smtp):
                if server.host:
                    server.check()
            owner.set_mail_account(connection, stored)
        return account

    def keep_password(self, protocol: Protocol, secret: str) -> None:
        """Put a server's password into the system's keyring, where every connection looks for it.

        Raises:
            UsageError: nobody logs in there, or the keyring cannot keep it.
        """
        keep_password(self._server(protocol), secret)

    def has_password(self, protocol: Protocol) -> bool:
        """Whether a server's password can be found. The keyring may ask its owner to unlock it."""
        return _has_password(self._server(protocol))

    def try_out(self, protocol: Protocol) -> str:
        """Connect to a server and log in, and say how it went; nothing is sent and no folder is changed.

        Raises:
            UsageError: there is no server, it would not be encrypted, or there is no password.
            DeliveryError: it cannot be reached or trusted, refuses the login, or has no such folder.
        """
        account = self.get()
        if protocol is Protocol.SMTP:
            with courier_for(Way.SMTP, account):
                return _("The login at {host} works. Nothing was sent.", host=account.smtp.host)
        with drafts_courier(account) as courier:
            return _(
                "The login at {host} works; drafts go to the folder '{folder}'.",
                host=account.imap.host,
                folder=courier.folder,
            )

    def _server(self, protocol: Protocol) -> MailServer:
        account = self.get()
        return account.smtp if protocol is Protocol.SMTP else account.imap


def _account(stored: dict[str, Any]) -> Account:
    return Account(
        imap=_server(Protocol.IMAP, stored),
        smtp=_server(Protocol.SMTP, stored),
        drafts_folder=stored.get("drafts_folder", ""),
        per_minute=stored.get("per_minute", PER_MINUTE),
    )


def _server(protocol: Protocol, stored: dict[str, Any]) -> MailServer:
    return MailServer(
        protocol=protocol,
        host=stored.get(f"{protocol}_host", ""),
        port=stored.get(f"{protocol}_port", 0),
        user=stored.get(f"{protocol}_user", ""),
        security=Security(stored.get(f"{protocol}_security", Security.TLS)),
    )


def _has_password(server: MailServer) -> bool:
    try:
        return password(server) is not None
    except UsageError:
        return False


def _clean(name: str, value: Any) -> str | int:
    if name == "per_minute":
        return _number(value, "most messages a minute", 1, MAX_PER_MINUTE)
    if name.endswith("_port"):
        return _number(value, name, 0, 65_535)
    text = values.line(str(value), name)
    if name.endswith("_host") and text and not _HOST.fullmatch(text):
        raise InvalidValueError(
            _("{text!r} is no server's name.", text=text), _("Write it as mail.example.com, without a port.")
        )
    if name.endswith("_security") and text not in list(Security):
        raise InvalidValueError(
            _("{text!r} is no kind of encryption.", text=text), _("Choose {names}.", names=", ".join(Security))
        )
    return text


def _number(value: Any, what: str, least: int, most: int) -> int:
    number = int(value)
    if not least <= number <= most:
        raise InvalidValueError(
            _("{number} is no {what}.", number=number, what=what.replace("_", " ")),
            _("Give {least} to {most:,}.", least=least, most=most),
        )
    return number
