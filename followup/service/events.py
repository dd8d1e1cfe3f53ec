"""Events: the spine that contacts hang on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy.exc import IntegrityError

from followup.cadence import EventProposal, FollowUpClock, follow_up_clock, propose_events
from followup.errors import DuplicateEventError, InvalidValueError
from followup.locale import _
from followup.model import Event, EventProgress
from followup.service import lookup, values
from followup.service.context import Context
from followup.service.lookup import EventRef
from followup.store import events


class EventChanges(TypedDict, total=False):
    """The fields of `Event` that a person edits; those left out stay as they are. Dates may be ISO 8601 text."""

    name: str
    starts_on: date | str | None
    ends_on: date | str | None
    place: str
    url: str
    notes: str
    language: str
    formal: bool | None


class Events:
    """What can be done with events."""

    def __init__(self, context: Context) -> None:
        self._database = context.database
        self._today = context.today

    def add(
        self,
        name: str,
        *,
        starts_on: date | str | None = None,
        ends_on: date | str | None = None,
        place: str = "",
        url: str = "",
        notes: str = "",
        language: str = "",
        formal: bool | None = None,
    ) -> Event:
        """Make an event.

        Raises:
            DuplicateEventError: there is one of this name, whatever its case.
            InvalidValueError: no name, an impossible date, or an end before the beginning.
        """
        given: EventChanges = {
            "name": name,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "place": place,
            "url": url,
            "notes": notes,
            "language": language,
            "formal": formal,
        }
        new = Event(**_cleaned(given))
        _check_order(new.starts_on, new.ends_on)
        try:
            with self._database.write() as connection:
                return events.add(connection, new)
        except IntegrityError as error:
            raise _duplicate(new.name) from error

    def edit(self, ref: EventRef, **changes: Unpack[EventChanges]) -> Event:
        """Change the given fields.

        Raises:
            UnknownEventError, DuplicateEventError, InvalidValueError: nothing was changed.
        """
        clean = _cleaned(changes)
        try:
            with self._database.write() as connection:
                found = lookup.event(connection, ref)
                _check_order(clean.get("starts_on", found.starts_on), clean.get("ends_on", found.ends_on))
                events.change(connection, found.id, clean)
                return lookup.event(connection, found.id)
        except IntegrityError as error:
            raise _duplicate(str(clean.get("name"))) from error

    def get(self, ref: EventRef) -> Event:
        """The event of this name, id or uid.

        Raises:
            UnknownEventError: there is none; the error names those that look alike.
        """
        with self._database.read() as connection:
            return lookup.event(connection, ref)

    def list(self) -> tuple[Event, ...]:
        """Every event, the newest first."""
        with self._database.read() as connection:
            return events.all_events(connection)

    def progress(self, *, responses_too: bool = True) -> tuple[EventProgress, ...]:
        """Every event with how far its cards have come, the newest first.

        Args:
            responses_too: count who was written to and who answered, which takes as long as all the rest.
        """
        with self._database.read() as connection:
            return tuple(events.progress(connection, responses_too=responses_too).values())

    def proposals(self, taken: Iterable[date | datetime | None]) -> tuple[EventProposal, ...]:
        """Which events photos may belong to, the likeliest first; empty when their days say nothing.

        Args:
            taken: when each photo was taken, by the camera's clock; None where it does not say.
        """
        days = (at.date() if isinstance(at, datetime) else at for at in taken)
        with self._database.read() as connection:
            return propose_events((day for day in days if day), events.all_events(connection))

    def clock(self, event: Event) -> FollowUpClock | None:
        """The 48 hours after the event in business days; None when its days are not known."""
        last = event.ends_on or event.starts_on
        return follow_up_clock(last, self._today()) if last else None


def _cleaned(changes: Mapping[str, Any] | EventChanges) -> dict[str, Any]:
    values.known(changes, tuple(EventChanges.__annotations__), "event")
    return {name: _clean(name, value) for name, value in changes.items()}


def _clean(name: str, value: Any) -> Any:
    if name in ("starts_on", "ends_on"):
        return values.day(value, "the event's first day" if name == "starts_on" else "the event's last day")
    if name == "formal":
        return value
    if name == "language":
        return values.language(value)
    if name == "notes":
        return values.lines(value, name)
    if name == "url":
        return values.web_address(value, name)
    return values.line(value, "event's name" if name == "name" else name, required=name == "name")


def _check_order(starts_on: date | None, ends_on: date | None) -> None:
    if ends_on and not starts_on:
        raise InvalidValueError(_("The event has a last day and no first day."), _("Give --from too."))
    if starts_on and ends_on and ends_on < starts_on:
        raise InvalidValueError(
            _("The event ends on {ends_on}, before it begins on {starts_on}.", ends_on=ends_on, starts_on=starts_on),
            _("Swap the dates."),
        )


def _duplicate(name: str) -> DuplicateEventError:
    return DuplicateEventError(
        _("There is an event called {name!r} already.", name=name), _("Use it, or choose another name.")
    )
