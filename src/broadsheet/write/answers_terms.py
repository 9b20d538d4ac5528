"""Words as the answer layer compares them: inflections are one word, derivations and near-synonyms almost one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from broadsheet.language.words import STOP_WORDS, words

_IRREGULAR = """
be am is are was were been being
become became|begin began begun|break broke broken|bring brought|build built|buy bought|catch caught|choose chose chosen
come came|cut cutting|deal dealt|die died dies dying|draw drew drawn|drive drove driven
fall fell fallen|feel felt|fight fought|find found
flee fled|fly flew flown|get got gotten|give gave given|go went gone|grow grew grown|hear heard|hide hid hidden|hold held
keep kept|know knew known|lead led|leave left|lend lent|lose lost|make made|mean meant|meet met|pay paid|rise rose risen
run ran|say said|see saw seen|seek sought|sell sold|send sent|shoot shot|sink sank sunk|speak spoke spoken|spend spent
stand stood|steal stole stolen|strike struck|swear swore sworn|take took taken|teach taught|tell told|think thought
throw threw thrown|understand understood|wear wore worn|win won|withdraw withdrew withdrawn|write wrote written
man men|woman women|child children|person people|foot feet|life lives
"""
_BASE = {
    form: forms.split()[0] for line in _IRREGULAR.strip().splitlines() for forms in line.split("|") for form in forms.split()[1:]
}

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

_PLURALS = frozenset({"men", "women", "children", "people", "feet", "lives"})
_DERIVATIONS = (
    "ational", "fulness", "iveness", "isation", "ization", "ations", "ement", "ments", "ation", "ition", "ment", "ance", "ence",
    "able", "ible", "ness", "sion", "tion", "ship", "ist", "ism", "ity", "ive", "ial", "ion", "ant", "ent", "ary", "ory", "al",
    "er", "or", "ly", "ee",
)  # fmt: skip
_VOWELS = frozenset("aeiouy")


def base_forms() -> Mapping[str, str]:
    """Irregular form → the word that it is a form of.

    >>> base_forms()["struck"]
    'strike'
    """
    return _BASE


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without its inflection, in lower case.

    >>> [stem(word) for word in ("cities", "stopped", "voting", "gave", "votes", "vote", "witness", "police")]
    ['city', 'stop', 'vot', 'giv', 'vot', 'vot', 'witness', 'polic']
    """
    lower = word.lower()
    lower = _BASE.get(lower, lower)
    if not lower.isalpha() or len(lower) < 4:
        return lower
    return _without_e(_uninflected(lower))


def is_irregular_past(word: str) -> bool:
    """Whether a lower-case word is a past form that has no ending.

    >>> is_irregular_past("led"), is_irregular_past("lead"), is_irregular_past("women")
    (True, False, False)
    """
    return word in _BASE and word not in _PLURALS


def _uninflected(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zes")) else word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and any(c in _VOWELS for c in base):
            return base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base
    return word


def _without_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@lru_cache(maxsize=65536)
def root(base: str) -> str:
    """A shorter form that a stem shares with what is derived from it, at least five letters long.

    >>> [root(stem(word)) for word in ("endorsement", "endorsed", "trainer", "resignation", "state", "station")]
    ['endors', 'endors', 'train', 'resign', 'stat', 'station']
    """
    for ending in _DERIVATIONS:
        if base.endswith(ending) and len(base) - len(ending) >= 5:
            return _without_e(base[: -len(ending)])
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
