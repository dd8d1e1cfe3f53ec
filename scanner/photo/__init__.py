"""Files, folders, archives and PDF pages become photos, and photos become pixels: bounded, upright and in BGR."""

from scanner.photo.containers import expand
from scanner.photo.decoding import PhotoError, Picture, PictureFile, decode, open_picture
from scanner.photo.sources import read_photos

__all__ = ["PhotoError", "Picture", "PictureFile", "decode", "expand", "open_picture", "read_photos"]
