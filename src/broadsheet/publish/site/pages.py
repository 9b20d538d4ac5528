"""Every page of the static site, written in one go."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from broadsheet.publish import names
from broadsheet.publish.files import Report, put_all
from broadsheet.publish.templating import render
from broadsheet.publish.views import across, front, listing
from broadsheet.publish.views.article import article_view, citing, surgery_view
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.story import story_view
from broadsheet.publish.views.threads import thread_view
from broadsheet.publish.views.topics import topic_views, topics_by_kind
from broadsheet.publish.views.wording import long_day, plain_label
from broadsheet.records.edition import Edition

SiteReport = Report
OF_THE_DAY = frozenset({"front", "numbers", "watching", "latest", "topics", "sources"})
STATIC = ("paper.css", "paper.js", "icon.svg")


def write_site(edition: Edition, folder: Path) -> SiteReport:
    """Write the site into `folder`; what an earlier edition left there and this one does not have is removed.

    Raises:
        UsageError: the folder cannot be written, or a link in it leads out of it.
    """
    return put_all(folder, "site", _files(edition))


def _files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    for name in STATIC:
        yield f"static/{name}", resources.files("broadsheet.publish").joinpath("static", name).read_bytes()
    top, below = Library(edition), Library(edition, "../")
    yield from _front_pages(top)
    yield from _story_pages(below)
    yield from _redirects(below)
    yield from _article_pages(below)
    yield from _surgery_pages(below)
    yield from _across_pages(below)


def _page(library: Library, template: str, current: str, **more: object) -> bytes:
    """A page in its frame. One that outlives the edition does not carry its day: it changes only with what it tells."""
    edition = library.edition
    day = long_day(edition.day) if current in OF_THE_DAY else ""
    return render(template, up=library.up, paper=edition.title, day=day, current=current, **more)


def _front_pages(library: Library) -> Iterator[tuple[str, bytes]]:
    yield "index.html", _page(library, "front.html", "front", front=front.front(library))
    numbers, watched = front.rail_numbers(library), across.watching(library)
    yield "numbers.html", _page(library, "numbers.html", "numbers", five=numbers, every=across.all_numbers(library))
    yield "watching.html", _page(library, "watching.html", "watching", watched=watched, coming=front.rail_coming(library, 40))
    yield "latest.html", _page(library, "latest.html", "latest", days=listing.latest(library))
    sources = {"outlets": listing.outlets(library), "pages": listing.pages(library), "drops": library.edition.drops}
    yield "topics.html", _page(library, "topics.html", "topics", groups=topics_by_kind(library))
    yield "sources.html", _page(library, "sources.html", "sources", cutoff=front.cutoff(library.edition), **sources)


def _story_pages(library: Library) -> Iterator[tuple[str, bytes]]:
    for story in library.edition.stories:
        view = story_view(library, story, library.up + names.story_file(story.id, "json"))
        yield names.story_file(story.id), _page(library, "story.html", "story", story=view)


def _redirects(library: Library) -> Iterator[tuple[str, bytes]]:
    """A page at the address of every story and thread that went into another, which leads there without a script."""
    edition = library.edition
    called = {story.id: headline(story) for story in edition.stories} | {one.id: plain_label(one.title) for one in edition.threads}
    files = {story.id: names.story_file(story.id) for story in edition.stories}
    files |= {thread.id: names.thread_file(thread.id) for thread in edition.threads}
    moved = [("story", names.story_file(old), new) for old, new in sorted(edition.redirects.items())]
    moved += [("affair", names.thread_file(old), new) for old, new in sorted(edition.thread_redirects.items())]
    for kind, file, new in moved:
        folder = file.rpartition("/")[0] + "/"
        target = files[new].removeprefix(folder) if files[new].startswith(folder) else library.up + files[new]
        yield file, _page(library, "moved.html", "moved", kind=kind, target=target, headline=called[new])


def _article_pages(library: Library) -> Iterator[tuple[str, bytes]]:
    for article in library.edition.articles:
        view = article_view(library, article)
        cited_by = citing(library, article.id)
        yield names.article_file(article.id), _page(library, "article.html", "article", article=view, cited_by=cited_by)
        yield names.article_file(article.id, "txt"), article.text.encode("utf-8", "surrogatepass")


def _surgery_pages(library: Library) -> Iterator[tuple[str, bytes]]:
    for page in sorted(library.edition.cuttings):
        view = surgery_view(library, library.edition.cuttings[page])
        yield names.page_file(page), _page(library, "surgery.html", "surgery", surgery=view)


def _across_pages(library: Library) -> Iterator[tuple[str, bytes]]:
    for thread in library.edition.threads:
        yield names.thread_file(thread.id), _page(library, "thread.html", "thread", thread=thread_view(library, thread))
    for topic in topic_views(library):
        yield topic.path, _page(library, "topic.html", "topic", topic=topic)
