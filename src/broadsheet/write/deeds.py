"""Who did what to whom: the deeds that a sentence tells, verbs of one meaning brought together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.language.words import STOP_WORDS, listed
from broadsheet.models import grammar
from broadsheet.records.text import Extent
from broadsheet.write.grounding_tokens import stem

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS = """
win: win take claim secure land scoop clinch collect receive
steal: steal take lift snatch grab remove
kill: kill shoot murder stab strangle poison
shoot: fire shoot shell bombard bomb attack strike
meet: meet dine lunch breakfast confer visit
pay: pay bribe give hand transfer wire
command: order command instruct authorise authorize approve
ignite: start light ignite set
write: write compose author pen
make: paint design sculpt invent devise
drive: drive steer pilot fly captain skipper
succeed: succeed replace
score: score net strike head
appoint: appoint elect choose name pick nominate
hide: hide withhold conceal suppress
copy: copy plagiarise plagiarize
resign: resign quit
reduce: reduce lower cut decrease lessen
raise: raise increase boost
evacuate: evacuate
buy: buy acquire purchase
sell: sell
find: find discover uncover
warn: warn alert inform tell notify
promise: promise pledge vow
destroy: destroy demolish wreck
leak: leak disclose reveal
sign: sign initial
ban: ban prohibit outlaw forbid
accept: accept
expel: expel deport
"""
_KINDS_OF = {
    verb: tuple(name for name, verbs in (line.split(": ") for line in _KINDS.strip().splitlines()) if verb in verbs.split())
    for line in _KINDS.strip().splitlines()
    for verb in line.split(": ")[1].split()
}
FAMILIES = frozenset(name for names in _KINDS_OF.values() for name in names)
"""Names of the families of verbs."""

COMMON = listed(
    "be have do go make take get say tell add announce report explain know want need think believe see come look "
    "work help mean expect respond comment include change ask call find become keep use try start begin continue "
    "give show put let seem speak talk"
)
"""Verbs that tell too little by themselves."""

_KINDS_OF_STEMS = {stem(verb): names for verb, names in _KINDS_OF.items()}
_HANDED_TO = dict.fromkeys(map(stem, ("go", "award", "give", "present", "hand")), ("win",))
"""What is done to a prize by those who let others win it."""

_GOING = "go"
"""The one verb with which it matters whose name a thing has: "the Silver Spade went to X"."""

_LIGHT = {("hand", "resignation"): "resign", ("tender", "resignation"): "resign", ("submit", "resignation"): "resign",
          ("open", "fire"): "shoot", ("return", "fire"): "shoot", ("pay", "bribe"): "pay"}  # fmt: skip
"""Verb and noun that together are one verb."""

_GOALS = listed("goal winner equaliser equalizer opener penalty")
_PRIZES = listed("prize award medal title trophy cup crown honour honor contract order seat post job role gold silver bronze")
_NO_THINGS = listed("place part care action time note")
"""Nouns that with "take" are one verb."""

_SUBJECT, _PASSIVE = ("nsubj",), ("nsubjpass",)
_POINTING = frozenset({"who", "that", "which"})
_LEADING = ("on", "at", "with", "to", "for", "against")
_PLANNING = listed("will would may might could should can must")
_DEFINITE = frozenset({"the", "this", "that", "its", "his", "her", "their"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What stands in a place of a deed. The extent counts into the sentence.

    Attributes:
        head: the lemma of its head, in lower case.
        stems: the stems of its content words.
        names: the names that stand before its head, in lower case: "aster" of "the Aster prize".
        definite: whether it is one that the reader can tell: "the prize", "her prize", a name.
    """

    head: str
    stems: frozenset[str]
    names: frozenset[str]
    extent: Extent
    definite: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A deed. Extents count into the sentence.

    Attributes:
        kinds: the families of its verb; the verb's own lemma where it is in none.
        negated: whether the sentence says that it was not done.
        certain: whether it is told as done, and not as planned, possible or ordered.
        extent: the verb with doer and object.
    """

    kinds: frozenset[str]
    doer: Thing | None
    object: Thing | None
    negated: bool
    certain: bool
    extent: Extent


def families_told(terms: Iterable[str]) -> frozenset[str]:
    """The families of which a sentence with those lemmas can tell deeds, so that the others need not be parsed."""
    told = (_KINDS_OF.get(term) or _KINDS_OF_STEMS.get(stem(term)) or _HANDED_TO.get(stem(term)) for term in terms)
    return frozenset(name for names in told for name in names or ())


def deeds_told(terms: Iterable[str]) -> frozenset[str]:
    """The families, and the verbs of none, of which a sentence with those lemmas can tell deeds; nouns are among them."""
    held = list(terms)
    return (
        families_told(held)
        | frozenset(term for term in held if term not in COMMON)
        | frozenset(kind for (_, noun), kind in _LIGHT.items() if noun in held)
    )


class Deeds:
    """The deeds that sentences of a story tell: each is parsed once, whoever asks for it and in however many articles it stands."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[Deed, ...]] = {}

    def of(self, sentences: Iterable[str]) -> list[tuple[Deed, ...]]:
        """The deeds of each of the sentences."""
        wanted = list(sentences)
        new = [sentence for sentence in dict.fromkeys(wanted) if sentence not in self._told]
        self._told.update(zip(new, deeds(new), strict=True))
        return [self._told[sentence] for sentence in wanted]


