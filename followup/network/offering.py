"""Giving: whom a resource interests, and whose needs the owner could meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from followup.locale import _
from followup.model import Tie
from followup.network.tags import TagMatch, matches
from followup.relations import MessageKind

_INTEREST, _NEED = 1.0, 1.5
"""What somebody looks for is worth more than what somebody likes to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something worth passing on: an article, a job opening, a contact's launch.

    Attributes:
        tags: what it is about.
    """

    title: str
    link: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Somebody whom something fits.

    Attributes:
        score: higher is better; only good for ordering.
        reason: one sentence, about the contact.
        kind: the template's kind.
        about: what is offered, in the owner's words; empty for a resource.
    """

    contact_id: int
    score: float
    reason: str
    kind: MessageKind
    about: str = ""


def share_with(resource: Resource, ties: Iterable[Tie]) -> tuple[Fit, ...]:
    """Whom the resource interests by its tags, the best fit first; never somebody who opted out."""
    return _ranked(fit for tie in ties if (fit := _interest(resource.tags, tie)))


def help_for(offers: Sequence[str], ties: Iterable[Tie]) -> tuple[Fit, ...]:
    """Whose stated needs the owner could meet, the best fit first; never somebody who opted out.

    Args:
        offers: what the owner can help with.
        ties: everybody.
    """
    return _ranked(fit for tie in ties if (fit := _need(offers, tie)))


def _interest(tags: Sequence[str], tie: Tie) -> Fit | None:
    kept = tie.relationship
    liked, needed = matches(tags, kept.interests), matches(tags, kept.needs)
    score = _INTEREST * _weight(liked) + _NEED * _weight(needed)
    if not score or kept.opted_out:
        return None
    reason = _fits(tie.contact.display_name, _listed(liked), _listed(needed))
    return Fit(contact_id=tie.contact.id, score=round(score, 2), reason=reason, kind=MessageKind.SHARE_RESOURCE)


def _need(offers: Sequence[str], tie: Tie) -> Fit | None:
    met = matches(tie.relationship.needs, offers)
    if not met or tie.relationship.opted_out:
        return None
    needs, yours = (_all(tags) for tags in ((m.mine for m in met), (m.yours for m in met)))
    name = tie.contact.display_name
    reason = _("{name} needs {needs}, and you offer {offers}.", name=name, needs=needs, offers=yours)
    score, about = round(_weight(met), 2), next(m.yours for m in met)
    return Fit(contact_id=tie.contact.id, score=score, reason=reason, kind=MessageKind.OFFER_HELP, about=about)


def _weight(found: Iterable[TagMatch]) -> float:
    return sum(match.weight for match in found)


def _listed(found: Iterable[TagMatch]) -> str:
    """The contact's own words."""
    return _all(match.yours for match in found)


def _all(words: Iterable[str]) -> str:
    return _(" and ").join(dict.fromkeys(words))


def _fits(name: str, liked: str, needed: str) -> str:
    if liked and needed:
        return _("{name} is interested in {liked} and needs {needed}.", name=name, liked=liked, needed=needed)
    if needed:
        return _("{name} needs {needed}.", name=name, needed=needed)
    return _("{name} is interested in {liked}.", name=name, liked=liked)


def _ranked(fits: Iterator[Fit]) -> tuple[Fit, ...]:
    return tuple(sorted(fits, key=lambda fit: (-fit.score, fit.contact_id)))
