"""The page speaks the reader's language, wherever the sentence is made."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from followup.locale import speaking
from followup.ui import failures
from scanner.failures import stopped
from scanner.model import Photo
from scanner.photo import errors
from scanner.photo.containers import MAX_MEMBERS, no_pictures
from scanner.photo.decoding import decode
from scanner.photo.pages import MAX_PAGES
from scanner.photo.sources import MAX_STREAM
from scanner.picture_size import MAX_BYTES, MAX_JPEG_PIXELS, MAX_PIXELS
from tests.ui.recorded import ANA, BROKEN, photo_of
from tests.ui.visit import Visit, with_cards

ROOT = Path(__file__).parents[2]


def test_the_owner_chooses_german_and_everything_is_german(visit: Visit) -> None:
    visit.desk.service.events.add("Hannover Messe")
    visit.open("settings")
    visit.choose("page-language", "de")
    with speaking("de"):  # AppTest calls a select box's `format_func` again, on the test's own thread
        visit.open("today")
        assert "Noch keine Karten" in visit.text()
        visit.open("capture")
        visit.drop(("ana.jpg", photo_of(ANA)), ("kaputt.jpg", BROKEN))
        assert "2 Fotos gelesen · 1 Karte gefunden" in visit.text()
        assert "1 Foto ohne Karte" in visit.text()
        visit.open("today")
        assert "Hannover Messe" in visit.text()
        assert "1 Kontakt · 0 geprüft · 0 mit Entwurf" in visit.text()


def test_reasons_and_errors_from_below_are_german_too(visit: Visit) -> None:
    event = with_cards(visit, ANA)
    service = visit.desk.service
    service.owner.set_language("de")
    (ana,) = service.contacts.list(event=event.id)
    service.encounters.note(ana.id, event.id, next_step="Angebot", next_step_on="2026-05-04")
    visit.run()
    with speaking("de"):
        visit.open("today")
        assert "Der nächste Schritt mit Ana Lopes seit Iberia Expo 2026: Angebot." in visit.text()
        visit.open("review")
        visit.type("E-Mail", "ana at acme")
        assert "'ana at acme' ist keine E-Mail-Adresse" in visit.text()


def test_without_a_choice_the_browser_decides_and_english_is_for_the_others(visit: Visit) -> None:
    visit.open("today")
    assert "Where did you collect the cards?" in visit.text()


@pytest.mark.parametrize("sentence", failures.SAID)
def test_what_is_translated_of_the_scanners_words_is_what_it_says(sentence: str) -> None:
    said = [*(ROOT / "scanner").rglob("*.py"), ROOT / "followup" / "service" / "capture.py"]
    assert any(sentence in file.read_text("utf-8") for file in said)


def test_what_the_scanner_says_of_its_limits_is_translated_with_them() -> None:
    megabytes = (f"{limit // 1_000_000} MB" for limit in (MAX_BYTES, MAX_STREAM))
    megapixels = (f"{limit // 1_000_000} megapixels" for limit in (MAX_PIXELS, MAX_JPEG_PIXELS))
    made = [
        *(errors.too_large("The file", limit) for limit in megabytes),
        *(errors.too_large("The picture", limit) for limit in megapixels),
        errors.too_large("The unpacked picture", f"{MAX_BYTES // 1_000_000} MB"),
        errors.too_large("The archive", f"{MAX_MEMBERS} pictures"),
        errors.too_large("The PDF", f"{MAX_PAGES} pages"),
        *(say(what) for say in (errors.damaged_file, errors.locked) for what in ("The archive", "The PDF")),
        no_pictures("The archive"),
        errors.not_a_picture(),
        stopped("a.jpg", "the process that read it died"),
    ]
    assert set(failures.SAID_OF_LIMITS) <= {part for one in made for part in (one.message, one.hint)}
    with speaking("de"):
        for one in made:
            for part in (one.message, one.hint):
                assert failures.why(part) != failures.plain(part), part


def test_a_picture_that_is_too_large_is_refused_in_german() -> None:
    file = io.BytesIO()
    Image.new("1", (MAX_PIXELS // 8_000 + 1, 8_000)).save(file, "PNG")
    with pytest.raises(errors.PhotoError) as caught:
        decode(Photo("huge.png", file.getvalue()))
    with speaking("de"):
        said = failures.why(caught.value.message, caught.value.hint)
    assert said.startswith(failures.plain("Das Bild ist größer als erlaubt (höchstens 80 Megapixel)."))


def test_advice_to_take_a_photo_again_is_a_sentence_of_the_readers_language() -> None:
    source = (ROOT / "scanner" / "quality.py").read_text("utf-8")
    assert all(f'"{advice.removeprefix("retake: ")}"' in source for advice in failures.ADVICE)
    for advice, english in failures.ADVICE.items():
        assert failures.retake(advice) == failures.plain(english)
        with speaking("de"):
            assert failures.retake(advice) not in (failures.plain(english), failures.plain(advice))
