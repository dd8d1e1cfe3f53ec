"""What QR codes and barcodes say, as candidates: they confirm what is printed and fill what is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from scanner.fields.candidates import Candidate, Field
from scanner.fields.domains import registrable, suffix_of
from scanner.fields.emails import is_valid
from scanner.fields.plans import resolve
from scanner.fields.socials import profile


class CodeContact(Protocol):
    """The contact data of a QR code or barcode that is used here."""

    @property
    def emails(self) -> tuple[str, ...]: ...
    @property
    def phones(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def urls(self) -> tuple[str, ...]: ...


def from_codes(codes: Sequence[CodeContact], regions: tuple[str, ...]) -> tuple[Candidate, ...]:
    """What the codes say, in the forms of the fields; no spans, for nothing of it is printed."""
    out: list[Candidate] = []
    for code in codes[:10]:
        out += [_coded(Field.EMAIL, e.strip().casefold()) for e in code.emails if is_valid(e.strip().casefold())]
        for number, kinds in code.phones:
            if found := resolve(number, regions):
                kind = "fax" if "fax" in kinds else "mobile" if "cell" in kinds or found.mobile else "work"
                out.append(_coded(Field.PHONE, found.value, kind=kind, raw=number))
        out += [c for url in code.urls if (c := _coded_url(url)) is not None]
    return tuple(out)


def _coded(field: Field, value: str, **parts: str) -> Candidate:
    return Candidate(field=field, value=value, score=0.75, spans=(), rule="code", parts=parts)


def _coded_url(url: str) -> Candidate | None:
    """A website or profile; addresses with a query are links to somewhere, not the firm's site."""
    m = re.match(r"(?:https?://)?([\w.\-]+)(/[\w\-./@%~]*)?$", url.strip(), re.IGNORECASE)
    if not m or not suffix_of(m[1]):
        return None
    host, path = m[1].casefold(), (m[2] or "").rstrip("/")
    social = profile(host, path)
    if social:
        return _coded(Field.SOCIAL, social.value, network=social.network)
    return replace(_coded(Field.WEBSITE, host + path), score=0.5)


def unprinted(coded: Iterable[Candidate], found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """What only the codes say; a page on a host that is printed is no second website."""
    values = {(c.field, c.value.partition(";")[0]) for c in found}
    hosts = {registrable(host_of(c)) for c in found if c.field is Field.WEBSITE}
    return tuple(
        c
        for c in coded
        if (c.field, c.value) not in values and not (c.field is Field.WEBSITE and registrable(host_of(c)) in hosts)
    )


def host_of(candidate: Candidate) -> str:
    """The host of an e-mail address or website without 'www.'; '' for other fields."""
    if candidate.field is Field.EMAIL:
        return candidate.value.rpartition("@")[2]
    if candidate.field is Field.WEBSITE:
        return re.sub(r"^(?:https?://)?(?:www\.)?", "", candidate.value).partition("/")[0]
    return ""
