"""Places where somebody may be saying, thinking or wanting something: a cue, what it governs, and whose it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from broadsheet.annotate.reading import ENDLESS, Clause
from broadsheet.language.datelines import dateline_end
from broadsheet.language.speech import SPEECH
from broadsheet.language.words import listed
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
_INHERIT = ("conj", "xcomp", "advcl", "pcomp", "dep")
_CONTENTS = ("ccomp", "dobj", "xcomp")
_CIRCUMSTANCES = listed("by in at after before during since until")
_DAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
_LIKE = listed("if whether like as")
_NOUN_PREPOSITIONS = listed("for of on against to about that with in from over as toward")
_BELONGING = listed("of from for")
_STATIONED = listed("at in with")
_ISSUED = listed("statement letter email e-mail tweet post message memo note release video")
FINDINGS = listed("""
report study survey poll estimate estimation figure datum data statistic statistics count tally record assessment analysis
projection forecast calculation finding investigation inquiry review audit census document memo filing indictment
""")
"""What is found out and set down, and tells by itself: "figures from the ministry show"."""

_UTTERING = listed("make issue release express have give voice raise")
_OPENING_MARKS = frozenset("\"'“‘(,;:–—-")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible report.

    Attributes:
        clause: its sentence.
        shape: how cue and content hang together in the grammar (`ccomp`, `dobj`, `prep:for`, `noun:acl` …).
        cue: the token that marks it.
        first: first token of the content.
        last: one past its last token.
        source: first and last (excluded) token of the words that name the holder, None if there are none.
        content: place of what is reported.
    """

    clause: Clause
    shape: str
    cue: Token
    first: int
    last: int
    source: tuple[int, int] | None
    content: Extent = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Look the place of the content up once."""
        object.__setattr__(self, "content", self.clause.place(self.first, self.last))

    @property
    def speaker(self) -> Extent | None:
        """Place of the words that name the holder."""
        return self.clause.place(*self.source) if self.source else None


def candidates(clause: Clause) -> Iterator[Candidate]:
    """Every possible report of a sentence, in order of its cues; none of one too long to be a sentence."""
    if len(clause.span) > ENDLESS:
        return
    for token in clause.words:
        if token.lower_ == "according":
            yield from _according(clause, token)
        elif token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            yield from _verbal(clause, token)
        elif token.pos_ == "NOUN":
            yield from _nominal(clause, token)
        elif token.pos_ == "ADJ":
            yield from _adjectival(clause, token)


def _make(clause: Clause, shape: str, cue: Token, span: tuple[int, int], source: tuple[int, int] | None) -> Iterator[Candidate]:
    """The candidate, with its content inside the sentence, off the cue and free of marks at its ends."""
    begun = body_start(clause)
    first, last = max(span[0], begun), min(span[1], clause.span.end)
    if source and source[0] < begun:
        source = (begun, source[1]) if begun < source[1] else None
    if first <= cue.i < last:
        first, last = _larger(first, cue, last)
    if source and source[0] < last and first < source[1]:
        first, last = _off_source(first, last, source)
    doc = clause.span.doc
    while first < last and (doc[last - 1].is_space or doc[last - 1].text in _OPENING_MARKS or doc[last - 1].text == "."):
        last -= 1
    while first < last and (doc[first].is_space or doc[first].text in (",", ";", ":", "–", "—", "-", "--")):
        first += 1
    if first < last and any(token.is_alpha or token.like_num for token in doc[first:last]):
        yield Candidate(clause, shape, cue, first, last, source)


@lru_cache(maxsize=1)  # asked of one sentence again and again, once for every candidate
def body_start(clause: Clause) -> int:
    """The first token after a dateline."""
    end = dateline_end(clause.span.text) if clause.span.start == 0 else 0
    return bisect_left(clause.places.starts, clause.base + end, hi=clause.span.end) if end else clause.span.start


def _larger(first: int, cue: Token, last: int) -> tuple[int, int]:
    """The larger part of a content that its cue stands in ("The deal, he said, is dead")."""
    return (first, cue.i) if cue.i - first >= last - cue.i else (cue.i + 1, last)


def _off_source(first: int, last: int, source: tuple[int, int]) -> tuple[int, int]:
    if source[0] <= first:
        return max(first, source[1]), last
    return (first, source[0]) if source[0] - first >= last - source[1] else (source[1], last)


def span_of(token: Token) -> tuple[int, int]:
    """First and last (excluded) token of all that hangs on a token."""
    return token.left_edge.i, token.right_edge.i + 1


def _verbal(clause: Clause, verb: Token) -> Iterator[Candidate]:
    if verb.dep_ in ("aux", "auxpass"):
        return
    source = holder(verb)
    children = list(verb.children)
    passive = "passive-" if any(child.dep_ in ("nsubjpass", "auxpass") for child in children) else ""
    for child in children:
        made = _governed(child, verb, children)
        if made is not None:
            yield from _make(clause, (passive if made[0] != "nsubjpass" else "") + made[0], verb, made[1], source)
        elif child.dep_ in ("prep", "agent") and child.lower_ not in _CIRCUMSTANCES:
            for obj in _objects(child):
                yield from _make(clause, f"{passive}prep:{child.lower_}", verb, span_of(obj), source)
    if source and not any(c.dep_ in _CONTENTS for c in children):
        if verb.dep_ in ("advcl", "parataxis", "ccomp", "relcl"):
            yield from _aside(clause, verb, source)
        elif verb.dep_ == "ROOT" and verb.lemma_.lower() in SPEECH:
            yield from _trailing(clause, verb, source)


def _objects(preposition: Token) -> list[Token]:
    return [child for child in preposition.children if child.dep_ in ("pobj", "pcomp")]


def _governed(child: Token, verb: Token, siblings: Sequence[Token]) -> tuple[str, tuple[int, int]] | None:
    """Shape and place of the content, if this part of a verb can be one."""
    objects = [other for other in siblings if other.dep_ in ("dobj", "dative")]
    first, last = span_of(child)
    if child.dep_ == "ccomp":
        return _finite_shape(child, verb), (first, last)
    if child.dep_ == "xcomp":
        return f"xcomp:{child.tag_}", (min([obj.left_edge.i for obj in objects if obj.i < child.i] + [first]), last)
    if child.dep_ == "dobj":
        after = [other.right_edge.i + 1 for other in siblings if other.dep_ in ("prep", "oprd", "xcomp") and other.i > child.i]
        return "dobj", (first, max([*after, last]))
    if child.dep_ == "nsubjpass" or (child.dep_ == "oprd" and not objects) or (child.dep_ == "parataxis" and child.i < verb.i):
        return child.dep_, (first, last)
    opens = child.left_edge.lower_
    return (f"advcl:{opens}", (first, last)) if child.dep_ == "advcl" and child.i > verb.i and opens in _LIKE else None


def _finite_shape(child: Token, verb: Token) -> str:
    side = "front" if child.i < verb.i else "ccomp"
    mark = next((c.lower_ for c in child.children if c.dep_ == "mark"), "")
    opens = child.left_edge.lower_
    form = "to" if any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children) else ""
    asks = opens if opens in ("what", "who", "how", "why", "whether", "if", "when", "where", "which") else ""
    return f"{side}:{mark or asks or form}"


def _aside(clause: Clause, verb: Token, source: tuple[int, int]) -> Iterator[Candidate]:
    """A report in passing, "…, as X said" or "…, X says": the content is the rest of the sentence."""
    first, last = span_of(verb)
    if first > clause.span.start + 1:
        yield from _make(
            clause,
            "aside:" + verb.left_edge.lower_ if verb.left_edge.lower_ == "as" else "aside",
            verb,
            (clause.span.start, first),
            source,
        )
    if last < clause.span.end - 2 and first <= clause.span.start + 1:
        yield from _make(
            clause,
            "aside-front:" + verb.left_edge.lower_ if verb.left_edge.lower_ == "as" else "aside-front",
            verb,
            (last, clause.span.end),
            source,
        )


def _trailing(clause: Clause, verb: Token, source: tuple[int, int]) -> Iterator[Candidate]:
    """What stands before ", X said" and ", said X" where the grammar takes it for no clause."""
    comma = min(source[0], verb.i) - 1
    beside = abs(source[0] - verb.i) == 1 or source[1] == verb.i
    if beside and comma - clause.span.start > 1 and clause.span.doc[comma].text == ",":
        yield from _make(clause, "trail", verb, (clause.span.start, comma), source)


def holder(verb: Token) -> tuple[int, int] | None:
    """The words that name who does what the verb says; for a verb without subject, those of the verb it depends on."""
    for _ in range(5):
        own = _doer(verb)
        if own is not None or any(child.dep_ in ("nsubjpass", "expl") for child in verb.children):
            return own
        if verb.dep_ == "advcl" and _is_suffered(verb):
            return None
        if verb.dep_ in ("acl", "relcl"):
            return (holder(verb.head.head) if _is_issued(verb) else None) or _named(verb.head, verb)
        if verb.dep_ == "pcomp" and verb.head.dep_ == "prep":
            verb = verb.head.head
        elif verb.dep_ in _INHERIT and verb.head is not verb:
            verb = verb.head
        else:
            return None
    return None


def _doer(verb: Token) -> tuple[int, int] | None:
    """Subject or agent; nobody stands behind "told" as its subject: "…," told NAME."""
    for child in verb.children:
        if child.dep_ == "nsubj" and not is_time(child) and not (verb.lemma_ == "tell" and child.i > verb.i):
            return _named(child, verb)
        if child.dep_ == "agent":
            return next(((c.left_edge.i, c.right_edge.i + 1) for c in child.children if c.dep_ == "pobj"), None)
    return None


def _is_issued(verb: Token) -> bool:
    """Whether a participle tells what somebody's writing says: X issued a statement saying that."""
    return verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.dep_ == "dobj" and verb.head.lemma_ in _ISSUED


