"""Keeping: tables, row functions, migrations, and photos as content-addressed files. Nothing here decides anything."""

# The metadata is whole wherever a part of it is used.
from followup.store import introduction_table as introduction_table
from followup.store import letter_tables as letter_tables
from followup.store import outbox_table as outbox_table
from followup.store import source_table as source_table
from followup.store import tie_tables as tie_tables
from followup.store.database import Database
from followup.store.photo_files import PhotoFiles

__all__ = ["Database", "PhotoFiles"]
