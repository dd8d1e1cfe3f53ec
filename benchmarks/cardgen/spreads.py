"""How several cards lie in one photo: on a table, on a scanner's glass, in the pockets of a binder sheet.

A spread is a plan in millimetres: where each card lies, what it lies on, and what lies over it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from benchmarks.cardgen import camera, desks, tables

Project = Callable[[np.ndarray], np.ndarray]
Size = tuple[float, float]
Quads = list[np.ndarray]

POCKET = (95.0, 62.0)
"""Width and height in millimetres of a pocket in a sheet for business cards; 2 × 5 of them fill A4."""


@dataclass(frozen=True)
class Kind:
    """One way to lay cards out.

    Attributes:
        table: a kind of `tables.table`, empty for any.
        faces: 'dark' and 'light' take only designs of that kind, empty for any.
        gap: free table between neighbours in millimetres, least and most.
        turn: standard deviation of each card's turn in radians.
        quarter: share of the cards that lie turned by a quarter or a half.
        flat: straight from above, as a scanner sees it.
        shaded: half of the picture lies in the shadow of something.
        pockets: the cards are in a binder sheet.
        most: cards that such a photo holds.
        cut: share of the card beyond two borders of the picture; its text stays inside.
        desk: pages and a keyboard lie around.
        held: in a hand, with the thumb on its edge.
        radius: of its corners in millimetres.
    """

    table: str = ""
    faces: str = ""
    gap: tuple[float, float] = (4.0, 16.0)
    turn: float = 0.06
    quarter: float = 0.0
    flat: bool = False
    shaded: bool = False
    pockets: bool = False
    most: int = 24
    cut: float = 0.0
    desk: bool = False
    held: bool = False
    radius: float = 0.0


KINDS: dict[str, Kind] = {
    "table": Kind(),
    "mixed": Kind(quarter=0.4, turn=0.15, gap=(3.0, 20.0)),
    "touching": Kind(gap=(0.0, 0.6), turn=0.004),
    "white": Kind(table="white", faces="light"),
    "dark": Kind(table="dark", faces="dark"),
    "shade": Kind(shaded=True),
    "scanner": Kind(table="glass", gap=(0.5, 8.0), turn=0.006, flat=True),
    "cut": Kind(cut=0.025, most=1),
    "binder": Kind(pockets=True, gap=(0.0, 0.0), turn=0.015, most=10),
}

SINGLE: dict[str, Kind] = {
    "white": Kind(table="white", faces="light", turn=0.3, most=1),
    "dark": Kind(table="dark", faces="dark", turn=0.3, most=1),
    "shade": Kind(shaded=True, turn=0.3, most=1),
    "patterned": Kind(table="patterned", turn=0.6, most=1),
    "desk": Kind(desk=True, turn=0.4, most=1),
    "held": Kind(held=True, turn=0.2, most=1),
    "rounded": Kind(radius=4.0, turn=0.3, most=1),
    "cut": KINDS["cut"],
}
"""How one card may lie."""


def lay(rng: random.Random, kind: Kind, sizes: Sequence[Size], ratio: float) -> Quads:
    """Corners (4 × 2, TL TR BR BL as the card is read) of each card in millimetres, the middle of all at 0, 0.

    Args:
        sizes: width and height of each card in millimetres.
        ratio: width over height of the picture they shall fill.
    """
    turned = [_lying(rng, kind, size) for size in sizes]
    seen = [np.ptp(quad, axis=0) for quad in turned]
    columns = _columns(seen, ratio, kind)
    placed: Quads = []
    top = 0.0
    for start in range(0, len(turned), columns):
        row, high = list(range(start, min(len(turned), start + columns))), 0.0
        left = 0.0
        for i in row:
            wide, tall = POCKET if kind.pockets else seen[i]
            slack = np.asarray([wide, tall]) - seen[i]
            shift = slack * [rng.uniform(0.1, 0.9), rng.uniform(0.5, 1.0)] if kind.pockets else np.zeros(2)
            down = 0.0 if kind.pockets else rng.uniform(0, kind.gap[1] - kind.gap[0]) / 2
            placed.append(turned[i] - turned[i].min(axis=0) + [left, top + down] + shift)
            left += wide + rng.uniform(*kind.gap)
            high = max(high, tall + down)
        top += high + rng.uniform(*kind.gap)
    if kind.pockets:
        return [quad - [POCKET[0], top / 2] for quad in placed]
    everything = np.concatenate(placed)
    return [quad - (everything.min(axis=0) + everything.max(axis=0)) / 2 for quad in placed]


def _lying(rng: random.Random, kind: Kind, size: Size) -> np.ndarray:
    turn = rng.gauss(0, kind.turn) + (rng.choice([1, 2, 3]) * math.pi / 2 if rng.random() < kind.quarter else 0)
    if kind.pockets and size[1] > size[0]:
        turn += math.pi / 2
    spin = np.asarray([(math.cos(turn), -math.sin(turn)), (math.sin(turn), math.cos(turn))])
    w, h = size
    return np.asarray([(-w, -h), (w, -h), (w, h), (-w, h)], np.float64) / 2 @ spin.T


def _columns(seen: Sequence[np.ndarray], ratio: float, kind: Kind) -> int:
    if kind.pockets:
        return 2
    wide, tall = np.mean(seen, axis=0) + np.mean(kind.gap)
    return max(1, min(len(seen), round(math.sqrt(len(seen) * ratio * tall / wide))))


def scene(rng: random.Random, kind: Kind, sizes: Sequence[Size], ratio: float) -> camera.Scene:
    """The spread as the camera sees it; see `lay` for the arguments."""
    count = len(sizes)
    layout = lay(rng, kind, sizes, ratio)
    tables_top: list[np.ndarray] = []
    hands: list[tuple[desks.Color, float]] = []

    def under(photo: np.ndarray, project: Project) -> None:
        if kind.pockets:
            sheet(rng, photo, project, count)
        if kind.desk:
            desks.full_desk(rng, photo, project)
        if kind.held:
            hands.append(desks.palm(rng, photo, project))
        if kind.radius:
            tables_top.append(photo.copy())

    def over(photo: np.ndarray, project: Project) -> None:
        if kind.pockets:
            plastic(rng, photo, project, count)
        for top, quad in zip(tables_top, layout, strict=False):
            desks.round_corners(photo, top, project, quad, kind.radius)
        for hand in hands:
            desks.thumb(rng, photo, project, hand, np.abs(layout[0]).max(axis=0))
        if kind.shaded:
            shade(rng, photo)

    def table(width: int, height: int) -> np.ndarray:
        if kind.table == "glass":
            return ground(rng, width, height)
        return tables.table(rng, width, height, kind.table)

    return camera.Scene(layout, table, under, over)


def ground(rng: random.Random, width: int, height: int) -> np.ndarray:
    """A scanner's lid behind the glass: white or grey, almost even. Height × width × 3 float32."""
    level = rng.choice([250.0, 244.0, 232.0, 205.0, 165.0])
    fall = np.linspace(0, rng.uniform(-4, 4), height, dtype=np.float32)[:, None, None]
    return np.full((height, width, 3), level, np.float32) + fall


