"""A card photographed where it lies, with the camera of the device that shows the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from followup.locale import _
from followup.ui import parts
from followup.ui.desk import Desk

_SHOTS = "camera-shots"
"""How many pictures were taken in this visit; each has a camera of its own, ready for the next card."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture that was just taken, with a name that tells it from the others."""

    name: str
    data: bytes

    def getvalue(self) -> bytes:
        return self.data


def show(desk: Desk, event_id: int) -> None:
    """Draw the switch, and the camera once it is wanted: the browser asks for it as soon as it is drawn."""
    if not st.toggle(_("Take pictures with the camera"), key="camera-on"):
        return
    key = f"camera-{st.session_state.get(_SHOTS, 0)}"
    label = _("Take a picture of one card, or of several side by side")
    st.camera_input(label, key=key, resolution="1080p", on_change=_taken, args=(desk, event_id, key))


@parts.guarded
def _taken(desk: Desk, event_id: int, key: str) -> None:
    """Hand the picture over once: the next run draws another camera."""
    picture = parts.typed(key)
    if picture is None:
        return
    st.session_state[_SHOTS] = st.session_state.get(_SHOTS, 0) + 1
    now = datetime.now()
    desk.batches.add(event_id, [Shot(f"{now:%Y-%m-%d %H.%M.%S}-{now.microsecond:06}.jpg", picture.getvalue())])
