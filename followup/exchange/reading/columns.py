"""Which column of a CSV file holds what, by its heading: the known programs' own words, and people's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from followup.exchange.reading.texts import slot
from followup.folding import folded

_WORDS: Mapping[str, str] = {
    "name": "name, full name, display name, formatted name, contact name, contact, fn",
    "given_name": "first name, given name, firstname, first, vorname, prenom, nombre",
    "middle_name": "middle name, additional name, middle",
    "family_name": "last name, family name, surname, lastname, last, nachname, nom, nom de famille, apellidos",
    "honorific_prefix": "name prefix, prefix, honorific prefix, salutation, anrede",
    "honorific_suffix": "name suffix, suffix, honorific suffix",
    "title": "title, job title, jobtitle, position, role, occupation, funktion, poste, cargo, organization title",
    "department": "department, abteilung, service, departamento, organization department",
    "organization": "company, company name, organization, organisation, organization name, employer, account name, "
    "firma, unternehmen, entreprise, societe, empresa",
    "email": "email, e-mail, mail, email address, e-mail address, primary email, secondary email, e-mail-adresse, "
    "adresse e-mail, correo, correo electronico, e-mail 2 address, e-mail 3 address, work email, other email",
    "phone:work": "phone, phone number, tel, telephone, telefon, telefono, work phone, business phone, company phone, "
    "business phone 2, company main phone, primary phone, office phone, direct, other phones",
    "phone:mobile": "mobile, mobile phone, mobile number, mobile phone number, mobilephone, cell, cell phone, handy, "
    "mobil, portable, movil, car phone",
    "phone:fax": "fax, fax number, business fax, home fax, other fax, telefax",
    "phone:home": "home phone, home phone 2, home tel",
    "phone:other": "other phone, pager, pager number, callback, radio phone",
    "url": "url, website, website url, web page, webpage, personal web page, web page 1, web page 2, homepage, web, "
    "internet, linkedin, linkedin url, profiles, profile url, social media, social network",
    "note": "notes, note, description, comments, remarks, memo, notizen, remarques, notas",
    "label": "categories, labels, group membership, groups, group, event, tags, campaign, custom 1",
    "connected": "connected on",
    "uid": "uid",
    "language": "language",
    "address:work:formatted": "address, full address, adresse, direccion, work address formatted",
    "address:work:street": "street, street address, strasse, work address, work address 2, calle, rue",
    "address:work:postal_code": "postal code, postalcode, zip, zip code, postcode, plz, code postal, work zipcode",
    "address:work:locality": "city, town, ort, stadt, ville, ciudad, work city",
    "address:work:region": "state, region, state/region, province, work state, county",
    "address:work:country": "country, country/region, land, pays, pais, work country",
    "address:home:street": "home address, home address 2",
    "address:home:postal_code": "home zipcode",
}
_TARGETS = {word.strip(): target for target, words in _WORDS.items() for word in words.split(",")}

_NUMBERED = re.compile(r"(e-?mail|phone|address|website|organization) (\d{1,2}) - (\w[\w ]*)")
_OUTLOOK = re.compile(
    r"(business|home|other) (street|city|state|postal code|country/region|country|address po box)( [23])?"
)
_PARTS = {
    "formatted": "formatted",
    "street": "street",
    "extended address": "street",
    "po box": "street",
    "address po box": "street",
    "city": "locality",
    "region": "region",
    "state": "region",
    "postal code": "postal_code",
    "country": "country",
    "country/region": "country",
}
_ORGANIZATION = {"name": "organization", "title": "title", "department": "department"}

TARGETS = frozenset({*_TARGETS.values(), *(f"address:home:{part}" for part in _PARTS.values())})
"""Everything a column can be mapped to; a phone's and an address's kind is a part of it."""


def targets(headings: Sequence[str]) -> tuple[str, ...]:
    """Where the values of each column go; empty for a column that says nothing the book keeps.

    'Title' is the honorific wherever a 'Job Title' stands beside it, as in Outlook's files.
    """
    words = [folded(heading.strip("\ufeff \t'\"")) for heading in headings]
    beside = "job title" in words
    return tuple("honorific_prefix" if beside and word == "title" else _target(word) for word in words)


def recognised(headings: Sequence[str]) -> int:
    """How many of the cells of a row are headings."""
    return sum(1 for target in targets(headings) if target)


def _target(heading: str) -> str:
    if found := _NUMBERED.fullmatch(heading):
        return _numbered(*found.groups())
    if found := _OUTLOOK.fullmatch(heading):
        return f"address:{slot(found[1])}:{_PARTS[found[2]]}"
    # CamCard and others number what repeats: 'Mobile1', 'E-mail 2'.
    plain = re.sub(r"[ _]*\d{1,2}$", "", heading.replace("_", " "))
    return _TARGETS.get(heading) or _TARGETS.get(heading.replace("_", " ")) or _TARGETS.get(plain, "")


def _numbered(group: str, number: str, part: str) -> str:
    """Google's groups: values are taken, and the label of a phone is looked up beside it."""
    if group == "address":
        return f"address:{number}:{_PARTS[part]}" if part in _PARTS else _label(group, number, part)
    if group == "organization":
        return _ORGANIZATION.get(part, "")
    if part == "value":
        return {"phone": f"phone:#{number}", "website": "url"}.get(group, "email")
    return _label(group, number, part) if group == "phone" else ""


def _label(group: str, number: str, part: str) -> str:
    return f"{group}-label:{number}" if part in ("label", "type") else ""
