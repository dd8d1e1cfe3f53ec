"""A vCard as a contact: what iOS, Google, Outlook, Android and old phones write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from followup.exchange.reading import content_lines
from followup.exchange.reading.content_lines import Property, split, unescape
from followup.exchange.reading.found import Entry, Found, Unreadable
from followup.exchange.reading.texts import labels, network, phone_kind, plain_url, slot, unescaped
from followup.model import Phone, Social

_NAME = ("family_name", "given_name", "middle_name", "honorific_prefix", "honorific_suffix")
_ADDRESS = ("po_box", "extended", "street", "locality", "region", "postal_code", "country")


def read_cards(data: bytes, limit: int) -> Iterator[Entry]:
    """The cards in their order, at most `limit`, the rest as one line that says so."""
    for number, lines in enumerate(content_lines.cards(data), start=1):
        if number > limit:
            yield Unreadable(number, f"The file has more than {limit:,} cards; import the rest from a second file.")
            return
        yield _found(tuple(content_lines.properties(lines))).entry(number)


def _found(properties: Iterable[Property]) -> Found:
    found = Found()
    labels = {p.group: _label(p.text) for p in properties if p.name == "X-ABLABEL" and p.group}
    for given in properties:
        if take := _TAKE.get(given.name):
            take(found, given, labels.get(given.group, ""))
    return found


def _label(text: str) -> str:
    """Apple writes its own labels as '_$!<Work>!$_'."""
    return text.removeprefix("_$!<").removesuffix(">!$_")


def _name(found: Found, given: Property, label: str) -> None:
    """Each part may hold several names (RFC 6350, 6.2.2), parted by commas that no backslash precedes."""
    for field, value in zip(_NAME, split(given.value, ";"), strict=False):
        several = ", " if field == "honorific_suffix" else " "
        found.put(field, several.join(" ".join(unescape(name).split()) for name in split(value, ",")))


def _organization(found: Found, given: Property, label: str) -> None:
    organization, *units = given.parts()
    found.put("organization", organization)
    found.put("department", ", ".join(unit for unit in units if unit.strip()))


def _email(found: Found, given: Property, label: str) -> None:
    found.emails.extend(part.strip() for part in given.text.removeprefix("mailto:").split(" ::: ") if part.strip())


def _phone(found: Found, given: Property, label: str) -> None:
    kind = phone_kind(" ".join((*sorted(given.types), label)))
    for number in given.text.removeprefix("tel:").split(" ::: "):
        if number.strip():
            found.phones.append(Phone(number.strip(), kind))


def _address(found: Found, given: Property, label: str) -> None:
    parts = dict(zip(_ADDRESS, given.parts(), strict=False))
    before = (parts.pop("po_box", ""), parts.pop("extended", ""))
    parts["street"] = ", ".join(part.strip() for part in (*before, parts.get("street", "")) if part.strip())
    place = slot(" ".join((*given.types, label)))
    found.addresses.setdefault(place if place not in found.addresses else "other", parts)


def _link(found: Found, given: Property, label: str) -> None:
    found.links.append(unescaped(given.text))


def _profile(found: Found, given: Property, label: str) -> None:
    """A profile whose address does not tell its network has it as its type; 'twitter' is what Apple still calls X."""
    kinds = given.types - {"pref", "home", "work", "other"}
    name = {"twitter": "x"}.get(kind := " ".join(sorted(kinds)), kind)
    link = unescaped(given.text)
    if name and not network(link):
        found.socials.append(Social(plain_url(link), name))
    else:
        found.links.append(link)


def _note(found: Found, given: Property, label: str) -> None:
    found.notes.append(unescaped(given.text))


def _categories(found: Found, given: Property, label: str) -> None:
    found.labels.extend(labels(given.parts(",")))


def _company(found: Found, given: Property, label: str) -> None:
    found.company = found.company or given.value.strip().upper() in ("COMPANY", "ORG")


def _single(field: str) -> Callable[[Found, Property, str], None]:
    return lambda found, given, label: found.put(field, " ".join(given.text.split()))


_TAKE: Mapping[str, Callable[[Found, Property, str], None]] = {
    "FN": _single("name"),
    "N": _name,
    "ORG": _organization,
    "TITLE": _single("title"),
    "EMAIL": _email,
    "TEL": _phone,
    "ADR": _address,
    "URL": _link,
    "X-SOCIALPROFILE": _profile,
    "NOTE": _note,
    "CATEGORIES": _categories,
    "UID": _single("uid"),
    "LANG": _single("language"),
    "X-ABSHOWAS": _company,
    "KIND": _company,
    "X-ADDRESSBOOKSERVER-KIND": _company,
}
