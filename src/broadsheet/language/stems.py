"""The stem by which the inflections of an English word are one word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

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
_PLURALS = frozenset({"men", "women", "children", "people", "feet", "lives"})
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
    return regular_stem(_BASE.get(lower, lower))


def regular_stem(lower: str) -> str:
    """A lower-case word without its ending; an irregular form stays what it is.

    >>> [regular_stem(word) for word in ("cities", "stopped", "gave", "gives")]
    ['city', 'stop', 'gav', 'giv']
    """
    if not lower.isalpha() or len(lower) < 4:
        return lower
    return without_e(_uninflected(lower))


@lru_cache(maxsize=4096)
def regular_stems(lower: str) -> tuple[str, ...]:
    """The regular stems of a lower-case word, of the word that it is a form of, and of irregular forms that begin like that.

    >>> regular_stems("gives"), regular_stems("gave"), regular_stems("ferries")
    (('giv', 'given'), ('gav', 'giv', 'given'), ('ferry',))
    """
    root = stem(lower)
    alike = (form for form in _BASE if form.startswith(root.removesuffix("y")) and stem(form) == root)
    return tuple(sorted({regular_stem(lower), root, *map(regular_stem, alike)}))


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


def without_e(word: str) -> str:
    """A word without the e at its end, which inflections lose; of three letters or fewer it stays.

    >>> without_e("vote"), without_e("the")
    ('vot', 'the')
    """
    return word[:-1] if word.endswith("e") and len(word) > 3 else word