def sheet(rng: random.Random, photo: np.ndarray, project: Project, count: int) -> None:
    """The sheet's backing and holes, drawn before the cards; changes the photo in place.

    Args:
        project: takes points in millimetres to the photo.
        count: pockets that hold a card.
    """
    rows = -(-count // 2)
    wide, high = 2 * POCKET[0], rows * POCKET[1]
    page = np.asarray([(-wide / 2 - 22, -high / 2 - 6), (wide / 2 + 6, -high / 2 - 6), (wide / 2 + 6, high / 2 + 6)])
    page = np.concatenate([page, [(-wide / 2 - 22, high / 2 + 6)]])
    cover = np.zeros(photo.shape[:2], np.uint8)
    cv2.fillConvexPoly(cover, np.round(project(page)).astype(np.int32), 255, cv2.LINE_AA)
    share = cover.astype(np.float32)[:, :, None] / 255 * rng.choice([0.15, 0.5, 0.95])
    photo += (np.float32(rng.uniform(215, 245)) - photo) * share


def plastic(rng: random.Random, photo: np.ndarray, project: Project, count: int) -> None:
    """Seams, a veil and streaks of light over the cards; changes the photo in place."""
    rows = -(-count // 2)
    wide, high = 2 * POCKET[0], rows * POCKET[1]
    middle, beside = project(np.asarray([(0.0, 0.0), (1.0, 0.0)]))
    unit = max(1, round(float(np.linalg.norm(beside - middle))))
    light = np.zeros(photo.shape[:2], np.float32)
    seams = [((x, -high / 2), (x, high / 2)) for x in (-wide / 2, 0.0, wide / 2)]
    seams += [((-wide / 2, y), (wide / 2, y)) for y in np.linspace(-high / 2, high / 2, rows + 1)]
    for a, b in seams:
        start, end = np.round(project(np.asarray([a, b]))).astype(int).tolist()
        cv2.line(light, start, end, rng.uniform(0.15, 0.45), unit, cv2.LINE_AA)
    for _ in range(rng.choice([1, 2, 3])):
        spot = np.asarray([rng.uniform(-wide / 2, wide / 2), rng.uniform(-high / 2, high / 2)])
        angle, length = rng.uniform(0.4, 1.2), rng.uniform(30, 120)
        reach = np.asarray([math.cos(angle), math.sin(angle)]) * length / 2
        start, end = np.round(project(np.stack([spot - reach, spot + reach]))).astype(int).tolist()
        streak = np.zeros_like(light)
        cv2.line(streak, start, end, rng.uniform(0.2, 0.5), round(unit * rng.uniform(3, 9)), cv2.LINE_AA)
        light = np.maximum(light, cv2.GaussianBlur(streak, (0, 0), 1.5 * unit))
    photo += (np.float32(255) - photo) * (light + np.float32(rng.uniform(0.02, 0.09)))[:, :, None]


def shade(rng: random.Random, photo: np.ndarray) -> None:
    """Half of the picture in a shadow with a clear edge; changes the photo in place."""
    h, w = photo.shape[:2]
    y, x = np.mgrid[0 : h : max(1, h // 300), 0 : w : max(1, w // 300)].astype(np.float32)
    angle = rng.uniform(0, 2 * math.pi)
    across = (x / w - 0.5) * math.cos(angle) + (y / h - 0.5) * math.sin(angle)
    steep = np.clip((across - rng.uniform(-0.1, 0.1)) * rng.choice([60, 150, 400]), -30, 30)
    dark = rng.uniform(0.35, 0.6) / (1 + np.exp(-steep))
    photo *= 1 - cv2.resize(dark.astype(np.float32), (w, h), interpolation=cv2.INTER_LINEAR)[:, :, None]
