"""What a name is and what stands around it, as features by which it is told what is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from broadsheet.annotate.evidence import evidence
from broadsheet.annotate.naming import Name
from broadsheet.language.bodies import ORGANISATION_WORDS, PAPERS, STREETS
from broadsheet.language.names import HONORIFICS
from broadsheet.language.places import is_known_place
from broadsheet.language.roles import is_office
from broadsheet.language.words import fold
from broadsheet.models import given_names
from broadsheet.models.kinds import KINDS

if TYPE_CHECKING:
    from spacy.tokens import Token

_EDGE = "|"
_MODIFIERS = ("compound", "amod", "nmod")


def scores(names: Sequence[Name], weights: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """How much speaks for each of `KINDS` where `names` are all places of one spelling; only differences mean anything."""
    totals = [0.0] * len(KINDS)
    for feature, value in features(names).items():
        for i, weight in enumerate(weights.get(feature, ())):
            totals[i] += value * weight
    return dict(zip(KINDS, totals, strict=True))


def features(names: Sequence[Name]) -> dict[str, float]:
    """Feature → how often, over the root of the number of places: what stands around several counts for more than around one.

    A feature is a slot and its words, parted by blanks; words with a capital are given by their tag, numbers by `#`.
    """
    counted = Counter(feature for name in names for feature in _around(name))
    found = {feature: count / len(names) ** 0.5 for feature, count in counted.items()}
    found.update(dict.fromkeys(_whole(names), 1.0))
    return found


def _whole(names: Sequence[Name]) -> Iterator[str]:
    """What all places show together: whether the grammar is of one mind, and what the words are known for."""
    text = names[0].clause.span.doc[names[0].first : names[0].last].text
    words = text.split()
    size = min(len(words), 3)
    (label, most), *_ = sorted(Counter(_label(name) for name in names).items(), key=lambda item: (-item[1], item[0]))
    yield f"all {label} {min(most, 4)} {size}" if most == len(names) else f"most {label} {size}"
    known = [fold(word).lower() in given_names.load() for word in words]
    yield f"given {known[0]} {size} {label}"
    if is_known_place(text):
        yield "known place"
    if size > 1:
        yield f"given last {known[-1]}"
        final = words[-1].lower()
        yield f"ends {'street' if final in STREETS else 'body' if final in ORGANISATION_WORDS | PAPERS else 'plain'}"


def _label(name: Name) -> str:
    return name.root.ent_type_ or "none"


def _around(name: Name) -> Iterator[str]:
    """The guesses about one place, the words beside the name, what it hangs on and what hangs on it, its build."""
    yield "bias"
    yield from _guess(name)
    yield from _beside(name)
    yield from _above(name.root)
    yield from _below(name)
    yield from _build(name)


def _guess(name: Name) -> Iterator[str]:
    size = min(name.last - name.first, 3)
    yield f"label {_label(name)} {size}"
    yield f"kind {name.kind} {name.weight}"
    for kind, weight in evidence(name).items():
        yield from [f"evidence {kind} {'for' if weight > 0 else 'against'}"] * min(abs(weight), 3)
    before = name.clause.span.doc[name.first - 1].lower_.strip(".") if name.first > name.clause.span.start else ""
    if before in HONORIFICS:
        yield "honorific"
    elif is_office(before):
        yield f"office {size}"


def _beside(name: Name) -> Iterator[str]:
    before, second = _word(name, name.first - 1), _word(name, name.first - 2)
    after, later = _word(name, name.last), _word(name, name.last + 1)
    yield f"before {before}"
    yield f"before {second} {before}"
    yield f"after {after}"
    yield f"after {after} {later}"
    yield f"between {before} {after}"


def _word(name: Name, at: int) -> str:
    span = name.clause.span
    return _plain(span.doc[at]) if span.start <= at < span.end else _EDGE


def _plain(token: Token) -> str:
    if token.like_num:
        return "#"
    return token.lower_ if token.is_lower or token.is_punct or token.tag_ == "POS" else f"^{token.tag_}"


def _lemma(token: Token) -> str:
    return token.lemma_.lower() if token.is_lower else _plain(token)


def _above(root: Token) -> Iterator[str]:
    head = root.head
    yield f"dep {root.dep_}"
    yield f"dep {root.dep_} {_lemma(head)}"
    if root.dep_ == "pobj":
        yield f"of {_lemma(head)} {_lemma(head.head)}"
    if root.dep_ in ("conj", "appos"):
        yield f"dep {root.dep_} {head.dep_}"


def _below(name: Name) -> Iterator[str]:
    for child in name.root.children:
        if name.first <= child.i < name.last:
            continue
        if child.dep_ in ("appos", "prep", *_MODIFIERS):
            yield f"child {child.dep_} {_lemma(child)}"
        elif child.dep_ == "relcl":
            yield f"relative {_plain(child.left_edge)}"
        else:
            yield f"child {child.dep_}"


def _build(name: Name) -> Iterator[str]:
    words = [token.text for token in name.tokens]
    yield f"words {min(len(words), 4)}"
    yield f"capitals {all(word.isupper() for word in words)} {min(len(words), 3)}"
    if any(len(word) == 2 and word[1] == "." for word in words[1:]):
        yield "initial"
    if any(word.islower() and word.isalpha() for word in words):
        yield "small"
    if any(any(c.isdigit() for c in word) for word in words):
        yield "digits"
    if any(word in ("-", "&") for word in words):
        yield "joined"
