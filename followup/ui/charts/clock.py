"""The 48 hours after an event, in business days: how much of them is left, and who still waits for a first word."""

from __future__ import annotations

from datetime import date, timedelta

import altair as alt
import streamlit as st
from babel.dates import format_skeleton

from followup.cadence import FollowUpClock, is_business_day
from followup.locale import _, current, ngettext
from followup.model import EventProgress
from followup.ui.charts import drawn
from followup.ui.texts import day

_DAY = timedelta(days=1)
_LONGEST = 14
"""Days that the picture shows; a clock that ran out long ago is only told in words."""


def follow_up(clock: FollowUpClock, progress: EventProgress, today: date) -> None:
    """Draw the days from the event to the deadline, with today among them.

    Args:
        clock: of the event.
        progress: of the event: who was written to.
        today: the owner's calendar date.
    """
    waiting = progress.contacts - progress.sent
    if not waiting and progress.contacts:
        st.markdown(f":green[:material/done_all: {_('Everybody has heard from you.')}]")
        return
    said = told(clock, waiting, today)
    last = max(clock.deadline, today)
    if (last - clock.met_on).days > _LONGEST:
        return
    days = [clock.met_on + _DAY * n for n in range((last - clock.met_on).days + 1)]
    rows = [{_("Day"): day(each), _("What"): _kind(each, clock, today)[1]} for each in days]
    st.altair_chart(_chart(days, clock, today), width="stretch", alt=said, key="chart-clock")
    with st.expander(_("The days as a table"), key="table-clock"):
        st.table(rows, alt=said)


def told(clock: FollowUpClock, waiting: int, today: date) -> str:
    """Draw and give the sentence alone: how much time is left, and how many wait."""
    said = f"{_left(clock, today)} {_waiting(waiting)}"
    color = "orange" if clock.days_left <= 0 else "gray"
    st.markdown(f":{color}[:material/schedule:] {said}")
    return said


def _left(clock: FollowUpClock, today: date) -> str:
    if today < clock.met_on:
        return _("The event is not over yet.")
    if clock.days_left < 0:
        late = -clock.days_left
        return ngettext(
            "The first word is {number} business day late.", "The first word is {number} business days late.", late
        )
    if clock.days_left == 0:
        return _("Today is the day for the first word.")
    return ngettext(
        "{number} business day left for the first word.",
        "{number} business days left for the first word.",
        clock.days_left,
    )


def _waiting(number: int) -> str:
    return ngettext("{number} person waits for it.", "{number} people wait for it.", number)


def _kind(each: date, clock: FollowUpClock, today: date) -> tuple[str, str]:
    """Colour and words of a day."""
    if each == clock.met_on:
        return drawn.BLUE, _("the event")
    if not is_business_day(each):
        return drawn.GRAY, _("weekend")
    if each > clock.deadline:
        return drawn.RED, _("late")
    if each == clock.deadline:
        return drawn.AMBER, _("the day for the first word")
    return drawn.BAR, _("in good time")


def _chart(days: list[date], clock: FollowUpClock, today: date) -> alt.LayerChart:
    values = [
        {
            "at": format_skeleton("MMMEd", each, locale=current()),
            "color": _kind(each, clock, today)[0],
            "what": _kind(each, clock, today)[1],
            "mark": _("today") if each == today else "",
        }
        for each in days
    ]
    axis = alt.Axis(labelAngle=0, labelLimit=70, ticks=False, domain=False, labelOverlap="greedy")
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("at:N", sort=None, title=None, axis=axis, scale=alt.Scale(paddingInner=0.08)),
        tooltip=[alt.Tooltip("at:N", title=_("Day")), alt.Tooltip("what:N", title=_("What"))],
    )
    cells = base.mark_bar(height=22, cornerRadius=3).encode(color=alt.Color("color:N", scale=None), y=alt.value(48))
    marks = base.mark_text(dy=-24, fontWeight="bold", color=drawn.GRAY).encode(text="mark:N", y=alt.value(48))
    return alt.LayerChart(layer=[cells, marks], height=96)
