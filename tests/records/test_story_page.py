"""Pages cannot hold what would be untrue of them."""

from __future__ import annotations

import pytest

from broadsheet.records.pool import Contradiction, Holder, Side
from broadsheet.records.story_page import Section, Stats


def test_an_empty_section_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="is empty"):
        Section(kind="topics", heading="More on these topics")


def test_a_contradiction_needs_two_sides() -> None:
    side = Side(text="at least 14", spans=("p1",), holders=(Holder(outlet="courier"),))
    with pytest.raises(ValueError, match="two sides"):
        Contradiction(kind="number", issue="How many died", sides=(side,), state="open")


def test_origins_never_outnumber_articles() -> None:
    with pytest.raises(ValueError, match="more origins than articles"):
        Stats(articles=1, outlets=1, origins=2, copies=0)
