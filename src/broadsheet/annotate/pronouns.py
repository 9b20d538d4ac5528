"""He and she: whom a pronoun means, where that is sure, and a guess where it is not."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from broadsheet.annotate.entities import Group
from broadsheet.annotate.naming import Name
from broadsheet.annotate.reading import Clause, Reading
from broadsheet.language.quotemarks import Quotation, touching
from broadsheet.language.roles import is_office
from broadsheet.language.speech import SPEECH
from broadsheet.language.words import listed
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

HE = listed("he him his himself")
SHE = listed("she her hers herself")
_SUBJECTS = ("nsubj", "nsubjpass")
_WINDOW = 2
_IDLE = 2
_PASSES = 3
_MAJORITY = 0.75
_PEOPLE = listed("man woman boy girl person teenager child driver passenger mother father baby")
_SOMEBODY = listed("one another someone somebody")
_WHERE = listed("in at near of into through above below across outside around off onto inside beyond")


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
    """`reach`: first sentence in which the person may have been named; `unnamed`: people without a name from there on."""

    token: Token
    sex: str
    clause: Clause
    quoted: bool
    reach: int
    unnamed: Sequence[tuple[int, Token]]


@dataclass(frozen=True, slots=True)
class _Person:
    """A place where a person was named or meant, with how strongly it stands out."""

    group: Group
    sentence: int
    paragraph: int
    at: int
    subject: bool
    quoted: bool
    token: Token
    sex: str | None = None
    sure: bool = True


def resolve(reading: Reading, groups: Sequence[Group], quoted: Sequence[Quotation]) -> list[Resolved]:
    """The third-person pronouns of an article with their antecedents.

    The first readings tell which pronoun each person mostly gets; the last uses that. A resolution is safe where the
    sentences in reach hold exactly one person who can be meant, who is the subject of one of them, no unnamed person
    ("the officer") stands between, and nothing of it stands inside somebody's quotation. In reach are the sentence and
    the one before, of the paragraph before only where the pronoun's own has no person for a subject; sentences inside the
    quotation that is being told, and up to two of the paragraph in which nobody occurs, do not count.
    """
    persons = list(_persons(groups, quoted))
    pronouns = list(_pronouns(reading, persons, quoted))
    for _ in range(_PASSES - 1):
        _learn_genders(_pass(pronouns, persons))
    return [one if one.group.gender else replace(one, safe=False) for one in _pass(pronouns, persons)]


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


def _pass(pronouns: Sequence[_Pronoun], persons: Sequence[_Person]) -> list[Resolved]:
    seen = sorted(persons, key=lambda person: person.at)
    found: list[Resolved] = []
    for pronoun in pronouns:
        one = _antecedent(pronoun, seen)
        if one is not None:
            found.append(one)
        group = one.group if one is not None else Group([], Counter(), "other", pronoun.sex)
        at = pronoun.clause.at(pronoun.token).start
        subject = pronoun.token.dep_ in _SUBJECTS
        sure = one is not None and one.safe
        person = _Person(
            group, pronoun.clause.index, pronoun.clause.paragraph, at, subject, pronoun.quoted, pronoun.token, pronoun.sex, sure
        )
        insort(seen, person, key=lambda person: person.at)
    return found


def _pronouns(reading: Reading, persons: Sequence[_Person], quoted: Sequence[Quotation]) -> Iterator[_Pronoun]:
    held = [_inside(clause.extent, quoted) for clause in reading.clauses]
    busy = {person.sentence for person in persons}
    for clause in reading.clauses:
        found = [(token, sex) for token in clause.words if (sex := _sex(token))]
        busy.update([clause.index] if found else [])
        if not found:
            continue
        near = _reach(reading, clause, held, busy)
        unnamed = [pair for i in range(near, clause.index + 1) for pair in _unnamed(reading.clauses[i], quoted)]
        for token, sex in found:
            inside = _inside(clause.at(token), quoted)
            first = max(0, clause.index - _WINDOW + 1) if inside else near
            yield _Pronoun(token, sex, clause, inside, first, unnamed)


def _reach(reading: Reading, clause: Clause, held: Sequence[bool], busy: Collection[int]) -> int:
    """The sentence before, past those inside a quotation and a few of the same paragraph in which nobody occurs."""
    idle, i = 0, clause.index - 1
    while i > 0:
        goes_on = reading.clauses[i - 1].paragraph == clause.paragraph
        if not (held[i] and (goes_on or not idle)) and not (goes_on and i not in busy and idle < _IDLE):
            break
        idle += not held[i]
        i -= 1
    return max(i, 0)


def _unnamed(clause: Clause, quoted: Sequence[Quotation]) -> Iterator[tuple[int, Token]]:
    """People without a name who are subjects of a sentence, outside quotations: place and noun."""
    for token in clause.words:
        somebody = token.lower_ in _SOMEBODY or (token.tag_ == "NN" and is_human(token))
        if somebody and token.dep_ in _SUBJECTS and token.head.dep_ != "relcl" and not _inside(clause.at(token), quoted):
            yield clause.base + token.idx, token


def is_human(token: Token) -> bool:
    """Whether a common noun says what a person is."""
    return is_office(token.lower_) or token.lower_ in _PEOPLE


def _sex(token: Token) -> str | None:
    return "he" if token.lower_ in HE else "she" if token.lower_ in SHE else None


def _inside(place: Extent, quoted: Sequence[Quotation]) -> bool:
    return any(quote.outer.start <= place.start and quote.outer.end >= place.end - 1 for quote in touching(place, quoted))


def _persons(groups: Sequence[Group], quoted: Sequence[Quotation]) -> Iterator[_Person]:
    for group in groups:
        for name in group.names:
            if group.kind == "person" or _may_be_person(name):
                root, inside = name.root, _inside(name.extent, quoted)
                clause = name.clause
                yield _Person(group, clause.index, clause.paragraph, name.extent.start, _is_topic(root), inside, root)


def _may_be_person(name: Name) -> bool:
    """Whether a name taken for something else looks like a person's: two to four capitals that do something, without an article."""
    root, words = name.root, name.tokens
    bare = all(child.dep_ != "det" for child in root.children) and all(word.text[:1].isupper() for word in words)
    return bare and 2 <= len(words) <= 4 and root.dep_ in _SUBJECTS


