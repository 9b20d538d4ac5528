"""Which names of several articles mean the same somebody or something.

Nothing is guessed: a short name joins a fuller one only where no other can be meant, two names that one article keeps apart are
not joined, and a surname that two people bear stays with its own article. The order of the articles makes no difference.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap

from broadsheet.language.names import (
    acronym,
    bare_parts,
    generation,
    is_acronym,
    key,
    parts,
    same_organisation,
    same_person,
    spelt_alike,
    surname,
    traces,
    written_alike,
)
from broadsheet.records.annotation import Annotated, MentionKind
from broadsheet.records.registry import Office

_AGE = re.compile(r", (?:aged |age )?(\d{1,2})(?=[,.;)]| of | from )")
_KINDS: tuple[MentionKind, ...] = ("person", "organisation", "place", "event", "work", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What one article, or another body of text, knows of somebody or something.

    Attributes:
        article: its id.
        name: the fullest form it uses.
        kind: what it was taken for: `person organisation place event work other`.
        aliases: the other forms.
        weight: how often it is named.
        offices: what it is called.
        country: of where it holds office.
        born: year of birth, as an age beside the name tells; off by one before the birthday.
    """

    article: str
    name: str
    kind: MentionKind
    aliases: tuple[str, ...] = ()
    weight: int = 1
    offices: tuple[Office, ...] = ()
    country: str | None = None
    born: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Those that are one.

    Attributes:
        name: the fullest form, the one most often written where several are as full.
        kind: what most mentions were taken for.
        held: indices of what was given, in order.
    """

    name: str
    kind: MentionKind
    held: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    """All that are written alike: their indices, their commonest form, and what they are taken for."""

    name: str
    kind: MentionKind
    held: tuple[int, ...]
    articles: frozenset[str]
    aliases: frozenset[str]

    @property
    def is_person(self) -> bool:
        return self.kind == "person"


def known_in(annotated: Annotated) -> list[Known]:
    """What an article knows, one for each of its entities, in their order."""
    article = annotated.article
    counts = Counter(mention.entity for mention in annotated.mentions if not mention.pronoun)
    return [
        Known(
            article=article.id,
            name=entity.name,
            kind=entity.kind,
            aliases=entity.aliases,
            weight=counts[entity.id],
            offices=tuple(Office(text=r.text, article=article.id, day=article.day, outlet=article.outlet) for r in entity.roles),
            country=entity.country,
            born=_born(annotated, entity.id) if entity.kind == "person" else None,
        )
        for entity in annotated.entities
    ]


def _born(annotated: Annotated, entity: str) -> int | None:
    """The year of birth of who is told to be so old right behind a name: "Ana Reva, 45,"."""
    article = annotated.article
    behind = (m.extent.end for m in annotated.mentions if m.entity == entity and not m.pronoun) if article.day else ()
    ages = (_AGE.match(article.text, end) for end in behind)
    return next((int(article.day[:4]) - int(age[1]) for age in ages if age and article.day), None)


def families(known: Sequence[Known]) -> list[Family]:
    """Those of `known` that are one, each of them in exactly one family; in the order of the first of each.

    >>> people = [Known(article="a", name="Oleh Vorensky", kind="person"), Known(article="b", name="Vorenskyy", kind="person")]
    >>> bodies = [("b", "Flood Board of Velm"), ("c", "FBV")]
    >>> found = families([*people, *(Known(article=article, name=name, kind="organisation") for article, name in bodies)])
    >>> [(family.name, family.held) for family in found]
    [('Oleh Vorensky', (0, 1)), ('Flood Board of Velm', (2, 3))]
    """
    nodes = _nodes(known)
    joined: dict[int, list[int]] = {n: [] for n in range(len(nodes))}
    links = _links(nodes)
    for n, node in enumerate(nodes):
        target = _end(n, links)
        for i in node.held:
            fits = target == n or known[i].article not in nodes[target].articles
            joined[target if fits else n].append(i)
    shared = _shared_surnames(nodes)
    found = [group for n, group in joined.items() for group in _apart(group, known, alone=n in shared) if group]
    return sorted((_family(group, known) for group in found), key=lambda family: family.held)


def _apart(group: list[int], known: Sequence[Known], *, alone: bool) -> Iterator[list[int]]:
    """A surname that several people bear may mean another of them in every article."""
    if not alone:
        yield group
        return
    by_article: dict[str, list[int]] = defaultdict(list)
    for i in group:
        by_article[known[i].article].append(i)
    yield from by_article.values()


def _family(group: Iterable[int], known: Sequence[Known]) -> Family:
    held = tuple(sorted(group))
    votes: Counter[MentionKind] = Counter()
    for i in held:
        votes[known[i].kind] += known[i].weight
    kind = max(votes, key=lambda kind: (votes[kind], -_KINDS.index(kind)))
    forms: Counter[str] = Counter()
    for i in held:
        forms[known[i].name] += known[i].weight
    size = {form: len(parts(form) if kind == "person" else form.split()) for form in forms}
    return Family(name=max(forms, key=lambda form: (size[form], forms[form], form)), kind=kind, held=held)


def _nodes(known: Sequence[Known]) -> list[_Node]:
    """What is written alike is one; but a lone word may be somebody's surname here and a place there."""
    written: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, one in enumerate(known):
        written[_spelling(one)].append(i)
    bearers = {surname(one.name) for one in known if one.kind == "person" and len(parts(one.name)) > 1}
    for spelling in [spelling for spelling in written if len(spelling) == 2 and spelling[0] == "person"]:
        other = ("thing", spelling[1])
        if other in written and spelling[1] not in bearers and _outweigh(written[other], written[spelling], known):
            written[other] += written.pop(spelling)
    return [_node(sorted(held), known) for _, held in sorted(written.items())]


