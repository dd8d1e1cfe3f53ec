"""A simulated camera: card faces lying on a table become a photo, with the corners of every card in its pixels.

Three levels. 'flat' is a scan or a render: the face with a little scaling and JPEG. 'desk' is a careful phone photo:
some perspective, soft shadow, uneven light, mild blur and noise. 'hard' is a careless one: strong perspective, any
rotation, low or coloured light, motion blur, glare, low contrast between card and table, clutter and fingers.

Frame of all corners: pixels of the finished photo, x right and y down, in the order top left, top right, bottom right,
bottom left of the card as it is read.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import cv2
import numpy as np

from benchmarks.cardgen import clutter, light, tables

LEVELS = ("flat", "desk", "hard")

_LEGIBLE = 950
"""Pixels along the longer edge of a card below which its small print would be lost on anyone."""


@dataclass(frozen=True)
class Shot:
    """A photo: height × width × 3 bytes, blue first, and the corners of each card, 4 × 2."""

    pixels: np.ndarray
    corners: tuple[np.ndarray, ...]


@dataclass(frozen=True)
class Conditions:
    """How a photo is taken.

    Attributes:
        fill: share of the frame that the cards may take along its tighter direction.
        tilt: greatest angle between the optical axis and the table's normal, radians.
        turn: rotation of the card about the normal, radians.
        hide: the table is about as bright as the card.
        fingers, objects: how many are in the picture.
        cropped: share of the card that the frame cuts off on both sides of its tighter direction; overrules `fill`.
        corner: share of the card that the frame cuts off at one corner, on both sides of it.
        lighting: light, lens and sensor; without, those of the level.
    """

    width: int
    height: int
    fill: float
    tilt: float
    turn: float
    hide: bool = False
    fingers: int = 0
    objects: int = 0
    cropped: float = 0.0
    corner: float = 0.0
    lighting: light.Light | None = None


@dataclass(frozen=True)
class Scene:
    """What is before the camera, where that is not a few cards on any table.

    Attributes:
        layout: corners of each card on the table, 4 × 2, in any unit, the middle at 0, 0.
        table: makes the table top from width and height in pixels, float32.
        under, over: draw into the photo before and after the cards; their second argument takes points of the table to
            pixels.
    """

    layout: list[np.ndarray]
    table: Callable[[int, int], np.ndarray]
    under: Callable[[np.ndarray, Callable[[np.ndarray], np.ndarray]], None]
    over: Callable[[np.ndarray, Callable[[np.ndarray], np.ndarray]], None]


def conditions(rng: random.Random, level: str, megapixels: float) -> Conditions:
    """Conditions of a level for a photo of about so many megapixels, landscape or portrait 4:3 or 16:9."""
    ratio = rng.choice([4 / 3, 4 / 3, 16 / 9])
    if rng.random() < 0.4:
        ratio = 1 / ratio
    height = math.sqrt(megapixels * 1e6 / ratio)
    width, height = round(height * ratio), round(height)
    if level == "desk":
        turn = rng.gauss(0, 0.12) + rng.choices([0, math.pi / 2, -math.pi / 2], [8, 1, 1])[0]
        return Conditions(
            width, height, rng.uniform(0.62, 0.92), rng.uniform(0.02, 0.34), turn, objects=rng.choice([0, 0, 1, 2])
        )
    turn = rng.choices([rng.uniform(-math.pi, math.pi), rng.gauss(0, 0.3), math.pi + rng.gauss(0, 0.15)], [3, 3, 1])[0]
    return Conditions(
        width,
        height,
        rng.uniform(0.6, 0.92),
        rng.uniform(0.2, 0.62),
        turn,
        hide=rng.random() < 0.3,
        fingers=rng.choices([0, 1, 2], [6, 2, 1])[0],
        objects=rng.choice([0, 1, 2, 4]),
        cropped=_cropped(rng, turn),
    )


def _cropped(rng: random.Random, turn: float) -> float:
    """Share of the card beyond the frame: within the margin, and less where it stands aslant, for corners go first."""
    aslant = abs(math.sin(2 * turn)) > 0.3
    return rng.choice([0, 0, 0, 0.005 if aslant else 0.03])


def flat(rng: random.Random, face: np.ndarray) -> Shot:
    """The face as a scanner or a program gives it: the whole picture is the card."""
    scale = rng.uniform(0.55, 1.0)
    size = (round(face.shape[1] * scale), round(face.shape[0] * scale))
    pixels = cv2.resize(face, size, interpolation=cv2.INTER_AREA)
    if rng.random() < 0.3:
        pixels = cv2.GaussianBlur(pixels, (0, 0), rng.uniform(0.3, 0.8))
    w, h = size
    corners = np.asarray([(0, 0), (w - 1, 0), (w - 1, h - 1), (0, h - 1)], np.float32)
    return Shot(pixels, (corners,))


def photograph(
    rng: random.Random, faces: list[np.ndarray], level: str, c: Conditions, scene: Scene | None = None
) -> Shot:
    """Lay the faces on a table, or as the scene says, and take a photo of them."""
    layout = scene.layout if scene else _grid(rng, faces, c)
    view, c = _legible(_view(rng, layout, c), layout, c)
    if scene:
        photo = scene.table(c.width, c.height)
    else:
        photo = tables.table(rng, c.width, c.height, _hiding(rng, faces[0]) if c.hide else "")
    corners = tuple(_project(view, quad) for quad in layout)
    everywhere = _mask(corners, c.height, c.width)
    clutter.scatter(rng, photo, cv2.dilate(everywhere, np.ones((9, 9), np.uint8)), c.objects)
    if scene:
        scene.under(photo, partial(_project, view))
    light.drop_shadow(rng, photo, everywhere)
    for face, quad in zip(faces, corners, strict=True):
        _lay(photo, face, quad)
    if scene:
        scene.over(photo, partial(_project, view))
    for _ in range(c.fingers):
        _finger(rng, photo, rng.choice(corners), faces)
    lighting = c.lighting or (light.HARD if level == "hard" else light.DESK)
    pixels = light.expose(rng, photo, lighting, everywhere, min(map(_longest_edge, corners)))
    return Shot(pixels, corners)


def _grid(rng: random.Random, faces: list[np.ndarray], c: Conditions) -> list[np.ndarray]:
    """Corners of each face on the table, in units of the widest face, each turned about as the photo asks."""
    columns = max(1, round(math.sqrt(len(faces) * c.width / c.height / 1.6)))
    widest = max(max(face.shape[:2]) for face in faces)
    placed = []
    for i, face in enumerate(faces):
        h, w = face.shape[0] / widest, face.shape[1] / widest
        quad = np.asarray([(-w, -h), (w, -h), (w, h), (-w, h)], np.float64) / 2
        turn = c.turn if len(faces) == 1 else c.turn * 0.1 + rng.gauss(0, 0.05)
        spin = np.asarray([(math.cos(turn), -math.sin(turn)), (math.sin(turn), math.cos(turn))])
        upright = any(f.shape[0] > f.shape[1] for f in faces)
        step = (1.12 + 0.06, (1.12 if upright else 0.72) + 0.06)
        cell = np.asarray([(i % columns) * step[0], (i // columns) * step[1]])
        placed.append(quad @ spin.T + (cell if len(faces) > 1 else 0))
    middle = np.concatenate(placed).mean(axis=0)
    return [quad - middle for quad in placed]


def _view(rng: random.Random, layout: list[np.ndarray], c: Conditions) -> np.ndarray:
    """The 3 × 3 homography from the table to the photo: a pinhole looking at the table's middle from aslant."""
    azimuth, distance = rng.uniform(0, 2 * math.pi), 2.6 * float(np.ptp(np.concatenate(layout), axis=0).max())
    axis = np.asarray([math.cos(azimuth), math.sin(azimuth), 0.0]) * c.tilt
    rotation, _ = cv2.Rodrigues(axis)
    flat_part = np.column_stack([rotation[:, 0], rotation[:, 1], [0.0, 0.0, distance]])
    seen = np.concatenate([_project(flat_part, quad) for quad in layout])
    low, high = seen.min(axis=0), seen.max(axis=0)
    spread = high - low
    fill = 1 + 2 * c.cropped if c.cropped else c.fill
    zoom = fill * min(c.width / spread[0], c.height / spread[1])
    room = np.maximum(0, np.asarray([c.width, c.height]) - spread * zoom) / 2
    shift = np.asarray([rng.uniform(-0.7, 0.7), rng.uniform(-0.7, 0.7)]) * room
    target = np.asarray([c.width, c.height]) / 2 + shift - zoom * (low + high) / 2
    if c.corner:
        frame = np.asarray([c.width, c.height])
        far = np.asarray([rng.random() < 0.5, rng.random() < 0.5])
        target = np.where(far, frame - zoom * (high - c.corner * spread), -zoom * (low + c.corner * spread))
    return np.asarray([(zoom, 0, target[0]), (0, zoom, target[1]), (0, 0, 1)]) @ flat_part


