"""A story's page: the sections are composed in the order of their rights and printed in the order of a newspaper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from slugify import slugify

from broadsheet import __version__
from broadsheet.models import grammar
from broadsheet.records.codec import digest, to_plain
from broadsheet.records.contribution import SectionWriter
from broadsheet.records.model import ModelUse
from broadsheet.records.story import Story
from broadsheet.records.story_page import (
    SCHEMA,
    BuildReport,
    Checks,
    Section,
    SectionKind,
    State,
    Stats,
    StoryPage,
    ThreadPlace,
    Times,
)
from broadsheet.steps import Dropped
from broadsheet.write import headline
from broadsheet.write.added import added
from broadsheet.write.changes import changes_since, corrections
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.edited import edited
from broadsheet.write.sections import (
    behind_the_headline,
    common_questions,
    contradictions,
    hard_numbers,
    how_made,
    how_we_got_here,
    open_questions,
    papers_say,
    related,
    sources,
    topics,
    whats_happened,
    whats_new,
    whats_next,
    who_said_what,
)
from broadsheet.write.subjects import subjects
from broadsheet.write.worded import Worded, worded

if TYPE_CHECKING:
    from broadsheet.llm.copy_desk import CopyDesk
    from broadsheet.models.encyclopaedia import Encyclopaedia

COMPOSED: tuple[tuple[Callable[[Dossier, Draft], Section | None], float], ...] = (
    (whats_happened.section, 0.6),
    (contradictions.section, 0.8),
    (hard_numbers.section, 0.8),
    (how_we_got_here.section, 0.75),
    (whats_next.section, 0.8),
    (behind_the_headline.section, 0.85),
    (who_said_what.section, 0.9),
    (papers_say.section, 1.0),
    (common_questions.section, 1.0),
    (open_questions.section, 1.0),
    (topics.section, 1.0),
    (related.section, 1.0),
    (sources.section, 1.0),
    (how_made.section, 1.0),
)
"""Sections in the order in which they choose, and the share of an article's allowance that may be used up by then."""

PRINTED: tuple[SectionKind, ...] = (
    "whats_new", "whats_happened", "behind_the_headline", "papers_say", "how_we_got_here", "hard_numbers", "contradictions",
    "who_said_what", "common_questions", "open_questions", "whats_next", "topics", "related", "sources", "corrections", "how_made",
)  # fmt: skip

DEVELOPING, ACTIVE = timedelta(days=1), timedelta(days=3)
"""So long after its last report a story is called that."""

REASONS = {
    "no usable article": "every article of the story is sponsored, a digest of others, or in a language that is not written about",
    "no sentence": "no sentence of the story's articles can stand on a page by itself",
}

NOT_CONTENT = ("revision", "content_sha256", "state", "times", "changes", "build", "related", "x_last_keys")
"""Fields that may differ between two pages that say the same. Which other stories are like it is nothing that a story says."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a story, and how long.

    Attributes:
        page: its page, or why there is none.
        holds_until: the first day on which the same story could make another page, `YYYY-MM-DD`, days as the moment counts them;
            None if that is not known.
        complete: whether everybody who was asked gave an answer; False asks for another try.
        refused: by reason, a model's sentences that were not printed.
    """

    page: StoryPage | Dropped
    holds_until: str | None
    complete: bool = True
    refused: Mapping[str, int] = field(default_factory=dict)


def write_page(
    story: Story,
    *,
    as_of: str,
    words: int | None = None,
    previous: StoryPage | None = None,
    encyclopaedia: Encyclopaedia | None = None,
) -> StoryPage | Dropped:
    """Write a story's page.

    Args:
        story: its articles and its thread.
        as_of: the moment the page speaks of, ISO 8601.
        words: bound on "What's happened"; whole sentences, the last may pass it.
        previous: the last revision. If nothing has changed since, the result is that revision with new times.
        encyclopaedia: where the cards' dated background is looked up.

    Returns:
        The page, or why there is none.
    """
    return write_until(story, as_of=as_of, words=words, previous=previous, encyclopaedia=encyclopaedia).page


