"""A photo of business cards becomes `CardScan` values.

Names are loaded on first use (PEP 562), so that `import scanner.model` costs neither OpenCV nor an OCR engine.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "CardScan": "scanner.model",
    "Photo": "scanner.model",
    "ScanFailure": "scanner.model",
    "read_photos": "scanner.photo",
    "scan_photo": "scanner.pipeline",
    "scan_photos": "scanner.batch",
}

__all__ = ["CardScan", "Photo", "ScanFailure", "read_photos", "scan_photo", "scan_photos"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'scanner' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
