"""Renderers of PDF pages that crash and hang, for the process that renders."""

from __future__ import annotations

import ctypes
import faulthandler

from scanner.photo import pages

_render = pages._render


def render(number: int) -> bytes:
    """The page; the second crashes the process, and the third never returns and holds the interpreter."""
    if number == 1:
        crash(number)
    if number == 2:
        ctypes.PyDLL(None).sleep(3600)
    return _render(number)


def crash(_number: int) -> bytes:
    """Read what is not there."""
    faulthandler.disable()
    return ctypes.string_at(0)
