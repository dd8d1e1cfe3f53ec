"""`aftercard event …`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from followup.cli.options import Group, json_option, opened
from followup.cli.output import count, plain, print_fields, print_json, print_rows
from followup.model import Event, EventProgress

if TYPE_CHECKING:
    from followup.cadence import FollowUpClock
    from followup.service.event_overview import GoalReached


@click.group(cls=Group)
def event() -> None:
    """Events where cards were collected."""


@event.command("add")
@click.argument("name")
@click.option("starts_on", "--from", metavar="DATE", help="First day, as 2026-11-16.")
@click.option("ends_on", "--to", metavar="DATE", help="Last day.")
@click.option("--place", default="", metavar="TEXT")
@click.option("--url", default="", metavar="URL")
@click.option("--notes", default="", metavar="TEXT")
@click.option("--language", default="", metavar="CODE", help="What to write in to those of whom nothing else is known.")
@click.option("--formal/--familiar", default=None, help="How people address each other there.")
@json_option
def add(*, name: str, as_json: bool, **given: Any) -> None:
    """Make an event."""
    with opened(creates=True) as service:
        made = service.events.add(name, **given)
    if as_json:
        print_json(plain(made))
    else:
        click.echo(f"Event {made.id}: {made.name}")


@event.command("list")
@json_option
def list_(as_json: bool) -> None:
    """Every event with how far its cards have come, the newest first."""
    with opened() as service:
        found = service.events.progress()
        clocks = [service.events.clock(item.event) for item in found]
    if as_json:
        print_json([_object(item, clock) for item, clock in zip(found, clocks, strict=True)])
        return
    print_rows(
        (
            "Id",
            "Event",
            "From",
            "To",
            "Place",
            "Contacts",
            "Reviewed",
            "Drafted",
            "Sent",
            "Answered",
            "Waiting",
            "Failed",
        ),
        (
            (p.event.id, p.event.name, p.event.starts_on, p.event.ends_on, p.event.place, *_counts(p).values())
            for p in found
        ),
        'There is no event yet. Make one: aftercard event add "Web Summit 2026"',
    )


@event.command("show")
@click.argument("name")
@json_option
def show(name: str, as_json: bool) -> None:
    """One event: how far its cards have come, the 48 hours, who waits for a first note, and your goals."""
    with opened() as service:
        found = service.event_overviews.of(name)
    if as_json:
        more = {"unwritten": [c.id for c in found.unwritten], "goals": [_goal(each) for each in found.goals]}
        print_json({**_object(found.progress, found.clock), **more})
        return
    waiting = tuple(f"{c.display_name} ({c.id})" for c in found.unwritten)
    print_fields(
        {
            **_details(found.progress.event),
            **_counts(found.progress),
            "first notes": _said(found.clock) if found.clock else "",
            "not written to": f"{len(waiting)}: {', '.join(waiting)}" if waiting else "",
            "goals": f"{found.goals_reached} of {len(found.goals)} reached" if found.goals else "",
        }
    )
    if found.goals:
        click.echo()
        rows = (
            (each.goal.id, each.goal.kind.value, each.goal.text, tuple(c.display_name for c in each.people))
            for each in found.goals
        )
        print_rows(("Id", "Kind", "Goal", "Met"), rows, "")


@event.command("goal")
@click.argument("name")
@click.option("--meet", multiple=True, metavar="TEXT", help="Whom you want to meet: a name, a firm, a job.")
@click.option("--offer", multiple=True, metavar="TEXT", help="What you can help with.")
@click.option("--seek", multiple=True, metavar="TEXT", help="What you look for.")
@click.option("--drop", type=int, multiple=True, metavar="ID", help="Remove a goal.")
@json_option
def goal(
    *,
    name: str,
    meet: tuple[str, ...],
    offer: tuple[str, ...],
    seek: tuple[str, ...],
    drop: tuple[int, ...],
    as_json: bool,
) -> None:
    """What you want of an event, and who of those you met fits. Options may be given several times."""
    with opened() as service:
        for kind, texts in (("meet", meet), ("offer", offer), ("seek", seek)):
            for text in texts:
                service.goals.add(name, kind, text)
        for goal_id in drop:
            service.goals.remove(goal_id)
        found = service.goals.coverage(name)
    if as_json:
        print_json([{**plain(item.goal), "contact_ids": list(item.contact_ids)} for item in found])
    else:
        rows = ((i.goal.id, i.goal.kind.value, i.goal.text, i.contact_ids) for i in found)
        print_rows(("Id", "Kind", "Goal", "Contacts"), rows, "No goal is noted for this event yet.")


def _goal(each: GoalReached) -> dict[str, object]:
    return {**plain(each.goal), "contact_ids": [c.id for c in each.people]}


def _said(clock: FollowUpClock) -> str:
    """How the 48 hours stand, in business days."""
    by, left = f"by {clock.deadline}", clock.days_left
    if left < 0:
        return f"{by}: {count(-left, 'business day')} late"
    return f"{by}: today" if not left else f"{by}: {count(left, 'business day')} left"


def _details(item: Event) -> dict[str, object]:
    return {
        "id": item.id,
        "name": item.name,
        "from": item.starts_on,
        "to": item.ends_on,
        "place": item.place,
        "url": item.url,
        "notes": item.notes,
    }


def _counts(item: EventProgress) -> dict[str, int]:
    return {
        "contacts": item.contacts,
        "reviewed": item.reviewed,
        "drafted": item.drafted,
        "sent": item.sent,
        "answered": item.answered,
        "waiting": item.waiting,
        "failed": item.failed,
    }


def _object(item: EventProgress, clock: FollowUpClock | None) -> dict[str, object]:
    hours = {"first_note_by": clock.deadline if clock else None, "days_left": clock.days_left if clock else None}
    return {**plain(item.event), **_counts(item), **{name: plain(value) for name, value in hours.items()}}
