"""Telephone numbers with their kind: runs of digits between words, read by their labels and by the rest of the card."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scanner.fields import countries
from scanner.fields.candidates import Candidate, Field, Span
from scanner.fields.emails import address_ranges
from scanner.fields.labels import Label, LabelKind, label_after, label_before, label_only
from scanner.fields.layout import Card, Line
from scanner.fields.nearby import above, left_of
from scanner.fields.numbers import Number, complete_local, nanp_form, read_numbers
from scanner.fields.text import MAX_LINES, Text, digits_repaired, normalise

_RUN = re.compile(
    r"(?:[+(\[][+(\[ ]{0,4})?\d(?:[\d\s()\[\].\-/+,|;·~&*'_]|\s(?:or|to|and|oder|und|ou|et|o|y|e)\s(?=\d))*",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"(?<=[\d)\s,;/(\-.])(?:extension|extn?|ex|x|poste|durchwahl|dw|anexo|ramal|interno|int|wew|dob|доб|toestel|内線|转|分機|分机|內線|内线)"
    r"\.?\s?(?:no|nr|n°)?\.?\s?[:#]?\s?-?\s?(?P<digits>\d{1,6})(?![\d])|(?<=\d)\s?#\s?(?P<hash>\d{1,5})(?!\d)",
    re.IGNORECASE,
)
_TOKEN_OF_WEB = re.compile(r"(?:https?:|www\.)\S*", re.IGNORECASE)
_DATE = re.compile(
    r"^(?:(?:0?[1-9]|[12]\d|3[01])[./\-](?:0?[1-9]|1[0-2])[./\-](?:19|20)?\d\d|(?:19|20)\d\d[./\-](?:0?[1-9]|1[0-2])[./\-](?:0?[1-9]|[12]\d|3[01])"
    r"|(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d|\d{1,2}[.:]\d\d\s?-\s?\d{1,2}[.:]\d\d)$"
)
_MONEY = re.compile(r"[$€£¥₹%]\s*$|(?:EUR|USD|GBP|INR|CHF|Rs\.?)\s*$")
_MIN_DIGITS, _MAX_DIGITS = 7, 16
_BRANCH_LINES = 5
"""Lines above a number, its own included, in which the country of its branch is looked for."""
_MAX_REGIONS = 5


@dataclass(frozen=True, slots=True)
class _Printed:
    """A number with what is printed around it.

    Attributes:
        number: the reading.
        line: the line it stands on.
        start, end: its characters in the normalised line, label left out.
        raw_start, raw_end: the same with its label and extension.
        label: the label that announces it, if any.
        extension: digits after 'ext', or ''.
        alone: whether the line says nothing else.
    """

    number: Number
    line: Line
    text: Text
    start: int
    end: int
    raw_start: int
    raw_end: int
    label: Label | None
    extension: str
    alone: bool

    @property
    def printed(self) -> str:
        """The number as printed, digits repaired."""
        return digits_repaired(self.text.text)[self.start : self.end]


def candidates(card: Card, region: str = "") -> tuple[Candidate, ...]:
    """Every telephone number of the card, in reading order.

    Args:
        card: the lines.
        region: country the user named for numbers without dial code (ISO 3166-1 alpha-2), or ''.

    Returns:
        Candidates whose value is E.164 with ';ext=' where an extension is printed, or the printed digits, with a score
        below 0.5, where no valid number can be made. Parts: 'kind' (a `PhoneKind`) and 'raw' (text with its label).
    """
    weights = countries.weighed(card, region)
    found = [p for line in card.lines[:MAX_LINES] for p in _in_line(card, line, weights)]
    found = [_localised(p, found) for p in found]
    return tuple(_candidate(p, weights) for p in found if _is_phone(p))


def _in_line(card: Card, line: Line, weights: Mapping[str, float]) -> Iterator[_Printed]:
    text = normalise(line.text)
    digits = _masked(digits_repaired(text.text))
    extensions = [m for m in _EXTENSION.finditer(digits) if _belongs_to_number(digits, m)]
    for m in extensions:
        digits = digits[: m.start()] + "\0" * len(m[0]) + digits[m.end() :]
    numbers: list[tuple[Number, int, int]] = []
    regions = _regions(card, line, weights)
    for run in _RUN.finditer(digits):
        printed = run[0].rstrip(" (+[-/.,|;·~&*'_")
        if sum(c.isdigit() for c in printed) < 4 or _glued(digits, run.start(), run.start() + len(printed)):
            continue
        american = nanp_form(re.split(r"[/,;|]", printed)[0])
        sure = any(weight >= countries.SURE for weight in weights.values())
        tried = (*regions, "US") if american and sure else ("US", *regions) if american else regions
        for number in read_numbers(printed, tried):
            numbers.append((number, run.start() + number.start, run.start() + number.end))
    yield from _labelled(card, line, text, numbers, extensions)


def _regions(card: Card, line: Line, weights: Mapping[str, float]) -> tuple[str, ...]:
    """Countries for the numbers of a line, likeliest first: a branch's own before those of the card."""
    own: dict[str, float] = {}
    at: Line | None = line
    for _ in range(_BRANCH_LINES):
        if at is None or own:
            break
        least = 0.0 if at is line else countries.SURE
        own = {c: w for c, w in countries.of_text(normalise(at.text).text).items() if w > least and c in weights}
        at = above(card, at)
    return tuple(dict.fromkeys((*own, *weights)))[:_MAX_REGIONS]


