"""An engine that repeats what was recorded: for tests and for trying field rules without any model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scanner.model import LetterDoubt, Quad, TextLine
from scanner.ocr.protocol import EngineFailed, Pixels


@dataclass(frozen=True, slots=True)
class RecordedEngine:
    """Answers every picture with the same lines."""

    lines: tuple[TextLine, ...]
    name: str = "recorded"

    @classmethod
    def from_json(cls, text: str) -> RecordedEngine:
        """The 'lines' of a scan line, or a bare list of such lines, as JSON.

        Raises:
            EngineFailed: the text is neither.
        """
        try:
            rows: Any = json.loads(text)
            rows = rows["lines"] if isinstance(rows, dict) else rows
            return cls(tuple(_line(row) for row in rows))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EngineFailed("The recording holds no text lines.") from error

    def read(self, image: Pixels, boxes: Sequence[Quad] = ()) -> tuple[TextLine, ...]:
        """See `OcrEngine.read`."""
        return self.lines


def _line(row: Any) -> TextLine:
    doubts = (LetterDoubt(int(d["at"]), str(d["other"]), float(d["chance"])) for d in row.get("doubts", ()))
    return TextLine(str(row["text"]), float(row["confidence"]), _quad(row["box"]), tuple(doubts))


def _quad(points: Any) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return (a, b, c, d)
