"""Articles found by a query: by words alone, by meaning alone, and by both; and questions put to everything at once.

Queries of the bench are its questions, to be found is an article that answers. Queries over the example articles are their stories'
titles, readers' questions, an article's headline (to be found are the other articles of its story, not its copies), and an event of
an article after the name that it tells most often (to be found are the same). Stories that are held out are counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.evaluate.bench import Bench, Row, digest
from broadsheet.evaluate.examples.truth import GoldArticle, GoldStory, Truth, example_folder, read_truth
from broadsheet.evaluate.measured import Extent, Measured, chosen
from broadsheet.group import Group
from broadsheet.pipeline.description import Describe, Described, described, numbers
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.page import Page
from broadsheet.records.story import Placement, story_id, thread_id
from broadsheet.records.verdict import Answer
from broadsheet.search import Finder, ask
from broadsheet.store import Store

FIRST = 10
"""Places in which what is to be found is counted."""
SHARE = 3
"""One query in so many is asked for the subset."""
ANSWERED = ("right", "mrr", "citation_precision", "refused_wrongly", "refused_rightly")

Ranking = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A query with what it should find.

    Attributes:
        kind: what sort of query it is, by which figures are named.
        text: the query.
        wanted: the articles that are to be found.
        own: articles that are passed over: where the query comes from, and its copies.
    """

    kind: str
    text: str
    wanted: frozenset[str]
    own: frozenset[str] = frozenset()


def measure(bench: Bench, extent: Extent) -> Measured:
    """Search the bench's articles and the example articles; in full, also put the bench's questions to all of its articles."""
    every = SHARE if extent == "subset" else 1
    questions, rows = bench.rows("ask/questions.jsonl", every=every), bench.rows("ask/articles.jsonl.gz")
    with example_folder() as folder:
        truth = read_truth(folder)
    examples = [judged for number, judged in enumerate(queries(truth)) if number % every == 0]
    figures: dict[str, float] = {}
    with filled([_article(row["id"], row) for row in rows], read=extent == "full") as store:
        figures |= _ranked(store, map(_answering, (row for row in questions if row["answerable"])))
        figures |= _everything(bench, store, questions) if extent == "full" else {}
    with filled([_article(name, truth.row(name)) for name in truth.articles]) as store:
        figures |= _ranked(store, examples)
    return Measured(
        room="search", extent=extent, rows=len(questions) + len(examples),
        digest=digest(questions, rows, _plain(examples)), figures=figures,
    )  # fmt: skip


def queries(truth: Truth) -> Iterator[Judged]:
    """The queries over the example articles."""
    families = {name: frozenset(family.members) for family in truth.families for name in family.members}
    for story in truth.stories.values():
        column = "held out" if story.held_out else "open"
        yield Judged(kind=f"stories, {column}", text=story.title, wanted=frozenset(story.articles))
        for name in story.articles:
            own = families.get(name, frozenset({name}))
            yield from _of_article(truth, story, name, own)
    for question in truth.questions:
        if not question.unanswerable:
            column = "held out" if truth.stories[question.story].held_out else "open"
            wanted = frozenset(spot.article for spot in question.answers)
            yield Judged(kind=f"questions, {column}", text=question.question, wanted=wanted)


def _of_article(truth: Truth, story: GoldStory, name: str, own: frozenset[str]) -> Iterator[Judged]:
    wanted, column = frozenset(story.articles) - own, "held out" if story.held_out else "open"
    if not wanted:
        return
    article = truth.articles[name]
    yield Judged(kind=f"headlines, {column}", text=article.title, wanted=wanted, own=own)
    for event in article.events:
        told = article.text[event.start : event.end]
        yield Judged(kind=f"events, {column}", text=f"{_protagonist(truth, article)} {told}", wanted=wanted, own=own)


def _protagonist(truth: Truth, article: GoldArticle) -> str:
    def told(name: str) -> tuple[int, str]:
        member = truth.cast[name]
        return max(article.text.count(form) for form in (member.name, *member.aliases)), member.name

    return truth.cast[max(truth.cast, key=told)].name


