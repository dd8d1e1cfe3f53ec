"""The owner's mail account: where its servers are. A password is looked up for each connection and kept nowhere."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from followup.errors import UsageError
from followup.locale import _


class Protocol(StrEnum):
    """What a server speaks."""

    IMAP = "imap"
    SMTP = "smtp"


class Security(StrEnum):
    """How a connection is protected. `NONE` is for servers on this machine only."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


_PORTS: Mapping[tuple[Protocol, Security], int] = MappingProxyType(
    {
        # RFC 8314: implicit TLS; submission with STARTTLS.
        (Protocol.IMAP, Security.TLS): 993,
        (Protocol.SMTP, Security.TLS): 465,
        (Protocol.IMAP, Security.STARTTLS): 143,
        (Protocol.SMTP, Security.STARTTLS): 587,
    }
)

PER_MINUTE = 20
"""Messages a minute, unless the owner says otherwise; providers' limits for people start at some 30."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """One server of the account.

    Attributes:
        host: name or address; empty when none was given.
        port: 0 takes the usual one.
        user: who logs in; empty for a server on this machine that asks nobody.
    """

    protocol: Protocol
    host: str = ""
    port: int = 0
    user: str = ""
    security: Security = Security.TLS

    @property
    def usual_port(self) -> int:
        """The port to connect to."""
        return self.port or _PORTS.get((self.protocol, self.security), 0)

    @property
    def password_variable(self) -> str:
        """The environment variable that may hold the password."""
        return f"AFTERCARD_{self.protocol.upper()}_PASSWORD"

    @property
    def keyring_service(self) -> str:
        """The service under which the system's keyring may hold the password of `user`."""
        return f"aftercard:{self.host}"

    def check(self) -> None:
        """Refuse what cannot work, and what would show the password or the letters to the network.

        Raises:
            UsageError: no host, no port, or no encryption to another machine.
        """
        name = self.protocol.upper()
        if not self.host:
            raise UsageError(
                _("There is no {name} server yet.", name=name),
                _(
                    "Name it under Settings, or: aftercard account --{protocol}-host HOST --{protocol}-user USER",
                    protocol=self.protocol,
                ),
            )
        if self.security is Security.NONE and not is_loopback(self.host):
            raise UsageError(
                _(
                    "Without encryption everybody on the way to {host} could read along; nothing was sent.",
                    host=self.host,
                ),
                _("Use --{protocol}-security tls or starttls.", protocol=self.protocol),
            )
        if not self.usual_port:
            raise UsageError(
                _("The {name} server has no port.", name=name), _("Give --{protocol}-port.", protocol=self.protocol)
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The owner's account.

    Attributes:
        drafts_folder: where drafts go; empty finds the account's own Drafts folder.
        per_minute: most messages that SMTP sends in a minute.
    """

    imap: MailServer = field(default_factory=lambda: MailServer(protocol=Protocol.IMAP))
    smtp: MailServer = field(default_factory=lambda: MailServer(protocol=Protocol.SMTP))
    drafts_folder: str = ""
    per_minute: int = PER_MINUTE


class Password:
    """A password that no `repr`, log or traceback shows."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def reveal(self) -> str:
        """The password itself, for the moment of the login."""
        return self._secret

    def __repr__(self) -> str:
        return "Password(…)"

    def __reduce__(self) -> str:
        raise TypeError("a password is not written anywhere")


def password(server: MailServer, environment: Mapping[str, str] = os.environ) -> Password | None:
    """The password of the server's user: from the environment, else from the system's keyring; None without a user.

    Raises:
        UsageError: there is none in either, or it holds a line end or another control character.
    """
    if not server.user:
        return None
    found = environment.get(server.password_variable) or _from_keyring(server)
    if not found:
        raise UsageError(
            _("There is no password for {user} at {host}; nothing was sent.", user=server.user, host=server.host),
            _(
                "Set {password_variable}, or store it: keyring set {keyring_service} {user}",
                password_variable=server.password_variable,
                keyring_service=server.keyring_service,
                user=server.user,
            ),
        )
    if not found.isprintable():
        raise UsageError(
            _(
                "The password for {user} at {host} holds a line end or another character no password has.",
                user=server.user,
                host=server.host,
            ),
            _("Store it again, without the line end."),
        )
    return Password(found)


def _from_keyring(server: MailServer) -> str | None:
    try:
        import keyring  # noqa: PLC0415  (an extra, and slow to import)
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return None
    try:
        return keyring.get_password(server.keyring_service, server.user)
    except (KeyringError, RuntimeError):  # locked, or this machine has none
        return None


def can_keep_password() -> bool:
    """Whether this machine has a keyring that `keep_password` can use."""
    try:
        import keyring  # noqa: PLC0415  (an extra, and slow to import)
        from keyring.backends import fail, null  # noqa: PLC0415
    except ImportError:
        return False
    return not isinstance(keyring.get_keyring(), (fail.Keyring, null.Keyring))


def keep_password(server: MailServer, secret: str) -> None:
    """Put the password of the server's user into the system's keyring; nothing else ever holds it.

    Raises:
        UsageError: there is no user, the password is none, or the keyring is missing or locked.
    """
    if not server.user:
        raise UsageError(_("A password belongs to a user."), _("Say first who logs in."))
    if not secret or not secret.isprintable():
        raise UsageError(
            _("A password has at least one character, and no line end."), _("Type it again, or paste it without one.")
        )
    if not can_keep_password():
        raise UsageError(
            _("This computer has no keyring that could keep the password."),
            _("Set {password_variable} where Aftercard is started.", password_variable=server.password_variable),
        )
    import keyring  # noqa: PLC0415
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.set_password(server.keyring_service, server.user, secret)
    except (KeyringError, RuntimeError):
        raise UsageError(
            _("The keyring did not take the password; it is kept nowhere."), _("Unlock the keyring and try again.")
        ) from None  # the cause could quote it


def is_loopback(host: str) -> bool:
    """Whether the host is this machine, by its name or address; nothing is looked up."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
