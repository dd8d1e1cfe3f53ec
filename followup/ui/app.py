"""The frame around every page: navigation with what is left to do, the event picker, and the last net for errors."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from importlib.resources import files
from logging.handlers import RotatingFileHandler
from pathlib import Path

import streamlit as st

from followup import settings
from followup.errors import AftercardError
from followup.locale import _
from followup.model import Event, EventProgress
from followup.ui import capture, drafts, events, frame, imports, nav, owner, parts, reader, review, templates, today
from followup.ui.desk import Desk, open_desk
from followup.ui.people import page as people

_LOG_SIZE = 1_000_000
"""Bytes; an older file of the same size is kept."""


def main() -> None:
    """Draw the page for the database that the environment names."""
    try:
        desk = _desk(settings.load())
    except AftercardError as error:
        parts.explain(error)
        return
    run(desk)


def run(desk: Desk) -> None:
    """Draw the page: the frame, and inside it the page that was asked for."""
    reader.begin(desk.service.owner.language())
    icon = files("followup.ui") / "assets" / "icon.svg"
    st.set_page_config("Aftercard", str(icon), layout="wide", initial_sidebar_state="collapsed")
    frame.style()
    progress = desk.service.events.progress(responses_too=False)
    pages = _pages(desk, progress)
    chosen = st.navigation(list(pages.values()), position="top")
    nav.follow(pages)
    frame.script(chosen.url_path)
    _header([p.event for p in progress])
    with parts.caught():
        parts.show_problem()
        chosen.run()


@st.cache_resource(show_spinner=False)
def _desk(places: settings.Settings) -> Desk:
    desk = open_desk(places)
    _log_to(places.log_file)
    return desk


def _log_to(file: Path) -> None:
    """Keep the details of unexpected errors beside the database, for its owner's eyes only: they can quote contacts."""
    handler = RotatingFileHandler(file, maxBytes=_LOG_SIZE, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s"))
    file.touch(mode=0o600)
    logging.getLogger("followup").addHandler(handler)


def _pages(desk: Desk, progress: Sequence[EventProgress]) -> dict[str, st.Page]:
    """The pages by their name in the address; titles say how many cards wait there."""
    event_id = nav.event_in_use([p.event for p in progress])
    here = next((p for p in progress if p.event.id == event_id), None)
    return {
        name: st.Page(
            partial(render, desk), title=_titled(title, left), icon=f":material/{icon}:", url_path=name, default=default
        )
        for name, render, title, icon, left, default in (
            ("today", today.render, _("Today"), "today", 0, True),
            ("capture", capture.render, _("Capture"), "add_a_photo", here.waiting if here else 0, False),
            ("review", review.render, _("Review"), "rule", here.contacts - here.reviewed if here else 0, False),
            ("drafts", drafts.render, _("Drafts"), "edit_note", 0, False),
            ("contacts", people.render, _("Contacts"), "group", 0, False),
            ("events", events.render, _("Events"), "event", 0, False),
            ("import", imports.render, _("Import"), "move_to_inbox", 0, False),
            ("templates", templates.render, _("Templates"), "article", 0, False),
            ("settings", owner.render, _("Settings"), "settings", 0, False),
        )
    }


def _titled(title: str, left: int) -> str:
    return f"{title} ({left})" if left else title


def _header(known: Sequence[Event]) -> None:
    """The event that everything on the page is about, always in sight."""
    with st.container(key="header", horizontal=True, wrap=False, vertical_alignment="center"):
        if nav.pick_event(known) is None:
            return
        st.button(_("New event"), icon=":material/add:", on_click=nav.go, args=("events",), key="new-event", wrap=False)
    if message := nav.said():
        st.toast(message, icon=":material/check:")