def _is_suffered(verb: Token) -> bool:
    """Whether a participle without a subject tells what is done to the subject of its sentence: "when asked, she said"."""
    return verb.tag_ == "VBN" and all(child.dep_ not in ("aux", "auxpass") for child in verb.children)


def is_time(token: Token) -> bool:
    """Whether a word is a day or a month, which says nothing: "…," Ana Reva said Monday."""
    return token.lower_ in _DAYS and token.pos_ == "PROPN" and token.ent_type_ in ("DATE", "TIME")


def _named(token: Token, verb: Token) -> tuple[int, int] | None:
    """A noun with what belongs to it, but not what is said of it at length."""
    if token.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
        token = verb.head
    first, last = token.left_edge.i, token.i + 1
    for child in token.rights:
        if child.dep_ == "punct":
            continue
        around = child.left_edge.i <= verb.i <= child.right_edge.i
        if child.dep_ in ("relcl", "acl") or child.pos_ == "NUM" or around or _is_occasion(child, token):
            break
        last = max(last, child.right_edge.i + 1)
    if first <= verb.i < last:
        first, last = token.i, token.i + 1
    return first, last


def _is_occasion(child: Token, noun: Token) -> bool:
    """Whether a phrase behind a noun tells when, where or to whom it spoke, not who it is: "said Ana Reva *on her return*".

    Behind a name, only what it is of or from, or a further name, tells who it is: "of the clinic", "at Velm College".
    """
    if child.dep_ != "prep":
        return False
    given = next((obj for obj in child.children if obj.dep_ in ("pobj", "pcomp")), None)
    dated = given is not None and given.ent_type_ in ("DATE", "TIME") and all(c.dep_ != "poss" for c in given.children)
    if given is None or dated:
        return dated
    named = noun.pos_ == "PROPN" or noun.tag_ == "PRP"
    return named and child.lower_ not in _BELONGING and (given.pos_ != "PROPN" or child.lower_ not in _STATIONED)


