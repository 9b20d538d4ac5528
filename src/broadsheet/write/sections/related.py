"""Related stories: the thread's other chapters, and stories that share rare names."""

from __future__ import annotations

from broadsheet.records.pool import Related, Relation
from broadsheet.records.story import Story
from broadsheet.records.story_page import Section
from broadsheet.write.cast import Cast, cast
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft

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
        *(_related(dossier, later, "later_chapter") for later in story.later),
    ]
    neighbours = [_related(dossier, other, "same_people") for other in story.neighbours]
    return tuple(item for item in (*chapters, *neighbours) if item)[:MOST]


def _related(dossier: Dossier, other: Story, relation: Relation) -> Related | None:
    """The relation in a reader's words; None where the two share no name at all and no thread."""
    names = _shared(dossier.cast, cast(other.articles))
    because = [f"shares the names {_listed(names)}" if len(names) > 1 else f"shares the name {names[0]}"] if names else []
    if relation.endswith("chapter"):
        because.insert(0, f"{'an earlier' if relation == 'earlier_chapter' else 'a later'} chapter of the same affair")
    if not because:
        return None
    if relation == "same_people" and all(_is_place(dossier.cast, name) for name in names):
        relation = "same_place"
    return Related(story=other.id, title=other.articles[0].article.title, relation=relation, because=tuple(because))


def _shared(ours: Cast, theirs: Cast) -> list[str]:
    """Names that both stories mention, our most mentioned first."""
    held = {(member.kind, member.name) for member in theirs.members}
    return [member.name for member in ours.members if (member.kind, member.name) in held][:MOST_NAMES]


def _is_place(members: Cast, name: str) -> bool:
    member = members.named(name)
    return member is not None and member.kind == "place"


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
