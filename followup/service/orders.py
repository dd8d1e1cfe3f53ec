"""What somebody wants written: the kind, and how."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, TypedDict

from followup.model import Draft, Particulars
from followup.service import contact_fields, values


class Wish(TypedDict, total=False):
    """How to write: what is left out stays as the draft had it, or is chosen for each contact.

    `particulars` replace those before as a whole.
    """

    language: str
    variant: int
    formal: bool | None
    particulars: Particulars


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to write.

    Attributes:
        kind: a template's kind.
        language: BCP 47 code; empty chooses for each contact.
        variant: which wording; one that is not there gives the first.
        formal: None goes by contact, event, owner and language.
        said: what only this message says.
    """

    kind: str
    language: str = ""
    variant: int = 1
    formal: bool | None = None
    said: Particulars = field(default_factory=Particulars)

    @classmethod
    def of(cls, draft: Draft) -> Order:
        """The order that a draft was written by."""
        return cls(
            kind=draft.kind,
            language=draft.language,
            variant=draft.variant,
            formal=draft.formal,
            said=draft.particulars,
        )


def order_for(kind: str, old: Draft | None, wish: dict[str, Any]) -> Order:
    """What to write: what is wished, and otherwise what the draft had; a language is chosen anew."""
    before = Order.of(old) if old else Order(kind=kind)
    return Order(
        kind=kind,
        language=wish.get("language", ""),
        variant=wish.get("variant", before.variant),
        formal=wish.get("formal", before.formal),
        said=wish.get("particulars", before.said),
    )


def cleaned(wish: Wish) -> dict[str, Any]:
    """What was wished, with the typed values as they are stored.

    Raises:
        InvalidValueError: a value is too long, or no web address.
    """
    clean: dict[str, Any] = dict(wish)
    if "particulars" in clean:
        said = clean["particulars"]
        clean["particulars"] = Particulars(**{f.name: _particular(f.name, getattr(said, f.name)) for f in fields(said)})
    return clean


def _particular(name: str, value: Any) -> Any:
    if name == "link":
        return values.web_link(value, "link")
    if name == "person_email":
        return contact_fields.email(value) if value else ""
    if name == "about_on":
        return values.day(value, "day of what it is about")
    if name == "person_id":
        return int(value)
    if name == "together":
        return bool(value)
    return values.line(value, name)
