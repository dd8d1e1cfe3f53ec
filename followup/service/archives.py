"""Backups: the whole book into one archive, and back into an empty database, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from followup.drafting import template_files
from followup.errors import NothingReadableError, StorageError, UsageError
from followup.exchange import archive
from followup.exchange.archive import Manifest, OwnTemplate
from followup.exchange.archive_reading import ArchiveReader
from followup.locale import N_, _
from followup.service.context import Context
from followup.store import PhotoFiles, attachments, contacts, drafts, dump, events, migrate, problems
from followup.store.rows import chunks
from followup.store.tables import photo

_HINT = N_("Nothing was changed. Try another backup.")


@dataclass(frozen=True, slots=True)
class Backup:
    """An archive on its way out.

    Attributes:
        pieces: its bytes; the database is read while they are taken.
        manifest: what it holds; complete after the last piece.
    """

    pieces: Iterator[bytes]
    manifest: Manifest


class Archives:
    """What can be done with the book as a whole."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._database = context.database

    def backup(self) -> Backup:
        """Everything there is: every table, the photos, the owner's templates; as of one moment."""
        manifest = Manifest(revision=migrate.HEAD, created_at=datetime.now(UTC).isoformat(timespec="seconds"))
        return Backup(self._pieces(manifest), manifest)

    def restore(self, file: Path) -> Manifest:
        """Fill an empty database from an archive; gives what the archive held.

        Raises:
            UsageError: the database holds something already, or an own template would be overwritten.
            NothingReadableError: the file is no archive, damaged, or of a newer version.
            StorageError: the file cannot be read, or the database or its folder not be written.
        """
        with problems.translated(str(file)), ArchiveReader(file) as reader, ExitStack() as undo:
            try:
                with self._database.write() as connection:
                    self._refuse_unless_empty(connection)
                    _load(connection, reader)
                    self._restore_photos(connection, reader, undo)
                    self._restore_templates(reader, undo)
            except (IntegrityError, dump.RowError) as error:
                raise _misfit(error) from error
            undo.pop_all()  # committed: what was written stays
            return reader.manifest

    def _pieces(self, manifest: Manifest) -> Iterator[bytes]:
        with self._database.read() as connection:
            yield from archive.write(
                tables=((table.name, dump.rows(connection, table)) for table in dump.tables()),
                photos=self._photos(connection),
                templates=self._templates(),
                manifest=manifest,
            )

    def _photos(self, connection: Connection) -> Iterator[tuple[str, bytes | None]]:
        shown = connection.scalars(select(photo.c.sha256).order_by(photo.c.id)).all()
        for digest in shown:
            try:
                yield digest, self._context.files.get(digest)
            except StorageError:  # a lost photo must not keep the rest from being saved; the manifest names it
                yield digest, None
        for digest in sorted(attachments.digests(connection) - set(shown)):
            try:
                yield digest, self._context.attached.get(digest)
            except StorageError:
                yield digest, None

    def _templates(self) -> Iterator[OwnTemplate]:
        with problems.translated(str(self._context.own_templates)):
            yield from (OwnTemplate(*found) for found in template_files.own_files(self._context.own_templates))

    def _refuse_unless_empty(self, connection: Connection) -> None:
        if not dump.is_empty(connection):
            raise UsageError(
                _("The database holds something already, and restoring would mix two books. Nothing was changed."),
                _("Name a new one: aftercard restore FILE --db new.db"),
            )

    def _restore_photos(self, connection: Connection, reader: ArchiveReader, undo: ExitStack) -> None:
        lost = frozenset(reader.manifest.missing_photos)
        places: dict[str, list[PhotoFiles]] = {}
        for digest in connection.scalars(select(photo.c.sha256)).all():
            places.setdefault(digest, []).append(self._context.files)
        for digest in sorted(attachments.digests(connection)):
            places.setdefault(digest, []).append(self._context.attached)
        for digest in places.keys() - lost:
            data = reader.photo(digest)
            for files in places[digest]:
                if not files.path(digest).exists():
                    undo.callback(files.remove, digest)
                files.put(data)

    def _restore_templates(self, reader: ArchiveReader, undo: ExitStack) -> None:
        for template in reader.templates():
            path = self._context.own_templates / template.language / template.name
            if path.exists():
                if path.read_bytes() == template.text.encode():
                    continue
                raise UsageError(
                    _(
                        "Your own template {language}/{name} differs from the archive's. Nothing was changed.",
                        language=template.language,
                        name=template.name,
                    ),
                    _("Move it away, then restore again."),
                )
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            undo.callback(path.unlink, missing_ok=True)
            path.write_bytes(template.text.encode())


def _load(connection: Connection, reader: ArchiveReader) -> None:
    known = {table.name for table in dump.tables()}
    if unknown := sorted(set(reader.manifest.tables) - known):
        raise dump.NewerRowError(_("there is no table {what!r}", what=unknown[0]))
    dump.keys_checked_at_the_end(connection)
    for table in dump.tables():
        if table.name in reader.manifest.tables:
            dump.load(connection, table, reader.rows(table.name))
    _read_back(connection)


def _read_back(connection: Connection) -> None:
    """Rows that fit their tables can still hold words that the program has no meaning for; find out before commit."""
    try:
        for chunk in chunks(contacts.find_ids(connection)):
            contacts.by_ids(connection, chunk)
        drafts.find(connection)
        events.progress(connection)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise dump.RowError(_("a value has no meaning")) from error


def _misfit(error: Exception) -> NothingReadableError:
    if isinstance(error, dump.NewerRowError):
        message = _("The archive was made by a newer version of Aftercard. Nothing was changed.")
        return NothingReadableError(message, _("Install the newest version: pip install --upgrade aftercard"))
    return NothingReadableError(_("The archive cannot be read. Its rows do not fit together."), _(_HINT))
