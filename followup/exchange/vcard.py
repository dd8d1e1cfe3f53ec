"""vCard 3.0 (RFC 2426) and 4.0 (RFC 6350), one card per contact, with the events as CATEGORIES.

Written here, not with vobject: vobject folds and escapes well, but its serializer validates and sorts each card, knows
no 4.0, and takes seven times as long. It reads every card back in the tests. Web addresses are escaped like text,
though a URI need not be: readers that split at a bare comma (vobject among them) would cut them, and all undo it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from followup.exchange.contentline import line, text, texts
from followup.exchange.texts import (
    country_name,
    dialled,
    events,
    given_and_family,
    is_company,
    notes,
    street_of,
    web_address,
)
from followup.model import Address, Contact, ContactRecord, Phone

Picture = Callable[[Contact], bytes]
"""A contact's picture as JPEG; empty when there is none."""

PRODUCT = "-//Aftercard//Aftercard//EN"

_GLOBAL_NUMBER = re.compile(r"\+[0-9]+(;ext=[0-9]+)?")
"""RFC 3966 without its separators; whatever else a card said is text, as RFC 6350 6.4.1 allows."""

_TEL_TYPES: dict[str, tuple[str, ...]] = {
    "mobile": ("CELL",),
    "work": ("WORK", "VOICE"),
    "fax": ("WORK", "FAX"),
    "home": ("HOME", "VOICE"),
    "other": ("VOICE",),
}


def _no_picture(_contact: Contact) -> bytes:
    return b""


def vcard3(records: Iterable[ContactRecord], picture: Picture = _no_picture) -> Iterator[bytes]:
    """Cards in vCard 3.0, what every address book takes; each asks for its picture when it is written."""
    return (_card(record, "3.0", picture(record.contact)).encode("utf-8", "replace") for record in records)


def vcard4(records: Iterable[ContactRecord], picture: Picture = _no_picture) -> Iterator[bytes]:
    """Cards in vCard 4.0; several Android address books refuse it."""
    return (_card(record, "4.0", picture(record.contact)).encode("utf-8", "replace") for record in records)


def _card(record: ContactRecord, version: str, picture: bytes) -> str:
    contact = record.contact
    lines = [
        line("BEGIN", "VCARD"),
        line("VERSION", version),
        line("PRODID", PRODUCT),
        *_identity(contact, version),
        *_names(contact, version),
        *(line("EMAIL", text(mail), TYPE=_types(("INTERNET", "WORK"), version)) for mail in contact.emails),
        *(_phone(phone, version) for phone in contact.phones),
        *(line("URL", text(web_address(url))) for url in contact.urls),
        *(line("X-SOCIALPROFILE", text(web_address(s.value)), TYPE=s.network) for s in contact.socials),
        *([_address(contact.address, version)] if contact.address else []),
    ]
    if names := events(record):
        lines.append(line("CATEGORIES", texts(names, ",")))
    if said := notes(record):
        lines.append(line("NOTE", text(said)))
    if picture:
        lines.append(_photo(picture, version))
    return "".join([*lines, line("END", "VCARD")])


def _identity(contact: Contact, version: str) -> Iterator[str]:
    if contact.uid:
        yield line("UID", f"urn:uuid:{text(contact.uid)}" if version == "4.0" else text(contact.uid))
    if changed := contact.updated_at or contact.created_at:
        yield line("REV", _timestamp(changed, version))
    if contact.language and version == "4.0":
        yield line("LANG", text(contact.language))


def _names(contact: Contact, version: str) -> Iterator[str]:
    given, family = given_and_family(contact)
    yield line("N", texts((family, given, "", contact.honorific_prefix, contact.honorific_suffix)))
    yield line("FN", text(contact.display_name))
    if contact.organization or contact.department:
        units = (contact.organization, contact.department) if contact.department else (contact.organization,)
        yield line("ORG", texts(units))
    if contact.title:
        yield line("TITLE", text(contact.title))
    if is_company(contact) and contact.organization:
        if version == "4.0":
            yield line("KIND", "org")
        yield line("X-ABShowAs", "COMPANY")


def _phone(phone: Phone, version: str) -> str:
    types = _types(_TEL_TYPES.get(phone.kind, ("VOICE",)), version)
    if version == "4.0" and _GLOBAL_NUMBER.fullmatch(phone.value):
        return line("TEL", f"tel:{phone.value}", VALUE="uri", TYPE=types)
    return line("TEL", text(dialled(phone)), TYPE=types)


def _address(address: Address, version: str) -> str:
    parts = ("", "", street_of(address), address.locality, address.region, address.postal_code)
    return line("ADR", texts((*parts, country_name(address.country))), TYPE=_types(("WORK",), version))


def _photo(jpeg: bytes, version: str) -> str:
    """Base64 with its encoding said (RFC 2426, 3.1.4), or a data URI (RFC 6350, 6.2.4), which is no text to escape."""
    data = b64encode(jpeg).decode("ascii")
    if version == "4.0":
        return line("PHOTO", f"data:image/jpeg;base64,{data}")
    return line("PHOTO", data, ENCODING="b", TYPE="JPEG")


def _types(types: tuple[str, ...], version: str) -> tuple[str, ...]:
    """RFC 6350 has no INTERNET and writes its types in lower case; 3.0 readers look for capitals."""
    return tuple(t.lower() for t in types if t != "INTERNET") if version == "4.0" else types


def _timestamp(moment: datetime, version: str) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ" if version == "4.0" else "%Y-%m-%dT%H:%M:%SZ")
