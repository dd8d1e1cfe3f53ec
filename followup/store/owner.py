"""Small durable settings; today the owner's details that messages are signed with."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, insert, select, update

from followup.model import Sender
from followup.store.tables import setting

_SENDER = "sender"


def sender(connection: Connection) -> Sender:
    """The owner's details; empty ones when none were stored."""
    stored = connection.scalar(select(setting.c.value).where(setting.c.name == _SENDER))
    return Sender(**stored) if stored else Sender()


def set_sender(connection: Connection, new: Sender) -> None:
    written = connection.execute(update(setting).where(setting.c.name == _SENDER).values(value=asdict(new)))
    if not written.rowcount:
        connection.execute(insert(setting).values(name=_SENDER, value=asdict(new)))
