"""The chosen values against each other: letters that one of them proves, and doubts where two differ by a letter.

Values are chosen for where they stand and what they say; each was read from its own small print. A card says much of
it twice: the name in the e-mail address, the firm in the domain. What is proven is set right (what was read stays as
evidence), what is only contradicted keeps its value and loses belief.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scanner.fields import countries
from scanner.fields.candidates import Candidate, Field, Span
from scanner.fields.layout import Card
from scanner.fields.review.alphabets import Alphabet, alphabet
from scanner.fields.review.finding import Finding
from scanner.fields.review.firm import reviewed_firm, reviewed_hosts
from scanner.fields.review.legibility import is_blurred
from scanner.fields.review.mail import reviewed_mail
from scanner.fields.review.neighbours import with_neighbours
from scanner.fields.review.number import reviewed_number
from scanner.fields.review.person import reviewed_name, reviewed_title, reviewed_words, whole_name, witnesses
from scanner.fields.review.place import reviewed_place, without_others
from scanner.fields.review.unclear import reviewed_letters
from scanner.fields.words import key, words

__all__ = ["Finding", "Review", "reviewed"]


@dataclass(frozen=True, slots=True)
class Review:
    """All values of a card after the review.

    Attributes:
        listed: contact points.
        chosen: what was decided together, by field.
    """

    listed: tuple[Finding, ...]
    chosen: Mapping[Field, Finding]


def reviewed(card: Card, listed: Sequence[Candidate], chosen: Mapping[Field, Candidate], region: str = "") -> Review:
    """Weigh every value by the others.

    Args:
        card: the lines.
        listed: contact points.
        chosen: name, title, department, company and address, as far as the card has them.
        region: country the user named (ISO 3166-1 alpha-2), or ''.
    """
    letters = _letters(card, region)
    found = {field: reviewed_letters(Finding(candidate), card) for field, candidate in chosen.items()}
    if Field.NAME in found:  # a letter that addresses lost is theirs to mend, before they witness against the name
        found[Field.NAME] = whole_name(found[Field.NAME], listed)
        mended = [p.candidate for p in _points(card, listed, found)]
        found[Field.NAME] = reviewed_name(reviewed_words(found[Field.NAME], letters, witnesses(mended)))
    if _is_own_domain(chosen.get(Field.NAME), chosen.get(Field.COMPANY)):
        del found[Field.COMPANY]
    points = _points(card, listed, found)
    now = [p.candidate for p in points]
    if Field.COMPANY in found and chosen[Field.COMPANY].spans:
        found[Field.COMPANY] = reviewed_firm(reviewed_words(found[Field.COMPANY], letters, ()), now, letters)
    for field in (Field.TITLE, Field.DEPARTMENT):
        if field in found:
            found[field] = reviewed_words(found[field], letters, ())
    if Field.TITLE in found:
        found[Field.TITLE] = reviewed_title(found[Field.TITLE])
    if Field.ADDRESS in found:
        others = (*listed, *(c for field, c in chosen.items() if field is not Field.ADDRESS))
        place = reviewed_place(found[Field.ADDRESS], card, _spans(others), letters)
        found[Field.ADDRESS] = without_others(place, Field.NAME in found, Field.TITLE in found)
    for field in (Field.TITLE, Field.COMPANY, Field.ADDRESS):
        if field in found and found[field].candidate.spans:
            others = (*listed, *(f.candidate for other, f in found.items() if other is not field))
            found[field] = with_neighbours(found[field], card, _spans(others))
    points = tuple(reviewed_letters(point, card) for point in points)
    if is_blurred(card):
        return Review(tuple(p.doubted() for p in points), {field: value.doubted() for field, value in found.items()})
    return Review(points, found)


def _is_own_domain(name: Candidate | None, firm: Candidate | None) -> bool:
    """Whether a firm that only a domain suggests is the person ('luisafontana.it' of Luisa Fontana)."""
    if name is None or firm is None or firm.spans:
        return False
    person = [w.key for w in words(name.value)]
    return key(firm.value) in {"".join(person), "".join(reversed(person)), "".join((*person[-1:], *person[:-1]))}


def _points(card: Card, listed: Sequence[Candidate], found: Mapping[Field, Finding]) -> tuple[Finding, ...]:
    """The contact points against name and firm."""
    person = found.get(Field.NAME)
    name = [w.bare for w in words(person.candidate.value)] if person else []
    mails = [
        reviewed_mail(c, name, _before(card, c)) if c.field is Field.EMAIL else reviewed_number(c, card, listed)
        for c in listed
    ]
    firm = found.get(Field.COMPANY)
    return reviewed_hosts(mails, firm.candidate if firm else None)


def _before(card: Card, point: Candidate) -> str:
    """What stands before a contact point on its line."""
    return card.lines[point.spans[0].line].text[: point.spans[0].start] if point.spans else ""


def _letters(card: Card, region: str) -> Alphabet | None:
    """The alphabet of the card's country, where one country outweighs the others."""
    weights = sorted(countries.weighed(card, region).items(), key=lambda w: -w[1])
    if not weights or weights[0][1] < countries.SURE:
        return None
    return alphabet(weights[0][0]) if len(weights) == 1 or weights[0][1] > weights[1][1] else None


def _spans(candidates: Iterable[Candidate]) -> tuple[Span, ...]:
    return tuple(span for candidate in candidates for span in candidate.spans)
