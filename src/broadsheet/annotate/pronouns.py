"""He and she: whom a pronoun means, where that is sure, and a guess where it is not."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from broadsheet.annotate.entities import Group
from broadsheet.annotate.reading import Clause, Reading
from broadsheet.language.quotemarks import Quotation, touching
from broadsheet.language.roles import is_office
from broadsheet.language.words import listed
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

HE = listed("he him his himself")
SHE = listed("she her hers herself")
_SUBJECTS = ("nsubj", "nsubjpass")
_WINDOW = 2
_MAJORITY = 0.75
_PEOPLE = listed("man woman boy girl person teenager child driver passenger mother father baby")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A pronoun with the group it means. `safe` is False for a guess."""

    extent: Extent
    group: Group
    clause: Clause
    safe: bool
    sex: str = ""


@dataclass(frozen=True, slots=True)
class _Pronoun:
    token: Token
    sex: str
    clause: Clause
    quoted: bool


@dataclass(frozen=True, slots=True)
class _Person:
    """A place where a person was named or meant, with how strongly it stands out."""

    group: Group
    sentence: int
    at: int
    subject: bool
    quoted: bool


def resolve(reading: Reading, groups: Sequence[Group], quoted: Sequence[Quotation]) -> list[Resolved]:
    """The third-person pronouns of an article with their antecedents.

    A first reading tells which pronoun each person mostly gets; the second uses that. A resolution is safe where the
    sentence and the one before hold exactly one person who can be meant, who is the subject of one of them, no
    unnamed person ("the officer") stands between, and nothing of it stands inside somebody's quotation.
    """
    persons = list(_persons(groups, quoted))
    found = _pass(reading, persons, quoted)
    _learn_genders(found)
    return [one if one.group.gender else replace(one, safe=False) for one in _pass(reading, persons, quoted)]


def _learn_genders(found: Sequence[Resolved]) -> None:
    counted: dict[str, Counter[str]] = {}
    groups = {one.group.id: one.group for one in found}
    for one in found:
        if one.safe:
            counted.setdefault(one.group.id, Counter())[one.sex] += 1
    for name, sexes in counted.items():
        sex, count = max(sexes.items(), key=lambda item: (item[1], item[0]))
        if groups[name].gender is None and count >= _MAJORITY * sexes.total():
            groups[name].gender = sex


def _pass(reading: Reading, persons: Sequence[_Person], quoted: Sequence[Quotation]) -> list[Resolved]:
    seen = sorted(persons, key=lambda person: person.at)
    found: list[Resolved] = []
    for clause in reading.clauses:
        others = _unnamed(reading, clause)
        for token in clause.span:
            sex = _sex(token)
            one = _antecedent(_Pronoun(token, sex, clause, _inside(clause.at(token), quoted)), seen, others) if sex else None
            if one is not None:
                found.append(one)
                person = _Person(one.group, clause.index, one.extent.start, token.dep_ in _SUBJECTS, _inside(one.extent, quoted))
                insort(seen, person, key=lambda person: person.at)
    return found


def _unnamed(reading: Reading, clause: Clause) -> list[tuple[int, str]]:
    """People without a name who are subjects of this sentence or the one before: place and noun."""
    near = [reading.clauses[i] for i in (clause.index - 1, clause.index) if i >= 0]
    return [
        (one.base + token.idx, token.lower_)
        for one in near
        for token in one.span
        if token.dep_ in _SUBJECTS and token.tag_ == "NN" and (is_office(token.lower_) or token.lower_ in _PEOPLE)
    ]


def _sex(token: Token) -> str | None:
    return "he" if token.lower_ in HE else "she" if token.lower_ in SHE else None


def _inside(place: Extent, quoted: Sequence[Quotation]) -> bool:
    return any(quote.extent.holds(place) for quote in touching(place, quoted))


def _persons(groups: Sequence[Group], quoted: Sequence[Quotation]) -> Iterator[_Person]:
    for group in groups:
        if group.kind == "person":
            for name in group.names:
                subject = name.root.dep_ in _SUBJECTS
                yield _Person(group, name.clause.index, name.extent.start, subject, _inside(name.extent, quoted))


def _antecedent(pronoun: _Pronoun, seen: Sequence[_Person], unnamed: Sequence[tuple[int, str]]) -> Resolved | None:
    sex, clause = pronoun.sex, pronoun.clause
    place = clause.at(pronoun.token)
    near = [
        person
        for person in seen
        if person.at < place.start
        and clause.index - person.sentence < _WINDOW
        and person.group.gender in (None, sex)
        and person.quoted <= pronoun.quoted
    ]
    if not near:
        return None
    subjects = [person for person in near if person.subject]
    best = (subjects or near)[-1]
    alone = all(person.group is best.group for person in near)
    rival = any(best.at < at < place.start and noun not in best.group.described for at, noun in unnamed)
    return Resolved(place, best.group, clause, safe=bool(alone and subjects and not rival and not pronoun.quoted), sex=sex)
