"""Pictures of cards, cut out of their photos and straightened, by Pillow alone.

Neither OpenCV nor an engine is loaded to show or export a card: decoding is scaled down while it happens, and one
perspective transform both straightens and cuts. Two frames occur: *source pixels* (the photo after its EXIF orientation
was applied, where the scanner's boxes are) and the *view* (pixels of the picture that is made, origin top left).
"""

from followup.pictures.cutting import VIEW_LONG_SIDE, View, card_view, photo_view
from followup.pictures.small import MAX_BYTES, small_card

__all__ = ["MAX_BYTES", "VIEW_LONG_SIDE", "View", "card_view", "photo_view", "small_card"]
