"""Whom somebody told something, and whom it is about, are two names."""

from __future__ import annotations

import pytest

CASES = {
    "a country": ("Sources told Harth Sweden must raise its quotas.", {"Harth", "Sweden"}),
    "a country's": ("She told Harth Sweden’s exporters were hurt by it.", {"Harth", "Sweden"}),
    "two words": ("He told Harth VLM had offered a price of 126 crowns.", {"Harth", "VLM"}),
    "one name": ("She told Radio Sweden that the gates stood open.", {"Radio Sweden"}),
    "a name at the end": ("That is what she told Radio Sweden.", {"Radio Sweden"}),
}


@pytest.mark.parametrize("case", CASES)
def test_names(case, read_text):
    text, wanted = CASES[case]
    assert {mention.extent.of(text) for mention in read_text(text).mentions if not mention.pronoun} == wanted
