"""Why a file gives no picture, with the sentences a person reads."""

from __future__ import annotations

from scanner.model import FailureCode, ScanFailure


class PhotoError(Exception):
    """A file that gives no pixels.

    Attributes:
        code: stable reason.
        message: one sentence saying what happened.
        hint: one sentence saying what to do next.
    """

    def __init__(self, code: FailureCode, message: str, hint: str) -> None:
        super().__init__(code, message, hint)
        self.code = code
        self.message = message
        self.hint = hint

    def failure(self, file: str) -> ScanFailure:
        """The same as a value, for the photo called `file`."""
        return ScanFailure(file, self.code, self.message, self.hint)


PICTURES = "JPEG, PNG, WebP, TIFF, HEIC or BMP"


def empty() -> PhotoError:
    return PhotoError(
        FailureCode.UNREADABLE_IMAGE, "The file is empty.", "Copy the photo again from the phone or camera."
    )


def damaged() -> PhotoError:
    return PhotoError(
        FailureCode.UNREADABLE_IMAGE,
        "The picture is damaged or cut off.",
        "Copy the photo again from the phone or camera, or take it anew.",
    )


def damaged_file(what: str) -> PhotoError:
    """What is no photo itself but holds some: 'The archive', 'The PDF'."""
    return PhotoError(FailureCode.UNREADABLE_IMAGE, f"{what} is damaged or cut off.", "Copy the file again.")


def not_a_picture() -> PhotoError:
    return PhotoError(
        FailureCode.UNSUPPORTED_FORMAT,
        "The file is no picture of a known format.",
        f"Give a {PICTURES} picture, a PDF, or a ZIP file of those.",
    )


def too_large(what: str, limit: str) -> PhotoError:
    return PhotoError(
        FailureCode.TOO_LARGE,
        f"{what} is larger than the limit of {limit}.",
        "Make it smaller, or split it into parts.",
    )


def packed_otherwise() -> PhotoError:
    return PhotoError(
        FailureCode.UNSUPPORTED_FORMAT,
        "The archive is packed by a method that is not read.",
        "Pack it as an ordinary ZIP file.",
    )


def locked(what: str) -> PhotoError:
    return PhotoError(
        FailureCode.UNREADABLE_IMAGE,
        f"{what} is protected by a password.",
        "Save it without the password and try again.",
    )
