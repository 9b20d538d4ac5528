"""What the words around a name show of what it names: somebody, a body, a place.

The grammar guesses from single sentences and errs on names it has never met. What people have that bodies have not (an age, a
wife, "who", an office in apposition) and the other way round ("the company", "which", an article) is worth more than a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from broadsheet.annotate.naming import Name, opens_dateline
from broadsheet.language.bodies import LEGAL_FORMS, ORGANISATION_WORDS
from broadsheet.language.demonyms import DEMONYMS
from broadsheet.language.roles import KIN, is_office
from broadsheet.language.speech import PLAIN
from broadsheet.language.time_words import MONTHS
from broadsheet.language.words import fold, listed
from broadsheet.models import given_names
from broadsheet.records.annotation import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

STRONG, FAIR, WEAK = 3, 2, 1
_HUMAN = listed("""
live bear die recall remember laugh smile nod shrug marry divorce weep resign retire sit sleep wake wear graduate grin sigh
cough kneel whisper shout walk
""")
"""Lemmas of what bodies and places do not do, or hardly ever."""
_BODIES = ORGANISATION_WORDS | listed("""
company firm maker carmaker chipmaker shipbuilder brewery supplier retailer carrier airline utility operator lender insurer
chain start-up startup manufacturer publisher newspaper magazine paper daily weekly station charity nonprofit watchdog
regulator think-tank faction militia band brand subsidiary conglomerate bookmaker drugmaker
""")
_EITHER = listed("""
broadcaster contractor producer developer rival partner owner employer investor member host monitor model supporter backer
opponent competitor successor predecessor donor buyer bidder shareholder fellow
""")
"""Offices that bodies hold as well as people."""
_SETTLED = listed(
    "town city village hamlet suburb district province region county island port municipality republic kingdom capital"
)
_GOVERNED = listed(
    "mayor governor parliament capital coast border airport economy population army navy embassy ambassador president"
)
"""What a country or a town has and a company hardly ever."""
_REACH = 6


def evidence(name: Name) -> Counter[MentionKind]:
    """What speaks for each kind, by the words around one mention; less than nothing where they speak against it."""
    votes: Counter[MentionKind] = Counter()
    for kind, weight in (*_built(name), *_before(name), *_after(name), *_verb(name), *_beside(name)):
        votes[kind] += weight
    return votes


def _built(name: Name) -> Iterator[tuple[MentionKind, int]]:
    """Its own words: several people, a people's adjective, a company's legal form."""
    first, last = name.tokens[0], name.tokens[-1]
    given = first.i < last.i and fold(first.lower_) in given_names.load()
    if last.tag_ == "NNPS" and not given:
        yield "person", -FAIR
    if first.i < last.i and first.text in DEMONYMS and not given and not any(is_office(token.lower_) for token in name.tokens):
        yield "person", -STRONG
    if first.i < last.i and last.lower_.strip(".") in LEGAL_FORMS and not last.is_lower:
        yield "organisation", STRONG


def _before(name: Name) -> Iterator[tuple[MentionKind, int]]:
    doc, first, start = name.clause.span.doc, name.first, name.clause.span.start
    before = [doc[i] for i in range(first - 1, max(start - 1, first - 3), -1)]
    if not before:
        return
    if before[0].lower_ == "the" and (name.last - first > 1 or name.root.dep_ in _NOUNS):
        yield "person", -FAIR
    if before[0].lower_ == "of" and len(before) > 1 and before[1].lower_ in _SETTLED:
        yield "place", STRONG
    if before[0].lower_ in _BODIES and before[0].tag_ == "NN" and before[0].text.islower():
        yield "organisation", STRONG
    apposed = len(before) > 1 and before[0].text == "," and before[1].tag_ in ("NN", "NNP") and _is_human(before[1])
    if apposed and name.last - first in (2, 3) and _closes(name):
        yield "person", FAIR


_NOUNS = ("nsubj", "nsubjpass", "dobj", "pobj", "attr")


def _closes(name: Name) -> bool:
    """Whether a name is the whole of what stands between two marks, or before a verb."""
    doc = name.clause.span.doc
    after = doc[name.last] if name.last < len(doc) else None
    return after is None or after.is_punct or after.pos_ in ("VERB", "AUX") or after.tag_ == "POS"


def _after(name: Name) -> Iterator[tuple[MentionKind, int]]:
    doc, end = name.clause.span.doc, name.clause.span.end
    after = [doc[i] for i in range(name.last, min(end, name.last + 2))]
    if not after:
        return
    if after[0].tag_ == "POS" and len(after) > 1 and after[1].lower_ in KIN:
        yield "person", STRONG
    if after[0].tag_ == "POS" and len(after) > 1 and after[1].lower_ in _GOVERNED:
        yield "place", FAIR
    if after[0].lower_ in ("who", "which"):
        yield from _relative(name, after[0])
    if after[0].text == "," and len(after) > 1:
        yield from _apposition(name, after[1])


def _relative(name: Name, pronoun: Token) -> Iterator[tuple[MentionKind, int]]:
    """In "the head of NAME, who" another is meant."""
    if pronoun.lower_ == "who" and not _within(name):
        yield "person", STRONG
    elif pronoun.lower_ == "which":
        yield "person", -STRONG


def _apposition(name: Name, token: Token) -> Iterator[tuple[MentionKind, int]]:
    """NAME, 45, and NAME, aged nine, and NAME, the director of."""
    doc, end = name.clause.span.doc, name.clause.span.end
    later = doc[token.i + 1] if token.i + 1 < end else None
    if token.lower_ in ("who", "which"):
        yield from _relative(name, token)
    elif (token.lower_ == "aged" or _is_age(token)) and later is not None and (token.lower_ == "aged" or later.is_punct):
        yield "person", STRONG
    elif not _within(name):
        head = _described_by(token, end)
        if head is not None and _is_human(head):
            yield "person", STRONG
        elif head is not None and head.lower_ in _BODIES:
            yield "organisation", STRONG


def _is_age(token: Token) -> bool:
    return token.text.isdigit() and 1 <= int(token.text) <= 110 and len(token.text) <= 3


def _within(name: Name) -> bool:
    """Whether a name hangs on a preposition, so that what follows may describe what stands before it."""
    doc = name.clause.span.doc
    return name.first > name.clause.span.start and doc[name.first - 1].tag_ == "IN"


def _described_by(token: Token, end: int) -> Token | None:
    """The noun that a description beginning here comes down to: "a", "the", "his", then words up to the last noun in a row."""
    doc = token.doc
    if token.tag_ not in ("DT", "PRP$", "JJ", "NN", "NNP"):
        return None
    head = None
    for i in range(token.i, min(end, token.i + _REACH)):
        if doc[i].tag_ in ("NN", "NNP"):
            head = doc[i]
        elif doc[i].tag_ not in ("DT", "PRP$", "JJ", "VBG", "VBN", "HYPH", "POS", "CD", "JJR", "JJS", "RB"):
            break
    return head if head is not None and head.text.islower() else None


def _is_human(token: Token) -> bool:
    word = token.lower_.split("-")[-1]
    return word not in _EITHER and word not in _BODIES and (is_office(word) or word in KIN)


def _verb(name: Name) -> Iterator[tuple[MentionKind, int]]:
    """What it does: bodies speak too, but they are not born."""
    root = name.root
    if root.dep_ not in ("nsubj", "nsubjpass"):
        return
    if root.head.lemma_ in _HUMAN:
        yield "person", FAIR
    elif root.head.lemma_ in PLAIN and name.last - name.first > 1:
        yield "person", WEAK


def _in_dateline(name: Name) -> bool:
    """Whether a name is one of the places that a dateline begins with: "PORT VELM, Velunia, May 3 (AGENCY) —"."""
    before = name.clause.span.doc[: name.last]
    plain = all(token.text == "," or token.tag_ in ("NNP", "NNPS") for token in before)
    return plain and not any(token.lower_.strip(".") in MONTHS for token in before) and opens_dateline(name.clause, name.last)


def _beside(name: Name) -> Iterator[tuple[MentionKind, int]]:
    """A name in a row of people is somebody's; "in NAME," is a place."""
    doc, root = name.clause.span.doc, name.root
    row = [token.ent_type_ for token in root.conjuncts if token.ent_type_]
    if len(row) > 1 and row.count("PERSON") > 1 and row.count("PERSON") * 2 > len(row):
        yield "person", FAIR
    after = doc[name.last] if name.last < len(doc) else None
    if root.dep_ == "appos" and root.head.lower_ in _BODIES and root.head.is_lower and root.head.tag_ == "NN":
        yield "organisation", FAIR
    if _in_dateline(name):
        yield "place", STRONG
    inside = name.first > name.clause.span.start and doc[name.first - 1].lower_ in ("in", "near", "outside", "across")
    if inside and not root.text.isupper() and (after is None or after.is_punct or after.lower_ in ("on", "in", "during", "after")):
        yield "place", WEAK
