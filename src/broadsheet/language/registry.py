"""Which appearances in different stories are of one person, body or place.

One name is not yet one bearer. Two people of one name are one if something speaks for it: what they are called, where they hold
office, in whose company they are named. Evidence against keeps them apart; where nothing tells, they stay two, and each is
noted as the other's namesake. Bodies and places of one name are one, unless every country may have its own and the stories
play in different ones. What an editor said of two goes before all evidence. What comes out depends on the appearances and on
what was said alone, not on the order in which they came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations

from broadsheet.language.names import bare_parts, is_acronym, parts, sound
from broadsheet.language.namesakes import Profile, plain, speaks_for, weighed, written_same
from broadsheet.language.roles import at_odds
from broadsheet.records.annotation import MentionKind
from broadsheet.records.registry import Appearance, Identity, Office, Registered


def home(one: Appearance) -> str:
    """Where an appearance is looked for: two of one bearer share it, but for acronyms.

    >>> [home(Appearance(story="s", thread="t", since="", name=name, kind="organisation")) for name in ("Orrin Steel Ltd", "VFB")]
    ['name stel', 'letters vfb']
    """
    if one.kind == "person":
        last, long = (bare_parts(one.name) or [one.name])[-1], len(parts(one.name)) > 1
    else:
        kept = plain(one.name)
        last, long = kept[-1], len(kept) > 1
    letters = one.name.replace(".", "")
    if not long and one.kind not in ("person", "place") and 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper():
        return f"letters {letters.lower()}"
    return f"{'name' if long else 'word'} {sound(last) or last}"


def guest(one: Appearance) -> str | None:
    """Where a body of several words is looked for too: the letters that its articles write for it."""
    if one.kind == "person" or not home(one).startswith("name "):
        return None
    letters = sorted(alias.replace(".", "").lower() for alias in one.aliases if is_acronym(alias, one.name))
    return f"letters {letters[0]}" if letters else None


@dataclass(slots=True)
class Bearer:
    """Appearances taken to be of one, with all that is known of it together.

    Attributes:
        held: the appearances, first first.
        profile: what they tell together.
        sides: what editors said of them, as numbers of their words, each with the side of it.
        namesakes: others of the name who may be the same.
    """

    held: list[Appearance]
    profile: Profile
    sides: set[tuple[int, bool]] = field(default_factory=set)
    namesakes: list[Bearer] = field(default_factory=list)

    def take(self, other: Bearer) -> None:
        """Be one with another."""
        self.held = sorted([*self.held, *other.held], key=_order)
        self.profile.add(other.profile)
        self.sides |= other.sides

    def may_be(self, other: Bearer) -> None:
        """Note that nothing tells whether the two are one."""
        self.namesakes.append(other)
        other.namesakes.append(self)


def _order(one: Appearance) -> tuple[str, str, str, str]:
    return (one.since, one.story, one.name, one.kind)


class _Words:
    """What editors said of appearances."""

    def __init__(self, said: Sequence[Identity]) -> None:
        self._of: dict[str, list[tuple[int, bool, str]]] = defaultdict(list)
        for number, word in enumerate(said):
            for side, some in ((False, word.here), (True, word.there)):
                for story, name in some:
                    self._of[story].append((number, side, name))
        self._two = frozenset(number for number, word in enumerate(said) if word.kind == "two")

    def bearer(self, one: Appearance) -> Bearer:
        """Who appears there, as far as that appearance tells."""
        names = (one.name, *one.aliases)
        said = {(number, side) for number, side, name in self._of.get(one.story, ()) if name in names}
        return Bearer([one], Profile.of(one), said)

    def apart(self, one: Bearer, other: Bearer) -> bool:
        """Whether an editor said that they are two."""
        return any(number in self._two and (number, not side) in other.sides for number, side in one.sides)

    def united(self, found: list[Bearer]) -> list[Bearer]:
        """All, with those as one of whom an editor said so."""
        left: list[Bearer] = []
        for bearer in found:
            for other in [each for each in left if self._one(each, bearer)]:
                left.remove(other)
                _absorb(bearer, other)
            left.append(bearer)
        return left

    def _one(self, one: Bearer, other: Bearer) -> bool:
        numbers = [{number for number, _ in each.sides} - self._two for each in (one, other)]
        return not numbers[0].isdisjoint(numbers[1])


def _absorb(bearer: Bearer, other: Bearer) -> None:
    """Be one with another, among the namesakes of both too."""
    bearer.take(other)
    for namesake in other.namesakes:
        namesake.namesakes.remove(other)
        if namesake is not bearer and bearer not in namesake.namesakes:
            bearer.may_be(namesake)


def register(appearances: Iterable[Appearance], said: Sequence[Identity] = ()) -> list[Bearer]:
    """Who is meant by appearances of any homes, in order of their first, as editors said it of some.

    What stands under letters alone ("VFB") joins the one body whose articles write those letters for it, if anything speaks for
    it; where several do, or nothing speaks for any, they are its namesakes.
    """
    homes: dict[str, list[Appearance]] = defaultdict(list)
    for one in appearances:
        homes[home(one)].append(one)
    words = _Words(said)
    found = [bearer for name in sorted(homes) if not name.startswith("letters ") for bearer in bearers(homes[name], words)]
    for name in sorted(homes):
        if name.startswith("letters "):
            found += _spelt_out(bearers(homes[name], words), name, found)
    return sorted(words.united(found), key=lambda bearer: _order(bearer.held[0]))


def _spelt_out(short: Sequence[Bearer], letters: str, found: Sequence[Bearer]) -> list[Bearer]:
    """Those of `short` that stand for nobody."""
    guests = [(bearer, [Profile.of(one) for one in bearer.held if guest(one) == letters]) for bearer in found]
    guests = [(bearer, profiles) for bearer, profiles in guests if profiles]
    left = []
    for one in short:
        meant = [bearer for bearer, profiles in guests if any(speaks_for(one.profile, profile) for profile in profiles)]
        if len(meant) == 1:
            meant[0].take(one)
            continue
        left.append(one)
        for bearer, _ in guests:
            one.may_be(bearer)
    return left


def bearers(appearances: Iterable[Appearance], words: _Words | None = None) -> list[Bearer]:
    """Who is meant by appearances of one home."""
    said, found = words or _Words(()), list[Bearer]()
    for one in sorted(appearances, key=_order):
        _enter(said.bearer(one), found, said)
    for one_bearer, other in combinations(found, 2):
        if weighed(one_bearer.profile, other.profile) == "unsure" and not said.apart(one_bearer, other):
            one_bearer.may_be(other)
    return found


def _enter(new: Bearer, found: list[Bearer], words: _Words) -> None:
    """Join the bearer that is the same, and with it those that it shows to be the same; else found one."""
    same = [each for each in found if weighed(each.profile, new.profile) == "same" and not words.apart(each, new)]
    same = _nearest(new, same) if any(words.apart(*pair) for pair in combinations(same, 2)) else same
    exact = [bearer for bearer in same if written_same(bearer.profile, new.profile)]
    if not exact and len(same) != 1:
        found.append(new)
        return
    first, *rest = exact or same
    first.take(new)
    for other in rest:
        if weighed(first.profile, other.profile) == "same" and not words.apart(first, other):
            first.take(other)
            found.remove(other)


def _nearest(new: Bearer, same: Sequence[Bearer]) -> list[Bearer]:
    """Of several of one name whom an editor keeps apart the one that most speaks for; none if that is not sure."""
    score = sorted(((speaks_for(each.profile, new.profile), i) for i, each in enumerate(same)), reverse=True)
    return [same[score[0][1]]] if score[0][0] > score[1][0] else []


def identified(found: Iterable[Bearer], before: Mapping[tuple[str, str], str]) -> list[tuple[str, Bearer]]:
    """Bearers with their ids: the one that an appearance had before, the first first, else one of the founding appearance.

    Args:
        found: bearers, in order of their first appearance.
        before: by story and name, the id that was given then.
    """
    taken: set[str] = set()
    named = []
    for bearer in found:
        known = (before.get((one.story, one.name)) for one in bearer.held)
        identity = next((each for each in known if each and each not in taken), None) or founded(bearer.held[0])
        while identity in taken:
            identity = f"en_{_digest(identity)}"
        taken.add(identity)
        named.append((identity, bearer))
    return named


def founded(one: Appearance) -> str:
    """The id of what an appearance founds."""
    return f"en_{_digest(' '.join((one.since, one.kind, one.name)))}"


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def registered(identity: str, held: Sequence[Appearance], namesakes: Iterable[str]) -> Registered:
    """What is known of a bearer by all its appearances."""
    votes: Counter[MentionKind] = Counter()
    forms: Counter[str] = Counter()
    for one in held:
        votes[one.kind] += one.weight
        forms[one.name] += one.weight
    offices = _newest(held)
    kind = max(votes, key=lambda kind: (votes[kind], kind))
    name = max(forms, key=lambda form: (len(parts(form) if kind == "person" else form.split()), forms[form], form))
    return Registered(
        id=identity,
        name=name,
        kind=kind,
        aliases=tuple(sorted({form for one in held for form in (one.name, *one.aliases)} - {name})),
        offices=offices,
        disputed=tuple(_disputed(offices)),
        stories=tuple((one.story, one.name) for one in sorted(held, key=_order)),
        namesakes=tuple(sorted(set(namesakes))),
    )


def _newest(held: Sequence[Appearance]) -> tuple[Office, ...]:
    """Every wording of every outlet once, as it was last given; newest first, the undated last."""
    given = sorted((office for one in held for office in one.offices), key=lambda o: (o.day or "", o.article, o.text), reverse=True)
    last: dict[tuple[str, str | None], Office] = {}
    for office in given:
        last.setdefault((office.text.casefold(), office.outlet), office)
    return tuple(last.values())


def _disputed(offices: Sequence[Office]) -> Iterator[tuple[Office, Office]]:
    """Two outlets, one day, two offices that exclude each other. Of different days the newer one is right."""
    by_day: dict[str, list[Office]] = defaultdict(list)
    for office in offices:
        if office.day:
            by_day[office.day].append(office)
    for day in sorted(by_day, reverse=True):
        for one, other in combinations(by_day[day], 2):
            if one.outlet != other.outlet and at_odds(one.text, other.text):
                yield one, other