def _outweigh(some: Iterable[int], others: Iterable[int], known: Sequence[Known]) -> bool:
    return sum(known[i].weight for i in some) > sum(known[i].weight for i in others)


def _spelling(one: Known) -> tuple[str, ...]:
    """What the same spellings share: of longer names all words, of lone words also whether it is a person's."""
    words = bare_parts(one.name) if one.kind == "person" else key(one.name).replace(".", "").split()
    if len(words) > 1:
        return ("", *words, generation(one.name) or "")
    return ("person" if one.kind == "person" else "thing", " ".join(words) or one.name)


def _node(held: Sequence[int], known: Sequence[Known]) -> _Node:
    family = _family(held, known)
    aliases = frozenset(key(alias).replace(".", "") for i in held for alias in known[i].aliases)
    return _Node(family.name, family.kind, tuple(held), frozenset(known[i].article for i in held), aliases)


def _links(nodes: Sequence[_Node]) -> dict[int, int]:
    """Short or variant form → the one fuller or commoner that it means."""
    holders: dict[tuple[bool, str], set[int]] = defaultdict(set)
    for n, node in enumerate(nodes):
        for trace in _traces(node) | node.aliases:
            holders[node.is_person, trace].add(n)
    found: dict[int, int] = {}
    for n, node in enumerate(nodes):
        near = sorted(set().union(*(holders[node.is_person, trace] for trace in _traces(node))) - {n})
        for rule in (_abbreviates, _varies) if node.is_person else (_is_known_as, _stands_for):
            target = _only([m for m in near if rule(node, nodes[m])], nodes, rule)
            if target is not None:
                found[n] = target
                break
    return found


def _traces(node: _Node) -> frozenset[str]:
    """By what a name is found among many: any two that can be one share some."""
    words = bare_parts(node.name) if node.is_person else key(node.name).replace(".", "").split()
    if not words:
        return frozenset({node.name})
    if node.is_person:
        return traces(words[-1]) | {words[0], key(node.name)}
    initials = {acronym(node.name, small=True), acronym(node.name, small=False)} if len(words) > 1 else set()
    return frozenset({words[0], "".join(words), key(node.name), *initials})


def _only(found: list[int], nodes: Sequence[_Node], rule: Callable[[_Node, _Node], bool]) -> int | None:
    """The one that is meant: of several that abbreviate one another the fullest."""
    fullest = [m for m in found if not any(rule(nodes[m], nodes[other]) for other in found if other != m)]
    return fullest[0] if len(fullest) == 1 else None


def _end(n: int, links: dict[int, int]) -> int:
    seen = []
    while n in links and n not in seen:
        seen.append(n)
        n = links[n]
    return n


def _abbreviates(short: _Node, full: _Node) -> bool:
    """Ana Reva, A. Reva and Reva for Ana Maria Reva; no lone given name, which many bear."""
    a, b = parts(short.name), parts(full.name)
    alone = len(a) == 1 and a[0] != b[-1] and a[0] not in full.aliases
    longer = len(a) < len(b) or sum(map(len, a)) < sum(map(len, b))
    return len(b) > 1 and not alone and longer and same_person(short.name, full.name)


def _varies(one: _Node, other: _Node) -> bool:
    """The same name from another alphabet; of two full ones the rarer is the variant."""
    a, b = bare_parts(one.name), bare_parts(other.name)
    if len(b) < 2 or len(a) not in (1, len(b)) or generation(one.name) != generation(other.name):
        return False
    if len(a) == len(b) and (len(one.held), one.name) >= (len(other.held), other.name):
        return False
    given = all(starmap(written_alike, zip(a[:-1], b[:-1], strict=False)))
    return given and (a[-1] == b[-1] or spelt_alike(a[-1], b[-1])) and not one.articles & other.articles


def _is_known_as(short: _Node, full: _Node) -> bool:
    """Whether an article that uses both says so: "the Velm Flood Board (VFB)"."""
    return key(short.name).replace(".", "") in full.aliases and len(key(short.name)) < len(key(full.name))


def _stands_for(short: _Node, full: _Node) -> bool:
    """Whether a body's name is an acronym of the other or, if it has several words, begins it."""
    if full.kind not in ("organisation", "event", "other") or len(key(short.name)) >= len(key(full.name)):
        return False
    if is_acronym(short.name, full.name):
        return True
    begins = " " in key(short.name) and short.kind == full.kind == "organisation"
    return begins and same_organisation(short.name, full.name)


def _shared_surnames(nodes: Sequence[_Node]) -> set[int]:
    """Lone surnames that more than one full name ends in."""
    bearers = Counter(surname(node.name) for node in nodes if node.is_person and len(parts(node.name)) > 1)
    return {n for n, node in enumerate(nodes) if node.is_person and len(parts(node.name)) == 1 and bearers[surname(node.name)] > 1}