def write_until(
    story: Story,
    *,
    as_of: str,
    words: int | None = None,
    previous: StoryPage | None = None,
    encyclopaedia: Encyclopaedia | None = None,
    desk: CopyDesk | None = None,
    models: tuple[ModelUse, ...] = (),
    writers: tuple[SectionWriter, ...] = (),
) -> Written:
    """Write a story's page, as `write_page` does, and say until when it holds.

    `desk` has a language model put its prose more smoothly; `models` are those that put the story together,
    and `writers` add sections.
    """
    dossier = Dossier(story, as_of, words, encyclopaedia)
    page, said = _written(dossier, previous, desk, writers)
    if isinstance(page, StoryPage):
        page = replace(page, build=replace(page.build, models=_models(dossier, models)))
    return Written(page, dossier.clock.holds_until, said.complete, said.refused)


def _written(
    dossier: Dossier, previous: StoryPage | None, desk: CopyDesk | None, writers: Sequence[SectionWriter]
) -> tuple[StoryPage | Dropped, Worded]:
    story = dossier.story
    if not dossier.voices:
        return Dropped(record=story.id, step="write", reason="no usable article"), Worded(sections=())
    draft = Draft(dossier, previous)
    top = headline.headline(dossier, draft)
    if top is None:
        return Dropped(record=story.id, step="write", reason="no sentence"), Worded(sections=())
    composed = _compose(dossier, draft, COMPOSED[:1])
    context = headline.standfirst(dossier, draft)
    composed += _compose(dossier, draft, COMPOSED[1:])
    beside = added(dossier, draft, writers)
    said, composed, marks = edited(dossier, draft, (top, context), composed)
    fresh = whats_new.section(draft, tuple(composed), previous)
    told = worded(dossier, draft, composed, desk)
    page = _page(dossier, draft, said, _in_order([*told.sections, *([fresh] if fresh else [])]))
    page = replace(page, x_editorial=marks, x_sections=beside, build=replace(page.build, model=told.report))
    return _revised(page, previous, story), told


def _in_order(sections: Sequence[Section]) -> tuple[Section, ...]:
    by_kind = {section.kind: section for section in sections}
    return tuple(by_kind[kind] for kind in PRINTED if kind in by_kind)


def _compose(
    dossier: Dossier, draft: Draft, plan: tuple[tuple[Callable[[Dossier, Draft], Section | None], float], ...]
) -> list[Section]:
    composed = []
    for compose, share in plan:
        draft.share = share
        found = compose(dossier, draft)
        composed += [found] if found else []
    return composed


def _page(dossier: Dossier, draft: Draft, top: tuple[str, str | None], sections: tuple[Section, ...]) -> StoryPage:
    for article in dossier.articles:
        draft.article(article.id)
    pools: dict[str, Any] = draft.pools()
    return StoryPage(
        schema=SCHEMA,
        id=dossier.story.id,
        slug=slugify(draft.statement(top[0]).text, max_length=60, word_boundary=True) or dossier.story.id,
        revision=draft.revision,
        content_sha256="0" * 64,
        headline=top[0],
        standfirst=top[1],
        language="en",
        state=_state(dossier),
        thread=_thread(dossier),
        times=_times(dossier),
        stats=_stats(dossier, draft),
        sections=sections,
        outlets=dict(sorted(draft.outlets.items())),
        build=_report(dossier, draft),
        related=related.related(dossier),
        subjects=subjects(draft.statement(key).text for key in _top(top, sections)),
        split_from=dossier.story.split_from,
        x_last_keys=draft.last_keys(),
        **pools,
    )


def _top(top: tuple[str, str | None], sections: Sequence[Section]) -> Iterator[str]:
    """Keys of the statements that tell what a story is about: headline, standfirst, what happened."""
    yield from (key for key in top if key)
    yield from (key for section in sections if section.kind == "whats_happened" for key in section.body if key.startswith("s"))


def content_digest(page: StoryPage) -> str:
    """sha256 of what the page says: all but its digest, revision, changes, times, state, relatives and build report."""
    plain = {key: value for key, value in to_plain(page).items() if key not in NOT_CONTENT}
    for statement in plain["statements"].values():
        statement.pop("since_revision", None)
    for card in plain["entities"].values():
        card.pop("other_stories", None)
    plain["sections"] = [section for section in plain["sections"] if section["kind"] != "related"]
    return digest(plain)


