"""People who were met again with another firm on the card: seen, and made one contact with a reason to congratulate."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from followup import matching
from followup.matching import JobChange
from followup.model import Contact
from followup.relations import DateKind, ImportantDate
from followup.service import joining, lookup
from followup.service.context import Context
from followup.store import contacts, distinct, matching_keys, relationships

_OF_THE_JOB = ("title", "department", "organization")


class NewJobs:
    """What can be done about people who changed their job. Of two entries the one added first is the earlier one."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._today = context.today

    def all(self) -> tuple[JobChange, ...]:
        """Every two entries of the book that look like one person at two firms, the likeliest first."""
        with self._database.read() as connection:
            return matching.all_job_changes(contacts.find(connection), distinct.pairs(connection))

    def of_contacts(self, contact_ids: Collection[int]) -> tuple[JobChange, ...]:
        """Those that one of these contacts is part of, as after a capture.

        Raises:
            UnknownItemError: one of them does not exist.
        """
        found: dict[tuple[int, int], JobChange] = {}
        with self._database.read() as connection:
            apart = distinct.pairs(connection)
            for contact_id in contact_ids:
                one = lookup.contact(connection, contact_id)
                near = contacts.by_ids(connection, matching_keys.near(connection, one))
                for change in matching.all_job_changes((one, *near), apart):
                    if contact_id in (change.old_id, change.new_id):
                        found[change.old_id, change.new_id] = change
        return tuple(sorted(found.values(), key=lambda change: (-change.score, change.old_id)))

    def accept(self, old_id: int, new_id: int) -> Contact:
        """Make one contact of both: the job and the first address are the new ones, all else is kept from both.

        The new role becomes a day to congratulate on. The change log takes all of it back at once.

        Raises:
            UnknownItemError: one of them does not exist.
            UsageError: they are the same.
        """
        with self._database.write() as connection:
            old, new = joining.two(connection, old_id, new_id)
            merged = matching.merge(old, new, _OF_THE_JOB).contact
            emails = tuple(dict.fromkeys((*new.emails, *merged.emails)))
            after = joining.join(connection, old.id, new.id, replace(merged, emails=emails))
            kept = relationships.get(connection, old.id)
            today = self._today()
            label = ", ".join(filter(None, (after.title, after.organization)))
            role = ImportantDate(kind=DateKind.NEW_ROLE, month=today.month, day=today.day, year=today.year, label=label)
            # Not logged by itself: undoing the merge writes the relationship from before it, without this day.
            relationships.write(connection, old.id, replace(kept, dates=(*kept.dates, role)))
        return after
