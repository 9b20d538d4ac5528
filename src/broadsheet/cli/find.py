"""The story or article that a user means by an id, the start of one, a slug or an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.errors import NotFound, UsageError

if TYPE_CHECKING:
    from broadsheet.records.article import Article
    from broadsheet.records.story_page import StoryPage
    from broadsheet.store import Store


def story(store: Store, name: str) -> StoryPage:
    """The newest page of a story.

    Raises:
        NotFound: no story is called that.
        UsageError: several are.
    """
    latest = store.revisions.latest(store.successions.current(name) or name)
    if latest:
        return latest.page
    found = [page for page in store.revisions.newest() if page.slug == name or page.id.startswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{name} means several stories", hint=", ".join(page.id for page in found[:8]))
    raise NotFound(f"{name}: no such story in this store", hint="`broadsheet build --json` and `broadsheet search` name them")


def story_id(store: Store, name: str) -> str:
    """The id of the story that goes on under a name, whether it has a page or not.

    Raises:
        NotFound: no story is called that.
        UsageError: several are.
    """
    known = store.successions.current(name)
    if known:
        return known
    told = {placement.story for placement in store.articles.placements().values()}
    found = sorted({one for one in told if name and one.startswith(name)})
    if len(found) > 1:
        raise UsageError(f"{name} means several stories", hint=", ".join(found[:8]))
    return found[0] if found else story(store, name).id


def thread_id(store: Store, story: str) -> str:
    """The thread of a story that has articles.

    Raises:
        NotFound: it has none.
    """
    threads = {placement.thread for placement in store.articles.placements().values() if placement.story == story}
    if not threads:
        raise NotFound(f"{story}: no such story in this store")
    return min(threads)


def article(store: Store, name: str) -> Article:
    """An article, by id, the start of one, or address.

    Raises:
        NotFound: no article is called that.
        UsageError: several are.
    """
    found = store.articles.find(name) or [each for each in store.articles.ids() if name and each.startswith(name)]
    if len(found) > 1:
        raise UsageError(f"{name} means several articles", hint=", ".join(found[:8]) + (" …" if len(found) > 8 else ""))
    known = store.articles.get(found[0]) if found else None
    if known is None:
        raise NotFound(f"{name}: no such article in this store", hint="`broadsheet search WORDS` names articles")
    return known
