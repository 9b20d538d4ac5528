"""A clause made short enough for a headline by leaving out what its grammar can spare, one part at a time, the least needed first.

What is spared only narrows the clause down, so that what is left is true if the whole was. Under a denial, a condition or a
superlative that does not hold ("did not fall in March" is no "did not fall"), so there only what commas set off may go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from broadsheet.language.roles import is_office
from broadsheet.language.words import listed
from broadsheet.models import grammar
from broadsheet.write.standing import points_back

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NAMED_FULLY = 2
"""Words of a name that says who is meant without an office."""

FEWEST_LEFT = 6
"""Words of a clause that is whole."""

BOUND_UP = re.compile(
    r"\b(?:not|no|nor|never|none|nobody|nothing|neither|few|fewer|less|least|most|more|hardly|barely|rarely|only|without|unless|until|"
    r"cannot|if|would|could|should|might|may|first|last|record|best|worst|than|almost|nearly|"
    r"(?:larg|bigg|great|high|low|long|short|fast|strong|weak|dead|deadli|earli|clos|rich|poor|warm|cold|wett|dri)est|"
    r"(?:reject|refus|fail|den[iy]|ban|bann|bar|barr|prevent|avoid|block|stop|doubt|oppos|declin)(?:e?s|e?d|ing|e|ies|y)?)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words whose sense reaches over what follows: a part that is left out behind them may change it."""

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^‘]*?’(?!\w)")
_ATTRIBUTES = re.compile(
    r"\b(?:according|said|says|told|alleg\w+|claim\w*|report(?:edly|ed|s)|believ\w+|suspect\w*|apparently|likely)\b"
)
"""What credits or doubts a statement: it stays."""

CONDITIONS = listed("if unless until provided except because although though whether lest without but or nor than so only not")
_DAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
_PARTS = listed("early late morning afternoon evening night on last this next")
_DASHES = ("–", "—", "--")
_SET_OFF = (",", *_DASHES)
_SPARED, _SPARED_CLAUSES = listed("amid after following during despite"), listed("as while")
"""What opens a circumstance that the main clause stands without, at its end and without a comma."""

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_RANKS = listed("gov rep sen gen col lt sgt capt cmdr dr prof rev mr mrs ms sir dame")

_HOLDING = listed("acting sitting outgoing incoming leading managing presiding visiting serving")
"""What may stand before an office; of other such words the office is the object: "the drums accompanying President Ada Pell"."""

_SPARED_WITH_NOUN = re.compile(
    r"in (?:an? |the )?(?:protest|response|reaction|reply|bid|effort|attempt|wake|aftermath|defiance|connection|partial)\b"
)
_FRONTED = listed("after amid following during hours days weeks months years minutes joining speaking in on at as")
_SUBJECTS = ("nsubj", "nsubjpass")
_BESIDE = listed("in at near inside outside during alongside across throughout along")
_PLACING = listed("put place set keep hold include involve leave find see name elect appoint describe treat regard use serve have")
"""Verbs that are not whole without a place or an "as" behind their object."""

_IN_A_YEAR = re.compile(r"\w+(?: [\w.,]+){0,3} (?:1[89]|20)\d\d\b")
"""How a sentence on another year opens ("In May of 2019"): without it what happened then would read as news."""

_TELLING = listed("VERB AUX")
_FLOATING = listed("prep advcl npadvmod advmod acl appos relcl punct mark")
BROKEN = re.compile(
    r"(?:\b(?:and|or|but|of|to|for|with|by|at|from|in|on|the|a|an|its|his|her|their|that|which|who|is|was|were|are|be|been|has|have|had|will|comes?|came|begins?|began|marks?|marked|remains?|remained|"
    r"named|called|titled|known)"
    r"|[,;:–—-])$",
    re.IGNORECASE,
)
"""How no clause ends: on a word that needs another, or a verb that says nothing by itself ("The ruling came")."""

Cut = tuple[int, int]
"""Where a part begins and ends in the text, in code points."""


def compressed(clause: str, most: int) -> str:
    """The clause without as many of its parts as it takes to have at most `most` words; with all that can go if that is too few.

    Args:
        clause: one statement without its full stop.
        most: words.

    >>> compressed("After a night of rain the council of Velm opened the old sluice on Monday, flooding two farms by the lake", 10)
    'After a night of rain the council of Velm opened the old sluice'
    """
    if len(clause.split()) <= most:
        return clause
    (doc,) = grammar.parse([clause], names=False)
    if len(list(doc.sents)) > 1:
        return clause
    spared = _spared(clause, most, _cuts(doc), [])
    narrowed = spared if _is_short(clause, spared, most) else _spared(clause, most, _narrowing(doc), spared)
    kept = _without(clause, narrowed if _is_short(clause, narrowed, most) else spared)
    if len(kept.split()) <= most or kept == clause:
        return kept
    (left,) = grammar.parse([kept], names=False)  # what bound the circumstance in front may be gone
    return _without(kept, _spared(kept, most, _fronted(next(iter(left.sents))), []))


