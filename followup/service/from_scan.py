"""A card as it was read becomes a contact; what the scanner knows beyond that stays with the card."""

from __future__ import annotations

from datetime import date, datetime

from followup.model import Address, Card, Contact, Event, Phone, Social
from followup.service import values
from scanner.model import CardContact, CardScan, FieldValue, PersonName, PostalAddress


def contact_of(scan: CardScan) -> Contact:
    """The contact that a card describes, not yet stored."""
    read = scan.contact
    name = read.name or PersonName(value="", confidence=0.0)
    return Contact(
        name=values.short_label(name.value),
        given_name=values.short_label(name.given),
        family_name=values.short_label(name.family),
        honorific_prefix=values.short_label(name.prefix),
        honorific_suffix=values.short_label(name.suffix),
        title=_text(read.title),
        department=_text(read.department),
        organization=_text(read.company),
        emails=_texts(read.emails),
        phones=tuple(dict.fromkeys(Phone(values.short_label(p.value), p.kind.value) for p in read.phones if p.value)),
        urls=_texts(read.websites),
        socials=tuple(dict.fromkeys(Social(values.short_label(s.value), s.network) for s in read.socials if s.value)),
        address=_address(read.address),
    )


def confidence(cards: tuple[Card, ...]) -> float:
    """Of the value that the scanner was least sure of, 0 to 1 (see `ContactReview`)."""
    return min((_least(card.scan.contact) for card in cards), default=1.0)


def met_on(event: Event, taken_at: datetime | None) -> date | None:
    """The day of the meeting, where it is certain: the event's only day, or the photo's when the event was on then.

    Cards are often photographed at home, so a photo's day alone says nothing.
    """
    first, last = event.starts_on, event.ends_on or event.starts_on
    if first is None or last is None:
        return None
    if first == last:
        return first
    return taken_at.date() if taken_at and first <= taken_at.date() <= last else None


def _least(read: CardContact) -> float:
    single = (read.title, read.department, read.company, read.address)
    several = (*read.emails, *read.phones, *read.websites, *read.socials)
    found: list[FieldValue] = [*(v for v in single if v), *several]
    return min([read.name.confidence if read.name else 0.0, *(v.confidence for v in found)])


def _text(value: FieldValue | None) -> str:
    return values.short_label(value.value) if value else ""


def _texts(found: tuple[FieldValue, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values.short_label(v.value) for v in found if v.value))


def _address(read: PostalAddress | None) -> Address | None:
    if read is None:
        return None
    return Address(
        formatted=values.short_label(read.value),
        street=values.short_label(read.street),
        postal_code=values.short_label(read.postal_code),
        locality=values.short_label(read.locality),
        region=values.short_label(read.region),
        country=values.short_label(read.country),
    )
