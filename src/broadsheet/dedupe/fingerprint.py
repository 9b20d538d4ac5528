"""What an article is compared by: its wording, and what is known of it besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

from broadsheet.dedupe.wording import Reader, Wording, read
from broadsheet.language.words import words
from broadsheet.records.article import Article
from broadsheet.records.story import moment_of

MAX_CHARACTERS = 200_000  # what is longer is no article; its beginning tells enough
AT_ONCE = 1 << 16  # characters that are read at once: what a call of NumPy costs is shared by some twenty texts


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Fingerprint:
    """An article as `dedupe` keeps it.

    Attributes:
        article: its id.
        title: its headline's words, joined by blanks.
        outlet: outlet or domain, lower case, None if unknown.
        url: the address without scheme, `www.`, fragment and campaign marks.
        page: id of the page it was cut from.
        day: day of publication, ISO 8601.
        moment: of its last change, else of publication, as text that sorts; empty if no time of day is known.
        agency: the agency credited, lower case.
        digest: of all words in order; equal for the same text, whatever its case, punctuation and spacing.
        wording: its words and runs of words.
    """

    article: str
    title: str
    outlet: str | None
    url: str | None
    page: str
    day: str | None
    moment: str
    agency: str | None
    digest: bytes
    wording: Wording

    @property
    def size(self) -> int:
        """Number of words."""
        return len(self.wording.numbers)

    def slim(self) -> Fingerprint:
        """The same without its words."""
        return replace(self, wording=read(""))


def take(article: Article) -> Fingerprint:
    """The fingerprint of an article. Case, punctuation, accents and spacing leave no trace in it."""
    return next(take_all([article]))


def take_all(articles: Iterable[Article]) -> Iterator[Fingerprint]:
    """The fingerprints of articles, in order; some are taken at once, which is much faster."""
    reader = Reader()
    for batch in _batches(articles):
        wordings = reader.read([article.text[:MAX_CHARACTERS] for article in batch])
        yield from map(_taken, batch, wordings)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch, size = list[Article](), 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if size >= AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _taken(article: Article, wording: Wording) -> Fingerprint:
    return Fingerprint(
        article=article.id,
        title=" ".join(words(article.title)),
        outlet=_name(article.outlet or article.domain),
        url=canonical(article.url),
        page=article.page,
        day=article.day,
        moment=time_of(article.modified) or time_of(article.published),
        agency=_name(article.agency),
        digest=blake2b(wording.numbers.astype("<u4", copy=False).tobytes(), digest_size=16).digest(),
        wording=wording,
    )


def time_of(moment: str | None) -> str:
    """A moment with its time of day as text that sorts; empty if no time of day is known."""
    return moment_of(moment) if moment and len(moment) > len("2031-03-04") else ""


def canonical(url: str | None) -> str | None:
    """An address as it is compared.

    >>> canonical("https://www.Example.org/a/b/?utm_source=x&id=7#top")
    'example.org/a/b?id=7'
    """
    if not url:
        return None
    address = url.split("#")[0].split("://")[-1]
    path, _, query = address.partition("?")
    host, slash, rest = path.partition("/")
    kept = "&".join(part for part in query.split("&") if part and not part.lower().startswith(("utm_", "fbclid", "gclid")))
    plain = (host.lower().removeprefix("www.") + slash + rest).rstrip("/")
    return f"{plain}?{kept}" if kept else plain


@lru_cache(maxsize=1 << 12)
def _name(name: str | None) -> str | None:
    return " ".join(words(name)) or None if name else None
