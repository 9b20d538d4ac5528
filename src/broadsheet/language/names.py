"""How names are built: titles, surnames, acronyms, short forms, what they tell of a person's sex."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from broadsheet.language.bodies import LEGAL_FORMS
from broadsheet.language.roles import MEN, OFFICES, WOMEN
from broadsheet.language.words import fold, listed

Gender = Literal["he", "she"]

HONORIFICS = listed("""
mr mrs ms miss mx dr prof sir dame lord lady madam madame mme mlle monsieur señor señora herr frau
excellency majesty highness eminence
""")
"""Forms of address. They are no office."""

_SUFFIXES = listed("jr sr ii iii iv phd md esq qc kc mp")
_GENERATIONS = listed("jr sr ii iii iv")
_PARTICLES = listed("de da do dos del della der den van von bin ibn al el la le ben abu ter te zu af di du")
_NICKNAMES = (
    "alexander alex sasha", "andrew andy drew", "anthony tony", "benjamin ben", "charles charlie chuck", "christopher chris",
    "daniel dan danny", "david dave", "donald don", "edward ed eddie ted", "elizabeth liz beth betty", "frederick fred",
    "gregory greg", "james jim jimmy", "jennifer jen jenny", "joseph joe", "joshua josh", "katherine catherine kathryn kate kathy",
    "kenneth ken", "lawrence larry", "leonard len", "margaret maggie peggy", "matthew matt", "michael mike mick", "nathan nate",
    "nathaniel nate", "nicholas nick", "pamela pam", "patricia pat", "patrick pat", "peter pete", "philip phil", "rebecca becky",
    "richard rick dick", "robert bob rob bobby", "ronald ron", "samuel sam", "stephen steven steve", "susan sue", "theodore ted",
    "thomas tom tommy", "timothy tim", "victoria vicky", "vincent vince", "william bill will billy", "zachary zach",
)  # fmt: skip
_FULL_OF: dict[str, frozenset[str]] = {
    word: frozenset(group.split()[0] for group in _NICKNAMES if word in group.split())
    for word in {word for group in _NICKNAMES for word in group.split()}
}
_NOBODY: frozenset[str] = frozenset()
_SMALL = listed("of the and for in on de du des la le & at to")
_SAME_PLACE = {
    "us": "united states", "u.s": "united states", "usa": "united states", "u.s.a": "united states", "america": "united states",
    "united states of america": "united states", "uk": "united kingdom", "u.k": "united kingdom", "britain": "united kingdom",
    "great britain": "united kingdom", "uae": "united arab emirates", "drc": "democratic republic of congo",
}  # fmt: skip
_KEPT = 4096
"""Names whose forms are remembered: a document compares every name with every other."""
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


@lru_cache(maxsize=_KEPT)
def key(name: str) -> str:
    """The form under which spellings of one name are the same.

    >>> key("the Velm–Oraz Bank’s") == key("Velm-Oraz Bank")
    True
    >>> key("U.S."), key("USA")
    ('united states', 'united states')
    """
    bare = re.sub(r"^the ", "", fold(_POSSESSIVE.sub("", name.strip())).lower()).strip(" .,\"'")
    bare = re.sub(r"(?<=\w)-(?=\w)", " ", bare)
    return _SAME_PLACE.get(bare, bare)


def parts(name: str) -> list[str]:
    """The words of a person's name, lower-case, without title, suffix and points.

    >>> parts("Dr. Ana-Maria J. Oraz Jr.")
    ['ana-maria', 'j', 'oraz']
    """
    return list(_parts(name))


@lru_cache(maxsize=_KEPT)
def _parts(name: str) -> tuple[str, ...]:
    words = [word.strip(".,").lower() for word in fold(_POSSESSIVE.sub("", name)).split()]
    while words and (words[0] in HONORIFICS or words[0] in OFFICES) and len(words) > 1:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return tuple(word for word in words if word)


def bare_parts(name: str) -> list[str]:
    """The words of a person's name without hyphens and without the article of Arabic names.

    >>> bare_parts("Abd-Rahim al-Sorun"), bare_parts("Sorun")
    (['abd', 'rahim', 'sorun'], ['sorun'])
    """
    words = [_ARTICLE.sub("", word) for word in parts(name)]
    return words if len(words) == 1 else [piece for word in words[:-1] for piece in word.split("-")] + words[-1:]


def surname(name: str) -> str:
    """The last word of a person's name with the particles before it.

    >>> surname("Piet van der Oun"), surname("Ana Reva"), surname("Reva")
    ('van der oun', 'reva', 'reva')
    """
    words = parts(name)
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    return " ".join(words[max(first, 0) :])


def same_person(short: str, full: str) -> bool:
    """Whether `short` can be a shorter way to write the person's name `full`.

    >>> [same_person(short, "Ana Maria Reva") for short in ("Reva", "Ana", "A. Reva", "Ana Reva", "Maria", "Ivo Reva")]
    [True, True, True, True, False, False]
    >>> same_person("Mike Oun", "Michael R. Oun"), same_person("Mike Oun", "Mark Oun")
    (True, False)
    """
    a, b = parts(short), parts(full)
    if not a or not b or len(a) > len(b):
        return False
    if a == b:
        return not (len(a) > 1 and generation(short) != generation(full))
    if generation(short) not in (None, generation(full)):
        return False
    if (len(a) == 1 and a[0] in (b[0], b[-1]) and len(a[0]) > 1) or (len(a) > 1 and a == b[-len(a) :]):
        return True
    if len(a) == 1 or a[-1] != b[-1]:
        return " ".join(a) in (surname(full), " ".join(b[: len(a)])) if len(a) > 1 else False
    return _starts_alike(a[0], b[0]) and _in_order(a[1:-1], b[1:-1])


def generation(name: str) -> str | None:
    """What tells a son from his father of the same name.

    >>> generation("Ivo Reva Jr."), generation("Ivo Reva")
    ('jr', None)
    """
    last = fold(name).lower().split()[-1:]
    return last[0].strip(".,") if last and last[0].strip(".,") in _GENERATIONS else None


_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|ar|at)-")
_RESPELT = (
    ("[^a-z]", ""), ("sch|sh", "s"), ("zh", "z"), ("ph", "f"), ("tch|ch", "c"), ("kh|gh|q|ck|c(?=[aou])|^g(?=[ha])", "k"),
    ("tz|ts", "z"), ("ou|oo|u", "u"), ("w", "v"), ("[iyj]+", "i"), ("ei|ai", "e"), (r"(.)\1+", r"\1"),
)  # fmt: skip
_SOUNDS = tuple((re.compile(pattern), letter) for pattern, letter in _RESPELT)
_LONG, _LONGER = 5, 8


@lru_cache(maxsize=_KEPT)
def spelt_alike(one: str, other: str) -> bool:
    """Whether two words can be one name, written down from another alphabet or with a letter lost.

    Short words never are: too many of them differ by a letter only.

    >>> spelt_alike("Vorensky", "Vorenskyy"), spelt_alike("Garrafi", "Qarrafi"), spelt_alike("Schulteman", "Shulteman")
    (True, True, True)
    >>> spelt_alike("Reva", "Riva"), spelt_alike("Marsh", "March"), spelt_alike("Johnson", "Johnston")
    (False, False, False)
    """
    a, b = fold(one).lower(), fold(other).lower()
    if min(len(a), len(b)) < _LONG:
        return False
    return sound(a) == sound(b) or (min(len(a), len(b)) >= _LONGER and _letter_lost(a, b))


def written_alike(one: str, other: str) -> bool:
    """Whether two given names are one; of short ones only the letters i, y and j may differ.

    >>> [written_alike(*pair) for pair in (("Yuri", "Yuriy"), ("Sergei", "Sergey"), ("Ana", "Anna"), ("Jon", "John"))]
    [True, True, False, False]
    """
    a, b = fold(one).lower(), fold(other).lower()
    return a == b or spelt_alike(one, other) or (min(len(a), len(b)) > 2 and _soft(a) == _soft(b))


def _soft(word: str) -> str:
    return re.sub("[iyj]+", "i", word)


def traces(word: str) -> frozenset[str]:
    """What any two words that are `spelt_alike` share at least one of: by these they are found among many.

    >>> bool(traces("Vorensky") & traces("Vorenskyy")), bool(traces("Schulteman") & traces("Reva"))
    (True, False)
    """
    plain = fold(word).lower()
    return frozenset({sound(plain), f"{plain[:1]}…{plain[-2:]}"})


@lru_cache(maxsize=_KEPT)
def sound(word: str) -> str:
    """A word as it is heard, so that spellings from another alphabet are one; of lower-case letters, "" if it has none.

    >>> sound("vorensky") == sound("vorenskyy") == sound("vorenskiy")
    True
    """
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def _letter_lost(a: str, b: str) -> bool:
    """One letter fewer, in the middle of a long word."""
    short, long = sorted((a, b), key=len)
    if len(long) != len(short) + 1 or short[-2:] != long[-2:] or short[0] != long[0]:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(1, len(long) - 2))


def _starts_alike(a: str, b: str) -> bool:
    """Whether two given names can be one: the same, an initial, a pet name."""
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or bool(_FULL_OF.get(a, _NOBODY) & _FULL_OF.get(b, _NOBODY))


def _in_order(inner: list[str], outer: list[str]) -> bool:
    rest = iter(outer)
    return all(any(_starts_alike(word, other) for other in rest) for word in inner)


def is_acronym(short: str, full: str) -> bool:
    """Whether `short` is made of the first letters of `full`.

    >>> is_acronym("N.F.B.", "National Flood Board"), is_acronym("UBV", "University of Bel Velm"), is_acronym("Dam", "Dry A M")
    (True, True, False)
    """
    letters = short.replace(".", "").strip()
    if not (2 <= len(letters) <= 8 and letters.isalpha() and sum(c.isupper() for c in letters) >= 2):
        return False
    return " " in full.replace("-", " ").strip() and letters.lower() in (acronym(full, small=True), acronym(full, small=False))


def acronym(full: str, *, small: bool) -> str:
    """The first letters of a name's words in lower case, those of "of" and the like only if `small`.

    >>> acronym("University of Bel Velm", small=True), acronym("University of Bel Velm", small=False)
    ('uobv', 'ubv')
    """
    words = [word for word in re.split(r"[\s\-]+", fold(full)) if word[:1].isalnum()]
    return "".join(word[0] for word in words if small or word.lower() not in _SMALL).lower()


def in_full(initials: str) -> re.Pattern[str]:
    """What initials without points stand for: words with capitals that begin with them, and small ones between.

    >>> bool(in_full("HBV").search("the Harbour Board of Velm")), bool(in_full("HVB").search("the Harbour Board of Velm"))
    (True, False)
    """
    return re.compile(r"\b" + r"[’']?,?(?: (?:of|the|for|and|in|on|de))* ".join(rf"{letter}[a-z]+" for letter in initials) + r"\b")


def same_organisation(short: str, full: str) -> bool:
    """Whether `short` can stand for the organisation `full`: an acronym, or its first words without its legal form.

    >>> [same_organisation(s, "Orrin Steel Holdings Ltd.") for s in ("Orrin Steel", "Orrin", "Steel", "Orrin Steel Ltd")]
    [True, True, False, True]
    """
    a = [w for w in key(short).replace(".", "").split() if w not in LEGAL_FORMS]
    b = [w for w in key(full).replace(".", "").split() if w not in LEGAL_FORMS]
    if not a or not b:
        return key(short) == key(full)
    return is_acronym(short, full) or (len(a) <= len(b) and b[: len(a)] == a and a[0] not in _SMALL)


def gender(words: str) -> Gender | None:
    """What titles and descriptions tell of a person's sex; None if nothing, or both.

    >>> gender("Mrs. Reva"), gender("the chairman of the bank"), gender("Dr. Oun")
    ('she', 'he', None)
    """
    tokens = set(re.findall(r"[a-z]+", fold(words).lower()))
    he = bool(tokens & MEN) or any(token.endswith("man") and not token.endswith("woman") and token in OFFICES for token in tokens)
    she = bool(tokens & WOMEN) or any(token.endswith("woman") for token in tokens)
    if he == she:
        return None
    return "he" if he else "she"
