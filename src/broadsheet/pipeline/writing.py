"""From stories to pages: a page is written again only if something it is made of has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from broadsheet import __version__
from broadsheet.pipeline import registry
from broadsheet.pipeline.lineage import Lineage
from broadsheet.pipeline.progress import Progress, silent
from broadsheet.pipeline.stories import stories_of
from broadsheet.records import codec
from broadsheet.records.annotation import Annotated
from broadsheet.records.story import Story
from broadsheet.records.story_page import StoryPage
from broadsheet.steps import Dropped, Tally
from broadsheet.store import Store
from broadsheet.store.revisions import Revision
from broadsheet.write import write_page

if TYPE_CHECKING:
    from broadsheet.models.encyclopaedia import Encyclopaedia

Compose = Callable[..., StoryPage | Dropped]
"""`write_page` with everything set but the story and its last revision."""


def write(
    store: Store,
    *,
    as_of: str,
    words: int | None = None,
    encyclopaedia: Encyclopaedia | None = None,
    progress: Progress = silent,
) -> Tally:
    """Write the page of every story that has changed since it was last written.

    Args:
        store: where the articles lie and the pages go.
        as_of: the paper's now, ISO 8601.
        words: bound on the synopsis.
        encyclopaedia: where the cards' dated background is looked up.
        progress: told after every story.
    """
    tally = Tally()
    stories = stories_of(store)
    registry.enter(store, stories)
    compose = partial(write_page, as_of=as_of, words=words, encyclopaedia=encyclopaedia)
    inputs = {story.id: _inputs(story, words, encyclopaedia) for story in stories}
    lineage = Lineage(store)
    store.drops.clear("write")
    for done, story in enumerate(stories, start=1):
        revised = _revised(store, lineage.of(story), compose, (inputs[story.id], as_of))
        for page in tally.sift("write", [revised]):
            store.revisions.keep(Revision(page=page, inputs_sha256=inputs[story.id], as_of=as_of))
        progress("write", done, len(stories))
    store.revisions.retire()
    store.drops.add(tally.drops)
    return tally


def _inputs(story: Story, words: int | None, encyclopaedia: Encyclopaedia | None) -> str:
    """Digest of all that gives a page reason to be written again, but the moment: its articles, its thread and its encyclopaedia.

    Neighbours are none: that another story came to share a name with this one is no news of this one.
    """
    context = [[[other.id, [_article(a) for a in other.articles]] for other in some] for some in (story.earlier, story.later)]
    own = [[_article(a), codec.to_plain(story.copies[a.article.id])] for a in story.articles]
    looked_up = [encyclopaedia.id] if encyclopaedia else []
    said = [story.settled] if story.settled else []
    return codec.digest([__version__, words, story.id, story.thread, own, context, *looked_up, *said])


def _article(annotated: Annotated) -> list[str | None]:
    article = annotated.article
    return [article.id, article.text_sha256, article.title, article.outlet, article.published, article.role]


def _revised(store: Store, story: Story, compose: Compose, now: tuple[str, str]) -> StoryPage | Dropped:
    """The story's page: as it lies there if nothing changed, told for another moment, or as its next revision.

    Args:
        store: where its revisions lie.
        story: the story.
        compose: writes its page.
        now: the digest of what it is made of, and the moment.
    """
    inputs, as_of = now
    latest = store.revisions.latest(story.id)
    if latest is None:
        return _numbered(compose(story), store.revisions.number(story.id) + 1)
    if latest.inputs_sha256 == inputs:
        if latest.as_of == as_of:
            return latest.page
        again = compose(story, previous=store.revisions.before(latest.page))
        if isinstance(again, StoryPage) and again.content_sha256 == latest.page.content_sha256:
            return latest.page if again.state == latest.page.state else again
    return compose(story, previous=latest.page)


def _numbered(page: StoryPage | Dropped, revision: int) -> StoryPage | Dropped:
    return replace(page, revision=revision) if isinstance(page, StoryPage) and page.revision != revision else page
