"""The people, bodies and places of a story: the entities of its articles brought together under one name each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from broadsheet.language.identity import Family, families, known_in
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


@dataclass(frozen=True)
class Cast:
    """All members, most mentioned first."""

    members: tuple[Member, ...]

    @cached_property
    def _held(self) -> dict[tuple[str, str], Member]:
        return {place: member for member in reversed(self.members) for place in member.held}

    @cached_property
    def surnames(self) -> Counter[str]:
        """How many people bear each surname."""
        return Counter(member.surname for member in self.members if member.kind == "person")

    def of(self, article: str, entity: str | None) -> Member | None:
        """The member that an article's own entity belongs to."""
        return self._held.get((article, entity)) if entity else None

    def named(self, name: str) -> Member | None:
        """The member with exactly this name, or with it among its aliases if only one has."""
        wanted = fold(name)
        full = [m for m in self.members if fold(m.name) == wanted]
        found = full or [m for m in self.members if wanted in map(fold, m.aliases)]
        return found[0] if len(found) == 1 or full else None


def cast_of(articles: Iterable[Annotated]) -> Cast:
    """Bring the entities of `articles` (oldest first) together, as `language.identity` tells which of them are one."""
    together = list(articles)
    held = [(annotated, entity) for annotated in together for entity in annotated.entities]
    known = [one for annotated in together for one in known_in(annotated)]
    members = [
        _member(family, [held[i] for i in family.held], [known[i].weight for i in family.held]) for family in families(known)
    ]
    return Cast(tuple(sorted(members, key=lambda m: (-m.mentions, m.name, m.held))))


def _member(family: Family, held: Sequence[tuple[Annotated, Entity]], weights: Iterable[int]) -> Member:
    aliases = {alias for _, entity in held for alias in (entity.name, *entity.aliases)} - {family.name}
    return Member(
        name=family.name,
        kind=family.kind,
        aliases=tuple(sorted(aliases)),
        held=tuple(sorted((annotated.article.id, entity.id) for annotated, entity in held)),
        roles=tuple((annotated.article.id, role) for annotated, entity in held for role in entity.roles),
        mentions=sum(weights),
        articles=len({annotated.article.id for annotated, _ in held}),
    )
