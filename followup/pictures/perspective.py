"""Homographies between quads, in plain numbers: four points need no numerical library.

The unit square is taken to a quad in closed form, and back by the adjugate matrix (Heckbert, 'Fundamentals of Texture
Mapping and Image Warping', 1989, section 2.2.3); two such steps take any quad to any other.
"""

from __future__ import annotations

from typing import TypeAlias

from followup.locale import _
from scanner.model import Point, Quad

Homography: TypeAlias = tuple[float, ...]
"""a … h of x' = (ax + by + c) / (gx + hy + 1), y' = (dx + ey + f) / (gx + hy + 1): Pillow's order."""

_Matrix: TypeAlias = tuple[float, float, float, float, float, float, float, float, float]
_NOTHING = 1e-9


def between(source: Quad, target: Quad) -> Homography:
    """The homography that takes the four points of `source` to those of `target`.

    Raises:
        ValueError: three corners of one of them lie on a line.
    """
    back = _adjugate(_from_square(source))
    *matrix, last = _product(_from_square(target), back)
    if abs(last) < _NOTHING * max(map(abs, matrix)):
        raise _nothing()
    return tuple(value / last for value in matrix)


def applied(matrix: Homography, quad: Quad) -> Quad:
    """The quad's corners, each taken by the homography."""
    a, b, c, d = (_moved(matrix, point) for point in quad)
    return (a, b, c, d)


def _moved(matrix: Homography, point: Point) -> Point:
    a, b, c, d, e, f, g, h = matrix
    x, y = point
    w = g * x + h * y + 1
    return ((a * x + b * y + c) / w, (d * x + e * y + f) / w)


def _from_square(quad: Quad) -> _Matrix:
    """The matrix that takes the unit square's corners to the quad's, both in reading order."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad
    dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    area = dx1 * dy2 - dx2 * dy1
    if abs(area) < _NOTHING:
        raise _nothing()
    g, h = (sx * dy2 - dx2 * sy) / area, (dx1 * sy - sx * dy1) / area
    return (x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1.0)


def _adjugate(m: _Matrix) -> _Matrix:
    """The inverse up to a factor, which a homography does not have."""
    a, b, c, d, e, f, g, h, i = m
    inverse = (
        *(e * i - f * h, c * h - b * i, b * f - c * e),
        *(f * g - d * i, a * i - c * g, c * d - a * f),
        *(d * h - e * g, b * g - a * h, a * e - b * d),
    )
    if abs(a * inverse[0] + b * inverse[3] + c * inverse[6]) < _NOTHING:
        raise _nothing()
    return inverse


def _product(m: _Matrix, n: _Matrix) -> tuple[float, ...]:
    return tuple(sum(m[3 * row + k] * n[3 * k + column] for k in range(3)) for row in range(3) for column in range(3))


def _nothing() -> ValueError:
    return ValueError(_("The card's corners enclose nothing."))
