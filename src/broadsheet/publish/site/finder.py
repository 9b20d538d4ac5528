"""The index that the search page of a site reads: scripts of bounded size, of which a search loads those of its words alone.

A script is what a page may read from a `file://` address; there it can fetch nothing. Each file calls `shelve(name, what it
holds)`, which `static/finder.js` defines:

* `index`: how many stories and articles there are, with which stem each file of words begins, the words that are not looked
  for and the base forms of irregular words, so that the page stems as this module does.
* `words-<n>`: stem → documents in which it stands. A document is its number, stories first, doubled, and one more where the
  stem stands in its title; each is told as the difference from the one before.
* `stories-<n>`: headline, address, a line about it, and the sentences of its sections with the anchors of their evidence.
* `articles-<n>`: title, address, outlet and day, and the number of the story it is told in, or -1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import sub

from broadsheet.language.stems import base_forms
from broadsheet.language.words import STOP_WORDS
from broadsheet.publish.files import encode, encode_json
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.story import story_counts
from broadsheet.publish.views.wording import day_label, marked, plain_label
from broadsheet.records.article import Article
from broadsheet.records.edition import Edition
from broadsheet.records.story_page import StoryPage
from broadsheet.write.answers_terms import stems

FOLDER = "search"
WORDS = 48_000
"""Bytes of a file of words, about; a single stem of very many documents makes a larger one."""
STORIES, ARTICLES = 20, 200
"""Stories, and articles, of a file."""

Postings = dict[str, list[int]]


def index_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Every file of the index with its path."""
    library = Library(edition)
    numbers = {story.id: number for number, story in enumerate(edition.stories)}
    shelves = list(_shelves(_postings(library)))
    yield _file("index", {
        "stories": len(edition.stories), "articles": len(edition.articles), "perFile": [STORIES, ARTICLES],
        "words": [next(iter(shelf)) for shelf in shelves], "idle": sorted(STOP_WORDS), "base": dict(base_forms()),
    })  # fmt: skip
    for place, shelf in enumerate(shelves):
        yield _script(f"words-{place}", b"{" + b",".join(shelf.values()) + b"}")
    for first in range(0, len(edition.stories), STORIES):
        stories = edition.stories[first : first + STORIES]
        yield _file(f"stories-{first // STORIES}", [_story(library, story) for story in stories])
    for first in range(0, len(edition.articles), ARTICLES):
        articles = edition.articles[first : first + ARTICLES]
        yield _file(f"articles-{first // ARTICLES}", [_article(library, article, numbers) for article in articles])


def _file(name: str, held: object) -> tuple[str, bytes]:
    return _script(name, _compact(held))


def _script(name: str, held: bytes) -> tuple[str, bytes]:
    return f"{FOLDER}/{name}.js", b"shelve(" + encode(f'"{name}",') + held + b");\n"


def _compact(held: object) -> bytes:
    return encode_json(held, indent=None).rstrip(b"\n")


def _postings(library: Library) -> Postings:
    """Stem → documents, in the order of their numbers."""
    found: Postings = {}
    edition = library.edition
    told = [(headline(story), " ".join(text for text, _ in _said(story))) for story in edition.stories]
    told += [(plain_label(article.title), f"{article.standfirst or ''} {article.text}") for article in edition.articles]
    for number, (title, text) in enumerate(told):
        heads = _stems(title)
        for stem in heads | _stems(text):
            found.setdefault(stem, []).append(2 * number + (stem in heads))
    return found


@lru_cache(maxsize=1 << 12)  # a process that publishes again and again has mostly the same texts
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def _shelves(postings: Postings) -> Iterator[dict[str, bytes]]:
    """The postings, encoded, in the order in which a script compares strings, cut into files."""
    shelf: dict[str, bytes] = {}
    size = 0
    for stem in sorted(postings, key=lambda stem: stem.encode("utf-16-be", "surrogatepass")):
        if shelf and size > WORDS:
            yield shelf
            shelf, size = {}, 0
        shelf[stem] = _key(stem) + _steps(postings[stem])
        size += len(shelf[stem]) + 2
    if shelf:
        yield shelf


@lru_cache(maxsize=1 << 16)
def _key(stem: str) -> bytes:
    return _compact(stem) + b":"


def _steps(documents: list[int]) -> bytes:
    steps = documents[:1] + list(map(sub, documents[1:], documents))
    return str(steps).replace(" ", "").encode()


def _said(story: StoryPage) -> Iterable[tuple[str, str]]:
    """The sentences that the sections print, each once, with their keys."""
    keys = [key for section in story.printed for key in section.body if key in story.statements and key != story.headline]
    keys = [*([story.standfirst] if story.standfirst else []), *keys]
    return [(story.statements[key].text, key) for key in dict.fromkeys(keys)]


def _story(library: Library, story: StoryPage) -> list[object]:
    told = " · ".join([*story_counts(story)[:2], day_label(story.times.last_update)])
    printed = [(story.statements[key], key) for _, key in _said(story)]
    said = [[marked(each.text, each.made), f"e-{key}", max(1, each.origins)] for each, key in printed]
    return [headline(story), library.story_href(story.id), told, said]


def _article(library: Library, article: Article, numbers: dict[str, int]) -> list[object]:
    story = library.told_in.get(article.id)
    told = f"{library.outlet(article)} · {day_label(article.published)}"
    return [plain_label(article.title) or "Untitled", library.article_href(article.id), told, numbers[story.id] if story else -1]
