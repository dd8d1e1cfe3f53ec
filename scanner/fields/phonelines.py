"""The numbers of one line with what is printed around them: label, extension, the line they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import phonenumbers

from scanner.fields import countries
from scanner.fields.emails import address_ranges
from scanner.fields.labels import Label, LabelKind, label_after, label_before, label_only
from scanner.fields.layout import Card, Line
from scanner.fields.nearby import above, left_of
from scanner.fields.numbers import nanp_form, read_numbers
from scanner.fields.plans import Number
from scanner.fields.text import Text, digits_repaired, normalise

_RUN = re.compile(
    r"(?:[+(\[][+(\[ ]{0,4})?\d(?:[\d\s()\[\].\-/+,|;·~&*'_]|(?<=\s)(?:or|to|and|oder|und|ou|et|o|y|e)\s(?=\d))*",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"(?<=[\d)\s,;/(\-.])(?:extension|extn?|ex|x|poste|samb(?:ungan)?|loc(?:al)?|wewn|nst|nebenstelle|app(?:arat)?|inw|durchwahl|dw|anexo|ramal|interno|int|wew|dob|доб|toestel|tst|ankn|anknytning|linje|lokal|alanumero|mellék|dahili|klapka|kl|εσωτ|×|내선|内線|转|分機|分机|內線|内线)"
    r"\.?\s?(?:no|nr|n°)?\.?\s?[:#]?\s?-?\s?(?P<digits>\d{1,6})(?![\d])|(?<=\d)\s?#\s?(?P<hash>\d{1,5})(?!\d)",
    re.IGNORECASE,
)
_DASHED = re.compile(r"\s?-\s?(?P<digits>\d{3,5})(?![\d\-])")
"""An extension with nothing but a hyphen before it, as China prints it: '2654 3210-8023'."""

_TAIL = re.compile(
    r"(?:(?<![\w)\-])-\s?|(?<!\w)(?:dw|durchwahl|klappe|kl)\.?\s?[:\-]?\s?)(?P<digits>\d{1,4})(?![\w\-./]|\s?\d)",
    re.IGNORECASE,
)
"""A direct dial by itself: 'Fax -99', 'DW 20'."""

_VANITY = re.compile(
    r"(?<![\w])(?:1[\s.\-]?)?\(?8(?:00|33|44|55|66|77|88)\)?[\s.\-](?=[\d\s.\-]*[A-Z])[A-Z\d][A-Z\d.\-]{6,8}(?!\w)"
)
_HOURS = re.compile(
    r"\(\s*\d{1,3}\s*[^\W\d_]+\.?\s*\)|(?<!\d)24\s?(?:[x/]\s?7|h(?:rs?|ours?)?|std)(?!\w)", re.IGNORECASE
)
"""'(30 lines)', '24x7': counts and hours beside a number."""

_BEHIND_ICON = re.compile(
    r"\(?\+|\(?0\d{1,4}[)\s.\-/]|(?=(?:\D{0,2}\d){8})\(?\d{1,4}\)?(?:[\s.\-/]{1,2}\d{2,5}){1,5}(?!\w)"
)
"""How a number begins that stands behind one letter, made of an icon: codes ('B12345678') have no groups."""

_TOKEN_OF_WEB = re.compile(r"(?:https?:|www\.)\S*", re.IGNORECASE)
_BRANCH_LINES = 5
"""Lines above a number, its own included, in which the country of its branch is looked for."""
_MAX_REGIONS = 5


@dataclass(frozen=True, slots=True)
class Printed:
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


def printed_numbers(card: Card, line: Line, weights: Mapping[str, float]) -> Iterator[Printed]:
    text = normalise(line.text)
    digits = _masked(digits_repaired(text.text))
    extensions = [m for m in _EXTENSION.finditer(digits) if _belongs_to_number(digits, m)]
    for m in extensions:
        digits = _blanked(digits, m)
    if not any(c.isdigit() for c in digits):
        return
    numbers = [*_whole_numbers(digits, _regions(card, line, weights), weights), *_tails(digits)]
    numbers = [n for n in numbers if not _is_house_number(digits, n)]
    yield from _labelled(card, line, digits, sorted(numbers, key=lambda n: n[1]), extensions)


def _is_house_number(digits: str, number: tuple[Number, int, int]) -> bool:
    """Whether a shortened number is followed by a word that is no label: '…0159 | 137 Wattle Grove'."""
    following = re.match(r"\s+[^\W\d_]{3,}", digits[number[2] :])
    return number[0].how == "completed" and bool(following) and label_after(digits[number[2] :]) is None


def _whole_numbers(
    digits: str, regions: tuple[str, ...], weights: Mapping[str, float]
) -> Iterator[tuple[Number, int, int]]:
    """The numbers of the line, each with its first character and the one past its last."""
    sure = any(weight >= countries.SURE for weight in weights.values())
    for run in _RUN.finditer(digits):
        printed = run[0].rstrip(" (+[-/.,|;·~&*'_")
        if sum(c.isdigit() for c in printed) < 4 or _glued(digits, run.start(), run.start() + len(printed)):
            continue
        american = nanp_form(re.split(r"[/,;|]", printed)[0])
        grouped = american and not printed.isdigit()
        tried = ("US", *regions) if grouped and not sure else (*regions, "US") if american else regions
        for number in read_numbers(printed, tried):
            yield number, run.start() + number.start, run.start() + number.end


def _tails(digits: str) -> Iterator[tuple[Number, int, int]]:
    """Direct dials after a telephone label or after 'or'."""
    for m in _TAIL.finditer(digits):
        before = label_before(digits[: m.start()])
        announced = before is not None and before.phone_kind is not None
        if announced or not m[0].startswith("-") or re.search(r"(?:\bor|oder|und|,|/)\s*$", digits[: m.start()]):
            yield Number(m["digits"], False, "", False, "tail", 0, len(m[0])), m.start(), m.end()


def _blanked(text: str, m: re.Match[str]) -> str:
    """`text` of the same length with the match as zero characters, which no rule reads."""
    return text[: m.start()] + "\0" * len(m[0]) + text[m.end() :]


def _regions(card: Card, line: Line, weights: Mapping[str, float]) -> tuple[str, ...]:
    """Countries for the numbers of a line, likeliest first: a branch's own before those of the card."""
    named = countries.beside_label(normalise(line.text).text)
    own: dict[str, float] = {named: countries.SURE} if named else {}
    at: Line | None = line
    for _ in range(_BRANCH_LINES):
        if at is None or own:
            break
        least = 0.0 if at is line else countries.SURE
        own = {c: w for c, w in countries.of_text(normalise(at.text).text).items() if w > least and c in weights}
        at = above(card, at)
    return tuple(dict.fromkeys((*own, *weights)))[:_MAX_REGIONS]


