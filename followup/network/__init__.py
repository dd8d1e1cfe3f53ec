"""What good networkers do: introduce, share, help, give before they ask, and see who drifts away. Pure functions.

suggest_all(ties)                       introductions that fit, with the reason; propose → asked → answered → introduced
share_with(resource, ties)              whom an article, a job, a resource interests
help_for(offers, ties)                  whose needs the owner could meet
ask_warning(contact, favours, kind)     a word before an ask
health(tie, today)                      how a tie is, in one sentence
select(audience, ties)                  whom to invite
"""

from followup.network.audience import LINKEDIN_NOTE_LENGTH, Audience, linkedin_search, select
from followup.network.goals import reached_by
from followup.network.health import Health, HealthState, health
from followup.network.introducing import IntroductionError, answered, asked, dropped, introduced, propose, side_of
from followup.network.ledger import ASKS, Balance, ask_warning, balance
from followup.network.offering import Fit, Resource, help_for, share_with
from followup.network.suggestions import CommonGround, Suggestion, common_ground, suggest, suggest_all, suggest_to
from followup.network.tags import TagMatch, matches, tag_key

__all__ = [
    "ASKS",
    "LINKEDIN_NOTE_LENGTH",
    "Audience",
    "Balance",
    "CommonGround",
    "Fit",
    "Health",
    "HealthState",
    "IntroductionError",
    "Resource",
    "Suggestion",
    "TagMatch",
    "answered",
    "ask_warning",
    "asked",
    "balance",
    "common_ground",
    "dropped",
    "health",
    "help_for",
    "introduced",
    "linkedin_search",
    "matches",
    "propose",
    "reached_by",
    "select",
    "share_with",
    "side_of",
    "suggest",
    "suggest_all",
    "suggest_to",
    "tag_key",
]
