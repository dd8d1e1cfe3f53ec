"""`python -m benchmarks.cardgen OUT --seed N --count N [--level flat,desk,hard]`: write labelled card photos."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.cardgen import fonts
from benchmarks.cardgen.camera import LEVELS
from benchmarks.cardgen.generate import generate, write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cardgen", description="Write labelled card photos.")
    parser.add_argument("out", type=Path, help="folder to write pictures and labels.jsonl to")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--level", default=",".join(LEVELS), help="levels, divided by commas")
    args = parser.parse_args()
    levels = args.level.split(",")
    if unknown := sorted(set(levels) - set(LEVELS)):
        parser.error(f"no such level: {', '.join(unknown)}; there are {', '.join(LEVELS)}")
    if lacking := fonts.missing():
        print(f"fonts not installed, cards are drawn without them: {', '.join(lacking)}")
    count = write(generate(args.seed, args.count, levels), args.out)
    print(f"{count} photos in {args.out}")


if __name__ == "__main__":
    main()
