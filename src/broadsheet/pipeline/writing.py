"""From stories to pages: a page is written again only if something it is made of has changed, or a day came that it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from broadsheet import __version__
from broadsheet.models import embedders
from broadsheet.pipeline import plugged, registry
from broadsheet.pipeline.lineage import Lineage
from broadsheet.pipeline.naming import identities
from broadsheet.pipeline.progress import Progress, silent
from broadsheet.pipeline.stories import stories_of
from broadsheet.records import codec
from broadsheet.records.annotation import Annotated
from broadsheet.records.contribution import SectionWriter
from broadsheet.records.model import ModelUse
from broadsheet.records.story import Story
from broadsheet.records.story_page import StoryPage
from broadsheet.steps import Dropped, Tally
from broadsheet.store import Store
from broadsheet.store.revisions import Hold, Revision
from broadsheet.store.unprinted import Look
from broadsheet.write import Written, write_until
from broadsheet.write.clock import day_of

if TYPE_CHECKING:
    from broadsheet.llm.copy_desk import CopyDesk
    from broadsheet.models.encyclopaedia import Encyclopaedia

Compose = Callable[..., Written]
"""`write_until` with everything set but the story and its last revision."""


def write(
    store: Store,
    *,
    as_of: str,
    words: int | None = None,
    encyclopaedia: Encyclopaedia | None = None,
    desk: CopyDesk | None = None,
    progress: Progress = silent,
) -> Tally:
    """Write the page of every story that has changed since it was last written.

    Args:
        store: where the articles lie and the pages go.
        as_of: the paper's now, ISO 8601.
        words: bound on the synopsis.
        encyclopaedia: where the cards' dated background is looked up.
        desk: asks a model to put the pages' prose more smoothly, and counts what became of it.
        progress: told after every story.
    """
    tally = Tally()
    stories = stories_of(store)
    registry.enter(store, stories, identities(store))
    writers, made_by = plugged.sections(), embedders.use_of(store.embedding.get())
    compose = partial(
        write_until,
        as_of=as_of,
        words=words,
        encyclopaedia=encyclopaedia,
        desk=desk,
        models=(made_by,),
        writers=writers,
    )
    by_whom = [desk.identity] if desk else []
    lineage, holds, standing = Lineage(store), store.revisions.holds(), []
    store.drops.clear("write")
    for done, story in enumerate(map(lineage.of, stories), start=1):
        plain = _inputs(story, words, encyclopaedia, writers, made_by)
        inputs = codec.digest([plain, *by_whom]) if by_whom else plain
        moment = Moment(inputs_sha256=inputs, around_sha256=_around(story), as_of=as_of)
        unprinted = store.unprinted.get(inputs)
        if _holds(holds.get(story.id), moment):
            tally.kept["write"] += 1
            standing.append(story.id)
        elif unprinted and _holds(unprinted.hold, moment):
            tally.drops.append(unprinted.dropped)
        else:
            written = _revised(store, story, compose, moment)
            # a page that a model was not heard on is kept as one without it: the next run asks again
            _keep(store, tally, moment if written.complete else replace(moment, inputs_sha256=plain), written)
            _settle(desk, written)
        progress("write", done, len(stories))
    store.revisions.still_hold(standing, as_of)
    store.revisions.retire()
    store.drops.add(tally.drops)
    return tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a page would be written from now.

    Attributes:
        inputs_sha256: digest of what gives a page reason to be written again.
        around_sha256: digest of what else its writing looks at.
        as_of: the moment, ISO 8601.
    """

    inputs_sha256: str
    around_sha256: str
    as_of: str


def _holds(hold: Hold | None, now: Moment) -> bool:
    """Whether what was written would be written again, word for word: nothing changed, and no day came that makes a difference."""
    if hold is None or hold.inputs_sha256 != now.inputs_sha256:
        return False
    if hold.as_of == now.as_of:
        return True
    before, today = day_of(hold.as_of), day_of(now.as_of)
    if hold.around_sha256 != now.around_sha256 or hold.holds_until is None or not (before and today):
        return False
    return before <= today < date.fromisoformat(hold.holds_until)


