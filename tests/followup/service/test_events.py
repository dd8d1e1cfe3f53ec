from __future__ import annotations

from datetime import date

import pytest

from followup.errors import DuplicateEventError, InvalidValueError, UnknownEventError
from followup.model import Event
from followup.service import Aftercard


def test_an_event_is_found_by_name_number_and_uid(aftercard: Aftercard, summit: Event) -> None:
    found = {aftercard.events.get(ref) for ref in ("Web Summit 2026", "  web  SUMMIT 2026", summit.id, "1", summit.uid)}
    assert found == {summit}
    assert summit.starts_on == date(2026, 11, 16)
    assert summit.place == "Lisbon"


def test_a_name_wins_over_a_number(aftercard: Aftercard, summit: Event) -> None:
    named = aftercard.events.add(str(summit.id))
    assert aftercard.events.get(str(summit.id)) == named


@pytest.mark.parametrize("name", ["web summit 2026", "WEB SUMMIT 2026 ", "Web\u00a0Summit 2026"])
def test_a_name_is_unique_whatever_its_case(aftercard: Aftercard, summit: Event, name: str) -> None:
    with pytest.raises(DuplicateEventError, match="already"):
        aftercard.events.add(name)
    other = aftercard.events.add("Other")
    with pytest.raises(DuplicateEventError):
        aftercard.events.edit(other.id, name=name)
    assert len(aftercard.events.list()) == 2


@pytest.mark.parametrize(
    ("asked", "near"),
    [("Web Sumit", ("Web Summit 2026",)), ("summit", ("Web Summit 2026",)), ("Hannover Messe", ())],
)
def test_an_unknown_event_names_those_that_look_alike(
    aftercard: Aftercard, summit: Event, asked: str, near: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownEventError) as caught:
        aftercard.events.get(asked)
    assert caught.value.near == near
    assert caught.value.hint
    assert caught.value.exit_code == 2


def test_without_any_event_the_hint_says_how_to_make_one(aftercard: Aftercard) -> None:
    with pytest.raises(UnknownEventError, match="aftercard event add 'Fair'"):
        aftercard.events.get("Fair")


@pytest.mark.parametrize(
    "values",
    [
        {"name": " \t"},
        {"name": "x" * 501},
        {"name": "Fair", "starts_on": "2026-02-30"},
        {"name": "Fair", "starts_on": "soon"},
        {"name": "Fair", "starts_on": "2026-03-02", "ends_on": "2026-03-01"},
        {"name": "Fair", "ends_on": "2026-03-01"},
        {"name": "Fair", "url": "javascript:alert(1)"},
    ],
)
def test_an_impossible_event_is_refused_and_nothing_is_made(aftercard: Aftercard, values: dict[str, str]) -> None:
    with pytest.raises(InvalidValueError):
        aftercard.events.add(**values)
    assert aftercard.events.list() == ()


def test_an_edit_changes_what_is_given(aftercard: Aftercard, summit: Event) -> None:
    edited = aftercard.events.edit("web summit 2026", place="Porto", ends_on=date(2026, 11, 20))
    assert (edited.place, edited.ends_on, edited.name) == ("Porto", date(2026, 11, 20), "Web Summit 2026")
    assert aftercard.events.get(summit.id) == edited


def test_an_edit_checks_the_dates_together(aftercard: Aftercard, summit: Event) -> None:
    with pytest.raises(InvalidValueError, match="before it begins"):
        aftercard.events.edit(summit.id, starts_on="2026-12-01")
    assert aftercard.events.get(summit.id) == summit


def test_text_that_reorders_or_hides_is_taken_out(aftercard: Aftercard) -> None:
    made = aftercard.events.add("Fair\u202e2026\x1b[2J\nin Rome")
    assert made.name == "Fair2026[2J in Rome"
