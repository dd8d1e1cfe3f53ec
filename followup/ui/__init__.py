"""The page: the only place that imports Streamlit. One module per page, each with a `render(desk)`.

`main` is loaded when it is called: worker processes import the page's script again and must not pay for it.
"""

from __future__ import annotations


def main() -> None:
    """Run the page for one visit; Streamlit calls it again on every interaction."""
    from followup.ui.app import main as run  # noqa: PLC0415

    run()
