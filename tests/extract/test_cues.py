"""The shortcuts past the cue patterns leave no match out."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from broadsheet.extract import cues
from broadsheet.extract.facts import _NEEDS


@pytest.mark.parametrize("pattern", _NEEDS, ids=lambda pattern: pattern.pattern[:20])
@given(data=st.data())
def test_whatever_a_cue_is_found_in_holds_what_it_needs(pattern: re.Pattern[str], data: st.DataObject) -> None:
    line = data.draw(st.from_regex(pattern))
    lower = line.lower()
    assume(pattern.search(lower if pattern in cues.LOWER else line))
    need = _NEEDS[pattern]
    heads = {word[:5] for word in re.findall(r"\w+", lower)} | {"0" for _ in re.findall(r"\d", lower)}
    assert heads & need.words or any(string in lower for string in need.strings)


@pytest.mark.parametrize("pattern", cues.OPENING, ids=lambda pattern: pattern.pattern[:20])
@given(data=st.data())
def test_a_cue_of_a_beginning_is_found_there_only(pattern: re.Pattern[str], data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(["", "x ", "(", "More: "])) + data.draw(st.from_regex(pattern))
    assert bool(pattern.search(line)) is bool(pattern.match(line))
