"""Files, folders, archives and PDF pages become photos, and photos become pixels: bounded, upright and in BGR."""

from scanner.photo.containers import expand
from scanner.photo.decoding import PhotoError, Picture, decode
from scanner.photo.sources import read_photos

__all__ = ["PhotoError", "Picture", "decode", "expand", "read_photos"]
