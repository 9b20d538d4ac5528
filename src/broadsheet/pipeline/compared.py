"""What earlier runs placed, as `dedupe` asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from broadsheet import executor
from broadsheet.dedupe import Dedupe, Fingerprint, Known, pack, take, take_all, unpack
from broadsheet.executor import Bounds, Crew, Job, Named
from broadsheet.records.article import Article
from broadsheet.steps import Dropped
from broadsheet.store import Store
from broadsheet.store.fingerprints import Kept

LATEST = 10_000
"""Articles placed last that one without a day is compared with."""
BATCH = 500


class Placed:
    """The articles of a store as an archive of `dedupe`. A store of an earlier version is fingerprinted once, here."""

    def __init__(self, store: Store) -> None:
        self._store = store
        for article_ids in _batches(store.fingerprints.missing()):
            found = [store.articles.get(name) for name in article_ids]
            store.fingerprints.keep(map(kept, take_all(filter(None, found))))

    def between(self, first: str, last: str) -> Iterator[Known]:
        """The articles of these days, both included, and of those between."""
        return self._known(self._store.fingerprints.between(first, last))

    def latest(self) -> Iterator[Known]:
        """The articles placed last, oldest first."""
        return self._known(reversed(list(self._store.fingerprints.latest(LATEST))))

    def same_text(self, digest: bytes) -> Known | None:
        """The first article whose text has this digest."""
        found = self._store.fingerprints.with_digest(digest)
        return next(self._known([found]), None) if found else None

    def _known(self, found: Iterable[tuple[Kept, str]]) -> Iterator[Known]:
        for one, origin in found:
            mark = (unpack(one.mark) if one.mark else None) or self._taken(one.article)
            if mark is not None:
                yield mark, origin

    def _taken(self, name: str) -> Fingerprint | None:
        article = self._store.articles.get(name)
        return take(article) if article else None


class Mark:
    """An article's fingerprint, packed: what a worker of a cluster makes of it."""

    name = "fingerprint"
    reasons: Mapping[str, str] = {}

    def __call__(self, articles: Iterable[Article], /) -> Iterator[bytes | Dropped]:
        """The fingerprint of each."""
        return (pack(take(article)) for article in articles)


def marked(articles: Iterable[Article], crew: Crew) -> Iterator[tuple[Article, Fingerprint | Dropped]]:
    """Articles with their fingerprints, in order. Those of a cluster come packed; one that did not come is taken here."""
    if crew.bounds.cluster is None:
        yield from ((article, _marked(article, crew.bounds)) for article in articles)
        return
    job: Job[Article, bytes] = Job(
        step=Mark.name, make=Mark, name=lambda article: article.id, size=lambda article: len(article.text)
    )
    for article, (packed,) in crew.run(job, articles):
        yield article, (None if isinstance(packed, Dropped) else unpack(packed)) or _marked(article, crew.bounds)


def _marked(article: Article, bounds: Bounds) -> Fingerprint | Dropped:
    return executor.attempt(Named(record=article.id, step=Dedupe.name), partial(take, article), bounds)


def kept(mark: Fingerprint) -> Kept:
    """A fingerprint as a store keeps it."""
    return Kept(article=mark.article, day=mark.day, digest=mark.digest, mark=pack(mark))


def _batches(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), BATCH):
        yield names[start : start + BATCH]
