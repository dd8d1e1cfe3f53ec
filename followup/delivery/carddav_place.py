"""Where a CardDAV address book is, who owns it, and where its password is found."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote, urlsplit

from followup.delivery.account import Password, is_loopback
from followup.errors import UsageError
from followup.locale import _

PASSWORD_VARIABLE = "AFTERCARD_CARDDAV_PASSWORD"  # noqa: S105  (its name)


@dataclass(frozen=True, slots=True)
class Place:
    """An address book's address and its owner; the address is without the name.

    Raises:
        UsageError: from `Place.of`.
    """

    url: str
    user: str

    @classmethod
    def of(cls, address: str) -> Self:
        """From 'https://name@host/path/'; without a name nobody logs in. Unencrypted only to this machine."""
        parts = urlsplit(address)
        host = parts.hostname or ""
        if parts.scheme not in ("https", "http") or not host:
            raise UsageError(
                _("{address!r} is no address of an address book.", address=address), _("Write https://name@host/path/.")
            )
        if parts.password is not None:
            hint = _(
                "Set {variable}, or store it in the keyring; other programs can read a command line.",
                variable=PASSWORD_VARIABLE,
            )
            raise UsageError(_("The address holds a password."), hint)
        if parts.scheme == "http" and not is_loopback(host):
            raise UsageError(
                _("Without https everybody on the way could read the password and the cards."), _("Use https.")
            )
        clean = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="", query="")
        return cls(clean.geturl(), unquote(parts.username or ""))


def password(place: Place, environment: Mapping[str, str] = os.environ) -> Password | None:
    """The password of the place's user: from the environment, else from the system's keyring; None without a user.

    Raises:
        UsageError: there is none in either.
    """
    if not place.user:
        return None
    service = f"aftercard:{urlsplit(place.url).hostname}"
    if found := environment.get(PASSWORD_VARIABLE) or _from_keyring(service, place.user):
        return Password(found)
    hint = f"Set {PASSWORD_VARIABLE}, or store it: keyring set {service} {place.user}"
    raise UsageError(_("There is no password for {user}; nothing was sent.", user=place.user), hint)


def _from_keyring(service: str, user: str) -> str | None:
    try:
        import keyring  # noqa: PLC0415  (an extra, and slow to import)
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return None
    try:
        return keyring.get_password(service, user)
    except (KeyringError, RuntimeError):  # locked, or this machine has none
        return None
