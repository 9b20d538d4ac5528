"""Words as the answer layer compares them: inflections are one word, derivations and near-synonyms almost one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from broadsheet.language.stems import stem, without_e
from broadsheet.language.words import STOP_WORDS, words

_ALIKE = """
die death dead kill deadly fatal fatality victim toll slay
injure injury wound hurt
arrest detain detention custody seize
attack assault raid bomb strike
begin start launch open
end finish stop halt close
cost price pay worth spend expense
win victory defeat beat
resign quit resignation
approve pass adopt approval passage
reject refuse oppose block
cause because due blame reason trigger
rise increase grow climb jump surge growth
fall decline drop decrease shrink cut
meet meeting talk summit
buy purchase acquire acquisition
say tell announce state declare remark comment
call describe label brand
sign signature signatory
lead head chair leader
make produce create
movie film
law act bill legislation statute
money fund funding financing cash
job post position office
ask demand request seek
promise pledge vow
speech address lecture
suspect accuse charge indict indictment allege
visit trip travel tour
flee escape evacuate evacuation
ship vessel boat
plane aircraft jet
quake earthquake
blaze fire wildfire
storm hurricane cyclone typhoon
doctor physician
spokesman spokeswoman spokesperson
film movie
salary wage earn
"""
_CLASSES: dict[str, frozenset[int]] = {}

_DERIVATIONS = (
    "ational", "fulness", "iveness", "isation", "ization", "ations", "ement", "ments", "ation", "ition", "ment", "ance", "ence",
    "able", "ible", "ness", "sion", "tion", "ship", "ist", "ism", "ity", "ive", "ial", "ion", "ant", "ent", "ary", "ory", "al",
    "er", "or", "ly", "ee",
)  # fmt: skip


@lru_cache(maxsize=65536)
def root(base: str) -> str:
    """A shorter form that a stem shares with what is derived from it, at least five letters long.

    >>> [root(stem(word)) for word in ("endorsement", "endorsed", "trainer", "resignation", "state", "station")]
    ['endors', 'endors', 'train', 'resign', 'stat', 'station']
    """
    for ending in _DERIVATIONS:
        if base.endswith(ending) and len(base) - len(ending) >= 5:
            return without_e(base[: -len(ending)])
    return base


def _classes() -> dict[str, frozenset[int]]:
    if not _CLASSES:
        found: dict[str, set[int]] = {}
        for number, line in enumerate(_ALIKE.strip().splitlines()):
            for word in line.split():
                found.setdefault(stem(word), set()).add(number)
        _CLASSES.update({word: frozenset(numbers) for word, numbers in found.items()})
    return _CLASSES


def alike(word: str) -> frozenset[int]:
    """Numbers of the groups of near-synonyms that a stem belongs to.

    >>> bool(alike(stem("killed")) & alike(stem("deaths"))), bool(alike(stem("killed")) & alike(stem("voted")))
    (True, False)
    """
    return _classes().get(word, frozenset())


def stems(text: str) -> list[str]:
    """Stems of the content words of a text, in order.

    >>> stems("Who gave the mayors their votes?")
    ['giv', 'mayor', 'vot']
    """
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


class Bag:
    """What a stretch of text says, ready to be asked for single words.

    Attributes:
        exact: its stems.
    """

    __slots__ = ("_groups", "_roots", "exact")

    def __init__(self, exact: Iterable[str]) -> None:
        self.exact = frozenset(exact)
        self._roots = frozenset(map(root, self.exact))
        classes = _classes()
        self._groups = frozenset(group for word in self.exact for group in classes.get(word, ()))

    def holds(self, word: str) -> float:
        """How far a stem is in here: 1 itself, .8 a derivation of it, .5 a near-synonym, 0 not at all.

        >>> bag = Bag(stems("The endorsement killed the bid"))
        >>> bag.holds(stem("kill")), bag.holds(stem("endorse")), bag.holds(stem("died")), bag.holds(stem("vote"))
        (1.0, 0.8, 0.5, 0.0)
        """
        if word in self.exact:
            return 1.0
        if root(word) in self._roots:
            return 0.8
        return 0.5 if alike(word) & self._groups else 0.0


class Postings:
    """Which of many stretches of text hold a stem, looked up by the stem, and how well as `Bag.holds` has it."""

    def __init__(self, stretches: Iterable[Iterable[str]]) -> None:
        self._exact: dict[str, list[int]] = {}
        for number, held in enumerate(stretches):
            for word in held:
                self._exact.setdefault(word, []).append(number)
        self._by_root: dict[str, list[str]] = {}
        self._by_group: dict[int, list[str]] = {}
        for word in self._exact:
            self._by_root.setdefault(root(word), []).append(word)
            for group in alike(word):
                self._by_group.setdefault(group, []).append(word)

    def exact(self, word: str) -> Sequence[int]:
        """The stretches, by number, that hold the stem itself."""
        return self._exact.get(word, ())

    def holding(self, word: str) -> dict[int, float]:
        """Every stretch, by number, that holds the stem, a derivation of it or a near-synonym: 1, .8 or .5."""
        near = (other for group in alike(word) for other in self._by_group.get(group, ()))
        derived = self._by_root.get(root(word), ())
        found = {number: 0.5 for other in near for number in self._exact[other]}
        found.update((number, 0.8) for other in derived for number in self._exact[other])
        found.update((number, 1.0) for number in self.exact(word))
        return found
