"""Card texts and file names on the page: shown as they are, harmless."""

from datetime import date

import pytest

from followup.locale import speaking
from followup.ui.texts import day, decimal, file_name, full_day, plain, time_left, typed_day


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("SaaStr 2026", "SaaStr-2026.vcf"),
        ("../../etc/passwd", "etc-passwd.vcf"),
        ("C:\\Windows\\con", "C-Windows-con.vcf"),
        ("Messe Köln – Frühjahr", "Messe-Köln-Frühjahr.vcf"),
        ("名刺交換会", "名刺交換会.vcf"),
        ('a"b\r\nContent-Type: x', "a-b-Content-Type-x.vcf"),
        ("...", "aftercard.vcf"),
        ("", "aftercard.vcf"),
        ("x" * 500, "x" * 80 + ".vcf"),
    ],
)
def test_download_names_are_safe(stem: str, expected: str) -> None:
    assert file_name(stem, "vcf") == expected


@pytest.mark.parametrize(
    "text", ["![x](http://example.org/x.png)", "<img src=x>", "**b**", "$x$", ":red[a]", "`c`", "a_b_c"]
)
def test_markdown_of_a_card_is_not_markup(text: str) -> None:
    escaped = plain(text)
    assert escaped.replace("\\", "") == text.replace("\\", "")
    for sign in "![]()<*$`_":
        assert escaped.count(sign) == escaped.count(f"\\{sign}")


def test_line_breaks_cannot_start_a_block() -> None:
    assert plain("a\n\n# b") == r"a \# b"


def test_what_is_left_is_said_to_the_precision_a_person_waits_by() -> None:
    assert [time_left(s) for s in (3, 42, 61, 95, 600)] == [
        "a few seconds left", "40 seconds left", "60 seconds left", "2 minutes left", "10 minutes left",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "short", "full", "typed", "number"),
    [
        ("en_GB", "4 Mar 2026", "Wednesday, 4 March 2026", "DD/MM/YYYY", "1,234.5"),
        ("en_US", "Mar 4, 2026", "Wednesday, March 4, 2026", "MM/DD/YYYY", "1,234.5"),
        ("en_CA", "Mar 4, 2026", "Wednesday, March 4, 2026", "YYYY-MM-DD", "1,234.5"),
        ("de_DE", "04.03.2026", "Mittwoch, 4. März 2026", "DD.MM.YYYY", "1.234,5"),
        ("de_CH", "04.03.2026", "Mittwoch, 4. März 2026", "DD.MM.YYYY", "1’234.5"),
    ],
)
def test_dates_and_numbers_are_written_as_in_the_readers_country(
    locale: str, short: str, full: str, typed: str, number: str
) -> None:
    wednesday = date(2026, 3, 4)
    with speaking(locale):
        assert (day(wednesday), full_day(wednesday), typed_day()) == (short, full, typed)
        assert decimal(1234.5) == number
