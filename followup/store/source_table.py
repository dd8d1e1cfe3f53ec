"""The table of where values came from."""

from __future__ import annotations

from sqlalchemy import JSON, Column, String, Table

from followup.store.columns import UtcDateTime, metadata, own_id, parent, text_of

value_source = Table(
    # One row per act that gave a contact values: `given` holds digests of them by field. What cards gave is not noted
    # here, for the cards themselves are kept. A value that is replaced and put back finds its source again.
    "value_source",
    metadata,
    own_id(),
    parent("contact", index=True),
    Column("kind", String(16), nullable=False),
    text_of("origin"),
    Column("given", JSON, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
)
