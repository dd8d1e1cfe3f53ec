"""The plain CSV for people: one row per contact, made to be opened in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from followup.exchange.rows import encoded, for_people
from followup.exchange.texts import country_name, events, given_and_family, met_on, web_address
from followup.model import Address, Contact, ContactRecord, Phone

HEADER = (
    "Name",
    "Given name",
    "Family name",
    "Prefix",
    "Suffix",
    "Job title",
    "Department",
    "Organization",
    "E-mail",
    "E-mail 2",
    "Mobile",
    "Phone",
    "Fax",
    "Other phones",
    "Website",
    "Profiles",
    "Address",
    "Street",
    "Postal code",
    "City",
    "Region",
    "Country",
    "Event",
    "Met on",
    "Topic",
    "Promised",
    "Next step",
    "Next step on",
    "Introduced by",
    "Meeting notes",
    "Note",
)


def people_csv(records: Iterable[ContactRecord]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, every cell safe in a spreadsheet."""
    return encoded(people_rows(records), safe=for_people, bom=True)


def people_rows(records: Iterable[ContactRecord]) -> Iterator[tuple[str, ...]]:
    """The header and a row per contact, cells not yet made safe."""
    yield HEADER
    for record in records:
        yield (*_person(record.contact), *_reach(record.contact), *_meetings(record), record.contact.note)


def _person(contact: Contact) -> tuple[str, ...]:
    return (
        contact.name,
        *given_and_family(contact),
        contact.honorific_prefix,
        contact.honorific_suffix,
        contact.title,
        contact.department,
        contact.organization,
    )


def _reach(contact: Contact) -> tuple[str, ...]:
    emails = (*contact.emails, "", "")
    named = [_first(contact.phones, kind) for kind in ("mobile", "work", "fax")]
    others = [p for p in contact.phones if p not in named]
    address = contact.address or Address()
    return (
        emails[0],
        ", ".join(e for e in emails[1:] if e),
        *(readable(phone) if phone else "" for phone in named),
        ", ".join(f"{readable(phone)} ({phone.kind})" for phone in others),
        " ".join(web_address(url) for url in contact.urls),
        " ".join(web_address(social.value) for social in contact.socials),
        address.formatted,
        address.street,
        address.postal_code,
        address.locality,
        address.region,
        country_name(address.country),
    )


def readable(phone: Phone) -> str:
    """The number as a person reads it."""
    return phone.value.replace(";ext=", " ext. ")


def _first(phones: tuple[Phone, ...], kind: str) -> Phone | None:
    return next((phone for phone in phones if phone.kind == kind), None)


def _meetings(record: ContactRecord) -> tuple[str, ...]:
    """What was said, joined by '; ' where the contact was met more than once."""

    def joined(values: Iterable[object]) -> str:
        return "; ".join(str(v) for v in values if v)

    met = [meeting.encounter for meeting in record.meetings]
    return (
        joined(events(record)),
        joined(map(met_on, record.meetings)),
        joined(m.topic for m in met),
        joined(m.promised for m in met),
        joined(m.next_step for m in met),
        joined(m.next_step_on for m in met),
        joined(m.introduced_by for m in met),
        joined(m.note for m in met),
    )
