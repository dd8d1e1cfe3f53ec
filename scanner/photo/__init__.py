"""Files, folders, archives and PDF pages become photos, and photos become pixels: bounded, upright and in BGR.

Names are loaded on first use (PEP 562): finding photos costs neither OpenCV nor a decoder, which only workers need.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scanner.photo.containers import expand
    from scanner.photo.decoding import Picture, PictureFile, decode, open_picture
    from scanner.photo.errors import PhotoError
    from scanner.photo.pages import PageReader
    from scanner.photo.sources import read_photos

__all__ = ["PageReader", "PhotoError", "Picture", "PictureFile", "decode", "expand", "open_picture", "read_photos"]

_HOME = {
    "PageReader": "scanner.photo.pages",
    "PhotoError": "scanner.photo.errors",
    "Picture": "scanner.photo.decoding",
    "PictureFile": "scanner.photo.decoding",
    "decode": "scanner.photo.decoding",
    "expand": "scanner.photo.containers",
    "open_picture": "scanner.photo.decoding",
    "read_photos": "scanner.photo.sources",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'scanner.photo' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
