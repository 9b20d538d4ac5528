"""Who is who: the names of an article gathered into entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from broadsheet.annotate.context import scores
from broadsheet.annotate.evidence import evidence
from broadsheet.annotate.naming import TITLED, Name, acts
from broadsheet.language.bodies import ORGANISATION_WORDS, PAPERS, STREETS
from broadsheet.language.names import (
    bare_parts,
    gender,
    generation,
    is_acronym,
    key,
    parts,
    same_organisation,
    same_person,
    spelt_alike,
)
from broadsheet.language.places import is_known_place
from broadsheet.language.words import fold
from broadsheet.models import given_names
from broadsheet.models import kinds as weights
from broadsheet.records.annotation import MentionKind

Votes = dict[MentionKind, float]
_GIVEN = 2
"""What a first word that is a given name weighs for a person."""
_ALONE = 2
"""What one mention by the last word alone weighs for a person."""
_STRANGER, _KNOWN, _NEVER_SHORT, _OFTEN = 1.0, 3.0, 4.0, 3
"""What it weighs against a person to have one word only, a well-known place's word only, or always all its words, this often."""


@dataclass(slots=True)
class Group:
    """Names that mean the same.

    Attributes:
        names: the names, in order.
        forms: how they are written, with counts.
        kind: what they name.
        name: what they are called, set when forms and kind are known (`call`).
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
    name: str = ""

    def call(self) -> None:
        """By the fullest form; a person by one that is not a rare variant of what the article usually writes."""
        kept = list(self.forms)
        if self.kind == "person":
            usual = max((count for form, count in self.forms.items() if len(parts(form)) > 1), default=0)
            kept = [form for form, count in self.forms.items() if len(parts(form)) < 2 or count >= 0.3 * usual]
            self.name = max(kept, key=lambda form: (len(parts(form)), -_noise(form)))
        else:
            self.name = max(kept, key=lambda form: (len(form.split()), len(form)))


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
    called = [(key(group.name), group) for group in full]
    for short, group in sorted(groups.items(), key=lambda item: (len(item[0].split()), item[0])):
        target = _fuller(short, group, groups, called, joined)
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
    for name, spelling in zip(found, _spellings(found, text), strict=True):
        form = name.extent.of(text)
        group = groups.setdefault(spelling, Group([], Counter(), name.kind))
        group.names.append(name)
        group.forms[form] += 1
        before = _before(name)
        group.gender = group.gender or gender(before)
        group.described.update(before.lower().split())
    kinds = {spelling: _votes(group.names) for spelling, group in groups.items()}
    _pool(groups, kinds)
    _weigh_forms(groups, kinds)
    for spelling, group in groups.items():
        group.kind = "person" if group.gender else _most(kinds[spelling])
        group.call()
        if group.kind == "person" and group.gender is None:
            group.gender = _by_given_name(group)
    return groups


def _spellings(found: Sequence[Name], text: str) -> list[str]:
    """How each name is spelt; a surname that both a "Mr." and a "Mrs." bear is two people's and is spelt with its title."""
    spelt = [key(form) or form for form in (name.extent.of(text) for name in found)]
    titles = [None if " " in spelling else _courtesy(name) for name, spelling in zip(found, spelt, strict=True)]
    borne = {(spelling, title) for spelling, title in zip(spelt, titles, strict=True) if title}
    both = {spelling for spelling, title in borne if title == "mr" and (spelling, "mrs") in borne}
    return [f"{title} {word}" if title and word in both else word for word, title in zip(spelt, titles, strict=True)]


def _courtesy(name: Name) -> str | None:
    """The "Mr." right before a name, or the "Mrs.", for which "Ms." stands too."""
    before = name.clause.span.doc[name.first - 1].lower_.strip(".") if name.first > name.clause.span.start else ""
    return {"mr": "mr", "mrs": "mrs", "ms": "mrs", "miss": "mrs"}.get(before)


def _by_given_name(group: Group) -> str | None:
    """What the first of several words tells, if only women or only men are known to bear it."""
    words = parts(group.name)
    return {"f": "she", "m": "he"}.get(given_names.load().get(words[0], "b")) if len(words) > 1 else None


def _votes(names: Sequence[Name]) -> Votes:
    """What speaks for each kind; of events, works and things for that which most places were taken for."""
    learned = scores(names, weights.load())
    fine: Counter[MentionKind] = Counter(name.kind for name in names if name.kind in ("event", "work", "other"))
    rest: MentionKind = max(fine, key=lambda kind: (fine[kind], kind)) if fine else "other"
    votes: Votes = {
        "person": learned["person"],
        "organisation": learned["organisation"],
        "place": learned["place"],
        rest: learned["other"],
    }
    for name in names:
        for kind, weight in evidence(name).items():
            if kind in votes:
                votes[kind] += weight
    votes["person"] += _GIVEN * _has_given_name(names[0])
    return votes


def _has_given_name(name: Name) -> bool:
    """Whether a name of up to three words begins with one that people bear, and does not end like a body's or a street's."""
    words = [token.lower_ for token in name.tokens]
    ends = words[-1] in ORGANISATION_WORDS | PAPERS | STREETS
    return (
        len(words) <= 3
        and not ends
        and fold(words[0]) in given_names.load()
        and not is_known_place(name.root.doc[name.first : name.last].text)
    )


