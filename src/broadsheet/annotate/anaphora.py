"""Words that point at something their own sentence does not name: pronouns, "this", "there", "the same", "the two sides".

A sentence is looked at alone. Whatever a pronoun means elsewhere, the reader of a single sentence needs something in it that
agrees with the pronoun in number and kind, stands before it (or is the subject behind an opening clause) and is not the
subject of its own clause: in "She expects him to lose" and "The mayor complained to him" he is nobody who is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.annotate.reading import Clause
from broadsheet.language.cover import Cover
from broadsheet.language.roles import is_office
from broadsheet.language.words import listed
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONAL = listed("he him his himself she her hers herself")
_THING = listed("it its itself")
_MANY = listed("they them their theirs themselves")
PRONOUNS = _PERSONAL | _THING | _MANY
_REFLEXIVE = listed("himself herself itself themselves")
DEICTICS = listed("this that these those such")
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_OBJECTS = ("dobj", "dative", "pobj")
_PEOPLE = listed("man woman boy girl person teenager child driver passenger mother father baby lady gentleman")
_BODIES = listed(
    "police people public crew team family couple staff government army military company party union committee council majority "
    "minority audience crowd everyone everybody anyone anybody someone somebody nobody pair group club data media youth cattle"
)
"""Singular nouns and pronouns of which one says "they"."""
_EACH = listed("every each any no")
"""Before a noun that stands for many one by one: "every member cast their vote"."""

_BESIDE = listed("with behind around before after under over near beside above below among between ahead inside outside within")
"""Prepositions of place: "took the keys with her" may mean the subject of its own clause."""
_TIMES = ("DATE", "TIME")
_TIME_NOUNS = listed(
    "morning afternoon evening night day week weekend month year spring summer autumn fall winter season century decade time "
    "moment point monday tuesday wednesday thursday friday saturday sunday"
)
_WHERE = ("in", "at", "to", "from", "through", "into", "across")
_PLACES = ("GPE", "LOC", "FAC")


def unexplained(clause: Clause, people: Sequence[Extent], quoted: Sequence[Extent] = ()) -> tuple[Token, ...]:
    """The pronouns and pointing words of a sentence that nothing in it explains, in order.

    Args:
        clause: the sentence.
        people: places of the article's names of people.
        quoted: places of quoted words, whose pronouns belong to their speaker.
    """
    words = Cover(quoted)
    own = [token for token in clause.words if not words.holds(clause.at(token))]
    sight = _Sight(clause, own, [place for place in people if clause.extent.holds(place)])
    return tuple(token for token in own if _points(token, sight))


@dataclass(frozen=True, slots=True)
class _Sight:
    """A sentence as a pronoun sees it: the tokens outside quotations and the places of people's names."""

    clause: Clause
    own: Sequence[Token]
    people: Sequence[Extent]

    def is_person(self, token: Token) -> bool:
        """Whether a noun stands for one person: a person's name or what people are."""
        place = self.clause.at(token)
        return any(name.overlaps(place) for name in self.people) or is_office(token.lemma_.lower()) or token.lower_ in _PEOPLE

    def nouns(self) -> Iterator[Token]:
        """Heads of noun phrases that name something other than a time, and pronouns."""
        for token in self.own:
            timed = token.ent_type_ in _TIMES or token.lower_ in _TIME_NOUNS
            if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and not timed and token.dep_ not in ("compound", "npadvmod"):
                yield token


def _points(token: Token, sight: _Sight) -> bool:
    word = token.lower_
    if word in PRONOUNS:
        return not (_is_empty(token) or _is_of_its_kind(token) or _explained(token, sight))
    if word in DEICTICS:
        return _is_pointing(token, sight)
    if word in ("there", "here"):
        return token.dep_ == "advmod" and token.pos_ == "ADV" and not _place_before(token, sight)
    if word == "same":
        return _is_same_alone(token, sight)
    if word == "so" and _is_done_so(token):
        return not _after_a_clause(token, sight)
    return word in ("both", "two") and _is_pair(token, sight)


def _is_of_its_kind(token: Token) -> bool:
    """Whether it belongs to "the first of its kind", which is the thing just named or about to be."""
    owned = token.dep_ == "poss" and token.nbor().lower_ in ("kind", "sort", "type")
    return owned and token.i > 0 and token.nbor(-1).lower_ == "of"


