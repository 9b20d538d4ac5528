"""Every page of the static site, written in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from broadsheet.publish import names, stock
from broadsheet.publish.files import Report
from broadsheet.publish.ledger import publish_offer
from broadsheet.publish.offer import Maker, alike
from broadsheet.publish.site.finder import index_files
from broadsheet.publish.templating import render
from broadsheet.publish.views import across, front, listing
from broadsheet.publish.views.article import article_view, citing, surgery_view
from broadsheet.publish.views.editorial import taken_out
from broadsheet.publish.views.library import Library, headline, observed, outlet_names
from broadsheet.publish.views.reader import Reader
from broadsheet.publish.views.story import story_view
from broadsheet.publish.views.threads import thread_view
from broadsheet.publish.views.topics import TopicRecord, topic_records, topic_view, topics_by_kind
from broadsheet.publish.views.wording import long_day, plain_label
from broadsheet.publish.views.yours import own_desks
from broadsheet.records.article import Article
from broadsheet.records.edition import Edition
from broadsheet.records.story import Thread
from broadsheet.records.story_page import StoryPage

SiteReport = Report
OF_THE_DAY = frozenset({"front", "numbers", "watching", "latest", "topics", "sources"})
STATIC = ("paper.css", "paper.js", "finder.js", "icon.svg")
Contents = Callable[[Library], dict[str, object]]
"""What a page speaks of, out of the library."""


def write_site(edition: Edition, folder: Path) -> SiteReport:
    """Write the site into `folder`; what an earlier edition left there and this one does not have is removed.

    Raises:
        UsageError: the folder cannot be written, or a link in it leads out of it.
    """
    seen = observed(edition)
    return publish_offer(folder, "site", seen, offered(seen), index_files(edition))


def offered(edition: Edition) -> Iterator[tuple[str, Maker]]:
    """Every page with what it needs, each set when it is asked for; not the index of the search page."""
    yield from stock.offered(STATIC)
    yield from Press(edition).pages()


class Press:
    """Sets the pages of an edition, for everyone or for a reader of the web app."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.top, self.below = Library(edition), Library(edition, "../")

    def likeness(self) -> str:
        """All presses are one: what they print is in the edition, and is looked at there."""
        return "press"

    def pages(self) -> Iterator[tuple[str, Maker]]:
        """Every page by its path."""
        edition = self.edition
        yield "index.html", self._front
        for file, current, contents in self._front_pages():
            yield file, partial(self._of_the_day, current, contents)
        for story in self.below.stories.values():
            yield names.story_file(story.id), partial(self._story, story)
        yield from self._redirects()
        for story_id in edition.hidden:
            yield names.story_file(story_id), partial(self._hidden, story_id)
        for article in edition.articles:
            yield names.article_file(article.id), partial(self._article, article)
            yield names.article_file(article.id, "txt"), alike(partial(_text, article))
        for page in sorted(edition.cuttings):
            yield names.page_file(page), partial(self._surgery, page)
        for thread in edition.threads:
            yield names.thread_file(thread.id), partial(self._thread, thread)
        for record in topic_records(self.below):
            yield record.path, partial(self._topic, record)

    def _page(self, library: Library, current: str, reader: Reader | None, **more: object) -> bytes:
        """A page in its frame. One that outlives the edition does not carry its day: it changes only with what it tells."""
        edition = self.edition
        day = long_day(edition.day) if current in OF_THE_DAY else ""
        frame = {"up": library.up, "paper": edition.title, "day": day, "current": current, "reader": reader}
        return render(f"{current}.html", **frame, **more)

    def _front(self, reader: Reader | None) -> bytes:
        """The front page, without what only papers tell that its reader hid, their own desks first."""
        shown, known = self.top, self.top.stories
        if reader and reader.known.hidden:
            kept = [story for story in known.values() if not reader.known.hidden.issuperset(outlet_names(self.top, story))]
            shown = Library(replace(self.edition, stories=tuple(kept)))
        if reader and reader.known.desks:
            shown = Library(replace(shown.edition, desks=(*own_desks(shown, reader.known), *self.edition.desks)))
        followed = tuple(front.line(shown, story) for story in shown.stories.values() if reader and reader.follows(story.id))
        unseen = len(known) - len(shown.stories)
        return self._page(self.top, "front", reader, front=front.front(shown), followed=followed, unseen=unseen)

    def _of_the_day(self, current: str, contents: Contents, reader: Reader | None) -> bytes:
        return self._page(self.top, current, reader, **contents(self.top))

    def _front_pages(self) -> Iterator[tuple[str, str, Contents]]:
        """File, name and contents of the pages that speak of the whole edition."""
        yield "numbers.html", "numbers", _numbers
        yield "watching.html", "watching", _watching
        yield "latest.html", "latest", _latest
        yield "topics.html", "topics", _topics
        yield "sources.html", "sources", _sources
        yield "search.html", "finder", _nothing
        yield "help.html", "help", _nothing

    def _story(self, story: StoryPage, reader: Reader | None) -> bytes:
        view = story_view(self.below, story, self.below.up + names.story_file(story.id, "json"))
        return self._page(self.below, "story", reader, story=view)

    def _redirects(self) -> Iterator[tuple[str, Maker]]:
        """A page at the address of every story and thread that went into another, which leads there without a script."""
        edition = self.edition
        called = {story.id: headline(story) for story in edition.stories} | {
            one.id: plain_label(one.title) for one in edition.threads
        }
        files = {story.id: names.story_file(story.id) for story in edition.stories}
        files |= {thread.id: names.thread_file(thread.id) for thread in edition.threads}
        moved = [("story", names.story_file(old), new) for old, new in sorted(edition.redirects.items())]
        moved += [("affair", names.thread_file(old), new) for old, new in sorted(edition.thread_redirects.items())]
        for kind, file, new in moved:
            folder = file.rpartition("/")[0] + "/"
            target = files[new].removeprefix(folder) if files[new].startswith(folder) else self.below.up + files[new]
            yield file, partial(self._moved, {"kind": kind, "target": target, "headline": called[new]})

    def _moved(self, told: Mapping[str, object], reader: Reader | None) -> bytes:
        return self._page(self.below, "moved", reader, **told)

    def _hidden(self, story: str, reader: Reader | None) -> bytes:
        return self._page(self.below, "hidden", reader, sentence=taken_out(self.edition, story))

    def _article(self, article: Article, reader: Reader | None) -> bytes:
        view = article_view(self.below, article)
        return self._page(self.below, "article", reader, article=view, cited_by=citing(self.below, article.id))

    def _surgery(self, page: str, reader: Reader | None) -> bytes:
        return self._page(self.below, "surgery", reader, surgery=surgery_view(self.below, self.edition.cuttings[page]))

    def _thread(self, thread: Thread, reader: Reader | None) -> bytes:
        also = self._also(names.thread_feed(thread.id), names.thread_file(thread.id, "json"))
        return self._page(self.below, "thread", reader, thread=thread_view(self.below, thread), **also)

    def _topic(self, record: TopicRecord, reader: Reader | None) -> bytes:
        also = self._also(names.topic_feed(record.path), record.path.removesuffix(".html") + ".json")
        return self._page(self.below, "topic", reader, topic=topic_view(self.below, record), **also)

    def _also(self, feed: str, document: str) -> dict[str, str]:
        """Where a page is told in other forms."""
        return {"feed": self.below.up + feed, "document": self.below.up + document}


def _text(article: Article) -> bytes:
    return article.text.encode("utf-8", "surrogatepass")


def _nothing(_library: Library) -> dict[str, object]:
    return {}


def _numbers(library: Library) -> dict[str, object]:
    return {"five": front.rail_numbers(library), "every": across.all_numbers(library)}


def _watching(library: Library) -> dict[str, object]:
    return {"watched": across.watching(library), "coming": front.rail_coming(library, 40)}


def _latest(library: Library) -> dict[str, object]:
    return {"days": listing.latest(library)}


def _topics(library: Library) -> dict[str, object]:
    return {"groups": topics_by_kind(library)}


def _sources(library: Library) -> dict[str, object]:
    edition = library.edition
    shelves = {"outlets": listing.outlets(library), "pages": listing.pages(library), "drops": listing.dropped(edition.drops)}
    return {"cutoff": front.cutoff(edition), **shelves}
