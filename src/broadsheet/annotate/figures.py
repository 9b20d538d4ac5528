"""Numbers that are news: what they count, in which unit, and who says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from broadsheet.annotate.counted import counted, is_bare, is_people, lemma_of, unit_of, verb_of, whole
from broadsheet.annotate.direct import Attributed
from broadsheet.annotate.figure_terms import Setting, on_terms
from broadsheet.annotate.holders import Sources, holder
from broadsheet.annotate.naming import Name
from broadsheet.annotate.numbering import is_age, is_figure
from broadsheet.annotate.quotes import Said
from broadsheet.annotate.reading import ENDLESS, Clause, Reading, plain
from broadsheet.language.numbers import Number, numbers
from broadsheet.language.shares import shares
from broadsheet.language.units import DURATIONS
from broadsheet.language.verbs import participle
from broadsheet.language.words import listed
from broadsheet.records.annotation import Figure, Speaker, When
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_PALE = listed("be have say include do make take get see tell")
"""Verbs that tell nothing of what became of what is counted."""
_RULED = listed(
    "preside rule watch fight argue quarrel clash differ disagree worry resign mourn feud negotiate vote split divide dispute"
)
"""Verbs of which "over" begins the object."""
_TIMES = re.compile(r"^ times (?:the|as|more|higher|greater|larger|bigger|faster|likelier|that|its|their|what|his|her)\b")
_PARTED = re.compile(r"(?:[,;]| and)(?: (?:another|about|some|only|at least|nearly))? $", re.IGNORECASE)
_PLACED = re.compile(r"^ (?:in|from|at|by|on|of (?:them|whom|which)|with|here|there)\b")


@dataclass(frozen=True, slots=True)
class Known:
    """What else was found in the article: names and times are no figures, and reports tell who says a figure.

    Attributes:
        speaker: whom the words that name a speaker mean.
        published: the day of publication, as ISO 8601.
    """

    names: Sequence[Name]
    times: Sequence[When]
    said: Sequence[Said]
    speaker: Callable[[Attributed], Speaker | None]
    published: str | None


def figures(reading: Reading, known: Known) -> list[Figure]:
    """The figures of the parsed part, in order."""
    taken = [name.extent for name in known.names]
    setting = Setting(known.names, known.times, known.published)
    taken += [when.extent for when in known.times if when.kind in ("date", "time", "set")]
    out: list[Figure] = []
    for clause in (clause for clause in reading.clauses if len(clause.span) <= ENDLESS):
        for number in _numbers(clause, reading.text):
            before = _before(out, clause)
            rate = out[-1].per if out else None
            if any(number.core.overlaps(other) for other in taken) or (rate and rate.overlaps(number.core)):
                continue
            if is_figure(number, clause, reading.text) or (before is not None and _goes_on(number, reading.text, before, clause)):
                figure = _referring(_figure(number, clause, reading.text), number, clause, before, reading.text)
                out.append(_held(on_terms(figure, clause, reading.text, setting), number.extent, clause, known, reading.text))
    return out


def _numbers(clause: Clause, text: str) -> list[Number]:
    """The numbers and shares of a sentence in order; a number inside a share is none."""
    words = plain(clause.extent.of(text))
    parts = list(shares(words))
    whole_ones = (number for number in numbers(words) if not any(number.extent.overlaps(part.extent) for part in parts))
    found = sorted([*parts, *map(partial(_multiplying, words), whole_ones)], key=lambda one: one.extent)
    return [_moved(number, clause.extent.start) for number in found]


def _multiplying(words: str, number: Number) -> Number:
    """The number; one that multiplies ("three times the rate") counts no rates: its unit is `times`."""
    times = _TIMES.match(words[number.extent.end :]) if number.unit == "" else None
    return replace(number, unit="times", extent=Extent(number.extent.start, number.extent.end + 6)) if times else number


def _moved(number: Number, base: int) -> Number:
    extent = Extent(number.extent.start + base, number.extent.end + base)
    core = Extent(number.core.start + base, number.core.end + base)
    return replace(number, extent=extent, core=core)


def _before(found: Sequence[Figure], clause: Clause) -> Figure | None:
    """The last figure that counts a noun, in this sentence or the one before."""
    counts = (one for one in reversed(found) if one.noun and one.label != "age" and one.unit in ("people", one.noun))
    last = next(counts, None)
    return last if last is not None and last.sentence >= clause.index - 1 else None


def _goes_on(number: Number, text: str, before: Figure, clause: Clause) -> bool:
    """Whether a number goes on counting what a figure of its sentence counts: "14 dead in Bresk, six in Orlec and one in Tavna"."""
    here = number.extent
    if number.unit or before.sentence != clause.index or before.extent.end > here.start:
        return False
    parted, placed = _PARTED.search(text[max(0, here.start - 14) : here.start]), _PLACED.match(text[here.end : here.end + 12])
    return parted is not None and placed is not None


def _referring(figure: Figure, number: Number, clause: Clause, before: Figure | None, text: str) -> Figure:
    """The figure; a bare one ("ten have survived", "41 of them") counts what the figure before it counts."""
    if before is None or figure.unit or figure.noun:
        return figure
    token, after = clause.tokens(number.core)[-1], text[number.extent.end : number.extent.end + 10]
    refers = token.dep_ in ("nsubj", "nsubjpass") or after.startswith((" of them", " of whom", " of which"))
    if not refers and not _goes_on(number, text, before, clause):
        return figure
    verb = verb_of(token)
    word = "people" if before.unit == "people" else before.extent.of(text).split()[-1]
    label = word if verb is None or verb.lemma_.lower() in _PALE else f"{word} {participle(verb.lemma_.lower())}"
    return replace(figure, unit=before.unit, noun=before.noun, label=label)


def _held(figure: Figure, place: Extent, clause: Clause, known: Known, text: str) -> Figure:
    """The figure with who says so, and whom these words mean."""
    by = holder(place, clause, Sources(known.said, known.names), text)
    meant = known.speaker(by) if by is not None else None
    return replace(figure, holder=by.speaker, holder_entity=meant.entity if meant else None) if by is not None else figure


def _figure(number: Number, clause: Clause, text: str) -> Figure:
    noun = whole(clause, number) if number.unit == "percent" else None
    noun = noun or counted(clause, number) or (whole(clause, number) if number.unit else None)
    unit = number.unit or unit_of(noun)
    if is_age(number, clause, text):
        unit, label, lemma = number.unit or "years", "age", "age"
    else:
        label, lemma = _label(number, noun, clause), lemma_of(noun)
    return Figure(
        extent=_with_noun(number, noun, clause),
        value=number.value,
        value_high=number.high,
        unit=unit,
        qualifier="exact" if _is_place(number, clause, text) else number.qualifier,
        label=label,
        noun=lemma,
        sentence=clause.index,
    )


def _is_place(number: Number, clause: Clause, text: str) -> bool:
    """Whether "over" is no "more than": "over three years" means throughout them, one presides over two meetings."""
    start = number.extent.start
    if not text[max(0, start - 8) : start].rstrip().lower().endswith((" over", " above")):
        return False
    over = clause.tokens(Extent(start - 3, start - 1))
    ruled = bool(over) and over[0].i > clause.span.start and over[0].nbor(-1).lemma_.lower() in _RULED
    return number.unit in DURATIONS or ruled


def _with_noun(number: Number, noun: Token | None, clause: Clause) -> Extent:
    """The number and its unit, or the noun right behind it with the words between ("10,000 troops")."""
    if number.unit or noun is None or is_bare(noun):
        return number.extent
    end = clause.at(noun).end
    near = noun.i - max(token.i for token in clause.tokens(number.core)) <= 4
    return Extent(number.extent.start, end) if near and end > number.extent.end else number.extent


def _label(number: Number, noun: Token | None, clause: Clause) -> str:
    """What is counted with the verb where that tells: "people killed", "troops sent", "aid"."""
    if number.unit in DURATIONS:
        return _measured(number, clause)
    thing = _thing(number, noun, clause)
    verb = verb_of(noun) if noun is not None else None
    head = thing or ("people" if noun is not None and is_people(noun) else "")
    if verb is None or verb.lemma_.lower() in _PALE or number.unit:
        return head or _measured(number, clause)
    return f"{head} {participle(verb.lemma_.lower())}".strip()


def _thing(number: Number, noun: Token | None, clause: Clause) -> str:
    """The noun with the words that narrow it, without the number."""
    if noun is None or is_bare(noun) or noun.pos_ not in ("NOUN", "PROPN"):
        return ""
    inside = {token.i for token in clause.tokens(number.extent)}
    kept = [
        token
        for token in noun.lefts
        if token.dep_ in ("amod", "compound", "nmod")
        and token.i not in inside
        and not token.like_num
        and token.lower_ not in ("least", "most", "more", "estimated")
    ]
    words = [token.text_with_ws for head in kept for token in head.subtree if token.i not in inside and not token.like_num]
    return " ".join("".join([*words, noun.text]).split())


def _measured(number: Number, clause: Clause) -> str:
    """For a bare measure: what it is a measure of, as its verb and subject tell ("prices rose")."""
    tokens = clause.tokens(number.extent)
    token = tokens[-1]
    for _ in range(6):
        if token.pos_ in ("VERB", "AUX") or token.head is token:
            break
        if token.dep_ == "pobj" and token.head.head.pos_ == "NOUN" and token.head.head.i not in {t.i for t in tokens}:
            return token.head.head.lower_
        token = token.head
    if token.pos_ not in ("VERB", "AUX"):
        return ""
    subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    named = subject.text if subject is not None and subject.pos_ in ("NOUN", "PROPN") else ""
    form = token.lower_ if token.lemma_ != "be" else ""
    return f"{named} {form}".strip()
