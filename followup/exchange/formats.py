"""The forms in which contacts leave, by the names the command line uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from followup.exchange.as_json import contacts_json
from followup.exchange.calendar import Entry, due_calendar
from followup.exchange.crm_csv import campaign_member_csv, hubspot_csv, lead_csv
from followup.exchange.google_csv import google_csv
from followup.exchange.outlook_csv import outlook_com_csv, outlook_csv
from followup.exchange.people_csv import people_csv
from followup.exchange.thunderbird_csv import thunderbird_csv
from followup.exchange.vcard import Picture, vcard3, vcard4
from followup.exchange.xlsx import xlsx
from followup.locale import N_
from followup.model import ContactRecord

Write = Callable[[Iterable[ContactRecord]], Iterator[bytes]]
WritePictured = Callable[[Iterable[ContactRecord], Picture], Iterator[bytes]]
WriteDues = Callable[[Iterable[Entry], datetime], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """One form of export.

    Attributes:
        name: what the command line calls it.
        label: what the page calls it.
        suffix: of the file, with its dot.
        media_type: of the file (IANA).
        write: takes the contacts as a stream and gives the file as a stream of bytes; None for a calendar.
        write_pictured: the same with a picture of each contact; None where the target takes none.
        write_dues: of a calendar: takes what is due and the time of writing instead of contacts.
    """

    name: str
    label: str
    suffix: str
    media_type: str
    write: Write | None
    write_pictured: WritePictured | None = None
    write_dues: WriteDues | None = None


_CSV = "text/csv"
_ALL = (
    Format("vcard", N_("vCard 3.0 (phones, Apple, Google, Outlook)"), ".vcf", "text/vcard", vcard3, vcard3),
    Format("vcard4", "vCard 4.0", ".vcf", "text/vcard", vcard4, vcard4),
    Format("csv", N_("CSV for spreadsheets"), ".csv", _CSV, people_csv),
    Format(
        "xlsx", N_("Excel workbook"), ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx
    ),
    Format("google", "Google Contacts CSV", ".csv", _CSV, google_csv),
    Format("outlook", "Outlook CSV (desktop)", ".csv", _CSV, outlook_csv),
    Format("outlook.com", "Outlook.com CSV (web, new Outlook)", ".csv", _CSV, outlook_com_csv),
    Format("thunderbird", "Thunderbird CSV", ".csv", _CSV, thunderbird_csv),
    Format("hubspot", "HubSpot contacts CSV", ".csv", _CSV, hubspot_csv),
    Format("salesforce", "Salesforce leads CSV", ".csv", _CSV, lead_csv),
    Format("salesforce-campaign", "Salesforce campaign members CSV", ".csv", _CSV, campaign_member_csv),
    Format("ics", N_("Calendar of what is due"), ".ics", "text/calendar", None, write_dues=due_calendar),
    Format("json", N_("JSON for scripts"), ".json", "application/json", contacts_json),
)

FORMATS: Mapping[str, Format] = MappingProxyType({f.name: f for f in _ALL})
"""Every format by name, the usual one first."""


def export(records: Iterable[ContactRecord], format: str) -> Iterator[bytes]:  # noqa: A002  the command line's word
    """The contacts as a file in pieces; nothing is held beyond the contact at hand.

    Raises:
        KeyError: there is no such format, or it is made of what is due and not of contacts.
    """
    write = FORMATS[format].write
    if write is None:
        raise KeyError(format)
    return write(records)
