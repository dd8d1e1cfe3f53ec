"""The cells of a line that may be parts of an address, labels left out and OCR's slips repaired."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scanner.fields.addresses.evidence import STRONG, Evidence, evidence, is_box
from scanner.fields.candidates import Span
from scanner.fields.labels import Label, LabelKind, label_after, label_before, label_only
from scanner.fields.layout import Line
from scanner.fields.text import Text, normalise
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import keys, words

_CELL_BREAK = re.compile(r"\s*\|\s*|\s[Il]\s(?=(?:[A-Z]{1,3}-)?\d{4,5}\s)|\s*·\s*|\s{3,}|\s~\s|\s[*+]\s|\0+")
_HEADING = re.compile(r"^[^\W\d][^\d:]{1,40}:\s*")
_HEADING_WORDS = 5
_CANADIAN = re.compile(r"(?<!\w)[ABCEGHJ-NPRSTVXY][\dIlO][A-Z]\s?[\dIlO][A-Z][\dIlO](?!\w)")
_TO_DIGITS = str.maketrans("IlO", "110")
_INNER_HEADING = re.compile(r"(?<=\S)\s+(?=(?P<label>[^\W\d_]{3,20}(?:\s[^\W\d_]{3,20})?)\s?:)")
_GLUED_UNIT = re.compile(
    r"(?:(?<=\b[Nn]o)|(?<=\b[Nn]r)|(?<=\b[Oo]f)|(?<=\bLt)|(?<=\b[Kk]av)|(?<=\b[Kk]at)|(?<=\b[Aa]pt)|(?<=\bUnit)|(?<=\bSuite)|(?<=\bPlot)|(?<=\bBox))(?=\d)"
)
"""Between a word that carries a number in an address and the number, where the full stop or space was not read."""

_ICON = re.compile(
    r"(?:[OQC0-9]\s+(?=(?:Unit|Suite|Level|Floor|Room|Office|Shop|P\.?O)\b)|[OQ]\s+(?=[A-ZÀ-Þ][a-zß-ÿ]{4,}\s)|[OQ](?=\d{1,3}(?:st|nd|rd|th)\b))?"
)
"""A pin read as a letter or digit before the first word."""

_LOWER = "[a-zß-öø-ÿąćčďęěğıłńňőřśşšťůűźżž]"


@dataclass(frozen=True, slots=True)
class Unit:
    """One cell of a line that may be part of an address.

    Attributes:
        line: the line.
        start, end: its characters in the normalised line, label left out.
        text: those characters, OCR's slips repaired.
        signs: what it looks like.
        labelled: whether an address label stands before it.
    """

    line: Line
    start: int
    end: int
    text: str
    signs: Evidence
    labelled: bool


def ocr_repaired(text: str) -> str:
    """House numbers and post codes as they were printed: zeros read as O, spaces that were not read.

    '1OO Main' → '100 Main', '80331München' → '80331 München', 'Hauptstraße12' → 'Hauptstraße 12',
    'Merheimer Str.12' → 'Merheimer Str. 12'.
    """
    text = re.sub(r"(?<!\w)[\dOo]*\d[\dOo]*(?!\w)", lambda m: m[0].replace("O", "0").replace("o", "0"), text)
    text = re.sub(r"(?<!\w)Fl(?=\s?-\s?\d{5}(?!\d))", "FI", _CANADIAN.sub(_canadian, text))
    text = re.sub(r"(?<!\w)l(?=\s?-\s?\d{5}(?!\d))", "I", text)
    text = re.sub(r"(?<!\w)[IlO\d][O\d]*(?:OO|00)[O\d]*(?=\s+[^\W\d_]{3})", lambda m: m[0].translate(_TO_DIGITS), text)
    text = re.sub(rf"(?<!\w)(\d{{1,6}})(?=[A-ZÀ-ÞŁŚŠŽ]{_LOWER}{{2}})", r"\1 ", text)
    text = re.sub(r"(?<=[^\W\d_]{2}\.)(?=\d)|(?<=[Ss]tr)(?=\d)", " ", text)
    text = _GLUED_UNIT.sub(" ", text)
    text = re.sub(r"(?<!\w)l(?=[bcdfghjkmnpqrstvwxz][a-z]{3})", "I", text)  # 'lndustriestr.'
    return re.sub(rf"(?<={_LOWER}{{3}})(?=[1-9]\d{{0,3}}[a-zA-Z]?(?!\w))", " ", text)


def _canadian(m: re.Match[str]) -> str:
    """A Canadian post code with digits where digits belong ('V6B 1AI'), if it has two of them at least."""
    code = m[0]
    if sum(c.isdigit() for c in code) < 2:
        return code
    at_digits = {1, len(code) - 3, len(code) - 1}
    return "".join(c.translate(_TO_DIGITS) if i in at_digits else c for i, c in enumerate(code))


def units(line: Line, claimed: Sequence[Span], likely: tuple[str, ...]) -> list[Unit]:
    text = normalise(line.text)
    masked = _mask(text, claimed)
    found, start = [], 0
    for cut in [*_cuts(masked), None]:
        end = cut.start() if cut else len(masked)
        unit = _unit(line, masked, start, end, likely)
        if unit:
            found.append(unit)
        start = cut.end() if cut else end
    return found


def _cuts(text: str) -> list[re.Match[str]]:
    """Where cells end: at bars, bullets, text of other fields, and before an address label inside the line."""
    headings = (m for m in _INNER_HEADING.finditer(text) if (found := label_only(m["label"])) and _announces(found))
    return sorted((*_CELL_BREAK.finditer(text), *headings), key=lambda m: m.start())


def _announces(label: Label) -> bool:
    return LabelKind.ADDRESS in label.kinds and label.sure


def _mask(text: Text, claimed: Sequence[Span]) -> str:
    """The normalised text of the same length with what other fields use as zero characters."""
    keep = []
    for i, char in enumerate(text.text):
        source = text.offsets[i]
        keep.append("\0" if any(s.start <= source < s.end for s in claimed) else char)
    return "".join(keep)


def _unit(line: Line, text: str, start: int, end: int, likely: tuple[str, ...]) -> Unit | None:
    cell = text[start:end]
    skipped, labelled = _label_length(cell)
    start += skipped
    cell = text[start:end]
    start += len(re.match(r"[^\w(#〒\"']*", cell)[0])  # type: ignore[index]
    start += len(_ICON.match(text[start:end])[0])  # type: ignore[index]
    start += _company_length(text[start:end])
    stripped = text[start:end].rstrip(" ,;-:(")
    if not labelled and _is_title(stripped):
        return None
    lone_label = label_only(stripped) is not None and not is_box(stripped)
    if (not stripped and not labelled) or _is_register(stripped) or (stripped and lone_label):
        return None
    repaired = ocr_repaired(stripped)
    if likely[:1] == ("TR",):  # the dot of a capital İ is read as that of a small i
        repaired = re.sub(r"(?<!\w)i(?=[a-zçğıöşü]{3})", "İ", repaired)
    return Unit(line, start, start + len(stripped), repaired, evidence(repaired, likely), labelled)


def _is_register(cell: str) -> bool:
    """'Reg. No. 1999/012345/07', '邮编：200120': a number with its own label is no part of the address."""
    number = re.search(r"\d[\d\s./\-]*$", cell)
    last = label_before(cell[: number.start()]) if number else None
    if last and last.sure and LabelKind.REGISTER in last.kinds and evidence(cell).place < STRONG:
        return True  # 'ID' is Idaho before a post code
    counted = re.search(r"\s*#", cell)  # 'OH Lic. #PL-20771'
    before = label_before(cell[: counted.start()]) if counted else None
    if before and before.sure and LabelKind.REGISTER in before.kinds:
        return True
    label = label_after(cell)
    if label is None or not label.sure:
        return False
    return LabelKind.REGISTER in label.kinds or (LabelKind.CODE in label.kinds and not cell[: label.end].isascii())


def _company_length(cell: str) -> int:
    """Characters of a firm's name that stands before the street in the same cell ('Beispiel AG, Hauptstr. 1')."""
    for separator in (",", " - "):
        head, found, rest = cell.partition(separator)
        firm = evidence(head).company or (separator == " - " and evidence(head).total == 0.0)
        if found and firm and evidence(ocr_repaired(rest.strip())).street >= (1.5 if separator == "," else STRONG):
            return len(head) + len(found) + len(rest) - len(rest.lstrip())
    return 0