def _is_same_alone(token: Token, sight: _Sight) -> bool:
    """Whether "the same" stands for what another sentence tells: "The clerks said the same", but not "the same as in May"."""
    compared = token.i + 1 < len(token.doc) and token.nbor().lower_ in ("as", "that")
    return token.dep_ in (*SUBJECTS, *_OBJECTS, "attr") and not compared and not _after_a_clause(token, sight)


def _is_done_so(token: Token) -> bool:
    """Whether "so" stands for a deed: "has done so again", but not "has done so well"."""
    if token.i == 0 or token.nbor(-1).lemma_ != "do":
        return False
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    return token.head.lemma_ == "do" or after.is_punct or after.lower_.endswith("ly") or after.lower_ in ("again", "often", "twice")


def _explained(token: Token, sight: _Sight) -> bool:
    bound = _bound(token) | _held_in(token)
    for other in sight.nouns():
        if other.i < token.i and other.i not in bound and _can_mean(token, other, sight):
            return True
    return _opens(token, sight)


def _can_mean(token: Token, other: Token, sight: _Sight) -> bool:
    """Whether a noun agrees with a pronoun in number and kind; the same pronoun further up has been judged itself."""
    word, before = token.lower_, other.lower_
    family = next(family for family in (_PERSONAL, _THING, _MANY) if word in family)
    if before in PRONOUNS:
        return before in family and (family is not _PERSONAL or (word[0] == before[0]))
    plural = other.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in other.children)
    if family is _MANY:
        body = before in _BODIES or (other.pos_ == "PROPN" and other.dep_ in (*SUBJECTS, "poss") and not sight.is_person(other))
        each = any(child.lower_ in _EACH for child in other.children if child.dep_ == "det")
        return plural or body or each or other.pos_ == "NUM" or _is_one_of_two(token, other, sight)
    person = sight.is_person(other)
    if family is _PERSONAL:
        named = other.pos_ == "PROPN" and other.ent_type_ not in _PLACES
        return ((person or named) and other.tag_ != "NNS") or before in ("who", "somebody", "someone", "nobody", "everyone")
    owner = other.dep_ == "poss" and other.pos_ == "NOUN" and token.dep_ != "poss"
    return other.pos_ in ("NOUN", "PROPN") and not person and not owner and other.tag_ not in ("NNS", "NNPS")


def _is_one_of_two(token: Token, other: Token, sight: _Sight) -> bool:
    """Whether two people were named in one clause before a "their": "Pell is suing Tench over a picture of their house"."""
    if token.dep_ != "poss" or not sight.is_person(other):
        return False
    return any(one.i < token.i and one.head == other.head and one != other and sight.is_person(one) for one in sight.nouns())


def _bound(token: Token) -> frozenset[int]:
    """The subject of a pronoun's own clause, which the pronoun cannot mean unless it is reflexive or owns something."""
    if token.lower_ in _REFLEXIVE or token.dep_ == "poss":
        return frozenset()
    verb = token.head
    if token.dep_ in SUBJECTS:
        infinitive = verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children if child.dep_ == "aux")
        return _subjects(verb.head) if infinitive and verb.dep_ == "ccomp" else frozenset()
    if token.dep_ not in _OBJECTS:
        return frozenset()
    while verb.pos_ == "ADP" and verb.head != verb:
        if verb.lower_ in _BESIDE:
            return frozenset()
        verb = verb.head
    return _subjects(verb) if verb.pos_ in ("VERB", "AUX") else frozenset()


def _held_in(token: Token) -> frozenset[int]:
    """The nouns of whose own phrase it is a part: in "the company behind it" it is not the company."""
    held = set()
    for one in token.ancestors:
        if one.pos_ in ("VERB", "AUX"):
            break
        held.add(one.i)
    return frozenset(held)


def _subjects(verb: Token) -> frozenset[int]:
    """The subject of a verb, or of the verb on which it hangs where it has none of its own."""
    while True:
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        if own or verb.dep_ not in ("xcomp", "conj", "advcl", "pcomp") or verb.head == verb:
            return frozenset(each.i for one in own for each in (one, *one.conjuncts))
        told = [child.i for child in verb.head.children if verb.dep_ == "xcomp" and child.dep_ in ("dobj", "dative")]
        if told:
            return frozenset(told)
        verb = verb.head
        while verb.pos_ == "ADP" and verb.head != verb:
            verb = verb.head


