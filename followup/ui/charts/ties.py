"""Who was introduced to whom: people on a circle, a line for each introduction."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import altair as alt

from followup.locale import N_, _
from followup.relations import Introduction, IntroductionState
from followup.ui.charts import drawn

STATES = {
    IntroductionState.PROPOSED: (N_("an idea"), drawn.GRAY),
    IntroductionState.ASKING: (N_("being asked"), drawn.AMBER),
    IntroductionState.AGREED: (N_("both agree"), drawn.BLUE),
    IntroductionState.INTRODUCED: (N_("introduced"), drawn.BAR),
    IntroductionState.DECLINED: (N_("declined"), drawn.RED),
    IntroductionState.DROPPED: (N_("given up"), drawn.GRAY),
}
"""What a person calls the state of an introduction, and the colour of its line."""

_MOST = 40
"""People on the circle; the latest introductions are shown where there are more."""


def introductions(found: Sequence[Introduction], names: Mapping[int, str]) -> None:
    """Draw the network.

    Args:
        found: the introductions, the latest first.
        names: of everybody in them, by the contact's id.
    """
    shown = _latest(found)
    people = list(dict.fromkeys(i for one in shown for i in (one.a.contact_id, one.b.contact_id)))
    at = {i: _place(n, len(people)) for n, i in enumerate(people)}
    rows = [
        {
            _("One"): names.get(one.a.contact_id, ""),
            _("The other"): names.get(one.b.contact_id, ""),
            _("How far"): _(STATES[one.state][0]),
        }
        for one in shown
    ]
    said = "; ".join(" – ".join(str(value) for value in row.values()) for row in rows)
    drawn.show(_chart(shown, people, at, names), _("Introductions: {list}", list=said), rows, "introductions")


def _latest(found: Sequence[Introduction]) -> list[Introduction]:
    people: set[int] = set()
    shown = []
    for one in found:
        both = {one.a.contact_id, one.b.contact_id}
        if len(people | both) <= _MOST:
            people |= both
            shown.append(one)
    return shown


def _place(number: int, count: int) -> tuple[float, float]:
    turn = 2 * math.pi * number / max(count, 1) - math.pi / 2
    return round(math.cos(turn), 3), round(math.sin(turn), 3)


def _chart(
    shown: Sequence[Introduction],
    people: Sequence[int],
    at: Mapping[int, tuple[float, float]],
    names: Mapping[int, str],
) -> alt.LayerChart:
    lines = [
        {
            "x": at[one.a.contact_id][0],
            "y": at[one.a.contact_id][1],
            "x2": at[one.b.contact_id][0],
            "y2": at[one.b.contact_id][1],
            "color": STATES[one.state][1],
            "what": _(STATES[one.state][0]),
        }
        for one in shown
    ]
    dots = [{"x": at[i][0], "y": at[i][1], "name": names.get(i, ""), "right": at[i][0] >= 0} for i in people]
    drawn_lines = (
        alt.Chart(alt.InlineData(values=lines))
        .mark_rule(strokeWidth=2)
        .encode(
            x=_across(),
            y=_down(),
            x2="x2:Q",
            y2="y2:Q",
            color=alt.Color("color:N", scale=None),
            tooltip=alt.Tooltip("what:N", title=_("How far")),
        )
    )
    base = alt.Chart(alt.InlineData(values=dots)).encode(y=_down(), tooltip=alt.Tooltip("name:N", title=_("Name")))
    drawn_dots = base.mark_circle(size=90, color=drawn.BAR, opacity=1).encode(x=_across())
    labels = [
        base.transform_filter(f"datum.right === {str(right).lower()}")
        .mark_text(align="left" if right else "right", dx=9 if right else -9, dy=-7, limit=150, color=drawn.GRAY)
        .encode(x=_across(), text="name:N")
        for right in (True, False)
    ]
    return alt.LayerChart(layer=[drawn_lines, drawn_dots, *labels], height=320)


def _across() -> alt.X:
    """Room on both sides for the names."""
    return alt.X("x:Q", scale=alt.Scale(domain=[-1.9, 1.9]), axis=None)


def _down() -> alt.Y:
    return alt.Y("y:Q", scale=alt.Scale(domain=[-1.25, 1.25]), axis=None)
