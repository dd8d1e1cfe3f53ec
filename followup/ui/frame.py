"""What of the frame around the pages only the browser can do: its style, and a script."""

from __future__ import annotations

import json
from importlib.resources import files

import streamlit as st

from followup.locale import current
from followup.ui import evidence


def style() -> None:
    """Draw the style sheet."""
    css = (files("followup.ui") / "assets" / "page.css").read_text("utf-8")
    st.html(f"<style>{css}{evidence.swatches()}</style>")


def script(page: str) -> None:
    """Run assets/frame.js, once for every page that is opened and every change of language.

    Args:
        page: its name in the address; the browser runs the script again when its text has changed.
    """
    code = (files("followup.ui") / "assets" / "frame.js").read_text("utf-8")
    known = json.dumps({"page": page, "language": current().replace("_", "-")})
    with st.container(key="frame-script"):  # the style sheet gives it no room
        st.html(f"<script>(({code})({known}))</script>", unsafe_allow_javascript=True)
