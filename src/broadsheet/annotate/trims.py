"""Parts of a sentence that can be left out and leave a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from broadsheet.annotate.leaning import Around
from broadsheet.annotate.reading import ENDLESS, Clause
from broadsheet.language.datelines import dateline_end
from broadsheet.language.quotemarks import touching
from broadsheet.language.words import listed
from broadsheet.records.annotation import Trim, TrimKind
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEECH = listed(
    """
say tell add report write announce note explain confirm warn claim argue state acknowledge insist estimate believe
suggest show find
"""
)
_OPENERS = listed(
    """
however meanwhile still moreover furthermore also additionally nevertheless nonetheless separately instead indeed
finally therefore thus similarly likewise
"""
)
_PERSONS = listed("i me my we us our he him his she her they them their")
_COORDINATORS = listed("but and yet so")
_OPENING_PHRASES = ("in fact", "in addition", "even so", "that said", "what 's more", "on top of that", "as a result", "in turn")
"""How a sentence is tied to the one before it that is whole without."""

_LONGEST_OPENING = 5
"""Tokens, the comma behind them counted."""


def trims(clause: Clause, around: Around) -> tuple[Trim, ...]:
    """What may be left out, in order, none reaching into a quotation or over another."""
    found: list[Trim] = []
    if len(clause.span) > ENDLESS:
        return ()
    for first, last, kind in sorted(_candidates(clause), key=lambda item: (item[0], -item[1])):
        if not clause.span.start <= first < last <= clause.span.end:
            continue
        extent = clause.place(first, last)
        if _allowed(extent, clause, around) and not any(extent.overlaps(other.extent) for other in found):
            found.append(Trim(extent=extent, kind=kind))
    return tuple(found)


def _candidates(clause: Clause) -> Iterator[tuple[int, int, TrimKind]]:
    yield from _dateline(clause)
    yield from _connective(clause)
    yield from _parentheses(clause)
    yield from _attribution(clause)
    for token in clause.words:
        if token.dep_ == "appos":
            yield from _between_commas(clause, token, "appositive")
        elif token.dep_ == "relcl" and token.left_edge.lower_ in ("who", "which", "whose", "where"):
            yield from _between_commas(clause, token, "relative")


def _dateline(clause: Clause) -> Iterator[tuple[int, int, TrimKind]]:
    end = dateline_end(clause.span.text) if clause.span.start == 0 else 0
    if end:
        yield 0, sum(token.idx < end for token in clause.words), "dateline"


def _connective(clause: Clause) -> Iterator[tuple[int, int, TrimKind]]:
    first = clause.span[0]
    after = clause.span[1] if len(clause.span) > 1 else first
    if (first.lower_ in _OPENERS and after.text == ",") or first.lower_ in _COORDINATORS:
        comma = after.text == ","
        yield first.i, first.i + 1 + comma, "connective"
    elif opener := _opening_phrase(clause):
        yield first.i, first.i + opener, "connective"
    for token in clause.span.root.children:
        if token.lower_ == "also" and _only_adds(token):
            yield token.i, token.i + 1, "connective"


def _opening_phrase(clause: Clause) -> int:
    """Tokens of an opening like "In fact,", its comma counted; 0 where the sentence opens otherwise."""
    words = [token.lower_ for token in clause.span[:_LONGEST_OPENING]]
    length = words.index(",") if "," in words else 0
    return length + 1 if " ".join(words[:length]) in _OPENING_PHRASES else 0


def _only_adds(also: Token) -> bool:
    """Whether "also" stands before the main verb or behind its auxiliary and says only that something was told before."""
    before, after = (also.nbor(-1) if also.i else also), also.nbor(1)
    beside = after == also.head or (before.dep_ in ("aux", "auxpass") and after.pos_ in ("VERB", "AUX"))
    return beside and also.dep_ == "advmod"


def _parentheses(clause: Clause) -> Iterator[tuple[int, int, TrimKind]]:
    opened = None
    for token in clause.words:
        if token.text == "(":
            opened = token.i
        elif token.text == ")" and opened is not None:
            if opened > clause.span.start:
                yield opened, token.i + 1, "parenthesis"
            opened = None


def _attribution(clause: Clause) -> Iterator[tuple[int, int, TrimKind]]:
    """Who says it: "…, officials said" at the end, "according to X, …" and "X said …" at the front."""
    root = clause.span.root
    said = next(
        (child for child in root.children if child.dep_ == "ccomp" and child.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB")),
        None,
    )
    subject = next((child for child in root.children if child.dep_ == "nsubj"), None)
    if root.lemma_ in _SPEECH and said is not None and subject is not None and _is_sentence(said) and not _points_back(said):
        yield from _around(clause, said)
    for token in clause.words:
        if token.lower_ == "according" and token.head.pos_ in ("VERB", "AUX") and token.head == root:
            first, last = token.left_edge.i, token.right_edge.i + 1
            doc = clause.span.doc
            if first == clause.span.start and last < clause.span.end and doc[last].text == ",":
                yield first, last + 1, "attribution"
            elif first > clause.span.start and doc[first - 1].text == "," and _closes(clause, last):
                yield first - 1, last, "attribution"


def _is_sentence(verb: Token) -> bool:
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        child.tag_ in ("VBD", "VBZ", "VBP", "MD") for child in verb.children if child.dep_ in ("aux", "auxpass")
    )
    return (
        finite
        and any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)
        and verb.left_edge.lower_ not in ("what", "how", "why", "whether", "if", "who")
    )


def _points_back(said: Token) -> bool:
    """Whether what is said speaks of its speaker by a pronoun, which would lose its meaning."""
    return any(token.lower_ in _PERSONS for token in said.subtree)


def _around(clause: Clause, said: Token) -> Iterator[tuple[int, int, TrimKind]]:
    doc = clause.span.doc
    first, last = said.left_edge.i, said.right_edge.i + 1
    root = clause.span.root.i
    if (
        root > last - 1
        and first == clause.span.start
        and last < clause.span.end
        and doc[last].text == ","
        and _whole_tail(clause, last)
    ):
        yield last, _before_end(clause), "attribution"
    elif (
        root < first
        and _closes(clause, last)
        and not any(token.dep_ in ("dobj", "dative", "prep", "advcl") and token.i < first for token in clause.span.root.children)
    ):
        opens = first + 1 if doc[first].lower_ == "that" else first
        yield clause.span.start, opens, "attribution"


def _whole_tail(clause: Clause, at: int) -> bool:
    """What follows the comma is the speaker and the verb and no further clause."""
    tail = [token for token in clause.words if token.i >= at]
    return len(tail) <= 25 and not any(token.dep_ in ("conj", "advcl") and token.pos_ == "VERB" for token in tail)


def _before_end(clause: Clause) -> int:
    last = clause.span.end
    while last > clause.span.start and clause.span.doc[last - 1].text in (".", "!", "?", "…", " "):
        last -= 1
    return last


def _closes(clause: Clause, last: int) -> bool:
    return last >= _before_end(clause)


def _between_commas(clause: Clause, token: Token, kind: TrimKind) -> Iterator[tuple[int, int, TrimKind]]:
    """A part with a comma before it, and after it a comma or the end of the sentence."""
    doc = clause.span.doc
    first, last = token.left_edge.i, token.right_edge.i + 1
    if first <= clause.span.start or doc[first - 1].text != ",":
        return
    if last < clause.span.end and doc[last - 1].text == ",":
        last -= 1
    if last + 1 < clause.span.end and doc[last].text == ",":
        closed = doc[last + 1].pos_ in ("VERB", "AUX", "ADV", "ADP", "PART")
        yield first - 1, last + closed, kind
    elif _closes(clause, last):
        yield first - 1, last, kind


def _allowed(extent: Extent, clause: Clause, around: Around) -> bool:
    left = (clause.extent.end - clause.extent.start) - (extent.end - extent.start)
    return left >= 12 and not touching(extent, around.quoted)
