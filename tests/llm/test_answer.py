"""What a model's answer must look like."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.llm.answer import LONGEST, Offered, Unreadable, offered


def test_code_fence_is_taken_off():
    told = '```json\n{"sentences": [{"text": " The  dam broke. ", "spans": ["p1", "p1"]}]}\n```'
    assert offered(told) == (Offered(text="The dam broke.", cites=("p1",)),)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "Sure!",
        "[]",
        "{}",
        '{"sentences": {}}',
        '{"sentences": ["The dam broke."]}',
        '{"sentences": [{"text": "A.", "spans": "p1"}]}',
        '{"sentences": [{"text": 4, "spans": []}]}',
        '{"sentences": [{"text": "A.", "spans": [1]}]}',
        '{"sentences": [{"text": "The d',
        json.dumps({"sentences": [{"text": "x" * (LONGEST + 1), "spans": ["p1"]}]}),
        json.dumps({"sentences": [{}] * 100}),
        "[" * 100_000,
    ],
)
def test_other_shapes_are_unreadable(answer: str):
    with pytest.raises(Unreadable):
        offered(answer)


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda part: st.lists(part) | st.dictionaries(st.text(), part), max_leaves=8
    )
)
def test_nothing_else_is_raised(told: object):
    with suppress(Unreadable):
        assert isinstance(offered(json.dumps({"sentences": told})), tuple)
