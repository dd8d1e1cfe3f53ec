"""Post codes in context: which country's form, and the town beside it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from scanner.fields import places
from scanner.fields.streets import vocabulary

_WORDS = r"[^\W\d_][^\W\d_.'\- ]*(?:[ .'\-]{1,2}[^\W\d_][^\W\d_.']*){0,4}"
_US_STATES = "|".join(
    (
        "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]",
        "N[CDEHJMVY]|O[HKR]|PA|PR|RI|S[CDT]|T[NX]|UT|V[AIT]|W[AIVY]",
    )
)

_OWN_FORM: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("US", re.compile(rf"(?<!\w)(?:{_US_STATES})[.,]?\s*(?P<code>\d{{5}}(?:\s?-\s?\d{{4}})?)(?!\w)")),
    ("CA", re.compile(r"(?<!\w)(?P<code>[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][\s\-]?\d[ABCEGHJ-NPRSTV-Z]\d)(?!\w)")),
    ("GB", re.compile(r"(?<!\w)(?P<code>(?:[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?)\s?\d[ABD-HJLNP-UW-Z]{2})(?!\w)")),
    (
        "IE",
        re.compile(
            r"(?<!\w)(?P<code>(?:[AC-FHKNPRTV-Y]\d{2}|D6W)\s?[0-9AC-FHKNPRTV-Y]{4})(?!\w)|(?<!\w)Dublin\s(?P<zone>\d{1,2}W?)(?!\w)"
        ),
    ),
    ("AU", re.compile(r"(?<!\w)(?:NSW|N\.S\.W\.|QLD|Qld|VIC|Vic|ACT|TAS|Tas|SA|WA|NT)[,.]?\s+(?P<code>\d{4})(?!\w)")),
    ("BR", re.compile(r"(?<![\w\-])(?P<code>\d{5}-\d{3})(?!\w)")),
    ("JP", re.compile(r"(?:〒\s?|(?<![\w\-]))(?P<code>\d{3}-\d{4})(?![\w\-])")),
    ("PT", re.compile(r"(?<![\w\-])(?:P-)?(?P<code>\d{4}\s?-\s?\d{3})(?=\s+[^\W\d_])")),
    ("PL", re.compile(r"(?<![\w\-])(?:PL-)?(?P<code>\d{2}-\d{3})(?=,?\s+[^\W\d_])")),
    (
        "IS",
        re.compile(
            r"(?<![\w\-/])(?:IS-?\s?)?(?P<code>[1-9]\d{2})\s+(?=(?:Reykjav|K[óo]pavog|Hafnarfj|Akureyr|Gar[ðd]ab|Mosfellsb|Keflav|Selfoss|Akranes|Reykjanesb|Seltjarn)\w+)"
        ),
    ),
    ("AR", re.compile(r"(?<!\w)(?P<code>[A-HJ-NP-Z]\d{4}[A-Z]{3})(?!\w)")),
    ("AR", re.compile(r"(?<!\w)(?P<code>[A-HJ-NP-Z]\d{4})(?!\w)")),
    ("MX", re.compile(r"(?<!\w)C\.?\s?P\.?\s?(?P<code>\d{5})(?!\w)")),
    ("NL", re.compile(r"(?<![\w\-])(?:NL-)?(?P<code>[1-9]\d{3}\s?[A-Z]{2})(?=\s+[A-Z'])")),
)
_SHORT_AR = 5
"""Characters of an Argentine code in its old form ('X5000'), which other codes look like."""

_PREFIXED = re.compile(
    rf"(?<!\w)(?P<prefix>[A-Z]{{1,3}})\s?-\s?(?P<code>\d{{4,5}}|\d{{3}}\s\d{{2}}|\d{{4}}-\d{{3}}|\d{{4}}\s?[A-Z]{{2}}|\d{{2}}-\d{{3}})\s+(?P<town>{_WORDS})"
)
_BEFORE = re.compile(rf"(?<![\w\-/.])(?P<code>\d{{5}}|\d{{4}}|\d{{3}}\s\d{{2}}|\d{{6}})\s+(?P<town>{_WORDS})")
_AFTER = re.compile(
    rf"(?P<town>{_WORDS})(?:\)?\s*[,:.\-]{{1,2}}\s*|\)?\s+)(?P<code>\d{{3}}\s\d{{3}}|\d{{3}}\s\d{{2}}|\d{{4,7}})(?![\w\-/]|\s\d{{2,3}}(?!\d))"
)


@dataclass(frozen=True, slots=True)
class _Table:
    """data/postcodes.toml.

    Attributes:
        prefixes: printed country prefix → ISO code.
        lengths: number of plain digits → ISO codes.
        code_first: countries that print the code before the town.
        not_towns: case-folded words beside digits that are no town.
    """

    prefixes: Mapping[str, str]
    lengths: Mapping[int, frozenset[str]]
    code_first: frozenset[str]
    not_towns: frozenset[str]


@cache
def _table() -> _Table:
    rows = tomllib.loads(files("scanner.fields").joinpath("data/postcodes.toml").read_text(encoding="utf-8"))
    return _Table(
        prefixes=rows["prefixes"],
        lengths={int(digits): frozenset(codes.split()) for digits, codes in rows["lengths"].items()},
        code_first=frozenset(rows["order"]["code_first"].split()),
        not_towns=frozenset(rows["words"]["not_towns"].split()),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A post code.

    Attributes:
        code: as printed.
        town: the words beside it that name the town; may be empty.
        country: ISO code, or '' when several countries have this form.
        strength: as in `evidence`.
        start, end: where the code stands in the text.
    """

    code: str
    town: str
    country: str
    strength: float
    start: int
    end: int


