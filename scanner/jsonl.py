"""The scan line: one `CardScan` or `ScanFailure` as one JSON object, and back.

The form is a contract that others script against; `SCHEMA` numbers it. Keys keep the order of the values' fields.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from scanner.model import (
    SCHEMA,
    Alternative,
    CardContact,
    CardScan,
    Evidence,
    FailureCode,
    FieldValue,
    LetterDoubt,
    PersonName,
    PhoneKind,
    PhoneNumber,
    PostalAddress,
    Quad,
    Quality,
    ScanFailure,
    ScanResult,
    Seconds,
    SocialProfile,
    TextLine,
)

V = TypeVar("V", bound=FieldValue)


class SchemaError(ValueError):
    """A line that is not a scan line of a schema this version reads."""


def dumps(result: ScanResult) -> str:
    """The result as one line of JSON without a line break at its end; non-ASCII text stays readable."""
    return json.dumps(to_dict(result), ensure_ascii=False, allow_nan=False)


def loads(line: str) -> ScanResult:
    """Read what `dumps` wrote.

    Raises:
        SchemaError: the line is no JSON object, of another schema, or lacks a part.
    """
    try:
        return from_dict(json.loads(line))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SchemaError(f"not a scan line of schema {SCHEMA}: {error}") from error


def to_dict(result: ScanResult) -> dict[str, Any]:
    """The result as JSON-ready values."""
    if isinstance(result, ScanFailure):
        error = {"code": result.code.value, "message": result.message, "hint": result.hint}
        return {"schema": result.schema, "file": result.file, "error": error}
    row = asdict(result)
    for line in row["lines"]:
        if not line["doubts"]:  # as nearly always
            del line["doubts"]
    row["taken_at"] = result.taken_at.isoformat(timespec="seconds") if result.taken_at else None
    return {"schema": row.pop("schema"), **row}


def from_dict(row: Mapping[str, Any]) -> ScanResult:
    """The inverse of `to_dict`; takes lists where JSON has no tuples."""
    if row["schema"] != SCHEMA:
        raise SchemaError(f"schema {row['schema']!r}, this version reads {SCHEMA}")
    if error := row.get("error"):
        return ScanFailure(row["file"], FailureCode(error["code"]), error["message"], error["hint"])
    return CardScan(
        file=row["file"],
        card=row["card"],
        cards_in_photo=row["cards_in_photo"],
        sha256=row["sha256"],
        taken_at=datetime.fromisoformat(row["taken_at"]) if row["taken_at"] else None,
        corners=_quad(row["corners"]),
        rotation=row["rotation"],
        contact=_contact(row["contact"]),
        lines=tuple(_line(line) for line in row["lines"]),
        unassigned=tuple(row["unassigned"]),
        quality=Quality(**row["quality"]),
        engine=row["engine"],
        seconds=Seconds(**row["seconds"]),
    )


def _line(row: Mapping[str, Any]) -> TextLine:
    doubts = tuple(LetterDoubt(**doubt) for doubt in row.get("doubts", ()))
    return TextLine(row["text"], row["confidence"], _quad(row["box"]), doubts)


def _quad(points: Any) -> Quad:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    return ((ax, ay), (bx, by), (cx, cy), (dx, dy))


def _value(kind: Callable[..., V], row: Mapping[str, Any] | None) -> V | None:
    if row is None:
        return None
    known = dict(row)
    known["evidence"] = tuple(Evidence(e["text"], _quad(e["box"])) for e in row["evidence"])
    known["alternatives"] = tuple(Alternative(**a) for a in row["alternatives"])
    if "kind" in known:
        known["kind"] = PhoneKind(known["kind"])
    return kind(**known)


def _values(kind: Callable[..., V], rows: list[Mapping[str, Any]]) -> tuple[V, ...]:
    return tuple(v for v in (_value(kind, row) for row in rows) if v is not None)


def _contact(row: Mapping[str, Any]) -> CardContact:
    return CardContact(
        name=_value(PersonName, row["name"]),
        title=_value(FieldValue, row["title"]),
        department=_value(FieldValue, row["department"]),
        company=_value(FieldValue, row["company"]),
        emails=_values(FieldValue, row["emails"]),
        phones=_values(PhoneNumber, row["phones"]),
        websites=_values(FieldValue, row["websites"]),
        socials=_values(SocialProfile, row["socials"]),
        address=_value(PostalAddress, row["address"]),
    )
