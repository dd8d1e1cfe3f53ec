"""Content lines of vCard (RFC 6350 section 3; RFC 2425): escaping, parameters, folding."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

MAX_OCTETS = 75
"""Octets of one physical line without its CRLF."""

_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})


def text(value: str) -> str:
    r"""A text value with `\`, `,`, `;` and line breaks escaped. A colon stays: readers show `\:` as it is written."""
    lines = "\n".join(value.splitlines())
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}).translate(_ESCAPES)


def texts(values: Iterable[str], separator: str = ";") -> str:
    """A structured value (separated by ';') or a list (by ',') of escaped texts."""
    return separator.join(text(value) for value in values)


def line(name: str, value: str, **parameters: str | tuple[str, ...]) -> str:
    """One property as a folded content line with its CRLF.

    Args:
        name: the property's name ('TEL').
        value: the value, escaped already.
        parameters: by name; several values of one repeat it ('TYPE=WORK;TYPE=FAX'), which every reader understands.
    """
    head = name
    for key, given in parameters.items():
        for single in (given,) if isinstance(given, str) else given:
            head += f";{key}={_parameter(single)}"
    return _folded(f"{head}:{value}")


def _parameter(value: str) -> str:
    """A parameter's value; quoted where it holds a separator. Quotes cannot be written in one."""
    clean = "".join(c for c in value if c != '"' and unicodedata.category(c) not in {"Cc", "Cs"})
    return f'"{clean}"' if any(c in clean for c in ",;:") else clean


def _folded(whole: str) -> str:
    """Break after at most 75 octets, never inside a character; each following line starts with one space."""
    if len(whole.encode()) <= MAX_OCTETS:
        return f"{whole}\r\n"
    if whole.isascii():  # a picture has a hundred thousand characters
        starts = range(MAX_OCTETS, len(whole), MAX_OCTETS - 1)
        return "\r\n ".join((whole[:MAX_OCTETS], *(whole[n : n + MAX_OCTETS - 1] for n in starts))) + "\r\n"
    pieces, piece, size = [], "", 0
    for character in whole:
        width = len(character.encode())
        if size + width > MAX_OCTETS:
            pieces.append(piece)
            piece, size = "", 1
        piece += character
        size += width
    return "\r\n ".join([*pieces, piece]) + "\r\n"