def deeds(sentences: Iterable[str]) -> list[tuple[Deed, ...]]:
    """All deeds of each of some sentences that stand alone, in their order; they are parsed together."""
    docs = list(grammar.parse(sentences, names=False))
    grammar.find_names(doc for doc in docs if any(token.lemma_ == _GOING for token in doc))
    return [tuple(found for token in doc if token.pos_ == "VERB" for found in _told_by(token)) for doc in docs]


def _told_by(verb: Token) -> Iterator[Deed]:
    doer, thing, kinds = _doer(verb), _object(verb), _kinds(verb)
    none = thing is not None and any(child.lower_ == "no" for child in thing.children)
    for kind, parts_of in (("win", _given), ("appoint", _appointed)):
        changed = parts_of(verb)
        if changed is not None:
            kinds, (thing, doer) = frozenset({kind}), changed
    if thing is not None and (verb.lemma_.lower(), thing.lemma_.lower()) in _LIGHT:
        kinds, thing = frozenset({_LIGHT[verb.lemma_.lower(), thing.lemma_.lower()]}), _beside_verb(verb) or thing
    parts = [_thing(part) for part in (doer, thing) if part is not None]
    whole = [part.extent for part in parts] + [Extent(verb.idx, verb.idx + len(verb))]
    yield Deed(
        kinds=kinds,
        doer=_thing(doer) if doer is not None else None,
        object=_thing(thing) if thing is not None else None,
        negated=none or _is_negated(verb),
        certain=not any(child.lower_ in _PLANNING for child in verb.children if child.dep_ == "aux")
        and (verb.dep_ != "xcomp" or verb.head.lemma_.lower() == "deny"),
        extent=Extent(min(e.start for e in whole), max(e.end for e in whole)),
    )


def _kinds(verb: Token) -> frozenset[str]:
    """The families of a verb: by its lemma, else by its stem, since the grammar makes "din" of "dined"."""
    lemma = verb.lemma_.lower()
    return frozenset(_KINDS_OF.get(lemma) or _KINDS_OF_STEMS.get(stem(verb.lower_)) or (lemma,))


def _is_negated(verb: Token) -> bool:
    """Whether "not", "never" or "without" goes with the verb, or somebody denies it."""
    if any(child.dep_ == "neg" for child in verb.children) or (verb.dep_ == "pcomp" and verb.head.lower_ == "without"):
        return True
    return verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_.lower() == "deny"


