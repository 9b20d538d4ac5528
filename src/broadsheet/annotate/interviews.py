"""Interviews printed as questions and answers: who speaks stands before a colon, and no quotation marks are needed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from broadsheet.language.quotemarks import Quotation
from broadsheet.records.text import Extent

_LABEL = re.compile(r"(?P<label>[^\W\d_a-z][\w.'’-]*(?:[^\S\n]+[^\W\d_a-z][\w.'’-]*){0,4})[^\S\n]*:[^\S\n]+(?=\S)")
_FEWEST = 2
_ASKING = 0.5
_QUOTED = frozenset("\"“”„«‘'")


@dataclass(frozen=True, slots=True)
class _Turn:
    """`label` as it is written, `said` what follows it up to the next label."""

    label: Extent
    said: Extent
    name: str


def answers(text: str, paragraphs: Sequence[Extent]) -> list[Quotation]:
    r"""What is answered in an interview, in order; each has the place of the name before it as `label`, inside its `outer`.

    A text is an interview where paragraphs begin with a name and a colon, one name mostly asks, and others answer it, each
    twice at least. Only what follows a question's turn is an answer. A paragraph without a name goes on with
    the turn before it, but not after the last name.

    >>> text = "Post: Why?\nReva: It rained.\nPost: And now?\nReva: We wait."
    >>> lines = [Extent(0, 10), Extent(11, 27), Extent(28, 42), Extent(43, 57)]
    >>> [(quote.label.of(text), quote.extent.of(text)) for quote in answers(text, lines)]
    [('Reva', 'It rained.'), ('Reva', 'We wait.')]
    """
    turns = _turns(text, paragraphs)
    by_name: dict[str, list[_Turn]] = defaultdict(list)
    for turn in turns:
        by_name[turn.name].append(turn)
    often = {name: each for name, each in by_name.items() if len(each) >= _FEWEST}
    asking = {name for name, each in often.items() if sum(_asks(turn, text) for turn in each) >= _ASKING * len(each)}
    given = [turn for before, turn in pairwise(turns) if before.name in asking and turn.name in often.keys() - asking]
    if len(asking) != 1 or len(given) < _FEWEST:
        return []
    return [Quotation(turn.said, Extent(turn.label.start, turn.said.end), label=turn.label) for turn in given]


def _turns(text: str, paragraphs: Sequence[Extent]) -> list[_Turn]:
    begun = [(place, found) for place, line in enumerate(paragraphs) if (found := _LABEL.match(text, line.start, line.end))]
    out = []
    for n, (place, found) in enumerate(begun):
        last = begun[n + 1][0] - 1 if n + 1 < len(begun) else place
        said = Extent(found.end(), paragraphs[last].end)
        if text[said.start] not in _QUOTED:
            label = found["label"]
            out.append(_Turn(Extent(*found.span("label")), said, label.split()[-1].casefold()))
    return out


def _asks(turn: _Turn, text: str) -> bool:
    return turn.said.of(text).rstrip(' "”’)').endswith("?")
