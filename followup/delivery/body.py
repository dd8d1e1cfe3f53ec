"""A draft's text as the bodies of a message: plain, and the same as HTML."""

from __future__ import annotations

import html
import re
import unicodedata

_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


def plain(body: str) -> str:
    """The body with one kind of line end, no other control characters, and a line end after the last line."""
    text = body.encode("utf-8", "replace").decode("utf-8")
    lines = ("".join(c for c in line if c == "\t" or unicodedata.category(c) != "Cc") for line in text.splitlines())
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def as_html(text: str) -> str:
    """The text as HTML paragraphs, links clickable, nothing else marked up; whatever looks like markup is escaped."""
    paragraphs = (_linked(p).replace("\n", "<br>\n") for p in text.strip().split("\n\n") if p)
    return "<html><body>\n" + "".join(f"<p>{p}</p>\n" for p in paragraphs) + "</body></html>\n"


def _linked(text: str) -> str:
    done, end = "", 0
    for match in _LINK.finditer(text):
        link = html.escape(match[0])
        done += html.escape(text[end : match.start()], quote=False) + f'<a href="{link}">{link}</a>'
        end = match.end()
    return done + html.escape(text[end:], quote=False)
