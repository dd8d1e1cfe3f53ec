"""The word lists of this package, read once from data/."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def lines(name: str) -> Iterator[str]:
    """The lines of a data file that say something."""
    text = files("followup.matching").joinpath("data", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Every word of a data file."""
    return frozenset(word for line in lines(name) for word in line.split())
