"""What of a contact is compared, in the form in which it is compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from followup.folding import folded
from followup.matching import data, firms
from followup.matching.names import name_words
from followup.model import Contact, Phone

_GMAIL = frozenset({"gmail.com", "googlemail.com"})

PHONE_TAIL = 9
"""Digits by which a number without dial code finds the same number with one."""


@dataclass(frozen=True, slots=True)
class Traits:
    """A contact, ready to be compared.

    Attributes:
        words: of the name.
        emails: personal addresses, normalised; `offices` are those of an office (info@…).
        mobiles: digits of mobile numbers; `phones` of all others but fax.
        firm: key of the organisation.
        domains: of mail and web that belong to a firm.
        profiles: on social networks.
        place: folded town.
    """

    id: int
    words: tuple[str, ...]
    emails: frozenset[str]
    offices: frozenset[str]
    mobiles: frozenset[str]
    phones: frozenset[str]
    firm: str
    domains: frozenset[str]
    profiles: frozenset[str]
    place: str


def traits(contact: Contact) -> Traits:
    """The contact, ready to be compared."""
    emails = frozenset(filter(None, map(email_key, contact.emails)))
    offices = frozenset(e for e in emails if is_office(e))
    return Traits(
        id=contact.id,
        words=name_words(contact),
        emails=emails - offices,
        offices=offices,
        mobiles=frozenset(phone_key(p) for p in contact.phones if p.kind == "mobile"),
        phones=frozenset(phone_key(p) for p in contact.phones if p.kind not in ("mobile", "fax")),
        firm=firms.firm_key(contact.organization),
        domains=frozenset(filter(None, _domains(contact, emails))),
        profiles=frozenset(_profile_key(s.value) for s in contact.socials if s.value),
        place=folded(contact.address.locality) if contact.address else "",
    )


def email_key(address: str) -> str:
    """The mailbox an address leads to: without case and '+tag', and at Gmail without points; '' when it is none."""
    local, at, domain = address.strip().casefold().rpartition("@")
    if not at or not local or not domain:
        return ""
    local = local.partition("+")[0] or local
    if domain in _GMAIL:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def is_office(email: str) -> bool:
    """Whether a normalised address belongs to an office and not to a person."""
    return email.partition("@")[0] in data.words("role_mailboxes.txt")


def phone_key(phone: Phone) -> str:
    """The number's digits, after a '+' when the dial code is known; the extension stays, for it tells desks apart."""
    number, _, extension = phone.value.partition(";ext=")
    digits = "".join(c for c in number if c.isdecimal())
    return ("+" if number.startswith("+") else "") + digits + (f"x{extension}" if extension else "")


def same_phone(a: str, b: str) -> bool:
    """Whether two keys are one number; without a dial code the last digits decide."""
    if a.startswith("+") and b.startswith("+"):
        return a == b
    return a == b or (min(len(a), len(b)) >= PHONE_TAIL and a[-PHONE_TAIL:] == b[-PHONE_TAIL:])


def _profile_key(profile: str) -> str:
    return folded(profile.rpartition("://")[2]).removeprefix("www.").rstrip("/")


def _domains(contact: Contact, emails: frozenset[str]) -> Iterator[str]:
    yield from (firms.firm_domain(email.partition("@")[2]) for email in emails)
    yield from (firms.firm_domain(host) for url in contact.urls if (host := firms.host_of(url)))
