"""People of one firm, told by the domain of their mail and web addresses, else by the firm's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from followup.matching.traits import Traits, traits
from followup.model import Contact


@dataclass(frozen=True, slots=True)
class Firm:
    """Contacts who work at one place.

    Attributes:
        domain: as registered ('acme.co.uk'); empty for people of whom only the firm's name is known. A free mail host
            is never one.
        organization: how most of them write the firm; empty when none does.
        contact_ids: in the order given.
    """

    domain: str
    organization: str
    contact_ids: tuple[int, ...]


def colleagues(contacts: Iterable[Contact]) -> tuple[Firm, ...]:
    """Firms of which more than one contact is known, the largest first. A person with two domains is in both.

    Who has no domain of a firm belongs to the one domain whose people write the firm's name the same; where several
    domains do, or none does, the name alone makes the firm.
    """
    people = {contact.id: contact for contact in contacts}
    known = {contact_id: traits(contact) for contact_id, contact in people.items()}
    groups: dict[tuple[str, str], list[int]] = {}
    named = _domain_of_name(known)
    for contact_id, mine in known.items():
        for key in sorted(_keys(mine, named)):
            groups.setdefault(key, []).append(contact_id)
    found = (_firm(domain, [people[i] for i in ids]) for (domain, _), ids in groups.items() if len(ids) > 1)
    return tuple(sorted(found, key=lambda firm: (-len(firm.contact_ids), firm.domain, firm.organization)))


def _keys(mine: Traits, named: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Domain, and the firm's name where there is no domain."""
    if mine.domains:
        return [(domain, "") for domain in mine.domains]
    if not mine.firm:
        return []
    domain = named.get(mine.firm, "")
    return [(domain, "" if domain else mine.firm)]


def _domain_of_name(known: Mapping[int, Traits]) -> dict[str, str]:
    """The domain by the firm's name, where all who have both agree."""
    seen: dict[str, set[str]] = {}
    for mine in known.values():
        if mine.firm:
            seen.setdefault(mine.firm, set()).update(mine.domains)
    return {firm: next(iter(domains)) for firm, domains in seen.items() if len(domains) == 1}


def _firm(domain: str, people: Iterable[Contact]) -> Firm:
    known = tuple(people)
    spelled = Counter(c.organization for c in known if c.organization)
    return Firm(domain, spelled.most_common(1)[0][0] if spelled else "", tuple(c.id for c in known))
