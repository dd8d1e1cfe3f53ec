"""Thunderbird's address book CSV, with the events in 'Custom 1': it has no groups to import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from followup.exchange import slots
from followup.exchange.rows import columns, encoded, for_importers
from followup.exchange.texts import country_name, events, given_and_family, street_of
from followup.model import Address, ContactRecord

HEADER = columns(
    """
    First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone
    Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,Home ZipCode,Home Country
    Work Address,Work Address 2,Work City,Work State,Work ZipCode,Work Country,Job Title,Department,Organization
    Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,Custom 2,Custom 3,Custom 4,Notes
    """
)

_PHONES: slots.Slots = {
    "mobile": ("Mobile Number",),
    "work": ("Work Phone",),
    "fax": ("Fax Number",),
    "home": ("Home Phone",),
}


def thunderbird_csv(records: Iterable[ContactRecord]) -> Iterator[bytes]:
    """UTF-8 without a byte order mark."""

    def rows() -> Iterator[tuple[str, ...]]:
        yield HEADER
        for record in records:
            yield slots.row(HEADER, _cells(record))

    return encoded(rows(), safe=for_importers)


def _cells(record: ContactRecord) -> slots.Cells:
    contact, address = record.contact, record.contact.address or Address()
    given, family = given_and_family(contact)
    phones, more_phones = slots.phones(record, _PHONES)
    emails, more_emails = slots.emails(record, ("Primary Email", "Secondary Email"))
    links, more_links = slots.links(record, ("Web Page 1", "Web Page 2"))
    return {
        "First Name": given,
        "Last Name": family,
        "Display Name": contact.display_name,
        "Work Address": street_of(address),
        "Work City": address.locality,
        "Work State": address.region,
        "Work ZipCode": address.postal_code,
        "Work Country": country_name(address.country),
        "Job Title": contact.title,
        "Department": contact.department,
        "Organization": contact.organization,
        "Custom 1": "; ".join(events(record)),
        "Notes": slots.notes_with(record, more_phones, more_emails, more_links),
        **phones,
        **emails,
        **links,
    }
