from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from broadsheet.group.event import Bag, Event, alone
from broadsheet.group.evidence import FEATURES, evidence
from broadsheet.group.terms import item_of
from broadsheet.group.weights import Weights
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article

from .making import FLOOD_1, FLOOD_2, MISSILE, TRIAL, VISIT_1


def single(article: Article) -> Event:
    vector = np.zeros(384, dtype=np.float32)
    vector[sum(map(ord, article.id)) % 384] = 1.0
    return alone(item_of(Annotated(article=article), vector), Weights(), 0)


def summed(*articles: Article) -> Event:
    event = single(articles[0])
    for article in articles[1:]:
        event.add(single(article))
    return event


def cosine(a: Bag, b: Bag) -> float:
    return sum(weight * b.sums.get(term, 0.0) for term, weight in a.sums.items())


def test_bag_is_of_unit_length() -> None:
    assert sum(weight**2 for weight in Bag.of({"dam": 3.0, "river": 4.0, "the": -1.0}).sums.values()) == pytest.approx(1)
    assert Bag.of({"the": 0.0}).units == 0


def test_sums_give_the_mean_of_all_pairs() -> None:
    here, there = (FLOOD_1, TRIAL), (FLOOD_2, VISIT_1, MISSILE)
    pairs = [cosine(single(a).terms, single(b).terms) for a, b in product(here, there)]
    row = evidence(summed(*here), [summed(*there)])[0]
    assert row[FEATURES.index("terms")] == pytest.approx(sum(pairs) / len(pairs))


def test_cohesion_is_the_mean_within() -> None:
    articles = (FLOOD_1, FLOOD_2, TRIAL)
    bags = [single(article).terms for article in articles]
    pairs = [cosine(bags[0], bags[1]), cosine(bags[0], bags[2]), cosine(bags[1], bags[2])]
    assert summed(*articles).terms.cohesion(3) == pytest.approx(sum(pairs) / 3)


def test_evidence_is_symmetrical() -> None:
    one, two = summed(FLOOD_1, TRIAL), summed(FLOOD_2, VISIT_1, MISSILE)
    assert evidence(one, [two])[0] == pytest.approx(evidence(two, [one])[0])


def test_sums_do_not_depend_on_order() -> None:
    articles = [FLOOD_1, FLOOD_2, TRIAL, VISIT_1]
    one, two = summed(*articles), summed(*reversed(articles))
    assert evidence(one, [summed(MISSILE)])[0] == pytest.approx(evidence(two, [summed(MISSILE)])[0])


def test_days_between() -> None:
    assert summed(FLOOD_1, FLOOD_2).gap(single(MISSILE)) == 966
    assert (single(FLOOD_1).gap(single(FLOOD_2)), single(FLOOD_1).gap(single(VISIT_1))) == (1, None)


def test_a_bounded_article_does_not_widen_the_days() -> None:
    event = single(FLOOD_1)
    event.add(single(VISIT_1))
    assert (event.first, event.last) == (single(FLOOD_1).first, single(FLOOD_1).last)
