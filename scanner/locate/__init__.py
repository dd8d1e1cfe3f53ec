"""Where the cards lie in a photo, and the straightened crop of each."""

from scanner.locate.choice import locate
from scanner.locate.crop import Crop, overview, rectify, turned

__all__ = ["Crop", "locate", "overview", "rectify", "turned"]
