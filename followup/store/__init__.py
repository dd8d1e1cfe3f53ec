"""Keeping: tables, row functions, migrations, and photos as content-addressed files. Nothing here decides anything."""

from followup.store.database import Database
from followup.store.photo_files import PhotoFiles

__all__ = ["Database", "PhotoFiles"]