def _opens(token: Token, sight: _Sight) -> bool:
    """Whether it stands in an opening clause or phrase whose sentence goes on with a subject it can mean."""
    root = sight.clause.span.root
    subject = next((child for child in root.children if child.dep_ in SUBJECTS and child.i > token.i), None)
    opening = next((one for one in (token, *token.ancestors) if one.head == root and one != root), None)
    fronted = opening is not None and opening.dep_ in ("advcl", "prep", "npadvmod") and opening.i < root.i
    return subject is not None and fronted and subject.lower_ not in PRONOUNS and _can_mean(token, subject, sight)


def _is_empty(token: Token) -> bool:
    """Whether "it" stands for no thing: weather, time, "it is clear that"."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl":
        return True
    verb = token.head
    later = [child for child in verb.children if child.i > verb.i]
    if any(child.lower_ == "like" and any(one.dep_ == "pobj" for one in child.children) for child in later):
        return False  # "it seemed like a coup" says what something is
    clausal = any(child.dep_ in ("ccomp", "xcomp", "csubj", "advcl") and child.pos_ in ("VERB", "AUX") for child in later)
    if verb.lemma_ == "be" and not any(child.dep_ in ("acomp", "attr", "prep", "advmod") for child in later):
        return False
    idle = verb.lemma_ in ("be", "seem", "appear", "become", "remain", "rain", "snow", "take", "turn", "make")
    return token.dep_ in SUBJECTS and idle and (clausal or verb.lemma_ in ("rain", "snow"))


def _is_pointing(token: Token, sight: _Sight) -> bool:
    """A demonstrative that no time, no "who" or "of" behind it and no clause before it explains."""
    if token.tag_ not in ("DT", "PDT", "JJ") or token.dep_ in ("mark", "advmod", "predet"):
        return False
    head = token.head if token.dep_ == "det" else token
    if head.lower_ in _TIME_NOUNS or head.ent_type_ in _TIMES:
        return token.is_sent_start is True and token.lower_ == "this" and _is_another_time(head)
    if token.lower_ == "such" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "as":
        return False
    if head == token and token.i + 1 < len(token.doc) and token.nbor().lower_ in ("who", "whose"):
        return False
    compared = any(child.i > head.i and child.dep_ in ("relcl", "prep", "acl", "amod") for child in head.children)
    if compared and any(other.i < token.i and other.pos_ == "NOUN" for other in sight.own):
        return False
    return not _after_a_clause(token, sight)


def _is_another_time(noun: Token) -> bool:
    """Whether "this time" sets something against another time: "This time, the court agreed", but not "this time of year"."""
    told = noun.lower_ == "time" and noun.dep_ == "npadvmod"
    return told and noun.i + 1 < len(noun.doc) and noun.nbor().lower_ not in ("of", "next", "last", "around")


def _after_a_clause(token: Token, sight: _Sight) -> bool:
    """Whether a clause that says something of its own stands before the word: "closed the gate, and that was all"."""
    root = sight.clause.span.root
    verb = next((one for one in token.ancestors if one.dep_ in ("conj", "advcl", "relcl", "parataxis")), None)
    return verb is not None and root.i < token.i and verb != root


def _place_before(token: Token, sight: _Sight) -> bool:
    """Whether a place that "there" can mean is named before it, or said right behind it."""
    named = any(
        other.i < token.i
        and (other.ent_type_ in _PLACES or (other.pos_ == "PROPN" and not sight.is_person(other)) or _is_where(other))
        for other in sight.own
    )
    return named or any(child.dep_ in ("prep", "advmod") for child in token.children)


def _is_where(token: Token) -> bool:
    return (
        token.dep_ == "pobj"
        and token.head.lower_ in ("in", "at", "to", "from", "through", "into", "across")
        and not token.ent_type_
    )


def _is_pair(token: Token, sight: _Sight) -> bool:
    """Whether nothing says which are meant by "both sides" or "the two sides": no "and" before it, no number of them, no "of"."""
    noun = token.head if token.dep_ in ("det", "nummod", "predet") else token
    if token.lower_ == "two" and not any(child.lower_ in ("the", "these", "those") for child in noun.children if child.i < token.i):
        return False
    if any(child.dep_ in ("preconj", "prep", "relcl", "acl", "conj", "cc", "amod", "appos", "poss") for child in noun.children):
        return False
    if token.dep_ in ("preconj", "cc") or any(child.dep_ in ("prep", "amod") for child in token.children):
        return False
    joined = any(other.i < token.i and other.dep_ == "conj" and other.pos_ in ("NOUN", "PROPN") for other in sight.own)
    plural = any(other.i < token.i and other.tag_ in ("NNS", "NNPS", "CD") and other != noun for other in sight.own)
    return not joined and not plural
