"""The one layer that the page and the command line call: what Aftercard can do, as plain calls with plain values.

    with Aftercard.open(settings.load()) as aftercard:
        aftercard.events.add("Web Summit 2026", place="Lisbon")
        for item in aftercard.photos.capture("web summit 2026", photos, scan):
            print(item.done, item.total, item.label, item.outcome)
        aftercard.drafts.make("web summit 2026", "thank-you")

No widget, no print and no engine in here; whoever calls it brings the function that reads cards.
"""

from followup.service.aftercard import Aftercard
from followup.service.capture import CaptureItem, Outcome, ScanFunction
from followup.service.contact_fields import ContactChanges
from followup.service.contacts import Erased
from followup.service.departures import Request, SendItem, SendOutcome
from followup.service.drafts import DraftChanges
from followup.service.encounters import EncounterChanges
from followup.service.events import EventChanges
from followup.service.mail_account import AccountChanges
from followup.service.owner import SenderChanges

__all__ = [
    "AccountChanges",
    "Aftercard",
    "CaptureItem",
    "ContactChanges",
    "DraftChanges",
    "EncounterChanges",
    "Erased",
    "EventChanges",
    "Outcome",
    "Request",
    "ScanFunction",
    "SendItem",
    "SendOutcome",
    "SenderChanges",
]
