import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.language.similarity import Idf, containment, cosine, jaccard, shingles

BAGS = st.dictionaries(st.text(max_size=3), st.floats(0.1, 9), max_size=8)
SETS = st.frozensets(st.integers(0, 9))


@given(BAGS, BAGS)
def test_cosine_is_symmetric_and_bounded(a, b):
    assert cosine(a, b) == cosine(b, a)
    assert 0 <= cosine(a, b) <= 1 + 1e-9


@given(SETS, SETS)
def test_jaccard_never_exceeds_containment(a, b):
    assert 0 <= jaccard(a, b) <= containment(a, b) <= 1


def test_likeness_of_equals_is_one():
    assert cosine({"a": 2.0, "b": 1.0}, {"a": 2.0, "b": 1.0}) == pytest.approx(1)
    assert jaccard({1, 2}, {1, 2}) == 1


def test_empty_is_like_nothing():
    assert cosine({}, {"a": 1.0}) == jaccard(frozenset(), frozenset()) == containment(frozenset(), {1}) == 0


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=2)), st.integers(1, 4))
def test_shingle_count_is_bounded(words, n):
    assert len(shingles(words, n)) <= max(len(words) - n + 1, 1)


def test_shingle_needs_words():
    with pytest.raises(ValueError, match="at least one word"):
        shingles(["a"], 0)


def test_idf_counts_a_term_once_per_document():
    idf = Idf()
    idf.add(["dam", "dam"])
    assert idf.frequency("dam") == 1
    assert idf.documents == 1


def test_idf_vector_keeps_order():
    idf = Idf({"vote": 3, "dam": 1}, documents=4)
    vector = idf.vector(["vote", "dam", "vote"])
    assert list(vector) == ["vote", "dam"]
    assert vector["dam"] == pytest.approx(idf.weight("dam"))
