"""Photos and cards as rows. A photo is one row per content, and one `event_photo` row per event it was captured at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, insert, select, update

from followup.model import PhotoState, StoredPhoto
from followup.store.rows import now
from followup.store.tables import card, event_photo, photo, removed_photo
from scanner.model import ScanFailure

_LINKED = select(
    photo.c.id,
    event_photo.c.event_id,
    photo.c.sha256,
    event_photo.c.label,
    photo.c.size,
    photo.c.state,
    photo.c.taken_at,
    photo.c.failure_code,
    photo.c.failure_message,
    photo.c.failure_hint,
    event_photo.c.added_at,
).join_from(event_photo, photo)


def by_digest(connection: Connection, sha256: str) -> tuple[int, PhotoState] | None:
    """Id and state of the content, at whatever event."""
    row = connection.execute(select(photo.c.id, photo.c.state).where(photo.c.sha256 == sha256)).first()
    return (row.id, PhotoState(row.state)) if row else None


def add(connection: Connection, sha256: str, size: int) -> int:
    """A new content, waiting to be read. A deletion that was still due is called off."""
    connection.execute(delete(removed_photo).where(removed_photo.c.sha256 == sha256))
    stamps = {"created_at": now(), "updated_at": now()}
    values = {"sha256": sha256, "size": size, "state": PhotoState.WAITING.value}
    key = connection.execute(insert(photo).values(**values, **stamps)).inserted_primary_key
    assert key is not None
    return int(key[0])


def link(connection: Connection, photo_id: int, event_id: int, label: str) -> bool:
    """Tie the content to an event; False when it was already."""
    here = (event_photo.c.photo_id == photo_id, event_photo.c.event_id == event_id)
    if connection.scalar(select(exists().where(*here))):
        return False
    values = {"photo_id": photo_id, "event_id": event_id, "label": label, "added_at": now()}
    connection.execute(insert(event_photo).values(**values))
    return True


def unlink(connection: Connection, photo_id: int, event_id: int) -> None:
    """The inverse of `link`."""
    here = (event_photo.c.photo_id == photo_id, event_photo.c.event_id == event_id)
    connection.execute(delete(event_photo).where(*here))


def set_waiting(connection: Connection, photo_id: int) -> None:
    """Queue the photo for reading once more; its last failure is forgotten."""
    _set(connection, photo_id, state=PhotoState.WAITING.value, **_failure(None))


def set_read(connection: Connection, photo_id: int, taken_at: datetime | None, failure: ScanFailure | None) -> None:
    """At least one card was read; `failure` says what became of another card of the photo, if anything."""
    _set(connection, photo_id, state=PhotoState.READ.value, taken_at=taken_at, **_failure(failure))


def set_failed(connection: Connection, photo_id: int, failure: ScanFailure) -> None:
    _set(connection, photo_id, state=PhotoState.FAILED.value, **_failure(failure))


def _failure(failure: ScanFailure | None) -> dict[str, str]:
    if failure is None:
        return {"failure_code": "", "failure_message": "", "failure_hint": ""}
    return {
        "failure_code": failure.code.value,
        "failure_message": failure.message,
        "failure_hint": failure.hint,
    }


def _set(connection: Connection, photo_id: int, **values: Any) -> None:
    connection.execute(update(photo).where(photo.c.id == photo_id).values(**values, updated_at=now()))


def of_event(connection: Connection, event_id: int, state: PhotoState | None = None) -> tuple[StoredPhoto, ...]:
    """The event's photos in the order in which they were added."""
    query = _LINKED.where(event_photo.c.event_id == event_id).order_by(event_photo.c.id)
    if state:
        query = query.where(photo.c.state == state.value)
    return tuple(_photo(row) for row in connection.execute(query))


def by_id(connection: Connection, photo_id: int) -> StoredPhoto | None:
    """The photo as it was captured first."""
    query = _LINKED.where(photo.c.id == photo_id).order_by(event_photo.c.id)
    row = connection.execute(query).first()
    return _photo(row) if row else None


def events_of(connection: Connection, photo_id: int) -> tuple[int, ...]:
    """Ids of the events at which the photo was captured."""
    query = select(event_photo.c.event_id).where(event_photo.c.photo_id == photo_id).order_by(event_photo.c.id)
    return tuple(connection.scalars(query))


def remove_unused(connection: Connection, photo_ids: Iterable[int]) -> tuple[str, ...]:
    """Delete those of the photos that no contact's card is on; give the digests of their files.

    The digests are also kept in `removed_photo` until the files are gone, so that a crash in between leaves none.
    """
    removed: list[str] = []
    for photo_id in photo_ids:
        if connection.scalar(select(exists().where(card.c.photo_id == photo_id))):
            continue
        digest = connection.scalar(select(photo.c.sha256).where(photo.c.id == photo_id))
        if digest is None:
            continue
        connection.execute(delete(photo).where(photo.c.id == photo_id))
        connection.execute(insert(removed_photo).values(sha256=digest))
        removed.append(digest)
    return tuple(removed)


def due_removals(connection: Connection) -> tuple[str, ...]:
    """Digests of files that are still to be deleted."""
    return tuple(connection.scalars(select(removed_photo.c.sha256)))


def removal_done(connection: Connection, sha256: str) -> None:
    connection.execute(delete(removed_photo).where(removed_photo.c.sha256 == sha256))


def _photo(row: Row[*tuple[Any, ...]]) -> StoredPhoto:
    values = dict(row._mapping)
    return StoredPhoto(**{**values, "state": PhotoState(values["state"])})