def _legible(view: np.ndarray, layout: list[np.ndarray], c: Conditions) -> tuple[np.ndarray, Conditions]:
    """The photo enlarged, where a card in it would be too small for a person to read."""
    factor = max(1.0, _LEGIBLE / min(_longest_edge(_project(view, quad)) for quad in layout))
    if len(layout) > 1:
        factor = min(factor, math.sqrt(16e6 / (c.width * c.height)))
    grown = replace(c, width=round(c.width * factor), height=round(c.height * factor))
    return np.diag([factor, factor, 1.0]) @ view, grown


def _longest_edge(quad: np.ndarray) -> float:
    return float(np.linalg.norm(np.roll(quad, -1, 0) - quad, axis=1).max())


def _project(view: np.ndarray, quad: np.ndarray) -> np.ndarray:
    return cv2.perspectiveTransform(quad[None].astype(np.float64), view.astype(np.float64))[0]


def _mask(corners: tuple[np.ndarray, ...], height: int, width: int) -> np.ndarray:
    mask = np.zeros((height, width), np.uint8)
    for quad in corners:
        cv2.fillConvexPoly(mask, np.round(quad).astype(np.int32), 255)
    return mask


def _hiding(rng: random.Random, face: np.ndarray) -> str:
    """A table about as bright as the card."""
    return "white" if float(face.mean()) > 150 else rng.choice(["dark", "dark", "cloth"])


