"""One photo from bytes to scans: cards, non-cards, engines that fail, and boxes that stay in the photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner import jsonl, pipeline
from scanner.model import CardScan, FailureCode, LetterDoubt, Photo, Quad, ScanFailure, ScanOptions, TextLine
from scanner.ocr import EngineFailed, EngineMissing, EngineTimedOut
from scanner.ocr.recorded import RecordedEngine
from scanner.pipeline import scan_photo
from tests.scanner import drawing

CARDS = Path(__file__).parents[1] / "data" / "cards"
CORNERS = ((520.0, 180.0), (1260.0, 470.0), (1040.0, 960.0), (300.0, 640.0))
SMALL = drawing.jpeg(drawing.card(drawing.LINES[:2], (400, 240)))
ON_TABLE = drawing.jpeg(drawing.place(drawing.table(), drawing.card(), CORNERS))


def _only(results: Sequence[CardScan | ScanFailure]) -> CardScan:
    (scan,) = results
    assert isinstance(scan, CardScan)
    return scan


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_card_on_a_table_whichever_way_up(turns: int) -> None:
    photo = np.rot90(drawing.place(drawing.table(), drawing.card(), CORNERS), turns)
    scan = _only(scan_photo(Photo("ana.jpg", drawing.jpeg(np.ascontiguousarray(photo))), threads=1))
    assert [line.text for line in scan.lines] == [text for text, _ in drawing.LINES]
    assert scan.contact.emails[0].value == "ana@example.com"
    assert scan.contact.phones[0].value == "+442079460958"
    assert (scan.file, scan.card, scan.cards_in_photo, len(scan.sha256)) == ("ana.jpg", 0, 1, 64)
    truth = {0: (520, 180), 1: (180, 1080), 2: (1080, 1020), 3: (1020, 520)}[turns]
    assert np.allclose(scan.corners[0], truth, atol=25)
    assert scan.seconds.total >= scan.seconds.ocr > 0


def test_every_box_is_in_the_photo_and_the_scan_survives_json() -> None:
    scan = _only(scan_photo(Photo("ana.jpg", ON_TABLE), threads=1))
    evidence = [e.box for value in (*scan.contact.emails, *scan.contact.phones) for e in value.evidence]
    for box in (scan.corners, *(line.box for line in scan.lines), *evidence):
        assert all(0 <= x <= 1600 and 0 <= y <= 1200 for x, y in box)
    assert jsonl.loads(jsonl.dumps(scan)) == scan
    doubted = replace(scan, lines=(replace(scan.lines[0], doubts=(LetterDoubt(1, "m", 0.3),)), *scan.lines[1:]))
    assert jsonl.loads(jsonl.dumps(doubted)) == doubted


def test_the_boxes_stand_where_the_text_stands() -> None:
    scan = _only(scan_photo(Photo("ana.jpg", ON_TABLE), threads=1))
    first = np.mean(scan.lines[0].box, axis=0)
    along, down = np.subtract(CORNERS[1], CORNERS[0]), np.subtract(CORNERS[3], CORNERS[0])
    expected = np.add(CORNERS[0], along * 0.22 + down * 0.15)
    assert np.linalg.norm(first - expected) < 40


def test_two_cards_of_one_photo() -> None:
    results = scan_photo(Photo("two.jpg", (CARDS / "desk-two-cards.jpg").read_bytes()), threads=1)
    assert [(r.card, r.cards_in_photo) for r in results if isinstance(r, CardScan)] == [(0, 2), (1, 2)]


def test_small_cards_all_over_a_table() -> None:
    photo, cards = drawing.table(4000, 3000, grey=110), 12
    for i in range(cards):
        x, y = 500 + i % 3 * 1000, 350 + i // 3 * 620
        photo = drawing.place(photo, drawing.card(), ((x, y), (x + 640, y), (x + 640, y + 384), (x, y + 384)))
    data = drawing.jpeg(photo)
    results = scan_photo(Photo("table.jpg", data), threads=1)
    assert [len(r.contact.emails) for r in results if isinstance(r, CardScan)] == [1] * cards


@pytest.mark.parametrize("file", ["none-prose.jpg", "none-table.jpg"])
def test_what_is_no_card_is_refused(file: str) -> None:
    (failure,) = scan_photo(Photo(file, (CARDS / file).read_bytes()), threads=1)
    assert isinstance(failure, ScanFailure)
    assert failure.code in (FailureCode.NO_CARD, FailureCode.NO_TEXT)


@pytest.mark.parametrize("file", sorted(p.name for p in CARDS.glob("*.jpg") if not p.name.startswith("none-")))
def test_a_real_card_is_never_refused(file: str) -> None:
    assert all(isinstance(r, CardScan) for r in scan_photo(Photo(file, (CARDS / file).read_bytes()), threads=1))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", FailureCode.UNREADABLE_IMAGE),
        (b"plain text", FailureCode.UNSUPPORTED_FORMAT),
        (ON_TABLE[:9000], FailureCode.UNREADABLE_IMAGE),
        (drawing.jpeg(drawing.table()), FailureCode.NO_TEXT),
        (drawing.png(drawing.table(1, 1)), FailureCode.NO_TEXT),
        (drawing.png(drawing.table(60_000, 10)), FailureCode.NO_TEXT),
        (drawing.png(drawing.table(100, 9_000)), FailureCode.NO_TEXT),
    ],
)
def test_failures_are_values(data: bytes, code: FailureCode) -> None:
    (failure,) = scan_photo(Photo("x.jpg", data), threads=1)
    assert isinstance(failure, ScanFailure)
    assert failure.code is code
    assert jsonl.loads(jsonl.dumps(failure)) == failure


@dataclass
class BrokenEngine:
    """Fails, or answers what no engine should."""

    error: Exception | None = None
    answer: tuple[TextLine, ...] = ()
    name: str = "broken"

    def read(self, image: object, boxes: Sequence[Quad] = ()) -> tuple[TextLine, ...]:
        if self.error:
            raise self.error
        return self.answer


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (EngineFailed("It crashed."), FailureCode.OCR_FAILED),
        (EngineTimedOut("It took too long."), FailureCode.TIMED_OUT),
        (RuntimeError("secret detail"), FailureCode.OCR_FAILED),
        (MemoryError(), FailureCode.OCR_FAILED),
    ],
)
def test_an_engine_that_fails_costs_its_photo_only(error: Exception, code: FailureCode) -> None:
    (failure,) = scan_photo(Photo("x.jpg", ON_TABLE), threads=1, engine=BrokenEngine(error))
    assert isinstance(failure, ScanFailure)
    assert failure.code is code
    assert "secret" not in failure.message


def test_a_missing_engine_is_said_once_for_all_photos() -> None:
    with pytest.raises(EngineMissing):
        scan_photo(Photo("x.jpg", ON_TABLE), threads=1, engine=BrokenEngine(EngineMissing("No engine.", "Get one.")))


def test_an_unknown_engine_is_a_failure_not_a_crash() -> None:
    (failure,) = scan_photo(Photo("x.jpg", ON_TABLE), ScanOptions(engine="magic"), threads=1)
    assert isinstance(failure, ScanFailure)


def test_a_photo_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "TIME_LIMIT", 0.0)
    (failure,) = scan_photo(Photo("x.jpg", ON_TABLE), threads=1)
    assert isinstance(failure, ScanFailure)
    assert failure.code is FailureCode.TIMED_OUT


points = st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4))
garbage = st.lists(st.builds(TextLine, st.text(max_size=80), st.floats(0, 1), st.tuples(*[points] * 4)), max_size=12)


@settings(max_examples=20, deadline=None)
@given(garbage)
def test_any_answer_of_an_engine_is_a_scan_or_a_failure(lines: list[TextLine]) -> None:
    for result in scan_photo(Photo("x.jpg", SMALL), threads=1, engine=RecordedEngine(tuple(lines))):
        assert jsonl.loads(jsonl.dumps(result)) == result
        if isinstance(result, CardScan):
            assert all(0 <= x <= 400 and 0 <= y <= 240 for line in result.lines for x, y in line.box)


def test_a_recording_is_read_from_a_scan_line() -> None:
    scan = _only(scan_photo(Photo("ana.jpg", ON_TABLE), threads=1))
    assert RecordedEngine.from_json(jsonl.dumps(scan)).lines == scan.lines
    with pytest.raises(EngineFailed):
        RecordedEngine.from_json('{"lines": 3}')
