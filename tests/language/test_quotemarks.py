from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.language.quotemarks import quotations, touching
from broadsheet.language.sentences import paragraphs
from broadsheet.records.text import Extent


def quoted(text):
    return [quote.extent.of(text) for quote in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“One,” he said. “Two.”", ["One,", "Two."]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("''One,'' he said.", ["One,"]),
        ("«One», he said.", ["One"]),
        ("„One“, he said.", ["One"]),
        ("“She said ‘two’ to me,” he said.", ["She said ‘two’ to me,"]),
        ("“She said “two” to me,” he said.", ["She said “two” to me,"]),
        ("He said: ‘It is over.’ Then he left.", ["It is over."]),
        ("It’s the farmers’ dam.", []),
        ("”One,” he said.", ["One,"]),
        ("He said: “One.", ["One."]),
        ("“One.\n“Two.”", ["One.\n“Two."]),
        ("“One.\nHe left.", ["One."]),
        ("He is 6'2\" tall.", []),
    ],
)
def test_quotations(text, words):
    assert quoted(text) == words


@given(st.text(alphabet="ab “”\"'‘’\n.,«»"))
def test_quotations_never_overlap(text):
    found = quotations(text, paragraphs(text))
    assert all(q.outer.holds(q.extent) for q in found)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))


@given(st.text(alphabet="ab “”\"'‘’\n.,"), st.integers(0, 20), st.integers(1, 9))
def test_touching_finds_what_overlaps(text, start, size):
    found = quotations(text, paragraphs(text))
    place = Extent(start, start + size)
    assert list(touching(place, found)) == [quote for quote in found if quote.outer.overlaps(place)]
