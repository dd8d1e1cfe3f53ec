"""Labelled photos by number: the same seed and number give the same photo and label."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import ExifTags, Image

from benchmarks.cardgen import camera, content, designs, noncards, spreads, vocabulary
from benchmarks.cardgen.content import CardText
from benchmarks.cardgen.designs import Face
from benchmarks.cardgen.layout import DoesNotFitError
from benchmarks.cardgen.troubles import TROUBLES

_SCALE = {"flat": 16.0, "desk": 18.0, "hard": 18.0}
"""Pixels per millimetre at which a face is drawn."""

_STORED = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
"""How pixels are turned before they are stored under an EXIF orientation that turns them back."""


@dataclass(frozen=True)
class LabelledPhoto:
    """An encoded picture and one label a card on it; a picture of no card has one label of kind 'none'."""

    file: str
    data: bytes
    labels: tuple[dict[str, Any], ...] = field(hash=False)


@dataclass(frozen=True)
class Plan:
    """What to photograph.

    Attributes:
        cards: how many cards in the photo; 0 for something that is no card.
        megapixels: size of the photo, 0 for a random one between 2 and 12.
        reserved_only: only reserved domains and numbers, for pictures that are kept.
        conditions: fields of `camera.Conditions` to fix; quality: of the JPEG, 0 for a random one.
        thing: which non-card; orientation: EXIF orientation to store the JPEG in, 0 for a random one.
        group: what the label calls the level, where that is not `level` itself.
        pair: the second card is the back of the first: the same person, in other words.
        spread: how several cards lie, a key of `spreads.KINDS`; empty for loosely on any table.
        trouble: what makes it hard to read, a key of `troubles.TROUBLES`.
    """

    level: str
    cards: int = 1
    country: str = ""
    design: str = ""
    megapixels: float = 0.0
    with_qr: bool = False
    reserved_only: bool = False
    conditions: dict[str, Any] = field(default_factory=dict, hash=False)
    quality: int = 0
    thing: str = ""
    orientation: int = 0
    group: str = ""
    pair: bool = False
    spread: str = ""
    trouble: str = ""


def generate(seed: int, count: int, levels: Sequence[str] = camera.LEVELS) -> Iterator[LabelledPhoto]:
    """`count` photos of one card each, the levels taking turns."""
    for number in range(count):
        level = levels[number % len(levels)]
        rng = random.Random(f"aftercard {seed} {number}")
        yield photo(rng, f"{level}-{seed}-{number:04d}", Plan(level, with_qr=rng.random() < 0.15))


def others(seed: int, count: int) -> Iterator[LabelledPhoto]:
    """`count` photos of something else than one card: several cards, front and back side by side, no card at all."""
    for number in range(count):
        rng = random.Random(f"aftercard others {seed} {number}")
        kind = ("several", "none", "pair", "none")[number % 4]
        cards = {"several": rng.choice([2, 3, 4, 6, 8, 12]), "pair": 2, "none": 0}[kind]
        plan = Plan("desk", cards=cards, megapixels=8.3, group=kind, pair=kind == "pair", orientation=1)
        yield photo(rng, f"{kind}-{seed}-{number:04d}", plan)


def several(
    seed: int, rounds: int, kinds: Sequence[str] = tuple(spreads.KINDS), counts: Sequence[int] = (2, 4, 8, 12, 24)
) -> Iterator[LabelledPhoto]:
    """Photos of several cards: in each round one of every kind of spread with every number of cards."""
    for number in range(rounds):
        for kind in kinds:
            for cards in sorted({min(count, spreads.KINDS[kind].most) for count in counts}):
                rng = random.Random(f"aftercard spread {seed} {number} {kind} {cards}")
                plan = Plan("desk", cards=cards, megapixels=12.2, group=kind, spread=kind, orientation=1)
                yield photo(rng, f"{kind}-{cards:02d}-{seed}-{number:02d}", plan)


def troubled(seed: int, rounds: int, kinds: Sequence[str] = tuple(TROUBLES)) -> Iterator[LabelledPhoto]:
    """Photos of one card each: in each round one of every kind of trouble. Their labels hold the printed lines too."""
    for number in range(rounds):
        for kind in kinds:
            rng = random.Random(f"aftercard trouble {seed} {number} {kind}")
            named = rng.choice(TROUBLES[kind].designs or ("",))
            yield photo(
                rng,
                f"{kind.replace(', ', '-').replace(' ', '-')}-{seed}-{number:03d}",
                Plan("desk", group=kind, trouble=kind, design=named),
            )


def single(seed: int, rounds: int, kinds: Sequence[str] = tuple(spreads.SINGLE)) -> Iterator[LabelledPhoto]:
    """Photos of one card: in each round one of every kind of table, light and surroundings."""
    for number in range(rounds):
        for kind in kinds:
            rng = random.Random(f"aftercard single {seed} {number} {kind}")
            yield photo(rng, f"one-{kind}-{seed}-{number:02d}", Plan("desk", 1, group=kind, spread=kind))


def _kind(plan: Plan) -> spreads.Kind:
    return (spreads.SINGLE if plan.cards == 1 else spreads.KINDS)[plan.spread]


def photo(rng: random.Random, stem: str, plan: Plan) -> LabelledPhoto:
    """One photo after a plan."""
    if plan.cards == 0:
        pixels, kind = noncards.photograph(rng, plan.thing)
        label = {
            "kind": "none",
            "name": "",
            "title": "",
            "company": "",
            "emails": [],
            "phones": [],
            "websites": [],
            "address": "",
        }
        file, data = _encode(rng, stem, pixels, plan)
        return LabelledPhoto(file, data, ({"file": file, "level": plan.group or plan.level, "design": kind, **label},))
    texts, faces = zip(*_cards(rng, plan), strict=True)
    shot = _shoot(rng, faces, plan)
    if plan.trouble:
        pixels, corners, quality = TROUBLES[plan.trouble].as_sent(rng, shot.pixels, shot.corners)
        shot, plan = camera.Shot(pixels, corners), replace(plan, quality=quality)
    file, data = _encode(rng, stem, shot.pixels, plan)
    about = {"file": file, "level": plan.group or plan.level, "size": [shot.pixels.shape[1], shot.pixels.shape[0]]}
    labels = tuple(about | _label(*parts) for parts in zip(texts, faces, shot.corners, strict=True))
    if plan.trouble:
        labels = tuple(a | {"printed": _printed(f, c)} for a, f, c in zip(labels, faces, shot.corners, strict=True))
    return LabelledPhoto(file, data, labels)


def _cards(rng: random.Random, plan: Plan) -> list[tuple[CardText, Face]]:
    cards = [_drawn(rng, plan) for _ in range(1 if plan.pair else plan.cards)]
    return [*cards, _drawn(rng, plan, front=cards[0][0])] if plan.pair else cards


def _drawn(rng: random.Random, plan: Plan, front: CardText | None = None) -> tuple[CardText, Face]:
    """A card's text in a design that holds it; a text that none holds is thrown away."""
    tone = _kind(plan).faces if plan.spread else TROUBLES[plan.trouble].tone if plan.trouble else ""
    for _ in range(20):
        country = vocabulary.country(plan.country) if plan.country else rng.choice(vocabulary.countries())
        whose, country = (front.who, front.who.country) if front else (None, country)
        text = content.compose(rng, country, reserved_only=plan.reserved_only, with_qr=plan.with_qr, who=whose)
        try:
            return text, designs.draw(rng, text, _SCALE[plan.level], plan.design, tone=tone)
        except DoesNotFitError:
            continue
    raise DoesNotFitError(f"the design {plan.design} holds no card")


