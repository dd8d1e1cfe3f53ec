"""Pictures made smaller, quickly and without aliasing."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]


def resized(image: Pixels, size: tuple[int, int]) -> Pixels:
    """The picture, grey or BGR, at `size` (width, height).

    It is shrunk by a whole number first, which takes OpenCV a tenth of the time of any other factor. What is left is a
    factor below two, for which the four nearest pixels are enough.
    """
    width, height = image.shape[1], image.shape[0]
    factor = min(width // size[0], height // size[1])
    if factor > 1:
        whole = image[: height - height % factor, : width - width % factor]
        shrunk = cv2.resize(whole, (width // factor, height // factor), interpolation=cv2.INTER_AREA)
        image = np.asarray(shrunk, np.uint8)
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_LINEAR), np.uint8)
