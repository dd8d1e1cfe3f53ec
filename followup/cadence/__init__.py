"""Time: business days, rhythms, and who is due when and why. Pure functions; today is always given.

agenda(tie, today)                everything open about one contact
due(ties, today)                  the day's list of all
first_due(standings, load, today) the same of a large book, of which only the most urgent are read
follow_up_clock(met_on, today)    the 48 hours in business days
"""

from followup.cadence.agenda import ANY_DAY, agenda, due, first_due, involved_in
from followup.cadence.business import (
    FollowUpClock,
    add_business_days,
    business_days_between,
    follow_up_clock,
    is_business_day,
    on_business_day,
)
from followup.cadence.due import Due, DueSource, due_uid
from followup.cadence.event_days import EventProposal, propose_events
from followup.cadence.introductions import introduction_dues, introduction_uids
from followup.cadence.occasions import favour_of, occasion_of
from followup.cadence.rhythm import drifted, next_touch
from followup.cadence.soonest import Standing, not_before, turns
from followup.cadence.touches import last_contact

__all__ = [
    "ANY_DAY",
    "Due",
    "DueSource",
    "EventProposal",
    "FollowUpClock",
    "Standing",
    "add_business_days",
    "agenda",
    "business_days_between",
    "drifted",
    "due",
    "due_uid",
    "favour_of",
    "first_due",
    "follow_up_clock",
    "introduction_dues",
    "introduction_uids",
    "involved_in",
    "is_business_day",
    "last_contact",
    "next_touch",
    "not_before",
    "occasion_of",
    "on_business_day",
    "propose_events",
    "turns",
]