def _shoot(rng: random.Random, faces: Sequence[Face], plan: Plan) -> camera.Shot:
    pixels = [face.canvas.pixels() for face in faces]
    fixed = dict(plan.conditions)
    if plan.trouble:
        trouble = TROUBLES[plan.trouble]
        pixels = [trouble.finished(rng, face, _SCALE[plan.level]) for face in pixels]
        fixed |= trouble.conditions(rng)
    if plan.level == "flat" and len(faces) == 1:
        return camera.flat(rng, pixels[0])
    megapixels = plan.megapixels or rng.choices([2.1, 3.1, 5.0, 8.3, 12.2], [3, 3, 3, 2, 1])[0]
    drawn = camera.conditions(rng, plan.level, megapixels)
    if plan.spread:
        kind = _kind(plan)
        sizes = [(face.canvas.width, face.canvas.height) for face in faces]
        close = replace(drawn, fill=rng.uniform(0.86, 0.97), tilt=0.0 if kind.flat else drawn.tilt, objects=0)
        if plan.cards == 1:
            close = replace(close, fill=drawn.fill, corner=kind.cut)
        scene = spreads.scene(rng, kind, sizes, drawn.width / drawn.height)
        return camera.photograph(rng, pixels, plan.level, close, scene)
    return camera.photograph(rng, pixels, plan.level, replace(drawn, **fixed))


