"""Files that go with drafts: a promised paper, a price list. They are kept by what they contain, as photos are."""

from __future__ import annotations

import mimetypes

from followup import delivery
from followup.errors import InvalidValueError, UnknownItemError
from followup.locale import _
from followup.model import AttachedFile
from followup.service import lookup
from followup.service.approval import refuse_sent
from followup.service.context import Context
from followup.service.redrafting import Redrafting
from followup.store import attachments, drafts

MAX_BYTES = 18_000_000
"""Of all the files of one draft: a quarter less than the 25 MB that large providers take, for Base64 adds a third."""

MAX_FILES = 10


class Attachments:
    """What can be done with the files of a draft."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._database = context.database
        self._redrafting = Redrafting(context)

    def of_draft(self, draft_id: int) -> tuple[AttachedFile, ...]:
        """What goes with the draft.

        Raises:
            UnknownItemError: there is no such draft.
        """
        with self._database.read() as connection:
            return attachments.by_draft(connection, (lookup.draft(connection, draft_id).id,)).get(draft_id, ())

    def add(self, draft_id: int, name: str, data: bytes) -> AttachedFile:
        """Let a file go with the draft, in place of one of the same name; a text that nobody touched says so.

        Args:
            draft_id: which draft.
            name: as it was given; no path is made from it, and the recipient sees it without folders.
            data: the file's bytes.

        Raises:
            UnknownItemError: there is no such draft.
            InvalidValueError: it is empty, or more than a mail takes.
            UsageError: the draft was sent.
            StorageError: the folder cannot be written.
        """
        called = delivery.attachment_name(name)
        if not data:
            raise InvalidValueError(_("{name!r} is empty.", name=called), _("Choose another file."))
        kind = mimetypes.guess_type(called)[0] or delivery.UNKNOWN_TYPE
        with self._database.write() as connection:
            draft = lookup.draft(connection, draft_id)
            refuse_sent(draft)
            there = attachments.by_draft(connection, (draft.id,)).get(draft.id, ())
            others = [file for file in there if file.name != called]
            if len(others) >= MAX_FILES or sum(f.size for f in others) + len(data) > MAX_BYTES:
                raise InvalidValueError(
                    _("A message takes {files} files of {size} MB.", files=MAX_FILES, size=MAX_BYTES // 1_000_000),
                    _("Send a link instead."),
                )
            # Inside the transaction, so that nobody takes the file for one that belongs to nothing.
            digest = self._context.attached.put(data)
            new = AttachedFile(draft_id=draft.id, name=called, media_type=kind, sha256=digest, size=len(data))
            attachments.add(connection, new)
            drafts.change(connection, draft.id, {"in_spite_of": ()})
        self._redrafting.refresh(draft_id)
        return next(file for file in self.of_draft(draft_id) if file.name == called)

    def remove(self, draft_id: int, name: str) -> None:
        """Let a file stay here.

        Raises:
            UnknownItemError: there is no such draft, or it has no such file.
            UsageError: the draft was sent.
            StorageError: the file cannot be deleted.
        """
        with self._database.write() as connection:
            draft = lookup.draft(connection, draft_id)
            refuse_sent(draft)
            if not attachments.remove(connection, draft.id, name):
                raise UnknownItemError(
                    _("No file {name!r} goes with draft {id}.", name=name, id=draft_id), _("Look at the list again.")
                )
            drafts.change(connection, draft.id, {"in_spite_of": ()})
        forget_unattached(self._context)
        self._redrafting.refresh(draft_id)


def forget_unattached(context: Context) -> None:
    """Delete the files that go with no draft any more.

    Each is looked at again inside a writing transaction, in which files are attached too, so that none is deleted that
    somebody attaches at this moment.

    Raises:
        StorageError: a file may not be deleted; it is tried again when the database is opened next.
    """
    with context.database.read() as connection:
        left = context.attached.digests() - attachments.digests(connection)
    if left:
        with context.database.write() as connection:
            for digest in left - attachments.digests(connection):
                context.attached.remove(digest)