def _keep(store: Store, tally: Tally, now: Moment, written: Written) -> None:
    if isinstance(written.page, Dropped):
        hold = Hold(
            inputs_sha256=now.inputs_sha256, as_of=now.as_of, around_sha256=now.around_sha256, holds_until=written.holds_until
        )
        store.unprinted.keep(Look(hold=hold, dropped=written.page))
    for page in tally.sift("write", [written.page]):
        store.revisions.keep(
            Revision(
                page=page,
                inputs_sha256=now.inputs_sha256,
                as_of=now.as_of,
                around_sha256=now.around_sha256,
                holds_until=written.holds_until,
            )
        )


def _settle(desk: CopyDesk | None, written: Written) -> None:
    """Count what became of a model's sentences on a page."""
    if desk:
        report = written.page.build.model if isinstance(written.page, StoryPage) else None
        desk.account.settle(report.written if report else 0, written.refused)


def _inputs(
    story: Story, words: int | None, encyclopaedia: Encyclopaedia | None, writers: Sequence[SectionWriter], made_by: ModelUse
) -> str:
    """Digest of all that gives a page reason to be written again, but the moment.

    That is its articles, its thread, its encyclopaedia, who adds sections to it, and an embedder of the user's own.

    Neighbours are none: that another story came to share a name with this one is no news of this one.
    """
    context = [[[other.id, [_article(a) for a in other.articles]] for other in some] for some in (story.earlier, story.later)]
    own = [[_article(a), codec.to_plain(story.copies[a.article.id])] for a in story.articles]
    looked_up: list[object] = [encyclopaedia.id] if encyclopaedia else []
    looked_up += [[one.plugin, one.name, one.heading, one.version] for one in writers]
    looked_up += [made_by.sha256] if made_by.sha256 != embedders.PACKAGED.sha256 else []
    said = [story.settled] if story.settled else []
    said += [codec.to_plain(story.edited)] if story.edited else []
    return codec.digest([__version__, words, story.id, story.thread, own, context, *looked_up, *said])


def _around(story: Story) -> str:
    """Digest of what writing a page looks at that is no reason by itself: stories near it, its past, copies in its other chapters.

    What was announced is taken to have happened if a story near by tells it, once its day is past: a page of which this changed
    is written again with the next moment, as all of them could be.
    """
    near = [[other.id, [_article(a) for a in other.articles]] for other in story.neighbours]
    copies = [codec.to_plain(other.copies[key]) for other in (*story.earlier, *story.later) for key in sorted(other.copies)]
    return codec.digest([near, copies, story.absorbed, story.parted, story.split_from])


def _article(annotated: Annotated) -> list[str | None]:
    article = annotated.article
    return [article.id, article.text_sha256, article.title, article.outlet, article.published, article.role]


def _revised(store: Store, story: Story, compose: Compose, now: Moment) -> Written:
    """The story's page: as it lies there if it says the same at another moment, told for another moment, or as its next revision.

    Args:
        store: where its revisions lie.
        story: the story.
        compose: writes its page.
        now: what it is made of, and the moment.
    """
    latest = store.revisions.latest(story.id)
    if latest is None:
        return _numbered(compose(story), store.revisions.number(story.id) + 1)
    if latest.inputs_sha256 == now.inputs_sha256:
        again = compose(story, previous=store.revisions.before(latest.page))
        if isinstance(again.page, StoryPage) and again.page.content_sha256 == latest.page.content_sha256:
            return replace(again, page=latest.page) if again.page.state == latest.page.state else again
    made = compose(story, previous=latest.page)
    return made if _is_next(made.page, latest.page) else replace(made, holds_until=None)


def _is_next(page: StoryPage | Dropped, latest: StoryPage) -> bool:
    """Whether a page written after another is its next revision.

    One that says the same has the other's predecessor: it is written from that one, with the next moment, before it is known
    to hold.
    """
    return isinstance(page, StoryPage) and page.revision > latest.revision


def _numbered(written: Written, revision: int) -> Written:
    page = written.page
    return replace(written, page=replace(page, revision=revision)) if isinstance(page, StoryPage) else written
