"""Interviews printed as questions and answers: no quotation marks are needed to know who speaks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from broadsheet.language.quotemarks import Quotation
from broadsheet.language.words import listed
from broadsheet.records.text import Extent

_LABEL = re.compile(
    r"(?P<label>[^\W\d_a-z][\w.'’-]*(?:[^\S\n]+[^\W\d_a-z][\w.'’-]*){0,4})[^\S\n]*:[^\S\n]+(?=\S)|(?P<letter>[QA])\.[^\S\n]+(?=\S)"
)
_QUESTION, _ANSWER = "q", "a"
_FEWEST = 2
_ASKING = 0.5
_MOST_WORDS = 60
_QUOTED = frozenset("\"“”„«‘'")
_WORD = re.compile(r"[^\W\d_]+")
_OWN = listed("i me my myself we our us")
_ADDRESSED = listed("you your yourself")


@dataclass(frozen=True, slots=True)
class _Turn:
    """`label` as it is written, `said` what follows it up to the next label."""

    label: Extent
    said: Extent
    name: str


def answers(text: str, paragraphs: Sequence[Extent], introduced: Extent | None = None) -> list[Quotation]:
    r"""What is answered in an interview, in order; each has the place of the answerer's name as `label`.

    A text is an interview where paragraphs begin with a name and a colon (or "Q" and "A"), one name mostly asks, and others
    answer it, each twice at least. Only what follows a question's turn is an answer. A paragraph without a name goes on with
    the turn before it, but not after the last name. Where nobody is named, questions are paragraphs by themselves
    (they were bold) that address somebody, and what follows them speaks of itself: then `introduced` answers.

    Args:
        text: the article's.
        paragraphs: their places, in order.
        introduced: the one person named before the first question; it answers as "A" and where nobody is named.

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
    asking = {
        name
        for name, each in often.items()
        if name == _QUESTION or sum(_asks(turn.said, text) for turn in each) >= _ASKING * len(each)
    }
    given = [turn for before, turn in pairwise(turns) if before.name in asking and turn.name in often.keys() - asking]
    if len(asking) != 1 or len(given) < _FEWEST:
        return list(_unlabelled(text, paragraphs, introduced)) if introduced and not often else []
    return [
        Quotation(turn.said, Extent(turn.label.start, turn.said.end), label=(turn.name == _ANSWER and introduced) or turn.label)
        for turn in given
    ]


def first_question(text: str, paragraphs: Sequence[Extent]) -> int | None:
    """Where the first paragraph begins that asks something and nothing else, or that a name and a colon open."""
    return next((line.start for line in paragraphs if _is_question(line, text) or _LABEL.match(text, line.start, line.end)), None)


def _turns(text: str, paragraphs: Sequence[Extent]) -> list[_Turn]:
    begun = [(place, found) for place, line in enumerate(paragraphs) if (found := _LABEL.match(text, line.start, line.end))]
    out = []
    for n, (place, found) in enumerate(begun):
        last = begun[n + 1][0] - 1 if n + 1 < len(begun) else place
        said = Extent(found.end(), paragraphs[last].end)
        if text[said.start] not in _QUOTED:
            group = "label" if found["label"] else "letter"
            out.append(_Turn(Extent(*found.span(group)), said, found[group].split()[-1].casefold()))
    return out


def _asks(said: Extent, text: str) -> bool:
    return said.of(text).rstrip(' "”’)').endswith("?")


def _is_question(line: Extent, text: str) -> bool:
    return _asks(line, text) and text[line.start] not in _QUOTED and len(line.of(text).split()) <= _MOST_WORDS


def _unlabelled(text: str, paragraphs: Sequence[Extent], who: Extent) -> Iterator[Quotation]:
    """The paragraphs after each question up to the next; of the last question one, for what follows may be the paper's own."""
    asked = [place for place, line in enumerate(paragraphs) if _is_question(line, text)]
    said = [
        Extent(paragraphs[place + 1].start, paragraphs[until - 1].end)
        for place, until in pairwise([*asked, asked[-1] + 2] if asked else [])
        if place + 1 < until <= len(paragraphs)
    ]
    addressed = sum(_has(paragraphs[place], text, _ADDRESSED) for place in asked)
    own = sum(_has(each, text, _OWN) for each in said)
    marked = any(text[each.start] in _QUOTED for each in said)
    if len(said) > _FEWEST and not marked and 2 * addressed >= len(asked) and own >= _FEWEST and 2 * own > len(said):
        yield from (Quotation(each, each, label=who) for each in said)


def _has(place: Extent, text: str, words: frozenset[str]) -> bool:
    return any(word.lower() in words for word in _WORD.findall(place.of(text)))
