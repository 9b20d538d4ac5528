"""What was said, word for word or in report, and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from broadsheet.annotate.attribution import Setting, chance, settings
from broadsheet.annotate.contents import holds_words, repeats, reports, with_marks
from broadsheet.annotate.cues import Candidate
from broadsheet.annotate.direct import Attributed, attribute, is_whole, led_to, tells_itself
from broadsheet.annotate.interviews import answers, first_question
from broadsheet.annotate.nesting import is_relayed, is_within, teller
from broadsheet.annotate.reading import ENDLESS, Clause, Reading
from broadsheet.language.quotemarks import Quotation, quotations, touching
from broadsheet.language.sentences import paragraphs
from broadsheet.language.speech import SPEECH
from broadsheet.language.words import STOP_WORDS
from broadsheet.records.text import Extent

_FRAGMENT = 4
_SINGULAR = frozenset({"he", "she"})
_SURE_ENOUGH = 0.15
_MOSTLY = 0.5

HOLDING = 0.3
"""Chance from which on a report tells who holds a figure in it: whoever offers a sum holds it, be it said in words or not."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something said, before its speaker is known as an entity.

    `outer` is its place with its quotation marks; `told_by` who tells that it was said, where somebody does.
    """

    extent: Extent
    outer: Extent
    direct: bool
    clause: Clause
    by: Attributed | None
    speech: bool = True
    told_by: Attributed | None = None


def all_quotations(reading: Reading) -> list[Quotation]:
    """The quotations of the part of the text that was parsed, whatever they are for; an interview's answers are some too."""
    end = reading.clauses[-1].extent.end if reading.clauses else 0
    lines = paragraphs(reading.text)
    answered = answers(reading.text, lines, _introduced(reading, first_question(reading.text, lines)))
    marked = [quote for quote in quotations(reading.text, lines) if not touching(quote.outer, answered)]
    return [quote for quote in sorted(answered + marked, key=lambda quote: quote.outer) if quote.outer.end <= end + 1]


def _introduced(reading: Reading, end: int | None) -> Extent | None:
    """The one person, by the last word of the name, whom the text before a place names in full."""
    people: dict[str, Extent] = {}
    for clause in reading.clauses:
        if end is None or clause.extent.end > end:
            break
        for span in clause.entities():
            words = [token for token in span if token.tag_ != "POS" and not token.is_space]
            if span.label_ == "PERSON" and words:
                place = clause.place(words[0].i, words[-1].i + 1)
                known = people.setdefault(words[-1].lower_, place)
                people[words[-1].lower_] = max(known, place, key=lambda one: one.end - one.start)
    full = [place for place in people.values() if " " in place.of(reading.text)]
    return full[0] if len(people) == len(full) == 1 else None


def whole_quotations(reading: Reading) -> list[Quotation]:
    """Those quotations that give a statement word for word."""
    return [quote for quote in all_quotations(reading) if is_whole(quote, reading)]


