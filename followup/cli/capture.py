"""`aftercard capture`: store photos at an event and read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from followup.cli import sides
from followup.cli.options import Command, Line, json_option, opened
from followup.cli.output import count, print_json, printable
from followup.cli.photos import Reading, engine_errors, given_photos, photo_arguments
from followup.cli.progress import progress
from followup.cli.proposed_event import event_of
from followup.errors import NothingReadableError, SomePhotosFailedError

if TYPE_CHECKING:
    from followup.matching import JobChange
    from followup.service import CaptureItem
    from followup.service.duplicates import Duplicate
    from followup.service.sides import BothSides


@click.command(cls=Command)
@photo_arguments
@click.option("--event", metavar="NAME", help="The event: its name or number. Default: where all were taken.")
@json_option
def capture(
    *,
    photos: tuple[str, ...],
    event: str | None,
    as_json: bool,
    engine: str,
    lang: str,
    region: str,
    workers: int | None,
    cluster: str,
) -> None:
    """Store photos at an event and read their cards into contacts.

    A photo that was captured before is recognised by its content. An interrupted capture is continued by the next one.
    Without --event the days on which the photos were taken decide, if they were all taken during one event.
    """
    click.get_current_context().ensure_object(Line).continues = True
    reading = Reading(engine, lang, region, workers, cluster)
    with opened() as service, engine_errors():
        where = service.events.get(event if event is not None else event_of(service, photos))
        items = _finished(service.photos.capture(where.id, given_photos(photos), reading.scanning()))
        name = where.name
        people = sorted({i for item in items if item.failure is None for i in item.contact_ids})
        pairs = service.sides.of_contacts(people)
        joined = {frozenset((both.front.id, both.back.id)) for both in pairs}
        jobs = service.new_jobs.of_contacts(people)
        joined |= {frozenset((job.old_id, job.new_id)) for job in jobs}
        twins = [t for t in service.duplicates.of_contacts(people) if {t.pair.a_id, t.pair.b_id} not in joined]
    if as_json:
        print_json([{**_object(item, twins, pairs), "new_jobs": _moved(item, jobs)} for item in items])
    else:
        click.echo(_summary(items, name))
        for line in (*map(sides.proposal, pairs), *map(_new_job, jobs), *map(_proposal, twins)):
            click.echo(line, err=True)
    _check(items)


def _finished(items: Iterable[CaptureItem]) -> list[CaptureItem]:
    """The final item of every photo; failures are said as they happen."""
    finished = []
    with progress("Storing") as report:
        for item in items:
            report(item.done, item.total, "Storing" if item.outcome == "stored" else "Reading")
            if item.outcome == "stored":
                continue
            finished.append(item)
            if item.failure:
                click.echo(f"{printable(item.label)}: {item.failure.message} {item.failure.hint}", err=True)
    return finished


def _summary(items: list[CaptureItem], event: str) -> str:
    counts = Counter(item.outcome.value for item in items)
    people = len({contact for item in items for contact in item.contact_ids})
    parts = [f"{counts['read']} read", f"{counts['seen']} seen before", f"{counts['failed']} failed"]
    return f"{count(len(items), 'photo')} at {printable(event)!r}: {', '.join(parts)}; {count(people, 'contact')}."


def _proposal(twin: Duplicate) -> str:
    a, b = twin.pair.a_id, twin.pair.b_id
    names = f"{printable(twin.b.display_name)} ({b}) may be {printable(twin.a.display_name)} ({a})"
    return f"{names}: {', '.join(twin.pair.reasons)}. aftercard contact merge {a} {b}, or distinct {a} {b}"


def _new_job(job: JobChange) -> str:
    old, new = job.old_id, job.new_id
    return f"{printable(job.why)} aftercard contact new-job {old} {new}, or distinct {old} {new}"


def _moved(item: CaptureItem, jobs: Sequence[JobChange]) -> list[dict[str, object]]:
    mine = (job for job in jobs if {job.old_id, job.new_id} & set(item.contact_ids))
    return [{"contacts": [job.old_id, job.new_id], "score": job.score, "why": job.why} for job in mine]


def _object(item: CaptureItem, twins: Sequence[Duplicate], both: Sequence[BothSides]) -> dict[str, object]:
    failure = item.failure
    pairs = [twin.pair for twin in twins if {twin.pair.a_id, twin.pair.b_id} & set(item.contact_ids)]
    error = {"code": failure.code.value, "message": failure.message, "hint": failure.hint} if failure else None
    return {
        "id": item.photo_id,
        "file": item.label,
        "outcome": item.outcome.value,
        "contacts": list(item.contact_ids),
        "error": error,
        "duplicates": [{"contacts": [p.a_id, p.b_id], "score": p.score, "reasons": list(p.reasons)} for p in pairs],
        "sides": [sides.as_object(b) for b in both if {b.front.id, b.back.id} & set(item.contact_ids)],
    }


def _check(items: list[CaptureItem]) -> None:
    failed = sum(item.outcome == "failed" for item in items)
    unread = {item.photo_id for item in items if item.outcome == "failed" and item.photo_id is not None}
    if not items:
        raise NothingReadableError("There was no photo to read.", "Name photos, or a folder that holds some.")
    if all(item.outcome == "failed" or item.photo_id in unread for item in items):  # given twice, it failed twice
        raise NothingReadableError("None of the photos gave a card.", "They are kept where they could be stored.")
    if failed:
        raise SomePhotosFailedError(f"{failed} of {count(len(items), 'photo')} gave no card; the rest is done.")
