"""Every sentence has its translation, with the same values in it, and the right person gets the right language."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Message

from followup import locale
from followup.locale import N_, _, ngettext, speaking
from scripts import messages

FILES = list(messages.files())


def _all(message: Message) -> Iterator[tuple[str, str]]:
    """Each form of a sentence beside its translation; German has the same two forms as English."""
    if isinstance(message.id, str):
        yield message.id, str(message.string)
    else:
        yield from zip(message.id, message.string or ("", ""), strict=True)


def _values(text: str) -> list[str]:
    return sorted(name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None)


def test_there_is_a_catalogue_for_every_language_but_english() -> None:
    assert {file.parts[-3] for file in FILES} == set(locale.LANGUAGES) - {"en"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parts[-3])
def test_every_sentence_of_the_sources_is_translated(file) -> None:
    """`make messages` collects what is new; then the translation is written."""
    catalogue = messages.read(file)
    sentences = [message for message in messages.collected() if message.id]
    assert len(sentences) > 200
    found = [(message, catalogue.get(message.id, message.context)) for message in sentences]
    missing = [m.id for m, known in found if known is None or known.fuzzy or not all(text for _id, text in _all(known))]
    assert not missing


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parts[-3])
def test_translations_hold_the_same_values_as_the_sentence(file) -> None:
    pairs = [pair for message in messages.read(file) if message.id for pair in _all(message)]
    other = [one for one in pairs if one[1] and "{" in one[0] + one[1] and _values(one[0]) != _values(one[1])]
    assert not other


@pytest.mark.parametrize(
    ("setting", "browser", "spoken"),
    [
        ("", "de-AT", "de_AT"),
        ("", "de", "de"),
        ("", "en-US", "en_US"),
        ("", "fr-FR", "en_GB"),
        ("", None, "en_GB"),
        ("", "de-x-nonsense-../../etc", "de"),
        ("de", "en-US", "de"),
        ("en", "de-DE", "en_GB"),
        ("de", "de-CH", "de_CH"),
    ],
)
def test_the_owners_choice_comes_before_the_browsers_and_english_is_for_everybody_else(
    setting: str, browser: str | None, spoken: str
) -> None:
    assert locale.chosen(setting, browser) == spoken


def test_sentences_are_made_in_the_readers_language_and_numbers_as_the_country_writes_them() -> None:
    assert _("Today") == "Today"
    with speaking("de_DE"):
        assert _("Today") == "Heute"
        assert _("") == ""
        assert ngettext("{number} thing", "{number} things", 12345) == "12.345 things"
    assert ngettext("{number} thing", "{number} things", 1) == "1 thing"
    assert N_("Today") == "Today"


def test_the_command_line_stays_english_and_reads_no_catalogue() -> None:
    """Whoever's machine it is: scripts read its sentences."""
    code = "import sys, followup.cli.entry; from followup.locale import _; print(_('Today'), 'babel' in sys.modules)"
    environment = {"LANG": "de_DE.UTF-8", "LANGUAGE": "de", "LC_ALL": "de_DE.UTF-8"}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["Today", "False"]
