"""A contact and its values, in vCard's words (RFC 6350)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Phone:
    """vCard TEL. `value` is E.164 with ';ext=' or digits as printed; `kind` one of mobile, work, fax, home, other."""

    value: str
    kind: str = "work"


@dataclass(frozen=True, slots=True)
class Social:
    """A profile on a social network: address without scheme, and the network's name in lower case."""

    value: str
    network: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """vCard ADR. `formatted` is the whole address on one line; parts may be empty. `country` is ISO 3166-1 alpha-2."""

    formatted: str = ""
    street: str = ""
    postal_code: str = ""
    locality: str = ""
    region: str = ""
    country: str = ""


class ReviewState(StrEnum):
    """Whether a person has looked at what the scanner read."""

    CAPTURED = "captured"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person (or, without a name, a firm). An empty string means the value is not known.

    Attributes:
        name: formatted name (FN) without honorific and degrees.
        title: the job title (TITLE), not the honorific.
        organization: the employer (ORG).
        review: whether a person accepted the values.
    """

    id: int = 0
    uid: str = ""
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    honorific_prefix: str = ""
    honorific_suffix: str = ""
    title: str = ""
    department: str = ""
    organization: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    urls: tuple[str, ...] = ()
    socials: tuple[Social, ...] = ()
    address: Address | None = None
    language: str = ""
    note: str = ""
    review: ReviewState = ReviewState.CAPTURED
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def display_name(self) -> str:
        """What to call the contact in a list: the name, else the firm, else the first address it can be reached at."""
        phones = tuple(p.value for p in self.phones)
        return next((v for v in (self.name, self.organization, *self.emails, *phones) if v), f"contact {self.id}")
