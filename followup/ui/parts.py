"""Pieces that several pages share."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st

from followup.errors import AftercardError
from followup.locale import _
from followup.model import Event
from followup.ui import nav
from followup.ui.desk import Desk
from followup.ui.texts import plain

P = ParamSpec("P")

_PROBLEM = "problem"
_LOG = logging.getLogger(__name__)


def _unexpected() -> AftercardError:
    return AftercardError(
        _("Something went wrong that should not have. What was saved before is safe."),
        _("Reload the page. If it happens again, the log beside the database has the details."),
    )


@contextmanager
def explained() -> Iterator[None]:
    """Show the program's own errors as the sentence they carry; the rest of the page stays."""
    try:
        yield
    except AftercardError as error:
        explain(error)


@contextmanager
def caught() -> Iterator[None]:
    """The last net: whatever else goes wrong is logged, and a person gets a sentence instead of a traceback.

    Streamlit's own reruns and stops pass: they are no `Exception`.
    """
    try:
        with explained():
            yield
    except Exception:  # noqa: BLE001  (logged)
        _LOG.exception("a page could not be drawn")
        explain(_unexpected())


def explain(error: AftercardError) -> None:
    """What happened and what to do next."""
    hint = f"\n\n{plain(error.hint)}" if error.hint else ""
    st.error(f"**{plain(error.message)}**{hint}", icon=":material/error:")


class InputGoneError(Exception):
    """A callback came about an input that is no longer on the page; what stood in it was saved when it was left."""


def typed(key: str) -> Any:
    """What stands in an input, for a callback that `attempt` or `guarded` runs.

    After a quick change of page the browser may still send inputs that Streamlit has forgotten, and Streamlit calls
    back about them.

    Raises:
        InputGoneError: it is one of those; there is nothing to do.
    """
    if key not in st.session_state:
        raise InputGoneError(key)
    return st.session_state[key]


def do(action: Callable[..., object], *args: Any, **kwargs: Any) -> None:
    """As `attempt`, for a button's `on_click`."""
    attempt(action, *args, **kwargs)


def attempt(action: Callable[..., object], *args: Any, **kwargs: Any) -> bool:
    """Do something from a callback; what goes wrong is shown in the run that follows. False when it did."""
    try:
        action(*args, **kwargs)
    except InputGoneError:
        return False
    except AftercardError as error:
        problem = error
    except Exception:  # noqa: BLE001  (logged; Streamlit would show a traceback or nothing)
        _LOG.exception("what a person asked for could not be done")
        problem = _unexpected()
    else:
        return True
    st.session_state[_PROBLEM] = (problem.message, problem.hint)
    return False


def guarded(callback: Callable[P, object]) -> Callable[P, None]:
    """A callback whose every error is shown by the run that follows."""

    @wraps(callback)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        attempt(callback, *args, **kwargs)

    return run


def show_problem() -> None:
    """What went wrong in a callback, once."""
    if problem := st.session_state.pop(_PROBLEM, None):
        explain(AftercardError(*problem))


def event_here(desk: Desk) -> Event | None:
    """The picked event. Without any event yet, the page leads to making one and there is nothing more to draw."""
    event = nav.picked_event(desk.service.events.list())
    if event is None:
        text = _("Everything here belongs to an event: a fair, a conference, an evening.")
        empty(_("Start with the event where you met"), text, _("Make an event"), "capture")
    return event


def empty(title: str, text: str, button: str = "", page: str = "") -> None:
    """What stands on a page that has nothing to show: why, and the one thing to do next."""
    with st.container(border=True, key=f"empty-{page or 'here'}", horizontal_alignment="center"):
        st.subheader(title, anchor=False, text_alignment="center")
        st.markdown(text, text_alignment="center")
        if button:
            st.button(button, type="primary", on_click=nav.go, args=(page,), key=f"lead-on-{page}")


def heading(title: str, caption: str = "") -> None:
    """A page's heading; `caption` is plain text."""
    st.header(title, anchor=False)
    if caption:
        st.caption(plain(caption))
