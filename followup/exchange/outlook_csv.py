"""Outlook's two CSV forms: the desktop program's (with Categories) and Outlook.com's (without)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from followup.exchange import slots
from followup.exchange.rows import columns, encoded, for_importers
from followup.exchange.texts import country_name, events, given_and_family, street_of
from followup.model import Address, ContactRecord

DESKTOP_HEADER = columns(
    """
    Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2
    Business Street 3,Business City,Business State,Business Postal Code,Business Country/Region,Home Street
    Home Street 2,Home Street 3,Home City,Home State,Home Postal Code,Home Country/Region,Other Street
    Other Street 2,Other Street 3,Other City,Other State,Other Postal Code,Other Country/Region,Assistant's Phone
    Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,Company Main Phone,Home Fax,Home Phone
    Home Phone 2,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,Radio Phone,TTY/TDD Phone,Telex,Account
    Anniversary,Assistant's Name,Billing Information,Birthday,Business Address PO Box,Categories,Children
    Directory Server,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Type
    E-mail 2 Display Name,E-mail 3 Address,E-mail 3 Type,E-mail 3 Display Name,Gender,Government ID Number,Hobby
    Home Address PO Box,Initials,Internet Free Busy,Keywords,Language,Location,Manager's Name,Mileage,Notes
    Office Location,Organizational ID Number,Other Address PO Box,Priority,Private,Profession,Referred By
    Sensitivity,Spouse,User 1,User 2,User 3,User 4,Web Page
    """
)

ONLINE_HEADER = columns(
    """
    First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address
    E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,Business Phone 2,Mobile Phone,Car Phone,Other Phone
    Primary Phone,Pager,Business Fax,Home Fax,Other Fax,Company Main Phone,Callback,Radio Phone,Telex,TTY/TDD Phone
    IMAddress,Job Title,Department,Company,Office Location,Manager's Name,Assistant's Name,Assistant's Phone
    Company Yomi,Business Street,Business City,Business State,Business Postal Code,Business Country/Region
    Home Street,Home City,Home State,Home Postal Code,Home Country/Region,Other Street,Other City,Other State
    Other Postal Code,Other Country/Region,Personal Web Page,Spouse,Schools,Hobby,Location,Web Page,Birthday
    Anniversary,Notes
    """
)

_PHONES: slots.Slots = {
    "mobile": ("Mobile Phone", "Car Phone"),
    "work": ("Business Phone", "Business Phone 2", "Company Main Phone", "Primary Phone"),
    "fax": ("Business Fax", "Other Fax"),
    "home": ("Home Phone", "Home Phone 2"),
    "other": ("Other Phone", "Primary Phone"),
}
_EMAILS = ("E-mail Address", "E-mail 2 Address", "E-mail 3 Address")


def outlook_csv(records: Iterable[ContactRecord]) -> Iterator[bytes]:
    """For the desktop program's import: 92 columns, the events as categories."""

    def rows() -> Iterator[tuple[str, ...]]:
        yield DESKTOP_HEADER
        for record in records:
            cells = _shared(record, ("Web Page",)) | {"Categories": _categories(record)}
            typed = {c.replace("Address", "Type"): "SMTP" for c in _EMAILS if cells.get(c)}
            yield slots.row(DESKTOP_HEADER, cells | typed)

    return encoded(rows(), safe=for_importers)


def outlook_com_csv(records: Iterable[ContactRecord]) -> Iterator[bytes]:
    """For Outlook.com and the new Outlook: 61 columns, none for categories; the events stand in the notes."""

    def rows() -> Iterator[tuple[str, ...]]:
        yield ONLINE_HEADER
        for record in records:
            yield slots.row(ONLINE_HEADER, _shared(record, ("Web Page", "Personal Web Page")))

    return encoded(rows(), safe=for_importers)


def _shared(record: ContactRecord, link_columns: tuple[str, ...]) -> slots.Cells:
    """What both forms call by the same names; 'Title' is the honorific in both."""
    contact, address = record.contact, record.contact.address or Address()
    given, family = given_and_family(contact)
    phones, more_phones = slots.phones(record, _PHONES)
    emails, more_emails = slots.emails(record, _EMAILS)
    links, more_links = slots.links(record, link_columns)
    return {
        "Title": contact.honorific_prefix,
        "First Name": given,
        "Last Name": family,
        "Suffix": contact.honorific_suffix,
        "Company": contact.organization,
        "Department": contact.department,
        "Job Title": contact.title,
        "Business Street": street_of(address),
        "Business City": address.locality,
        "Business State": address.region,
        "Business Postal Code": address.postal_code,
        "Business Country/Region": country_name(address.country),
        "Notes": slots.notes_with(record, more_phones, more_emails, more_links),
        **phones,
        **emails,
        **links,
    }


def _categories(record: ContactRecord) -> str:
    """The events, several with ';', which therefore no name can hold."""
    return ";".join(event.replace(";", ",") for event in events(record))
