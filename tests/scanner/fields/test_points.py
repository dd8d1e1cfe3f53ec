"""Contact points beyond the golden cards: options, codes, evidence and the helpers with rules of their own."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from scanner.fields import addresses, countries, crosscheck, emails, phones, websites
from scanner.fields.candidates import Candidate, Field
from scanner.fields.labels import LabelKind, label_after, label_before, label_only
from scanner.fields.layout import Card, lay_out
from scanner.fields.nearby import above, left_of, relation
from scanner.fields.text import digits_repaired, normalise, skeleton
from scanner.model import Quad, TextLine


@dataclass(frozen=True)
class Coded:
    emails: tuple[str, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    urls: tuple[str, ...] = ()


def box(x: float, y: float, wide: float, tall: float = 20) -> Quad:
    return ((x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall))


def card_of(*texts: str) -> Card:
    lines = [TextLine(text, 0.99, box(20, 30 + 40 * i, 10 * len(text))) for i, text in enumerate(texts)]
    return lay_out(lines, (1000, 600))


def values(found: tuple[Candidate, ...], field: Field) -> list[str]:
    return [c.value for c in found if c.field is field]


def test_the_users_region_decides_when_the_card_gives_no_country() -> None:
    card = card_of("Ana Muestra", "Tel. 612 34 56 78")
    assert [c.value for c in phones.candidates(card, "ES")] == ["+34612345678"]
    (unknown,) = phones.candidates(card)
    assert unknown.value == "612345678"
    assert unknown.score < 0.5


def test_signs_on_the_card_outweigh_the_users_region() -> None:
    card = card_of("Beispielweg 1, 10115 Berlin, Germany", "Tel. 030 23125123")
    assert countries.ranked(card, "ES")[0] == "DE"
    assert [c.value for c in phones.candidates(card, "ES")] == ["+493023125123"]


def test_a_phone_keeps_its_printed_text_with_label_and_extension() -> None:
    (phone,) = phones.candidates(card_of("Main Office Tel.: +1 (208) 555-0123 ext. 12"))
    assert phone.value == "+12085550123;ext=12"
    assert phone.parts["raw"].endswith("Tel.: +1 (208) 555-0123 ext. 12")
    assert phone.parts["kind"] == "work"


def test_spans_point_into_the_text_as_read() -> None:
    text = "ＴＥＬ：０３－１２３４－５６７８　ｔａｒｏ＠ｍｉｈｏｎ．ｃｏ．ｊｐ"
    card = card_of(text)
    (phone,), (mail,) = phones.candidates(card), emails.candidates(card)
    assert phone.value == "+81312345678"
    assert text[phone.spans[0].start : phone.spans[0].end] == "ＴＥＬ：０３－１２３４－５６７８"
    assert text[mail.spans[0].start : mail.spans[0].end] == "ｔａｒｏ＠ｍｉｈｏｎ．ｃｏ．ｊｐ"


def test_a_code_confirms_print_and_fills_what_is_not_printed() -> None:
    card = card_of("ana@acme.es", "+34 612 34 56 78", "www.acme.es")
    found = (*emails.candidates(card), *phones.candidates(card), *websites.candidates(card))
    code = Coded(("ana@acme.es", "info@acme.es"), (("+34 612 34 56 78", "cell"),), ("https://acme.es/ana",))
    checked = crosscheck.repair(card, found, [code])
    assert values(checked, Field.EMAIL) == ["ana@acme.es", "info@acme.es"]
    assert values(checked, Field.PHONE) == ["+34612345678"]
    assert values(checked, Field.WEBSITE) == ["www.acme.es"]  # a page of a printed site is no second website
    assert next(c for c in checked if c.value == "+34612345678").score == pytest.approx(0.99)
    assert next(c for c in checked if c.value == "info@acme.es").spans == ()


def test_a_profile_in_a_code_is_a_social() -> None:
    (social,) = crosscheck.repair(card_of("Ana"), (), [Coded(urls=("https://www.linkedin.com/in/ana-muestra",))])
    assert (social.field, social.value) == (Field.SOCIAL, "linkedin.com/in/ana-muestra")
    assert social.parts["network"] == "linkedin"


def test_domains_that_nearly_agree_are_doubted() -> None:
    card = card_of("info@marbelwood.com", "www.marbetwood.com")
    found = crosscheck.repair(card, (*emails.candidates(card), *websites.candidates(card)))
    assert all(c.score < 0.8 for c in found)


def test_a_repair_keeps_its_evidence_and_names_its_proof() -> None:
    card = card_of("info@acmewidgetscom", "www.acmewidgets.com")
    found = crosscheck.repair(card, (*emails.candidates(card), *websites.candidates(card)))
    mail = next(c for c in found if c.field is Field.EMAIL)
    assert mail.value == "info@acmewidgets.com"
    assert mail.rule.endswith("+domain")
    assert card.lines[0].text[mail.spans[0].start : mail.spans[0].end] == "info@acmewidgetscom"


def test_nothing_is_repaired_without_proof() -> None:
    card = card_of("info@acrnewidgets.com", "Tel. 0171 234")
    (mail,) = crosscheck.repair(card, emails.candidates(card))
    assert mail.value == "info@acrnewidgets.com"


def test_the_main_of_two_addresses_scores_higher() -> None:
    card = card_of("Head Office", "12 Sample Road, London EC1R 0AA", "Works", "34 Mill Lane, Leeds LS1 1AA")
    first, second = addresses.candidates(card)
    assert first.score > second.score
    assert first.value == "12 Sample Road, London EC1R 0AA"


def test_an_address_is_read_at_any_angle() -> None:
    slanted = (
        TextLine("2 Example Street", 0.98, ((121, 212), (206, 190), (208, 197), (123, 220))),
        TextLine("London, W2 6BD", 0.98, ((123, 221), (215, 197), (217, 205), (125, 229))),
    )
    (found,) = addresses.candidates(lay_out(slanted, (400, 300)))
    assert found.value == "2 Example Street, London, W2 6BD"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tel.: ", LabelKind.WORK),
        ("M ", LabelKind.MOBILE),
        ("Tél. portable : ", LabelKind.MOBILE),
        ("Fax-Nr. ", LabelKind.FAX),
        ("公司电话：", LabelKind.WORK),
        ("моб. ", LabelKind.MOBILE),
        ("privat ", LabelKind.HOME),
        ("Tel/Fax ", LabelKind.WORK),
    ],
)
def test_labels_before_a_number(text: str, kind: LabelKind) -> None:
    label = label_before(normalise(text).text)
    assert label is not None
    assert label.phone_kind is kind


@pytest.mark.parametrize("text", ["VAT No. ", "RCS Nanterre B ", "C.I.F. B-", "IBAN ", "Company Reg. No. ", "NIP: "])
def test_labels_of_numbers_that_are_no_phone(text: str) -> None:
    label = label_before(text)
    assert label is not None
    assert LabelKind.REGISTER in label.kinds
    assert label.phone_kind is None


def test_labels_after_a_value_and_by_themselves() -> None:
    behind = label_after(" (mobile)")
    assert behind is not None
    assert behind.phone_kind is LabelKind.MOBILE
    assert label_only("Phone:") is not None
    assert label_only("Phone Systems Ltd") is None


@pytest.mark.parametrize(
    ("read", "meant"),
    [("O3 96OO 2233", "03 9600 2233"), ("+44 (O)20", "+44 (0)20"), ("Oslo 1", "Oslo 1"), ("(O)", "(O)")],
)
def test_letters_in_numbers(read: str, meant: str) -> None:
    assert digits_repaired(read) == meant


def test_look_alikes_have_one_skeleton() -> None:
    assert skeleton("acrne1.c0m") == skeleton("acmeI.com")


def test_neighbours_on_the_card() -> None:
    label, number, under = (
        TextLine("Tel.", 0.9, box(20, 30, 60)),
        TextLine("030 1234", 0.9, box(90, 30, 100)),
        TextLine("Berlin", 0.9, box(90, 60, 80)),
    )
    card = lay_out([label, number, under], (400, 200))
    assert left_of(card, card.lines[1]) is card.lines[0]
    assert above(card, card.lines[2]) is card.lines[1]
    assert relation(card.lines[0], card.lines[1]).beside
    assert relation(card.lines[1], card.lines[2]).aligned
