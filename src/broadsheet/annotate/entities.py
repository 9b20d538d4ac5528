"""Who is who: the names of an article gathered into entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from broadsheet.annotate.naming import Name
from broadsheet.language.names import gender, is_acronym, key, parts, same_organisation, same_person
from broadsheet.records.annotation import MentionKind


@dataclass(slots=True)
class Group:
    """Names that mean the same.

    Attributes:
        names: the names, in order.
        forms: how they are written, with counts.
        kind: what they name.
        gender: `he`, `she`, or None if nothing tells.
        described: lower-case words that stand right before its names.
    """

    names: list[Name]
    forms: Counter[str]
    kind: MentionKind
    gender: str | None = None
    id: str = ""
    aliases: list[str] = field(default_factory=list)
    described: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The fullest form; of a person's, one that is not a rare variant of what the article usually writes."""
        if self.kind == "person":
            usual = max((count for form, count in self.forms.items() if len(parts(form)) > 1), default=0)
            kept = [form for form, count in self.forms.items() if len(parts(form)) < 2 or count >= 0.3 * usual]
            return max(kept, key=lambda form: (len(parts(form)), -_noise(form)))
        return max(self.forms, key=lambda form: (len(form.split()), len(form)))


def _noise(form: str) -> int:
    return len(form) - len(form.strip("\"'“”‘’.,"))


def gather(found: Sequence[Name], text: str) -> list[Group]:
    """Entities in order of first mention.

    Names of one spelling are one entity, of the kind most of them were taken for. A shorter form joins a fuller one if
    it can mean no other; a surname that two people of the article share stays by itself.
    """
    groups = _by_spelling(found, text)
    full = [group for group in groups.values() if len(group.name.split()) > 1]
    joined: dict[str, str] = {}
    for short, group in sorted(groups.items(), key=lambda item: (len(item[0].split()), item[0])):
        target = _fuller(short, group, groups, full, joined)
        if target is not None:
            joined[short] = target
    for short in sorted(joined, key=lambda name: (len(name.split()), name)):
        _merge(groups, short, joined[short])
    kept = sorted((group for group in groups.values() if group.names), key=lambda group: group.names[0].extent)
    for n, group in enumerate(kept, 1):
        group.id = f"m{n}"
        group.names.sort(key=lambda name: name.extent)
        group.aliases = [form for form in dict.fromkeys(name.extent.of(text) for name in group.names) if form != group.name]
    return kept


def _by_spelling(found: Sequence[Name], text: str) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    kinds: dict[str, Counter[MentionKind]] = {}
    for name in found:
        form = name.extent.of(text)
        spelling = key(form) or form
        group = groups.setdefault(spelling, Group([], Counter(), name.kind))
        group.names.append(name)
        group.forms[form] += 1
        kinds.setdefault(spelling, Counter())[name.kind] += name.weight
        before = _before(name)
        group.gender = group.gender or gender(before)
        group.described.update(before.lower().split())
    for spelling, group in groups.items():
        group.kind = "person" if group.gender else max(kinds[spelling].items(), key=lambda item: item[1])[0]
    return groups


def _before(name: Name) -> str:
    """The words of description right before a name, and those right after it up to the next comma."""
    doc = name.clause.span.doc
    words = []
    for i in range(name.first - 1, max(name.clause.span.start - 1, name.first - 4), -1):
        if doc[i].is_punct or doc[i].pos_ in ("VERB", "ADP", "AUX", "CCONJ", "PRON"):
            break
        words.append(doc[i].text)
    return " ".join(words)


def _fuller(short: str, group: Group, groups: dict[str, Group], full: list[Group], joined: dict[str, str]) -> str | None:
    """The one spelling that `short` abbreviates, if there is exactly one."""
    hits = []
    for other in full:
        spelling = key(other.name)
        if spelling == short or spelling not in groups or joined.get(spelling) == short:
            continue
        if _abbreviates(group, other):
            hits.append((spelling, other))
    hits = _not_nested(hits)
    people = [hit for hit in hits if hit[1].kind in ("person", "other")]
    hits = people if group.kind == "person" or group.gender or len(people) == 1 else hits
    if len(hits) > 1 and group.gender:
        hits = [(spelling, other) for spelling, other in hits if other.gender == group.gender]
    return hits[0][0] if len(hits) == 1 else None


def _not_nested(hits: list[tuple[str, Group]]) -> list[tuple[str, Group]]:
    """Of several fuller forms of one name keep the fullest."""
    return [
        (spelling, group)
        for spelling, group in hits
        if not any(other is not group and _abbreviates(group, other) and not _abbreviates(other, group) for _, other in hits)
    ]


def _abbreviates(short: Group, full: Group) -> bool:
    """Whether the one can be a shorter form of the other, by its words and what it names."""
    a, b = short.name, full.name
    if len(parts(a)) > len(parts(b)) and not is_acronym(a, b):
        return False
    if full.kind in ("person", "other") and len(parts(b)) in (2, 3, 4):
        fits = short.gender is None or full.gender is None or short.gender == full.gender
        single = short.kind in ("organisation", "place", "other", "work") and len(parts(a)) == 1 and parts(a)[0] == parts(b)[-1]
        return fits and (short.kind == "person" or single) and same_person(a, b)
    if full.kind == "organisation":
        if short.kind not in ("organisation", "other") and not is_acronym(a, b):
            return False
        return same_organisation(a, b)
    return full.kind in ("place", "event") and is_acronym(a, b)


def _merge(groups: dict[str, Group], short: str, target: str) -> None:
    if short == target or not groups[short].names:
        return
    source, into = groups[short], groups[target]
    into.names += source.names
    into.forms += source.forms
    into.gender = into.gender or source.gender
    into.kind = source.kind if into.kind == "other" else into.kind
    into.described |= source.described
    source.names = []
