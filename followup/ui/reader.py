"""Who is reading: the language of a visit, from the owner's setting, else the browser."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from followup import locale

_LOCALE = "page-locale"


def begin(setting: str) -> None:
    """Settle the language of this run; to be called before anything is drawn.

    Args:
        setting: the owner's choice, empty to go by the browser.
    """
    locale.ask(_of_this_visit)
    st.session_state[_LOCALE] = locale.chosen(setting, st.context.locale)


def _of_this_visit() -> str:
    """Callbacks and fragments run without the page around them: what the last whole run settled holds."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    return str(st.session_state.get(_LOCALE, ""))
