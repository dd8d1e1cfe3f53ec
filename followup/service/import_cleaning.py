"""A row of a file in the form in which contacts are stored; what a field does not take goes to the note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from followup.errors import InvalidValueError
from followup.exchange.texts import street_of
from followup.folding import folded
from followup.model import Address, Contact, Phone, Social
from followup.service import contact_fields, values
from followup.service.contact_fields import MAX_VALUES, ContactChanges

_LABELS = {"emails": "E-mail", "phones": "Phone", "urls": "Link", "socials": "Link"}


def cleaned(row: Contact, known: Contact | None = None) -> tuple[Contact, tuple[str, ...]]:
    """The row as a contact, and a sentence for each value that could not be taken as it is.

    Args:
        row: what a file says of a person.
        known: the contact of the book that the row names by its identifier, if any: what it has is taken as it is,
            since an owner may keep what no check would let in.
    """
    country = row.address.country if row.address and len(row.address.country) == 2 else ""
    before = replace(known or Contact(), address=Address(country=country))
    if found := _at_once(row, before):
        return found, ()
    kept: dict[str, Any] = {}
    lines: list[str] = []
    problems: list[str] = []
    for name, item in _values(row):
        try:
            clean = contact_fields.cleaned(before, {name: item})
        except InvalidValueError as error:
            lines.append(f"{_LABELS.get(name, name.replace('_', ' ').capitalize())}: {_text(item)}")
            problems.append(error.message)
        else:
            _keep(kept, name, clean, whole_name=not (row.given_name or row.family_name))
    crowded = {name: all_ for name, all_ in kept.items() if isinstance(all_, tuple) and len(all_) > MAX_VALUES}
    for name, all_ in crowded.items():
        kept[name] = all_[:MAX_VALUES]
        lines += [f"{_LABELS[name]}: {_text(item)}" for item in all_[MAX_VALUES:]]
    note = as_note("\n".join((row.note, *lines)))
    if len(note) == values.MAX_TEXT:
        problems.append(f"The note is longer than {values.MAX_TEXT:,} characters and was cut.")
    return replace(Contact(uid=row.uid, note=note), **kept), tuple(problems)


def _at_once(row: Contact, before: Contact) -> Contact | None:
    """The row when all of it can be taken, which is the common case and a third of the time; None when not."""
    given = {name: value for name in ContactChanges.__annotations__ if (value := getattr(row, name))}
    if len(given.get("note", "")) > values.MAX_TEXT:
        return None
    try:
        return replace(Contact(uid=row.uid), **contact_fields.cleaned(before, given))
    except InvalidValueError:
        return None


def as_note(text: str) -> str:
    """Text as the note's field stores it, cut where it is too long."""
    return values.lines(text[: values.MAX_TEXT], "note")


def _values(row: Contact) -> Iterator[tuple[str, Any]]:
    """Field and value; a repeatable field comes once per item, so that one bad item spoils no other."""
    for name in ContactChanges.__annotations__:
        value = getattr(row, name)
        if name == "note" or not value:
            continue
        if isinstance(value, tuple):
            yield from ((name, (item,)) for item in value)
        else:
            yield name, value


def _keep(kept: dict[str, Any], name: str, clean: dict[str, Any], *, whole_name: bool) -> None:
    if isinstance(clean[name], tuple):
        kept[name] = tuple(dict.fromkeys((*kept.get(name, ()), *clean[name])))
    elif name == "name" and whole_name:
        kept.update(clean)  # with the parts that follow from it
    elif clean[name]:
        kept[name] = clean[name]


def _text(item: Any) -> str:
    (item,) = item if isinstance(item, tuple) else (item,)
    if isinstance(item, Phone | Social):
        return item.value
    return item.formatted or item.street if isinstance(item, Address) else str(item)


def same_place(known: Address, row: Address) -> bool:
    """Whether two addresses differ at most in how the whole is put on one line."""
    parts = [f.name for f in fields(Address) if f.name != "formatted"]
    if all(folded(getattr(known, part)) == folded(getattr(row, part)) for part in parts):
        return any(getattr(row, part) for part in parts) or folded(known.formatted) == folded(row.formatted)
    return folded(row.formatted or row.street) in (folded(known.formatted), folded(street_of(known)))
