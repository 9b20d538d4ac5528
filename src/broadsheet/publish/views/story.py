"""A story page, section by section, in the order in which the story holds its sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from broadsheet.publish import names
from broadsheet.publish.views import cards, days, descent, editorial, jsonld, listing, timeline
from broadsheet.publish.views import strip as scale
from broadsheet.publish.views.desk import Editable, editable
from broadsheet.publish.views.evidence import Evidence, Mark, Notes, Said
from broadsheet.publish.views.library import Library, headline, outlet_names
from broadsheet.publish.views.revisions import ChangeLine, RevisionLine, corrected, revisions
from broadsheet.publish.views.times import first_day
from broadsheet.publish.views.wording import count, day_label, machine_time, outlets_counted, plain_label
from broadsheet.records.editorial import Edited
from broadsheet.records.pool import PageWhen
from broadsheet.records.story_page import AddedSection, Section, StoryPage

PARAGRAPH = 3
"""Statements that make one paragraph; a longer run is broken evenly."""
_SEARCHED = ("not_reported", "only_here", "left_out", "one_origin")
_STANCES = {
    "asserts": "says", "reports": "says", "confirms": "says", "corrects": "corrects", "denies": "denies", "doubts": "hedges",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A note as it is printed, with the marks of the statements it speaks of."""

    key: str
    text: str
    marks: tuple[Mark, ...]
    searched: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A run of statements, or one remark, or an editor's note: its label and its sentences, each a statement or a remark."""

    said: tuple[Said, ...] = ()
    remark: Remark | None = None
    label: str = ""
    note: tuple[tuple[Said | None, Remark | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A reader's question with what answers it."""

    key: str
    question: str
    paragraphs: tuple[Paragraph, ...]
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one paper says of one fact: `says hedges denies corrects`, `silent`, or `unclear` where the search could not tell."""

    stance: str
    value: str
    mark: Mark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Facts by papers. A row has the claim's key, its text and a cell for each paper."""

    papers: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A section ready to be set. `number` counts what it holds, for the table of contents."""

    kind: str
    heading: str
    number: int
    paragraphs: tuple[Paragraph, ...] = ()
    figures: tuple[cards.FigureCard, ...] = ()
    quotes: tuple[cards.QuoteCard, ...] = ()
    differences: tuple[cards.DifferCard, ...] = ()
    papers: tuple[cards.PaperCard, ...] = ()
    matrix: Matrix | None = None
    events: tuple[timeline.Event, ...] = ()
    questions: tuple[Answered, ...] = ()
    topics: tuple[cards.TopicCard, ...] = ()
    related: tuple[listing.RelatedLine, ...] = ()
    sources: tuple[listing.SourceLine, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    revisions: tuple[RevisionLine, ...] = ()
    strip: scale.Strip | None = None
    tree: descent.Tree | None = None
    coverage: days.Coverage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """Everything that the template of a story page speaks of."""

    id: str
    digest: str
    title: str
    language: str
    headline: Said | None
    standfirst: Said | None
    kicker: str
    thread: tuple[str, str | None] | None
    outlets: tuple[str, ...]
    stats: tuple[str, ...]
    updated: str
    updated_machine: str | None
    state: str
    revision: int
    blocks: tuple[Block, ...]
    evidence: tuple[tuple[str, tuple[Evidence, ...]], ...]
    report: tuple[tuple[str, str], ...]
    json_href: str
    forms: tuple[tuple[str, str, str], ...]
    linked: str
    editable: Editable
    signed: tuple[str, ...] = ()


def story_view(library: Library, story: StoryPage, json_href: str) -> StoryView:
    """The view of one story; `library` is that of a page one folder down."""
    notes = Notes(library, story, heading="Headline and standfirst")
    said = notes.said(story.headline)
    standfirst = notes.said(story.standfirst) if story.standfirst else None
    blocks = tuple(_block(notes, section) for section in _sections(story))
    return StoryView(
        id=story.id,
        digest=story.content_sha256[:16],
        title=headline(story),
        language=story.language,
        headline=said,
        standfirst=standfirst,
        kicker=f"Chapter {story.thread.position} of {story.thread.of}" if story.thread else "",
        thread=(plain_label(story.thread.title), library.thread_href(story.thread.id)) if story.thread else None,
        outlets=outlet_names(library, story),
        stats=story_counts(story),
        updated=day_label(story.times.last_update),
        updated_machine=machine_time(story.times.last_update),
        state=story.state,
        revision=story.revision,
        blocks=blocks,
        evidence=_by_heading(notes),
        report=_report(story),
        json_href=json_href,
        editable=editable(library, story),
        signed=editorial.signed(story),
        forms=forms(library, story) if json_href else (),
        linked=jsonld.block(jsonld.json_ld(library, story)),
    )


FORMS = (
    ("text/markdown", "markdown", "Markdown"),
    ("application/ld+json", "jsonld", "JSON-LD"),
    ("application/json", "ninjs", "ninjs"),
)
"""Other forms of the page that it leads to: media type, form, label."""


def forms(library: Library, story: StoryPage) -> tuple[tuple[str, str, str], ...]:
    """Where the page lies in other forms: media type, link and name; a calendar if a day is announced."""
    every = (*FORMS, ("text/calendar", "calendar", "calendar")) if coming(story) else FORMS
    return tuple((kind, library.up + names.export_file(story.id, form), label) for kind, form, label in every)


def coming(story: StoryPage) -> list[str]:
    """Keys of the events of "What's next" that belong into a calendar: a day, or a week at most."""
    section = story.section("whats_next")
    return [key for key in (section.items if section else ()) if _has_days(story.events[key].when)]


def _has_days(when: PageWhen) -> bool:
    first, last = first_day(when.start), first_day(when.end)
    return first is not None and (last or first) - first <= timedelta(days=7)


def story_counts(story: StoryPage) -> tuple[str, ...]:
    """Outlets, origins, articles and copies in words."""
    stats = story.stats
    counts = [outlets_counted(stats.outlets), count(stats.origins, "origin"), count(stats.articles, "article")]
    return tuple(counts + ([count(stats.copies, "copy", "copies")] if stats.copies else []))


def _sections(story: StoryPage) -> list[Section | AddedSection]:
    """The story's sections, with a list of sources and an account of the making even where the story brings none."""
    sections = list(story.printed)
    if not story.section("sources") and story.articles:
        place = next((n for n, section in enumerate(sections) if section.kind in ("corrections", "how_made")), len(sections))
        sections.insert(place, Section(kind="sources", heading="Sources", items=tuple(story.articles)))
    if not story.section("how_made"):
        sections.append(Section(kind="how_made", heading="How this page was made", items=("checks",)))
    return sections


def _block(notes: Notes, section: Section | AddedSection) -> Block:
    def keys(*kinds: str) -> tuple[str, ...]:
        return section.items if section.kind in kinds else ()

    notes.heading = section.heading
    papers = cards.each(cards.paper, notes, keys("papers_say"))
    told = {note for card in papers for note in card.notes}
    return Block(
        kind=section.kind,
        heading=section.heading,
        number=len(section.items) if section.kind != "how_made" else 0,
        paragraphs=tuple(p for p in _paragraphs(notes, section.body) if not (p.remark and p.remark.text in told)),
        papers=papers,
        matrix=_matrix(notes) if section.kind == "papers_say" else None,
        figures=cards.each(cards.figure, notes, keys("hard_numbers")),
        quotes=cards.each(cards.quote, notes, keys("who_said_what")),
        differences=cards.each(cards.difference, notes, keys("contradictions")),
        events=timeline.events(notes, keys("how_we_got_here", "whats_next")),
        questions=cards.each(_answered, notes, keys("common_questions", "open_questions")),
        topics=cards.each(cards.topic, notes, keys("topics")),
        related=listing.related_lines(notes.library, notes.story) if section.kind == "related" else (),
        sources=listing.source_lines(notes.library, notes.story, keys("sources")),
        strip=_strip(notes, section.kind),
        tree=descent.tree(notes.library, notes.story) if section.kind == "sources" else None,
        coverage=days.coverage(notes.library, notes.story) if section.kind == "sources" else None,
        changes=corrected(notes.library, notes.story) if section.kind == "corrections" else (),
        revisions=revisions(notes.library, notes.story) if section.kind == "how_made" else (),
    )


def _strip(notes: Notes, kind: str) -> scale.Strip | None:
    """The scale of all dated events, in the first section that tells any."""
    telling = [section for section in notes.story.sections if section.kind in ("how_we_got_here", "whats_next") and section.items]
    if not telling or telling[0].kind != kind:
        return None
    return scale.strip(notes, [key for section in telling for key in section.items])


def _paragraphs(notes: Notes, keys: Sequence[str]) -> list[Paragraph]:
    """Sentences and remarks as they follow one another, an editor's notes behind them."""
    of_editors = editorial.noted(notes.story)
    written = {one.decision: one for key in keys if (one := of_editors.get(key))}.values()
    return [*_run(notes, [key for key in keys if key not in of_editors]), *(_noted(notes, one) for one in written)]


def _noted(notes: Notes, note: Edited) -> Paragraph:
    """An editor's note, in the order of its sentences."""
    pieces = tuple((notes.said(key), _remark(notes, key)) for key in note.keys)
    return Paragraph(label=editorial.note_label(note), note=pieces)


def _run(notes: Notes, keys: Sequence[str]) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    run: list[Said] = []
    for key in keys:
        if said := notes.said(key):
            run.append(said)
        elif remark := _remark(notes, key):
            paragraphs += _broken(run)
            paragraphs.append(Paragraph(remark=remark))
            run = []
    return paragraphs + _broken(run)


def _broken(run: Sequence[Said]) -> list[Paragraph]:
    """A run of statements in even paragraphs."""
    if not run:
        return []
    parts = -(-len(run) // (PARAGRAPH + 1))
    size = -(-len(run) // parts)
    return [Paragraph(said=tuple(run[n : n + size])) for n in range(0, len(run), size)]


def _remark(notes: Notes, key: str) -> Remark | None:
    note = notes.story.notes.get(key)
    if note is None:
        return None
    return Remark(
        key=key,
        text=note.text,
        marks=tuple(said.mark for said in notes.all_said(note.statements)),
        searched=count(len(note.articles), "article") + " searched" if note.kind in _SEARCHED and len(note.articles) > 1 else "",
    )


def _answered(notes: Notes, key: str) -> Answered | None:
    item = notes.story.questions.get(key)
    if item is None:
        return None
    paragraphs = tuple(_paragraphs(notes, item.answer))
    return Answered(key=key, question=plain_label(item.question), paragraphs=paragraphs, answered=item.answered)


def _matrix(notes: Notes) -> Matrix | None:
    """Facts by papers, copies folded, where the story aligns claims over at least two papers."""
    story = notes.story
    papers = cards.compared_papers(notes)
    if not story.claims or not papers:
        return None
    rows = []
    for key, claim in story.claims.items():
        silent = {cards.outlet_name(notes, outlet) for outlet in claim.silent}
        cells = {paper: Cell(stance="silent" if paper in silent else "unclear", value="", mark=None) for paper in papers}
        for n, said in enumerate(claim.assertions, 1):
            outlet = notes.library.entry_outlet(story, story.articles[said.article])
            if outlet not in cells or cells[outlet].mark:
                continue
            stance = "hedges" if said.hedge else _STANCES[said.stance]
            cells[outlet] = Cell(stance=stance, value=plain_label(said.value or ""), mark=notes.words(f"{key}-{n}", said.spans))
        rows.append((key, claim.text, tuple(cells[paper] for paper in papers)))
    return Matrix(papers=papers, rows=tuple(rows))


def _by_heading(notes: Notes) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    """The notes in runs of one heading."""
    grouped: dict[str, list[Evidence]] = {}
    for entry in notes.entries.values():
        grouped.setdefault(entry.heading, []).append(entry)
    return tuple((heading, tuple(entries)) for heading, entries in grouped.items())


def _report(story: StoryPage) -> tuple[tuple[str, str], ...]:
    """What was checked, as a reader may ask."""
    checks = story.build.checks
    rows = [
        ("Statements on this page", f"{checks.statements:,}"),
        ("Sentences refused by the gate", f"{checks.refused:,}"),
        ("Passages cited", f"{checks.spans:,}"),
        ("Passages that do not match their article", f"{checks.mismatches:,}"),
        ("Revision", f"{story.revision:,}"),
        ("Built", day_label(story.times.built)),
        ("Engine", f"broadsheet {story.build.engine}"),
        ("Digest of the inputs", story.build.inputs_sha256[:16]),
        ("Digest of this page", story.content_sha256[:16]),
    ]
    if by := story.build.model:
        rows += [
            ("Sentences written by a language model", f"{by.written:,}"),
            ("Its sentences that the gates refused", f"{by.refused:,}"),
            ("The model", f"{plain_label(by.model)} at {plain_label(by.endpoint)}"),
            ("Digest of what it was told", by.prompt_sha256[:16]),
        ]
    rows += [(f"Model: {model.name}", model.version) for model in story.build.models]
    rows += [(f"Section: {one.heading}", f"of the plugin {one.plugin}") for one in story.x_sections]
    refused = sorted(story.build.x_refusals.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(rows + [(f"Refused: {plain_label(reason)}", f"{number:,}") for reason, number in refused])
