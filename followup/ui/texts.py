"""Words on the page that are not the page's own: card texts, file names and errors, made harmless and readable."""

from __future__ import annotations

import re
import unicodedata

from babel import Locale

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:^&@=\"'])")
_UNSAFE_IN_FILE_NAMES = re.compile(r"[^\w.-]+")
MOST_FILE_NAME = 80


def plain(text: str) -> str:
    """Text for a place that Streamlit renders as Markdown (labels, captions), shown exactly as it is.

    A card or a file name may hold anything; an image or link in it would make the browser call another host.
    """
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def file_name(stem: str, extension: str) -> str:
    """A name for a download that every system takes: letters, digits, dot, dash and underscore only.

    Args:
        stem: any text, such as an event's name.
        extension: without its dot.
    """
    words = unicodedata.normalize("NFKC", stem).strip()
    safe = _UNSAFE_IN_FILE_NAMES.sub("-", words).strip("-._")[:MOST_FILE_NAME].rstrip("-._")
    return f"{safe or 'aftercard'}.{extension}"


def count(number: int, one: str, many: str = "") -> str:
    """'1 photo', '2 photos'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def duration(seconds: float) -> str:
    """How long something takes, to the precision a person waits by."""
    if seconds < 10:
        return "a few seconds"
    if seconds < 90:
        return f"{round(seconds / 5) * 5} seconds"
    return count(round(seconds / 60), "minute")


def kind_name(kind: str) -> str:
    """A template's kind as a person calls it: 'thank-you' is 'Thank you'."""
    return kind.replace("-", " ").capitalize()


def language_name(code: str) -> str:
    """The English name of a language; the code itself where it has none."""
    languages = Locale("en").languages
    return str(languages.get(code.replace("-", "_")) or languages.get(code.partition("-")[0]) or code)
