"""Two persons on what was taken for one card: their cards touch, and no table shows between them.

Before a card is parted all of this must be so: it has e-mail addresses of two domains, a straight strip free of text
lies between them, and what stands on either side reads as a contact of its own, with a name, a firm's e-mail address
and more, of which the other side has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scanner.fields import read_fields
from scanner.locate import Crop
from scanner.locate.cutting import Cut, cuts
from scanner.model import CardContact, Quad, TextLine

_AT = re.compile(r"[\w.+-]{2,}\s?@\s?([\w-]{2,})\s?\.")

_FIELDS = 4
"""Kinds of values that each side's contact has at least."""


def parted(crop: Crop, lines: Sequence[TextLine], region: str = "") -> tuple[Quad, ...]:
    """The places of the two cards in source pixels; nothing where it is one.

    Args:
        crop: the upright crop that was taken for a card.
        lines: what was read on it, in its pixels.
        region: see `read_fields`.
    """
    if len(_domains(lines)) < 2:
        return ()
    for cut in cuts(crop.pixels, [line.box for line in lines]):
        if _holds_two(cut, lines, crop.size, region):
            one, other = cut.parts
            return crop.to_source(one), crop.to_source(other)
    return ()


def _domains(lines: Sequence[TextLine]) -> frozenset[str]:
    return frozenset(found[1].casefold() for line in lines if (found := _AT.search(line.text)))


def _holds_two(cut: Cut, lines: Sequence[TextLine], size: tuple[int, int], region: str) -> bool:
    one, other = ([lines[i] for i in sorted(texts)] for texts in cut.texts)
    if not _domains(one) or not _domains(other) or _domains(one) & _domains(other):
        return False
    first, second = (read_fields(side, size, region=region).contact for side in (one, other))
    return _is_whole(first) and _is_whole(second) and not _names(first) & _names(second)


def _is_whole(contact: CardContact) -> bool:
    """Whether it has what a card has."""
    if contact.name is None or not contact.emails:
        return False
    values = (contact.title, contact.company, contact.phones, contact.websites, contact.address)
    return 2 + sum(map(bool, values)) >= _FIELDS


def _names(contact: CardContact) -> frozenset[str]:
    return frozenset(contact.name.value.casefold().split()) if contact.name else frozenset()