def _is_short(clause: str, gone: list[Cut], most: int) -> bool:
    return len(_without(clause, gone).split()) <= most


def _spared(clause: str, most: int, cuts: Iterable[Cut], gone: list[Cut]) -> list[Cut]:
    """The cuts that are made, one after the other, until the clause is short enough; `gone` were made before."""
    said = [found.span() for found in _QUOTED.finditer(clause)]
    for cut in cuts:
        if any(_overlap(quoted, cut) or _within(cut, quoted) for quoted in said):
            continue
        wider = [*(old for old in gone if not _within(old, cut)), cut]
        kept = _without(clause, wider)
        unnamed = points_back(kept) and not points_back(clause)  # "Amid the drums of Ada Pell's visit, she looks for a deal"
        if any(_overlap(old, cut) for old in gone) or unnamed or not _stands(kept):
            continue
        gone = wider
        if len(kept.split()) <= most:
            break
    return gone


def _cuts(doc: Doc) -> Iterator[Cut]:
    """What can go, the least needed first: closing asides, days, circumstances, offices before full names, what stands in front."""
    sentence = next(iter(doc.sents))
    heads = list(_heads(sentence))
    yield from _between_dashes(sentence)
    yield from _closing_asides(sentence)
    yield from _days(sentence, heads)
    yield from _closing_circumstances(sentence)
    for verb in reversed(heads):
        yield from _second_clauses(sentence, verb)
    yield from _offices(sentence)
    yield from _fronted(sentence)
    yield from _of_something(sentence)
    yield from _closing_places(sentence, set(heads))


def _narrowing(doc: Doc) -> Iterator[Cut]:
    """What goes only where the clause is short enough without it: it says where and of what kind."""
    sentence = next(iter(doc.sents))
    yield from _told_last(sentence)
    yield from _subjects_places(sentence)


def _heads(sentence: Span) -> Iterator[Token]:
    """The main verb and those of the clauses that it brings: "said that it would close"."""
    verb: Token | None = sentence.root
    while verb is not None:
        yield verb
        verb = next((child for child in verb.children if child.dep_ in ("ccomp", "xcomp") and child.i > verb.i), None)


def _between_dashes(sentence: Span) -> Iterator[Cut]:
    """What two dashes set off amid the clause."""
    marks = [token for token in sentence if token.text in _DASHES]
    if len(marks) == 2 and marks[0].nbor().lower_ not in CONDITIONS and not _credits(sentence, marks[0].i, marks[1].i):
        yield marks[0].idx, marks[1].idx + len(marks[1].text)


def _closing_asides(sentence: Span) -> Iterator[Cut]:
    """What a comma or a dash sets off at the end, the shortest first. Behind the second of two dashes the clause goes on."""
    for mark in reversed(sentence[1:-1]):
        closed = mark.text in _DASHES and any(later.text == mark.text for later in sentence.doc[mark.i + 1 : sentence.end])
        opens = mark.nbor().lower_ not in CONDITIONS and not closed
        if mark.text in _SET_OFF and opens and _is_loose(sentence, mark.i + 1) and not _credits(sentence, mark.i):
            yield mark.idx, sentence.end_char


def _days(sentence: Span, heads: Iterable[Token]) -> Iterator[Cut]:
    """A weekday on which something was done, with its "on" and its time of the day."""
    verbs = set(heads)
    for token in sentence:
        if token.lower_ not in _DAYS or (token.i + 1 < sentence.end and token.nbor().text in ("’s", "'s")):
            continue
        first = last = token.i
        while first - 1 > sentence.start and sentence.doc[first - 1].lower_ in _PARTS:
            first -= 1
        while last + 1 < sentence.end and sentence.doc[last + 1].lower_ in _PARTS - {"on"}:
            last += 1
        top = sentence.doc[first : last + 1].root
        if (top.head in verbs or _is_told_of_somebody(top, last)) and not _is_bound(sentence, first):
            yield _cut(sentence, first, last)


def _is_told_of_somebody(top: Token, last: int) -> bool:
    """Whether a day stands between a verb and its subject, a name or "a" thing: "A clerk on Friday resigned"."""
    subject = top.head
    named = subject.pos_ == "PROPN" or _is_a(subject)
    return subject.dep_ in _SUBJECTS and named and subject.i < top.i and subject.head.i == last + 1