def _lay(photo: np.ndarray, face: np.ndarray, quad: np.ndarray) -> None:
    """Warp the face onto its corners, anti-aliased; only the pixels around it are touched."""
    h, w = photo.shape[:2]
    left, top = np.maximum(0, np.floor(quad.min(axis=0)) - 2).astype(int)
    right, bottom = np.minimum((w, h), np.ceil(quad.max(axis=0)) + 3).astype(int)
    side = min(np.linalg.norm(quad[1] - quad[0]) / face.shape[1], np.linalg.norm(quad[3] - quad[0]) / face.shape[0])
    if side < 0.8:
        face = cv2.resize(face, None, fx=side * 1.15, fy=side * 1.15, interpolation=cv2.INTER_AREA)
    fh, fw = face.shape[:2]
    source = np.asarray([(0, 0), (fw - 1, 0), (fw - 1, fh - 1), (0, fh - 1)], np.float32)
    matrix = cv2.getPerspectiveTransform(source, (quad - (left, top)).astype(np.float32))
    size = (int(right - left), int(bottom - top))
    warped = cv2.warpPerspective(face, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    cover = np.zeros((size[1], size[0]), np.uint8)
    cv2.fillConvexPoly(cover, np.round((quad - (left, top)) * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    share = cover.astype(np.float32)[:, :, None] / 255
    part = photo[top:bottom, left:right]
    part += (warped.astype(np.float32) - part) * share


def _finger(rng: random.Random, photo: np.ndarray, quad: np.ndarray, faces: list[np.ndarray]) -> None:
    """A finger tip that stays within the margin that cards leave free of text (2.5 of 85 mm)."""
    side = rng.randrange(4)
    first, second = quad[side], quad[(side + 1) % 4]
    reach = 0.004 * float(np.linalg.norm(quad[1] - quad[0]))
    thick = 0.17 * float(np.linalg.norm(second - first)) / 2
    clutter.finger(rng, photo, (tuple(first), tuple(second)), reach - thick)
