"""Figures of two origins that count one thing and cannot both be right."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from broadsheet.language.words import listed, words
from broadsheet.records.annotation import Figure
from broadsheet.records.text import Extent
from broadsheet.write.counted_things import ANIMALS, GENERIC, MONEY, thing
from broadsheet.write.differ import Account, Difference, State, clause_of, content, state_between
from broadsheet.write.differ_parallel import are_parallel
from broadsheet.write.differ_scope import (
    about_other_people,
    foreseen_by_two,
    narrowed,
    of_a_part,
    of_other_base,
    past_years,
    people_in,
    set_elsewhere,
)
from broadsheet.write.dossier import FEW, Dossier, Passage
from broadsheet.write.figure_clauses import counts, noun_of
from broadsheet.write.grounding_tokens import stem
from broadsheet.write.measure_meanings import counts_people, figures_told, is_count, is_part, meaning
from broadsheet.write.measures import agree, printed, rate, scale_of

GROWS = frozenset({"dead", "injured", "arrested", "missing"})
"""What is counted while it goes on: a later figure is an update."""

ISSUES = {
    "dead": "How many people died",
    "injured": "How many people were hurt",
    "arrested": "How many people were arrested",
    "missing": "How many people are missing",
    "crowd": "How many people came",
    "prison": "How long the prison sentence is",
    "ban": "How long the ban is",
    "magnitude": "The magnitude",
}
"""What is in question where one of these is told in two ways."""

_OF = re.compile(r" of (?:the )?[^\W\d]+")
_NOT = re.compile(r"\b(?:not|never|no|without)\b|n ?['’] ?t\b", re.IGNORECASE)
_ALL_IN = re.compile(
    r"\b(?:includ\w+|exclud\w+|plus|tax\w*"
    r"|after [^.;,]{0,30}(?:share|cut|deductions?)|net|gross|fees?|premium|on top|together with|as well as|combined"
    r"|altogether|per (?:day|week|month|year|head)|a (?:day|week|month|year|head|night)|each|every (?!one\b)|daily|annually)\b",
    re.IGNORECASE,
)
"""Words that say what a figure takes in, or for what unit it holds."""

_SOUGHT = re.compile(
    r"\b(?:call\w* (?:[^.;]{0,30} )?for|demand\w*|sought|seeks?|asked for|request\w*|recommend\w*|faces?|facing|up to|maximum"
    r"|appeal\w*)\b",
    re.IGNORECASE,
)
"""A sentence or a sum that somebody only wants or risks."""

_NOW = re.compile(r"\b(?:still|now|so far|already|has risen|have risen|as of)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d\d+(?:[.,]\d+)*|\d[.,]\d+")
_AND_ONE = re.compile(r"\s+and (?:the|an?|his|her|their|one) |.*\b(?:together|along) with the ")
"""After a count that somebody else is added to."""

_ONCE = re.compile(r"(?:In|By|Until|Before|When|Back in|As late as)\b[^,;.]{0,60}\b\d{4}\b")
"""A sentence that opens by going back to a year."""

_REST = listed("other others more another further additional extra remaining")
MOST_APART = 20.0
"""Figures further apart than this factor count different things more likely than one is wrong."""

NEAR = 3.7
"""Within this factor the last figure on either side needs few words in common."""

SAME_WAY = frozenset(f"{unit} {way}" for unit in ("m", "km", "mile", "feet") for way in ("depth", "high", "wide", "along"))
"""Lengths and the way they go; two that go one way are of one sort."""

APART = 0.35
"""Share of common words that counts of things need in accounts that do not run parallel."""

ALIKE, ALIKE_CROWD = 0.18, 0.1
"""Likeness of two sentences, words that the whole story uses counting little, from which their last figures are compared."""

SURE_OF_RANGE = 0.7
"""How sure it must be that a range and a figure measure one thing; such a card comes behind all that are at odds."""

_DIRECTED = ("north", "south", "east", "west", "from", "off", "away")


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure in its passage with what it measures."""

    passage: Passage
    figure: Figure
    means: str

    @property
    def key(self) -> tuple[str, str]:
        """What must be the same for two figures to be compared. Shares and sums of money are compared whatever they are of."""
        scale = scale_of(self.figure.unit)[0] if not counts(self.figure) else "count"
        per = rate(self.passage, self.figure)
        if scale == "count" and counts_people(self.figure) and self.means not in GROWS:
            return f"{scale}{per}", "people"
        return f"{scale}{per}", "" if self.is_amount or scale == "length" else "animal" if self.thing in ANIMALS else self.thing

    @property
    def thing(self) -> str:
        """What is counted, by one of the nouns that papers have for it."""
        return thing(self.means)

    @property
    def is_amount(self) -> bool:
        """Whether it is a share or a sum of money, whose noun says little about what it measures."""
        unit = self.figure.unit
        return not counts(self.figure) and (unit.startswith("percent") or (unit.isupper() and len(unit) == 3))

    @property
    def clause(self) -> Passage:
        """The clause it stands in, as a passage of its own."""
        return narrowed(self.passage, clause_of(self.passage, self.figure.extent))


