"""Stories: how right beside plain baselines, and what an article costs as the archive grows.

    python benchmarks/grouping.py sets BENCH --cache FOLDER      # scores beside TF-IDF single pass, with and without vectors
    python benchmarks/grouping.py cost [1000 10000 100000]       # a synthetic year: time, memory, restart

All systems of a table see the same articles in the same order in one run; sentence vectors are made beforehand and not timed. The
baseline is the usual one: TF-IDF (weights known in advance, from the whole set, which no online system has), one pass against
centroids within three days, one threshold for headlines and one for longer texts.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

from learn_grouping import Corpus, Learner, load

from broadsheet.group.evidence import shipped
from broadsheet.group.group import Group
from broadsheet.group.terms import Item, item_of
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.story import Placement

SETS = ("uci_dev", "ecbplus_dev", "allsides_dev", "googlenews_ts", "papers", "duplicates")
BASE_DAYS = 3
SHORT = 20  # content words up to which a text is a headline
THRESHOLDS = {False: (0.16, 0.24), True: (0.30, 0.46)}  # headline, longer text; without and with vectors


def items_of(corpus: Corpus) -> list[Item]:
    return [item_of(each, vector) for each, vector in zip(corpus.articles, corpus.vectors, strict=True)]


def weighted(items: Iterable[Item], frequency: Counter[str], total: int) -> Iterator[dict[str, float]]:
    for item in items:
        raw = {term: (1 + math.log(count)) * math.log((1 + total) / (1 + frequency[term])) for term, count in item.counts.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        yield {term: weight / length for term, weight in raw.items()}


def single_pass(items: list[Item], vectors: bool) -> dict[str, str]:
    """Every article joins the nearest centroid if it is near enough; else it opens a story."""
    frequency = Counter(term for item in items for term in item.counts)
    sums: list[Counter[str]] = []
    squares: list[float] = []
    means, lasts, postings, placed = np.zeros((len(items), 384), dtype=np.float32), [], {}, {}
    for item, terms in zip(items, weighted(items, frequency, len(items)), strict=True):
        near: Counter[int] = Counter()
        for term, weight in terms.items():
            for story in postings.get(term, ()):
                near[story] += weight * sums[story][term]
        scores = {story: dot / math.sqrt(squares[story] or 1) for story, dot in near.items() if in_reach(item, lasts[story])}
        if vectors and scores:
            known = np.array(list(scores))
            cosines = (means[known] @ item.vector) / (np.linalg.norm(means[known], axis=1) + 1e-9)
            scores = {story: (scores[story] + float(cosine)) / 2 for story, cosine in zip(scores, cosines, strict=True)}
        best = max(scores, key=lambda story: (scores[story], -story), default=None)
        if best is None or scores[best] < THRESHOLDS[vectors][item.size > SHORT]:
            best = len(sums)
            sums.append(Counter())
            squares.append(0.0)
            lasts.append(item.first)
        squares[best] += 1 + 2 * near[best]
        for term, weight in terms.items():
            postings.setdefault(term, set()).add(best)
            sums[best][term] += weight
        means[best] += item.vector
        lasts[best] = item.first
        placed[item.article] = str(best)
    return placed


def in_reach(item: Item, last: int | None) -> bool:
    return item.first is None or last is None or abs(item.first - last) <= BASE_DAYS


def scores(labels: dict[str, str], placed: dict[str, str]) -> tuple[float, ...]:
    """B-cubed P, R, F1, pairwise F1, adjusted Rand index."""
    n, gold, mine = len(placed), Counter(labels[i] for i in placed), Counter(placed.values())
    cells = Counter((labels[i], placed[i]) for i in placed)
    p = sum(k * k / mine[b] for (_, b), k in cells.items()) / n
    r = sum(k * k / gold[a] for (a, _), k in cells.items()) / n
    both, of_gold, of_mine = (sum(k * (k - 1) / 2 for k in counts.values()) for counts in (cells, gold, mine))
    chance = of_gold * of_mine / (n * (n - 1) / 2)
    return p, r, 2 * p * r / (p + r), 2 * both / (of_gold + of_mine), (both - chance) / ((of_gold + of_mine) / 2 - chance)


def sets(bench: Path, cache: Path, names: Iterable[str]) -> None:
    print(f"{'set':14s} {'system':22s}   B³P   B³R  B³F1 pairF1  ARI   ms an article")
    for name in names:
        corpus = load(bench, name, cache)
        items = items_of(corpus)
        corpus.items.update({item.article: item for item in items})
        systems = {
            "TF-IDF": lambda items=items: single_pass(items, vectors=False),
            "TF-IDF and vectors": lambda items=items: single_pass(items, vectors=True),
            "broadsheet": lambda corpus=corpus: Learner(corpus, shipped(), teaching=False).run(),
        }
        for title, system in systems.items():
            began = time.process_time()
            placed = system()
            cost = 1000 * (time.process_time() - began) / len(items)
            figures = " ".join(f"{figure:.3f}" for figure in scores(corpus.labels, placed))
            print(f"{name:14s} {title:22s}  {figures}   {cost:.2f}", flush=True)


def year(count: int) -> Iterator[tuple[Annotated, np.ndarray]]:
    """A synthetic year: events of one to some twenty reports within three days, 60 words each, a third of them singletons."""
    dice = np.random.default_rng(5)
    start, number, event = date(2031, 1, 1), 0, 0
    usual = [f"word{n}" for n in range(4000)]
    often = 1 / np.arange(1, 4001)
    often /= often.sum()
    while number < count:
        event += 1
        day = 365 * number / count
        own = [f"e{event}x{n}" for n in range(12)] + [f"Name{dice.integers(3000)}" for _ in range(4)]
        middle = dice.normal(size=384)
        for _ in range(min(count - number, int(dice.geometric(0.3)))):
            words = [*dice.choice(own, 18), *dice.choice(usual, 42, p=often)]
            dice.shuffle(words)
            when = (start + timedelta(days=int(day + dice.integers(3)))).isoformat()
            text = " ".join(map(str, words))
            vector = middle + dice.normal(size=384) * 0.7
            article = Article(
                id=f"a{number}", page=f"a{number}", place=1, title=text[:60], text=text, ranges=(), as_given=True, published=when
            )
            yield Annotated(article=article), (vector / np.linalg.norm(vector)).astype(np.float32)
            number += 1


def cost(counts: Iterable[int]) -> None:
    """Time of `place` and `settle`, memory held and time to restore, batches of 500 articles as they would come."""
    print("articles   ms an article (all, last tenth)   settling ms   MB held   restart s")
    for count in counts:
        articles = sorted(year(count), key=lambda pair: (pair[0].article.published or "", pair[0].article.id))
        tracemalloc.start()
        group, spent, settled, last = Group(), 0.0, 0.0, 0.0
        tracemalloc.stop()
        for number, (annotated, vector) in enumerate(articles):
            began = time.process_time()
            group.place(annotated, Copy(article=annotated.article.id, origin=annotated.article.id), vector)
            done = time.process_time()
            spent += done - began
            last += done - began if number >= 0.9 * count else 0.0
            if number % 500 == 499:
                group.settle()
                settled += time.process_time() - done
        placements = {annotated.article.id: group.where(annotated.article.id) for annotated, _ in articles}
        took, held = restart(articles, placements)
        each = f"{1000 * spent / count:.2f}, {10_000 * last / count:.2f}   {1000 * settled / count:.2f}"
        print(f"{count:8d}   {each}   {held:.0f}   {took:.1f}", flush=True)


def restart(articles: list[tuple[Annotated, np.ndarray]], placements: dict[str, Placement]) -> tuple[float, float]:
    """Seconds to restore all from what the store keeps, and the megabytes that are held then."""
    began = time.process_time()
    group = Group()
    for annotated, vector in articles:
        group.remember(annotated, placements[annotated.article.id], vector)
    took = time.process_time() - began
    tracemalloc.start()
    held = Group()
    for annotated, vector in articles:
        held.remember(annotated, placements[annotated.article.id], vector)
    size = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    return took, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    scored = commands.add_parser("sets")
    scored.add_argument("bench", type=Path)
    scored.add_argument("--cache", type=Path, required=True)
    scored.add_argument("--sets", nargs="+", default=list(SETS))
    commands.add_parser("cost").add_argument("counts", nargs="*", type=int, default=[1000, 10_000, 100_000])
    given = parser.parse_args()
    if given.command == "sets":
        sets(given.bench, given.cache, given.sets)
    else:
        cost(given.counts)


if __name__ == "__main__":
    main()
