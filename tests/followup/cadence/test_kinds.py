from __future__ import annotations

from followup.drafting import template_files
from followup.relations import MessageKind


def test_every_kind_that_is_proposed_has_a_letter() -> None:
    known = {kind for kind, language in template_files.available() if language == "en"}
    assert {kind.value for kind in MessageKind} <= known
