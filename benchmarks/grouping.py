"""Stories: how right beside plain baselines, and what an article costs as the archive grows.

    python benchmarks/grouping.py sets BENCH --cache FOLDER      # scores beside TF-IDF single pass and BERTopic
    python benchmarks/grouping.py cost [1000 10000 100000]       # a synthetic year: time, memory, restart

All systems of a table see the same articles in the same order in one run; sentence vectors are made beforehand and not timed. The
baseline is the usual one: TF-IDF (weights known in advance, from the whole set, which no online system has), one pass against
centroids within three days, one threshold for headlines and one for longer texts.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
import timeit
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

from learn_grouping import ONE_IN, Corpus, Learner, load, part
from synthetic_year import Report, year

from broadsheet.group.archive import Memory
from broadsheet.group.evidence import shipped
from broadsheet.group.group import Group
from broadsheet.group.terms import Item, item_of

SETS = ("uci_dev", "ecbplus_dev", "allsides_dev", "googlenews_ts", "papers", "duplicates")
BASE_DAYS = 3
SIZES = (2, 3, 5, 10, 20)  # least topic sizes that BERTopic is tried with
BATCH = 500  # articles between two settlings
MOST = 10_000  # articles that the baseline is asked about, and that are remembered one by one
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


def bertopic(taught: Corpus, hidden: Corpus) -> Callable[[], dict[str, str]] | None:
    """BERTopic (Grootendorst 2022) over the same vectors, its least topic size chosen on the stories that the weights learned from.

    What it calls outliers are stories of their own. None if it is not installed.
    """
    try:
        from bertopic import BERTopic
    except ImportError:
        return None
    by_size = {size: scores(taught.labels, topics(BERTopic, taught, size))[2] for size in SIZES}
    return lambda: topics(BERTopic, hidden, max(SIZES, key=lambda size: by_size[size]))


def topics(system: type, corpus: Corpus, size: int) -> dict[str, str]:
    model = system(min_topic_size=size, calculate_probabilities=False)
    model.umap_model.random_state = 7
    texts = [f"{each.article.title} {each.article.text[:1000]}" for each in corpus.articles]
    found, _ = model.fit_transform(texts, embeddings=corpus.vectors)
    names = [each.article.id for each in corpus.articles]
    return {name: name if topic < 0 else str(topic) for name, topic in zip(names, found, strict=True)}


def sets(bench: Path, cache: Path, names: Iterable[str]) -> None:
    """All systems on the stories that `tools/learn_grouping.py` hides; ours are the packaged ones, learned without their labels."""
    print(f"{'half of':20s} {'system':20s}   B³P   B³R  B³F1 pairF1  ARI   ms an article")
    for name in names:
        whole = load(bench, name, cache)
        taught, hidden = (part(whole, ONE_IN.get(name, 2), rest=rest) for rest in (False, True))
        items = items_of(hidden)
        hidden.items.update({item.article: item for item in items})
        systems: dict[str, Callable[[], dict[str, str]] | None] = {
            "TF-IDF": partial(single_pass, items, vectors=False),
            "TF-IDF and vectors": partial(single_pass, items, vectors=True),
            "broadsheet": lambda hidden=hidden: Learner(hidden, shipped(), teaching=False).run(),
            "BERTopic": bertopic(taught, hidden),
        }
        for title, system in systems.items():
            if system is None:
                print(f"{name:20s} {title:20s}  not installed (pip install bertopic): skipped")
                continue
            began = time.process_time()
            placed = system()
            cost = 1000 * (time.process_time() - began) / len(items)
            figures = " ".join(f"{figure:.3f}" for figure in scores(hidden.labels, placed))
            print(f"{name:20s} {title:20s}  {figures}   {cost:.2f}", flush=True)


def cost(counts: Iterable[int]) -> None:
    """Time of `place` and `settle`, memory held, time to go on after a restart, batches of 500 articles as they would come.

    Beside it the time of the baseline, which keeps all words of all stories, so that it is asked only up to `MOST` articles, as is
    how long it takes to restore a state from the articles. What has closed lies in an archive of this process, which is held too.
    """
    print("articles   ms an article: all, last tenth, settling   a thousand numbers us   MB held", end="   ")
    print("state: MB, s to write, s to read   s to remember all   TF-IDF: ms an article", flush=True)
    for count in counts:
        reports = year(count)
        before, began = resident(), calibration()
        archive = Memory()
        group, spent = Group(archive=archive), np.zeros((count, 2))
        for number, report in enumerate(reports):
            spent[number] = timed(group, report, settles=number % BATCH == BATCH - 1)
        held, core = resident() - before, (began + calibration()) / 2
        each = 1000 * spent.sum() / count, 1000 * spent[-count // 10 :].sum() / (count // 10), 1000 * spent[:, 1].sum() / count
        shown = "   ".join(f"{figure:.2f}" for figure in each)
        print(f"{count:8d}   {shown}   {core:.1f}   {held:.0f}   {kept(group, archive)}", end="   ", flush=True)
        print(f"{replayed(reports):.1f}   {baseline(reports):.2f}" if count <= MOST else "-   -", flush=True)


def calibration() -> float:
    """Microseconds in which this core adds a thousand numbers; about 8 on one that is not shared."""
    return 1e6 * min(timeit.repeat("sum(range(1000))", number=200, timer=time.process_time)) / 200


def timed(group: Group, report: Report, *, settles: bool) -> tuple[float, float]:
    """Seconds to place an article, and to settle and let go of what has closed."""
    began = time.process_time()
    group.place(report.annotated, report.copy, report.vector)
    group.moved()
    placed = time.process_time()
    if settles:
        group.settle()
        group.shelve()
    return placed - began, time.process_time() - placed


def kept(group: Group, archive: Memory) -> str:
    """How large the state is, and how long it takes to write it and to go on from it."""
    began = time.process_time()
    state = group.state()
    written = time.process_time()
    Group.restored(state, archive=archive)
    return f"{len(state) / 1e6:.1f}   {written - began:.2f}   {time.process_time() - written:.2f}"


def baseline(reports: list[Report]) -> float:
    """Milliseconds an article of TF-IDF in one pass, reading the words included."""
    began = time.process_time()
    single_pass([item_of(report.annotated, report.vector) for report in reports], vectors=False)
    return 1000 * (time.process_time() - began) / len(reports)


def resident() -> float:
    """Megabytes that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def replayed(reports: list[Report]) -> float:
    """Seconds to restore all from the articles and their placements, as where there is no state."""
    group, where = Group(), {}
    for report in reports:
        placement = group.place(report.annotated, report.copy, report.vector)
        where.update({moved.article: moved for moved in (placement, *group.moved())})
    where.update({moved.article: moved for moved in group.settle()})
    began = time.process_time()
    again = Group()
    for report in reports:
        again.remember(report.annotated, where[report.annotated.article.id], report.vector, report.copy.origin)
    return time.process_time() - began


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
