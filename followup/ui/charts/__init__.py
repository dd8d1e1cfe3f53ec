"""Pictures of numbers, each with the same numbers as a sentence and as a table for those who do not see it.

Altair draws them in the browser; Streamlit's theme gives text and axes the colours of light and dark. No map: a map
would fetch its tiles from somebody.
"""

from followup.ui.charts.bars import funnel, health, places, when_met
from followup.ui.charts.clock import follow_up, told
from followup.ui.charts.ties import introductions

__all__ = ["follow_up", "funnel", "health", "introductions", "places", "told", "when_met"]
