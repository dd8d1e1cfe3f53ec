"""Small durable settings: the owner's details that messages are signed with, the mail account,
and how photos are read."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select, update

from followup.model import Sender
from followup.store.tables import setting
from scanner.model import ScanOptions

_SENDER = "sender"
_READING = "reading"
_MAIL_ACCOUNT = "mail_account"
_PAGE = "page"


def sender(connection: Connection) -> Sender:
    """The owner's details; empty ones when none were stored."""
    stored = _stored(connection, _SENDER)
    return Sender(**{**stored, "languages": tuple(stored.get("languages", ()))})


def set_sender(connection: Connection, new: Sender) -> None:
    _store(connection, _SENDER, asdict(new))


def reading(connection: Connection) -> ScanOptions:
    """How photos are read; the usual way when nothing was stored."""
    stored = _stored(connection, _READING)
    return ScanOptions(**{**stored, "languages": tuple(stored["languages"])}) if stored else ScanOptions()


def set_reading(connection: Connection, new: ScanOptions) -> None:
    _store(connection, _READING, asdict(new))


def mail_account(connection: Connection) -> dict[str, Any]:
    """Where the owner's mail servers are, by the names of settings; passwords are never among them."""
    return _stored(connection, _MAIL_ACCOUNT)


def set_mail_account(connection: Connection, new: dict[str, Any]) -> None:
    _store(connection, _MAIL_ACCOUNT, new)


def page_language(connection: Connection) -> str:
    """The language that the page speaks; empty when it goes by the browser."""
    return str(_stored(connection, _PAGE).get("language", ""))


def set_page_language(connection: Connection, language: str) -> None:
    _store(connection, _PAGE, {**_stored(connection, _PAGE), "language": language})


def _stored(connection: Connection, name: str) -> dict[str, Any]:
    return connection.scalar(select(setting.c.value).where(setting.c.name == name)) or {}


def _store(connection: Connection, name: str, value: dict[str, Any]) -> None:
    written = connection.execute(update(setting).where(setting.c.name == name).values(value=value))
    if not written.rowcount:
        connection.execute(insert(setting).values(name=name, value=value))