def _closing_circumstances(sentence: Span) -> Iterator[Cut]:
    """A circumstance at the end that no comma sets off, the shortest first."""
    for opener in reversed(sentence[1:]):
        clause = any(t.tag_ in _FINITE for t in sentence.doc[opener.i : sentence.end])
        spared = (
            opener.lower_ in _SPARED
            or (opener.lower_ in _SPARED_CLAUSES and clause and opener.nbor(-1).lower_ not in ("such", "same", "well", "so"))
            or (opener.lower_ == "in" and _SPARED_WITH_NOUN.match(sentence.doc.text, opener.idx))
        )
        hangs = opener.dep_ in ("prep", "mark") and _is_loose(sentence, opener.i)
        if spared and hangs and not _is_bound(sentence, opener.i) and not _credits(sentence, opener.i):
            yield opener.idx, sentence.end_char


def _closing_places(sentence: Span, heads: set[Token]) -> Iterator[Cut]:
    """Where, beside what or by what way something was done, at the end, the shortest first; not where the verb needs to be told."""
    opened = sentence[0].lower_ in CONDITIONS | _SPARED_CLAUSES or sentence[0].lower_ in ("when", "after", "before")
    for opener in () if opened else reversed(sentence[1:-1]):
        verb = opener.head
        done = any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children) and verb.lemma_ not in _PLACING
        place = opener.lower_ in _BESIDE and opener.nbor().tag_ != "VBG"
        manner = opener.lower_ == "as" and opener.nbor().lower_ == "part"
        part = (place or manner) and opener.dep_ == "prep" and verb in heads and done
        if part and _is_loose(sentence, opener.i) and not _is_bound(sentence, opener.i) and not _credits(sentence, opener.i):
            yield opener.idx, sentence.end_char


def _of_something(sentence: Span) -> Iterator[Cut]:
    """What is told of "a" thing by the way: "An anchor [lost in 1871] was raised". It may be what tells "the" thing from others."""
    for token in sentence:
        first, last = token.left_edge, token.right_edge
        told = token.dep_ in ("acl", "relcl") and token.head.dep_ in _SUBJECTS and sentence.start < first.i
        whole = last.i + 1 < sentence.end and last.nbor().text != "," and not _credits(sentence, first.i, last.i + 1)
        if told and whole and _is_a(token.head) and first.i > token.head.i and not _is_bound(sentence, first.i):
            yield _cut(sentence, first.i, last.i)


def _told_last(sentence: Span) -> Iterator[Cut]:
    """A relative clause at the end on "a" thing beside what was done: "found a ring in the stomach of a goat [that limped]"."""
    objects = [child for child in sentence.root.children if child.dep_ in ("dobj", "nsubjpass")]
    for verb in sentence:
        first, noun = verb.left_edge, verb.head
        aside = noun.dep_ == "pobj" and any(child.i < noun.i for child in objects) and _is_a(noun)
        last = verb.dep_ == "relcl" and verb.right_edge.i + 1 >= sentence.end - sentence[-1].is_punct
        if aside and last and not _credits(sentence, first.i) and not _is_bound(sentence, first.i):
            yield first.idx, sentence.end_char


def _subjects_places(sentence: Span) -> Iterator[Cut]:
    """Where "a" thing or somebody is that does or suffers something: "A court [in Velm] says"; of what it is, it is a part."""
    for opener in sentence[:-1]:
        noun, last = opener.head, opener.right_edge
        place = opener.dep_ == "prep" and opener.lower_ in _BESIDE and opener.nbor().tag_ != "VBG" and opener.i == noun.i + 1
        acts = noun.dep_ in _SUBJECTS and noun.head == sentence.root and sentence.root.pos_ == "VERB" and _is_a(noun)
        if place and acts and last.i + 1 < sentence.end and last.nbor().text != "," and not _is_bound(sentence, opener.i):
            yield _cut(sentence, opener.i, last.i)


def _is_a(noun: Token) -> bool:
    return any(child.lower_ in ("a", "an") for child in noun.children)


def _credits(sentence: Span, first: int, end: int | None = None) -> bool:
    """Whether a part says who says it, or how sure it is."""
    return _ATTRIBUTES.search(sentence.doc[first : end or sentence.end].text) is not None


def _is_loose(sentence: Span, at: int) -> bool:
    """Whether what follows hangs on what stands before as a circumstance does, and nothing before hangs on it."""
    leans = any(token.head.i >= at for token in sentence.doc[sentence.start : at] if token.dep_ != "punct")
    hung = [t for t in sentence.doc[at : sentence.end] if t.head.i < at]
    return not leans and sentence.root.i < at and all(t.dep_ in _FLOATING or _is_second_object(t, at) for t in hung)


