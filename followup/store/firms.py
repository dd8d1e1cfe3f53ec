"""Who may work at a firm: a net that is cast wide, for `followup.matching` to decide."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from followup.store.merged import seen
from followup.store.tables import contact, contact_value


def maybe_of(connection: Connection, domains: Collection[str], names: Collection[str]) -> tuple[int, ...]:
    """Ids, ascending, of contacts with an address at one of the domains, or whose firm has all words of a name.

    Args:
        connection: to read with.
        domains: as registered.
        names: of firms, folded, without legal forms.
    """
    found: set[int] = set()
    if domains:
        at = or_(*(contact_value.c.value_key.contains(domain, autoescape=True) for domain in sorted(domains)))
        here = (contact_value.c.property.in_(("email", "url")), at, seen(contact_value.c.contact_id))
        found.update(connection.scalars(select(contact_value.c.contact_id).where(*here)))
    if names:
        called = or_(*(and_(*map(_has, name.split())) for name in sorted(names)))
        found.update(connection.scalars(select(contact.c.id).where(called, seen(contact.c.id))))
    return tuple(sorted(found))


def _has(word: str) -> ColumnElement[bool]:
    return contact.c.organization_key.contains(word, autoescape=True)
