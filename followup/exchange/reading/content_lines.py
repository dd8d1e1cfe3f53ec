r"""Content lines of vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350, versit 2.1), read leniently.

Own code, since vobject gives up a whole file at the first line that it cannot read, and neither knows the bytes of a
2.1 card with a CHARSET nor 4.0. Everything here works on bytes until the character set of a value is known.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from followup.exchange.reading.decoding import decoded, western

MAX_LINE = 10_000_000
"""Bytes of one unfolded line: a photo in Base64 is the longest."""

_PARAMETER = re.compile(r';([A-Za-z0-9-]+)(?:=((?:"[^"]*"|[^";:])*))?')
_HEAD = re.compile(r"(?:([A-Za-z0-9._-]+)\.)?([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+(?:=(?:\"[^\"]*\"|[^\";:])*)?)*):")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One property.

    Attributes:
        group: 'item1' of 'item1.TEL'; ties an X-ABLabel to its property.
        name: in capitals.
        types: of TYPE and of bare 2.1 parameters, in lower case.
        value: still escaped.
    """

    group: str
    name: str
    types: frozenset[str]
    value: str

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescape(self.value)

    def parts(self, separator: str = ";") -> list[str]:
        """The value's components, or the items of a list."""
        return [unescape(part) for part in split(self.value, separator)]


def cards(data: bytes) -> Iterator[list[bytes]]:
    """The unfolded lines between each BEGIN:VCARD and its END; a card that never ends is one too."""
    lines: list[bytes] | None = None
    for line in _unfolded(data):
        mark = line.strip().upper().replace(b" ", b"")
        if mark == b"BEGIN:VCARD":
            if lines is not None:
                yield lines
            lines = []
        elif mark == b"END:VCARD":
            if lines is not None:
                yield lines
            lines = None
        elif lines is not None and line.strip():
            lines.append(line)
    if lines is not None:
        yield lines


def properties(lines: list[bytes]) -> Iterator[Property]:
    """The properties of a card; what is no property is passed over."""
    for line in lines:
        if found := _property(line):
            yield found


def unescape(text: str) -> str:
    r"""Without backslashes: `\n` is a line break, any other character stands for itself, also in `1\:30pm`."""
    return _ESCAPE.sub(lambda m: "\n" if m[1] in "nN" else m[1] if m[1] in "\\,;:" else m[0], text)


def split(value: str, separator: str) -> list[str]:
    """The parts between separators that no backslash precedes."""
    parts, start, position = [], 0, 0
    while position < len(value):
        if value[position] == "\\":
            position += 1
        elif value[position] == separator:
            parts.append(value[start:position])
            start = position + 1
        position += 1
    return [*parts, value[start:]]


def _unfolded(data: bytes) -> Iterator[bytes]:
    """Whole lines: folded ones joined, and those of quoted-printable that end in a soft line break."""
    pieces: list[bytes] = []
    size = 0
    soft = False
    for line in data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        if pieces and (soft or line[:1] in (b" ", b"\t")) and size < MAX_LINE:
            piece = line if soft else line[1:]
        else:
            if pieces:
                yield b"".join(pieces)
            pieces, size, piece = [], 0, line
        quoted = b"QUOTED-PRINTABLE" in (pieces[0] if pieces else piece).partition(b":")[0].upper()
        soft = quoted and piece.endswith(b"=")
        piece = piece[:-1] if soft else piece
        pieces.append(piece)
        size += len(piece)
    if pieces:
        yield b"".join(pieces)


def _property(line: bytes) -> Property | None:
    found = _HEAD.match(line.decode("latin-1"))
    if not found:
        return None
    types: set[str] = set()
    encoding = charset = ""
    for name, value in _PARAMETER.findall(found[3]):
        key, values = name.upper(), value.replace('"', "")
        if key == "ENCODING":
            encoding = values.upper()
        elif key == "CHARSET":
            charset = values
        elif key == "TYPE":
            types |= {t.strip().lower() for t in values.split(",")}
        elif not value:
            types.add(name.lower())
    raw = line[found.end() :]
    if encoding == "QUOTED-PRINTABLE" or "quoted-printable" in types:
        raw = quopri.decodestring(raw)
    value = _text(raw, charset).replace("\r\n", "\n").replace("\r", "\n")
    return Property(found[1] or "", found[2].upper(), frozenset(types), value)


def _text(raw: bytes, charset: str) -> str:
    """The value in the character set it names, unless that is unknown or wrong."""
    try:
        return raw.decode(charset) if charset else decoded(raw)[0]
    except (LookupError, UnicodeDecodeError):
        return decoded(raw)[0] if charset.upper().startswith("UTF") else western(raw)
