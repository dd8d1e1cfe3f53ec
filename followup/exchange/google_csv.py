"""Google Contacts CSV, the new format: numbered groups, and ' ::: ' between values that share one cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from followup.exchange.rows import columns, encoded, for_importers
from followup.exchange.slots import Cells, row
from followup.exchange.texts import country_name, dialled, events, given_and_family, notes, street_of, web_address
from followup.model import Address, Contact, ContactRecord

SEPARATOR = " ::: "
MY_CONTACTS = "* myContacts"
"""The system group that makes a contact appear in the list; system groups start with '* '."""

GROUPS = {"E-mail": 3, "Phone": 5, "Website": 4}
"""How many of each group a file has. Google takes any number, but a stream cannot look ahead for the largest; the last
group of a contact takes what is left over, joined by the separator, which Google reads back as separate values."""

_PHONE_LABELS = {"mobile": "Mobile", "work": "Work", "fax": "Work Fax", "home": "Home", "other": "Other"}
_NETWORKS = {"linkedin": "LinkedIn", "github": "GitHub", "youtube": "YouTube", "xing": "XING", "tiktok": "TikTok"}


def _numbered(group: str, parts: Sequence[str] = ("Label", "Value")) -> tuple[str, ...]:
    return tuple(f"{group} {n} - {part}" for n in range(1, GROUPS.get(group, 1) + 1) for part in parts)


HEADER = (
    *columns(
        """
        First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix
        Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo
        Labels
        """
    ),
    *_numbered("E-mail"),
    *_numbered("Phone"),
    *_numbered("Address", columns("Label,Formatted,Street,City,PO Box,Region,Postal Code,Country,Extended Address")),
    *_numbered("Website"),
)


def google_csv(records: Iterable[ContactRecord]) -> Iterator[bytes]:
    """UTF-8 without a byte order mark."""
    return encoded(_rows(records), safe=for_importers)


def _rows(records: Iterable[ContactRecord]) -> Iterator[tuple[str, ...]]:
    yield HEADER
    for record in records:
        yield row(HEADER, _cells(record))


def _cells(record: ContactRecord) -> Cells:
    contact = record.contact
    given, family = given_and_family(contact)
    networks = ((_NETWORKS.get(s.network, s.network.title()), web_address(s.value)) for s in contact.socials)
    return {
        "First Name": given,
        "Last Name": family,
        "Name Prefix": contact.honorific_prefix,
        "Name Suffix": contact.honorific_suffix,
        "Organization Name": contact.organization,
        "Organization Title": contact.title,
        "Organization Department": contact.department,
        "Notes": notes(record),
        "Labels": SEPARATOR.join((MY_CONTACTS, *map(_label, events(record)))),
        **_group("E-mail", [("Work", mail) for mail in contact.emails]),
        **_group("Phone", [(_PHONE_LABELS.get(p.kind, "Other"), dialled(p)) for p in contact.phones]),
        **_group("Website", [*(("Work", web_address(url)) for url in contact.urls), *networks]),
        **_address(contact),
    }


def _label(event: str) -> str:
    """An event's name as a label: it can hold neither the separator nor the mark of system groups."""
    return " ".join(event.replace(":::", ":").split()).lstrip("* ")


def _group(name: str, pairs: list[tuple[str, str]]) -> Cells:
    last = GROUPS[name]
    kept, rest = pairs[: last - 1], pairs[last - 1 :]
    if rest:
        kept.append((rest[0][0], SEPARATOR.join(value for _, value in rest)))
    cells: Cells = {}
    for number, (label, value) in enumerate(kept, start=1):
        cells |= {f"{name} {number} - Label": label, f"{name} {number} - Value": value}
    return cells


def _address(contact: Contact) -> Cells:
    address = contact.address
    if address is None:
        return {}
    return {f"Address 1 - {part}": value for part, value in _address_parts(address).items()}


def _address_parts(address: Address) -> Cells:
    return {
        "Label": "Work",
        "Formatted": address.formatted,
        "Street": street_of(address),
        "City": address.locality,
        "Region": address.region,
        "Postal Code": address.postal_code,
        "Country": country_name(address.country),
    }
