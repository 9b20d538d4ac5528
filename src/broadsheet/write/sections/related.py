"""Related stories: the thread's other chapters, and stories that share rare names."""

from __future__ import annotations

from datetime import date

from broadsheet.language.words import listed, words
from broadsheet.records.pool import Related, Relation
from broadsheet.records.story import Story
from broadsheet.records.story_page import Section
from broadsheet.write.cast import Cast, cast_of
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft

REACTING = listed(
    "acclaims applauds berates castigates chides commends condemns criticises criticizes decries denounces deplores hails lambasts "
    "lauds praises rebukes reprimands welcomes reacts reaction reactions outcry backlash condemnation"
)
"""What a headline says that tells how somebody judges what happened (FrameNet: Judgment_communication), and its nouns. Words that
are as often an event themselves ("protests", "blasts") are left out."""
SOON = 7  # days after the event within which a chapter can be a reaction to it
EXPLAINING = frozenset({"explainer", "analysis"})
MOST = 8
MOST_NAMES = 3


def section(dossier: Dossier, draft: Draft) -> Section | None:  # noqa: ARG001
    """The ids of the related stories; `related` says why."""
    found = related(dossier)
    return Section(kind="related", heading="Related stories", items=tuple(item.story for item in found)) if found else None


def related(dossier: Dossier) -> tuple[Related, ...]:
    """Chapters first, the nearest in time before the others, then neighbours, each with its reason."""
    story = dossier.story
    chapters = [
        *(_related(dossier, earlier, "earlier_chapter") for earlier in reversed(story.earlier)),
        *(_related(dossier, later, "reaction" if _reaction(story, later) else "later_chapter") for later in story.later),
    ]
    neighbours = [_related(dossier, other, "same_people") for other in story.neighbours]
    return tuple(item for item in (*chapters, *neighbours) if item)[:MOST]


def _related(dossier: Dossier, other: Story, relation: Relation) -> Related | None:
    """The relation in a reader's words; None where the two share no name at all and no thread, or the other can have no page."""
    if not Dossier(other, dossier.as_of).voices:
        return None
    names = _shared(dossier.cast, cast_of(other.articles))
    because = [f"shares the names {_listed(names)}" if len(names) > 1 else f"shares the name {names[0]}"] if names else []
    if relation.endswith("chapter") and _explains(other):
        relation = "background"
    if relation in _AFFAIR:
        because = [
            _AFFAIR[relation],
            *([f"its headline says “{_reaction(dossier.story, other)}”"] * (relation == "reaction")),
            *because,
        ]
    if not because:
        return None
    if relation == "same_people" and all(_is_place(dossier.cast, name) for name in names):
        relation = "same_place"
    return Related(story=other.id, title=other.articles[0].article.title, relation=relation, because=tuple(because))


_AFFAIR = {
    "earlier_chapter": "an earlier chapter of the same affair",
    "later_chapter": "a later chapter of the same affair",
    "reaction": "a chapter of the same affair that tells how others judge this one",
    "background": "explains the same affair",
}


def _reaction(story: Story, later: Story) -> str:
    """The word by which a later chapter's headlines tell a reaction to a story; empty if none does, or it comes too late."""
    gap = _days_after(story, later)
    if gap is None or not 0 <= gap <= SOON:
        return ""
    told = [words(annotated.article.title) for annotated in later.articles if not annotated.article.title_inferred]
    found = [next((word for word in title if word in REACTING), "") for title in told]
    return next(filter(None, found), "") if 2 * sum(map(bool, found)) > len(told) else ""


def _days_after(story: Story, later: Story) -> int | None:
    """Days from a story's first report to another's, None if either has no date."""
    days = [[a.article.day for a in one.articles if a.article.day] for one in (story, later)]
    try:
        first, then = (date.fromisoformat(min(known)) for known in days)
    except ValueError:
        return None
    return (then - first).days


def _explains(other: Story) -> bool:
    """Whether a story holds nothing but texts that explain."""
    return all(annotated.article.role in EXPLAINING for annotated in other.articles)


def _shared(ours: Cast, theirs: Cast) -> list[str]:
    """Names that both stories mention, our most mentioned first."""
    held = {(member.kind, member.name) for member in theirs.members}
    return [member.name for member in ours.members if (member.kind, member.name) in held][:MOST_NAMES]


def _is_place(members: Cast, name: str) -> bool:
    member = members.named(name)
    return member is not None and member.kind == "place"


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
