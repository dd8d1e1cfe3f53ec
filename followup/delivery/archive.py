"""Many drafts as one ZIP file."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import datetime

from followup.delivery.eml import Outgoing, build, to_bytes

MAX_NAME = 60
"""Characters of a contact's name in a file name."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP member can have; the same drafts make the same file."""


def zipped(drafts: Iterable[Outgoing], *, date: datetime) -> bytes:
    """All drafts as `.eml` files in one ZIP, numbered in the order given."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, outgoing in enumerate(drafts, start=1):
            member = zipfile.ZipInfo(file_name(outgoing, number), _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            archive.writestr(member, to_bytes(build(outgoing, date=date)))
    return target.getvalue()


def file_name(outgoing: Outgoing, number: int | None = None) -> str:
    """A name for one draft's file that any system can store: '007 Ana López thank-you.eml'.

    The number keeps names apart, also where a file system ignores case or accents, and off Windows' device names.
    """
    words = (_safe(outgoing.contact.display_name), _safe(outgoing.draft.kind))
    stem = " ".join(word for word in words if word) or "draft"
    return f"{number:03} {stem}.eml" if number is not None else f"draft {stem}.eml"


def _safe(text: str) -> str:
    """Letters, digits and a few joiners; everything else, path separators among it, becomes a space."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(c if c.isalnum() or c in "-_'" or unicodedata.category(c) in {"Mn", "Mc"} else " " for c in composed)
    return " ".join(kept.split())[:MAX_NAME].strip()