class Finder:
    """Finds the quotes of one article.

    Args:
        reading: the parsed text.
        quoted: its quotations.
        weights: of the features that tell a report (`broadsheet.models.attribution.load`).
    """

    def __init__(self, reading: Reading, quoted: Sequence[Quotation], weights: Mapping[str, float]) -> None:
        self.reading = reading
        self.quoted = quoted
        self.whole = [quote for quote in quoted if is_whole(quote, reading)]
        self.weights = weights
        self._likely: dict[int, list[tuple[float, Candidate]]] = {}

    def find(self, threshold: float | None = None) -> list[Said]:
        """Everything said, in order of place; reports from a chance on, that of the weights if none is given."""
        direct = self._direct
        least = self.weights.get("threshold", 0.5) if threshold is None else threshold
        reported = [one for one in self._reported(least, direct) if not any(_repeats(one, quote) for quote in direct)]
        taken = [said.extent for said in direct + reported]
        fragments = [said for quote in self.quoted if (said := self._fragment(quote, taken))]
        longer = {one: _led_on(one, fragments) for one in reported}
        rest = [one for one in fragments if not any(told.extent.holds(one.extent) for told in longer.values())]
        found = sorted([*direct, *longer.values(), *rest], key=lambda said: (said.extent, said.direct))
        return [replace(one, told_by=teller(one.by, self.likely(one.by.clause))) if one.by else one for one in found]

    def likely(self, clause: Clause) -> list[tuple[float, Candidate]]:
        """The candidates of a sentence with their chances, in order of place."""
        if clause.index not in self._likely:
            found = list(reports(clause, self.quoted))
            each = zip(found, settings(found, self.whole), strict=True)
            given = [chance(one, _of_its_own(one, found, setting), self.weights) for one, setting in each]
            self._likely[clause.index] = list(zip(given, found, strict=True))
        return self._likely[clause.index]

    @cached_property
    def _direct(self) -> list[Said]:
        out: list[Said] = []
        by: list[Attributed | None] = [attribute(quote, self.reading, self.likely) for quote in self.whole]
        for i, quote in enumerate(self.whole):
            clause = self.reading.clause_at(quote.outer.start)
            if clause is not None:
                if by[i] is None and not tells_itself(quote, self.reading):
                    by[i] = self._continued(i, by) or self._neighbour(i, by)
                out.append(Said(quote.extent, _outer(quote), True, clause, by[i]))
        return out

    def _continued(self, i: int, by: Sequence[Attributed | None]) -> Attributed | None:
        """The speaker of the quotation that goes on with this one: its mark is not closed before the next one opens."""
        for at, (quote, following) in enumerate(pairwise(self.whole[i:]), start=i + 1):
            if quote.closed or self.reading.text[quote.outer.end : following.outer.start].strip():
                return None
            if by[at] is not None:
                return by[at]
        return None

    def _neighbour(self, i: int, by: Sequence[Attributed | None]) -> Attributed | None:
        """The speaker of the quotation before in the same paragraph, else of the one after, unless named between the two.

        Where the sentences since the quotation before report somebody, the last one leads to the quotation: it is that one's,
        or nobody's if another is reported and does not lead to it.
        """
        here, led = self._paragraph(self.whole[i]), led_to(self.whole[i], self.reading)
        for j in (i - 1, i + 1):
            found = by[j] if 0 <= j < len(by) else None
            if found is not None and here in (self._paragraph(self.whole[j]), self._last_paragraph(self.whole[j])):
                if j < i and self._reported_since(found, self.whole[j], self.whole[i]):
                    return led
                return found if j < i or not _leads(found, self.whole[i], self.whole[j]) else led
        return led

    def _reported_since(self, by: Attributed, before: Quotation, quote: Quotation) -> bool:
        """Whether the sentences between a quotation with its speaker and the next one report somebody called otherwise."""
        last, first = self.reading.clause_at(before.outer.end - 1), self.reading.clause_at(quote.outer.start)
        if last is None or first is None:
            return False
        between = self.reading.clauses[max(last.index, by.clause.index) + 1 : first.index]
        told = [one for clause in between for given, one in self.likely(clause) if given >= _MOSTLY and _is_speech(one)]
        others = [one.speaker for one in told if one.speaker and one.speaker.of(self.reading.text).lower() not in _SINGULAR]
        return any(_last_word(speaker, self.reading) != _last_word(by.speaker, self.reading) for speaker in others)

    def _paragraph(self, quote: Quotation) -> int:
        clause = self.reading.clause_at(quote.outer.start)
        return clause.paragraph if clause else -1

    def _last_paragraph(self, quote: Quotation) -> int:
        clause = self.reading.clause_at(quote.outer.end - 1)
        return clause.paragraph if clause else -1

    def _reported(self, least: float, direct: Sequence[Said]) -> list[Said]:
        kept: list[tuple[float, Candidate]] = []
        every = [pair for clause in self.reading.clauses for pair in self.likely(clause) if self._is_likely(*pair, least)]
        for given, candidate in sorted(every, key=lambda pair: (-pair[0], pair[1].content)):
            if not self._doubles(candidate, kept, direct):
                kept.append((given, candidate))
        return [_said(candidate, self.quoted) for _, candidate in kept]

    def _is_likely(self, given: float, candidate: Candidate, least: float) -> bool:
        quoted = holds_words(candidate, self.quoted, self.reading.text)
        return given >= (_SURE_ENOUGH if quoted else least) and _says_something(candidate)

    def _doubles(self, candidate: Candidate, kept: Sequence[tuple[float, Candidate]], direct: Sequence[Said]) -> bool:
        """Whether most of it is already told by a better report, or given word for word, unless one tells of the other."""
        place = candidate.content
        told = [other for _, other in kept if _alike(place, other.content) >= _MOSTLY]
        given = [one for one in direct if _alike(place, one.outer) >= _MOSTLY]
        return any(not (is_within(candidate, other) or is_within(other, candidate)) for other in told) or any(
            not is_relayed(candidate, one.by, one.extent) for one in given
        )

    def _fragment(self, quote: Quotation, taken: Sequence[Extent]) -> Said | None:
        """Some quoted words of a sentence that no report covers, if they are more than a name."""
        if quote in touching(quote.outer, self.whole) or len(quote.extent.of(self.reading.text).split()) < _FRAGMENT:
            return None
        clause = self.reading.clause_at(quote.outer.start)
        if clause is None or len(clause.span) > ENDLESS or any(place.overlaps(quote.extent) for place in taken):
            return None
        by = attribute(quote, self.reading, lambda c: [pair for pair in self.likely(c) if pair[0] >= _SURE_ENOUGH])
        return Said(quote.extent, _outer(quote), True, clause, by) if by is not None else None


