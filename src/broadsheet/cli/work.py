"""What the commands that make the paper share: where the store lies, what "now" is, and the three steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.cli.terminal import Watch
from broadsheet.errors import UsageError

if TYPE_CHECKING:
    from broadsheet.config import Settings
    from broadsheet.executor import Bounds
    from broadsheet.pipeline import Obeyed
    from broadsheet.records.edition import Edition
    from broadsheet.records.story_page import StoryPage
    from broadsheet.steps import Tally
    from broadsheet.store import Store


def store_url(settings: Settings, store: str | None, site: str | None) -> str:
    """The database that a command means: the one named, the site's own, the one in the settings, the user's own."""
    from broadsheet.config import site_store, user_store

    return store or settings.store.url or (site_store(site) if site else user_store())


def may_be_opened(url: str) -> bool:
    """Whether a store can be looked into: a file that is there, or a database on a server.

    Raises:
        StoreError: the address means nothing of ours, or its folder may not be looked into.
    """
    from broadsheet.store.connection import is_there, place_of

    path = place_of(url).path
    return path is None or is_there(path)


@contextmanager
def opened(
    settings: Settings, store: str | None, site: str | None, *, writes: bool = False, beside: bool = False
) -> Iterator[Store]:
    """The store of a command; `beside` another that writes to it, for a small change."""
    from broadsheet.store import Store

    with Store.open(store_url(settings, store, site), writes=writes, beside=beside) as found:
        yield found


def prepare_site(site: str) -> Path:
    """The site's folder, made if it is not there.

    Raises:
        UsageError: it cannot be a folder that we write in.
    """
    import tempfile

    folder = Path(site)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{site}: is a file, not a folder", hint="name another folder for the site")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as problem:
        raise UsageError(f"{site}: {problem.strerror or problem}", hint="the site's folder must be writable") from problem


def read_in(store: Store, settings: Settings, sources: Sequence[str], within: Bounds, watch: Watch) -> Tally:
    """The first step."""
    from broadsheet.pipeline import as_set

    try:
        return as_set.read(store, settings, sources, within=within, progress=watch)
    finally:
        watch.end()


def write_all(store: Store, settings: Settings, as_of: str | None, words: int | None, watch: Watch) -> tuple[Tally, str]:
    """The second step; its counts, and the moment that it was written for."""
    from broadsheet.cli.model import tell_account
    from broadsheet.pipeline import as_set
    from broadsheet.pipeline.model import copy_desk

    desk = copy_desk(settings)
    try:
        written = as_set.write(store, settings, as_of=as_of, words=words, desk=desk, progress=watch)
    finally:
        watch.end()
    watch.account = desk.account if desk else None
    tell_account(watch.account)
    return written


def publish_all(store: Store, settings: Settings, folder: Path, as_of: str | None, watch: Watch) -> Edition:
    """The third step.

    Raises:
        NotFound: nothing has been written yet.
    """
    from broadsheet.publish import publish_paper
    from broadsheet.publish.api import write_build
    from broadsheet.publish.newsletter import write_newsletter

    address, edition = settings.paper.address, edition_of(store, settings, as_of)
    with watch.stage("publish"):
        publish_paper(edition, folder, address=address)
        write_newsletter(edition, folder, address=address)
    write_build(edition, folder, watch.seconds, watch.account.plain() if watch.account else None)
    return edition


def edition_of(store: Store, settings: Settings, as_of: str | None = None) -> Edition:
    """Everything that publishers need, out of the store.

    Raises:
        NotFound: nothing has been written yet.
    """
    from broadsheet.pipeline import as_set

    return as_set.edition(store, settings, as_of)


def write_moved(store: Store, settings: Settings, site: str | None, moved: Mapping[str, str]) -> None:
    """Write the stories again after articles were moved, and publish the site if one is named."""
    if moved:
        write_again(store, settings, site)


def write_again(store: Store, settings: Settings, site: str | None) -> None:
    """Write the stories of which something changed, as of the moment of the last writing, and publish the site if one is named."""
    _, now = write_all(store, settings, store.revisions.as_of(), None, Watch())
    if site:
        publish_all(store, settings, prepare_site(site), now, Watch())


def tell_obeyed(obeyed: Obeyed, *, as_json: bool) -> None:
    """Say what a reader's word moved, and how it is taken back."""
    from broadsheet.cli.terminal import say, say_json

    if as_json:
        say_json({"number": obeyed.number, "moved": dict(sorted(obeyed.moved.items()))})
        return
    for article, story in sorted(obeyed.moved.items()):
        say(f"{article} is in {story} now")
    say(f"kept as number {obeyed.number}; `broadsheet constraints --remove {obeyed.number}` takes it back")


def ranked(store: Store) -> list[StoryPage]:
    """The newest page of every story, in the order of the front page."""
    from broadsheet.pipeline.paper import ranked as in_order

    return list(in_order(store, store.revisions.as_of() or ""))


STORY_HEADINGS = ("story", "articles", "origins", "newest", "id")


def story_rows(pages: Iterable[StoryPage]) -> list[list[str]]:
    """The stories for a table under `STORY_HEADINGS`."""
    return [
        [
            headline(page),
            str(page.stats.articles),
            str(page.stats.origins),
            (page.times.last_update or "undated")[:10],
            page.id,
        ]
        for page in pages
    ]


def headline(page: StoryPage) -> str:
    """A page's headline in words."""
    statement = page.statements.get(page.headline)
    return statement.text if statement else page.slug


def summary(page: StoryPage) -> dict[str, Any]:
    """A story in a list, as plain data."""
    return {
        "id": page.id,
        "headline": headline(page),
        "revision": page.revision,
        "articles": page.stats.articles,
        "origins": page.stats.origins,
        "last_update": page.times.last_update,
    }


def account(edition: Edition, tally: Tally) -> dict[str, Any]:
    """A run as plain data, for `--json`."""
    return {
        "day": edition.day,
        "built": edition.built,
        "articles": len(edition.articles),
        "stories": [summary(page) for page in edition.stories],
        "threads": len(edition.threads),
        "kept": dict(sorted(tally.kept.items())),
        "drops": tally.by_reason(),
    }
