"""Where the cards lie in a photo, and the straightened crop of each."""

from scanner.locate.choice import locate
from scanner.locate.crop import OVERVIEW, Crop, overview, rectify, turned

__all__ = ["OVERVIEW", "Crop", "locate", "overview", "rectify", "turned"]
