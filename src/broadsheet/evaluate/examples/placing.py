"""Which article found on a page is which article of the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.evaluate.examples.pairing import one_to_one
from broadsheet.evaluate.examples.truth import Column, GoldPage, GoldPlacement, Truth
from broadsheet.language.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An article of a page with what was found of it, as an index into the texts found there; None if nothing was."""

    gold: GoldPlacement
    text: str
    found: int | None


@lru_cache(maxsize=4096)
def _bag(text: str) -> Counter[str]:
    return Counter(words(text))


def token_f1(gold: str, found: str) -> float:
    """F1 of the words of two texts, repeats counted.

    >>> token_f1("nine people died", "nine people died on the river")
    0.6666666666666666
    """
    both = (_bag(gold) & _bag(found)).total()
    size = _bag(gold).total() + _bag(found).total()
    return 2 * both / size if size else 1.0


def same_text(gold: str, found: str) -> float:
    """Token F1 of two texts that have half of the words of either in common, else 0."""
    both = (_bag(gold) & _bag(found)).total()
    return token_f1(gold, found) if 2 * both >= max(_bag(gold).total(), _bag(found).total(), 1) else 0.0


def matched(truth: Truth, page: GoldPage, found: Sequence[str]) -> Iterator[Match]:
    """The articles of a page that stand there with at least a paragraph, each with the text that is most like it."""
    placements = [placement for placement in page.placements if placement.paragraphs]
    texts = [truth.shown(placement) for placement in placements]
    best = one_to_one((same_text(a, b), i, j) for i, a in enumerate(texts) for j, b in enumerate(found))
    for index, placement in enumerate(placements):
        yield Match(gold=placement, text=texts[index], found=best.get(index))


def column_of_text(truth: Truth, page: GoldPage, text: str) -> Column:
    """The column of a text that is no article of the page: that of the one whose words it shares, if half of them are.

    Where that cannot be said, a page with anything held out is.
    """
    shares = [((_bag(truth.shown(each)) & _bag(text)).total(), truth.column(each.article)) for each in page.placements]
    most, column = max(shares, key=lambda each: each[0], default=(0, "tuned"))
    if 2 * most >= max(_bag(text).total(), 1):
        return column
    return truth.column(*(each.article for each in page.placements))
