"""The page as `aftercard app` serves it, but for the scanner: the drawn cards are read by heart, in a moment.

Streamlit runs this file; see `browser.served`.
"""

from __future__ import annotations

import streamlit as st

from followup import settings
from followup.ui import app
from followup.ui.desk import Desk, open_desk
from tests.ui import demo


@st.cache_resource(show_spinner=False)
def _desk() -> Desk:
    return open_desk(settings.load(), demo.recorded)


if __name__ == "__main__":
    app.run(_desk())
