"""Values fit to stand in a message's header: one line each, so that no field can add a header or a recipient."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from email.headerregistry import Address
from uuid import UUID

from email_validator import EmailNotValidError, validate_email

NO_DOMAIN = "aftercard.invalid"
"""Right side of a Message-ID when the sender has no address (RFC 2606: never anybody's)."""

MAX_SUBJECT = 500
"""Characters; what is longer was pasted by mistake."""

MESSAGE_ID = re.compile(r"<[!#-;=?A-Z^-~]{1,200}@[!-;=?A-Z^-~]{1,200}>")
"""One message identifier (RFC 5322 section 3.6.4), in printable ASCII without quotes or brackets."""

_DROPPED = frozenset({"Cc", "Cs", "Co"})
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str, limit: int = MAX_SUBJECT) -> str:
    """The text without line ends, control characters and direction overrides, which could disguise an address."""
    spaced = "".join(" " if c.isspace() else c for c in text)
    kept = (c for c in spaced if unicodedata.category(c) not in _DROPPED and c not in _BIDI_CONTROLS)
    return " ".join("".join(kept).split())[:limit].rstrip()


def address(name: str, spec: str) -> Address | None:
    """A mailbox for To or From; None when `spec` is not exactly one address (RFC 5321, domain to be found or not).

    An international domain is given in its ASCII form, which every mail program understands.
    """
    try:
        known = validate_email(spec.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    # `addr_spec=` would refuse a local part that is not ASCII; what was validated can be given in its two parts.
    username, _, domain = (known.ascii_email or known.normalized).rpartition("@")
    return Address(display_name=one_line(name, 200), username=username, domain=domain)


def message_id(uid: str, sender: Address | None) -> str:
    """The Message-ID of a draft: the same each time it is exported, so that a copy is recognised."""
    try:
        left = str(UUID(uid))
    except ValueError:
        left = hashlib.sha256(uid.encode("utf-8", "replace")).hexdigest()[:32]
    domain = sender.domain if sender and sender.domain.isascii() else NO_DOMAIN
    return f"<{left}@{domain}>"
