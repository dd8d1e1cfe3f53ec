"""The tables of what hangs on a draft: its earlier texts, and the files that go along."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, UniqueConstraint

from followup.store.columns import UtcDateTime, metadata, own_id, parent, text_of

draft_text = Table(
    # What a draft said before it was written anew or edited, so that no word of a person is lost.
    "draft_text",
    metadata,
    own_id(),
    parent("draft", index=True),
    Column("kind", String(64), nullable=False),
    Column("language", String(35), nullable=False),
    Column("variant", Integer, nullable=False),
    text_of("subject"),
    text_of("body"),
    Column("edited", Boolean, nullable=False),
    text_of("template_version"),
    Column("kept_at", UtcDateTime, nullable=False),
)

attachment = Table(
    # A file that goes with a draft; its bytes lie beside the database by their digest, as photos do.
    "attachment",
    metadata,
    own_id(),
    parent("draft"),
    text_of("name"),
    text_of("media_type"),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size", Integer, nullable=False),
    UniqueConstraint("draft_id", "name"),
)
