"""Redraw the pictures in tests/data/cards: `python -m benchmarks.cardgen.fixtures tests/data/cards`.

Everything in them is fictional: reserved domains (RFC 2606) and telephone numbers reserved for fiction only. They are
kept as files so that the tests need no fonts; their labels stand in labels.jsonl beside them.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.cardgen.generate import LabelledPhoto, Plan, photo, write

LARGEST = 150_000
"""Bytes a fixture may take."""

_STILL = {"objects": 0, "fingers": 0, "cropped": 0.0}
_LEVEL_HELD = {**_STILL, "turn": 0.05, "tilt": 0.15}
_LANDSCAPE = {"width": 1600, "height": 1200}

PLANS: dict[str, Plan] = {
    "flat-classic-de": Plan("flat", country="DE", design="classic"),
    "flat-thin-grey-gb": Plan("flat", country="GB", design="thin-grey"),
    "flat-footer-strip-se": Plan("flat", country="SE", design="footer-strip"),
    "desk-centred-gb": Plan("desk", country="GB", design="centred", conditions={**_LEVEL_HELD, **_LANDSCAPE}),
    "desk-dark-us": Plan("desk", country="US", design="dark", conditions={**_LEVEL_HELD, **_LANDSCAPE}),
    "desk-two-columns-fr": Plan("desk", country="FR", design="two-columns", conditions={**_LEVEL_HELD, **_LANDSCAPE}),
    "desk-vertical-au": Plan(
        "desk", country="AU", design="vertical", conditions={**_LEVEL_HELD, "width": 1200, "height": 1600}
    ),
    "desk-left-band-de": Plan("desk", country="DE", design="left-band", conditions={**_LEVEL_HELD, **_LANDSCAPE}),
    "desk-portrait-se": Plan(
        "desk", country="SE", design="portrait", conditions={**_STILL, **_LANDSCAPE, "turn": -0.2}
    ),
    "desk-picture-us": Plan("desk", country="US", design="picture-dark", conditions={**_LEVEL_HELD, **_LANDSCAPE}),
    "desk-turned-ca": Plan(
        "desk",
        country="CA",
        design="top-band",
        orientation=6,
        conditions={**_LEVEL_HELD, "width": 1200, "height": 1600},
    ),
    "desk-qr-us": Plan(
        "desk", country="US", design="right-column", with_qr=True, conditions={**_LEVEL_HELD, **_LANDSCAPE}
    ),
    "hard-classic-gb": Plan(
        "hard", country="GB", design="classic", conditions={**_LANDSCAPE, "turn": 2.9, "cropped": 0.0}
    ),
    "desk-two-cards": Plan("desk", cards=2, country="DE", conditions={**_LEVEL_HELD, "width": 1400, "height": 1600}),
    "none-table": Plan("desk", cards=0, thing="table"),
    "none-prose": Plan("desk", cards=0, thing="prose"),
}


def photos(seed: int) -> Iterator[LabelledPhoto]:
    for stem, plan in PLANS.items():
        yield _rich(seed, stem, replace(plan, reserved_only=True, orientation=plan.orientation or 1))


def _rich(seed: int, stem: str, plan: Plan) -> LabelledPhoto:
    """The first photo that is small enough and whose cards have a name, a mail address and a number."""
    for attempt in range(200):
        for quality in (88, 80, 70, 60):
            taken = photo(random.Random(f"{seed} {stem} {attempt}"), stem, replace(plan, quality=quality))
            if not plan.cards or all(label["name"] and label["emails"] and label["phones"] for label in taken.labels):
                if len(taken.data) <= LARGEST:
                    return taken
            else:
                break
    raise ValueError(f"{stem} does not fit into {LARGEST} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cardgen.fixtures", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=2)
    args = parser.parse_args()
    print(f"{write(photos(args.seed), args.out)} photos in {args.out}")


if __name__ == "__main__":
    main()
