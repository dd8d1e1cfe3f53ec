"""Everybody at a glance: health, last contact and what is due, worked out once and kept until something changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from followup import cadence
from followup.cadence import Due
from followup.model import Tie
from followup.network import Health, HealthState, health
from followup.relations import Introduction
from followup.service.context import Context
from followup.store import everybody, introductions
from followup.store.everybody import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """One contact at a glance.

    Attributes:
        name: what to call the contact.
        last_contact: the last day on which one reached the other; None when never.
        dues: everything open, also what is still to come, the earliest first.
    """

    contact_id: int
    name: str
    health: Health
    last_contact: date | None
    dues: tuple[Due, ...]

    def due(self, today: date) -> Due | None:
        """What has opened by the day, the earliest of it."""
        return next((due for due in self.dues if due.opens <= today), None)


class Overview:
    """Glances at the whole book. Reading it anew is quick, working it out is not: only what changed is."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._today = context.today
        self._lock = Lock()
        self._day = date.min
        self._kept: dict[int, tuple[Rows, Glance]] = {}

    def all(self) -> Mapping[int, Glance]:
        """Everybody, by the contact's id, as of now."""
        today = self._today()
        with self._lock:
            before = self._kept if self._day == today else {}
            self._kept = {}
            with self._database.read() as connection:
                for contact_id, rows in everybody.read(connection):
                    known = before.get(contact_id)
                    self._kept[contact_id] = (
                        known if known and known[0] == rows else (rows, glance(everybody.tie(rows), today))
                    )
                under_way = introductions.under_way(connection)
            self._day = today
            return {i: glance for i, (_rows, glance) in self._kept.items()} | self._involved(under_way, today)

    def _involved(self, under_way: Sequence[Introduction], today: date) -> dict[int, Glance]:
        """Those who are being introduced, of whom more is due: it hangs on the other person too, so it is not kept."""
        ids = sorted(i for i in cadence.involved_in(under_way) if i in self._kept)
        people = [everybody.tie(self._kept[i][0]) for i in ids]
        found = cadence.due(people, today, introductions=under_way, ahead=cadence.ANY_DAY)
        return {i: replace(self._kept[i][1], dues=tuple(due for due in found if due.contact_id == i)) for i in ids}

    def health(self, contact_ids: set[int] | None = None) -> dict[HealthState, int]:
        """How many are in each state, of these or of everybody; every state is there."""
        count = Counter(
            glance.health.state for i, glance in self.all().items() if contact_ids is None or i in contact_ids
        )
        return {state: count[state] for state in HealthState}


def glance(tie: Tie, today: date) -> Glance:
    """One contact at a glance, from all that is known, or from what `followup.store.everybody` reads."""
    return Glance(
        contact_id=tie.contact.id,
        name=tie.contact.display_name,
        health=health(tie, today),
        last_contact=cadence.last_contact(tie, today),
        dues=cadence.agenda(tie, today),
    )
