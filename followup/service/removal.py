"""The second half of erasing: files whose rows are gone, photos and attachments."""

from __future__ import annotations

from followup.service.attachments import forget_unattached
from followup.service.context import Context
from followup.store import photos


def finish_removals(context: Context) -> None:
    """Delete the files that are due.

    Each is deleted inside a writing transaction, and photos are stored inside one too, so that a photo which is
    captured again at this moment keeps its file.

    Raises:
        StorageError: a file may not be deleted; it stays due.
    """
    with context.database.read() as connection:
        due = photos.due_removals(connection)
    for digest in due:
        with context.database.write() as connection:
            if digest in photos.due_removals(connection):
                context.files.remove(digest)
                photos.removal_done(connection, digest)
    forget_unattached(context)
    if due:
        context.database.forget_erased()
