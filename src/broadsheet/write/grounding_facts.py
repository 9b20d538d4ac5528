"""Numbers, dates, names and quotations of a claim, looked up in its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isclose

from broadsheet.records.verdict import Failure
from broadsheet.write.grounding_evidence import Sources, name_runs, skeleton
from broadsheet.write.grounding_tokens import TITLES, Token, fold_lines, sentences

_UP = frozenset({"over", "than", "least"})
_DOWN = frozenset({"nearly", "almost", "under", "most"})
HEDGES = frozenset({"about", "around", "roughly", "approximately", "some", "circa", "estimated"}) | _UP | _DOWN
"""Words that say a number is rounded."""
_QUOTED = re.compile(r'"([^"\n]{2,})"|(?<![\w"])\'(?=\w)((?:[^\'"\n]|(?<=\w)\'(?=\w)){2,}?)\'(?!\w)')
_SEVERAL = re.compile(r"[.!?] [A-Z]")
"""Single marks around more than one sentence are most likely two apostrophes."""

_ELLIPSIS = re.compile(r"…|\.\.\.|\[[^\]]*\]|\([^)]*\)")


def number_failures(claim: Sequence[Token], sources: Sources) -> Iterator[Failure]:
    """Numbers that no source holds, with another unit, or counting what another number counts there."""
    for at, token in enumerate(claim):
        if token.kind != "number":
            continue
        held = sources.numbers.get(token.value, [])
        if not held:
            if not _rounded(claim, at, sources):
                yield Failure(kind="date" if token.year else "number", detail=f"{token.form} is in no source")
        elif not any(_same_unit(token, other) for _, other in held):
            yield Failure(kind="number", detail=f"{token.form} has another unit in the sources")
        elif (noun := _counted(claim, at)) and _counts_otherwise(token, noun, sources):
            yield Failure(kind="number", detail=f"{token.form} does not count {noun} in the sources")


def _rounded(claim: Sequence[Token], at: int, sources: Sources) -> bool:
    """Whether a hedged number is a source's number, rounded the way the hedge says."""
    token = claim[at]
    hedges = {t.form.lower() for t in claim[max(0, at - 3) : at]} & HEDGES
    if not hedges or token.year:
        return False
    return any(_rounds_to(value, token.value, hedges) for value in sources.numbers)


def _rounds_to(exact: float, rounded: float, hedges: set[str]) -> bool:
    if not exact or not rounded or not isclose(exact, rounded, rel_tol=0.1):
        return False
    if (hedges & _UP and exact < rounded) or (hedges & _DOWN and exact > rounded):
        return False
    return _digits(rounded) < _digits(exact)


def _digits(value: float) -> int:
    """Significant digits, trailing zeros not counted."""
    return len(f"{value:.10g}".split("e")[0].replace(".", "").strip("0"))


def _same_unit(one: Token, other: Token) -> bool:
    if "percent" in (one.unit, other.unit):
        return one.unit == other.unit
    return not one.unit or not other.unit or one.unit == other.unit


def _counted(tokens: Sequence[Token], at: int) -> str:
    """The stem of the noun right after a number."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after.stem if after and after.kind == "word" and after.content and after.before in ("", "-") else ""


def _counts_otherwise(token: Token, noun: str, sources: Sources) -> bool:
    """Whether the sources count the noun with another number, and with this number only other nouns."""
    tokens = sources.tokens
    here = [_counted(tokens, at) for at, _ in sources.numbers[token.value]]
    if noun in here or not all(here):
        return False
    return any(_counted(tokens, at) == noun for value, held in sources.numbers.items() if value != token.value for at, _ in held)


def date_failures(claim: Sequence[Token], sources: Sources) -> Iterator[Failure]:
    """Weekdays and months that no source names, and days of a month that the sources give another day."""
    for at, token in enumerate(claim):
        if token.kind in ("weekday", "month") and token.stem not in sources.stems:
            yield Failure(kind="date", detail=f"{token.form} is in no source")
        elif token.kind == "month" and (day := _day_beside(claim, at)) and _other_days(token.stem, day, sources):
            yield Failure(kind="date", detail=f"the sources give {token.form} another day than {day:g}")


def _day_beside(tokens: Sequence[Token], at: int) -> float:
    for place in (at + 1, at - 1):
        if (
            0 <= place < len(tokens)
            and tokens[place].kind == "number"
            and 1 <= tokens[place].value <= 31
            and not tokens[place].unit
        ):
            return tokens[place].value
    return 0.0


def _other_days(month: str, day: float, sources: Sources) -> bool:
    days = {
        _day_beside(sources.tokens, at) for at, token in enumerate(sources.tokens) if token.stem == month and token.kind == "month"
    }
    return bool(days - {0.0}) and day not in days


def name_failures(claim: Sequence[Token], sources: Sources) -> Iterator[Failure]:
    """Names that no source holds, and first names put to surnames they do not belong to.

    A title and a first name may come together that stand apart in the sources, if both stand before the same surname.
    """
    for run in name_runs(claim):
        plain = [token for token in run if _tells(token, sources)]
        if any(not sources.has_name(token) for token in plain) and not _spelled_out(run, sources):
            yield Failure(kind="name", detail=f"{' '.join(token.form for token in run)} is in no source")
            continue
        yield from (
            Failure(kind="name", detail=f"{one.form} {other.form} do not stand together in any source")
            for one, other in pairwise(plain)
            if not _beside(one, other, sources)
            and not (_beside(one, plain[-1], sources) and _beside(other, plain[-1], sources))
            and (not one.first or one.stem in sources.proper)
        )


def _beside(one: Token, other: Token, sources: Sources) -> bool:
    return (skeleton(one.stem), skeleton(other.stem)) in sources.neighbours


def _tells(token: Token, sources: Sources) -> bool:
    """Neither a title nor initials, nor a capital that may only be there because a sentence begins."""
    initials = len(token.form) <= 2 and token.form.isupper() and token.stem not in sources.stems
    return token.stem not in TITLES and not initials and (not token.first or sources.has_name(token))


def _spelled_out(run: list[Token], sources: Sources) -> bool:
    """Whether the sources abbreviate this name to its initials."""
    initials = "".join(token.form[0].lower() for token in run)
    return len(run) > 1 and initials in sources.stems


def quote_failures(claim: str, sources: Sources) -> Iterator[Failure]:
    """Words in quotation marks that no single source says in that order."""
    runs = [_flat(text) for text in sources.texts]
    for found in _QUOTED.finditer(fold_lines(claim)):
        words = found[1] or found[2]
        for part in _ELLIPSIS.split(words):
            flat = _flat(part)
            if flat.strip() and not (found[2] and _SEVERAL.search(words)) and not any(flat in run for run in runs):
                yield Failure(kind="quote", detail=f"no source says {words!r}")
                break


def _flat(text: str) -> str:
    """The stems of a text in one line: spelling, contractions, number words and marks do not count."""
    return " " + " ".join(token.stem for sentence in sentences(text) for token in sentence) + " "
