"""Alembic, as far as it is used: which revisions there are, and applying them on a connection that is open already."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def revisions(location: str) -> frozenset[str]:
    """Every revision of the scripts.

    Args:
        location: of the scripts, as Alembic writes it ('package:folder').
    """
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config(location)).walk_revisions())


def run(connection: Connection, location: str) -> None:
    """Apply what is missing, inside the connection's transaction."""
    config = _config(location)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config(location: str) -> Config:
    config = Config()
    config.set_main_option("script_location", location.replace("%", "%%"))
    return config
