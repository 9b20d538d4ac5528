"""Reports beside quotations: where the marks correct the grammar, and which reports say nothing that a quotation does not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from broadsheet.annotate.cues import Candidate, candidates
from broadsheet.annotate.direct import Attributed
from broadsheet.annotate.reading import Clause
from broadsheet.language.quotemarks import Quotation, touching
from broadsheet.records.text import Extent

_FEW = 4


def reports(clause: Clause, quoted: Sequence[Quotation]) -> Iterator[Candidate]:
    """Every possible report of a sentence, its end where the quotations of the text allow one.

    A quotation that a report leads into belongs to it whole, wherever the grammar ends it; a participle after a comma inside
    the closing mark tells what the speaker did besides: he called it "a disaster," pointing at the wall.
    """
    for candidate in candidates(clause):
        content = candidate.content
        ends = (
            _end(candidate, quote) for quote in touching(content, quoted) if not quote.single and _begins_before(candidate, quote)
        )
        last = next((end for end in ends if end is not None), candidate.last)
        yield _ending(candidate, last) if last != candidate.last else candidate


def _begins_before(candidate: Candidate, quote: Quotation) -> bool:
    return candidate.content.start - 1 <= quote.outer.start and not quote.outer.holds(candidate.clause.at(candidate.cue))


def _end(candidate: Candidate, quote: Quotation) -> int | None:
    """One past the last token of a content that ends inside a quotation, or that goes on behind one with a participle."""
    clause, content, places = candidate.clause, candidate.content, candidate.clause.places
    first, last = clause.span.start, clause.span.end
    until = bisect_right(places.ends, quote.extent.end, first, last) - first
    inside = next((token for token in reversed(clause.words[:until]) if not token.is_quote), None)
    if inside is None:
        return None
    if quote.extent.start < content.end < quote.extent.end:
        return inside.i + (inside.text != ",")
    behind = bisect_left(places.starts, quote.outer.end, first, last)
    ended = content.end > quote.outer.end and candidate.cue.i < candidate.first and inside.text == ","
    return inside.i if ended and behind < last and clause.span.doc[behind].tag_ == "VBG" else None


def _ending(candidate: Candidate, last: int) -> Candidate:
    """The same with another end, unless its cue would stand in it; a holder in words that are quoted is none."""
    if candidate.first <= candidate.cue.i < last or last <= candidate.first:
        return candidate
    source = candidate.source
    inside = source is not None and source[0] < last and candidate.first < source[1]
    return replace(candidate, last=last, source=None if inside else source)


def holds_words(candidate: Candidate, quoted: Sequence[Quotation], text: str) -> bool:
    """Whether a report gives some of its words, four or more, in quotation marks: those are said beyond doubt."""
    content = candidate.content
    return any(content.holds(quote.extent) and len(quote.extent.of(text).split()) >= _FEW for quote in touching(content, quoted))


def repeats(content: Extent, by: Attributed, quote: Extent, quoted_by: Attributed | None) -> bool:
    """Whether a report is what is left of a quotation's own sentence: it has the same cue and does not lead into the quotation."""
    if quoted_by is None or quoted_by.cue is None or (by.clause.index, by.cue) != (quoted_by.clause.index, quoted_by.cue):
        return False
    longer = content.end - content.start > quote.end - quote.start
    return not (longer and content.start < quote.start - 1 and content.overlaps(quote))


def with_marks(content: Extent, quoted: Sequence[Quotation]) -> Extent:
    """The place of a report with the marks of the quotations that begin or end it."""
    start, end = content
    for quote in touching(content, quoted):
        if not quote.label and content.start <= quote.extent.start and content.end >= quote.extent.end - 1:
            start = quote.outer.start if content.start >= quote.outer.start else start
            end = quote.outer.end if content.end <= quote.outer.end else end
    return Extent(start, end)
