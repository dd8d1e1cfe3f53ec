"""What all pictures have in common: size, colours, the words and the table beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import streamlit as st

from followup.locale import _

BAR = "#1f9480"
"""Of most bars. It and those below have a contrast of 3:1 and more to the page's light and its dark background."""

BLUE, AMBER, RED, GRAY = "#3d84c6", "#c97a12", "#d0524c", "#7d868a"
ROW = 30
"""Pixels of height for a bar with its label."""


def bars(rows: Sequence[Mapping[str, object]], *, name: str, number: str, colors: Sequence[str] = ()) -> alt.LayerChart:
    """Horizontal bars with their names on the left and their numbers at the end.

    Args:
        rows: with the columns `name` and `number`, in the order from top to bottom.
        name: what the bars are.
        number: what is counted.
        colors: one for each bar, or none.
    """
    # Altair takes a dot or bracket in a column's name for a path: the columns get names of their own.
    data = [
        {"what": str(row[name]), "count": row[number], "color": colors[at] if colors else BAR}
        for at, row in enumerate(rows)
    ]
    base = alt.Chart(alt.InlineData(values=data)).encode(
        y=alt.Y("what:N", sort=None, title=None, axis=alt.Axis(labelLimit=190, ticks=False, domain=False)),
        x=alt.X("count:Q", title=None, axis=None, scale=alt.Scale(domainMin=0, padding=24)),
        tooltip=[alt.Tooltip("what:N", title=name), alt.Tooltip("count:Q", title=number)],
    )
    drawn = base.mark_bar(cornerRadius=3, height=ROW - 10).encode(color=alt.Color("color:N", scale=None))
    labels = base.mark_text(align="left", dx=5, color=GRAY).encode(text="count:Q")
    return alt.LayerChart(layer=[drawn, labels], height=ROW * max(len(data), 1))


def show(chart: alt.Chart | alt.LayerChart, said: str, rows: Sequence[Mapping[str, object]], key: str) -> None:
    """Draw the picture, what it says in words, and its numbers folded away."""
    st.altair_chart(chart, width="stretch", alt=said, key=f"chart-{key}")
    with st.expander(_("The numbers as a table"), key=f"table-{key}"):
        st.table(list(rows), alt=said)
