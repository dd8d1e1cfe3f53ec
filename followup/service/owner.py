"""The owner: who signs the messages."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

from followup.model import Sender
from followup.service import contact_fields, values
from followup.service.context import Context
from followup.store import owner


class SenderChanges(TypedDict, total=False):
    """The fields of `Sender`; those left out stay as they are."""

    name: str
    role: str
    organization: str
    email: str
    signature: str


class Owner:
    """The owner's details, kept with the database."""

    def __init__(self, context: Context) -> None:
        self._database = context.database

    def get(self) -> Sender:
        """The details; empty ones when none were given yet."""
        with self._database.read() as connection:
            return owner.sender(connection)

    def edit(self, **changes: Unpack[SenderChanges]) -> Sender:
        """Change the given details.

        Raises:
            InvalidValueError: the address is none, or a value is too long.
        """
        values.known(changes, tuple(SenderChanges.__annotations__), "sender")
        clean = {name: _clean(name, str(value)) for name, value in changes.items()}
        with self._database.write() as connection:
            sender = replace(owner.sender(connection), **clean)
            owner.set_sender(connection, sender)
        return sender


def _clean(name: str, value: str) -> str:
    if name == "signature":
        return values.lines(value, name)
    return contact_fields.email(value) if name == "email" else values.line(value, name)
