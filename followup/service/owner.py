"""The owner: who signs the messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypedDict, Unpack

from followup.errors import InvalidValueError
from followup.locale import LANGUAGES, _
from followup.model import Sender
from followup.service import contact_fields, countries, values
from followup.service.context import Context
from followup.store import owner
from scanner.model import ScanOptions


class SenderChanges(TypedDict, total=False):
    """The fields of `Sender`; those left out stay as they are."""

    name: str
    role: str
    organization: str
    email: str
    signature: str
    calendar_link: str
    languages: Iterable[str]
    formal: bool | None
    html: bool


class Owner:
    """The owner's details and habits, kept with the database."""

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
        clean = {name: _clean(name, value) for name, value in changes.items()}
        with self._database.write() as connection:
            sender = replace(owner.sender(connection), **clean)
            owner.set_sender(connection, sender)
        return sender

    def reading(self) -> ScanOptions:
        """How photos are read unless somebody says otherwise."""
        with self._database.read() as connection:
            return owner.reading(connection)

    def set_region(self, region: str) -> ScanOptions:
        """Choose the country that phone numbers without a dial code belong to.

        Args:
            region: ISO 3166-1 alpha-2 code in any case; empty for none.

        Raises:
            InvalidValueError: no country that has phone numbers.
        """
        code = countries.code(values.line(region, "country"))
        with self._database.write() as connection:
            options = replace(owner.reading(connection), region=code)
            owner.set_reading(connection, options)
        return options

    def language(self) -> str:
        """The language that the page speaks to the owner; empty when it goes by the browser."""
        with self._database.read() as connection:
            return owner.page_language(connection)

    def set_language(self, language: str) -> None:
        """Choose the page's language.

        Args:
            language: one of `followup.locale.LANGUAGES`; empty to go by the browser.

        Raises:
            InvalidValueError: the page does not speak it.
        """
        if language and language not in LANGUAGES:
            raise InvalidValueError(
                _("The page does not speak {language!r}.", language=language),
                _("Choose {names}.", names=" or ".join(LANGUAGES)),
            )
        with self._database.write() as connection:
            owner.set_page_language(connection, language)


def _clean(name: str, value: Any) -> Any:
    if name == "signature":
        return values.lines(value, name)
    if name == "calendar_link":
        return values.web_link(value, "link to your calendar")
    if name == "languages":
        return tuple(dict.fromkeys(values.language(code) for code in value))
    if name in ("formal", "html"):
        return value
    return contact_fields.email(value) if name == "email" else values.line(value, name)
