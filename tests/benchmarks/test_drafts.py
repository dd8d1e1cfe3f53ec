"""The measurement of drafts runs every step on a small book."""

from __future__ import annotations

from benchmarks.drafts import measure


def test_every_step_is_measured():
    rows = measure(5, 1)
    assert [row[0] for row in rows] == ["texts only", "written and stored", "brought up to date", "checked", "as .eml"]
    assert all(row[-1] > 0 for row in rows)
