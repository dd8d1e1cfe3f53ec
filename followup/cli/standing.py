"""`aftercard contact list --sort …`: contacts in the order in which their ties need care."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.cli.options import opened
from followup.cli.output import plain, print_json, print_rows

if TYPE_CHECKING:
    from followup.network import Audience

ORDERS = ("name", "health", "last-contact", "due")
"""Named here too, for the help is not to load what sorts; the service says which there are."""

_ALL = 10**9


def print_sorted(event: str | None, search: str, wanted: Audience | None, order: str, as_json: bool) -> None:
    """The contacts that fit, in this order, each with how the tie is and what comes next."""
    from followup.network import Audience
    from followup.service.directory import Filter, Order

    meant = wanted or Audience()
    people = Filter(event=event, search=search, tags=meant.tags, places=meant.places, kinds=meant.kinds)
    with opened() as service:
        found = service.directory.find(people, Order(order), size=_ALL).page
    if as_json:
        print_json(
            [
                {
                    **plain(each.contact),
                    "health": plain(each.glance.health),
                    "last_contact": plain(each.glance.last_contact),
                    "due": plain(each.glance.dues[0]) if each.glance.dues else None,
                }
                for each in found
            ]
        )
        return
    print_rows(
        ("Id", "Name", "Company", "Health", "State", "Last contact", "Next", "Why"),
        (
            (
                *(each.contact.id, each.contact.display_name, each.contact.organization),
                *(each.glance.health.score, each.glance.health.state.value, each.glance.last_contact),
                *(each.glance.dues[0].on if each.glance.dues else "", each.glance.health.why),
            )
            for each in found
        ),
        "No contact fits.",
    )
