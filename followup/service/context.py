"""What every part of the service works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from followup.locale import N_
from followup.settings import Settings
from followup.store import Database, PhotoFiles

_DAMAGED = N_("The stored attachment {path} is damaged.")
_ADVICE = N_("Attach the file again.")

Clock = Callable[[], date]
"""The owner's calendar date."""


@dataclass(frozen=True, slots=True)
class Context:
    """An open database, the photos beside it, and the clock."""

    settings: Settings
    database: Database
    files: PhotoFiles
    today: Clock

    @property
    def attached(self) -> PhotoFiles:
        """The files that go with drafts."""
        return PhotoFiles(self.settings.attachments_folder, _DAMAGED, _ADVICE)

    @property
    def own_templates(self) -> Path:
        """The user's own message templates, one folder per language; it need not exist."""
        return self.settings.data_folder / "templates"
