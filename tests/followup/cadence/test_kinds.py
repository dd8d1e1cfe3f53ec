from __future__ import annotations

from followup.drafting import library
from followup.relations import MessageKind


def test_every_kind_that_is_proposed_has_a_letter() -> None:
    known = {kind for kind, language in library.available() if language == "en"}
    assert {kind.value for kind in MessageKind} <= known
