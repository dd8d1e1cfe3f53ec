"""Who is who: duplicates by blocking, merging, new jobs, colleagues, and the two sides of one card. Pure functions.

keys(contact)                     what the store indexes, so that a new contact meets only the few it may be
against(contact, book)            who one contact may be
Index()                           the same for many in a row, while the book grows
duplicates(contacts)              every pair of a whole book
merge(kept, other, take=…)        one contact of two, and what they disagree about
job_changes(newer, book)          the same person at another firm
colleagues(contacts)              people of one firm
fronts_and_backs(sides)           two readings of one card
"""

from followup.matching.colleagues import Firm, colleagues
from followup.matching.index import Index
from followup.matching.jobs import JobChange, all_job_changes, job_change, job_changes
from followup.matching.keys import MAX_BLOCK, keys
from followup.matching.merging import MERGED_FIELDS, Conflict, Merge, merge, merge_relationships
from followup.matching.pairs import THRESHOLD, Pair, against, duplicates
from followup.matching.sides import CardSide, SidePair, fronts_and_backs, said_otherwise

__all__ = [
    "MAX_BLOCK",
    "MERGED_FIELDS",
    "THRESHOLD",
    "CardSide",
    "Conflict",
    "Firm",
    "Index",
    "JobChange",
    "Merge",
    "Pair",
    "SidePair",
    "against",
    "all_job_changes",
    "colleagues",
    "duplicates",
    "fronts_and_backs",
    "job_change",
    "job_changes",
    "keys",
    "merge",
    "merge_relationships",
    "said_otherwise",
]
