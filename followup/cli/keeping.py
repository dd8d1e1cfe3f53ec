"""`field=value` arguments that are about the relationship and not on the card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from followup.errors import InvalidValueError
from followup.relations import DateKind, ImportantDate

if TYPE_CHECKING:
    from followup.service.relationships import RelationshipChanges

FIELDS: Mapping[str, str] = {
    **{name: name for name in ("tags", "interests", "offers", "needs", "goals", "agenda")},
    **{name: name for name in ("kind", "cadence", "priority", "dates", "opted_out", "formal")},
    "tag": "tags",
    "relationship": "kind",
    "opt_out": "opted_out",
}
"""What a person may call a field → the field of `Relationship`."""


def split(arguments: Iterable[str]) -> tuple[tuple[str, ...], RelationshipChanges]:
    """The arguments that are about the card, and the changes of the relationship.

    Raises:
        InvalidValueError: a date or a yes-or-no cannot be understood.
    """
    others: list[str] = []
    found: dict[str, Any] = {}
    for argument in arguments:
        name, separator, value = argument.partition("=")
        field = FIELDS.get(name.strip().lower().replace("-", "_"))
        if separator and field:
            found[field] = _PARSE.get(field, str.strip)(value)
        else:
            others.append(argument)
    return tuple(others), cast("RelationshipChanges", found)


def _several(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _yes(value: str) -> bool:
    said = value.strip().lower()
    if said not in ("yes", "no", "true", "false", "1", "0", ""):
        raise InvalidValueError(f"{value!r} is neither yes nor no.", "Write yes or no, as in opted_out=yes.")
    return said in ("yes", "true", "1")


def _date(text: str) -> ImportantDate:
    """'birthday:04-12', or 'new-role:2026-01-02 Head of Research'."""
    kind, _, rest = text.partition(":")
    day, _, label = rest.strip().partition(" ")
    digits = day.removeprefix("--")
    try:
        full = date.fromisoformat(digits if digits.count("-") == 2 else f"2000-{digits}")
        year = full.year if digits.count("-") == 2 else None
        what = DateKind(kind.strip().lower())
        return ImportantDate(kind=what, month=full.month, day=full.day, year=year, label=label.strip())
    except ValueError:
        kinds = ", ".join(DateKind)
        raise InvalidValueError(
            f"{text!r} is no important date.", f"Write birthday:04-12 or new-role:2026-01-02 CTO. Kinds: {kinds}."
        ) from None


_PARSE: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("tags", "interests", "offers", "needs", "goals", "agenda"), _several),
    "dates": lambda value: tuple(map(_date, _several(value))),
    "opted_out": _yes,
    "formal": lambda value: _yes(value) if value.strip() else None,
}
