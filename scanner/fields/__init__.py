"""Text lines of one card become contact fields: candidates from every module, then one assignment for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scanner.model import FieldReading, TextLine

if TYPE_CHECKING:
    from scanner.codes import Code

__all__ = ["read_fields"]


def read_fields(
    lines: Sequence[TextLine], size: tuple[int, int], *, region: str = "", codes: Sequence[Code] = ()
) -> FieldReading:
    """Read the contact on a card.

    Args:
        lines: what the engine read, in reading order; boxes in the upright card frame.
        size: width and height of the card in pixels of that frame.
        region: ISO 3166-1 alpha-2 country for phone numbers that the card gives no country for; '' for none.
        codes: QR codes and barcodes found on the card.

    Returns:
        The contact, boxes in the card frame, and the texts that went into no field, in reading order. Whatever the
        lines say, there is a result and no exception.
    """
    from scanner.fields.reading import read  # noqa: PLC0415 - the vocabulary is loaded when the first card is read

    return read(lines, size, region=region, codes=codes)
