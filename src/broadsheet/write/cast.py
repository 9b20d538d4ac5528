"""The people, bodies and places of a story: the entities of its articles brought together under one name each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.language.words import fold
from broadsheet.records.annotation import Annotated, Entity, MentionKind, RoleSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody or something the story speaks of.

    Attributes:
        name: the fullest form any article uses, the commonest where several are as full.
        held: for every article, the ids its own entities have there: pairs of article id and entity id.
        roles: pairs of article id and role, newest article last.
        mentions: how often all articles together name it, pronouns left out.
        articles: how many articles name it.
    """

    name: str
    kind: MentionKind
    aliases: tuple[str, ...]
    held: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, RoleSpan], ...]
    mentions: int
    articles: int

    @property
    def surname(self) -> str:
        """The last word of a person's name; the whole name of anything else."""
        return self.name.split()[-1] if self.kind == "person" else self.name


@dataclass(frozen=True, slots=True)
class Cast:
    """All members, most mentioned first."""

    members: tuple[Member, ...]

    def of(self, article: str, entity: str | None) -> Member | None:
        """The member that an article's own entity belongs to."""
        return next((m for m in self.members if (article, entity) in m.held), None) if entity else None

    def named(self, name: str) -> Member | None:
        """The member with exactly this name, or with it among its aliases if only one has."""
        wanted = fold(name)
        full = [m for m in self.members if fold(m.name) == wanted]
        found = full or [m for m in self.members if wanted in map(fold, m.aliases)]
        return found[0] if len(found) == 1 or full else None


def cast(articles: Iterable[Annotated]) -> Cast:
    """Bring the entities of `articles` (oldest first) together.

    Two entities are one where their full names agree after folding, or where one is a person's bare surname or an
    alias that exactly one fuller name of the same kind in the story carries. Where two could be meant they stay apart.
    """
    held = [(annotated, entity) for annotated in articles for entity in annotated.entities]
    return Cast(tuple(sorted(map(_member, _families(held)), key=lambda m: (-m.mentions, m.name))))


def _families(held: list[tuple[Annotated, Entity]]) -> list[list[tuple[Annotated, Entity]]]:
    """Entities grouped by the fullest name they can be traced to without doubt."""
    names: dict[MentionKind, set[str]] = defaultdict(set)
    for _, entity in held:
        names[entity.kind].add(fold(entity.name))
    grouped: dict[tuple[str, str], list[tuple[Annotated, Entity]]] = defaultdict(list)
    for annotated, entity in held:
        grouped[entity.kind, _fullest(fold(entity.name), entity.kind, names[entity.kind])].append((annotated, entity))
    return [grouped[key] for key in sorted(grouped)]


def _fullest(name: str, kind: MentionKind, names: set[str]) -> str:
    """The only longer person's name that ends in `name`, else `name` itself."""
    if kind != "person" or " " in name:
        return name
    longer = sorted(other for other in names if other.endswith(" " + name))
    return longer[0] if len(longer) == 1 else name


def _member(family: list[tuple[Annotated, Entity]]) -> Member:
    full = Counter(entity.name for _, entity in family)
    name = max(full, key=lambda n: (len(n.split()), full[n], n))
    ids = {(annotated.article.id, entity.id) for annotated, entity in family}
    aliases = {alias for _, entity in family for alias in (entity.name, *entity.aliases)} - {name}
    counts = [
        sum(not m.pronoun and (annotated.article.id, m.entity) in ids for m in annotated.mentions)
        for annotated in {a.article.id: a for a, _ in family}.values()
    ]
    return Member(
        name=name,
        kind=family[0][1].kind,
        aliases=tuple(sorted(aliases)),
        held=tuple(sorted(ids)),
        roles=tuple((annotated.article.id, role) for annotated, entity in family for role in entity.roles),
        mentions=sum(counts),
        articles=len(counts),
    )
