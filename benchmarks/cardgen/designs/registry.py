"""Where designs are entered under their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.cardgen.kit import Kit

Size = tuple[float, float]
EURO, CREDIT, US, JAPAN, SQUARE = (85.0, 55.0), (85.6, 54.0), (88.9, 50.8), (91.0, 55.0), (65.0, 65.0)
WIDE: tuple[Size, ...] = (EURO, EURO, CREDIT, US, US, JAPAN)
TALL: tuple[Size, ...] = ((55.0, 85.0), (50.8, 88.9))


@dataclass(frozen=True)
class Design:
    """A design's function and what it wants: sizes in millimetres, fonts by role, type in points.

    Attributes:
        code: it has room for a QR code.
    """

    label: str
    paint: Callable[[Kit], None]
    sizes: tuple[Size, ...] = WIDE
    dark: bool = False
    code: bool = False
    head: tuple[str, ...] = ("sans", "serif")
    body: tuple[str, ...] = ("sans", "serif")
    name: float = 11.0
    title: float = 7.5
    company: float = 9.5
    contact: float = 7.0


DESIGNS: dict[str, Design] = {}


def design(called: str, /, **wants: object) -> Callable[[Callable[[Kit], None]], Callable[[Kit], None]]:
    """Enter the decorated function under a name; `wants` are fields of `Design`."""

    def enter(paint: Callable[[Kit], None]) -> Callable[[Kit], None]:
        DESIGNS[called] = Design(label=called, paint=paint, **wants)  # type: ignore[arg-type]
        return paint

    return enter
