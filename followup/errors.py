"""What can go wrong, said to a person: every error owns its exit code, one sentence and what to do next.

Exit codes are part of the command line's contract (docs/cli.md). The page shows the same sentence and hint.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class AftercardError(Exception):
    """Anything this program reports on purpose.

    Attributes:
        exit_code: what a command line that ends with this error returns.
        message: one plain sentence saying what happened, and what is safe.
        hint: what to do next; may be empty.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(AftercardError):
    """The person asked for something that cannot be: a wrong name, number, date or value. Nothing was changed."""

    exit_code = 2


class InvalidValueError(UsageError):
    """A value that its field does not take."""


class UnknownEventError(UsageError):
    """No event has this name or number.

    Attributes:
        near: names of events that look alike, best first.
    """

    def __init__(self, message: str, hint: str = "", near: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.near = tuple(near)


class DuplicateEventError(UsageError):
    """An event of this name is there already."""


class UnknownItemError(UsageError):
    """No contact, photo or draft has this number."""


class UnknownFormatError(UsageError):
    """No export format has this name."""


class NothingReadableError(AftercardError):
    """Nothing that was given could be read as a card."""

    exit_code = 3


class MissingDependencyError(AftercardError):
    """A program or library is not there; the message names it, the hint says how to get it."""

    exit_code = 4


class SomePhotosFailedError(AftercardError):
    """Part of a batch failed; the rest is done and kept."""

    exit_code = 5


class DeliveryError(AftercardError):
    """Some messages, or all of them, could not be handed over; what went is marked as sent."""

    exit_code = 5


class AddressBookError(AftercardError):
    """An address book's server refused, did not answer, or is not what it should be; what went before is kept."""

    exit_code = 5


class NotCardDavError(AddressBookError):
    """Nothing at the address speaks CardDAV: it is mistyped, or that of a web page."""


class DraftsBlockedError(AftercardError):
    """Some drafts are not fit to leave; they are stored, and nothing was sent."""

    exit_code = 5


class BlockedDraftError(DraftsBlockedError):
    """A draft is not approved: something speaks against it that a person has not said to overlook.

    Attributes:
        findings: everything that blocks it, as `followup.drafting.Finding`.
    """

    def __init__(self, message: str, hint: str = "", findings: Sequence[object] = ()) -> None:
        super().__init__(message, hint)
        self.findings = tuple(findings)


class StorageError(AftercardError):
    """The database or the photo folder cannot be read or written."""

    exit_code = 6


class DatabaseTooNewError(StorageError):
    """The database was written by a newer version of this program."""


class NotOurDatabaseError(StorageError):
    """The file is a database, but of another program."""
