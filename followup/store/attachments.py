"""Files that go with drafts, as rows; their bytes lie in `PhotoFiles` of their own folder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from followup.model import AttachedFile
from followup.store.letter_tables import attachment
from followup.store.rows import chunks


def add(connection: Connection, new: AttachedFile) -> None:
    """Attach a file, in place of one of the same name."""
    same = (attachment.c.draft_id == new.draft_id, attachment.c.name == new.name)
    connection.execute(delete(attachment).where(*same))
    values = {"name": new.name, "media_type": new.media_type, "sha256": new.sha256, "size": new.size}
    connection.execute(insert(attachment).values(draft_id=new.draft_id, **values))


def remove(connection: Connection, draft_id: int, name: str) -> bool:
    """Detach a file; False when the draft has none of this name."""
    row = delete(attachment).where(attachment.c.draft_id == draft_id, attachment.c.name == name)
    return bool(connection.execute(row).rowcount)


def by_draft(connection: Connection, draft_ids: Iterable[int]) -> dict[int, tuple[AttachedFile, ...]]:
    """By draft, in the order in which they were attached."""
    found: dict[int, tuple[AttachedFile, ...]] = {}
    for chunk in chunks(draft_ids):
        query = select(attachment).where(attachment.c.draft_id.in_(chunk)).order_by(attachment.c.id)
        for row in connection.execute(query):
            found[row.draft_id] = (*found.get(row.draft_id, ()), _file(row))
    return found


def digests(connection: Connection) -> frozenset[str]:
    """Of every file that is attached to something."""
    return frozenset(connection.scalars(select(attachment.c.sha256).distinct()))


def _file(row: Row[Any]) -> AttachedFile:
    return AttachedFile(**dict(row._mapping))