def _is_topic(root: Token) -> bool:
    """Whether a name is the subject, in apposition to it or owner of it, or whom the sentence calls its source."""
    token, owner = root, False
    while token.dep_ in ("appos", "poss", "pobj", "prep") and (token.dep_ != "prep" or token.lower_ == "of"):
        owner = owner or token.dep_ != "appos"
        token = token.head
        if token.lower_ == "to" and token.head.lower_ == "according":
            return True
        if owner and is_human(token):
            return False
    acts = all(child.lower_ != "to" or child.dep_ != "aux" for child in token.head.children)  # not so in "called Ana Reva to lead"
    return token.dep_ in _SUBJECTS and acts and not (owner and token.head.lemma_.lower() in SPEECH)


def _antecedent(pronoun: _Pronoun, seen: Sequence[_Person]) -> Resolved | None:
    place = pronoun.clause.at(pronoun.token)
    near = _of_paragraph(pronoun, [person for person in seen if person.at < place.start and _can_mean(pronoun, person)])
    named = [person for person in near if person.group.kind == "person"]
    if not named:
        return None
    subjects = [person for person in named if person.subject]
    best = (subjects or named)[-1]
    known = max((person.at for person in subjects if person.sure and person.group is best.group), default=-1)
    doubtful = any(person.subject and not person.sure and person.at > known for person in near)
    alone = all(person.group is best.group or _is_aside(person, best) for person in near) and not doubtful
    rival = any(best.at < at < place.start and _rivals(noun, best) for at, noun in pronoun.unnamed)
    safe = bool(alone and subjects and not rival and not pronoun.quoted)
    return Resolved(place, best.group, pronoun.clause, safe=safe, sex=pronoun.sex)


def _of_paragraph(pronoun: _Pronoun, near: list[_Person]) -> list[_Person]:
    """Where a paragraph has a person for its subject, whom the one before named is not in question."""
    own = [person for person in near if person.paragraph == pronoun.clause.paragraph]
    return own if any(person.subject and person.group.kind == "person" for person in own) else near


def _can_mean(pronoun: _Pronoun, person: _Person) -> bool:
    """Whether the person is in reach, not of the other sex, and not named inside what the pronoun itself is said to say."""
    return (
        pronoun.reach <= person.sentence <= pronoun.clause.index
        and (person.sex or person.group.gender) in (None, pronoun.sex)
        and person.quoted <= pronoun.quoted
        and not (person.sentence == pronoun.clause.index and _is_reported_by(person.token, pronoun.token))
    )


def _is_reported_by(token: Token, speaker: Token) -> bool:
    """Whether a name stands in what a pronoun after it says: in "Ana Reva would come, he said" he is not Ana Reva."""
    if speaker.dep_ != "nsubj" or token.pos_ == "PRON":
        return False
    said = [child for child in speaker.head.children if child.dep_ == "ccomp" and child.i < speaker.i]
    return any(child == token or child.is_ancestor(token) for child in said)


def _is_aside(person: _Person, best: _Person) -> bool:
    """Whether a name beside the one meant only says more of that one, or where something is."""
    if person.sentence == best.sentence and best.token.is_ancestor(person.token):
        return True
    bare = person.group.gender is None and len(person.group.name.split()) == 1
    return bare and person.token.dep_ == "pobj" and person.token.head.lower_ in _WHERE


def _rivals(noun: Token, best: _Person) -> bool:
    """Whether an unnamed person may be meant as well: not one who is the same, nor one whom the person only speaks of."""
    speaks = best.token.head.lemma_.lower() in SPEECH and noun.doc is best.token.doc and noun.sent.start == best.token.sent.start
    return noun.lower_ not in best.group.described and not speaks
