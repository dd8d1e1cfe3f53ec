"""The scanner's values: what a photo of a business card becomes. Frozen, standard library only, no pixels.

Frames: every box in a finished `CardScan` is in *source pixels*: x to the right and y down from the top left corner of
the photo after its EXIF orientation was applied. Inside the scanner, from OCR to the end of field assignment, boxes are
in the *card frame*: pixels of the upright, rectified crop. `CardContact.mapped` takes a contact from one to the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self, TypeAlias

SCHEMA = 1
"""Version of the scan line. It changes when a reader of the old one would misunderstand the new one."""

Point: TypeAlias = tuple[float, float]
"""x, y in pixels."""

Quad: TypeAlias = tuple[Point, Point, Point, Point]
"""Four corners in the order top left, top right, bottom right, bottom left, as the text is read."""


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture file as it was given, not yet decoded.

    Attributes:
        file: what to call it in results: a path, a member of an archive ('cards.zip/IMG_1.jpg') or a PDF page
            ('scan.pdf#page=2'). A label only; nothing is ever opened by it.
        data: the bytes of the file.
    """

    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """How to read: the same for every photo of a batch.

    Attributes:
        engine: 'auto' (RapidOCR: docs/design.md says why Tesseract is no second reader), 'rapidocr' or 'tesseract'.
        languages: Tesseract language codes ('eng', 'deu').
        region: ISO 3166-1 alpha-2 country for phone numbers that the card gives no country for; empty for none.
    """

    engine: str = "auto"
    languages: tuple[str, ...] = ("eng",)
    region: str = ""


@dataclass(frozen=True, slots=True)
class LetterDoubt:
    """A character of a line that the engine nearly read otherwise.

    Attributes:
        at: its index in the line's text.
        other: the runner-up; empty where that is no character at all.
        chance: the engine's probability that the character is not what was read, 0 to 1.
    """

    at: int
    other: str
    chance: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text as the engine read it.

    Attributes:
        text: what was read, spaces trimmed.
        confidence: the engine's own, 0 to 1.
        box: where it stands; the frame is that of the value that holds the line.
        doubts: the characters that were read with difficulty, in their order; none from an engine that does not say.
    """

    text: str
    confidence: float
    box: Quad
    doubts: tuple[LetterDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The printed text that a value was taken from, raw, and where it stands."""

    text: str
    box: Quad


@dataclass(frozen=True, slots=True)
class Alternative:
    """A runner-up for a field: a person can choose it with one click."""

    value: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """A value of one field with the reasons to believe it.

    Attributes:
        value: the value as it would be stored (see each subclass for its form).
        confidence: probability that a person would not correct it, 0 to 1.
        evidence: the lines or parts of lines it came from, in reading order.
        rule: short name of what chose it ('label:mobile', 'domain-match', ...).
        alternatives: runners-up, best first.
    """

    value: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    alternatives: tuple[Alternative, ...] = ()

    def mapped(self, to: Callable[[Quad], Quad]) -> Self:
        """The same value with every evidence box taken to another frame."""
        return replace(self, evidence=tuple(Evidence(e.text, to(e.box)) for e in self.evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName(FieldValue):
    """`value` is the name without honorific and degrees, given name first where the card's language says so."""

    given: str = ""
    family: str = ""
    prefix: str = ""
    suffix: str = ""


class PhoneKind(StrEnum):
    MOBILE = "mobile"
    WORK = "work"
    FAX = "fax"
    HOME = "home"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneNumber(FieldValue):
    """`value` is E.164, with ';ext=' where an extension is printed (RFC 3966); digits as printed where no valid number
    can be made of them. `raw` is the printed text with its label."""

    raw: str = ""
    kind: PhoneKind = PhoneKind.WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialProfile(FieldValue):
    """`value` is the profile's address without scheme ('linkedin.com/in/ana'); `network` is lower case."""

    network: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress(FieldValue):
    """`value` is the address on one line, parts joined by ', ' in printed order; `country` is ISO 3166-1 alpha-2."""

    street: str = ""
    postal_code: str = ""
    locality: str = ""
    region: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardContact:
    """The fields of one card. What the card does not have is None or empty."""

    name: PersonName | None = None
    title: FieldValue | None = None
    department: FieldValue | None = None
    company: FieldValue | None = None
    emails: tuple[FieldValue, ...] = ()
    phones: tuple[PhoneNumber, ...] = ()
    websites: tuple[FieldValue, ...] = ()
    socials: tuple[SocialProfile, ...] = ()
    address: PostalAddress | None = None

    def mapped(self, to: Callable[[Quad], Quad]) -> CardContact:
        """The same contact with every evidence box taken to another frame by `to`."""
        moved: dict[str, Any] = {}
        for f in fields(self):
            value = getattr(self, f.name)
            if isinstance(value, tuple):
                moved[f.name] = tuple(item.mapped(to) for item in value)
            elif value is not None:
                moved[f.name] = value.mapped(to)
        return replace(self, **moved)


@dataclass(frozen=True, slots=True)
class FieldReading:
    """What field assignment makes of the lines of one card: the contact and the texts it found no place for."""

    contact: CardContact
    unassigned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the card was photographed.

    Attributes:
        sharpness: 0 (nothing legible) to 1 (crisp).
        glare: share of the card's area that is blown out, 0 to 1.
        advice: what to do for a better reading ('retake: blurred'), empty when nothing need be done.
    """

    sharpness: float
    glare: float
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall-clock seconds spent on one card."""

    locate: float
    ocr: float
    fields: float
    total: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CardScan:
    """One card read from one photo: the boundary between the scanner and everything else.

    Attributes:
        file: the label of the photo (see `Photo.file`).
        card: index of the card in the photo, from 0, in reading order.
        cards_in_photo: how many cards the photo holds.
        sha256: hex digest of the photo's bytes.
        taken_at: the camera's local time from EXIF, without zone, or None.
        corners: the card in source pixels, in the order in which the card is read.
        rotation: quarter turns clockwise that made the card upright, 0 to 3.
        contact: the fields; boxes in source pixels.
        lines: every line read, in reading order; boxes in source pixels.
        unassigned: texts that went into no field.
        quality: how well the card was photographed.
        engine: name, version and model of the OCR engine.
        seconds: where the time went.
    """

    file: str
    card: int
    cards_in_photo: int
    sha256: str
    taken_at: datetime | None
    corners: Quad
    rotation: int
    contact: CardContact
    lines: tuple[TextLine, ...]
    unassigned: tuple[str, ...]
    quality: Quality
    engine: str
    seconds: Seconds
    schema: int = SCHEMA


class FailureCode(StrEnum):
    """Why a photo gave no card. Stable: scripts compare them."""

    UNREADABLE_IMAGE = "unreadable-image"
    UNSUPPORTED_FORMAT = "unsupported-format"
    TOO_LARGE = "too-large"
    NO_CARD = "no-card"
    NO_TEXT = "no-text"
    OCR_FAILED = "ocr-failed"
    TIMED_OUT = "timed-out"


@dataclass(frozen=True, slots=True)
class ScanFailure:
    """A photo that gave no card, as a value: it crosses process borders and reaches the page as a row.

    Attributes:
        file: the label of the photo.
        code: stable reason.
        message: one plain sentence saying what happened.
        hint: one plain sentence saying what to do next.
    """

    file: str
    code: FailureCode
    message: str
    hint: str
    schema: int = SCHEMA


ScanResult: TypeAlias = CardScan | ScanFailure
