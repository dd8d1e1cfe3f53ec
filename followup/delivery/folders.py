"""Which of an account's folders holds drafts, and which sent mail."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_CLOSED = frozenset({b"\\noselect", b"\\nonexistent"})


class Use(Enum):
    """What a folder is for; the value is its attribute (RFC 6154 section 2) in lower case."""

    DRAFTS = b"\\drafts"
    SENT = b"\\sent"


class Folder(NamedTuple):
    """A line of LIST: its attributes, the character between levels (None: it has none), and its decoded name."""

    attributes: tuple[bytes, ...]
    delimiter: bytes | None
    name: str

    @property
    def is_open(self) -> bool:
        """Whether messages can lie in it."""
        return not _CLOSED & {attribute.lower() for attribute in self.attributes}

    @property
    def last_name(self) -> str:
        """Its name without those of the folders above, folded for comparison."""
        levels = self.name.split(self.delimiter.decode("ascii", "replace")) if self.delimiter else [self.name]
        return unicodedata.normalize("NFC", levels[-1]).casefold()


def find(folders: Iterable[Folder], use: Use) -> str:
    """The folder for this use: the one that the server says is, else the highest one whose name says so; else ''."""
    known = tuple(folder for folder in folders if folder.is_open)
    said = (f.name for f in known if use.value in {attribute.lower() for attribute in f.attributes})
    called = (f.name for f in known if f.last_name in _names()[use])
    return next(said, "") or min(called, key=len, default="")


@cache
def _names() -> dict[Use, frozenset[str]]:
    text = files("followup.delivery").joinpath("data", "folders.toml").read_text("utf-8")
    return {use: frozenset(tomllib.loads(text)[use.name.lower()]) for use in Use}
