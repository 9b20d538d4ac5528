"""Whether two that have one name are one: what speaks for it, what against."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Self

from broadsheet.language.bodies import LEGAL_FORMS, ORGANISATION_WORDS
from broadsheet.language.demonyms import DEMONYMS
from broadsheet.language.names import bare_parts, gender, generation, key, parts, same_person, spelt_alike, written_alike
from broadsheet.language.places import is_country, is_known_place
from broadsheet.language.roles import HELD, is_office
from broadsheet.language.words import STOP_WORDS, listed, words
from broadsheet.records.registry import Appearance

Verdict = Literal["same", "unsure", "other"]

ENOUGH, ENOUGH_OF_ONE_WORD = 2, 3
"""What must speak for two people of one name to be one; more where the name is a single word."""
_THREAD, _WORDING, _MATTER, _HELD_OFFICE = 4, 3, 2, 2
_BIRTHDAY = 1
"""By how many years two reckonings of a year of birth from an age may differ."""
_WHEN = listed("former late then acting outgoing incoming interim ex deputy vice new old current longtime senior")
"""Words of an office that do not say which."""


@dataclass(slots=True)
class Profile:
    """What is known of somebody: of one appearance, or of several together.

    Attributes:
        names: every full form that was used, the founding one first.
        kinds: what it was taken for.
        wordings: the content words of each office.
        genders: what its offices tell, one for each appearance that tells.
    """

    names: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    threads: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    wordings: set[frozenset[str]] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    born: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, one: Appearance) -> Self:
        """The profile of one appearance."""
        told = [office.text for office in one.offices]
        he_or_she = gender(" ".join(told)) if one.kind == "person" else None
        return cls(
            names=[one.name],
            kinds={one.kind},
            threads={one.thread},
            countries=set(one.countries),
            company=set(one.company),
            places=set(one.places),
            wordings={frozenset(word for word in words(text) if word not in STOP_WORDS and word not in _WHEN) for text in told},
            genders={he_or_she} if he_or_she else set(),
            born=set(one.born),
        )

    def add(self, other: Profile) -> None:
        """Learn what is known of another who is the same."""
        self.names += [name for name in other.names if name not in self.names]
        for name in ("kinds", "threads", "countries", "company", "places", "wordings", "genders", "born"):
            getattr(self, name).update(getattr(other, name))

    @property
    def is_person(self) -> bool:
        """Whether it was ever taken for somebody."""
        return "person" in self.kinds


def weighed(one: Profile, other: Profile) -> Verdict:
    """What is to be thought of two: `other` too where their names cannot be one.

    >>> reva = dict(story="s", thread="t", since="", name="Ana Reva", kind="person")
    >>> of = lambda **known: Profile.of(Appearance(**(reva | known)))
    >>> weighed(of(thread="1", countries=("Velunia",)), of(thread="2", countries=("Qassara",)))
    'other'
    >>> from broadsheet.records.registry import Office
    >>> judge, cook = ((Office(text=text, article="a"),) for text in ("a judge in Velm", "the cook"))
    >>> [weighed(of(thread="1", offices=judge), of(thread="2", offices=offices)) for offices in (cook, judge, ())]
    ['unsure', 'same', 'same']
    """
    if not written_same(one, other) and not (one.kinds == other.kinds == {"person"} and _variants(one.names[0], other.names[0])):
        return "other"
    if not (one.is_person or other.is_person):
        return "same" if not _is_one_of_many(one) or not _far_apart(one, other) or speaks_for(one, other) else "unsure"
    if _contradict(one, other):
        return "other"
    found = speaks_for(one, other)
    if len(parts(one.names[0])) == 1:
        return "same" if found >= ENOUGH_OF_ONE_WORD else "other"
    differ = bool(one.wordings and other.wordings) or not written_same(one, other)
    return "unsure" if differ and found < ENOUGH else "same"


def plain(name: str) -> list[str]:
    """The words of a body's or a place's name, its legal form left out.

    >>> plain("the Orrin Steel Ltd.")
    ['orrin', 'steel']
    """
    found = key(name).replace(".", "").split() or [name]
    return [word for word in found if word not in LEGAL_FORMS] or found


def written_same(one: Profile, other: Profile) -> bool:
    """Whether both names are written alike; a lone word must be a person's in both or in neither."""
    first, second = one.names[0], other.names[0]
    if not (one.is_person or other.is_person):
        return plain(first) == plain(second)
    a, b = bare_parts(first), bare_parts(second)
    return a == b and generation(first) == generation(second) and (len(a) > 1 or one.is_person == other.is_person)


def _variants(one: str, other: str) -> bool:
    """Whether two full names can be one person's: with a middle name, an initial, or from another alphabet."""
    a, b = bare_parts(one), bare_parts(other)
    if min(len(a), len(b)) < 2 or generation(one) != generation(other):
        return False
    if same_person(one, other) or same_person(other, one):
        return True
    alike = len(a) == len(b) and (a[-1] == b[-1] or spelt_alike(a[-1], b[-1]))
    return alike and all(written_alike(x, y) for x, y in zip(a[:-1], b[:-1], strict=True))


def _is_one_of_many(one: Profile) -> bool:
    """Whether every country may have one of this name: a supreme court, a Santa Rosa."""
    name = plain(one.names[0])
    own = any(is_country(word) or word.capitalize() in DEMONYMS for word in name)
    return not own and ("place" in one.kinds or not ORGANISATION_WORDS.isdisjoint(name)) and not is_known_place(one.names[0])


def _far_apart(one: Profile, other: Profile) -> bool:
    """Whether both are told of with countries, and with different ones."""
    here, there = ({place for place in each.places if is_country(place)} for each in (one, other))
    return bool(here and there) and not here & there


def _contradict(one: Profile, other: Profile) -> bool:
    """Whether the one holds office in another country than the other, is of another age, or is a woman and the other a man."""
    if one.born and other.born and min(abs(a - b) for a in one.born for b in other.born) > _BIRTHDAY:
        return True
    abroad = one.countries and other.countries and not one.countries & other.countries
    return bool(abroad) or bool(one.genders and other.genders and one.genders != other.genders)


def speaks_for(one: Profile, other: Profile) -> int:
    """How much the two share: an affair, what they are called, whom they are named with, where."""
    people = one.is_person or other.is_person
    telling = {place for place in one.places & other.places if not (people and is_known_place(place))}
    score = _THREAD * bool(one.threads & other.threads) + len(one.company & other.company) + min(len(telling), 1 if people else 3)
    return score + bool(one.countries & other.countries) + _called_alike(one, other) if people else score


def _called_alike(one: Profile, other: Profile) -> int:
    if any(len(wording) > 1 for wording in one.wordings & other.wordings):
        return _WORDING
    shared = {word for wording in one.wordings for word in wording} & {word for wording in other.wordings for word in wording}
    if any(not is_office(word) for word in shared):
        return _MATTER
    return _HELD_OFFICE if shared & HELD else min(len(shared), 1)