def number_differences(dossier: Dossier) -> Iterator[Difference]:
    """Every two figures of different origins that count the same and disagree."""
    measured: dict[tuple[str, str], list[Counted]] = {}
    for passage, figures in zip(dossier.passages, figures_told(dossier), strict=True):
        for figure in figures:
            counted = Counted(passage, figure, meaning(passage, figure))
            whole = not is_part(passage, figure) and not _of_more(counted)
            plain = counted.means in (*GROWS, "crowd", "prison", "ban") and figure.value > 1
            if whole and (plain or (counted.means and is_count(passage, figure))):
                measured.setdefault(counted.key, []).append(counted)
    for found in measured.values():
        by_origin: dict[str, list[Counted]] = {}
        for counted in found:
            by_origin.setdefault(counted.passage.origin, []).append(counted)
        for one, other in combinations(by_origin, 2):
            others = [counted for origin, told in by_origin.items() if origin not in (one, other) for counted in told]
            found_one = _between(dossier, by_origin[one], by_origin[other])
            if found_one and not _known_as_two(found_one, others) and not _of_many(found_one, others):
                yield _difference(*found_one)
            ranged = None if found_one else _within(dossier, by_origin[one], by_origin[other])
            if ranged and not _known_as_two((SURE_OF_RANGE, *ranged), others):
                yield _range(*ranged)


def _of_more(counted: Counted) -> bool:
    """Whether its sentence tells of more people who came than these: "a group of 130 marched when two dozen broke off"."""
    if counted.means != "crowd":
        return False
    return any(counts_people(f) and f.value > counted.figure.value for f in counted.passage.figures)


def _between(dossier: Dossier, ours: list[Counted], theirs: list[Counted]) -> tuple[float, Counted, Counted] | None:
    """The two figures of one measure on which two origins disagree, if there are such, and how sure that is.

    Figures that the other origin has too are paired with it and out of question. Where one is left on either side, these
    two are what must be compared, and less else need be alike.
    """
    ours, theirs = (
        [c for c in mine if not any(agree(c.figure, other.figure) for other in others) and not _known_to(c, others)]
        for mine, others in ((ours, theirs), (theirs, ours))
    )
    alone = len({c.figure.value for c in ours}) == len({c.figure.value for c in theirs}) == 1
    candidates = [(confidence, a, b) for a in ours for b in theirs if (confidence := _confidence(dossier, a, b, alone=alone))]
    return max(candidates, key=lambda found: found[0]) if candidates else None


def _of_many(found: tuple[float, Counted, Counted], others: list[Counted]) -> bool:
    """Whether a third origin has yet another value of a thing that comes in many counts: five villages hit, seven razed."""
    _, one, other = found
    return one.means not in ISSUES and any(not (agree(c.figure, one.figure) or agree(c.figure, other.figure)) for c in others)


def _within(dossier: Dossier, ours: list[Counted], theirs: list[Counted]) -> tuple[Counted, Counted] | None:
    """A range that one origin gives and the figure of the other that lies in it, where each has nothing else of that measure."""
    if len({c.figure.value for c in ours}) > 1 or len({c.figure.value for c in theirs}) > 1:
        return None
    pairs = ((a, b) for a in ours for b in theirs if _is_ranged(a.figure, b.figure) or _is_ranged(b.figure, a.figure))
    return next((pair for pair in pairs if _confidence(dossier, *pair, alone=True) >= SURE_OF_RANGE), None)


def _is_ranged(one: Figure, other: Figure) -> bool:
    """Whether the one is a range and the other a single figure between its ends."""
    scales = scale_of(one.unit)[1], scale_of(other.unit)[1]
    if one.value_high is None or other.value_high is not None:
        return False
    return one.value * scales[0] <= other.value * scales[1] <= one.value_high * scales[0]


def _range(one: Counted, other: Counted) -> Difference:
    """Two accounts that agree after all, of which one is the less exact. The single figure tells what is in question."""
    return Difference(
        kind="number",
        issue=_issue(one if one.figure.value_high is None else other),
        sides=(_account(one), _account(other)),
        confidence=SURE_OF_RANGE,
        state="rounding",
        why="one account gives a range, and the other's figure lies in it",
    )


