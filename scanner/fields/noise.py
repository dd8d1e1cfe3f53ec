"""Text that fills no field: slogans, certificates, register numbers, captions, watermarks of scanner apps."""

from __future__ import annotations

import re

from scanner.fields.segments import Segment
from scanner.fields.vocabulary import vocabulary
from scanner.fields.words import words

_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_REGISTER = re.compile(r"(?:no|nr|id|number|#|:)\W*[A-Z]{0,3}[\d./\-]{4,}|[A-Z]{2}\s?\d{8,}", re.IGNORECASE)
_EXCLAIMED = re.compile(r"[!?…]")
_STOPPED = re.compile(r"[^\W\d_]{4,}\.\s*$")
_RELATIVE = re.compile(
    r",\s(?:die|der|das|who|that|which|qui|que|che|dat|som|który|która|które|kteří|který)\s+[a-zà-ÿ]{4,}"
)
"""'Technik, die verbindet': a relative clause, which no name or title has."""

_BULLETED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•*✓✔☑>])\s")


def noise_signs(segment: Segment) -> dict[str, float]:
    """What speaks for the segment being noise; only what was noticed."""
    vocab = vocabulary()
    keys = segment.keys
    whole = "".join(keys)
    prose = sum(k in vocab.prose for k in keys)
    line = (*(w.key for w in words(segment.lead)), *keys)
    signs = {
        "watermark": float(whole in vocab.watermarks or any(b - a > 1 for a, b in vocab.watermarks.spans(keys))),
        "caption": float(whole in vocab.captions),
        "slogan": float(vocab.slogans.end(line, 0) > 0 or any(b - a > 1 for a, b in vocab.slogans.spans(keys))),
        "certificate": float(vocab.certificates.end(keys, 0) > 0 or vocab.certificates.end(line, 0) > 0),
        "prose": min(4.0, max(0.0, prose - 1.0)) / 2 + float(prose * 2 > len(keys) > 2),
        "year": float(bool(_YEAR.search(segment.text))),
        "register": float(bool(_REGISTER.search(segment.text))),
        "sentence": float(
            bool(_EXCLAIMED.search(segment.text) or (prose and _STOPPED.search(segment.text))) and len(keys) > 3
        )
        + 2.0 * bool(_RELATIVE.search(segment.text)),
        "bulleted": float(bool(_BULLETED.match(segment.text))),
        "long": max(0.0, len(keys) - 7.0) / 4,
        "digits": min(1.0, 3 * sum(c.isdigit() for c in segment.text) / max(1, len(segment.text))),
    }
    return {name: value for name, value in signs.items() if value}
