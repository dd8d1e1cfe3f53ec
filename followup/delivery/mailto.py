"""A draft as a `mailto:` link (RFC 6068), for short ones: programs cut longer links without a word."""

from __future__ import annotations

from urllib.parse import quote

from followup.delivery.body import plain
from followup.delivery.headers import address, one_line
from followup.model import Draft

MAX_LINK = 1_200
"""Encoded characters that every mail program takes."""


def mailto(draft: Draft) -> str | None:
    """The link, or None when the draft has no usable recipient, or two, or is too long: then it is better copied."""
    to = address("", draft.to)
    if to is None or draft.particulars.together:
        return None
    body = plain(draft.body).rstrip("\n").replace("\n", "\r\n")
    link = f"mailto:{quote(to.addr_spec, safe='@')}?subject={_part(one_line(draft.subject))}&body={_part(body)}"
    return link if len(link) <= MAX_LINK else None


def _part(text: str) -> str:
    """Percent-encoded; a space is %20, for a plus sign stands for itself in a mailto link."""
    return quote(text, safe="")
