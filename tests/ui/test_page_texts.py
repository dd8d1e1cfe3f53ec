"""Card texts and file names on the page: shown as they are, harmless."""

import pytest

from followup.ui.texts import count, duration, file_name, plain


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


def test_counts_and_durations_read_naturally() -> None:
    assert (count(1, "photo"), count(0, "photo"), count(1200, "photo")) == ("1 photo", "0 photos", "1,200 photos")
    assert count(2, "reply", "replies") == "2 replies"
    assert [duration(s) for s in (3, 42, 61, 95, 600)] == [
        "a few seconds", "40 seconds", "60 seconds", "2 minutes", "10 minutes",
    ]  # fmt: skip
