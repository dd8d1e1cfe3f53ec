"""A phone number against the others, and against the digits that stand behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scanner.fields.candidates import Candidate, Field, Span
from scanner.fields.layout import Card
from scanner.fields.review.finding import Finding

_MORE_DIGITS = re.compile(r"[\s/,;.\-–]{0,4}\d{2,}")


def reviewed_number(point: Candidate, card: Card, listed: Sequence[Candidate]) -> Finding:
    """A number, doubted where it was completed from one of another line, or digits behind it are nobody's.

    Args:
        point: a phone number, or another contact point, which stays as it is.
        card: the lines.
        listed: all contact points.
    """
    found = Finding(point)
    if point.field is not Field.PHONE:
        return found
    own = {s.line for s in point.spans}
    others = [c for c in listed if c is not point and c.field is Field.PHONE]
    printed = (c for c in others if not c.rule.startswith("completed"))
    alone = not any(s.line in own for c in printed for s in c.spans)
    if point.rule.startswith("completed") and alone:  # '72' behind '555 01 71 /' on the line above
        return found.doubted()
    return found.doubted() if _is_cut_short(point, card, [s for c in others for s in c.spans]) else found


def _is_cut_short(point: Candidate, card: Card, used: Sequence[Span]) -> bool:
    """Whether digits follow the number ('+49 30 23125' before '030 / 35') that no other number uses."""
    for span in point.spans:
        if more := _MORE_DIGITS.match(card.lines[span.line].text, span.end):
            rest = Span(span.line, span.end, more.end())
            if not any(rest.overlaps(other) for other in (*used, *point.spans)):
                return True
    return False
