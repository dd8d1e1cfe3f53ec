"""What a file says about one person, collected value by value, and what the whole file comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import NAMESPACE_URL, UUID, uuid5

from followup.exchange.reading.texts import country_code, network, plain_url
from followup.model import Address, Contact, Meeting, Phone, Social
from followup.relations import Relationship

NO_RELATIONSHIP = Relationship()


@dataclass(frozen=True, slots=True)
class ReadContact:
    """One row or card.

    Attributes:
        row: of a CSV file as a spreadsheet counts it, or the number of the card, from 1.
        contact: not stored; values as the file has them, neither checked nor completed.
        labels: groups and categories.
        meetings: where the contact was met, as only our own archive says it.
        kept: what the owner keeps about the contact, likewise.
    """

    row: int
    contact: Contact
    labels: tuple[str, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    kept: Relationship = NO_RELATIONSHIP


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row or card that gave no contact, with the reason as a sentence."""

    row: int
    reason: str


Entry: TypeAlias = ReadContact | Unreadable


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a CSV file: its heading, where its values go (empty: nowhere), and the first of them."""

    heading: str
    target: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was understood.

    Attributes:
        kind: 'vCard', 'CSV' or 'archive'.
        encoding: as Python names it.
        columns: of a CSV file; empty for cards.
    """

    kind: str
    encoding: str
    entries: tuple[Entry, ...]
    columns: tuple[Column, ...] = ()


_SLOTS = ("work", "other", "home")
"""Which of several addresses is the contact's, the first there is; the others go to the note."""


@dataclass(slots=True)
class Found:
    """A contact while it is read. Single values keep the first that was found."""

    single: dict[str, str] = field(default_factory=dict)
    emails: list[str] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    socials: list[Social] = field(default_factory=list)
    addresses: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    company: bool = False

    def put(self, name: str, value: str) -> None:
        """A single value, unless one is there."""
        if value := value.strip():
            self.single.setdefault(name, value)

    def entry(self, row: int) -> Entry:
        """What came of it."""
        contact = self._contact()
        if not (contact.name or contact.organization or contact.emails or contact.phones):
            return Unreadable(row, "It has no name, organization, e-mail or phone.")
        return ReadContact(row, contact, tuple(dict.fromkeys(self.labels)))

    def _contact(self) -> Contact:
        get = self.single.get
        given = " ".join(part for part in (get("given_name", ""), get("middle_name", "")) if part)
        family, emails = get("family_name", ""), tuple(dict.fromkeys(self.emails))
        phones = tuple(dict.fromkeys(self.phones))
        name = _plain_name(get("name", ""), get("honorific_prefix", ""), get("honorific_suffix", ""))
        name = name or " ".join(part for part in (given, family) if part)
        stand_ins = (get("organization", ""), *emails, *(phone.value for phone in phones))
        if self.company or (not (given or family) and name in stand_ins):
            name = given = family = ""  # other programs put something where a name must be
        address, more = self._address()
        urls, socials = self._links()
        return Contact(
            uid=uid_of(get("uid", "")),
            name=name,
            given_name=given,
            family_name=family,
            honorific_prefix=get("honorific_prefix", ""),
            honorific_suffix=get("honorific_suffix", ""),
            title=get("title", ""),
            department=get("department", ""),
            organization=get("organization", ""),
            emails=emails,
            phones=phones,
            urls=urls,
            socials=socials,
            address=address,
            language=get("language", ""),
            note="\n".join(dict.fromkeys(filter(None, (*map(str.strip, self.notes), *more)))),
        )

    def _links(self) -> tuple[tuple[str, ...], tuple[Social, ...]]:
        urls, socials = [], list(self.socials)
        for link in dict.fromkeys(filter(None, map(str.strip, self.links))):
            if of := network(link):
                socials.append(Social(plain_url(link), of))
            else:
                urls.append(link)
        return tuple(urls), tuple(dict.fromkeys(socials))

    def _address(self) -> tuple[Address | None, tuple[str, ...]]:
        """The one that is kept, and a line for each other."""
        known = {slot: made for slot in _SLOTS if (made := _made(self.addresses.get(slot, {})))}
        kept = next(iter(known), "")
        more = tuple(f"Address ({slot}): {_on_one_line(a)}" for slot, a in known.items() if slot != kept)
        return known.get(kept), more


def _plain_name(name: str, prefix: str, suffix: str) -> str:
    """The formatted name without the honorific and the degrees that iOS, Google and Outlook put into it."""
    if prefix and name.startswith(f"{prefix} "):
        name = name[len(prefix) :].strip()
    if suffix and name.endswith((f" {suffix}", f",{suffix}")):
        name = name[: -len(suffix)].strip(" ,")
    return name


def _made(parts: dict[str, str]) -> Address | None:
    if not any(value.strip() for value in parts.values()):
        return None
    clean = {name: " ".join(value.split()) for name, value in parts.items()}
    return Address(**{**clean, "country": country_code(clean.get("country", ""))})


def _on_one_line(address: Address) -> str:
    place = f"{address.postal_code} {address.locality}".strip()
    parts = (address.street, place, address.region, address.country)
    return address.formatted or ", ".join(part for part in parts if part)


def uid_of(text: str) -> str:
    """The file's identifier as a UUID: itself where it is one, else always the same one made of it."""
    if not text:
        return ""
    try:
        return str(UUID(text.removeprefix("urn:uuid:")))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, text))
