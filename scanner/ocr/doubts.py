"""Characters that the recogniser nearly read otherwise: 'Zaved' with a 'v' that may be a 'y'."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from scanner.model import LetterDoubt

_LEAST = 0.1
"""Probability of all other characters together from which one is doubted: of letters that were read right, one in a
hundred has it."""


def doubts(
    probability: npt.NDArray[np.float32], steps: npt.NDArray[np.intp], alphabet: Sequence[str], text: str
) -> tuple[LetterDoubt, ...]:
    """The doubted characters of a line, in their order.

    Args:
        probability: of each character (column, the blank first) at each time step (row).
        steps: the time step at which each character of the best path was emitted, ascending.
        alphabet: the columns' characters.
        text: the best path as text; its spaces may differ from those that were emitted.
    """
    unsure = np.flatnonzero(probability[steps].max(axis=1) < 1 - _LEAST).tolist()
    if not unsure:
        return ()
    places = [i for i, char in enumerate(text) if not char.isspace()]
    printed = [n for n, step in enumerate(steps) if not alphabet[int(probability[step].argmax())].isspace()]
    at = dict(zip(printed, places, strict=False))
    found = (_doubt(probability, int(steps[n]), alphabet, at[n]) for n in unsure if n in at)
    return tuple(doubt for doubt in found if doubt.chance >= _LEAST)


def _doubt(probability: npt.NDArray[np.float32], step: int, alphabet: Sequence[str], at: int) -> LetterDoubt:
    """What else the character may be, looked up where it is clearest: it is read at several steps."""
    column = int(probability[step].argmax())
    clearest = step
    while step + 1 < len(probability) and int(probability[step + 1].argmax()) == column:
        step += 1
        clearest = max(clearest, step, key=lambda s: float(probability[s, column]))
    row = probability[clearest].copy()
    row[column] = 0.0
    return LetterDoubt(at, alphabet[int(row.argmax())], round(1.0 - float(probability[clearest, column]), 3))
