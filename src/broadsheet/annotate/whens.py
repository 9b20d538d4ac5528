"""Times of an article, each with its sentence; which way the talk goes decides what "Monday" means."""

from __future__ import annotations

from broadsheet.annotate.directions import directions
from broadsheet.annotate.reading import Reading, plain
from broadsheet.language.times import times
from broadsheet.records.annotation import When


def whens(reading: Reading, published: str | None) -> list[When]:
    """The time expressions of the parsed part, resolved against the date of publication."""
    out = []
    for time in times(_in_paragraphs(reading), published, directions(reading)):
        clause = reading.clause_at(time.extent.start)
        if clause is not None:
            out.append(
                When(
                    extent=time.extent,
                    value=time.value,
                    kind=time.kind,
                    precision=time.precision,
                    sentence=clause.index,
                    relative=time.relative,
                )
            )
    return out


def _in_paragraphs(reading: Reading) -> str:
    """The parsed part as the parser has it, with the breaks between paragraphs: "the next day" looks back over one at most."""
    end = reading.clauses[-1].extent.end if reading.clauses else 0
    letters = list(plain(reading.text[:end]))
    for place, letter in enumerate(reading.text[:end]):
        if letter == "\n" and (clause := reading.clause_at(place)) is not None and clause.extent.end <= place:
            letters[place] = letter
    return "".join(letters)
