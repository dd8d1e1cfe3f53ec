"""Spaces between words that the recogniser was about to write but did not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_LIKELY = 0.2
"""A space that was this likely somewhere between two characters is written."""

_POSSIBLE, _WIDE = 0.1, 1.3
"""So is one that was less likely where the two stand further apart than neighbours of the line do usually, by this
factor. In 1,400 lines none of those stood inside a word; letters set wide ('O d h i a m b o') need this condition."""


def restore_spaces(characters: Sequence[str], steps: npt.NDArray[np.intp], space: npt.NDArray[np.float32]) -> str:
    """The text with a space wherever one was likely between two characters, though not the likeliest.

    Args:
        characters: what was decoded, one per step.
        steps: the time step at which each character was emitted, ascending.
        space: the probability of the space at every time step.
    """
    out = [characters[0]]
    usual = float(np.median(np.diff(steps))) if len(steps) > 1 else 0.0
    for before, after, first, last in zip(characters, characters[1:], steps, steps[1:], strict=False):
        gap = space[first + 1 : last]
        least = _POSSIBLE if last - first >= _WIDE * usual else _LIKELY
        if " " not in (before, after) and gap.size and float(np.max(gap)) >= least:
            out.append(" ")
        out.append(after)
    return "".join(out)
