"""The command line `aftercard`. Thin: it reads arguments, calls the service, prints.

Only click is imported before a command runs, so that `--help` answers at once; each command imports what it needs.
"""

from __future__ import annotations

from followup.cli.entry import main

__all__ = ["main"]
