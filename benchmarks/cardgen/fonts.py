"""The fonts cards are set in: which families, where they are on this machine, and which of them are missing.

The families are free fonts that Debian packages (`PACKAGES`); any machine that has the files under a usual font folder
will do. A card is only ever set in a font that has a glyph for each of its characters, so a label never asks for what
the picture does not show.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

PACKAGES = (
    "fonts-dejavu-core",
    "fonts-dejavu-extra",
    "fonts-liberation",
    "fonts-noto-core",
    "fonts-noto-cjk",
    "fonts-open-sans",
    "fonts-lato",
    "fonts-roboto-unhinted",
    "fonts-cantarell",
    "fonts-linuxlibertine",
    "fonts-ebgaramond",
    "fonts-comfortaa",
    "fonts-dancingscript",
    "fonts-quicksand",
    "fonts-crosextra-carlito",
    "fonts-crosextra-caladea",
    "fonts-cabin",
    "fonts-gfs-didot",
    "fonts-urw-base35",
    "fonts-vollkorn",
    "fonts-lobstertwo",
    "fonts-courier-prime",
    "fonts-karla",
    "fonts-yanone-kaffeesatz",
    "fonts-bebas-neue",
    "fonts-texgyre",
    "fonts-oxygen",
    "fonts-ipafont",
)
"""Debian packages that hold every family below."""


class MissingFontsError(RuntimeError):
    """Not one of the families that the cards need is installed."""


@dataclass(frozen=True)
class Family:
    """Font files by style; a style that a family lacks is taken from its nearest one.

    Attributes:
        role: 'sans', 'serif', 'condensed', 'mono', 'display', 'script', 'chinese' or 'japanese'.
        files: file name of each style: regular, bold, italic, light.
        index: number of the face in a font collection.
    """

    name: str
    role: str
    regular: str
    bold: str = ""
    italic: str = ""
    light: str = ""
    index: int = 0

    def file(self, style: str) -> str:
        wanted: str = getattr(self, style)
        return wanted or self.regular


def _plain(name: str, role: str, stem: str, suffix: str = ".ttf", light: str = "") -> Family:
    files = [f"{stem}-{style}{suffix}" for style in ("Regular", "Bold", "Italic")]
    return Family(name, role, *files, light=f"{stem}-{light}{suffix}" if light else "")


FAMILIES = (
    Family("DejaVu Sans", "sans", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"),
    Family("DejaVu Sans Condensed", "condensed", "DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"),
    Family("DejaVu Serif", "serif", "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf"),
    _plain("Liberation Sans", "sans", "LiberationSans"),
    _plain("Liberation Sans Narrow", "condensed", "LiberationSansNarrow"),
    _plain("Liberation Serif", "serif", "LiberationSerif"),
    _plain("Liberation Mono", "mono", "LiberationMono"),
    _plain("Noto Sans", "sans", "NotoSans"),
    _plain("Noto Sans Display", "sans", "NotoSansDisplay"),
    _plain("Noto Serif", "serif", "NotoSerif"),
    _plain("Noto Serif Display", "serif", "NotoSerifDisplay"),
    _plain("Open Sans", "sans", "OpenSans", light="Light"),
    _plain("Lato", "sans", "Lato", light="Light"),
    _plain("Roboto", "sans", "Roboto", light="Light"),
    Family("Roboto Condensed", "condensed", "RobotoCondensed-Regular.ttf", "RobotoCondensed-Bold.ttf"),
    Family("Cantarell", "sans", "Cantarell-Regular.otf", "Cantarell-Bold.otf", light="Cantarell-Light.otf"),
    Family("Linux Libertine", "serif", "LinLibertine_R.otf", "LinLibertine_RB.otf", "LinLibertine_RI.otf"),
    Family("Linux Biolinum", "sans", "LinBiolinum_R.otf", "LinBiolinum_RB.otf", "LinBiolinum_RI.otf"),
    Family("EB Garamond", "serif", "EBGaramond12-Regular.otf", "EBGaramond12-Bold.otf", "EBGaramond12-Italic.otf"),
    Family("Comfortaa", "display", "Comfortaa-Regular.ttf", "Comfortaa-Bold.ttf", light="Comfortaa-Light.ttf"),
    Family("Dancing Script", "script", "DancingScript-Regular.otf", "DancingScript-Bold.otf"),
    Family("Quicksand", "sans", "Quicksand-Regular.ttf", "Quicksand-Bold.ttf", light="Quicksand-Light.ttf"),
    _plain("Carlito", "sans", "Carlito"),
    _plain("Caladea", "serif", "Caladea"),
    _plain("Cabin", "sans", "Cabin", ".otf"),
    Family("GFS Didot", "serif", "GFSDidot.otf", "GFSDidotBold.otf", "GFSDidotItalic.otf"),
    _plain("Nimbus Roman", "serif", "NimbusRoman", ".otf"),
    _plain("Nimbus Sans", "sans", "NimbusSans", ".otf"),
    Family("URW Gothic", "display", "URWGothic-Book.otf", "URWGothic-Demi.otf"),
    Family("URW Bookman", "serif", "URWBookman-Light.otf", "URWBookman-Demi.otf"),
    Family("C059", "serif", "C059-Roman.otf", "C059-Bold.otf", "C059-Italic.otf"),
    Family("P052", "serif", "P052-Roman.otf", "P052-Bold.otf", "P052-Italic.otf"),
    Family("Z003", "script", "Z003-MediumItalic.otf"),
    _plain("Vollkorn", "serif", "Vollkorn"),
    Family("Lobster Two", "script", "LobsterTwo-Regular.otf", "LobsterTwo-Bold.otf"),
    Family("Courier Prime", "mono", "Courier Prime.otf", "Courier Prime Bold.otf"),
    _plain("Karla", "sans", "Karla", ".otf"),
    Family("Yanone Kaffeesatz", "condensed", "YanoneKaffeesatz-Regular.otf", "YanoneKaffeesatz-Bold.otf"),
    Family("Bebas Neue", "display", "BebasNeue-Regular.otf", "BebasNeue-Bold.otf"),
    Family("TeX Gyre Adventor", "display", "texgyreadventor-regular.otf", "texgyreadventor-bold.otf"),
    Family("TeX Gyre Heros Condensed", "condensed", "texgyreheroscn-regular.otf", "texgyreheroscn-bold.otf"),
    Family("Oxygen", "sans", "Oxygen-Sans.ttf", "Oxygen-Sans-Bold.ttf"),
    Family("Noto Sans CJK SC", "chinese", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", index=2),
    Family("Noto Serif CJK SC", "chinese", "NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", index=2),
    Family("Noto Sans CJK JP", "japanese", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", index=0),
    Family("IPA Gothic", "japanese", "ipag.ttf"),
    Family("IPA Mincho", "japanese", "ipam.ttf"),
)

_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/usr/share/texmf/fonts"),
    Path("/Library/Fonts"),
    Path("/opt/homebrew/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
    Path.home() / "Library/Fonts",
)


@lru_cache(maxsize=1)
def _files() -> dict[str, str]:
    """Path of every font file by its name; of two files of one name the first path in order counts."""
    found: dict[str, str] = {}
    for folder in _FOLDERS:
        for place, _, names in sorted(os.walk(folder)):
            for name in names:
                found.setdefault(name, str(Path(place) / name))
    return found


@lru_cache(maxsize=1)
def available() -> tuple[Family, ...]:
    """The families whose regular style is installed, in the order of `FAMILIES`.

    Raises:
        MissingFontsError: there is none at all.
    """
    found = tuple(family for family in FAMILIES if family.regular in _files())
    if not found:
        raise MissingFontsError(f"none of the card fonts is installed; on Debian: apt-get install {' '.join(PACKAGES)}")
    return found


def missing() -> tuple[str, ...]:
    """Names of the families that this machine lacks."""
    return tuple(family.name for family in FAMILIES if family.regular not in _files())


def by_role(*roles: str) -> tuple[Family, ...]:
    return tuple(family for family in available() if family.role in roles)


def by_name(name: str) -> Family:
    return next(family for family in available() if family.name == name)


@lru_cache(maxsize=512)
def load(family: Family, style: str, pixels: int) -> ImageFont.FreeTypeFont:
    """The face at an em size in pixels. Basic layout, because it draws alike on every machine."""
    path = _files().get(family.file(style)) or _files()[family.regular]
    return ImageFont.truetype(path, pixels, index=family.index, layout_engine=ImageFont.Layout.BASIC)


def covers(family: Family, text: str) -> bool:
    """Whether each style of the family has a glyph for every character of the text."""
    return all(
        _has_glyph(family, style, char) for style in ("regular", "bold", "italic", "light") for char in set(text)
    )


@lru_cache(maxsize=65536)
def _has_glyph(family: Family, style: str, char: str) -> bool:
    if char.isspace():
        return True
    font = load(family, style, 24)
    return _ink(font, char) != _ink(font, "\U0010fffd")  # a private character: drawn as the 'no glyph' box


def _ink(font: ImageFont.FreeTypeFont, char: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(char)
    return mask.size, bytes(mask)