def _leads(by: Attributed, before: Quotation, quote: Quotation) -> bool:
    """Whether a speaker is named behind one quotation and before the next, to which these words lead."""
    return by.speaker is not None and before.outer.end <= by.speaker.start and by.speaker.end <= quote.outer.start


def _is_speech(candidate: Candidate) -> bool:
    return candidate.cue.lemma_.lower() in SPEECH or candidate.cue.lower_ == "according"


def _last_word(speaker: Extent | None, reading: Reading) -> str:
    return speaker.of(reading.text).rsplit(maxsplit=1)[-1].lower() if speaker else ""


def _of_its_own(candidate: Candidate, found: Sequence[Candidate], setting: Setting) -> Setting:
    """Its setting; as if it stood by itself where it tells what another speaker is said to have said."""
    return replace(setting, nested=False) if any(is_within(candidate, other) for other in found) else setting


def _says_something(candidate: Candidate) -> bool:
    """Whether a content holds a word that means something by itself, or a number: "it" and "the same" tell nothing."""
    content = candidate.clause.span.doc[candidate.first : candidate.last]
    return any(token.like_num or (token.is_alpha and token.lower_ not in STOP_WORDS) for token in content)


def _alike(a: Extent, b: Extent) -> float:
    both = min(a.end, b.end) - max(a.start, b.start)
    return both / (max(a.end, b.end) - min(a.start, b.start)) if both > 0 else 0.0


def _repeats(report: Said, quote: Said) -> bool:
    return report.by is not None and repeats(report.extent, report.by, quote.extent, quote.by)


def _led_on(report: Said, fragments: Sequence[Said]) -> Said:
    """A report as far as the last quoted words behind it that have the same cue: the grammar ended it too soon."""
    cue = report.by.cue_place if report.by else None
    if cue is None or cue.start > report.extent.start:
        return report
    behind = [one for one in fragments if one.by and one.by.cue_place == cue and one.clause.index == report.clause.index]
    last = max((one for one in behind if one.extent.start >= report.extent.end), key=lambda one: one.extent, default=report)
    extent, outer = Extent(report.extent.start, last.extent.end), Extent(report.outer.start, last.outer.end)
    return replace(report, extent=extent, outer=outer)


def _outer(quote: Quotation) -> Extent:
    """A quotation with its marks; the name before an answer is none."""
    return quote.extent if quote.label else quote.outer


def _said(candidate: Candidate, quoted: Sequence[Quotation]) -> Said:
    by = Attributed(candidate.clause, candidate.source, candidate.cue)
    return Said(candidate.content, with_marks(candidate.content, quoted), False, candidate.clause, by, _is_speech(candidate))