def _masked(text: str) -> str:
    """`text` of the same length without what holds digits but no number, and with spelled numbers as digits."""
    for start, end in address_ranges(text):
        text = text[:start] + "\0" * (end - start) + text[end:]
    text = _HOURS.sub(lambda m: "\0" * len(m[0]), text)
    text = _VANITY.sub(lambda m: phonenumbers.convert_alpha_characters_in_number(m[0]), text)
    return _TOKEN_OF_WEB.sub(lambda m: "\0" * len(m[0]), text)


def _belongs_to_number(text: str, extension: re.Match[str]) -> bool:
    """Whether a whole number stands directly before what looks like an extension."""
    before = re.search(r"[\d\s().\-/+]+$", text[: extension.start()].rstrip(" ,;/(-."))
    return bool(before) and sum(c.isdigit() for c in before[0]) >= 5  # type: ignore[index]


def _glued(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of a code like 'DE123456789' or '1234567A' rather than a number with its label."""
    after = text[end : end + 2]
    if re.match(r"[^\W\d_](?![^\W\d_]|[:.])", after):
        return True
    before = re.search(r"[^\W\d_]+$", text[:start])
    if before is not None and before[0] == "B" and re.match(r"\d{8}(?!\d)", text[start:]):
        return True  # a tax number of a Spanish firm
    if before is None or label_before(before[0]) is not None:
        return False
    word = len(before[0]) > 1 and not before[0][1:].islower()
    return word or (before[0].isascii() and not _BEHIND_ICON.match(text, start))


def _labelled(
    card: Card, line: Line, masked: str, numbers: list[tuple[Number, int, int]], extensions: list[re.Match[str]]
) -> Iterator[Printed]:
    """Give each number of the line its label and extension."""
    text = normalise(line.text)
    trailing = _labels_trail(text.text, numbers)
    previous: Label | None = None
    at = 0
    for i, (number, start, end) in enumerate(numbers):
        stop = numbers[i + 1][1] if i + 1 < len(numbers) else len(text.text)
        extension = next(
            (m for m in extensions if end <= m.start() < stop and not text.text[end : m.start()].strip(" ,;/(-.")), None
        )
        dashed = None if extension or not number.valid else _DASHED.match(masked, end, stop)
        tail = extension.end() if extension else dashed.end() if dashed else end
        barrier = masked.rfind("\0", at, start) + 1  # the label of an e-mail address before it is not its own
        at = max(at, barrier)
        before, after = label_before(text.text[at:start]), _label_behind(text.text[tail:stop], trailing=trailing)
        label = after if after and (trailing or not before or not before.sure) else before
        if i and previous and LabelKind.REGISTER in previous.kinds and not (label and label.sure):
            label = previous
        if label is None and (register := _register_before(text.text[:start])):
            label = register
        if label is None:
            label = previous if i else _label_nearby(card, line, text.text, start)
        raw_start = at + before.start if before and label is before else start
        raw_end = tail + after.end if after and label is after else tail
        alone = not re.search(r"[^\W\d_]{2}", text.text[:raw_start] + text.text[raw_end:])
        said = (extension["digits"] or extension["hash"]) if extension else dashed["digits"] if dashed else ""
        yield Printed(number, line, text, start, end, raw_start, raw_end, label, said, alone)
        previous, at = label, raw_end


def _register_before(text: str) -> Label | None:
    """A register label anywhere before the number, digits between them or not."""
    text = re.sub(r"(?<=\w)\W+[A-Z]{2,3}\W*$", "", text)  # 'BTW BE 0123.456.749'
    label = label_before(re.sub(r"[\d.\-/]+", " ", text))
    return label if label and label.sure and LabelKind.REGISTER in label.kinds else None


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
