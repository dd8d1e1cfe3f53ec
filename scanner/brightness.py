"""A dark photo made as light as others, for what finds no text in it."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

_DARK, _LIGHT, _MOST = 150, 225, 5.0
"""Brightness below which the lightest fiftieth of a photo is dark, what it becomes, and the greatest gain."""

_SAMPLES = 128
"""Pixels that are looked at along the longer side."""


def lightened(pixels: Pixels) -> Pixels:
    """The picture with its light parts as light as on a well-lit photo; `pixels` itself when it is no dark one."""
    step = max(1, max(pixels.shape[:2]) // _SAMPLES)
    white = float(np.percentile(pixels[::step, ::step].max(axis=2), 98))
    if white >= _DARK:
        return pixels
    return np.asarray(cv2.convertScaleAbs(pixels, alpha=min(_MOST, _LIGHT / max(white, 1.0))), np.uint8)
