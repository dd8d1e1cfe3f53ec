"""A panel's outline drawn out to a whole card's: of a card in two colours only the lighter part may stand out.

A white panel on a dark card on a dark table has four clear sides, of which three are the card's. The fourth is sought
further out, where a card of the usual shape would end.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from scanner.locate.candidate import Candidate, judge
from scanner.locate.edges import EdgeMap
from scanner.locate.geometry import Corners, frame, overlap, sides
from scanner.locate.outlines import plausible

Floats = npt.NDArray[np.float32]

_SHAPES = np.arange(1.42, 1.93, 0.02, dtype=np.float32)
"""Longer over shorter side of cards: 85 × 55 and 3.5 × 2 inches are 1.55 and 1.75, and a little more or less aslant."""

_LEAST = 1.08
"""By how much a panel grows at least."""

_WEAKEST, _MEAN = 0.22, 0.45
"""Edge evidence of its weakest side and mean of its four; less than is asked of what was found as a whole."""

_GOES_ON = 0.45
"""Edge evidence of the side that moved, and of those beside it over the stretch that they grew by, at least. Past the
edge of a square card there is only table, and then its neighbour's edge."""

_WITHIN = 0.98
"""Share of it that lies in the picture at least."""


_SMALL = 0.85
"""Side of a panel over the one that a card has by the height of its letters, up to which its shape may be any."""


def extended(panels: list[Candidate], usual: float, edges: EdgeMap, texts: list[Corners]) -> list[Candidate]:
    """Whole cards that `panels` of unusual shape or size may be part of, each the best in its direction.

    Args:
        panels: outlines that were found.
        usual: square root of the area in pixels that a card has by the height of its letters.
        edges: gradients of the photo.
        texts: its lines of text.
    """
    odd = [c for c in panels if c.area**0.5 < _SMALL * usual or not _SHAPES[0] <= c.aspect <= _SHAPES[-1]]
    grown = [
        shape for panel in odd for side in range(4) if (shape := _drawn_out(panel.corners, side, edges)) is not None
    ]
    return judge(grown, edges, texts, _WEAKEST, _MEAN)


def _drawn_out(panel: Corners, side: int, edges: EdgeMap) -> Corners | None:
    """The panel with one side moved outwards to where a card would end and most edge is, if it can be."""
    height, width = edges.horizontal.shape[1:]
    picture = frame(width, height)
    best, most = None, _GOES_ON
    for corners in _moved(panel, side):
        if overlap(corners, picture) < _WITHIN or not plausible(corners):
            continue
        at, after = side, (side + 1) % 4
        new = ((corners[at], corners[after]), (panel[at], corners[at]), (panel[after], corners[after]))
        evidence = min(float(edges.along(start, end).mean()) for start, end in new)
        if evidence > most:
            best, most = corners, evidence
    return best


def _moved(panel: Corners, side: int) -> Iterator[Corners]:
    """The panel with one side moved out step by step while it has the shape of a card."""
    at, after, opposite, before = (side + np.arange(4)) % 4
    length = sides(panel)
    fixed = float(length[[at, opposite]].mean())
    moved = float(length[[after, before]].mean())
    for target in np.concatenate([fixed / _SHAPES[::-1], fixed * _SHAPES]):
        if (factor := float(target) / max(moved, 1e-6)) >= _LEAST:
            corners = panel.copy()
            corners[at] = panel[before] + factor * (panel[at] - panel[before])
            corners[after] = panel[opposite] + factor * (panel[after] - panel[opposite])
            yield corners
