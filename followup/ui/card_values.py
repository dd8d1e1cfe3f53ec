"""What is typed into a card's form, as the contact holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from followup.model import Address, Contact, Phone, Social
from followup.ui.evidence import FIELDS
from scanner.model import PhoneKind

STORED_AS = {
    "name": "name",
    "title": "title",
    "department": "department",
    "company": "organization",
    "emails": "emails",
    "phones": "phones",
    "websites": "urls",
    "socials": "socials",
    "address": "address",
}
"""The scanner's word for a field → the contact's (vCard's)."""


def stored(contact: Contact, field: str, texts: Sequence[str], kinds: Sequence[str]) -> Any:
    """What a contact holds of a field whose inputs say this.

    Args:
        contact: as it is.
        field: one of `FIELDS`.
        texts: what is typed, one for each row.
        kinds: of phones, one for each row.
    """
    if field == "phones":
        padded = [*kinds, *([PhoneKind.MOBILE.value] * len(texts))]
        return tuple(Phone(text, kind) for text, kind in zip(texts, padded, strict=False))
    if field == "socials":
        return tuple(Social(text, _network(contact, text)) for text in texts)
    if field == "address":
        return _address(contact, texts[0])
    return tuple(texts) if FIELDS[field].many else texts[0]


def _network(contact: Contact, text: str) -> str:
    """The network of a profile: as read, else the middle of its host ('linkedin' of 'www.linkedin.com/in/ana')."""
    known = next((social.network for social in contact.socials if social.value == text), "")
    host = text.partition("://")[2] or text
    parts = host.partition("/")[0].removeprefix("www.").split(".")
    return known or (parts[-2] if len(parts) > 1 else "")


def _address(contact: Contact, text: str) -> Address | None:
    """A line that was not touched keeps its parts; a corrected one is the whole truth."""
    if contact.address and text == contact.address.formatted:
        return contact.address
    return Address(formatted=text) if text.strip() else None
