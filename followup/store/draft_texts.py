"""What drafts said before, as rows."""

from __future__ import annotations

from sqlalchemy import Connection, Row, delete, insert, select

from followup.model import Draft, EarlierText
from followup.store.letter_tables import draft_text
from followup.store.rows import now

MAX_KEPT = 20
"""Earlier texts of one draft; the oldest goes when there are more."""

_COPIED = ("kind", "language", "variant", "subject", "body", "edited", "template_version")


def keep(connection: Connection, old: Draft) -> None:
    """Keep what the draft says now, unless the newest kept text says the same."""
    kept = of_draft(connection, old.id)
    if kept and all(getattr(kept[0], name) == getattr(old, name) for name in ("subject", "body", "kind", "language")):
        return
    values = {name: getattr(old, name) for name in _COPIED}
    connection.execute(insert(draft_text).values(draft_id=old.id, **values, kept_at=now()))
    if len(kept) >= MAX_KEPT:
        surplus = [text.id for text in kept[MAX_KEPT - 1 :]]
        connection.execute(delete(draft_text).where(draft_text.c.id.in_(surplus)))


def of_draft(connection: Connection, draft_id: int) -> tuple[EarlierText, ...]:
    """The newest first."""
    query = select(draft_text).where(draft_text.c.draft_id == draft_id).order_by(draft_text.c.id.desc())
    return tuple(map(_text, connection.execute(query)))


def by_id(connection: Connection, text_id: int) -> EarlierText | None:
    row = connection.execute(select(draft_text).where(draft_text.c.id == text_id)).first()
    return _text(row) if row else None


def _text(row: Row[tuple[object, ...]]) -> EarlierText:
    return EarlierText(**dict(row._mapping))
