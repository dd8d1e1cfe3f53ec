"""What was last written to each address book: by it a change made there is told from a change made here.

One value per address book beside the other settings; it holds identifiers and digests, and nothing of a contact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from sqlalchemy import Connection, insert, select, update

from followup.store.tables import setting


@dataclass(frozen=True, slots=True)
class Pushed:
    """A card as it was written: where, which version that made, and the SHA-256 of what was sent."""

    href: str
    etag: str
    digest: str


def of_book(connection: Connection, url: str) -> dict[str, Pushed]:
    """The cards written to an address book, by the contact's uid."""
    stored = connection.scalar(select(setting.c.value).where(setting.c.name == _name(url))) or {}
    return {uid: Pushed(**card) for uid, card in stored.items()}


def keep(connection: Connection, url: str, cards: Mapping[str, Pushed]) -> None:
    """Remember these instead of what was remembered for the address book."""
    value = {uid: asdict(card) for uid, card in cards.items()}
    changed = connection.execute(update(setting).where(setting.c.name == _name(url)).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(setting).values(name=_name(url), value=value))


def _name(url: str) -> str:
    return f"carddav:{sha256(url.encode()).hexdigest()[:32]}"
