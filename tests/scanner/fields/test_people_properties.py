"""Whatever the lines say: a reading, in bounded time, whose evidence is text of the lines inside their boxes."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.fields import read_fields
from scanner.model import CardContact, FieldValue, Quad, TextLine

coordinates = st.floats(-50, 2000, allow_nan=False)
points = st.tuples(coordinates, coordinates)
quads: st.SearchStrategy[Quad] = st.tuples(points, points, points, points)
WORDS = (
    "Dr.;Anna;SMITH;& Co. KG;Manager;CEO,;|;Leiterin;株式会社;山田太郎;部長;김민수;of;-;Ltd.;anna@acme.example"
    ";+49 30 000000;12 Main Street;(;est. 1987;Prof.;'s;Иванов;Mc;\u202e"
)
pieces = st.sampled_from(WORDS.split(";"))
long = st.tuples(st.lists(pieces, max_size=7).map("".join), st.integers(2, 60)).map(lambda of: of[0] * of[1])
texts = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=7).map(" ".join), long)
lines = st.lists(st.builds(TextLine, texts, st.floats(0, 1, allow_nan=False), quads), max_size=14)


def values(contact: CardContact) -> list[FieldValue]:
    single = (contact.name, contact.title, contact.department, contact.company, contact.address)
    listed = (*contact.emails, *contact.phones, *contact.websites, *contact.socials)
    return [v for v in (*single, *listed) if v is not None]


@settings(max_examples=150, deadline=None)
@given(lines, st.tuples(st.integers(0, 2000), st.integers(0, 2000)))
def test_arbitrary_lines_give_a_reading(found: list[TextLine], size: tuple[int, int]) -> None:
    reading = read_fields(found, size)
    for value in values(reading.contact):
        assert value.value.strip()
        assert 0.0 <= value.confidence <= 1.0
        assert all(0.0 <= a.confidence <= 1.0 for a in value.alternatives)
        for evidence in value.evidence:
            assert any(evidence.text in line.text for line in found)


@settings(max_examples=60, deadline=None)
@given(lines)
def test_nothing_read_is_lost(found: list[TextLine]) -> None:
    """Every letter of every line stands in some evidence, in the unassigned texts, or beside a value as its label."""
    reading = read_fields(found, (1000, 600))
    kept = [*reading.unassigned, *(e.text for v in values(reading.contact) for e in v.evidence)]
    said = [line.text for line in found if line.text.strip(" \t,;|·•-–—/:()")]
    assert [text for text in said if not any(k and (k in text or text in k) for k in kept)] == []


def test_evidence_boxes_lie_inside_the_line() -> None:
    box = ((100.0, 50.0), (900.0, 50.0), (900.0, 90.0), (100.0, 90.0))
    reading = read_fields([TextLine("Anna Keller | Head of Sales", 0.99, box)], (1000, 600))
    assert reading.contact.name is not None
    assert reading.contact.title is not None
    (name,), (title,) = reading.contact.name.evidence, reading.contact.title.evidence
    assert name.text == "Anna Keller"
    assert name.box[0] == (100.0, 50.0)
    assert name.box[1][0] < title.box[0][0]
    assert title.box[1][0] == 900.0


def test_a_page_of_prose_is_read_in_bounded_time() -> None:
    text = "the quick manager of Acme Group Ltd., a member of Smith & Partners, sells director chairs at Main Street 12"
    page = [
        TextLine(f"{text} {i}", 0.99, ((0, 9 * i), (900, 9 * i), (900, 9 * i + 8), (0, 9 * i + 8))) for i in range(290)
    ]
    read_fields(page[:3], (900, 2700))
    started = process_time()
    read_fields(page, (900, 2700))
    assert process_time() - started < 10


@pytest.mark.parametrize("text", ["www." * 25_000, "é" * 300 + "anna@acme.example"])
def test_a_line_of_any_length_costs_its_neighbours_nothing(text: str) -> None:
    texts = (text, f"{text} Ltd.", "Anna Keller", "anna.keller@acme.example")
    boxes = [((0.0, y), (900.0, y), (900.0, y + 30.0), (0.0, y + 30.0)) for y in (0.0, 50.0, 100.0, 150.0)]
    contact = read_fields([TextLine(t, 0.9, box) for t, box in zip(texts, boxes, strict=True)], (1000, 600)).contact
    assert contact.name is not None
    assert contact.name.value == "Anna Keller"
    assert "anna.keller@acme.example" in [email.value for email in contact.emails]


def test_a_line_of_no_height_costs_its_neighbours_nothing() -> None:
    """Sizes of neighbouring lines are divided by each other."""
    boxes = [((50.0, 100.0), (500.0, 100.0), (500.0, 100.0 + high), (50.0, 100.0 + high)) for high in (20.0, 20.0, 0.0)]
    texts = ("Building B", "anna@acme.example", "CEO")
    reading = read_fields([TextLine(text, 0.9, box) for text, box in zip(texts, boxes, strict=True)], (1000, 600))
    assert [email.value for email in reading.contact.emails] == ["anna@acme.example"]


def test_no_lines_no_contact() -> None:
    assert read_fields([], (1000, 600)).contact == CardContact()


def test_same_lines_same_reading() -> None:
    box = ((0.0, 0.0), (500.0, 0.0), (500.0, 40.0), (0.0, 40.0))
    page = [TextLine("Smith & Sons Ltd", 0.9, box), TextLine("Mary Smith", 0.9, box)]
    assert read_fields(page, (1000, 600)) == read_fields(page, (1000, 600))
