"""Figures labelled by hand in borrowed sentences: the set is sound."""

from collections import Counter

import pytest

from tests.annotate.figures_gold import rows, texts


def test_the_set_holds_no_text_and_two_halves():
    counts = Counter(row["half"] for row in rows() for _ in row["figures"])
    assert sum(counts.values()) >= 150
    assert min(counts.values()) >= 70
    assert all(set(row) == {"source", "article", "start", "end", "sha256", "half", "figures", "ages", "open"} for row in rows())


@pytest.mark.bench
def test_every_article_is_on_the_bench(bench):
    sources = {source: texts(bench, source) for source in {row["source"] for row in rows()}}
    assert [row["article"] for row in rows() if row["article"] not in sources[row["source"]]] == []
