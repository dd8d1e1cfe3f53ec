"""Why a photo gave no card, in the reader's language: the scanner says it in English, and so it is stored.

The scanner knows no languages, because what it says is a value that crosses processes and stays with the photo. What
is listed here is translated when it is shown, whole sentence by whole sentence: the limits that some of them name are
constants, so that there are few. Anything else (the words of an operating system, the name of an error) is shown as it
was said.
"""

from __future__ import annotations

from followup.locale import N_, _
from followup.ui.texts import plain

SAID = (
    N_("The file is empty."),
    N_("The picture is damaged or cut off."),
    N_("The file is no picture of a known format."),
    N_("There is no such file."),
    N_("No text was found in the picture."),
    N_("The text in the picture is not that of a business card."),
    N_("No card was found on this photo."),
    N_("Copy the photo again from the phone or camera."),
    N_("Copy the photo again from the phone or camera, or take it anew."),
    N_("Copy the file again."),
    N_("The archive is packed by a method that is not read."),
    N_("Pack it as an ordinary ZIP file."),
    N_("Make it smaller, or split it into parts."),
    N_("Save it without the password and try again."),
    N_("Reading the photo took too long and was stopped."),
    N_("Try a smaller or clearer photo."),
    N_("Try again, or use another engine."),
    N_("Try again; if it stays so, please report it."),
    N_("Take the photo nearer to the card and in better light."),
    N_("Leave the picture out, or enter the contact by hand."),
)
"""Messages and hints of `ScanFailure` that hold no value; a test finds each of them in the sources that say it."""

SAID_OF_LIMITS = (
    N_("The file is larger than the limit of 100 MB."),
    N_("The file is larger than the limit of 1000 MB."),
    N_("The unpacked picture is larger than the limit of 100 MB."),
    N_("The picture is larger than the limit of 80 megapixels."),
    N_("The picture is larger than the limit of 220 megapixels."),
    N_("The archive is larger than the limit of 5000 pictures."),
    N_("The PDF is larger than the limit of 500 pages."),
    N_("The archive is damaged or cut off."),
    N_("The PDF is damaged or cut off."),
    N_("The archive is protected by a password."),
    N_("The PDF is protected by a password."),
    N_("The archive holds no pictures."),
    N_("Put JPEG, PNG, WebP, TIFF, HEIC or BMP pictures into it."),
    N_("Give a JPEG, PNG, WebP, TIFF, HEIC or BMP picture, a PDF, or a ZIP file of those."),
    N_("The scan of this photo stopped unexpectedly (the process that read it died)."),
)
"""Those that the scanner puts together from its own limits and words; a test makes each of them as the scanner does."""


ADVICE = {
    "retake: too small": N_("The print is too small to be read reliably: take the photo nearer to the card."),
    "retake: too dark": N_("The photo is too dark to be read reliably: take it again in better light."),
    "retake: glare": N_("A lamp is mirrored in the card: take the photo again from another side."),
    "retake: blurred": N_("The photo is blurred: take it again with a steady hand."),
}
"""What `scanner.quality` advises, as sentences."""


def retake(advice: str) -> str:
    """Why another photo would be read better, as Markdown that shows exactly that."""
    return plain(_(ADVICE.get(advice, advice)))


def why(message: str, hint: str = "") -> str:
    """A failure's sentence and what to do, as Markdown that shows exactly that."""
    return plain(" ".join(_(part) for part in (message, hint) if part))
