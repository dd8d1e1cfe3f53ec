"""People of one firm, told by the domain of their mail and web addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from followup.matching.traits import traits
from followup.model import Contact


@dataclass(frozen=True, slots=True)
class Firm:
    """Contacts who share a domain that is no free mail host.

    Attributes:
        domain: as registered ('acme.co.uk').
        organization: how most of them write the firm; empty when none does.
        contact_ids: in the order given.
    """

    domain: str
    organization: str
    contact_ids: tuple[int, ...]


def colleagues(contacts: Iterable[Contact]) -> tuple[Firm, ...]:
    """Firms of which more than one contact is known, the largest first. A person with two domains is in both."""
    by_domain: dict[str, list[Contact]] = {}
    for contact in contacts:
        for domain in traits(contact).domains:
            by_domain.setdefault(domain, []).append(contact)
    found = (_firm(domain, people) for domain, people in by_domain.items() if len(people) > 1)
    return tuple(sorted(found, key=lambda firm: (-len(firm.contact_ids), firm.domain)))


def _firm(domain: str, people: Iterable[Contact]) -> Firm:
    known = tuple(people)
    spelled = Counter(c.organization for c in known if c.organization)
    return Firm(domain, spelled.most_common(1)[0][0] if spelled else "", tuple(c.id for c in known))
