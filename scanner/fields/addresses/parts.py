"""An address on one line, and its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scanner.fields import places, postcodes
from scanner.fields.addresses.cells import Unit


def address_value(units: Sequence[Unit]) -> str:
    """The units in printed order, joined by ', '."""
    return ", ".join(re.sub(r"\s+", " ", u.text).strip() for u in units)


def parts(units: Sequence[Unit], likely: tuple[str, ...]) -> Mapping[str, str]:
    """Street, post code, locality, region and country as far as they can be told; missing ones are left out."""
    out: dict[str, str] = {}
    country = next((u.signs.country for u in reversed(units) if u.signs.country), "") or (likely[0] if likely else "")
    street = [u.text for u in units if (u.signs.street or u.signs.unit) and not u.signs.postcode]
    codes = [(found, unit) for unit in units if (found := postcodes.find(unit.text, likely)) is not None]
    if codes:
        found, unit = max(codes, key=lambda pair: pair[0].strength)
        out["postal_code"] = re.sub(r"\s*-\s*", "-", found.code)
        if found.town and (places.town(found.town) or not places.country(found.town)):
            out["locality"] = _without_region(found.town, out, country)
        if unit.signs.street >= 1.5:
            street.append(unit.text[: found.start].rpartition(",")[0] or unit.text[: found.start])
    if "locality" not in out:
        out.update(_locality(units))
    if not street:
        street = [u.text for u in units if not u.signs.place]
    if street:
        out["street"] = ", ".join(s.strip(" ,/-") for s in street)
    if country:
        out["country"] = country
    _add_region(units, country, out)
    return out


def _without_region(town: str, out: dict[str, str], country: str) -> str:
    """'Portland OR' → 'Portland', the state going to its own part."""
    head, _, last = town.rpartition(" ")
    if head and places.is_region_code(last, country):
        out["region"] = last
        return head
    return town


def _locality(units: Sequence[Unit]) -> dict[str, str]:
    for unit in reversed(units):
        for segment in reversed(unit.text.split(",")):
            if places.town(segment.strip()) and not places.country(segment):
                return {"locality": segment.strip()}
    return {}


def _add_region(units: Sequence[Unit], country: str, out: dict[str, str]) -> None:
    """A state's printed code or name, where the country has states."""
    for unit in reversed(units):
        for word in re.findall(r"(?<![\w.])[A-Z]{2,3}(?![\w.])", unit.text):
            if "region" not in out and places.is_region_code(word, country):
                out["region"] = word
        for segment in unit.text.split(","):
            name = re.sub(r"[\d\-]", "", segment).strip()
            if (
                "region" not in out
                and name
                and country
                and places.region(name) == country
                and name != out.get("locality")
            ):
                out["region"] = name
