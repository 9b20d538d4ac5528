"""What an article says people and organisations are: titles before a name, descriptions beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from broadsheet.annotate.naming import Name
from broadsheet.language.names import HONORIFICS
from broadsheet.language.roles import is_office
from broadsheet.language.words import listed
from broadsheet.records.annotation import RoleSpan
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_BEFORE = ("compound", "amod", "nmod", "poss", "case")
_LEADS = listed("""
head lead run chair direct represent serve work teach found own edit oversee command coach manage
""")
_TIMED = listed("then ex former acting interim outgoing incoming")
_SEEKING = listed("nominee nomination candidate candidacy choice pick choose nominate select tap run bid replacement")
_LONGEST = 18
_WITHOUT_END = re.compile(
    r"(?:(?:^|[ ,;:—–-]+)(?:and|or|but|of|the|a|an|in|at|for|to|from|with|by|on|as|who|which|that))+[ ,;:—–-]*$", re.IGNORECASE
)
"""Words that lead to something: where nothing follows, a description was cut short there."""


def roles(name: Name, text: str) -> list[RoleSpan]:
    """The offices and descriptions that stand beside one mention of a name, in order, without repeats."""
    found = [*_title(name), *_office_of(name), *_apposition(name), *_described(name), *_relative(name), *_copula(name)]
    kept = []
    for first, last in sorted(set(found)):
        if _is_sought(name.clause.span.doc[name.clause.span.start : first]):
            continue
        extent = _stripped(text, name.clause.place(first, last))
        if extent is not None and not extent.overlaps(name.extent):
            kept.append(RoleSpan(text=extent.of(text), extent=extent))
    return kept


def _is_sought(before: Span) -> bool:
    """Whether an office is one that somebody is to have: "her nominee for Harbour Master, NAME"."""
    words = [token for token in before[-4:] if token.pos_ != "DET" and not token.is_space]
    return len(words) > 1 and words[-1].lower_ in ("for", "as") and words[-2].lemma_.lower() in _SEEKING


def _stripped(text: str, extent: Extent) -> Extent | None:
    words = extent.of(text)
    lead = len(words) - len(words.lstrip(" ,;:—–-("))
    words = _WITHOUT_END.sub("", words.strip(" ,;:—–-("))
    if not words or "\n" in words or any(mark in words for mark in ("“", "”", '"', "``", "''")):
        return None
    return Extent(extent.start + lead, extent.start + lead + len(words))


def _title(name: Name) -> Iterator[tuple[int, int]]:
    """Finance Minister NAME, former mayor NAME: the run of describing words right before the name that ends in an office."""
    doc = name.clause.span.doc
    first = name.first
    while first > name.clause.span.start and _describes(doc[first - 1], name) and name.first - first < 8:
        first -= 1
    while first < name.first and (doc[first].lower_.strip(".") in HONORIFICS or doc[first].tag_ in ("POS", "CD", "HYPH")):
        first += 1
    if (
        first < name.first
        and (is_office(_word(doc[name.first - 1])) or doc[name.first - 1].lower_ in _SHORT)
        and name.kind == "person"
    ):
        yield _with_time(name, first), name.first


def _with_time(name: Name, first: int) -> int:
    """Where a title begins with the word before it that says since when or till when it holds: "then-governor"."""
    doc, start = name.clause.span.doc, name.clause.span.start
    before = first - 1 - (first > start and doc[first - 1].tag_ == "HYPH")
    if before < start or doc[before].lower_ not in _TIMED or (before == first - 1 and not doc[before].is_lower):
        return first
    return before


def _office_of(name: Name) -> Iterator[tuple[int, int]]:
    """Secretary of State NAME: an office written as a title, with what it is of."""
    doc, first = name.clause.span.doc, name.first
    while first > name.clause.span.start and name.first - first < 7 and _in_title(doc[first - 1]):
        first -= 1
    while first < name.first and (doc[first].pos_ != "PROPN" or doc[first].lower_ in ("of", "and")):
        first += 1
    words = [doc[i].lower_ for i in range(first, name.first)]
    if name.kind == "person" and "of" in words[1:-1] and any(is_office(word) for word in words[: words.index("of")]):
        yield first, name.first


def _in_title(token: Token) -> bool:
    return token.tag_ in ("NNP", "NNPS") or token.lower_ in ("of", "and")


_SHORT = listed("""
sen. sen rep. rep gov. gov gen. gen col. col lt. sgt. capt. maj. rev. pres. adm. cmdr. prof. sens. reps.
""")


def _word(token: Token) -> str:
    return token.lower_.split("-")[-1] if "-" in token.lower_ else token.lower_


def _describes(token: Token, name: Name) -> bool:
    if token.is_punct and token.text != "-":
        return False
    inside = token.head
    hops = 0
    while inside.i < name.first and hops < 4:
        if inside.dep_ not in _BEFORE and inside.head.i != name.root.i:
            return False
        inside, hops = inside.head, hops + 1
    return token.dep_ in (*_BEFORE, "punct") and name.first <= inside.i < name.last and token.tag_ not in ("PRP$", "DT")


def _apposition(name: Name) -> Iterator[tuple[int, int]]:
    """NAME, a professor at Y, and: the president of Y, NAME."""
    for token in name.root.children:
        if token.dep_ == "appos" and token.i >= name.last and _is_description(token) and name.kind in ("person", "organisation"):
            yield _bounded(token, name)
    head = name.root.head
    if name.kind == "person" and name.root.dep_ == "appos" and head.i < name.first and is_office(_word(head)):
        first = min(token.i for token in head.subtree)
        yield first, _last_before(name, head.i)


def _last_before(name: Name, head: int) -> int:
    doc = name.clause.span.doc
    last = name.first
    while last > head + 1 and (doc[last - 1].is_punct or doc[last - 1].lower_ in ("mr.", "mrs.", "ms.", "dr.")):
        last -= 1
    return last


def _is_description(token: Token) -> bool:
    if token.pos_ == "NUM" or token.ent_type_ in ("GPE", "DATE", "CARDINAL", "MONEY", "PERSON"):
        return False
    if is_office(_word(token)):
        return True
    lower = token.pos_ == "NOUN" and any(child.dep_ == "det" and child.lower_ in ("a", "an", "the") for child in token.children)
    return lower and token.i - token.left_edge.i <= 8


def _bounded(token: Token, name: Name) -> tuple[int, int]:
    """The subtree of a description, cut before a relative clause, a dash or what belongs to the main clause."""
    doc = name.clause.span.doc
    first, last = token.left_edge.i, token.i + 1
    inside = {child.i for child in token.subtree}
    while last < min(len(doc), first + _LONGEST) and last in inside and not _ends_description(doc[last]):
        last += 1
    last = _before_torn_clause(doc, token.i + 1, last)
    while last > token.i + 1 and (doc[last - 1].is_punct or doc[last - 1].dep_ in ("cc", "prep", "det", "mark")):
        last -= 1
    return max(first, name.last), last


def _before_torn_clause(doc: Doc, first: int, last: int) -> int:
    """Where a description ends whose relative clause was cut before its verb: "the founder of the mill whose first loom"."""
    for token in doc[first:last]:
        if token.tag_ in ("WP", "WDT", "WP$"):
            verb = next((above for above in token.ancestors if above.pos_ in ("VERB", "AUX")), token)
            if not token.i < verb.i < last:
                return token.i
    return last


def _ends_description(token: Token) -> bool:
    if token.text in ("—", "–", "--", ";", ":", "(", ")", '"'):
        return True
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    goes_on = after is not None and after.dep_ == "conj" and after.head.pos_ in ("PROPN", "NOUN")
    return token.text == "," and not goes_on


def _described(name: Name) -> Iterator[tuple[int, int]]:
    """NAME, of Y, and NAME, 45, of Y: where a person comes from or belongs to."""
    doc = name.clause.span.doc
    if name.kind != "person":
        return
    for token in name.root.children:
        if token.dep_ == "prep" and token.lower_ in ("of", "from", "with") and token.i > name.last and doc[token.i - 1].text == ",":
            last = token.right_edge.i + 1
            if last - token.i <= 10 and last < len(doc) and doc[last].text in (",", "."):
                yield token.i, last


def _relative(name: Name) -> Iterator[tuple[int, int]]:
    """NAME, who heads Y, and: NAME, who is the head of Y."""
    for token in name.root.children:
        if token.dep_ != "relcl" or name.kind != "person":
            continue
        if token.lower_ == "is":
            yield from (told for told in _said_to_be(token, name) if not _is_over(name.clause.span.doc[slice(*told)]))
        elif token.lemma_ in _LEADS and token.left_edge.lower_ == "who" and token.right_edge.i + 1 - token.left_edge.i <= 12:
            yield token.left_edge.i, token.right_edge.i + 1


def _copula(name: Name) -> Iterator[tuple[int, int]]:
    """NAME is the head of Y."""
    verb = name.root.head
    if name.kind != "person" or name.root.dep_ != "nsubj" or verb.lower_ not in ("is", "was"):
        return
    yield from _said_to_be(verb, name)


def _is_over(described: Span) -> bool:
    """Whether it is told of somebody's past, beside an office that the reader is taken to know: "who is a former miller"."""
    return any(token.lower_ in ("former", "retired", "ex") for token in described[:3])


def _said_to_be(verb: Token, name: Name) -> Iterator[tuple[int, int]]:
    """What the verb says that its subject is: an office with its article, not denied."""
    if any(child.dep_ == "neg" for child in verb.children):
        return
    for token in verb.children:
        if token.dep_ == "attr" and is_office(_word(token)) and token.left_edge.lower_ in ("a", "an", "the"):
            yield _bounded(token, name)
