"""The gate: what it lets through and what it stops. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.write.grounding import check

SOURCE = (
    "The dam at Velm broke on Tuesday and 14 villagers were killed, Finance Minister Orla Tench said. "
    "“We do not know why the gates failed,” said Piet Harrow, an engineer at the Institute of Dams. "
    "Tench blamed Harrow for the delay and promised $3.9 million in aid by April 24."
)

CARRIED = {
    "verbatim": "The dam at Velm broke on Tuesday and 14 villagers were killed, Finance Minister Orla Tench said.",
    "trimmed": "The dam at Velm broke on Tuesday and 14 villagers were killed.",
    "number word": "The dam at Velm broke on Tuesday and fourteen villagers were killed.",
    "straight quotes": '"We do not know why the gates failed," said Piet Harrow, an engineer at the Institute of Dams.',
    "contraction": "“We don't know why the gates failed,” said Piet Harrow, an engineer at the Institute of Dams.",
    "acronym": "“We do not know why the gates failed,” said Piet Harrow, an engineer at the IOD.",
    "passive": "Harrow was blamed by Tench for the delay.",
    "hedged rounding": "Tench promised about $4 million in aid by April 24.",
}

PLANTED = {
    "number": "The dam at Velm broke on Tuesday and 41 villagers were killed, Finance Minister Orla Tench said.",
    "date": "The dam at Velm broke on Thursday and 14 villagers were killed, Finance Minister Orla Tench said.",
    "name": "“We do not know why the gates failed,” said Anton Brill, an engineer at the Institute of Dams.",
    "quote": "“We know why the gates failed,” said Piet Harrow, an engineer at the Institute of Dams.",
    "speaker": "“We do not know why the gates failed,” said Orla Tench, an engineer at the Institute of Dams.",
    "polarity": "The dam at Velm did not break on Tuesday and 14 villagers were killed, Finance Minister Orla Tench said.",
    "role": "Harrow blamed Tench for the delay and promised $3.9 million in aid by April 24.",
    "coverage": "The ruling coalition lost its majority after weeks of strikes over pensions.",
}  # fmt: skip


@pytest.mark.parametrize("case", CARRIED)
def test_carried(case):
    verdict = check(CARRIED[case], [SOURCE])
    assert verdict.grounded, verdict.failures


@pytest.mark.parametrize("kind", PLANTED)
def test_planted(kind):
    verdict = check(PLANTED[kind], [SOURCE])
    assert not verdict.grounded
    assert kind in {failure.kind for failure in verdict.failures}


MORE = {
    "denial cut off": ("polarity", "The dam had been inspected.", "Tench denied that the dam had been inspected."),
    "negation cut off": ("polarity", "The dam had been inspected.", "It is not true that the dam had been inspected."),
    "doubt cut out": ("polarity", "The gates of the dam have failed.", "The gates of the dam may have failed."),
    "opposite": ("polarity", "The level of the lower lake fell by a metre.", "The level of the lower lake rose by a metre."),
    "others said it": ("speaker", "Tench said the old dam was safe.", "Harrow said on Monday the old dam was safe. Tench left."),
    "other's office": (
        "role", "The engineer Orla Tench left the valley.", "The engineer Piet Harrow left. Orla Tench, the mayor, left too.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MORE)
def test_turned_round(case):
    kind, claim, source = MORE[case]
    assert kind in {failure.kind for failure in check(claim, [source]).failures}


KEPT = {
    "relative clause": ("The dam broke on Tuesday.", "The dam, which was never inspected, broke on Tuesday."),
    "attribution": ("The dam broke on Tuesday.", "Officials who gave no names said that the dam broke on Tuesday."),
    "second clause": ("Tench said the dam was safe.", "Tench said the dam was safe, but nobody believed her."),
    "dateline": ("The dam broke on Tuesday.", "VELM (Lisse News) — The dam broke on Tuesday."),
    "apposition": (
        "Piet Harrow, an engineer, left the valley.",
        "Piet Harrow, an engineer at the Institute of Dams, left the valley.",
    ),
    "title and first name": ("Captain Orla Tench left.", "Captain Tench left. Orla Tench is a sailor."),
    "connective dropped": ("Orla Tench left the valley on Monday.", "However, Tench left the valley on Monday. Orla Tench"),
    "but before none": ("None of the gates has ever been tested.", "But none of the gates has ever been tested."),
    "role": ("Orla Tench is Interior Minister.", "Interior Minister Orla Tench"),
    "description": ("Orla Tench is the mayor of Velm.", "Orla Tench, the mayor of Velm"),
    "pronoun": (
        "Orla Tench said the old dam was safe.",
        "Harrow met Orla Tench. She said the old dam was safe.",
    ),
}


@pytest.mark.parametrize("case", KEPT)
def test_trimmed(case):
    claim, source = KEPT[case]
    verdict = check(claim, [source])
    assert verdict.grounded, verdict.failures


def test_other_day_of_the_month():
    assert [
        f.kind for f in check("Tench promised $3.9 million in aid by April 14.", [SOURCE + " Piet Harrow is 14."]).failures
    ] == ["date"]


def test_other_unit():
    assert "number" in {f.kind for f in check("14 percent of the villagers were killed.", [SOURCE]).failures}


def test_number_of_another_noun():
    source = "The flood killed 14 people and damaged 30 houses."
    assert check("The flood damaged 30 houses.", [source]).grounded
    assert not check("The flood damaged 14 houses.", [source]).grounded


def test_rounding_needs_a_hedge():
    source = "The ministry counted 39,870 refugees in the camps."
    assert check("The ministry counted about 40,000 refugees in the camps.", [source]).grounded
    assert not check("The ministry counted 40,000 refugees in the camps.", [source]).grounded


def test_rounding_goes_the_way_of_its_hedge():
    source = "The ministry counted 39,870 refugees in the camps."
    assert check("The ministry counted nearly 40,000 refugees in the camps.", [source]).grounded
    assert not check("The ministry counted over 40,000 refugees in the camps.", [source]).grounded


def test_pronoun_spelled_out():
    sources = ["She said that the dam at Velm had been inspected in May.", "Orla Tench"]
    assert check("Orla Tench said that the dam at Velm had been inspected in May.", sources).grounded


def test_name_put_to_another_surname():
    source = "Orla Tench met Piet Harrow in Velm and praised the engineers."
    assert not check("Orla Harrow praised the engineers.", [source]).grounded


def test_spellings_of_one_name():
    source = "President Zelimskiy met the ambassador of Ostrava on Friday."
    assert check("President Zelimskyy met the ambassador of Ostrava on Friday.", [source]).grounded


def test_quote_must_be_in_one_source():
    assert not check(
        "“The dam is safe and sound,” he said.", ["“The dam is safe,” he said.", "The bank is safe and sound, he said."]
    ).grounded


@pytest.mark.parametrize(
    ("claim", "sources"), [("", [SOURCE]), ("—", [SOURCE]), ("The dam broke.", []), ("The dam broke.", ["", "\n"])]
)
def test_nothing_to_stand_on(claim, sources):
    assert not check(claim, sources).grounded


@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=3))
def test_never_raises_and_repeats_itself(claim, sources):
    verdict = check(claim, sources)
    assert verdict == check(claim, sources)
    assert verdict.grounded == (not verdict.failures)
    assert 0 <= verdict.score <= 1


def test_lone_surrogate():
    assert check("The dam \ud800 broke.", ["The dam \ud800 broke."]).grounded


@given(st.sampled_from(SOURCE.split(". ")))
def test_a_source_carries_itself(sentence):
    assert check(sentence, [sentence]).grounded
    assert check(sentence, [SOURCE]).grounded


@pytest.mark.parametrize(
    ("claim", "grounded"),
    [("Velm pays $72B", True), ("Velm pays $72M", False), ("Velm pays 72B crowns", True), ("Velm pays $72K", False)],
)
def test_a_headlines_letter_behind_a_number_is_its_scale(claim, grounded):
    assert check(claim, ["Velm pays $72 billion, or 72 billion crowns, for the dam."]).grounded is grounded
