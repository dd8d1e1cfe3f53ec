"""The table of messages on their way out."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text, UniqueConstraint

from followup.store.columns import metadata, own_id, parent, stamps, text_of

outbox = Table(
    # It hangs on the draft alone, so that it goes where the draft goes. `step` names contact, event and kind by uids
    # that stay whatever happens to the rows.
    "outbox",
    metadata,
    own_id(),
    parent("draft"),
    Column("step", Text, nullable=False, unique=True),
    Column("message_id", Text, nullable=False, unique=True),
    Column("way", String(16), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    text_of("recipient"),
    text_of("said"),
    Column("attempts", Integer, nullable=False, default=0, server_default="0"),
    *stamps(),
    UniqueConstraint("draft_id"),
)
