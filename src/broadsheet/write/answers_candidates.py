"""What in a sentence could be the answer itself: a name of the right kind, a figure of the right unit, a time, somebody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.language.stems import stem
from broadsheet.language.units import CURRENCY_WORDS
from broadsheet.records.annotation import Figure, MentionKind
from broadsheet.records.text import Extent
from broadsheet.write.answers_lines import REASON, Line, Lines, kinds
from broadsheet.write.answers_question import Asked, Expects
from broadsheet.write.answers_terms import Bag, alike, stems


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that could be the answer.

    Attributes:
        extent: where they stand in the article.
        worth: how well their kind fits, 0 to 1.
        key: what makes them the same answer elsewhere.
        holds: stems of the offices and descriptions that the article gives to whom they name.
    """

    extent: Extent
    worth: float
    key: str
    holds: frozenset[str] = frozenset()


NAMED: dict[Expects, dict[MentionKind, float]] = {
    "person": {"person": 1.0, "organisation": 0.6, "other": 0.4},
    "organisation": {"organisation": 1.0, "work": 0.6, "person": 0.5, "other": 0.5},
    "place": {"place": 1.0, "organisation": 0.4, "person": 0.2},
    "name": {"work": 1.0, "organisation": 1.0, "person": 1.0, "event": 1.0, "place": 0.8, "other": 0.8},
}
"""How well each kind of name answers, for each kind of question that a name answers."""

NO_TOWN = 0.6
"""What a place counts for that may be a country where a town is asked for."""

PAID = 0.8
"""What a figure counts for as money whose unit is a noun and which is told of as paid or costing."""

_PAYING = alike(stem("cost")) | alike(stem("money")) | alike(stem("salary")) | alike(stem("fine"))
_REASON_BEHIND = re.compile(r"because|due to|owing to|thanks to|since|amid|after|over|in response to", re.IGNORECASE)
"""Words behind which the reason stands, not what came of it."""

_CLAUSE_END = re.compile(r"[,;:]")
_CURRENCY = re.compile(CURRENCY_WORDS)
_LASTING = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})


def candidates(asked: Asked, lines: Lines, line: Line) -> list[Candidate]:
    """Everything in a line that could answer, in the order of the text. Names that the question itself holds are none."""
    if asked.expects in NAMED:
        found = _names(asked, lines, line)
    elif asked.expects in ("number", "money", "duration"):
        found = _figures(asked, line)
    elif asked.expects == "time":
        found = (Candidate(extent=w.extent, worth=1.0, key=w.value) for w in line.times if w.kind in ("date", "time"))
    elif asked.expects == "reason":
        found = _reasons(asked, line)
    elif asked.expects == "role":
        found = _roles(asked, lines, line)
    else:
        found = _words(asked, line)
    return sorted((c for c in found if c.worth), key=lambda c: c.extent)


def _names(asked: Asked, lines: Lines, line: Line) -> Iterator[Candidate]:
    known = frozenset(asked.all)
    for kind, mention in kinds(line):
        name = lines.name(line, mention.entity)
        if not name <= known:
            worth = NAMED[asked.expects].get(kind, 0.0) * (NO_TOWN if asked.town and not _is_town(line, mention.extent) else 1.0)
            yield Candidate(
                extent=mention.extent, worth=worth, key=" ".join(sorted(name)), holds=lines.described(line, mention.entity)
            )


def _is_town(line: Line, extent: Extent) -> bool:
    """Whether a place is told with what it lies in, as towns are: "Harth, Velunia", or in a dateline."""
    after = line.article.article.text[extent.end : extent.end + 8]
    return re.match(r",? \(?[A-Z]|,? ?(?:—|–|--|\()", after) is not None and line.extent.end > extent.end


def _figures(asked: Asked, line: Line) -> Iterator[Candidate]:
    for figure in line.figures:
        yield Candidate(extent=figure.extent, worth=_fits(asked, line, figure), key=f"{figure.value:g} {figure.unit}")


def _fits(asked: Asked, line: Line, figure: Figure) -> float:
    unit = figure.unit.rstrip("s")
    if asked.expects == "money":
        return _is_money(line, figure)
    if asked.expects == "duration":
        return 1.0 if unit in _LASTING else 0.0
    if not asked.focus:
        return 0.7
    counted = Bag({stem(figure.noun), stem(unit), *stems(figure.label)})
    return 1.0 if any(counted.holds(word) for word in asked.focus) else 0.4


def _is_money(line: Line, figure: Figure) -> float:
    """1 for a currency, also of a country untold; less for what is counted where something is paid: money of another name."""
    if (len(figure.unit) == 3 and figure.unit.isupper()) or _CURRENCY.fullmatch(figure.unit):
        return 1.0
    return (
        PAID if figure.unit.rstrip("s") == figure.noun.rstrip("s") and any(alike(word) & _PAYING for word in line.tokens) else 0.0
    )


def _reasons(asked: Asked, line: Line) -> Iterator[Candidate]:
    for found in REASON.finditer(line.text):
        if _REASON_BEHIND.fullmatch(found[0]) and _tells_again(asked, line.text[found.end() :]):
            continue
        extent = Extent(line.extent.start + found.start(), line.extent.start + found.end())
        yield Candidate(extent=extent, worth=1.0, key="")


def _tells_again(asked: Asked, behind: str) -> bool:
    """Whether a clause holds all that the question asks after: "after the bridge failed" is no reason why the bridge failed."""
    clause = Bag(set(stems(_CLAUSE_END.split(behind, maxsplit=1)[0])))
    return bool(asked.terms) and all(clause.holds(word) for word in asked.terms)


def _roles(asked: Asked, lines: Lines, line: Line) -> Iterator[Candidate]:
    """Offices and descriptions that the line gives to the one asked about."""
    known = frozenset(asked.all)
    entities = [entity for entity in line.article.entities if lines.name(line, entity.id) & known]
    for role in (role for entity in entities for role in entity.roles):
        if line.extent.holds(role.extent):
            yield Candidate(extent=role.extent, worth=1.0, key=role.text)


def _words(asked: Asked, line: Line) -> Iterator[Candidate]:
    worth = 1.0 if asked.expects == "speech" else 0.5
    for quote in line.quotes:
        yield Candidate(extent=quote.extent, worth=worth, key="")
    if not line.quotes and asked.expects != "speech":
        yield Candidate(extent=line.extent, worth=0.5, key="")
