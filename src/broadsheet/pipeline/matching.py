"""Whether a text or an address is known: which article it is or copies, and which story it tells. Nothing is kept or fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from broadsheet.dedupe import Dedupe, canonical, precedence
from broadsheet.group import Group
from broadsheet.language.index_words import index_words
from broadsheet.language.words import STOP_WORDS
from broadsheet.models import embedders
from broadsheet.pipeline.description import numbers, vector_of
from broadsheet.pipeline.grouping import grouped
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy, CopyKind
from broadsheet.records.story import Rival
from broadsheet.records.text import is_normal
from broadsheet.store import Store
from broadsheet.store.postings import base
from broadsheet.store.words import Passage

LONGEST = 100_000
"""Characters of a text."""
READ = 20_000
"""Characters of a text whose words are looked for; what is a copy is one in its first pages too."""
RAREST = 24
"""Words that are looked for: those that fewest articles hold, and any does."""
ALIKE = 40
"""Articles that a text is compared with, word by word: those that hold most of these words."""
HEADLINE = 200
"""Characters that a first line may have to be taken for a headline."""
UNKNOWN = "match"

By = Literal["address", "text", "story"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for.

    Attributes:
        text: an article's words; its first line is its headline if it is short, ends no sentence and is not all there is.
        url: an address; without a text, articles of that address alone are looked for.
        title: the headline, where it is known.
        published: ISO 8601. What has no date is grouped as an undated article is.
        outlet: the outlet's name.
    """

    text: str = ""
    url: str | None = None
    title: str = ""
    published: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What is known of it.

    Attributes:
        by: how it was recognised: by its address, as a copy by its text, as a report of a story; None if it was not.
        article: the article at that address, or the origin of those that it copies.
        kind: what kind of copy it would be; `original` for an article at its own address.
        likeness: share of the shorter text's runs of three words that stand in the other; 1.0 for an address; of a story the
            probability that it tells it; 0.0 if nothing was recognised.
        why: the evidence in a few words.
        family: the articles that share that article's origin, in the order in which they came.
        story: the story that they tell.
        nearest: other stories that it is like, likeliest first; only where no article was recognised.
    """

    by: By | None = None
    article: str | None = None
    kind: CopyKind | None = None
    likeness: float = 0.0
    why: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    story: str | None = None
    nearest: tuple[Rival, ...] = ()


class Matcher:
    """Recognises texts and addresses. It keeps a store's grouping and addresses between questions; use one for each store."""

    def __init__(self) -> None:
        self._mark = ""
        self._group: Group | None = None
        self._addresses: Mapping[str, str] = {}

    def match(self, store: Store, asked: Asked) -> Match:
        """What is known: an article of that address, else one with that text, else a story that it tells.

        Stories that an editor took out of the paper are not recognised, nor what is in them.
        """
        unseen = frozenset(store.decisions.hidden())
        self._catch_up(store)
        found = self._at_address(store, asked.url, unseen) if asked.url else None
        if found or not asked.text.strip():
            return found or Match()
        article = _article(asked)
        return _copied(store, article, unseen) or self._told(store, article, unseen)

    def _catch_up(self, store: Store) -> None:
        with store.reading():  # a state and what came since must be of one moment
            mark = store.standing.mark()
            if mark == self._mark:
                return
            addresses = {canonical(address): name for name, address in reversed(store.articles.addresses().items())}
            self._addresses = {address: name for address, name in addresses.items() if address}
            self._group, self._mark = grouped(store, [], looks=True), mark

    def _at_address(self, store: Store, url: str, unseen: Collection[str]) -> Match | None:
        name = self._addresses.get(canonical(url) or "")
        passages = store.words.of([name]) if name else []
        return next((_known(store, each, unseen) for each in passages if each.story not in unseen), None)

    def _told(self, store: Store, article: Article, unseen: Collection[str]) -> Match:
        assert self._group is not None
        annotated, encoder = Annotated(article=article), embedders.load_for(store.embedding.get())
        guess = self._group.guess(annotated, unseen, numbers(vector_of(annotated, encoder)))
        by: By | None = "story" if guess.story else None
        return Match(by=by, likeness=guess.score, why=guess.why, story=guess.story, nearest=guess.nearest)


def _article(asked: Asked) -> Article:
    """The text as an article that is nowhere."""
    first, _, rest = asked.text.strip().partition("\n")
    heads = not asked.title and rest.strip() and len(first) <= HEADLINE and not first.rstrip().endswith((".", "!", "?", "”", '"'))
    title, text = (first.strip(), rest.strip()) if heads else (asked.title, asked.text.strip())
    return Article(
        id=UNKNOWN, page=UNKNOWN, place=1, title=title, text=text, ranges=(), url=asked.url, outlet=asked.outlet,
        published=asked.published, as_given=not is_normal(text),
    )  # fmt: skip


def _copied(store: Store, article: Article, unseen: frozenset[str]) -> Match | None:
    """The article as a copy of one that holds its rare words, as `dedupe` judges it among these."""
    passages = {each.id: each for each in _alike(store, article, unseen)}
    copies, dedupe = store.articles.copies(list(passages)), Dedupe()
    held = [known for name in passages if (known := store.articles.get(name))]
    for known in sorted(held, key=precedence):
        dedupe.remember(known, _within(copies[known.id]))
    copy = dedupe.place(article)
    if copy.origin == article.id:
        return None
    found = _known(store, passages[copy.origin], unseen)
    return replace(found, by="text", kind=copy.kind, likeness=copy.likeness, why=(copy.why,))


def _within(copy: Copy) -> Copy:
    """The record of an article as its own origin: what is like it is to be found, not what it goes back to."""
    return replace(copy, origin=copy.article)


def _alike(store: Store, article: Article, unseen: frozenset[str]) -> list[Passage]:
    """The articles that hold most of the text's rarest words."""
    words = dict.fromkeys(index_words(f"{article.title}\n{article.text[:READ]}"))
    documents = store.vocabulary.documents(word for word in words if word not in STOP_WORDS)
    rarest = sorted(documents, key=lambda word: (documents[word], word))[:RAREST]
    holding = store.words.articles.holding(map(base, rarest)).values()
    shared = Counter(seq for records in holding for seq in records["seq"].tolist())
    best = sorted(shared, key=lambda seq: (-shared[seq], seq))
    some = (best[start : start + ALIKE] for start in range(0, len(best), ALIKE))
    seen = (each for seqs in some for each in store.words.passages("article", seqs) if each.story not in unseen)
    return list(islice(seen, ALIKE))


def _known(store: Store, passage: Passage, unseen: Collection[str]) -> Match:
    """An article that is here, with those that share its origin and are not out of the paper."""
    family = store.words.of(store.articles.family(passage.id))
    told = tuple(each.id for each in family if each.story not in unseen)
    return Match(
        by="address", article=passage.id, kind="original", likeness=1.0, why=("the same address",), family=told, story=passage.story
    )
