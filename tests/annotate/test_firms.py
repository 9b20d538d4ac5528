"""A firm's name is whole: from its first word to its legal form."""

from __future__ import annotations

import pytest

CASES = {
    "initials before it": ("DNV Medical Inc said Ada Brenn had bought 300 shares.", "DNV Medical Inc"),
    "and": ("Retail chain Brenn Harth and Co Inc, a unit of Velm Corp, sold it in May.", "Brenn Harth and Co Inc"),
    "brackets": ("The loan is led by Velmsche Bankverein (Ostrand) AG, officials said.", "Velmsche Bankverein (Ostrand) AG"),
    "of": ("Harth Holdings of Velm Inc, a family company, said it made the bid.", "Harth Holdings of Velm Inc"),
    "an office before it": ("On Monday Chairman Ada Brenn of Velm Corp resigned.", "Velm Corp"),
    "a unit of it": ("It was bought by a unit of Velm Corp in May.", "Velm Corp"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_name(case, read_text):
    text, wanted = CASES[case]
    annotated = read_text(text)
    assert wanted in [mention.extent.of(text) for mention in annotated.mentions]
