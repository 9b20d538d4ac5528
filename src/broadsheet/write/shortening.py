"""A sentence cut down to a headline: what stands at its end falls off, never what the main clause says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from broadsheet.models import grammar
from broadsheet.write.compression import BROKEN, CONDITIONS, compressed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_WORDS = 14
FEWEST_LEFT = 6
"""Words of a main clause that is whole."""

CIRCUMSTANCE = re.compile(
    r",? (?:amid|after|ahead of|in a bid to|in an effort to)\b|, (?:as|when|while|with|including|where|although|though)\b"
    r"|, (?!according\b)\w{3,}ing (?:that|how|whether)\b"
)
"""What opens a closing circumstance: the main clause before it stands without it. Without its comma a participle belongs to
the noun before it, which may be the news ("issued a decree asserting that …")."""

SAID_LAST = re.compile(r", (?:according to [^,]{3,60}|[^,]{3,60} (?:said|says)(?: on \w+day)?)$")
"""An attribution that can stand behind a shortened sentence."""

SAID_AT_THE_END = re.compile(r"\b(?:said|says|told|according to|reported|announced|claimed)\b(?:\W+\w+){0,12}$")
"""An attribution that a shortened sentence would lose."""

REPORTED_LAST = re.compile(
    r"(, (?!who|which|that|as|and|but|when|where|while|it|they|he|she)(?:according to [^,]{3,60}|[^,]{3,60} "
    r"(?:said|says|reported|reports|announced|announces|wrote|ruled|confirmed)))"
    r"(?: (?:late |early )?(?:on )?\w+day(?: \w+)?)?(?:, (?:citing|quoting) [^,]+)?$"
)
"""An attribution at the end, the day and the further source that a headline does not need behind it."""

_PART = re.compile(r"; | [–—] | -- ")
"""What parts a title from a second one."""

_NEXT_SENTENCE = re.compile(r"(?<=[a-z]{4})[.!] (?=[A-Z])")
"""Where a title goes on with another sentence; a shorter word may be abbreviated."""

_INTERRUPTED = ("-", "–", "—", ":")
"""What opens an aside or a list: the words before it are not whole without those behind it."""

_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
TIME_LAST = re.compile(
    rf",? (?:(?:early |late )?(?:on )?{_DAYS}(?: (?:morning|afternoon|evening|night))?"
    r"|at \d{1,2}(?:[:.]\d\d)?(?: [ap]\.?m\.?)?)$"
)
"""A day or an hour at the end: a headline is of the newest day anyway."""


def shortened(sentence: str) -> str:
    """A sentence without its closing circumstance, if it is too long for a headline; who says so stays.

    What is left must be at least six words, so that the main clause is whole.

    >>> shortened("The council opened the Lisse dam overnight, as rain filled the lake for the third day in a row, swelling it.")
    'The council opened the Lisse dam overnight'
    >>> shortened("The drought has killed 4,000 people since the spring, with 300 more deaths to come, according to a report.")
    'The drought has killed 4,000 people since the spring, according to a report'
    >>> shortened("The council opened the dam because the lake was full.")
    'The council opened the dam because the lake was full'
    """
    bare = sentence.rstrip(".")
    said = SAID_LAST.search(bare)
    body, tail = (bare[: said.start()], said[0]) if said else (bare, "")
    if len(bare.split()) <= MOST_WORDS or (not said and SAID_AT_THE_END.search(bare)):
        return bare
    body = next((body[:at] for at in _circumstances(body) if _may_end(body[:at])), body)
    for kept in _forms(body):
        if len((kept + tail).split()) <= MOST_WORDS and _may_end(kept):
            return kept.rstrip(" ,") + tail
    return without_times(body).rstrip(" ,") + tail


def as_headline(sentence: str) -> str:
    """A sentence made to fit a headline where that can be done, as a rule by `shortened`, else by its grammar.

    >>> told = "Mill owner Anna Berg of Velm closed the old paper works on Monday, blaming the price of rye straw"
    >>> as_headline(f"{told}, the council said Tuesday.")
    'Anna Berg of Velm closed the old paper works, the council said'
    """
    short = shortened(sentence)
    if len(short.split()) <= MOST_WORDS:
        return short
    said = REPORTED_LAST.search(short)
    if not said:
        return short if SAID_AT_THE_END.search(short) and len(short.split()) <= MOST_WORDS else compressed(short, MOST_WORDS)
    return compressed(short[: said.start()], MOST_WORDS - len(said[1].split())) + said[1]


def first_of(title: str) -> str:
    """The first sentence of a title; one that is too long for a headline without what a semicolon or a dash parts from it.

    >>> first_of("Velm council closes the old sluice. What are farmers to do?")
    'Velm council closes the old sluice'
    >>> first_of("Velm council to open the old sluice; farmers at Ostrand ask who will pay for the drowned rye")
    'Velm council to open the old sluice'
    """
    sentence, *further = _NEXT_SENTENCE.split(title, maxsplit=1)
    if further and len(sentence.split()) >= FEWEST_LEFT:
        return first_of(sentence)
    first, *second = _PART.split(title, maxsplit=1)
    free = bool(second) and second[0].split(" ", 1)[0].lower() not in CONDITIONS
    return first if free and len(title.split()) > MOST_WORDS and len(first.split()) >= FEWEST_LEFT else title


def _forms(body: str) -> Iterator[str]:
    """What could stand for it, the longest first. The grammar is asked only once nothing else fits."""
    yield body
    yield without_times(body)
    yield from (without_times(body[:at]) for at in _second_predicates(body))


def without_times(text: str) -> str:
    """A clause without the day or hour at its end.

    >>> without_times("The charter of Velm was signed with two pens on Monday")
    'The charter of Velm was signed with two pens'
    """
    while last := TIME_LAST.search(text):
        text = text[: last.start()]
    return text


def _circumstances(text: str) -> list[int]:
    return [found.start() for found in CIRCUMSTANCE.finditer(text)]


def _may_end(text: str) -> bool:
    paired = text.count("“") == text.count("”") and text.count('"') % 2 == 0 and text.count("(") == text.count(")")
    whole = not text.rstrip().endswith(_INTERRUPTED) and not BROKEN.search(text.rstrip(" ,"))
    return paired and whole and len(text.split()) >= FEWEST_LEFT


def _second_predicates(text: str) -> list[int]:
    """Where a second thing that the subject did begins, the last first: "left the roof [and were back before noon]"."""
    (doc,) = grammar.parse([text], names=False)
    return sorted((joint.idx for root in _roots(doc) for joint in _joints(root)), reverse=True)


def _roots(doc: Doc) -> list[Token]:
    return [sentence.root for sentence in doc.sents][:1]


def _joints(root: Token) -> list[Token]:
    """The "and" before another verb of the same subject; "but" and "or" would change what is said."""
    further = [child for child in root.children if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")]
    joined = any(child.dep_ in ("preconj", "neg") for child in root.children)
    return [child for child in root.children if child.lower_ == "and" and further and not joined and child.i > root.i]