def _doer(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return next((held for held in child.children if held.dep_ == "pobj"), None)
    found = next((child for child in verb.children if child.dep_ in _SUBJECT), None)
    if found is not None and found.lower_ in _POINTING and verb.dep_ in ("relcl", "advcl", "ccomp"):
        return _meant(verb)
    if found is None and verb.dep_ in ("conj", "xcomp") and verb.head.pos_ == "VERB":
        return _doer(verb.head)
    return found


def _meant(verb: Token) -> Token:
    """Whom "who" means; "it was X who did it" is X's deed."""
    head = verb.head
    if head.lemma_ == "be":
        return next((child for child in head.children if child.dep_ == "attr"), head)
    return head


def _object(verb: Token) -> Token | None:
    wanted = _PASSIVE if any(child.dep_ in _PASSIVE for child in verb.children) else ("dobj",)
    found = next((child for child in verb.children if child.dep_ in wanted), None)
    if found is not None:
        return found if found.lemma_.lower() not in _NO_THINGS else None
    return _beside_verb(verb)


def _beside_verb(verb: Token) -> Token | None:
    """What a verb's preposition leads to: "fired on the village", "signed with the club"."""
    places = [child for child in verb.children if child.dep_ == "prep" and child.lower_ in _LEADING]
    return next((held for place in places for held in place.children if held.dep_ == "pobj"), None)


def _given(verb: Token) -> tuple[Token, Token] | None:
    """The prize and whom it goes to: "the prize went to X", "was awarded to X", "they gave the prize to X"."""
    if stem(verb.lemma_.lower()) not in _HANDED_TO:
        return None
    goes = verb.lemma_ == _GOING
    wanted = _SUBJECT if goes else (*_PASSIVE, "dobj")
    prize = next((child for child in verb.children if child.dep_ in wanted), None)
    if prize is None or not (prize.lemma_.lower() in _PRIZES or (goes and _is_named_thing(prize))):
        return None
    to = [child for child in (*verb.children, *prize.children) if child.dep_ in ("prep", "dative") and child.lower_ == "to"]
    winner = next((held for place in to for held in place.children if held.dep_ == "pobj"), None)
    return (prize, winner) if winner is not None else None


def _is_named_thing(token: Token) -> bool:
    """Whether it is a thing with a name: "this year's Silver Spade"."""
    definite = any(child.dep_ in ("det", "poss") for child in token.children)
    return token.pos_ == "PROPN" and token.ent_type_ not in ("PERSON", "GPE", "NORP") and definite


def _appointed(verb: Token) -> tuple[Token, Token] | None:
    """The office and who gets it: "they elected X governor", "X was named as the next governor"."""
    if "appoint" not in _kinds(verb):
        return None
    held = next((child for child in verb.children if child.dep_ in ("dobj", *_PASSIVE)), None)
    office = next((child for child in verb.children if child.dep_ == "oprd"), None)
    if office is None:
        named_as = [child for child in verb.children if child.dep_ == "prep" and child.lower_ == "as"]
        office = next((part for place in named_as for part in place.children if part.dep_ == "pobj"), None)
    return (office, held) if held is not None and office is not None else None


def _thing(token: Token) -> Thing:
    kept = [t for t in token.subtree if not _hangs_on_clause(t, token)]
    words = [t for t in kept if t.is_alpha and t.lower_ not in STOP_WORDS]
    return Thing(
        head=_head(token),
        stems=frozenset(stem(t.lower_) for t in words),
        names=frozenset(t.lower_ for t in words if t.pos_ == "PROPN" and t.i < token.i),
        extent=Extent(kept[0].idx, kept[-1].idx + len(kept[-1])),
        definite=token.pos_ == "PROPN"
        or token.dep_ == "oprd"
        or (token.tag_ == "NN" and any(t.lower_ in _DEFINITE or t.dep_ == "poss" for t in token.children)),
    )


def _head(token: Token) -> str:
    """Its lemma; one word for all prizes and for all goals, a thing with a name that somebody wins being a prize too."""
    lemma = str(token.lemma_.lower())
    if lemma in _PRIZES or (token.head.lemma_ == _GOING and _is_named_thing(token)):
        return "prize"
    return "goal" if lemma in _GOALS else lemma


def _hangs_on_clause(token: Token, head: Token) -> bool:
    """Whether a word belongs to a clause inside the phrase and not to the phrase itself."""
    while token != head:
        if token.dep_ in ("relcl", "acl", "advcl", "ccomp"):
            return True
        token = token.head
    return False
