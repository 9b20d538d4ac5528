"""Figures labelled by hand in borrowed sentences: the set is sound, and what is found in it is right."""

from collections import Counter

import pytest

from broadsheet.evaluate import Bench
from broadsheet.evaluate.figures import articles, labelled, scores
from tests.annotate.figures_gold import measured


def test_the_set_holds_no_text_and_two_halves():
    counts = Counter(row["half"] for row in labelled() for _ in row["figures"])
    assert sum(counts.values()) >= 150
    assert min(counts.values()) >= 70
    assert all(set(row) == {"source", "article", "start", "end", "sha256", "half", "figures", "ages", "open"} for row in labelled())


@pytest.mark.bench
def test_every_article_is_on_the_bench(bench):
    texts = articles(Bench(bench), {row["source"] for row in labelled()})
    assert [row["article"] for row in labelled() if f"{row['source']} {row['article']}" not in texts] == []


@pytest.mark.bench
@pytest.mark.timeout(900)
def test_figures_are_found_and_right(bench):
    counts, _ = measured(bench)
    halves = {half: scores(count) for half, count in counts.items()}
    both = scores(counts["dev"] + counts["test"])
    assert both["p"] >= 0.95
    assert both["r"] >= 0.9
    assert min(score["p"] for score in halves.values()) >= 0.94
    assert min(score["r"] for score in halves.values()) >= 0.9
    assert min(both[field] for field in ("unit", "noun", "qualifier")) >= 0.93
