"""Contact icons as drawn graphics, as printed beside the lines of a card in place of 'Tel.' and 'E-mail'."""

from __future__ import annotations

from benchmarks.cardgen.canvas import Box, Canvas, Color


def draw(canvas: Canvas, kind: str, box: Box, color: Color, disc: Color | None = None) -> None:
    """Draw the icon of an entry's kind into a square box, on a disc of the colour `disc` if any; 'blank' draws none."""
    if kind == "blank":
        return
    if disc:
        canvas.ellipse(box, disc)
        inset = 0.22 * (box[2] - box[0])
        box = (box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset)
    _SHAPES.get(kind, _dot)(canvas, box, color)


def _at(box: Box, *points: tuple[float, float]) -> list[tuple[float, float]]:
    """Points of the unit square taken into the box."""
    left, top, right, bottom = box
    return [(left + x * (right - left), top + y * (bottom - top)) for x, y in points]


def _part(box: Box, left: float, top: float, right: float, bottom: float) -> Box:
    (x0, y0), (x1, y1) = _at(box, (left, top), (right, bottom))
    return (x0, y0, x1, y1)


def _stroke(box: Box) -> float:
    return 0.1 * (box[2] - box[0])


def _phone(canvas: Canvas, box: Box, color: Color) -> None:
    handset = [(0.12, 0.2), (0.3, 0.05), (0.46, 0.3), (0.36, 0.42), (0.6, 0.66), (0.72, 0.56), (0.95, 0.72), (0.8, 0.9)]
    canvas.polygon(_at(box, *handset, (0.6, 0.92), (0.28, 0.68), (0.1, 0.4)), color)


def _mobile(canvas: Canvas, box: Box, color: Color) -> None:
    canvas.rectangle(_part(box, 0.25, 0.02, 0.75, 0.98), color, radius=0.08 * (box[2] - box[0]))
    canvas.rectangle(_part(box, 0.33, 0.14, 0.67, 0.78), (255, 255, 255) if sum(color) < 400 else (40, 40, 40))


def _envelope(canvas: Canvas, box: Box, color: Color) -> None:
    canvas.frame(_part(box, 0.04, 0.18, 0.96, 0.82), color, _stroke(box))
    canvas.line(_at(box, (0.06, 0.2), (0.5, 0.56), (0.94, 0.2)), color, _stroke(box))


def _globe(canvas: Canvas, box: Box, color: Color) -> None:
    canvas.ellipse(_part(box, 0.05, 0.05, 0.95, 0.95), None, color, _stroke(box))
    canvas.ellipse(_part(box, 0.32, 0.05, 0.68, 0.95), None, color, _stroke(box))
    canvas.line(_at(box, (0.06, 0.5), (0.94, 0.5)), color, _stroke(box))


def _pin(canvas: Canvas, box: Box, color: Color) -> None:
    canvas.ellipse(_part(box, 0.2, 0.0, 0.8, 0.6), color)
    canvas.polygon(_at(box, (0.24, 0.42), (0.76, 0.42), (0.5, 1.0)), color)
    canvas.ellipse(_part(box, 0.4, 0.2, 0.6, 0.4), (255, 255, 255) if sum(color) < 400 else (40, 40, 40))


def _printer(canvas: Canvas, box: Box, color: Color) -> None:
    canvas.rectangle(_part(box, 0.05, 0.35, 0.95, 0.75), color)
    canvas.frame(_part(box, 0.22, 0.05, 0.78, 0.4), color, _stroke(box))
    canvas.frame(_part(box, 0.22, 0.65, 0.78, 0.97), color, _stroke(box))


def _link(canvas: Canvas, box: Box, color: Color) -> None:
    canvas.ellipse(_part(box, 0.02, 0.28, 0.58, 0.72), None, color, _stroke(box))
    canvas.ellipse(_part(box, 0.42, 0.28, 0.98, 0.72), None, color, _stroke(box))


def _dot(canvas: Canvas, box: Box, color: Color) -> None:
    canvas.ellipse(_part(box, 0.3, 0.3, 0.7, 0.7), color)


_SHAPES = {
    "phone": _phone,
    "free": _phone,
    "mobile": _mobile,
    "fax": _printer,
    "email": _envelope,
    "web": _globe,
    "address": _pin,
    "office": _pin,
    "social": _link,
}