def _pool(groups: dict[str, Group], kinds: dict[str, Votes]) -> None:
    """People are called by their last word alone, bodies and places by their first or not at all.

    Where the last word of a longer name, and of no other, stands alone and acts, both weigh what speaks for either.
    """
    full: dict[str, list[str]] = {}
    for spelling in groups:
        words = spelling.split()
        if len(words) in (2, 3) and words[-1] not in ORGANISATION_WORDS | PAPERS | STREETS and "of" not in words:
            full.setdefault(words[-1], []).append(spelling)
    for last, longer in full.items():
        if len(longer) != 1 or last not in groups or longer[0].split()[0] in groups or _most(kinds[longer[0]]) == "person":
            continue
        acting = sum(name.last - name.first == 1 and acts(name.root) for name in groups[last].names)
        if acting:
            both = {kind: kinds[longer[0]].get(kind, 0.0) + kinds[last].get(kind, 0.0) for kind in kinds[longer[0]]}
            both["person"] += _ALONE * min(acting, 2)
            kinds[longer[0]] = kinds[last] = both


def _weigh_forms(groups: dict[str, Group], kinds: dict[str, Votes]) -> None:
    """How news names people: once in full or with a title, then by the surname.

    What is called by a lone word that no fuller name has, or again and again by all its words and never by the last alone, is
    rather a place or a body.
    """
    first_or_last = Counter(word for spelling in groups if " " in spelling for word in {spelling.split()[0], spelling.split()[-1]})
    for spelling, group in groups.items():
        words = spelling.split()
        if group.gender or any(name.kind == "person" and name.weight == TITLED for name in group.names):
            continue
        if len(words) == 1 and not first_or_last[spelling] and not any(spelt_alike(spelling, word) for word in first_or_last):
            kinds[spelling]["person"] -= _KNOWN if is_known_place(spelling) else _STRANGER
        elif len(words) in (2, 3) and len(group.names) >= _OFTEN and not {words[0], words[-1]} & groups.keys():
            kinds[spelling]["person"] -= _NEVER_SHORT


def _most(votes: Votes) -> MentionKind:
    return max(votes, key=lambda kind: (votes[kind], kind))


def _before(name: Name) -> str:
    """The words of description right before a name, and those right after it up to the next comma."""
    doc = name.clause.span.doc
    words = []
    for i in range(name.first - 1, max(name.clause.span.start - 1, name.first - 4), -1):
        if doc[i].is_punct or doc[i].pos_ in ("VERB", "ADP", "AUX", "CCONJ", "PRON"):
            break
        words.append(doc[i].text)
    return " ".join(words)


def _fuller(
    short: str, group: Group, groups: dict[str, Group], full: list[tuple[str, Group]], joined: dict[str, str]
) -> str | None:
    """The one spelling that `short` abbreviates, if there is exactly one."""
    others = [(name, other) for name, other in full if name != short and name in groups and joined.get(name) != short]
    hits = [(name, other) for name, other in others if _abbreviates(group, other)]
    if not hits:
        hits = [(name, other) for name, other in others if _varies(group, other)]
    hits = _without_sons(group, hits)
    if len(hits) > 1 and all(_varies(other, hits[0][1]) for _, other in hits[1:]):
        hits = hits[:1]
    hits = _not_nested(hits)
    people = [hit for hit in hits if hit[1].kind in ("person", "other")]
    hits = people if group.kind == "person" or group.gender or len(people) == 1 else hits
    if len(hits) > 1 and group.gender:
        hits = [(spelling, other) for spelling, other in hits if other.gender in (None, group.gender)]
    namesakes = [other for _, other in full if other.kind == "organisation" and _may_be_called(other, group)] if hits else []
    return hits[0][0] if len(hits) == 1 and not (hits[0][1].kind == "person" and namesakes) else None


def _may_be_called(body: Group, short: Group) -> bool:
    """Whether a lone surname may mean whom a body, a brand or a firm is called after: "Nora Tench", with "the Nora Tench label"."""
    words, own = parts(body.name), parts(short.name)
    sexes = {short.gender, _by_given_name(body)} - {None}
    return len(own) == 1 and len(words) == 2 and words[-1] == own[0] and len(sexes) < 2 and _has_given_name(body.names[0])


def _varies(short: Group, full: Group) -> bool:
    """Whether the one is another spelling of the other's surname, or of the whole name."""
    if full.kind != "person":
        return False
    a, b = bare_parts(short.name), bare_parts(full.name)
    if len(b) < 2 or len(a) not in (1, len(b)):
        return False
    if short.kind not in ("person", "organisation", "other") and not any(acts(name.root) for name in short.names):
        return False
    if generation(short.name) != generation(full.name) or (None not in (short.gender, full.gender) and short.gender != full.gender):
        return False
    return all(one == other or spelt_alike(one, other) for one, other in zip(reversed(a), reversed(b), strict=False))


def _without_sons(short: Group, hits: list[tuple[str, Group]]) -> list[tuple[str, Group]]:
    """By the surname alone the father is meant, not the son of the same name."""
    if generation(short.name) is not None:
        return hits
    bare = {tuple(parts(other.name)) for _, other in hits if generation(other.name) is None}
    return [hit for hit in hits if generation(hit[1].name) is None or tuple(parts(hit[1].name)) not in bare]


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
    into.call()
    source.names = []
