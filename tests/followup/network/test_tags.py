from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.network import matches, tag_key
from followup.network.tags import EQUAL, INSIDE, fit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robots", "robot"),
        ("Batteries", "BATTERY"),
        ("AI", "Artificial Intelligence"),
        ("KI", "künstliche Intelligenz"),
        ("machine-learning", "ML"),
        ("looking for fundraising", "help with raising money"),
        ("Energía", "energia"),
        ("sales and marketing", "Marketing & Vertrieb"),
    ],
)
def test_tags_that_mean_the_same(one: str, other: str) -> None:
    assert fit(tag_key(one), tag_key(other)) == EQUAL


def test_a_tag_inside_another_fits_less() -> None:
    assert fit(tag_key("python"), tag_key("Python training")) == INSIDE


@pytest.mark.parametrize(("one", "other"), [("glass", "glas"), ("AI", "air"), ("", "robot"), ("news", "new")])
def test_tags_that_do_not(one: str, other: str) -> None:
    assert fit(tag_key(one), tag_key(other)) == 0


def test_matches_keep_the_words_as_they_were_written() -> None:
    (match,) = matches(("Go", "Machine Learning"), ("chess", "ML"))
    assert (match.mine, match.yours, match.said) == ("Machine Learning", "ML", "ML")


tags = st.text("abisc &-é ", max_size=12) | st.sampled_from(["AI", "artificial intelligence", "robots", "with"])


@given(tags, tags)
def test_fitting_is_mutual_and_a_tag_fits_itself(one: str, other: str) -> None:
    a, b = tag_key(one), tag_key(other)
    assert fit(a, b) == fit(b, a)
    assert fit(a, a) == (EQUAL if a else 0)
