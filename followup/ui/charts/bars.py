"""Bars: how far an event has come, how ties stand, where and when people were met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import altair as alt
import streamlit as st
from babel.dates import format_skeleton

from followup.locale import _, current
from followup.model import EventProgress
from followup.network import HealthState
from followup.ui import words
from followup.ui.charts import drawn
from followup.ui.texts import country_name

_HEALTH = {
    HealthState.NEW: drawn.GRAY,
    HealthState.IN_TOUCH: drawn.BAR,
    HealthState.LATE: drawn.AMBER,
    HealthState.DRIFTED: drawn.RED,
}


def funnel(progress: EventProgress) -> None:
    """How many of an event's people have come how far."""
    step, people = _("Step"), _("People")
    steps = (
        (_("Captured"), progress.contacts),
        (_("Checked"), progress.reviewed),
        (_("With a draft"), progress.drafted),
        (_("Written to"), progress.sent),
        (_("Answered"), progress.answered),
    )
    rows = [{step: name, people: number} for name, number in steps]
    said = _("How far the people of {event} have come: {steps}.", event=progress.event.name, steps=_listed(steps))
    drawn.show(drawn.bars(rows, name=step, number=people), said, rows, "funnel")


def health(counts: Mapping[HealthState, int]) -> None:
    """How many ties are in which state."""
    state, people = _("How it stands"), _("People")
    named = [(words.health(each), number) for each, number in counts.items()]
    rows = [{state: name, people: number} for name, number in named]
    said = _("How your ties stand: {states}.", states=_listed(named))
    drawn.show(drawn.bars(rows, name=state, number=people, colors=list(_HEALTH.values())), said, rows, "health")


def places(companies: Sequence[tuple[str, int]], countries: Sequence[tuple[str, int]]) -> None:
    """Where people come from: the companies and the countries with the most of them.

    Args:
        companies: names and counts, the most first.
        countries: ISO 3166-1 alpha-2 codes and counts, the most first.
    """
    named = [(country_name(code), number) for code, number in countries]
    left, right = st.columns(2, gap="large")
    with left:
        _ranking(_("Companies"), _("Company"), companies, "companies")
    with right:
        _ranking(_("Countries"), _("Country"), named, "countries")


def when_met(months: Sequence[tuple[date, int]]) -> None:
    """How many people were met in which month.

    Args:
        months: the first day of each month and its count, the oldest first; months without anybody may be missing.
    """
    month, people = _("Month"), _("People")
    rows = [{month: _month(first), people: number} for first, number in months]
    said = _("When you met people: {months}.", months=_listed([(_month(first), number) for first, number in months]))
    data = [{"on": first.isoformat(), "name": _month(first), "count": number} for first, number in months]
    chart = (
        alt.Chart(alt.InlineData(values=data))
        .mark_bar(color=drawn.BAR, cornerRadius=3, size=_width(months))
        .encode(
            x=alt.X("yearmonth(on):T", title=None, axis=alt.Axis(format="%m/%y", labelOverlap=True, grid=False)),
            y=alt.Y("count:Q", title=None, axis=alt.Axis(tickMinStep=1, format="d")),
            tooltip=[alt.Tooltip("name:N", title=month), alt.Tooltip("count:Q", title=people)],
        )
        .properties(height=180)
    )
    drawn.show(chart, said, rows, "when-met")


def _ranking(title: str, what: str, ranked: Sequence[tuple[str, int]], key: str) -> None:
    st.markdown(f"**{title}**")
    if not ranked:
        st.caption(_("Not known yet."))
        return
    people = _("People")
    rows = [{what: name, people: number} for name, number in ranked]
    said = f"{title}: {_listed(ranked)}."
    drawn.show(drawn.bars(rows, name=what, number=people), said, rows, key)


def _listed(named: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {number}" for name, number in named)


def _month(first: date) -> str:
    return format_skeleton("yMMM", first, locale=current())


def _width(months: Sequence[tuple[date, int]]) -> int:
    """Pixels of a bar, so that as many as there are months between the first and the last fit beside each other."""
    first, last = months[0][0], months[-1][0]
    number = (last.year - first.year) * 12 + last.month - first.month + 1
    return max(3, min(28, 480 // number))
