"""A contact's values from a person's hand, field by field; and the parts of a name that follow from the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeAlias, TypedDict

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from nameparser import HumanName

from followup.errors import InvalidValueError
from followup.locale import _
from followup.model import Address, Contact, Phone, Social
from followup.service import countries, values
from scanner.model import PhoneKind

Cleaner: TypeAlias = Callable[[str, Any, Contact, str], Any]
"""Takes the field's name, the new value, the contact as it is and its country; gives the value to store."""

MAX_VALUES = 50
"""E-mail addresses, phones, websites or profiles of one contact."""


class ContactChanges(TypedDict, total=False):
    """The fields of `Contact` that a person edits; those left out stay as they are."""

    name: str
    given_name: str
    family_name: str
    honorific_prefix: str
    honorific_suffix: str
    title: str
    department: str
    organization: str
    emails: Iterable[str]
    phones: Iterable[Phone]
    urls: Iterable[str]
    socials: Iterable[Social]
    address: Address | None
    language: str
    note: str


def cleaned(before: Contact, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes as they are stored. A value that the contact has already is taken as it is, valid or not.

    Raises:
        InvalidValueError: a field is unknown or does not take the value.
    """
    values.known(changes, tuple(ContactChanges.__annotations__), "contact")
    country = before.address.country if before.address else ""
    after = {name: _cleaner(name)(name, value, before, country) for name, value in changes.items()}
    return {**after, **_other_name_parts(before, after)}


def _cleaner(name: str) -> Cleaner:
    return _CLEAN.get(name, _line)


def _line(name: str, value: Any, before: Contact, country: str) -> str:
    return values.line(value, name)


def _emails(name: str, value: Iterable[str], before: Contact, country: str) -> tuple[str, ...]:
    return _all_of(value, name, lambda v: v if v in before.emails else email(v), same=str.casefold)


def email(value: str) -> str:
    """An address as it can be written to. Nothing is looked up: the check works without a network.

    Raises:
        InvalidValueError: not an address.
    """
    text = values.line(value, "e-mail address")
    try:
        # Reserved names such as example.com are allowed: whether mail arrives is not for this check to say.
        return validate_email(text, check_deliverability=False, test_environment=True).normalized if text else ""
    except EmailNotValidError as error:
        raise InvalidValueError(
            _("{text!r} is no e-mail address: {error}", text=text, error=error), _("Nothing was changed; correct it.")
        ) from None


def _phones(name: str, value: Iterable[Phone], before: Contact, country: str) -> tuple[Phone, ...]:
    return _all_of(value, name, lambda p: p if p in before.phones else _phone(p, country))


def _phone(phone: Phone, country: str) -> Phone:
    if phone.kind not in set(PhoneKind):
        raise InvalidValueError(
            _("{kind!r} is no kind of phone.", kind=phone.kind), _("Kinds are: {names}.", names=", ".join(PhoneKind))
        )
    text = values.line(phone.value, "phone")
    return Phone(e164(text, country) if text else "", phone.kind)


def e164(text: str, country: str) -> str:
    """A number in E.164, with ';ext=' where there is an extension; as typed when it is valid in no plan.

    Args:
        text: a number as people write it.
        country: ISO 3166-1 alpha-2 code for numbers without a dial code; may be empty.

    Raises:
        InvalidValueError: fewer than three digits.
    """
    if sum(c.isdigit() for c in text) < 3:
        raise InvalidValueError(
            _("{text!r} is no phone number.", text=text), _("Write it with its dial code, as +34 600 123 456.")
        )
    try:
        number = phonenumbers.parse(text, country.upper() or None)
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_valid_number(number):
        return text
    plain = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{plain};ext={number.extension}" if number.extension else plain


def _urls(name: str, value: Iterable[str], before: Contact, country: str) -> tuple[str, ...]:
    return _all_of(value, name, lambda v: v if v in before.urls else values.web_address(v, "website"))


def _socials(name: str, value: Iterable[Social], before: Contact, country: str) -> tuple[Social, ...]:
    return _all_of(value, name, lambda s: s if s in before.socials else _social(s))


def _social(social: Social) -> Social:
    """A profile; a handle without a host ('@ana') is fine too."""
    clean = values.web_address if "." in social.value else values.line
    return Social(clean(social.value, "profile"), values.line(social.network, "network").lower())


def _address(name: str, value: Address | None, before: Contact, country: str) -> Address | None:
    if value is None:
        return None
    parts = {f.name: values.line(getattr(value, f.name), name) for f in fields(Address)}
    if parts["country"] != country:
        parts["country"] = countries.code_or_name(parts["country"])
    address = Address(**parts)
    if not address.formatted:
        place = " ".join(part for part in (address.postal_code, address.locality) if part)
        shown = (address.street, place, address.region, address.country)
        address = replace(address, formatted=", ".join(part for part in shown if part))
    return address if address.formatted else None


def _note(name: str, value: str, before: Contact, country: str) -> str:
    return values.lines(value, name)


def _all_of(
    items: Iterable[Any], field: str, clean: Callable[[Any], Any], same: Callable[[Any], Any] = lambda item: item
) -> tuple[Any, ...]:
    """Each item cleaned, without empty ones and repetitions; `same` gives what two repetitions have in common."""
    found = tuple(items)
    if len(found) > MAX_VALUES:
        raise InvalidValueError(
            _("More than {number} {field} for one contact.", number=MAX_VALUES, field=field),
            _("Keep those that are in use."),
        )
    kept = (clean(item) for item in found)
    first: dict[Any, Any] = {}
    for item in kept:
        if item if isinstance(item, str) else item.value:
            first.setdefault(same(item), item)
    return tuple(first.values())


def _other_name_parts(before: Contact, after: Mapping[str, Any]) -> dict[str, str]:
    """A new formatted name brings its parts along, new parts bring the formatted name along, unless both are given."""
    parts = {"given_name", "family_name"} & set(after)
    if "name" in after and not parts and after["name"] != before.name:
        spoken = (part for part in after["name"].split() if any(map(str.isalpha, part)))  # no emoji for a family name
        name = HumanName(" ".join(spoken))
        given = " ".join(part for part in (name.first, name.middle) if part)
        return {"given_name": given, "family_name": name.last}
    if parts and "name" not in after:
        given, family = (after.get(f, getattr(before, f)) for f in ("given_name", "family_name"))
        if (given, family) != (before.given_name, before.family_name):
            return {"name": " ".join(part for part in (given, family) if part)}
    return {}


_CLEAN: dict[str, Cleaner] = {
    "emails": _emails,
    "phones": _phones,
    "urls": _urls,
    "socials": _socials,
    "address": _address,
    "note": _note,
}