def _masked(text: str) -> str:
    """`text` of the same length without e-mail addresses and web addresses, whose digits are no numbers."""
    for start, end in address_ranges(text):
        text = text[:start] + "\0" * (end - start) + text[end:]
    return _TOKEN_OF_WEB.sub(lambda m: "\0" * len(m[0]), text)


def _belongs_to_number(text: str, extension: re.Match[str]) -> bool:
    """Whether a whole number stands directly before what looks like an extension."""
    before = re.search(r"[\d\s().\-/+]+$", text[: extension.start()].rstrip(" ,;/(-."))
    return bool(before) and sum(c.isdigit() for c in before[0]) >= 5  # type: ignore[index]


def _glued(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of a code like 'DE123456789' or '1234567A' rather than a number with its label."""
    after = text[end : end + 2]
    if re.match(r"[^\W\d_](?![^\W\d_])", after):
        return True
    before = re.search(r"[^\W\d_]+$", text[:start])
    return bool(before) and label_before(before[0]) is None  # type: ignore[index]


def _labelled(
    card: Card, line: Line, text: Text, numbers: list[tuple[Number, int, int]], extensions: list[re.Match[str]]
) -> Iterator[_Printed]:
    """Give each number of the line its label and extension."""
    trailing = _labels_trail(text.text, numbers)
    previous: Label | None = None
    at = 0
    for i, (number, start, end) in enumerate(numbers):
        stop = numbers[i + 1][1] if i + 1 < len(numbers) else len(text.text)
        extension = next(
            (m for m in extensions if end <= m.start() < stop and not text.text[end : m.start()].strip(" ,;/(-.")), None
        )
        tail = extension.end() if extension else end
        before, after = label_before(text.text[at:start]), _label_behind(text.text[tail:stop], trailing=trailing)
        label = after if after and (trailing or not before or not before.sure) else before
        if i and previous and LabelKind.REGISTER in previous.kinds and not (label and label.sure):
            label = previous
        if label is None:
            label = previous if i else _label_nearby(card, line, text.text, start)
        raw_start = at + before.start if before and label is before else start
        raw_end = tail + after.end if after and label is after else tail
        alone = not re.search(r"[^\W\d_]{2}", text.text[:raw_start] + text.text[raw_end:])
        said = (extension["digits"] or extension["hash"]) if extension else ""
        yield _Printed(number, line, text, start, end, raw_start, raw_end, label, said, alone)
        previous, at = label, raw_end


def _labels_trail(text: str, numbers: list[tuple[Number, int, int]]) -> bool:
    """Whether the line's labels stand after their numbers ('555 0100 Tel 555 0101 Fax')."""
    if not numbers:
        return False
    first, last = numbers[0], numbers[-1]
    behind = label_after(text[last[2] :])
    return label_before(text[: first[1]]) is None and behind is not None and behind.phone_kind is not None


def _label_behind(text: str, *, trailing: bool) -> Label | None:
    """A label after its number: in brackets or after a dash, or anywhere when the line's labels trail."""
    if not trailing and not re.match(r"\s*[(\[]|\s+-\s", text):
        return None
    label = label_after(text)
    return label if label and label.phone_kind else None


def _label_nearby(card: Card, line: Line, text: str, start: int) -> Label | None:
    """The label in the cell to the left or on the line above, for a number that begins its line."""
    if re.search(r"[^\W\d_]{2}", text[:start]):
        return None
    for neighbour in (left_of(card, line, reach=0.45), above(card, line)):
        if neighbour is not None and (label := label_only(normalise(neighbour.text).text)):
            return label
    return None


def _localised(p: _Printed, all_printed: Sequence[_Printed]) -> _Printed:
    """Numbers without area code take it from the nearest other number of the card."""
    if p.number.valid or "+" in p.printed or not _may_be_local(p):
        return p
    others = [o for o in all_printed if o.number.valid and o is not p]
    others.sort(key=lambda o: (o.number.mobile, abs(o.line.index - p.line.index)))
    digits = p.number.value
    value = complete_local(digits, (o.number.value for o in others))
    if value is None:
        return p
    return replace(p, number=replace(p.number, value=value, valid=True, how="completed"))


def _may_be_local(p: _Printed) -> bool:
    """Whether a few digits are a number without area code rather than a post code or a house number."""
    if p.label is not None and p.label.sure:
        return p.label.phone_kind is not None
    digits = sum(c.isdigit() for c in p.number.value)
    local_form = bool(re.fullmatch(r"\d{3,4}[\s.\-]\d{4}|\d{2,3}([\s.\-]\d{2}){2}", p.printed.strip()))
    return local_form or (digits >= 6 and (p.alone or p.label is not None))


def _is_phone(p: _Printed) -> bool:
    """Whether the digits are a telephone number at all."""
    digits = sum(c.isdigit() for c in p.number.value)
    if not _MIN_DIGITS <= digits <= _MAX_DIGITS or _MONEY.search(p.text.text[: p.start]):
        return False
    announced = p.label is not None and p.label.phone_kind is not None
    if p.label is not None and not announced and p.label.sure:
        return (
            bool({LabelKind.ADDRESS, LabelKind.EMAIL, LabelKind.WEB} & set(p.label.kinds))
            and p.number.valid
            and "+" in p.printed
        )
    if announced and p.label is not None and p.label.sure:
        return True
    if _DATE.match(p.printed.strip()):
        return False
    if not p.number.valid and p.printed != p.text.text[p.start : p.end] and "+" not in p.printed:
        return False
    if p.number.valid:
        return "+" in p.printed or p.alone or announced or digits >= 9
    return nanp_form(p.printed) or "+" in p.printed or (p.alone and digits >= 9) or p.number.how == "completed"


def _candidate(p: _Printed, weights: Mapping[str, float]) -> Candidate:
    value = p.number.value + (f";ext={p.extension}" if p.extension and p.number.valid else "")
    start, end = p.text.source(p.raw_start, p.raw_end)
    return Candidate(
        field=Field.PHONE,
        value=value,
        score=_score(p, weights),
        spans=(Span(p.line.index, start, end),),
        rule=f"{p.number.how}{':' + p.label.phone_kind if p.label and p.label.phone_kind else ''}",
        parts={"kind": _kind(p), "raw": p.line.text[start:end]},
    )


def _kind(p: _Printed) -> str:
    if p.label and p.label.phone_kind and not (p.number.mobile and p.label.phone_kind is LabelKind.WORK):
        return str(p.label.phone_kind)
    return "mobile" if p.number.mobile else "work"


def _score(p: _Printed, weights: Mapping[str, float]) -> float:
    """How far the number can be trusted: its own form first, then its country, label and legibility."""
    base = {"international": 0.97, "national": 0.93, "completed": 0.85, "printed": 0.4}[p.number.how]
    if not p.number.valid:
        base = 0.4
    elif p.number.how == "national" and weights.get(p.number.region, 0.0) < countries.SURE:
        base = 0.85 if p.number.region in weights else 0.78
    if p.label is None and not p.alone:
        base *= 0.85
    return round(base * (0.5 + 0.5 * min(1.0, max(0.0, p.line.confidence))), 4)