def _is_second_object(token: Token, at: int) -> bool:
    """Whether it was read as one more object behind a comma: it is an aside ("…, stirring anger", "…, a costly move")."""
    opens = token.doc[at].tag_ == "VBG" or token.doc[at].lower_ in ("a", "an")
    has = any(child.dep_ == "dobj" and child.i < at for child in token.head.children)
    return opens and has and token.dep_ == "dobj" and token.left_edge.i == at and token.doc[at - 1].text in _SET_OFF


def _second_clauses(sentence: Span, root: Token) -> Iterator[Cut]:
    """What the subject of a verb did besides, or what else happened: "left the roof [, and nobody saw it]"."""
    joint = next((c for c in root.children if c.dep_ == "cc" and c.i > root.i), None)
    further = [c for c in root.children if c.dep_ == "conj" and c.i > root.i and c.pos_ in _TELLING]
    if not further or (joint is not None and joint.lower_ != "and") or any(c.dep_ == "preconj" for c in root.children):
        return
    first = min(joint.i if joint is not None else sentence.end, further[0].left_edge.i)
    before = sentence.doc[first - 1]
    ends = further[0].right_edge.i + 1 == sentence.end and before.text not in _DASHES
    if ends and not _is_bound(sentence, first):
        yield before.idx if before.text in (",", ";") else sentence.doc[first].idx, sentence.end_char


def _offices(sentence: Span) -> Iterator[Cut]:
    """What stands before a full name without an article: "[former mill owner] Anna Berg", "[Prime Minister] Anna Berg"."""
    for token in sentence:
        if token.pos_ != "PROPN" or token.dep_ == "compound":
            continue
        words = [sentence.doc[i] for i in range(token.left_edge.i, token.i + 1)]
        name = _name_at_the_end(words)
        titled = words[: len(words) - len(name)]
        whole = all(word.dep_ in ("compound", "amod", "nmod") and word.tag_ not in ("NNS", "CD") for word in titled)
        whole = whole and not any(word.tag_ == "VBG" and word.lower_ not in _HOLDING for word in titled)
        if len(name) >= NAMED_FULLY and titled and whole and is_rank(titled[-1].lower_.rstrip(".")):
            yield titled[0].idx, name[0].idx


def _name_at_the_end(words: list[Token]) -> list[Token]:
    name: list[Token] = []
    for word in reversed(words):
        if not word.text[0].isupper() or is_rank(word.lower_.rstrip(".")):
            break
        name.insert(0, word)
    return name


def is_rank(word: str) -> bool:
    """Whether a word in small letters, without its full stop, is an office or a rank: "mayor", "gen"."""
    return word in _RANKS or is_office(word)


def _fronted(sentence: Span) -> Iterator[Cut]:
    """A circumstance before the subject, up to its comma."""
    root = sentence.root
    subject = next((c for c in root.children if c.dep_ in _SUBJECTS and c.i < root.i), None)
    if subject is None:
        return
    front = [c for c in root.children if c.right_edge.i < subject.left_edge.i and c.dep_ in ("prep", "advcl", "npadvmod")]
    comma = sentence.doc[subject.left_edge.i - 1] if front else sentence[0]
    told = sentence.doc[subject.left_edge.i : sentence.end].text
    circumstance = sentence.doc[sentence.start : subject.left_edge.i]
    free = not _IN_A_YEAR.match(circumstance.text) and not any(token.lower_ in CONDITIONS for token in circumstance)
    dated = comma.lower_ in _DAYS | _PARTS and any(token.lower_ in _DAYS for token in circumstance)
    parted = comma.text == "," or (bool(front) and dated)
    if parted and sentence[0].lower_ in _FRONTED and free and not BOUND_UP.search(told):
        yield sentence[0].idx, subject.left_edge.idx


def _is_bound(sentence: Span, at: int) -> bool:
    """Whether words before a part reach over it."""
    return BOUND_UP.search(sentence.doc[sentence.start : at].text) is not None


def _cut(sentence: Span, first: int, last: int) -> Cut:
    end = sentence.doc[last + 1].idx if last + 1 < sentence.end else sentence.end_char
    return sentence.doc[first].idx, end


def _within(inner: Cut, outer: Cut) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _overlap(one: Cut, other: Cut) -> bool:
    return one[0] < other[1] and other[0] < one[1] and not _within(one, other)


def _without(text: str, cuts: Iterable[Cut]) -> str:
    for start, end in sorted(cuts, reverse=True):
        text = text[:start] + text[end:]
    text = re.sub(r"\s+(?=[,;])", "", re.sub(r"\s+", " ", text)).strip().rstrip(" ,;–—-")
    return text[:1].upper() + text[1:]


def _stands(text: str) -> bool:
    single = text.count("‘") <= len(re.findall(r"’(?!\w)", text))
    double = text.count("“") == text.count("”") and text.count('"') % 2 == 0
    return single and double and text.count("(") == text.count(")") and len(text.split()) >= FEWEST_LEFT and not BROKEN.search(text)
