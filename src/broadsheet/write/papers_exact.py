"""What of a sentence can be searched to the letter: a full name, a count, words in quotation marks that no other article has.

What happened can be told in other words, and no search is sure that it is not. A name, a number and a quotation have few
forms, so that all of them can be looked for; only of these may be said that no other paper has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import Literal

from broadsheet.language.roles import is_office
from broadsheet.language.words import fold, words
from broadsheet.records.annotation import Annotated, Figure, Mention
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Passage
from broadsheet.write.grounding_tokens import Token, sentences
from broadsheet.write.measures import scale_of
from broadsheet.write.papers_search import content

LIKE = 0.75
"""Likeness of two words' letters (difflib) from which one can be a spelling of the other, or a misprint."""

SAME_ROOT = 4
"""First letters that a surname shares with what is derived from it."""

SHORTEST_NAME = 3
"""Letters of a surname: shorter ones stand in too many words."""

FROM = 10
"""Smaller counts are told by listing what they count."""

NEAR = 0.1
"""Two numbers that lie this share apart may be one, rounded or estimated."""

MOST_QUOTED = 6
"""Words of a quotation that are enough to know it by."""

FEWEST_QUOTED = 5
"""Words of it that say what it is about; shorter quotations are phrases that anybody may use."""

CONVERSIONS = (1.0, 1.609, 0.3048, 0.4536, 0.9072, 0.4047, 2.59, 2.54, 1.852, 100.0, 1000.0)
"""What a measure may be multiplied with or divided by to be another one: miles, feet, pounds, tons, acres, inches."""

_MEASURED = frozenset({"length", "weight", "area"})

_FRACTION = re.compile(r"\b(?:half|halves|halved|doubl\w+|twice|thirds?|quarters?|fifths?|tenths?|majority)\b", re.IGNORECASE)
_NO_COUNTS = frozenset({"time", "fold", "degree", "litre", "gallon"})
"""What is not counted but compared ("ten times as fast"), or measured on scales that nothing here converts."""

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

Kind = Literal["name", "figure", "words"]


@dataclass(frozen=True, slots=True)
class Exact:
    """A name, figure or quotation as its sentence has it."""

    kind: Kind
    text: str


class Letters:
    """What articles hold, to the letter: their words, numbers and runs of words.

    Args:
        articles: all in which something is looked for.
    """

    def __init__(self, articles: Sequence[Annotated]) -> None:
        self._text = "\n".join(f"{annotated.article.title}\n{annotated.article.text}" for annotated in articles)

    @cached_property
    def _folded(self) -> str:
        return fold(self._text)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(words(self._text))

    @cached_property
    def _tokens(self) -> tuple[tuple[Token, ...], ...]:
        return sentences(self._text)

    @cached_property
    def _numbers(self) -> list[Token]:
        return [token for sentence in self._tokens for token in sentence if token.kind == "number"]

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        told = ([token.stem for token in sentence if token.content] for sentence in self._tokens)
        return frozenset(pair for sentence in told for pair in pairwise(sentence))

    def have_name(self, name: str) -> bool:
        """Whether a person's surname stands there in any spelling, or the first name where no other surname follows."""
        surname = _parts(name)[-1]
        return any(_alike(surname, word) for word in self._words) or self._alone(fold(name).split()[0])

    def _alone(self, first: str) -> bool:
        return bool(re.search(rf"\b{re.escape(first)}\b(?!\s+(?:[^\W\d_]\.\s*)?[^\W\d_a-z])", self._folded))

    def have_number(self, figure: Figure) -> bool:
        """Whether a number stands there that may be the figure: rounded, in another unit, the rest of a hundred or a fraction."""
        if figure.unit == "percent" and _FRACTION.search(self._text):
            return True
        if len(figure.unit) == 3 and figure.unit.isupper() and self._money:
            return True
        values = [figure.value, *([100 - figure.value] if figure.unit == "percent" else ())]
        factors = CONVERSIONS if scale_of(figure.unit)[0] in _MEASURED else (1.0, 12.0) if "dozen" in self._text else (1.0,)
        return any(_one_number(value, token.value, factors) for value in values for token in self._numbers)

    @cached_property
    def _money(self) -> bool:
        """Whether any amount of money stands there: it may be the same in another currency."""
        return any(token.unit and token.unit != "percent" for token in self._numbers)

    def have_words(self, quoted: str) -> bool:
        """Whether two words of a quotation stand there side by side, such as say little left out."""
        told = [token.stem for sentence in sentences(quoted) for token in sentence if token.content]
        return any(pair in self._pairs for pair in pairwise(told))


