"""Where an article of the truth names somebody of the cast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.evaluate.examples.truth import GoldArticle, Place, Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention(Place):
    """A name at its place, and the key in the cast of who or what bears it."""

    key: str


def mentions(truth: Truth, article: str) -> Iterator[GoldMention]:
    """Every name of somebody whom the article names in full or quotes, in order; none that two of them share.

    A name is written with capitals throughout: "the minister" is none.
    """
    gold = truth.articles[article]
    bearers: dict[str, set[str]] = {}
    for key in _present(truth, gold):
        for form in _forms(truth, key):
            bearers.setdefault(form, set()).add(key)
    if not bearers:
        return
    for found in _pattern(*bearers).finditer(gold.text):
        if len(bearers[found[0]]) == 1:
            yield GoldMention(start=found.start(), end=found.end(), key=next(iter(bearers[found[0]])))


def _present(truth: Truth, gold: GoldArticle) -> set[str]:
    quoted = {quote.by for quote in gold.quotes if quote.by}
    return {
        key for key, one in truth.cast.items() if key in quoted or (one.name in gold.text and _pattern(one.name).search(gold.text))
    }


def _forms(truth: Truth, key: str) -> list[str]:
    bearer = truth.cast[key]
    return [form for form in (bearer.name, *bearer.aliases) if all(word[0].isupper() for word in form.split())]


def _pattern(*forms: str) -> re.Pattern[str]:
    """Any of the forms as whole words, the longest first."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])")
