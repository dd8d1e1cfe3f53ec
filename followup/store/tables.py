"""The tables, as SQLAlchemy Core. `migrations/` builds them; a test holds both to be the same.

Integer ids are the database's own; `uid` is a UUID that stays the same in every export. A column that ends in `_key`
holds its neighbour folded for comparison (see `followup.store.keys`), so that looking up stays an index search.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from followup.store.columns import UtcDateTime, metadata
from followup.store.columns import own_id as _id
from followup.store.columns import parent as _of
from followup.store.columns import stamps as _stamps
from followup.store.columns import text_of as _text
from followup.store.columns import uid as _uid

event = Table(
    "event",
    metadata,
    _id(),
    _uid(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("starts_on", Date),
    Column("ends_on", Date),
    _text("place"),
    _text("url"),
    _text("notes"),
    # What letters about it are written in, and whether people there say Sie or du; null where nobody said.
    Column("language", String(35), nullable=False, default="", server_default=""),
    Column("formal", Boolean),
    *_stamps(),
)

photo = Table(
    # One row per content. Whether it was read is a fact about the content, not about the event it was captured at.
    "photo",
    metadata,
    _id(),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("size", Integer, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("taken_at", DateTime),
    _text("failure_code"),
    _text("failure_message"),
    _text("failure_hint"),
    *_stamps(),
)

event_photo = Table(
    "event_photo",
    metadata,
    _id(),
    _of("event"),
    _of("photo", index=True),
    _text("label"),
    Column("added_at", UtcDateTime, nullable=False),
    UniqueConstraint("event_id", "photo_id"),
)

removed_photo = Table(
    # Files whose rows are gone and which are still to be deleted: deleting both is not one atomic step.
    "removed_photo",
    metadata,
    Column("sha256", String(64), primary_key=True),
)

contact = Table(
    "contact",
    metadata,
    _id(),
    _uid(),
    _text("name"),
    Column("name_key", Text, nullable=False, index=True),
    _text("given_name"),
    _text("family_name"),
    _text("honorific_prefix"),
    _text("honorific_suffix"),
    _text("title"),
    _text("department"),
    _text("organization"),
    Column("organization_key", Text, nullable=False, index=True),
    _text("language"),
    _text("note"),
    Column("review", String(16), nullable=False),
    Column("search_key", Text, nullable=False),
    *_stamps(),
)

contact_value = Table(
    # vCard's repeatable properties. `label` is a phone's kind or a network's name; `parts` an address's components.
    "contact_value",
    metadata,
    _id(),
    _of("contact"),
    Column("property", String(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("value_key", Text, nullable=False),
    _text("label"),
    Column("parts", JSON(none_as_null=True)),
    UniqueConstraint("contact_id", "property", "position"),
    Index(None, "property", "value_key"),
)

card = Table(
    # `scan` is the scanner's line as it came. A contact can have several cards: front and back, an older one.
    "card",
    metadata,
    _id(),
    _of("photo"),
    _of("contact", index=True),
    Column("card_index", Integer, nullable=False),
    Column("scan", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("photo_id", "card_index"),
)

encounter = Table(
    "encounter",
    metadata,
    _id(),
    _uid(),
    _of("contact"),
    _of("event", index=True),
    Column("met_on", Date),
    _text("topic"),
    _text("promised"),
    _text("next_step"),
    Column("next_step_on", Date, index=True),
    _text("introduced_by"),
    _text("note"),
    *_stamps(),
    UniqueConstraint("contact_id", "event_id"),
)

draft = Table(
    "draft",
    metadata,
    _id(),
    _uid(),
    _of("contact", index=True),
    # Null for a message to somebody who was met at no event.
    _of("event", optional=True),
    Column("kind", String(64), nullable=False),
    Column("language", String(35), nullable=False),
    _text("recipient"),
    _text("subject"),
    _text("body"),
    Column("state", String(16), nullable=False),
    Column("edited", Boolean, nullable=False),
    _text("template_version"),
    Column("exported_at", UtcDateTime),
    # What only this message says, as it was given; a new writing says it again.
    Column("particulars", JSON),
    Column("variant", Integer, nullable=False, default=1, server_default="1"),
    # Whether somebody chose to be formal; null follows the contact, the event, the owner, the language.
    Column("formal", Boolean),
    # All that the template knew when it wrote the text.
    Column("facts", JSON),
    # Codes of the findings that a person approved it in spite of.
    Column("in_spite_of", JSON),
    *_stamps(),
    # One open message of a kind per meeting; what was sent stays as history and does not stand in the way.
    Index(
        "uq_draft_open",
        "event_id",
        "contact_id",
        "kind",
        unique=True,
        sqlite_where=text("state <> 'sent'"),
        postgresql_where=text("state <> 'sent'"),
    ),
    # The same outside events, whose nulls an index takes for different.
    Index(
        "uq_draft_open_outside",
        "contact_id",
        "kind",
        unique=True,
        sqlite_where=text("state <> 'sent' AND event_id IS NULL"),
        postgresql_where=text("state <> 'sent' AND event_id IS NULL"),
    ),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", JSON, nullable=False),
)
