"""Where a contact's values came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SourceKind(StrEnum):
    """What gave the value."""

    SCAN = "scan"
    IMPORT = "import"
    HAND = "hand"
    MERGE = "merge"
    """Another entry of the person, whose own source nobody knows."""
    UNKNOWN = "unknown"
    """It was stored by a version that did not note it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What gave a value, and when.

    Attributes:
        origin: the photo's, the file's or the other contact's name; may be empty.
        at: when it came; None when nobody knows.
        card_id: of a scan: the card that says so.
    """

    kind: SourceKind
    origin: str = ""
    at: datetime | None = None
    card_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedValue:
    """One value of a contact with its source.

    Attributes:
        field: of `Contact`; a field that can be repeated comes once per value.
        value: as text.
    """

    field: str
    value: str
    source: Source
