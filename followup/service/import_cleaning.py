"""A row of a file in the form in which contacts are stored; what a field does not take goes to the note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from followup.errors import InvalidValueError
from followup.model import Address, Contact, Phone, Social
from followup.service import contact_fields, values
from followup.service.contact_fields import MAX_VALUES, ContactChanges

_LABELS = {"emails": "E-mail", "phones": "Phone", "urls": "Link", "socials": "Link"}


def cleaned(row: Contact) -> tuple[Contact, tuple[str, ...]]:
    """The row as a contact, and a sentence for each value that could not be taken as it is."""
    kept: dict[str, Any] = {}
    lines: list[str] = []
    problems: list[str] = []
    country = row.address.country if row.address and len(row.address.country) == 2 else ""
    before = Contact(address=Address(country=country))
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