def _label_length(cell: str) -> tuple[int, bool]:
    """Characters of an address label at the beginning of the cell, and whether there is one."""
    only = label_only(cell)
    if only and LabelKind.ADDRESS in only.kinds:
        return len(cell), True
    letter = re.match(r"([^\W\d_]+)\s?:\s*", cell)  # 'Add: No. 168', where 'No.' is no part of the label
    if letter and (lone := label_only(letter[1])) and LabelKind.ADDRESS in lone.kinds:
        return letter.end(), True
    label = label_after(cell)
    if label and LabelKind.ADDRESS in label.kinds:
        closed = re.match(r"\s*[:.)\-]+\s*", cell[label.end :])
        if closed and (label.sure or ":" in closed[0]):
            return label.end + closed.end(), True
    heading = _HEADING.match(cell)
    named = label_before(heading[0]) if heading and len(heading[0].split()) <= _HEADING_WORDS else None
    if heading and named and LabelKind.ADDRESS in named.kinds and named.sure:
        return heading.end(), True
    return 0, False


def _is_title(text: str) -> bool:
    """Whether a title stands at the end or the beginning of several words ('Events Coordinator')."""
    found, heads = keys(words(text)), vocabulary().title_heads
    worded = len(found) > 1 and not any(c.isdigit() for c in text)
    return worded and (heads.begin(found, len(found)) < len(found) or heads.end(found, 0) > 1)