def _nominal(clause: Clause, noun: Token) -> Iterator[Candidate]:
    kind, source = _noun_holder(clause, noun)
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ in ("VB", "VBZ", "VBD", "VBP"):
            yield from _make(clause, f"noun-{kind}:acl", noun, span_of(child), source)
        elif child.dep_ in ("ccomp", "relcl") and child.left_edge.lower_ == "that":
            yield from _make(clause, f"noun-{kind}:that", noun, span_of(child), source)
        elif child.dep_ == "prep" and child.lower_ in _NOUN_PREPOSITIONS:
            for obj in _objects(child):
                yield from _make(clause, f"noun-{kind}:{child.lower_}", noun, span_of(obj), source)
    if noun.dep_ in SUBJECTS and noun.head.lemma_ == "be":
        for child in noun.head.children:
            if child.dep_ == "ccomp":
                yield from _make(clause, f"noun-{kind}:be", noun, span_of(child), source)


def _noun_holder(clause: Clause, noun: Token) -> tuple[str, tuple[int, int] | None]:
    """Whose claim, call or criticism it is: its owner, or who makes it."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        first, last = span_of(owner)
        return "poss", (first, last - 1) if clause.span.doc[last - 1].tag_ == "POS" else (first, last)
    source = holder(noun.head) if noun.dep_ == "dobj" and noun.head.lemma_ in _UTTERING else None
    if source is not None:
        return "verb", source
    issuer = issuer_of(noun)
    return ("from", span_of(issuer)) if issuer is not None else ("bare", None)


def issuer_of(noun: Token) -> Token | None:
    """Whose finding it is: "estimates *from Velm and Lisse*", "a report *by the ministry*"; the first of several."""
    if noun.lemma_.lower() not in FINDINGS:
        return None
    leading = (child for child in noun.rights if child.dep_ == "prep" and child.lower_ in ("from", "by"))
    return next((obj for child in leading for obj in child.children if obj.dep_ == "pobj"), None)


def _according(clause: Clause, token: Token) -> Iterator[Candidate]:
    first, last = span_of(token)
    doc = clause.span.doc
    begins = next((i + 1 for i in range(token.i, last) if doc[i].lower_ == "to"), token.i + 1)
    source = (begins, last) if begins < last else None
    end = next((i for i in range(begins, last) if doc[i].text in (",", "–", "—", "(") and i > begins), last)
    if first <= clause.span.start + 1:
        source = (begins, end) if source and begins < end else source
        yield from _make(clause, "according-front", token, (end, clause.span.end), source)
    else:
        yield from _make(clause, "according-back", token, (clause.span.start, first), source)


def _adjectival(clause: Clause, adjective: Token) -> Iterator[Candidate]:
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "amod", "conj") or verb.pos_ not in ("AUX", "VERB"):
        return
    source = holder(verb)
    for child in adjective.children:
        if child.dep_ in ("ccomp", "xcomp"):
            yield from _make(clause, "adj:" + child.dep_, adjective, span_of(child), source)
        elif child.dep_ == "prep":
            for obj in _objects(child):
                yield from _make(clause, "adj:" + child.lower_, adjective, span_of(obj), source)
