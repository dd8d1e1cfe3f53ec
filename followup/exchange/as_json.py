"""Contacts with their meetings as one JSON array: dates in ISO 8601, names as in the model, for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from followup.model import ContactRecord


def contacts_json(records: Iterable[ContactRecord]) -> Iterator[bytes]:
    """An array with an object per contact: its fields, and 'meetings' with event and encounter of each."""
    separator = "[\n"
    for record in records:
        entry = {**_plain(record.contact), "meetings": _plain(record.meetings)}
        yield (separator + json.dumps(entry, ensure_ascii=False)).encode("utf-8", "replace")
        separator = ",\n"
    yield b"\n]\n" if separator == ",\n" else b"[]\n"


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
