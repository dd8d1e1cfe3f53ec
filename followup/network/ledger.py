"""Give before you ask: what was given, asked and received, and a word before the next ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from followup.locale import _, ngettext
from followup.model import Contact, Tie
from followup.relations import Favour, FavourKind, MessageKind

ASKS = frozenset(
    {
        MessageKind.FEEDBACK_ASK,
        MessageKind.INTRODUCTION_ASK,
        MessageKind.MENTORING_ASK,
    }
)
"""Kinds of messages that ask for something. A proposal to work together offers as much as it asks."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How often was given, asked and received, seen from the owner."""

    given: int = 0
    asked: int = 0
    received: int = 0

    @property
    def taken(self) -> int:
        """What the contact did or was asked to do; a favour that was asked for and came counts once."""
        return max(self.asked, self.received)


def balance(favours: Iterable[Favour]) -> Balance:
    """The sums of the ledger."""
    count = Counter(favour.kind for favour in favours)
    return Balance(count[FavourKind.GIVEN], count[FavourKind.ASKED], count[FavourKind.RECEIVED])


def ask_warning(contact: Contact, favours: Iterable[Favour], kind: str) -> str:
    """A gentle word before a message that asks; empty when there is nothing to say.

    Args:
        contact: who is to be asked.
        favours: everything between the two.
        kind: of the message; one that asks for nothing is never warned about.
    """
    now = balance(favours)
    if kind not in ASKS or now.given:
        return ""
    name = contact.display_name
    if not now.asked:
        return _("You have not given {name} anything yet; is there something you can offer first?", name=name)
    asked = _("You have not given {name} anything yet, and have asked {times}; is there something you can offer first?")
    return asked.format(name=name, times=_times(now.asked))


def reciprocity(tie: Tie) -> float:
    """1 when as much was given as taken or nothing at all, down to 0 when all was taken."""
    now = balance(tie.favours)
    return 1.0 if now.given >= now.taken else now.given / now.taken


def _times(count: int) -> str:
    return {1: _("once"), 2: _("twice")}.get(count) or ngettext("{number} time", "{number} times", count)
