"""The failures of photos whose scan gave no answer."""

from __future__ import annotations

from scanner.model import FailureCode, ScanFailure


def stopped(file: str, why: str) -> ScanFailure:
    """The failure of a photo whose scan ended without an answer."""
    message = f"The scan of this photo stopped unexpectedly ({why})."
    return ScanFailure(file, FailureCode.OCR_FAILED, message, "Try again; if it stays so, please report it.")


def took_too_long(file: str, message: str = "Reading the photo took too long and was stopped.") -> ScanFailure:
    """The failure of a photo whose scan was ended because of the time."""
    return ScanFailure(file, FailureCode.TIMED_OUT, message, "Try a smaller or clearer photo.")