def find(text: str, likely: tuple[str, ...] = ()) -> Found | None:
    """The post code in `text`, if there is one; `likely` are the card's countries, likeliest first."""
    for country, pattern in _OWN_FORM:
        if (m := pattern.search(text)) and _plausible(country, m, text, likely):
            group = "code" if m["code"] else "zone"
            return Found(m[group], _town_beside(text, m.start(), m.end()), country, 3.0, m.start(group), m.end(group))
    if (m := _PREFIXED.search(text)) and m["prefix"] in _table().prefixes:
        return Found(m["code"], m["town"], _table().prefixes[m["prefix"]], 3.5, m.start(), m.end("code"))
    return _plain(text, likely)


def _plausible(country: str, m: re.Match[str], text: str, likely: tuple[str, ...]) -> bool:
    """Forms that other things have too ('12-345', '123-4567') need the country or a town."""
    if country == "AR" and len(m["code"]) <= _SHORT_AR:
        return "AR" in (
            *likely[:1],
            *places.leading_town(text[m.end() :])[:1],
            *places.trailing_town(text[: m.start()])[:1],
        )
    if country in {"US", "CA", "GB", "AU", "BR", "PT", "AR"} or "〒" in m[0]:
        return True
    return country in likely or places.country(text[m.end() :]) == country or country in _near_towns(text, m)


def _near_towns(text: str, m: re.Match[str]) -> tuple[str, ...]:
    return places.leading_town(text[m.end() :]) + places.trailing_town(text[: m.start()])


def _plain(text: str, likely: tuple[str, ...]) -> Found | None:
    """Codes of digits only: a town or state beside them has to prove them."""
    best: Found | None = None
    for pattern in (_BEFORE, _AFTER):
        for m in pattern.finditer(text):
            found = _proven(m, pattern is _BEFORE, likely)
            if found and (best is None or found.strength > best.strength):
                best = found
    return best


def _proven(m: re.Match[str], before: bool, likely: tuple[str, ...]) -> Found | None:
    digits = re.sub(r"\D", "", m["code"])
    having = _table().lengths.get(len(digits), frozenset())
    if before:
        having &= _table().code_first
    words = m["town"].casefold().split()
    if not words or words[0 if before else -1].strip(".") in _table().not_towns:
        return None
    if not before and places.fold(words[-1]) in vocabulary().streets | vocabulary().units | vocabulary().boxes:
        return None
    if before and set(places.fold(m["town"]).split()) & vocabulary().streets and not places.town(m["town"]):
        return None
    towns = places.leading_town(m["town"]) if before else places.trailing_town(m["town"])
    country = next((c for c in (*(c for c in towns if c in likely), *towns) if c in having), "")
    if not country and not before:
        named = places.trailing_country(m["town"])[0] or places.region(m["town"]) or places.region(words[-1])
        country = named if named else ""
    strength = 3.0 if country else 0.0
    if not country and (expected := next((c for c in likely[:2] if c in having), "")):
        country, strength = expected, 2.5 if before else 2.0
    if not country:
        strength = 1.5 if len(digits) >= 5 or (before and not likely) else 0.0
    year = len(digits) == 4 and 1900 <= int(digits) <= 2035 and country not in towns
    return (
        None if year or not strength else Found(m["code"], m["town"], country, strength, m.start("code"), m.end("code"))
    )


def _town_beside(text: str, start: int, end: int) -> str:
    """The words after the code, or before it and its state, up to a comma."""
    after = re.match(rf"\s*,?\s*({_WORDS})", text[end:])
    if after and not places.country(after[1]):
        return after[1]
    before = re.search(rf"({_WORDS})[,\s]*$", text[:start])
    return before[1] if before else ""


def bare(text: str, likely: tuple[str, ...]) -> bool:
    """Whether the whole text is nothing but a post code of a likely country ('600001')."""
    digits = re.sub(r"[\s\-]", "", text.strip(" .,"))
    return digits.isdigit() and any(c in _table().lengths.get(len(digits), ()) for c in likely[:2])
