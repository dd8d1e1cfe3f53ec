"""CSV for two customer systems: HubSpot contacts, and Salesforce leads with their campaign members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from followup.exchange import slots
from followup.exchange.rows import columns, encoded, for_importers
from followup.exchange.texts import country_name, events, given_and_family, street_of
from followup.model import Address, ContactRecord

HUBSPOT_HEADER = columns(
    """
    First Name,Last Name,Email,Phone Number,Mobile Phone Number,Company Name,Job Title,Website URL,Street Address
    City,State/Region,Postal Code,Country/Region,Event
    """
)
LEAD_HEADER = columns(
    """
    LastName,Company,FirstName,Title,Email,Phone,MobilePhone,Fax,Website,Street,City,State,PostalCode,Country
    LeadSource,Description,HasOptedOutOfEmail
    """
)
MEMBER_HEADER = columns(
    """
    CampaignId,LeadId,ContactId,Campaign Member Status,Campaign,Email,FirstName,LastName,Company
    """
)

NOT_PROVIDED = "[not provided]"
"""What Salesforce itself writes where a required field has no value."""

LEAD_SOURCE = "Trade Show"
"""The standard value of the LeadSource list; the event itself is named in the description and in the campaign."""

RESPONDED = "Responded"
"""The standard campaign status of somebody who took part; the other one, 'Sent', means invited."""

_LIMITS = {
    "LastName": 80,
    "FirstName": 40,
    "Company": 255,
    "Title": 128,
    "Email": 80,
    "Phone": 40,
    "MobilePhone": 40,
    "Fax": 40,
    "Website": 255,
    "Street": 255,
    "City": 40,
    "State": 80,
    "PostalCode": 20,
    "Country": 80,
    "Description": 32_000,
}
"""Characters that the fields of a Lead hold (Salesforce Object Reference); a longer value rejects the whole row."""

_HUBSPOT_PHONES: slots.Slots = {
    "mobile": ("Mobile Phone Number",),
    "work": ("Phone Number",),
    "other": ("Phone Number",),
    "home": ("Phone Number",),
}
_LEAD_PHONES: slots.Slots = {
    "mobile": ("MobilePhone",),
    "work": ("Phone",),
    "fax": ("Fax",),
    "home": ("Phone",),
    "other": ("Phone",),
}


def hubspot_csv(records: Iterable[ContactRecord]) -> Iterator[bytes]:
    """Contacts for HubSpot. Email is its key; an empty cell overwrites nothing there."""

    def rows() -> Iterator[tuple[str, ...]]:
        yield HUBSPOT_HEADER
        for record in records:
            yield slots.row(HUBSPOT_HEADER, _hubspot(record))

    return encoded(rows(), safe=for_importers)


def lead_csv(records: Iterable[ContactRecord]) -> Iterator[bytes]:
    """Leads for Salesforce. Whether somebody opted out is not said: an empty cell leaves it to Salesforce."""

    def rows() -> Iterator[tuple[str, ...]]:
        yield LEAD_HEADER
        for record in records:
            cells = _lead(record)
            yield slots.row(LEAD_HEADER, {column: value[: _LIMITS.get(column)] for column, value in cells.items()})

    return encoded(rows(), safe=for_importers)


def campaign_member_csv(records: Iterable[ContactRecord]) -> Iterator[bytes]:
    """One row per contact and event. The ids are Salesforce's own: look them up there by e-mail and campaign."""

    def rows() -> Iterator[tuple[str, ...]]:
        yield MEMBER_HEADER
        for record in records:
            lead = _lead(record)
            for event in events(record):
                yield slots.row(MEMBER_HEADER, lead | {"Campaign": event, "Campaign Member Status": RESPONDED})

    return encoded(rows(), safe=for_importers)


def _hubspot(record: ContactRecord) -> slots.Cells:
    contact, address = record.contact, record.contact.address or Address()
    given, family = given_and_family(contact)
    return {
        "First Name": given,
        "Last Name": family,
        "Company Name": contact.organization,
        "Job Title": contact.title,
        "Street Address": street_of(address),
        "City": address.locality,
        "State/Region": address.region,
        "Postal Code": address.postal_code,
        "Country/Region": country_name(address.country),
        "Event": ";".join(event.replace(";", ",") for event in events(record)),
        **slots.phones(record, _HUBSPOT_PHONES)[0],
        **slots.emails(record, ("Email",))[0],
        **slots.links(record, ("Website URL",))[0],
    }


def _lead(record: ContactRecord) -> slots.Cells:
    contact, address = record.contact, record.contact.address or Address()
    given, family = given_and_family(contact)
    phones, more_phones = slots.phones(record, _LEAD_PHONES)
    emails, more_emails = slots.emails(record, ("Email",))
    links, more_links = slots.links(record, ("Website",))
    return {
        "LastName": family or given or NOT_PROVIDED,
        "FirstName": given if family else "",
        "Company": contact.organization or NOT_PROVIDED,
        "Title": contact.title,
        "Street": street_of(address),
        "City": address.locality,
        "State": address.region,
        "PostalCode": address.postal_code,
        "Country": country_name(address.country),
        "LeadSource": LEAD_SOURCE,
        "Description": slots.notes_with(record, more_phones, more_emails, more_links),
        **phones,
        **emails,
        **links,
    }
