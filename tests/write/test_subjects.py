"""What stories are about."""

from __future__ import annotations

from collections import Counter

import pytest

from broadsheet.write.standing import stems
from broadsheet.write.subjects import NAMES, WORDS, subjects

TRIAL = "A judge in Velm sentenced the harbour master to six years in prison. His lawyer announced an appeal."
CUP = "Orlund won the cup after a late goal. The coach praised the team, and the stadium sang for an hour."
PLAIN = "A clock stopped in Velm. Nobody knew for how long it had stood still."


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ((TRIAL,), ["02000000"]),
        ((CUP,), ["15000000"]),
        (("A judge spoke.", "The judges of Velm spoke again, one judge longer than all."), []),
        ((PLAIN,), []),
        ((TRIAL, CUP), []),
        ((), []),
    ],
    ids=["court", "sport", "one word over again", "nothing plain", "as much of one as of another", "nothing"],
)
def test_a_story_is_of_the_subject_whose_words_it_has(told: tuple[str, ...], codes: list[str]):
    assert [subject.code for subject in subjects(told)] == codes


def test_a_word_stands_under_one_term_alone():
    counted = Counter(stem for words in WORDS.values() for stem in stems(" ".join(words)))
    assert [stem for stem, count in counted.items() if count > 1] == []
    assert NAMES.keys() == WORDS.keys()
