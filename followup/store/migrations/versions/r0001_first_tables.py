"""The first tables. Written out, so that later changes to `followup.store.tables` do not change history."""

import sqlalchemy as sa
from alembic import op

from followup.store.columns import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _stamp(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime, nullable=nullable)


def _of(parent: str, table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    column = f"{parent}_id"
    key = sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{table}_{column}_{parent}", ondelete="CASCADE")
    return sa.Column(column, sa.Integer, nullable=False), key


def _id(table: str) -> tuple[sa.Column[int], sa.PrimaryKeyConstraint]:
    return sa.Column("id", sa.Integer, nullable=False), sa.PrimaryKeyConstraint("id", name=f"pk_{table}")


def _uid(table: str) -> tuple[sa.Column[str], sa.UniqueConstraint]:
    return sa.Column("uid", sa.String(36), nullable=False), sa.UniqueConstraint("uid", name=f"uq_{table}_uid")


def upgrade() -> None:
    _events_and_photos()
    _contacts()
    _meetings_and_drafts()


def _events_and_photos() -> None:
    op.create_table(
        "event",
        *_id("event"),
        *_uid("event"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("starts_on", sa.Date),
        sa.Column("ends_on", sa.Date),
        _text("place"),
        _text("url"),
        _text("notes"),
        _stamp("created_at"),
        _stamp("updated_at"),
        sa.UniqueConstraint("name_key", name="uq_event_name_key"),
    )
    op.create_table(
        "photo",
        *_id("photo"),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("taken_at", sa.DateTime),
        _text("failure_code"),
        _text("failure_message"),
        _text("failure_hint"),
        _stamp("created_at"),
        _stamp("updated_at"),
        sa.UniqueConstraint("sha256", name="uq_photo_sha256"),
    )
    op.create_index("ix_photo_state", "photo", ["state"])
    op.create_table(
        "event_photo",
        *_id("event_photo"),
        *_of("event", "event_photo"),
        *_of("photo", "event_photo"),
        _text("label"),
        _stamp("added_at"),
        sa.UniqueConstraint("event_id", "photo_id", name="uq_event_photo_event_id_photo_id"),
    )
    op.create_index("ix_event_photo_photo_id", "event_photo", ["photo_id"])
    op.create_table(
        "removed_photo",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_removed_photo"),
    )


def _contacts() -> None:
    op.create_table(
        "contact",
        *_id("contact"),
        *_uid("contact"),
        _text("name"),
        sa.Column("name_key", sa.Text, nullable=False),
        _text("given_name"),
        _text("family_name"),
        _text("honorific_prefix"),
        _text("honorific_suffix"),
        _text("title"),
        _text("department"),
        _text("organization"),
        sa.Column("organization_key", sa.Text, nullable=False),
        _text("language"),
        _text("note"),
        sa.Column("review", sa.String(16), nullable=False),
        sa.Column("search_key", sa.Text, nullable=False),
        _stamp("created_at"),
        _stamp("updated_at"),
    )
    op.create_index("ix_contact_name_key", "contact", ["name_key"])
    op.create_index("ix_contact_organization_key", "contact", ["organization_key"])
    op.create_table(
        "contact_value",
        *_id("contact_value"),
        *_of("contact", "contact_value"),
        sa.Column("property", sa.String(16), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("value_key", sa.Text, nullable=False),
        _text("label"),
        sa.Column("parts", sa.JSON),
        sa.UniqueConstraint("contact_id", "property", "position", name="uq_contact_value_contact_id_property_position"),
    )
    op.create_index("ix_contact_value_property_value_key", "contact_value", ["property", "value_key"])
    op.create_table(
        "card",
        *_id("card"),
        *_of("photo", "card"),
        *_of("contact", "card"),
        sa.Column("card_index", sa.Integer, nullable=False),
        sa.Column("scan", sa.Text, nullable=False),
        _stamp("created_at"),
        sa.UniqueConstraint("photo_id", "card_index", name="uq_card_photo_id_card_index"),
    )
    op.create_index("ix_card_contact_id", "card", ["contact_id"])


def _meetings_and_drafts() -> None:
    op.create_table(
        "encounter",
        *_id("encounter"),
        *_uid("encounter"),
        *_of("contact", "encounter"),
        *_of("event", "encounter"),
        sa.Column("met_on", sa.Date),
        _text("topic"),
        _text("promised"),
        _text("next_step"),
        sa.Column("next_step_on", sa.Date),
        _text("introduced_by"),
        _text("note"),
        _stamp("created_at"),
        _stamp("updated_at"),
        sa.UniqueConstraint("contact_id", "event_id", name="uq_encounter_contact_id_event_id"),
    )
    op.create_index("ix_encounter_event_id", "encounter", ["event_id"])
    op.create_index("ix_encounter_next_step_on", "encounter", ["next_step_on"])
    op.create_table(
        "draft",
        *_id("draft"),
        *_uid("draft"),
        *_of("contact", "draft"),
        *_of("event", "draft"),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        _text("recipient"),
        _text("subject"),
        _text("body"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("edited", sa.Boolean, nullable=False),
        _text("template_version"),
        _stamp("exported_at", nullable=True),
        _stamp("created_at"),
        _stamp("updated_at"),
    )
    op.create_index("ix_draft_contact_id", "draft", ["contact_id"])
    op.create_index(
        "uq_draft_open",
        "draft",
        ["event_id", "contact_id", "kind"],
        unique=True,
        sqlite_where=sa.text("state <> 'sent'"),
        postgresql_where=sa.text("state <> 'sent'"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