def _known_as_two(found: tuple[float, Counted, Counted], others: list[Counted]) -> bool:
    """Whether one sentence of a third origin has both figures, which then are figures of two things."""
    _, one, other = found
    places = [{(c.passage.article.article.id, c.passage.index) for c in others if agree(c.figure, f.figure)} for f in (one, other)]
    return bool(places[0] & places[1])


def _difference(confidence: float, one: Counted, other: Counted) -> Difference:
    return Difference(
        kind="number",
        issue=_issue(one),
        sides=(_account(one), _account(other)),
        confidence=round(confidence, 2),
        state=_state(one, other),
        why="both count the same thing and no rounding or wording makes the figures one",
    )


def _known_to(counted: Counted, others: list[Counted]) -> bool:
    """Whether one of the others has this figure too: in its sentence in the same unit, or its digits anywhere in its article."""
    figure = counted.figure
    digits = _DIGITS.search(figure.extent.of(counted.passage.article.article.text))
    printed_there = re.compile(rf"(?<![\d.,]){re.escape(digits[0])}(?![\d]|[.,]\d)") if digits else None
    for other in others:
        text = other.passage.article.article.text
        if printed_there and digits and digits[0] in text and printed_there.search(text):
            return True
        if not counts(figure) and any(agree(figure, f) for f in other.passage.figures if f.unit == figure.unit):
            return True
    return False


def _confidence(dossier: Dossier, one: Counted, other: Counted, *, alone: bool) -> float:
    """How sure it is that both figures count one thing, 0 where something says they do not."""
    if _count_other_things(one, other, alone=alone):
        return 0.0
    if not alone and (_done_otherwise(one, other) or (one.means == "prison" and not _same_people(one, other))):
        return 0.0
    share, alike = _shared(one, other), dossier.alike(one.passage, other.passage)
    named = one.means in ISSUES or one.means in SAME_WAY
    if alone and are_parallel(dossier, one.passage, other.passage) and _is_told(one, other):
        return min(0.95, 0.75 + 0.2 * share)
    if alone and named and one.means != "crowd" and _apart(one.figure, other.figure) <= NEAR:
        return 0.8 + 0.15 * share
    needed = _needed(one, other) if named or are_parallel(dossier, one.passage, other.passage) else max(APART, _needed(one, other))
    if alone and alike >= (ALIKE_CROWD if one.means == "crowd" else ALIKE) and share >= needed:
        return min(0.95, 0.7 + 0.1 * named + 0.3 * share)
    return min(0.95, 0.5 + 0.1 * named + 0.3 * share) if share >= 0.35 and one.means not in GENERIC else 0.0


def _is_told(one: Counted, other: Counted) -> bool:
    """Whether a last figure on either side is of one sort that says enough: of like size and of things of one name."""
    like = _apart(one.figure, other.figure) <= NEAR and min(one.figure.value, other.figure.value) > FEW
    crowds = {c.means for c in (one, other)} <= {"crowd", "people"} and "crowd" in (one.means, other.means)
    named = (one.thing == other.thing or "animal" in (one.thing, other.thing)) and one.thing not in GENERIC
    return like and (crowds or (named and not one.is_amount and one.means not in MONEY))


def _needed(one: Counted, other: Counted) -> float:
    """The share of common words from which the last figures left on either side count one thing."""
    if one.means in GENERIC and not one.is_amount:
        return 0.5
    return 0.35 if _apart(one.figure, other.figure) > NEAR or one.means.endswith(_DIRECTED) else 0.2


def _count_other_things(one: Counted, other: Counted, *, alone: bool) -> bool:
    """Whether the words around say that two things are counted, or one at two times."""
    plain = (_SOUGHT,) if one.means == "ban" else (_NOT, _SOUGHT)
    return (
        _apart(one.figure, other.figure) > MOST_APART
        or _is_a_part(one, other)
        or foreseen_by_two(one.passage, other.passage)
        or about_other_people(one.passage, other.passage)
        or set_elsewhere(one.passage, other.passage)
        or of_other_base(one.clause, other.clause, scheduled=one.means in ("prison", "ban"), settled=alone)
        or _years_gone_back_to(one) != _years_gone_back_to(other)
        or _sorts_differ(one, other)
        or _of_others(one, other)
        or _models(one) != _models(other)
        or any(bool(p.search(one.clause.text)) != bool(p.search(other.clause.text)) for p in plain)
        or bool(_ALL_IN.search(one.passage.text)) != bool(_ALL_IN.search(other.passage.text))
        or (abs(one.figure.value - other.figure.value) <= FEW and any(_counts_one_more(c) for c in (one, other)))
    )


def _counts_one_more(counted: Counted) -> bool:
    """Whether one is added who may be within another's count, little greater: "41 passengers and the driver"."""
    return bool(_AND_ONE.match(counted.passage.article.article.text[counted.figure.extent.end : counted.passage.extent.end]))


