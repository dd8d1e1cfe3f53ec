"""The four sides of one card around its text, chosen together among all straight edges of the photo.

Where a card does not stand out as a whole (white on white, patterned wood, a hand over a corner), its sides are still
straight edges, roughly along and across the lines of text. For each side the strongest edges are candidates; every
combination of four is a quadrilateral, and the one with the most edge along its whole outline is the card.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from scanner.locate.edges import CORNER, CUT_OFF, EdgeMap
from scanner.locate.geometry import Corners, long_side
from scanner.locate.outlines import plausible

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

_PER_SIDE = 9
_SHORTEST = 0.02
"""Pieces of a side shorter than this share of the picture are letters."""

_CONTRAST = 2.0
"""By how much contrast is raised first: LSD passes over edges below five steps per pixel, as of white on white."""

_TRIED, _KEPT = 60, 3
_TILT = np.radians(24.0)
"""Perspective turns a side of a card away from its text by so much at most."""

_SLACK = 1.0
"""Pixels that text may stick out of the card."""


@dataclass(frozen=True, slots=True)
class Axes:
    """The directions along and across the text, unit vectors."""

    along: Floats
    across: Floats


def enclose(lines: Floats, edges: EdgeMap, texts: list[Corners]) -> list[Corners]:
    """Quadrilaterals of `lines` around all of `texts`, TL TR BR BL as the text lies, best first, at most three."""
    axes = text_axes(texts)
    hull = np.concatenate(texts)
    lines = np.concatenate([edges.rim(), lines[np.argsort(-edges.strength(lines))]])
    along, across = (_parallel(lines, axis) for axis in (axes.along, axes.across))
    top, bottom = _beyond(along, hull, -axes.across), _beyond(along, hull, axes.across)
    left, right = _beyond(across, hull, -axes.along), _beyond(across, hull, axes.along)
    if not (len(top) and len(bottom) and len(left) and len(right)):
        return []
    return _combine(edges, top, right, bottom, left)


def text_axes(texts: list[Corners]) -> Axes:
    """The mean direction of the text, weighted by length; half turns do not matter."""
    runs = np.stack([long_side(t) for t in texts])
    double = np.arctan2(runs[:, 1], runs[:, 0]) * 2
    weight = np.linalg.norm(runs, axis=1)
    angle = np.arctan2((np.sin(double) * weight).sum(), (np.cos(double) * weight).sum()) / 2
    along = np.array([np.cos(angle), np.sin(angle)], np.float32)
    return Axes(along, np.array([-along[1], along[0]], np.float32))


def straight_edges(small: Pixels) -> Floats:
    """Straight edges of a picture as n × 4: x, y, x, y; found by LSD (Grompone von Gioi et al. 2010).

    Brightness is taken relative to its surroundings first, so that an edge in shadow counts like one in light.
    """
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32)
    level = cv2.GaussianBlur(cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA), (0, 0), 8)
    even = grey * (140 / (cv2.resize(level, (grey.shape[1], grey.shape[0])) + 12))
    clear = np.clip(_CONTRAST * (even - 128) + 128, 0, 255).astype(np.uint8)
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(clear)[0]
    lines = np.asarray(found, np.float32).reshape(-1, 4) if found is not None else np.zeros((0, 4), np.float32)
    length = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
    return np.asarray(lines[length > _SHORTEST * max(grey.shape)], np.float32)


def _parallel(lines: Floats, axis: Floats) -> Floats:
    """The lines that run along `axis`, all in its direction."""
    run = lines[:, 2:] - lines[:, :2]
    cosine = run @ axis / np.maximum(np.linalg.norm(run, axis=1), 1e-6)
    near = np.abs(cosine) > np.cos(_TILT)
    ordered = np.where(cosine[:, None] < 0, lines[:, [2, 3, 0, 1]], lines)
    return np.asarray(ordered[near], np.float32)


def _beyond(lines: Floats, hull: Corners, outwards: Floats) -> Floats:
    """Those of `lines` that have all of `hull` on their inner side: distinct ones, the strongest few."""
    if not len(lines):
        return lines
    run = lines[:, 2:] - lines[:, :2]
    length = np.linalg.norm(run, axis=1)
    normal = np.stack([-run[:, 1], run[:, 0]], axis=1) / np.maximum(length, 1e-6)[:, None]
    normal *= np.sign(normal @ outwards)[:, None]
    offset = (lines[:, :2] * normal).sum(axis=1)
    reach = (normal @ hull.T).max(axis=1)
    outside = offset >= reach - _SLACK
    chosen: list[int] = []
    middle = hull.mean(axis=0)
    for i in np.flatnonzero(outside).tolist():
        level = offset[i] - float(normal[i] @ middle)
        same = [
            j
            for j in chosen
            if abs(offset[j] - float(normal[j] @ middle) - level) < 3 and normal[i] @ normal[j] > 0.9995
        ]
        if not same:
            chosen.append(i)
        if len(chosen) == _PER_SIDE:
            break
    return lines[chosen]


def _combine(edges: EdgeMap, top: Floats, right: Floats, bottom: Floats, left: Floats) -> list[Corners]:
    """Score every combination of four sides by the evidence along each; indexed [top, right, bottom, left]."""
    tops, rights, bottoms, lefts = (_Profiles(edges, side) for side in (top, right, bottom, left))
    top_left, top_right = _meet(top, left), _meet(top, right)
    bottom_left, bottom_right = _meet(bottom, left), _meet(bottom, right)
    upper = tops.between(top_left[:, None, :], top_right[:, :, None])  # [top, right, left]
    lower = bottoms.between(bottom_left[:, None, :], bottom_right[:, :, None])  # [bottom, right, left]
    starting = lefts.between(
        top_left.swapaxes(0, 1)[:, :, None], bottom_left.swapaxes(0, 1)[:, None, :]
    )  # [left, top, bottom]
    ending = rights.between(top_right.swapaxes(0, 1)[:, :, None], bottom_right.swapaxes(0, 1)[:, None, :])
    sides = np.stack(
        np.broadcast_arrays(
            upper[:, :, None, :],
            ending.transpose(1, 0, 2)[:, :, :, None],
            lower.transpose(1, 0, 2)[None],
            starting.transpose(1, 2, 0)[:, None],
        )
    )
    level = np.add.outer(tops.on_rim, bottoms.on_rim)[:, None, :, None]
    upright = np.add.outer(rights.on_rim, lefts.on_rim)[None, :, None, :]
    mean = sides.mean(axis=0)
    known = (level < 2) & (upright < 2) & ((level + upright < 2) | (mean >= CORNER))
    score = np.where(known, mean + sides.min(axis=0), 0)
    found: list[Corners] = []
    for t, r, b, l in zip(*np.unravel_index(np.argsort(-score, axis=None)[:_TRIED], score.shape), strict=True):  # noqa: E741
        corners = np.stack([top_left[t, l], top_right[t, r], bottom_right[b, r], bottom_left[b, l]]).astype(np.float32)
        if plausible(corners):
            found.append(corners)
        if len(found) == _KEPT:
            break
    return found


class _Profiles:
    """The edge evidence along each of some lines, summed up so that any stretch of it can be asked for."""

    def __init__(self, edges: EdgeMap, lines: Floats) -> None:
        run = lines[:, 2:] - lines[:, :2]
        self._unit = run / np.maximum(np.linalg.norm(run, axis=1, keepdims=True), 1e-6)
        self._start = lines[:, :2]
        self._reach = int(np.hypot(*edges.horizontal.shape[1:]))
        self.on_rim = np.array([edges.on_rim(line[:2], line[2:]) for line in lines], np.intp)
        sums = []
        for start, unit, rim in zip(self._start, self._unit, self.on_rim, strict=True):
            profile = edges.along(start - unit * self._reach, start + unit * self._reach)
            sums.append(np.concatenate(([0.0], np.cumsum(np.full_like(profile, CUT_OFF) if rim else profile))))
        self._sums = np.stack([s[: min(map(len, sums))] for s in sums])

    def between(self, first: Floats, second: Floats) -> Floats:
        """Mean evidence between two points on each line; both are [line, …, 2] and broadcast against each other."""
        first, second = np.broadcast_arrays(first, second)
        shape = (len(self._start),) + (1,) * (first.ndim - 2) + (2,)
        start, unit = self._start.reshape(shape), self._unit.reshape(shape)
        low = ((first - start) * unit).sum(axis=-1)
        high = ((second - start) * unit).sum(axis=-1)
        index = np.arange(len(self._start)).reshape(shape[:-1])
        last = self._sums.shape[1] - 1
        at = [np.clip(np.rint((v + self._reach) / 2), 0, last).astype(np.intp) for v in (low, high)]
        total = self._sums[index, at[1]] - self._sums[index, at[0]]
        count = np.abs(high - low) / 2
        return np.asarray(np.where(count > 4, np.abs(total) / np.maximum(count, 1), 0), np.float32)


def _meet(some: Floats, others: Floats) -> Floats:
    """Where each of `some` lines crosses each of `others`: [some, others, 2]."""

    def homogeneous(lines: Floats) -> npt.NDArray[np.float64]:
        ones = np.ones((len(lines), 1))
        return np.cross(np.hstack([lines[:, :2], ones]), np.hstack([lines[:, 2:], ones]))

    crossing = np.cross(homogeneous(some)[:, None], homogeneous(others)[None])
    depth = np.where(np.abs(crossing[..., 2:]) < 1e-6, 1e-6, crossing[..., 2:])
    return np.asarray(crossing[..., :2] / depth, np.float32)
