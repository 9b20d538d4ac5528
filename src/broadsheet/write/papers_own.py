"""A paper's own sentences: what it tells that is news, that the others do not, in words of its own, near its top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from broadsheet.records.annotation import Annotated
from broadsheet.write.currency import announced, overtaken
from broadsheet.write.draft import Draft
from broadsheet.write.papers_facts import Comparison
from broadsheet.write.papers_involved import involvement
from broadsheet.write.papers_news import newsworthiness
from broadsheet.write.papers_search import content
from broadsheet.write.papers_words import contrast
from broadsheet.write.phrasing import phrase

MOST = 3
"""Sentences of a paper."""

DEEPEST = 30
"""Sentences of an article, the first, that are looked at."""

TOLD = 0.7
"""Likeness to what the page has told from which a sentence tells nothing new."""

COLOUR = 0.2
"""Newsworthiness under which a true sentence is colour, and not printed."""

SEARCHED = 12
"""Sentences of a paper, the best by themselves, that are looked for elsewhere."""

FEWEST_TERMS = 6
"""Words that say what a sentence is about, of which shorter ones have too few to stand for a paper."""


def own_sentences(comparison: Comparison, draft: Draft, group: Sequence[Annotated]) -> list[tuple[str, int]]:
    """Statements of the paper with the numbers of their passages, in the order of its articles; the best `MOST` of them."""
    dossier, chosen, shown = comparison.dossier, list[tuple[str, int]](), _shown(comparison, draft)
    for index, news in _ranked(comparison, group):
        if len(chosen) == MOST:
            break
        if news < COLOUR or index in shown or draft.told(index, TOLD):
            continue
        drafted = phrase(dossier, dossier.passages[index], introduced=draft.introduced)
        key = draft.state(drafted, why=_why(comparison, index)) if drafted else None
        if key:
            draft.tell(index)
            chosen.append((key, index))
    return sorted(chosen, key=lambda pair: pair[1])


def _shown(comparison: Comparison, draft: Draft) -> frozenset[int | None]:
    """Numbers of the passages that the page shows already, be it behind a figure or a date."""
    pools = draft.pools()
    spans = [pools["spans"][statement.spans[0]] for statement in pools["statements"].values()]
    return frozenset(comparison.dossier.passage_at(pools["articles"][span.article].id, span.extent) for span in spans)


def _ranked(comparison: Comparison, group: Sequence[Annotated]) -> Iterator[tuple[int, float]]:
    """Passages of those articles with their newsworthiness, the best first.

    What one is worth is news × who is in it × own × distinct × central × position.
    """
    dossier = comparison.dossier
    ids, over = {annotated.article.id for annotated in group}, announced(dossier) | overtaken(dossier)
    words = contrast(dossier, group)
    centre = dossier.vectors.mean(axis=0)
    central = dossier.vectors @ centre / (float(np.linalg.norm(centre)) or 1.0)
    weighed = []
    for index, passage in enumerate(dossier.passages):
        if passage.article.article.id not in ids or index in over or passage.index >= DEEPEST:
            continue
        if len(content(passage.text)) < FEWEST_TERMS:
            continue
        news = newsworthiness(passage) * involvement(dossier, passage)
        distinct = 1 + max(0.0, words.distinctiveness(passage.sentence.terms))
        weighed.append((float(news * distinct * (0.5 + central[index]) / (1 + 0.05 * passage.index)), index, news))
    best = sorted(weighed, reverse=True)[:SEARCHED]
    told = sorted((-worth * (1 - comparison.reported(index)), index, news) for worth, index, news in best)
    yield from ((index, news) for _, index, news in told)


def _why(comparison: Comparison, index: int) -> tuple[str, ...]:
    passage = comparison.dossier.passages[index]
    only = (
        ("nothing near it was found in another origin",)
        if comparison.is_only_here(index)
        else ("this paper tells it in words of its own",)
    )
    return (*only, *(("stands at the top of this paper's report",) if passage.sentence.paragraph <= 3 else ()))
