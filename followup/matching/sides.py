"""Front and back: two readings that are the two sides of one card, and so one contact.

The sides are photographed one after the other, or lie in one photo. They say the same firm or person, and one has what
the other lacks; a bilingual card says it twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from followup.locale import N_, ngettext
from followup.matching import firms, names
from followup.matching.firms import FirmMatch
from followup.matching.merging import Conflict
from followup.matching.names import NameMatch
from followup.matching.traits import Traits, same_phone, traits
from followup.model import Contact

SECONDS_APART = 60
"""Turning a card over takes seconds; people who photograph a pile with both sides stay under a minute."""

NEIGHBOURS = 2
"""How many photos after one it is compared with: fronts and backs may be taken in turn, or two cards at a time."""

_ENOUGH = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSide:
    """A reading and where it came from.

    Attributes:
        contact: the values read; its id names the side.
        photo_id: sides of one photo share it.
        taken_at: the camera's local time; None when the photo does not say.
    """

    contact: Contact
    photo_id: int
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SidePair:
    """Two readings that belong together.

    Attributes:
        front_id: the side with the person's name, of two names the one in Latin letters, or the first.
        back_id: the other.
        reasons: why.
    """

    front_id: int
    back_id: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sign:
    weight: float
    reason: str


def fronts_and_backs(sides: Iterable[CardSide], *, distinct: Collection[tuple[int, int]] = ()) -> tuple[SidePair, ...]:
    """Which of the sides belong together; each is in one pair at most, the best-founded ones first.

    Args:
        sides: in the order of capture.
        distinct: pairs of contacts that a person told apart, the lower id first.
    """
    given = tuple(sides)
    read = tuple(traits(side.contact) for side in given)
    found: list[tuple[float, int, int, tuple[str, ...]]] = []
    for i, j in _neighbours(given):
        if _ids(given[i], given[j]) in distinct:
            continue
        signs = _signs(given[i], given[j], read[i], read[j])
        weight = sum(sign.weight for sign in signs)
        if weight >= _ENOUGH:
            found.append((-weight, i, j, tuple(sign.reason for sign in signs)))
    return tuple(_chosen(found, given, read))


def _ids(a: CardSide, b: CardSide) -> tuple[int, int]:
    return min(a.contact.id, b.contact.id), max(a.contact.id, b.contact.id)


def _chosen(
    found: list[tuple[float, int, int, tuple[str, ...]]], given: Sequence[CardSide], read: Sequence[Traits]
) -> Iterator[SidePair]:
    used: set[int] = set()
    for _, i, j, reasons in sorted(found, key=lambda one: one[:3]):
        if i not in used and j not in used:
            used |= {i, j}
            front, back = (j, i) if _leads(read[j], read[i]) else (i, j)
            yield SidePair(given[front].contact.id, given[back].contact.id, reasons)


def _leads(one: Traits, other: Traits) -> bool:
    """Whether its side is the front although it came later: it has the name, or has it in Latin letters.

    Drafts and exports are in Latin letters; the other spelling is kept beside them.
    """
    if not one.words or not other.words:
        return bool(one.words) and not other.words
    return _script(one) and not _script(other)


def _neighbours(sides: Sequence[CardSide]) -> Iterator[tuple[int, int]]:
    """Sides of one photo, wherever they lie in it, and of photos that were captured one after the other."""
    number = {photo_id: n for n, photo_id in enumerate(dict.fromkeys(side.photo_id for side in sides))}
    for i, side in enumerate(sides):
        for j in range(i + 1, len(sides)):
            if number[sides[j].photo_id] - number[side.photo_id] > NEIGHBOURS:
                break
            if _together(side, sides[j]):
                yield i, j


def _together(a: CardSide, b: CardSide) -> bool:
    """Taken in one go as far as is known; without times, being neighbours has to do."""
    return a.photo_id == b.photo_id or a.taken_at is None or b.taken_at is None or _in_seconds(a, b)


def _in_seconds(a: CardSide, b: CardSide) -> bool:
    if a.taken_at is None or b.taken_at is None:
        return False
    return abs(b.taken_at - a.taken_at) <= timedelta(seconds=SECONDS_APART)


def _signs(first: CardSide, second: CardSide, a: Traits, b: Traits) -> tuple[_Sign, ...]:
    """Signs for one card; none when both name a person and it is not the same one."""
    match = names.compare(a.words, b.words)
    two_scripts = bool(a.words and b.words) and _script(a) != _script(b)
    if a.words and b.words and match is NameMatch.NONE and not two_scripts:
        return ()
    if two_scripts and not (_reached_alike(a, b) or _turned_over(first, second, a, b)):
        return ()  # two colleagues, one with a card in another language
    shared = tuple(_shared(a, b, match))
    lacking = _complete_each_other(first.contact, second.contact)
    if not shared or not (lacking or two_scripts):
        return ()
    more = _Sign(0.5, N_("one has what the other lacks")) if lacking else _Sign(0.5, N_("two scripts of one card"))
    return (*shared, more, *_when(first, second))


def _shared(a: Traits, b: Traits, match: NameMatch) -> Iterator[_Sign]:
    if match is not NameMatch.NONE:
        yield _Sign(1.5, match.value)
    if (a.emails | a.offices) & (b.emails | b.offices):
        yield _Sign(1.5, N_("same e-mail"))
    if _same_number(a.mobiles | a.phones, b.mobiles | b.phones):
        yield _Sign(1.0, N_("same phone number"))
    if a.domains & b.domains:
        yield _Sign(1.0, N_("same web or mail domain"))
    firm = firms.compare(a.firm, b.firm)
    if firm in (FirmMatch.SAME, FirmMatch.SIMILAR):
        yield _Sign(1.0, firm.value)


def _reached_alike(a: Traits, b: Traits) -> bool:
    return bool(a.emails & b.emails) or _same_number(a.mobiles, b.mobiles)


def _turned_over(first: CardSide, second: CardSide, a: Traits, b: Traits) -> bool:
    """Two scripts of one office, in one photo or seconds apart, and nothing that tells two people apart.

    Colleagues have cards of one kind, and of each the same side lies up.
    """
    if first.photo_id != second.photo_id and not _in_seconds(first, second):
        return False
    if (a.emails and b.emails) or (a.mobiles and b.mobiles):
        return False
    return bool(a.domains & b.domains) or _same_number(a.phones, b.phones)


def _same_number(mine: frozenset[str], yours: frozenset[str]) -> bool:
    return any(same_phone(number, other) for number in mine for other in yours)


def _when(a: CardSide, b: CardSide) -> Iterator[_Sign]:
    if a.photo_id == b.photo_id:
        yield _Sign(0.5, N_("in one photo"))
    elif a.taken_at and b.taken_at:
        seconds = round(abs((b.taken_at - a.taken_at).total_seconds()))
        yield _Sign(0.5, ngettext("taken {number} second apart", "taken {number} seconds apart", seconds))


def said_otherwise(conflicts: Iterable[Conflict]) -> str:
    """What the back of a joined card says otherwise than its front, for the note: '李明 · 东方公司'."""
    return " · ".join(dict.fromkeys(conflict.other for conflict in conflicts))


def _script(found: Traits) -> bool:
    """Whether the name is in Latin letters; the only difference that matters on a bilingual card."""
    return all(word.isascii() for word in found.words)


def _complete_each_other(a: Contact, b: Contact) -> bool:
    """Whether one lacks what a whole card has: a name, a way to reach the person, or a firm and title."""
    return any(
        bool(mine) != bool(others)
        for mine, others in (
            (a.name, b.name),
            (a.emails or a.phones, b.emails or b.phones),
            (a.title, b.title),
            (a.address, b.address),
        )
    )
