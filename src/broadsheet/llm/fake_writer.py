"""The honest half of the fake: puts sentences otherwise and says the same, as a copy editor would.

Its rules know nothing of the gate that judges them, and some of what they make is true and refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_SPEAKER = r"(?P<who>[A-Z][^,;:\"“”]{2,60})"
_FRONT = re.compile(_SPEAKER + r" said(?P<when> on \w+day)? (?:that )?(?P<what>[^\"“”]{12,})\.")
_BACK = re.compile(r"(?P<what>[^\"“”]{12,}), " + _SPEAKER.replace("[A-Z]", r"\w") + r" said\.")
_SAID_BY = re.compile(r"(?P<what>.{12,}), said (?P<who>[A-Z][^\"“”]{2,80})\.")
_ACCORDING = re.compile(r"According to (?P<who>[^,\"“”]{3,60}), (?P<what>[^\"“”]{12,})\.")
_APPOSED = re.compile(r", (?:a|an|the|who|which) [^,;\"“”]{3,80}, (?=[a-z])")
_TRAILING = re.compile(r", (?:who|which) [^,;\"“”]{3,90}\.$")
_PASSIVE = re.compile(
    r"(?P<what>(?:The|A) [a-z ]{3,30}) was (?P<did>\w+ed) by (?P<who>the [a-z ]{3,30}|[A-Z]\w+(?: [A-Z]\w+)?)(?P<rest>[ .].*)"
)
_LIGHT = {
    "started": "began", "about": "roughly", "bought": "purchased", "percent": "per cent", "nearly": "almost", "helped": "assisted",
    "large": "big", "children": "kids", "wants": "would like", "twelve": "12", "three": "3", "four": "4", "two": "2", "five": "5",
}  # fmt: skip
_WORD = re.compile(r"\b[a-z]+\b")
_DAY = re.compile(r"^(?P<rest>[^,\"“”]{15,}) (?P<when>on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\.$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A sentence put otherwise.

    Attributes:
        rule: what was done to it.
        text: what came of it.
        cites: the numbers of what it is made of.
        of: what that said.
    """

    rule: str
    text: str
    cites: tuple[str, ...]
    of: str


Rule = Callable[[str], str | None]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _small(text: str) -> str:
    """The beginning of a clause in mid-sentence: only an article or pronoun surely loses its capital."""
    first = text.split(" ", 1)[0]
    return text[0].lower() + text[1:] if first in ("The", "A", "An", "It", "They", "There", "This", "Its") else text


def to_the_back(text: str) -> str | None:
    """X said A → A, X said."""
    found = _FRONT.fullmatch(text)
    return f"{_capital(found['what'])}, {_small(found['who'])} said{found['when'] or ''}." if found else None


def to_the_front(text: str) -> str | None:
    """A, X said → X said A."""
    found = _BACK.fullmatch(text) or _SAID_BY.fullmatch(text)
    if not found or '"' in found["what"] or "“" in found["what"]:
        return None
    return f"{_capital(found['who'])} said {_small(found['what'])}."


def by_according(text: str) -> str | None:
    """X said A → According to X, A; According to X, A → A, X said."""
    other = _ACCORDING.fullmatch(text)
    if other:
        return f"{_capital(other['what'])}, {other['who']} said."
    found = _BACK.fullmatch(text) or (_FRONT.fullmatch(text) if " said on " not in text else None)
    return f"According to {_small(found['who'])}, {_small(found['what'])}." if found else None


def without_description(text: str) -> str | None:
    """What is said of somebody between commas goes."""
    shorter = _APPOSED.sub(" ", text, count=1)
    shorter = shorter if shorter != text else _TRAILING.sub(".", text)
    return shorter if shorter != text and len(shorter.split()) > 4 else None


def in_light_words(text: str) -> str | None:
    """A few words for others that mean the same."""
    if any(mark in text for mark in '"“”'):
        return None
    changed = _WORD.sub(lambda word: _LIGHT.get(word[0], word[0]), text)
    return changed if changed != text else None


def actively(text: str) -> str | None:
    """The A was done by B → B did the A."""
    found = _PASSIVE.fullmatch(text)
    return f"{_capital(found['who'])} {found['did']} {_small(found['what'])}{found['rest']}" if found else None


def day_first(text: str) -> str | None:
    """A on Monday → On Monday, A."""
    found = _DAY.fullmatch(text)
    return f"{_capital(found['when'])}, {_small(found['rest'])}." if found else None


RULES: tuple[Rule, ...] = (
    to_the_back, to_the_front, by_according, without_description, in_light_words, actively, day_first
)  # fmt: skip


def joined(one: str, other: str) -> tuple[str, str]:
    """Two neighbours as one sentence, and how: they share their first words and are joined by "and", else by a mark."""
    mine, theirs = one.rstrip(".").split(), other.rstrip(".").split()
    same = next((at for at, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), 0)
    if same >= 2 and theirs[same][0].islower():
        return f"{one.rstrip('.')} and {' '.join(theirs[same:])}.", "joined, one subject"
    mark = ";" if len(one) % 2 else ", and"
    return f"{one.rstrip('.')}{mark} {_small(other)}", f"joined by {mark.strip(', ')}"


def rewritten(lines: Sequence[tuple[str, str]], turn: int = 0) -> list[Rewritten]:
    """Every sentence that a rule can put otherwise, each by one; some neighbours joined.

    Args:
        lines: numbers and sentences.
        turn: which of the rules that can be used is.
    """
    found: list[Rewritten] = []
    at = 0
    while at < len(lines):
        number, text = lines[at]
        if (at + turn) % 3 == 2 and at + 1 < len(lines):
            sentence, rule = joined(text, lines[at + 1][1])
            found.append(Rewritten(rule=rule, text=sentence, cites=(number, lines[at + 1][0]), of=f"{text} {lines[at + 1][1]}"))
            at += 2
            continue
        made = [(rule.__name__, told) for rule in RULES if (told := rule(text))]
        if made:
            rule_name, told = made[(at + turn) % len(made)]
            found.append(Rewritten(rule=rule_name.replace("_", " "), text=told, cites=(number,), of=text))
        at += 1
    return found