def _label(text: CardText, face: Face, corners: np.ndarray) -> dict[str, Any]:
    points = [[round(float(x), 1), round(float(y), 1)] for x, y in corners]
    return {"design": face.design, **text.truth, "corners": points}


def _printed(face: Face, corners: np.ndarray) -> list[list[Any]]:
    """Each printed line with its corners in the photo's pixels."""
    frame = np.asarray([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32) * (face.canvas.width, face.canvas.height)
    warp = cv2.getPerspectiveTransform(frame.astype(np.float32), np.asarray(corners, np.float32))
    lines: list[list[Any]] = []
    for drawn in face.canvas.texts:
        left, top, right, bottom = drawn.box
        box = np.asarray([[(left, top), (right, top), (right, bottom), (left, bottom)]], np.float32)
        lines.append([drawn.text, cv2.perspectiveTransform(box, warp)[0].round(1).tolist()])
    return lines


def _encode(rng: random.Random, stem: str, pixels: np.ndarray, plan: Plan) -> tuple[str, bytes]:
    """JPEG mostly, now and then stored turned with an EXIF orientation; flat pictures are sometimes PNG or WebP."""
    quality = plan.quality or rng.randint(62 if plan.level == "hard" else 78, 95)
    picture, exif, buffer = Image.fromarray(pixels[:, :, ::-1]), Image.Exif(), io.BytesIO()
    roll = rng.random()
    if plan.level == "flat" and not plan.quality and roll < 0.3:
        suffix = ".png" if roll < 0.2 else ".webp"
        picture.save(
            buffer, "PNG" if roll < 0.2 else "WEBP", **({"compress_level": 1} if roll < 0.2 else {"quality": quality})
        )
        return stem + suffix, buffer.getvalue()
    orientation = plan.orientation or (rng.choice([3, 6, 8]) if plan.level != "flat" and roll < 0.25 else 1)
    if orientation != 1:
        picture = picture.transpose(_STORED[orientation])
        exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.DateTime] = f"2026:11:{rng.randint(10, 28)} {rng.randint(9, 18):02d}:{rng.randint(0, 59):02d}:07"
    picture.save(buffer, "JPEG", quality=quality, exif=exif)
    return stem + ".jpg", buffer.getvalue()


def write(photos: Iterator[LabelledPhoto], folder: Path, *, append: bool = False) -> int:
    """Write pictures and labels.jsonl into the folder, or add to them; gives how many pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with (folder / "labels.jsonl").open("a" if append else "w", encoding="utf-8") as lines:
        for item in photos:
            (folder / item.file).write_bytes(item.data)
            lines.writelines(json.dumps(label, ensure_ascii=False) + "\n" for label in item.labels)
            count += 1
    return count
