"""What two texts are compared by: their words and their runs of three words, as numbers."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from broadsheet.language.words import STOP_WORDS, words
from broadsheet.records.article import Article
from broadsheet.records.story import moment_of

RUN = 3  # words in a run, "shingle" in Broder, "On the resemblance and containment of documents" (1997)
MAX_CHARACTERS = 200_000  # what is longer is no article; its beginning tells enough
MET = 100_000  # words remembered with their numbers: some ten megabytes
LONG_LINE = 12  # words from which on a line (a paragraph) can be known again as house matter

_QUOTED = re.compile('[“"«„]([^“”"«»„]{1,800})[”"»“]')
_DIGITS = re.compile(r"\d+")
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))

Words = NDArray[np.uint64]
Numbers = NDArray[np.uint32]
Mask = NDArray[np.bool_]
Each = TypeVar("Each", Words, Numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph of at least twelve words: its digest (digits do not count) and its words' places."""

    digest: int
    start: int
    end: int


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
        numbers: one number a word, shape (n,).
        stops: which words are stop words, shape (n,).
        runs: one number for every three words in a row, shape (n - 2,).
        distinct: `runs` sorted, each once.
        quoted: which runs lie wholly inside quotation marks, shape (n - 2,).
        lines: its long paragraphs.
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
    numbers: Numbers
    stops: Mask
    runs: Words
    distinct: Words
    quoted: Mask
    lines: tuple[Line, ...]

    @property
    def size(self) -> int:
        """Number of words."""
        return len(self.numbers)

    def slim(self) -> Fingerprint:
        """The same without its words."""
        none = np.zeros(0, dtype=np.bool_)
        runs = np.zeros(0, dtype=np.uint64)
        return replace(self, numbers=np.zeros(0, dtype=np.uint32), stops=none, quoted=none, runs=runs, distinct=runs, lines=())


def take(article: Article) -> Fingerprint:
    """The fingerprint of an article. Case, punctuation, accents and spacing leave no trace in it."""
    tokens, inside, lines = _tokens(article.text[:MAX_CHARACTERS])
    told = np.fromiter(map(_TOLD.__getitem__, tokens), dtype=np.int64, count=len(tokens))
    numbers = (told >> 1).astype(np.uint32)
    runs = runs_of(numbers)
    quoted = np.array(inside, dtype=np.bool_)
    return Fingerprint(
        article=article.id,
        title=" ".join(words(article.title)),
        outlet=_name(article.outlet or article.domain),
        url=canonical(article.url),
        page=article.page,
        day=article.day,
        moment=time_of(article.modified) or time_of(article.published),
        agency=_name(article.agency),
        digest=blake2b(" ".join(tokens).encode("utf-8", "replace"), digest_size=16).digest(),
        numbers=numbers,
        stops=(told & 1).astype(np.bool_),
        runs=runs,
        distinct=each_once(runs),
        quoted=quoted[:-2] & quoted[1:-1] & quoted[2:] if len(quoted) >= RUN else np.zeros(0, dtype=np.bool_),
        lines=lines,
    )


class _Told(dict[str, int]):
    """A word's number, times two, and one more for a stop word. Words that were met are remembered, as many as have room."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MET:
            self.clear()
        told = self[word] = zlib.crc32(word.encode("utf-8", "replace")) << 1 | (word in STOP_WORDS)
        return told


_TOLD = _Told()


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


def _name(name: str | None) -> str | None:
    return " ".join(words(name)) or None if name else None


def _tokens(text: str) -> tuple[list[str], list[bool], tuple[Line, ...]]:
    """Words of a text, whether each stands in quotation marks, and its long lines."""
    tokens: list[str] = []
    inside: list[bool] = []
    lines: list[Line] = []
    for line in text.split("\n"):
        start = len(tokens)
        for part, quoted in _parts(line):
            found = words(part)
            tokens += found
            inside += [quoted] * len(found)
        if len(tokens) - start >= LONG_LINE:
            plain = _DIGITS.sub("0", " ".join(tokens[start:]))
            lines.append(Line(digest=_number(plain), start=start, end=len(tokens)))
    return tokens, inside, tuple(lines)


def _parts(line: str) -> Iterator[tuple[str, bool]]:
    """A line's stretches outside and inside quotation marks, in order."""
    done = 0
    for found in _QUOTED.finditer(line):
        yield line[done : found.start()], False
        yield found[1], True
        done = found.end()
    yield line[done:], False


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def runs_of(numbers: Numbers) -> Words:
    """Every three words in a row mixed into one number (a multiplicative hash with a final avalanche), shape (n - 2,)."""
    if len(numbers) < RUN:
        return np.zeros(0, dtype=np.uint64)
    wide = numbers.astype(np.uint64)
    with np.errstate(over="ignore"):
        mixed = (wide[:-2] * _MIX[0] + wide[1:-1]) * _MIX[0] + wide[2:]
        mixed = (mixed ^ (mixed >> np.uint64(29))) * _MIX[1]
    result: Words = mixed ^ (mixed >> np.uint64(32))
    return result


def each_once(numbers: Each) -> Each:
    """The numbers sorted, each once: `numpy.unique`, which is many times slower on as few as an article has."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def among(numbers: Each, known: Each) -> Mask:
    """Which numbers are among the known ones, which are sorted: `numpy.isin`, without sorting them all again."""
    if not len(known):
        return np.zeros(len(numbers), dtype=np.bool_)
    at = np.searchsorted(known, numbers)
    found: Mask = known[np.minimum(at, len(known) - 1)] == numbers
    return found
