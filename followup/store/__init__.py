"""Keeping: tables, row functions, migrations, and photos as content-addressed files. Nothing here decides anything."""

from followup.store import tie_tables as tie_tables  # the metadata is whole wherever a part of it is used
from followup.store.database import Database
from followup.store.photo_files import PhotoFiles

__all__ = ["Database", "PhotoFiles"]