def exact(passage: Passage, letters: Letters, printed: str) -> Iterator[Exact]:
    """What of a sentence, as it is printed, none of the articles has."""
    for name in dict.fromkeys(_names(passage)):
        if name in printed and not letters.have_name(name):
            yield Exact("name", name)
    for figure in passage.figures:
        said = " ".join(figure.extent.of(passage.article.article.text).split())
        if (
            said in printed
            and "-" not in said
            and not _FRACTION.search(said)
            and _can_be_searched(figure)
            and not letters.have_number(figure)
        ):
            yield Exact("figure", said)
    for quoted in _quotations(passage):
        if quoted in printed and len(content(quoted)) >= FEWEST_QUOTED and not letters.have_words(quoted):
            yield Exact("words", _opening(quoted))


def _names(passage: Passage) -> Iterator[str]:
    """The full names of those whom the sentence is about or who speak in it. Whom else it mentions is seldom its news."""
    text, subject = passage.article.article.text, passage.sentence.subject
    told = [quote.speaker.extent for quote in passage.quotes if quote.speaker] + ([subject] if subject else [])
    for mention in passage.mentions:
        said = " ".join(mention.extent.of(text).split())
        if _is_full_name(mention, said) and any(extent.holds(mention.extent) for extent in told):
            yield said


def _is_full_name(mention: Mention, said: str) -> bool:
    parts = _parts(said)
    plain = mention.kind == "person" and not mention.pronoun and not is_office(said.rsplit(maxsplit=1)[-1])
    return plain and len(parts) > 1 and len(parts[-1]) >= SHORTEST_NAME


def _parts(name: str) -> list[str]:
    return [word for word in words(name) if word not in _SUFFIXES]


def _can_be_searched(figure: Figure) -> bool:
    plain = figure.value_high is None and figure.label != "age" and not {figure.noun, figure.unit} & _NO_COUNTS
    return plain and figure.value >= FROM and scale_of(figure.unit)[0] != "time"


def _quotations(passage: Passage) -> Iterator[str]:
    text, sentence = passage.article.article.text, passage.extent
    for quote in passage.quotes:
        held = Extent(max(quote.extent.start, sentence.start), min(quote.extent.end, sentence.end))
        if quote.direct and quote.speech and not _is_title(held.of(text)):
            yield held.of(text).strip()


def _is_title(quoted: str) -> bool:
    """Whether most of its words have capitals, as those of a film or a book."""
    told = quoted.split()
    return 2 * sum(word[:1].isupper() for word in told) > len(told)


def _opening(quoted: str) -> str:
    told = quoted.split()
    return " ".join(told) if len(told) <= MOST_QUOTED else f"{' '.join(told[:MOST_QUOTED]).rstrip(',;:.')} …"


def _alike(surname: str, word: str) -> bool:
    if word == surname or (len(surname) >= SAME_ROOT and word[:SAME_ROOT] == surname[:SAME_ROOT]):
        return True
    letters = SequenceMatcher(None, surname, word, autojunk=False)
    return min(len(word), len(surname)) >= SAME_ROOT and letters.quick_ratio() >= LIKE and letters.ratio() >= LIKE


def _one_number(one: float, other: float, factors: Sequence[float]) -> bool:
    pairs = [(one * factor, other) for factor in factors] + [(one, other * factor) for factor in factors]
    return any(abs(a - b) <= NEAR * max(a, b) for a, b in pairs)
