from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from broadsheet.group.bag import Bag, bag_of, dots
from broadsheet.group.event import Event, alone
from broadsheet.group.evidence import FEATURES, evidence, evidence_of
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


def one_bag(*terms: tuple[int, float], kind: int = 0) -> Bag:
    numbers, weights = np.array([number for number, _ in terms]), np.array([weight for _, weight in terms])
    return bag_of(numbers, np.full(len(terms), kind), weights)


def test_bag_is_of_unit_length() -> None:
    bag = one_bag((7, 3.0), (5, 4.0), (9, -1.0))
    numbers, weights = bag.terms()
    assert (numbers.tolist(), weights.tolist()) == ([5, 7], [0.8, 0.6])
    assert bag.squares.tolist() == bag.units.tolist() == [1, 0, 0, 0, 0]


def test_a_bag_without_positive_weights_is_empty() -> None:
    assert one_bag((7, 0.0)).units[0] == 0


def test_adding_sums_what_both_hold() -> None:
    both = one_bag((5, 1.0)) + one_bag((5, 4.0), (7, 3.0))
    numbers, weights = both.terms()
    assert (numbers.tolist(), weights.tolist()) == ([5, 7], [1.8, 0.6])
    assert both.squares[0] == pytest.approx(1.8**2 + 0.6**2)


def test_products_of_many_bags_are_those_of_each() -> None:
    bag, others = one_bag((5, 3.0), (7, 4.0)), [one_bag((7, 1.0)), one_bag((6, 1.0)), one_bag((5, 1.0), (7, 1.0))]
    assert dots(bag, others)[:, 0].tolist() == pytest.approx([0.8, 0.0, 1.4 / 2**0.5])


def test_kinds_do_not_mix() -> None:
    one, other = one_bag((5, 1.0)), one_bag((5, 1.0), kind=1)
    assert not dots(one, [other]).any()


def test_words_that_bear_one_number_are_one_word() -> None:
    numbers, weights = one_bag((5, 3.0), (5, 4.0)).terms()
    assert (numbers.tolist(), weights.tolist()) == ([5], [pytest.approx(1.4)])


def test_sums_give_the_mean_of_all_pairs() -> None:
    here, there = (FLOOD_1, TRIAL), (FLOOD_2, VISIT_1, MISSILE)
    pairs = [single(a).bag.cosine(single(b).bag) for a, b in product(here, there)]
    row = evidence(summed(*here), [summed(*there)])[0]
    assert row[FEATURES.index("terms")] == pytest.approx(sum(pairs) / len(pairs))


def test_cohesion_is_the_mean_within() -> None:
    articles = (FLOOD_1, FLOOD_2, TRIAL)
    bags = [single(article).bag for article in articles]
    pairs = [bags[0].cosine(bags[1]), bags[0].cosine(bags[2]), bags[1].cosine(bags[2])]
    assert summed(*articles).bag.cohesion(3) == pytest.approx(sum(pairs) / 3)


def test_evidence_is_symmetrical() -> None:
    one, two = summed(FLOOD_1, TRIAL), summed(FLOOD_2, VISIT_1, MISSILE)
    assert evidence(one, [two])[0] == pytest.approx(evidence(two, [one])[0])


def test_many_looks_see_what_each_would() -> None:
    one, two = summed(FLOOD_1, TRIAL), single(FLOOD_2)
    looks = [(one, [two, single(MISSILE)]), (two, [single(VISIT_1)])]
    assert evidence_of(looks) == pytest.approx(np.concatenate([evidence(*look) for look in looks]))
    assert evidence_of(looks)[0, 0] > 0


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


def test_names_at_the_top_are_those_of_headline_and_first_words() -> None:
    text = f"{FLOOD_1.text} {' '.join(f'filler{n}' for n in range(40))} Later Tove Lund spoke in Ostby to Tove Lund."
    item = item_of(Annotated(article=replace(FLOOD_1, text=text)), np.zeros(384, dtype=np.float32))
    assert {"prill", "varnby"} <= set(item.lead_names)
    assert "lund" in item.name_stems
    assert "lund" not in item.lead_names
