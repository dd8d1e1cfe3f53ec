"""The tables of relationships: what is kept about a contact beside the card, and what happened since."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from followup.store.columns import UtcDateTime, metadata, own_id, parent, text_of, uid

relationship = Table(
    # No row says what the defaults of `followup.relations.Relationship` say.
    "relationship",
    metadata,
    parent("contact", primary_key=True),
    text_of("kind"),
    Column("cadence", String(16), nullable=False),
    Column("priority", String(16), nullable=False),
    Column("opted_out", Boolean, nullable=False),
    Column("formal", Boolean),
    Column("updated_at", UtcDateTime, nullable=False),
)

tag = Table(
    # Every list of words of a relationship; `field` is its name there.
    "tag",
    metadata,
    own_id(),
    parent("contact"),
    Column("field", String(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("value_key", Text, nullable=False),
    UniqueConstraint("contact_id", "field", "position"),
    Index(None, "field", "value_key"),
)

important_date = Table(
    # A year that nobody told is null, so this cannot be one date.
    "important_date",
    metadata,
    own_id(),
    parent("contact", index=True),
    Column("kind", String(32), nullable=False),
    Column("month", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Column("year", Integer),
    text_of("label"),
)

interaction = Table(
    "interaction",
    metadata,
    own_id(),
    uid(),
    parent("contact"),
    Column("kind", String(16), nullable=False),
    Column("direction", String(8), nullable=False),
    Column("happened_on", Date, nullable=False),
    text_of("text"),
    text_of("message"),
    Column("created_at", UtcDateTime, nullable=False),
    Index(None, "contact_id", "happened_on"),
)

decision = Table(
    "decision",
    metadata,
    own_id(),
    parent("contact", index=True),
    Column("due_uid", String(36), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("until_on", Date),
)

favour = Table(
    "favour",
    metadata,
    own_id(),
    parent("contact", index=True),
    Column("kind", String(16), nullable=False),
    Column("happened_on", Date, nullable=False),
    text_of("text"),
)

event_goal = Table(
    "event_goal",
    metadata,
    own_id(),
    parent("event", index=True),
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
)

distinct_pair = Table(
    # Two contacts that a person said are not the same, the lower id first.
    "distinct_pair",
    metadata,
    parent("contact", name="low_id", primary_key=True),
    parent("contact", name="high_id", primary_key=True, index=True),
)

merged_contact = Table(
    # A contact that became part of another one. Its row stays, unseen, so that a merge can be undone.
    "merged_contact",
    metadata,
    parent("contact", primary_key=True),
    parent("contact", name="into_id", index=True),
)

matching_key = Table(
    # What `followup.matching.keys` says of each contact: a new one is compared with those who share a key.
    "matching_key",
    metadata,
    parent("contact", primary_key=True),
    Column("key", Text, primary_key=True, index=True),
)

contact_change = Table(
    # The change log. `before` and `after` hold what was changed, so that the last change can be taken back.
    "contact_change",
    metadata,
    own_id(),
    parent("contact", index=True),
    Column("kind", String(16), nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("undone", Boolean, nullable=False),
)
