"""Questions put to the store: to everything, a thread or a story; and what papers say of a subject, side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from broadsheet.language.index_words import index_words
from broadsheet.language.stems import stem
from broadsheet.records.annotation import Annotated
from broadsheet.records.query import Filters
from broadsheet.records.text import Extent
from broadsheet.records.verdict import Answer, AnswerPart
from broadsheet.search.fusion import CONSTANT
from broadsheet.search.hybrid import Finder
from broadsheet.search.query import LONGEST
from broadsheet.search.words import Term, bearers, terms
from broadsheet.store import Store
from broadsheet.write.answers import LONGEST_PART, answer

CANDIDATES = 24
"""Articles that a question is put to."""
STORIES, HEARD = 3, 3
"""Stories that a question is put to, one by one, and the articles of each whose places count."""
PLACED = 12.0
"""What a story's place weighs beside the confidence of its answer: one place further up, at the top, is worth 0.1."""
OF_A_PAPER = 8
"""Articles of each paper that are looked at where papers are compared."""
MOST_PAPERS = 5
SPOKEN_OF = 0.5
"""The share of a subject's words, by how rare they are, that a sentence must hold to be what a paper says of it."""
_COMPARES = re.compile(
    r"\s*(?:what|how)\s+(?:do|does|did|have|has)\s+(?P<papers>.+?)\s+"
    r"(?:say|said|report|reported|write|written|tell|told|differ|disagree|describe|cover)\s+(?:(?:about|on|of|over|regarding)\s+)?"
    r"(?P<subject>.+?)\s*\??\s*$",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:the|all|each|every|different|various)\s+(?:news)?(?:papers?|outlets?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What papers are asked to be heard on which subject. No papers: all that speak of it."""

    papers: tuple[str, ...]
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    article: str
    extent: Extent
    text: str
    share: float


def ask(store: Store, question: str, scope: Filters | None = None, *, finder: Finder | None = None) -> Answer:
    """An answer of cited sentences from the articles that the question fits best, or a refusal.

    Without a story or thread, these are the articles of one story: of those that it fits best, the one that answers most surely.
    Asked what named papers say of something, it gives a sentence of each, in the order in which they are named.

    Args:
        store: what is asked.
        question: in English, any wording.
        scope: which articles may answer, such as those of one story or thread.
        finder: keeps the store's vectors between questions.
    """
    asked, within, used = question[:LONGEST], scope or Filters(), finder or Finder()
    compared = comparison(asked, store.traits.outlets()) if _COMPARES.match(asked) else None
    if compared is not None:
        return _side_by_side(store, asked, compared, within, used)
    found = list(used.articles(store, asked, within).hybrid)[:CANDIDATES]
    if within.story or within.thread:
        return answer(asked, list(store.articles.annotated(found)))
    return _of_the_surest_story(store, asked, found, within)


def _of_the_surest_story(store: Store, question: str, found: Sequence[str], scope: Filters) -> Answer:
    """The answer of the story that answers most surely, of those with the best places.

    Sentences of other stories that share words with a question are what it is answered wrongly with; so one story answers alone.
    """
    stories = {each.id: each.story for each in store.words.of(found)}
    places: dict[str, list[str]] = {}
    for name in found:
        places.setdefault(stories[name], []).append(name)
    best = Answer(question=question, refused=True)
    worth = -1.0
    for story in list(places)[:STORIES]:
        newest = (each.id for each in store.words.newest(replace(scope, story=story), CANDIDATES))
        articles = list(dict.fromkeys([*places[story], *newest]))[:CANDIDATES]
        given = answer(question, list(store.articles.annotated(articles)))
        its = given.confidence + PLACED * _placed([found.index(name) + 1 for name in places[story]], len(articles))
        if its > worth:
            best, worth = given, its
    return best


def _placed(ranks: Sequence[int], articles: int) -> float:
    """How well a story is placed: its first three articles' reciprocal ranks on average, of as many as it has.

    A sum would let a story of twelve reports that all name a town answer for one of a single report about its bell.

    >>> round(_placed([1], 1), 3), round(_placed([2, 3], 12), 3)
    (0.091, 0.053)
    """
    return sum(1 / (CONSTANT + rank) for rank in ranks[:HEARD]) / min(HEARD, articles)


def comparison(question: str, outlets: Sequence[str]) -> Comparison | None:
    """What a question compares, if it asks what papers say: names of outlets, in any case, or "the papers".

    >>> comparison("What do the Halm Gazette and Varnby Post say about the ferry?", ["Varnby Post", "Halm Gazette", "Post"])
    Comparison(papers=('Halm Gazette', 'Varnby Post'), subject='the ferry')
    >>> comparison("What do the papers say about the ferry?", []), comparison("What did the mayor say about the ferry?", [])
    (Comparison(papers=(), subject='the ferry'), None)
    """
    found = _COMPARES.match(question)
    if found is None:
        return None
    named = " ".join(index_words(found["papers"]))
    places: dict[int, str] = {}
    for outlet in sorted(outlets, key=lambda name: (-len(name), name)):
        name = " ".join(index_words(outlet))
        place = re.search(rf"\b{re.escape(name)}\b", named) if name else None
        if place is not None:
            places[place.start()] = outlet
            named = named[: place.start()] + "_" * len(name) + named[place.end() :]
    papers = tuple(places[start] for start in sorted(places))
    return Comparison(papers=papers, subject=found["subject"]) if papers or _ALL.search(found["papers"]) else None


def _side_by_side(store: Store, question: str, compared: Comparison, scope: Filters, finder: Finder) -> Answer:
    papers = compared.papers or _speaking(store, compared.subject, scope, finder)
    sought = terms(store.words.articles, index_words(compared.subject))
    best = [
        said
        for paper in papers[:MOST_PAPERS]
        if (said := _best(store, compared.subject, sought, replace(scope, outlet=paper), finder))
    ]
    enough = [said for said in best if said.share >= SPOKEN_OF]
    parts, nearest = _parts(enough), _parts(best)
    if not parts:
        return Answer(question=question, refused=True, nearest=nearest)
    return Answer(question=question, refused=False, parts=parts, confidence=round(min(said.share for said in enough), 4))


def _speaking(store: Store, subject: str, scope: Filters, finder: Finder) -> tuple[str, ...]:
    """The papers that speak of a subject, those whose articles fit it best first."""
    found = store.words.of(list(finder.articles(store, subject, scope).words)[:CANDIDATES])
    return tuple(dict.fromkeys(each.outlet for each in found if each.outlet))


def _best(store: Store, subject: str, sought: Sequence[Term], scope: Filters, finder: Finder) -> _Said | None:
    """The sentence of a paper that holds most of a subject's words; of equal ones the first of the article that fits best."""
    found = list(finder.articles(store, subject, scope).words)[:OF_A_PAPER]
    said = [each for annotated in store.articles.annotated(found) for each in _sentences(annotated, sought)]
    return max(said, key=lambda each: each.share, default=None)


def _sentences(annotated: Annotated, sought: Sequence[Term]) -> Iterator[_Said]:
    bearer, whole = bearers(sought), sum(term.weight for term in sought)
    for sentence in annotated.sentences:
        text = sentence.extent.of(annotated.article.text)
        if len(text) <= LONGEST_PART and sentence.leans != "question":
            held = {bearer[base] for base in map(stem, index_words(text)) if base in bearer}
            share = sum(sought[number].weight for number in held) / whole if whole else 0.0
            yield _Said(article=annotated.article.id, extent=sentence.extent, text=text, share=share)


def _parts(said: Sequence[_Said]) -> tuple[AnswerPart, ...]:
    """Each sentence once, with every paper that has it."""
    places: dict[str, list[tuple[str, Extent]]] = {}
    for each in said:
        places.setdefault(each.text, []).append((each.article, each.extent))
    return tuple(AnswerPart(text=text, citations=tuple(cited)) for text, cited in places.items())
