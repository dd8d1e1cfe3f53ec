"""How likely two contacts are one person, and why.

Evidence is added up in bits (log2 of how much likelier it is between two cards of one person than between two people),
after Fellegi & Sunter, 'A Theory for Record Linkage', JASA 64 (1969). The bits are set by hand, for cards of people met
at events, and checked by `benchmarks.contacts`; they are round numbers because nothing finer is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log2
from typing import NamedTuple

from followup.locale import N_
from followup.matching import firms, names
from followup.matching.firms import FirmMatch
from followup.matching.names import NameMatch
from followup.matching.traits import Traits, same_phone

PRIOR = -10.0
"""Before anything is compared: of two contacts that a person keeps, one pair in a thousand is one person twice."""

_NAME = {
    NameMatch.SAME: 11.0,
    NameMatch.SHORT: 8.0,
    NameMatch.PARTIAL: 8.5,
    NameMatch.SLIP: 6.5,
    NameMatch.INITIAL: 5.5,
    NameMatch.SINGLE: 4.0,
    NameMatch.NONE: -6.0,
}
_FIRM = {FirmMatch.SAME: 5.0, FirmMatch.SIMILAR: 3.5, FirmMatch.OTHER: -2.0, FirmMatch.UNKNOWN: 0.0}

_EMAIL, _LOCAL_PART, _OTHER_EMAIL = 17.0, 2.0, -4.0
_MOBILE, _OTHER_MOBILE, _PROFILE = 12.0, -1.5, 17.0
_OFFICE, _PHONE, _DOMAIN, _PLACE = 3.0, 6.0, 4.0, 2.0

_FIRM_AT_MOST = 6.5
"""Office address, switchboard, domain, company and town all say the same: one firm. Together they prove no person."""


class Sign(NamedTuple):
    """One piece of evidence: its weight in bits (below 0: against), and how to say it; empty says nothing."""

    bits: float
    reason: str = ""


class Judgement(NamedTuple):
    """How likely two contacts are one person (0 to 1), with the reasons, the strongest first."""

    score: float
    reasons: tuple[str, ...]


def judge(a: Traits, b: Traits, namesakes: int = 2) -> Judgement:
    """Weigh everything that the two have in common and where they differ.

    Args:
        a: one contact.
        b: the other; the order does not matter.
        namesakes: how many contacts of the book have the name that both have: a common name proves less.
    """
    match = names.compare(a.words, b.words)
    signs = sorted((*_personal(a, b, match, namesakes), *_of_the_firm(a, b, match)), key=lambda sign: -sign.bits)
    bits = PRIOR + sum(sign.bits for sign in signs)
    return Judgement(round(1 / (1 + 2**-bits), 3), tuple(sign.reason for sign in signs if sign.reason))


def _personal(a: Traits, b: Traits, match: NameMatch, namesakes: int) -> Iterator[Sign]:
    if a.words and b.words:
        common = log2(max(namesakes, 2) / 2) if match is NameMatch.SAME else 0.0
        yield Sign(_NAME[match] - common, match.value or N_("though the names differ"))
    if a.emails & b.emails:
        yield Sign(_EMAIL, N_("same e-mail"))
    elif match is not NameMatch.SAME and _local_parts(a) & _local_parts(b):
        yield Sign(_LOCAL_PART, N_("e-mail addresses with the same name"))
    elif _mail_domains(a) & _mail_domains(b):
        yield Sign(_OTHER_EMAIL, N_("though each has an e-mail address of the same company"))
    if _same_number(a.mobiles, b.mobiles):
        yield Sign(_MOBILE, N_("same mobile number"))
    elif a.mobiles and b.mobiles:
        yield Sign(_OTHER_MOBILE)
    if a.profiles & b.profiles:
        yield Sign(_PROFILE, N_("same profile"))


def _of_the_firm(a: Traits, b: Traits, match: NameMatch) -> Iterator[Sign]:
    """What colleagues share as well: nothing is proved by it when the names differ, little when one has none.

    Two cards without a person's name are cards of a firm, and there it is all that counts.
    """
    if match is NameMatch.NONE and a.words and b.words:
        return
    signs = tuple(_firm_signs(a, b))
    total = sum(sign.bits for sign in signs)
    most = _FIRM_AT_MOST if a.words or b.words else total
    share = most / total if total > most else 1.0
    yield from (Sign(sign.bits * share, sign.reason) for sign in signs)


def _firm_signs(a: Traits, b: Traits) -> Iterator[Sign]:
    if a.offices & b.offices:
        yield Sign(_OFFICE, N_("same office e-mail"))
    if _same_number(a.mobiles | a.phones, b.mobiles | b.phones) and not _same_number(a.mobiles, b.mobiles):
        yield Sign(_PHONE, N_("same phone number"))
    if a.domains & b.domains:
        yield Sign(_DOMAIN, N_("same web or mail domain"))
    match = firms.compare(a.firm, b.firm)
    if match is not FirmMatch.OTHER or not a.domains & b.domains:  # a brand and its firm differ in name only
        yield Sign(_FIRM[match], match.value)
    if a.place and a.place == b.place:
        yield Sign(_PLACE, N_("same town"))


def _same_number(mine: frozenset[str], yours: frozenset[str]) -> bool:
    return any(same_phone(number, other) for number in mine for other in yours)


def _local_parts(found: Traits) -> set[str]:
    """Parts before the @ that are long enough to be a whole name."""
    return {local for email in found.emails if len(local := email.partition("@")[0]) > 5}


def _mail_domains(found: Traits) -> set[str]:
    return {domain for email in found.emails if (domain := firms.firm_domain(email.partition("@")[2]))}
