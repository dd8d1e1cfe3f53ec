from __future__ import annotations

import time
from dataclasses import replace

from followup.drafting import Facts, compose, load


def test_ten_thousand_drafts_render_in_under_ten_seconds(all_facts):
    template, facts = load("thank-you", "en"), Facts(**all_facts)
    started = time.process_time()
    subjects = {compose(template, replace(facts, topic=f"topic {n}")).body for n in range(10_000)}
    assert time.process_time() - started < 10
    assert len(subjects) == 10_000