def filled(articles: Iterable[Article], *, read: bool = False) -> Store:
    """A store in memory with articles and their vectors.

    Args:
        articles: in the order in which they are placed.
        read: whether they are annotated and grouped into stories; else each is a story of its own.
    """
    store, describe, group = Store.open("sqlite://"), Describe() if read else None, Group()
    with store.transaction():
        for article in articles:
            found = next(iter(describe([article])), None) if describe else None
            kept = found if isinstance(found, Described) else described(Annotated(article=article))
            copy = Copy(article=article.id, origin=article.id, kind="original")
            placement = group.place(kept.annotated, copy, numbers(kept.vector)) if read else _alone(article.id)
            store.pages.add(_page(article.id, article.text))
            store.articles.place(kept.annotated, copy, placement, kept.vector)
            store.articles.move(group.moved())
        store.articles.move(group.settle())
    store.vocabulary.catch_up()
    return store


def _alone(article: str) -> Placement:
    story = story_id(article)
    return Placement(article=article, story=story, thread=thread_id(story), score=1.0, why=())


def _page(name: str, text: str) -> Page:
    return Page(name=name, kind="text", body=f"{name}\n{text}")


def _article(name: str, row: Mapping[str, Any]) -> Article:
    text = row["text"] if "text" in row else " ".join(row["sentences"])
    page = _page(name, text).id
    return Article(
        id=name, page=page, place=1, title=row["title"], text=text, ranges=(), outlet=row.get("outlet"),
        published=row.get("date"), language="en", as_given=True,
    )  # fmt: skip


def _answering(row: Row) -> Judged:
    return Judged(kind="bench", text=row["question"], wanted=frozenset(name.partition("#")[0] for name in row["sentences"]))


def _ranked(store: Store, asked: Iterable[Judged]) -> dict[str, float]:
    finder, sums, counts = Finder(), defaultdict[str, float](float), defaultdict[str, int](int)
    for query in asked:
        ways = finder.articles(store, query.text)
        nearest = tuple(name for name, _ in finder.vectors.nearest(store, query.text))
        for way, ranking in (("words", ways.words), ("vectors", nearest), ("hybrid", tuple(ways.hybrid))):
            for figure, value in (("mrr", reciprocal_rank(query, ranking)), ("recall", recall(query, ranking))):
                sums[f"{query.kind}.{way}.{figure}"] += value
                counts[f"{query.kind}.{way}.{figure}"] += 1
    return {name: round(sums[name] / counts[name], 4) for name in sums}


def reciprocal_rank(query: Judged, ranking: Ranking) -> float:
    """One by the place of the first article that is to be found, 0 if none is.

    >>> reciprocal_rank(Judged(kind="", text="", wanted=frozenset("b"), own=frozenset("a")), "acb")
    0.5
    """
    others = [name for name in ranking if name not in query.own]
    return next((1 / place for place, name in enumerate(others, start=1) if name in query.wanted), 0.0)


def recall(query: Judged, ranking: Ranking) -> float:
    """The share of what is to be found that stands in the first ten places, of ten at most."""
    others = [name for name in ranking if name not in query.own][:FIRST]
    return len(query.wanted & set(others)) / min(FIRST, len(query.wanted))


def _everything(bench: Bench, store: Store, questions: Sequence[Row]) -> dict[str, float]:
    """The bench's scores of questions that were put to all of its articles instead of one story's."""
    finder = Finder()
    answers = [_printed(row["id"], ask(store, row["question"], finder=finder)) for row in questions]
    scores = bench.score("ask/score.py", bench.file("everything.jsonl", answers))
    return chosen(scores, *ANSWERED, under="everything")


def _printed(name: str, answer: Answer) -> Row:
    parts = [
        {"text": part.text, "citations": [{"article": a, "start": e.start, "end": e.end} for a, e in part.citations]}
        for part in answer.parts
    ]
    return {"id": name, "refused": answer.refused, "answer": parts}


def _plain(examples: Iterable[Judged]) -> list[Row]:
    return [{"kind": each.kind, "text": each.text, "wanted": sorted(each.wanted), "own": sorted(each.own)} for each in examples]
