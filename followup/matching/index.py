"""Contacts by their blocking keys, kept while rows come in: each row meets the few it may be, however long the file."""

from __future__ import annotations

from dataclasses import replace

from followup.matching import names
from followup.matching.judgement import judge
from followup.matching.keys import MAX_BLOCK, keys_of, name_key
from followup.matching.names import NameMatch
from followup.matching.pairs import THRESHOLD, Pair
from followup.matching.traits import Traits, same_phone, traits
from followup.model import Contact


class Index:
    """Who is in the book, ready to be compared; nothing is worked out twice for a contact that did not change."""

    def __init__(self) -> None:
        self._traits: dict[int, Traits] = {}
        self._blocks: dict[str, set[int]] = {}

    def put(self, contact: Contact) -> None:
        """Take a contact in, or anew when its values changed."""
        self.drop(contact.id)
        found = self._traits[contact.id] = traits(contact)
        for key in keys_of(found):
            self._blocks.setdefault(key, set()).add(contact.id)

    def drop(self, contact_id: int) -> None:
        """Forget a contact."""
        if before := self._traits.pop(contact_id, None):
            for key in keys_of(before):
                self._blocks[key].discard(contact_id)

    def renumber(self, before: int, after: int) -> None:
        """Know a contact by another number."""
        found = self._traits[after] = replace(self._traits.pop(before), id=after)
        for key in keys_of(found):
            self._blocks[key].discard(before)
            self._blocks[key].add(after)

    def near(self, contact: Contact) -> tuple[int, ...]:
        """Ids, ascending, of those who share a key with the contact; keys of too many say nothing."""
        return self._near(traits(contact))

    def against(self, contact: Contact, threshold: float = THRESHOLD) -> tuple[Pair, ...]:
        """Who the contact may be, the likeliest first, as `followup.matching.against` has it."""
        one = traits(contact)
        namesakes = 1 + len(self._blocks.get(name_key(one.words), ()))
        near = (self._traits[i] for i in self._near(one))
        judged = ((other.id, judge(one, other, namesakes)) for other in near)
        pairs = (Pair(min(one.id, i), max(one.id, i), found.score, found.reasons) for i, found in judged)
        return tuple(sorted((p for p in pairs if p.score >= threshold), key=lambda p: (-p.score, p.a_id, p.b_id)))

    def certainly(self, contact: Contact, contact_id: int) -> bool:
        """Whether a sign that belongs to one person alone says that the two are one, or the whole name does.

        A score may be high for less: 'Bob Keller' and 'Robert Keller' of one firm with one switchboard are likely one
        person and possibly two, and only who knows them can tell.
        """
        one, other = traits(contact), self._traits[contact_id]
        personal = one.emails & other.emails or one.profiles & other.profiles
        if personal or any(same_phone(a, b) for a in one.mobiles for b in other.mobiles):
            return True
        return self.namesakes(contact, contact_id)

    def namesakes(self, contact: Contact, contact_id: int) -> bool:
        """Whether both have the same whole name, in whatever order."""
        return names.compare(traits(contact).words, self._traits[contact_id].words) is NameMatch.SAME

    def _near(self, one: Traits) -> tuple[int, ...]:
        blocks = (self._blocks.get(key, ()) for key in keys_of(one))
        return tuple(sorted({i for block in blocks if len(block) <= MAX_BLOCK for i in block if i != one.id}))
