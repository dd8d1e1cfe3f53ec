"""QR codes and barcodes on a card, and what vCard, MeCard and addresses in them say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import vobject
import zxingcpp

from scanner.model import Quad
from scanner.shrink import resized

MAX_TEXT = 8_000
"""Characters of one code that are looked at; a QR code holds 4,296 letters at most."""

MAX_VALUES = 50
_SEARCH = 1_200
"""Longer side in pixels at which codes are sought first."""


@dataclass(frozen=True, slots=True)
class CodeFields:
    """Contact data from a code, as it stands there; empty where the code does not say.

    Attributes:
        phones: (number, type) pairs; the type is vCard's ('cell', 'work', 'fax' …) in lower case, or empty.
        address: the parts of the address on one line.
    """

    name: str = ""
    given: str = ""
    family: str = ""
    title: str = ""
    company: str = ""
    department: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    urls: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """One code.

    Attributes:
        text: what it holds.
        format: its symbology, as ZXing calls it, letters and digits only ('QRCode', 'DataMatrix', 'EAN13').
        box: where it stands, in pixels of the picture it was read from.
        fields: the contact data in it, None when it holds something else.
    """

    text: str
    format: str
    box: Quad
    fields: CodeFields | None = None


def read_codes(pixels: npt.NDArray[np.uint8]) -> tuple[Code, ...]:
    """Every readable code in a BGR picture."""
    scale = min(1.0, _SEARCH / max(pixels.shape[:2]))
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    if scale < 1:
        grey = resized(np.asarray(grey, np.uint8), (round(grey.shape[1] * scale), round(grey.shape[0] * scale)))
    found = zxingcpp.read_barcodes(np.ascontiguousarray(grey))
    return tuple(_code(code, scale) for code in found if code.text)


def _code(found: Any, scale: float) -> Code:
    at = found.position
    a, b, c, d = ((p.x / scale, p.y / scale) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left))
    text = found.text[:MAX_TEXT]
    return Code(text, re.sub(r"\W", "", str(found.format)), (a, b, c, d), parse_code(text))


def parse_code(text: str) -> CodeFields | None:
    """The contact data in a code's text; None when it is neither vCard, MeCard, mail, telephone nor web address."""
    text = text.strip()[:MAX_TEXT]
    head = text[:12].upper()
    if head.startswith("BEGIN:VCARD"):
        return _vcard(text)
    if head.startswith("MECARD:"):
        return _mecard(text)
    if head.startswith("MAILTO:"):
        return CodeFields(emails=(text[7:].split("?")[0],))
    if head.startswith("TEL:"):
        return CodeFields(phones=((text[4:], ""),))
    if re.fullmatch(r"(?i)(https?://|www\.)\S{3,}", text):
        return CodeFields(urls=(text,))
    return None


def _vcard(text: str) -> CodeFields | None:
    """A vCard of any version; lines that vobject cannot read are left out."""
    with suppress(Exception):  # vobject raises many types, from its own to AttributeError
        card = vobject.readOne(text, ignoreUnreadable=True, allowQP=True)
        return _from_vcard(card) if card is not None else None
    return None


def _from_vcard(card: Any) -> CodeFields:
    name = _structured(card, "n")
    organization = [_plain(part) for part in _structured(card, "org") or []]
    return CodeFields(
        name=_first(card, "fn"),
        given=_plain(getattr(name, "given", "")),
        family=_plain(getattr(name, "family", "")),
        title=_first(card, "title"),
        company=organization[0] if organization else "",
        department=", ".join(organization[1:]),
        emails=tuple(_values(card, "email")),
        phones=tuple(_phones(card)),
        urls=tuple(_values(card, "url")),
        address=_address(_structured(card, "adr")),
    )


def _structured(card: Any, kind: str) -> Any:
    lines = card.contents.get(kind)
    return lines[0].value if lines else None


def _values(card: Any, kind: str) -> Iterator[str]:
    for line in card.contents.get(kind, [])[:MAX_VALUES]:
        if value := _plain(line.value):
            yield value


def _first(card: Any, kind: str) -> str:
    return next(_values(card, kind), "")


def _phones(card: Any) -> Iterator[tuple[str, str]]:
    for line in card.contents.get("tel", [])[:MAX_VALUES]:
        kinds = [k.lower() for k in line.params.get("TYPE", [])] + [k.lower() for k in line.singletonparams]
        if value := _plain(line.value).removeprefix("tel:"):
            yield value, ",".join(kinds)


def _address(adr: Any) -> str:
    parts = [
        _plain(getattr(adr, part, "")) for part in ("box", "extended", "street", "code", "city", "region", "country")
    ]
    return ", ".join(part for part in parts if part)


def _plain(value: Any) -> str:
    joined = " ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return " ".join(joined.split())


def _mecard(text: str) -> CodeFields:
    r"""NTT DoCoMo's form, 'MECARD:N:López,Ana;TEL:+34600123456;;': ';' ends a value, '\' escapes."""
    fields: dict[str, list[str]] = {}
    for part in re.split(r"(?<!\\);", text[7:])[:MAX_VALUES]:
        key, colon, value = part.partition(":")
        if colon and value:
            fields.setdefault(key.upper().strip(), []).append(re.sub(r"\\(.)", r"\1", value).strip())
    family, _, given = fields.get("N", [""])[0].partition(",")
    return CodeFields(
        name=" ".join(part.strip() for part in (given, family) if part.strip()),
        given=given.strip(),
        family=family.strip(),
        company=fields.get("ORG", [""])[0],
        title=fields.get("TITLE", [""])[0],
        emails=tuple(fields.get("EMAIL", [])),
        phones=tuple((number, "") for number in fields.get("TEL", [])),
        urls=tuple(fields.get("URL", [])),
        address=fields.get("ADR", [""])[0],
    )