def _years_gone_back_to(counted: Counted) -> set[str]:
    """The past years with which its sentence opens: "When the ban came in 2024, there were but 19 seals"."""
    passage, opening = counted.passage, _ONCE.match(counted.passage.text)
    return past_years(narrowed(passage, Extent(passage.extent.start, passage.extent.start + opening.end()))) if opening else set()


def _is_a_part(one: Counted, other: Counted) -> bool:
    """Whether the smaller of the two figures may be a part of the greater."""
    smaller, greater = sorted((one, other), key=lambda counted: counted.figure.value)
    return of_a_part(smaller.passage, greater.passage, _apart(one.figure, other.figure))


def _same_people(one: Counted, other: Counted) -> bool:
    return bool(people_in(one.passage) & people_in(other.passage))


def _sorts_differ(one: Counted, other: Counted) -> bool:
    """Whether two sorts of people, of animals or two ways of a length are measured.

    "People" may be any, but for passengers, beside whom there is a crew; "animals" may be any, and a length may go any way.
    """
    if one.thing == other.thing:
        return False
    if one.key[0] == "length":
        return not any(c.means.endswith("along") for c in (one, other))
    if one.key[1] == "animal":
        return "animal" not in (one.thing, other.thing)
    anybody = any(c.means in ("people", "person", "crowd") for c in (one, other))
    return one.key[1] == "people" and not (anybody and "passenger" not in (one.means, other.means))


def _of_others(one: Counted, other: Counted) -> bool:
    """Whether each says of what it counts, and of what differs: "gallons of petrol", "gallons of water"."""
    mine, theirs = (_OF.match(c.passage.article.article.text[c.figure.extent.end : c.passage.extent.end]) for c in (one, other))
    return bool(mine and theirs) and mine[0].split()[-1].lower() != theirs[0].split()[-1].lower()  # type: ignore[index]


def _done_otherwise(one: Counted, other: Counted) -> bool:
    """Whether each says what was done with the things counted, and not the same: "houses damaged", "houses rebuilt"."""
    if one.means in ISSUES or one.key[0] != "count":
        return False
    mine, theirs = ({stem(word) for word in words(c.figure.label)} - {stem(c.figure.noun)} for c in (one, other))
    return bool(mine and theirs) and not mine & theirs


def _models(counted: Counted) -> set[str]:
    """What a figure's own words call by a name or as the rest: "seven AK-9 rifles", "three other rifles", "another 12"."""
    text, extent = counted.passage.article.article.text, counted.figure.extent
    before = text[counted.passage.extent.start : extent.start].split()[-2:]
    named = {word.lower() for word in extent.of(text).split()[1:] if any(c.isupper() for c in word)}
    return named | {word.lower() for word in (*before, *extent.of(text).split()) if word.lower() in _REST}


def _apart(one: Figure, other: Figure) -> float:
    """By which factor the greater exceeds the smaller, in one unit."""
    low, high = sorted(abs(figure.value) * scale_of(figure.unit)[1] for figure in (one, other))
    return high / low if low > 0 else math.inf


def _shared(one: Counted, other: Counted) -> float:
    """The share of the shorter sentence's content words that both have, the measure's own left out."""
    own = set(words(f"{one.means} {one.figure.label} {other.figure.label}"))
    a, b = content(one.passage) - own, content(other.passage) - own
    return len(a & b) / max(1, min(len(a), len(b)))


def _issue(counted: Counted) -> str:
    """What is in question, in the words of the first account."""
    if counted.means in ISSUES:
        return ISSUES[counted.means]
    passage, figure = counted.passage, counted.figure
    if figure.unit.isupper() and len(figure.unit) == 3:
        return "How much money it is"
    if figure.unit in ("percent", "percentage point"):
        return "The percentage"
    noun = noun_of(passage.article.article.text, figure)
    follows = _OF.match(passage.article.article.text[figure.extent.end : passage.extent.end])
    said = " ".join(noun.of(passage.article.article.text).split()) if noun else f"{counted.means}s"
    return f"How many {said}{follows[0] if follows else ''}"


def _account(counted: Counted) -> Account:
    passage, figure = counted.passage, counted.figure
    extent = printed(passage, figure)
    text = " ".join(extent.of(passage.article.article.text).split())
    return Account(passage=passage, text=text, clause=clause_of(passage, extent), value=figure.value, high=figure.value_high)


def _state(one: Counted, other: Counted) -> State:
    """Figures of different days, or one that is said to be old, are an update; so is what goes on, told as of now and then."""
    if one.means in GROWS and bool(_NOW.search(one.clause.text)) != bool(_NOW.search(other.clause.text)):
        return "newer_supersedes"
    return state_between(one.passage, other.passage)
