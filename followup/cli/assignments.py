"""`field=value` arguments as changes of a contact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from followup.errors import InvalidValueError
from followup.model import Address, Contact, Phone, Social

if TYPE_CHECKING:
    from followup.service import ContactChanges

_FIELDS: Mapping[str, str] = {
    "name": "name",
    "given": "given_name",
    "given_name": "given_name",
    "family": "family_name",
    "family_name": "family_name",
    "prefix": "honorific_prefix",
    "honorific_prefix": "honorific_prefix",
    "suffix": "honorific_suffix",
    "honorific_suffix": "honorific_suffix",
    "title": "title",
    "department": "department",
    "company": "organization",
    "organization": "organization",
    "email": "emails",
    "emails": "emails",
    "phone": "phones",
    "phones": "phones",
    "website": "urls",
    "websites": "urls",
    "url": "urls",
    "urls": "urls",
    "social": "socials",
    "socials": "socials",
    "address": "address",
    "language": "language",
    "note": "note",
}
"""What a person may call a field → the field of `Contact`."""

_ADDRESS_PARTS = ("street", "postal_code", "locality", "region", "country")


def changes(contact: Contact, arguments: Iterable[str]) -> ContactChanges:
    """The arguments as changes.

    Args:
        contact: as it is now; a part of its address can be changed alone.
        arguments: 'field=value' each.

    Raises:
        InvalidValueError: an argument has no '=', or names no field.
    """
    found: dict[str, Any] = {}
    for argument in arguments:
        name, separator, value = argument.partition("=")
        if not separator:
            raise InvalidValueError(f"{argument!r} has no '='.", "Write field=value, as in title=CTO.")
        name = name.strip().lower().replace("-", "_")
        if name in _ADDRESS_PARTS:
            address = found.get("address", contact.address) or Address()
            # The formatted line follows from the parts once one of them is changed.
            found["address"] = replace(address, **{name: value.strip()}, formatted="")
        elif name in _FIELDS:
            found[_FIELDS[name]] = _PARSE.get(_FIELDS[name], str)(value)
        else:
            known = ", ".join(sorted({*_FIELDS, *_ADDRESS_PARTS}))
            raise InvalidValueError(f"A contact has no field {name!r}.", f"Fields: {known}.")
    return cast("ContactChanges", found)


def _several(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _phone(text: str) -> Phone:
    """'mobile:+34 600 123 456', or a number alone, which is at work."""
    kind, separator, number = text.partition(":")
    return Phone(number.strip(), kind.strip().lower()) if separator else Phone(text)


def _social(text: str) -> Social:
    """'linkedin.com/in/ana', or 'mastodon:mastodon.example/@ana' where the address does not tell the network."""
    network, separator, address = text.partition(":")
    if separator and not address.startswith("//"):
        return Social(address.strip(), network.strip())
    plain = text.partition("://")[2] or text
    return Social(plain, plain.removeprefix("www.").partition(".")[0])


_PARSE: Mapping[str, Callable[[str], Any]] = {
    "emails": _several,
    "phones": lambda value: tuple(map(_phone, _several(value))),
    "urls": _several,
    "socials": lambda value: tuple(map(_social, _several(value))),
    "address": lambda value: Address(formatted=value) if value.strip() else None,
}