def _revised(page: StoryPage, previous: StoryPage | None, story: Story) -> StoryPage:
    """The page with its changes, or the last revision with new times if it says the same."""
    before = previous.changes if previous else ()
    changes = (*before, *changes_since(previous, page, story))
    noted = corrections(changes)
    told = replace(page, sections=_in_order([*page.sections, *([noted] if noted else [])]))
    told = replace(told, content_sha256=content_digest(told))
    if previous and told.content_sha256 == previous.content_sha256:
        return replace(told, revision=previous.revision, changes=before, statements=previous.statements)
    return replace(told, changes=changes)


def _state(dossier: Dossier) -> State:
    """Developing within a day of its last report, active within three, then quiet; undated stories are quiet."""
    last = max((article.day for article in dossier.articles if article.day), default=None)
    if last is None:
        return "quiet"
    reported, clock = date.fromisoformat(last), dossier.clock
    if len(dossier.origins) > 1 and not clock.is_past(reported, by=DEVELOPING):
        return "developing"
    return "quiet" if clock.is_past(reported, by=ACTIVE) else "active"


def _thread(dossier: Dossier) -> ThreadPlace | None:
    story = dossier.story
    of = len(story.earlier) + 1 + len(story.later)
    if of == 1:
        return None
    first = (*story.earlier, story)[0]
    return ThreadPlace(id=story.thread, title=first.articles[0].article.title, position=len(story.earlier) + 1, of=of)


def _times(dossier: Dossier) -> Times:
    dates = sorted(article.published for article in dossier.articles if article.published)
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    return Times(first_seen=first, last_update=last, built=dossier.as_of, data_cutoff=last)


def _stats(dossier: Dossier, draft: Draft) -> Stats:
    listed = [article for article in dossier.articles if article.role != "digest"]
    stated = draft.pools()["statements"]
    reworded = {key for statement in stated.values() for key in statement.x_instead}
    words = sum(len(statement.text.split()) for key, statement in stated.items() if key not in reworded)
    return Stats(
        articles=len(dossier.articles),
        outlets=len({article.outlet for article in listed if article.outlet}),
        origins=len(dossier.origins),
        copies=sum(dossier.origin(article.id) != article.id for article in dossier.articles),
        words=words,
        reading_seconds=round(words / 230 * 60),
    )


def _report(dossier: Dossier, draft: Draft) -> BuildReport:
    pools = draft.pools()
    printed = [dossier.as_printed(article.id) for article in dossier.articles]
    inputs = "\n".join(sorted(f"{article.id} {article.text_sha256}" for article in printed))
    return BuildReport(
        engine=__version__,
        config_sha256=sha256(_configured(dossier).encode()).hexdigest(),
        inputs_sha256=sha256(inputs.encode()).hexdigest(),
        model=None,
        checks=Checks(
            statements=len(pools["statements"]),
            refused=sum(draft.refusals.values()),
            spans=len(pools["spans"]),
            mismatches=_mismatches(dossier, draft),
        ),
        x_refusals=dict(sorted(draft.refusals.items())),
    )


def _models(dossier: Dossier, grouping: tuple[ModelUse, ...]) -> tuple[ModelUse, ...]:
    """Those that read the articles, those that put them together, and the grammar by which the page is written, each once."""
    reading = (use for annotated in dossier.story.articles for use in annotated.models)
    used = {*reading, *grouping, *grammar.taking_part()}
    return tuple(sorted(used, key=lambda use: (use.name, use.version, use.sha256)))


def _configured(dossier: Dossier) -> str:
    """What was set for this page, as text: the bound on its words, and its encyclopaedia if it has one."""
    return str(dossier.words) if dossier.encyclopaedia is None else f"{dossier.words} {dossier.encyclopaedia.id}"


def _mismatches(dossier: Dossier, draft: Draft) -> int:
    """Spans whose recorded words are not what their article says there, counted from the texts themselves."""
    pools = draft.pools()
    texts = {key: dossier.as_printed(entry.id).text for key, entry in pools["articles"].items()}
    return sum(not span.stands_in(texts[span.article]) for span in pools["spans"].values())
