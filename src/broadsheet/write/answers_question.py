"""What a question asks for: the kind of answer, the names it turns on, the words an answer would share with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, cast

from broadsheet.language.stems import is_irregular_past, stem
from broadsheet.language.words import STOP_WORDS, fold, listed, words
from broadsheet.models import grammar
from broadsheet.write.answers_terms import stems

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")

Expects = Literal[
    "person", "organisation", "place", "name", "number", "money", "duration", "time", "reason", "speech", "role", "next", "any",
]  # fmt: skip

_NOUNS = """
place: area building city continent country county district island nation neighbourhood neighborhood place port province region
place: river school state street town venue village
person: actor adviser advisor aide ambassador analyst author boss candidate captain chairman chairwoman chancellor chief coach
person: commander congressman congresswoman defendant director doctor driver executive founder governor head judge king lawmaker
person: lawyer leader man mayor member minister monarch officer official opponent owner pilot player politician pollster president
person: professor prosecutor queen scientist secretary senator sheriff singer spokesman spokesperson spokeswoman suspect teacher
person: victim winner witness woman writer
organisation: agency airline association bank body board brand broadcaster bureau business chain charity church club commission
organisation: committee company congregation council court department firm force foundation government group hospital house
organisation: institution investor league magazine maker manufacturer ministry movement network newspaper operator organisation
organisation: organization outlet paper parliament party publication publisher regulator service supplier team think union
organisation: university website
time: date day decade hour month season time week weekday year
role: job occupation office position post profession rank role title
number: age amount chance count level margin number odds percentage proportion rate share size
money: bill cost fee fine pay price salary sum wage
reason: cause motive reason
"""
"""Nouns after "which" and "what", with the kind of answer they ask for."""


def _kinds() -> dict[str, Expects]:
    found: dict[str, Expects] = {}
    for line in _NOUNS.strip().splitlines():
        kind, _, nouns = line.partition(": ")
        found.update(dict.fromkeys(map(stem, nouns.split()), cast("Expects", kind)))
    return found


_KINDS = _kinds()
_SAYING = frozenset(
    map(
        stem,
        listed(
            "say tell call describe claim think believe argue announce declare warn promise predict deny accuse compare reply "
            "respond vow demand urge comment"
        ),
    )
)
_TOWNS = frozenset(map(stem, listed("city town village suburb")))
_AUXILIARY = listed("am is are was were be been do does did has have had will would shall should can could may might must")
_PREPOSITIONS = listed("in on at to from for by with of about under over into after before against during")
_HAVING = frozenset(map(stem, listed("hold held have had serve work occupy")))
_EMPTY = frozenset(map(stem, listed("name exact kind sort type many much long old happen exactly people person thing")))
_WH = re.compile(r"\b(who|whom|whose|what|which|when|where|why|how)\b")
_NEXT = re.compile(r"\bwhat(?:'s| is| happens| will happen| comes| could happen| might happen)\b.{0,20}\bnext\b|\bwhat next\b")
_HOW = re.compile(r"\bhow (many|much|long|far|old|often|tall|large|big|high|deep|fast|heavy|soon)\b")
_NAME_OF = re.compile(r"\bwhat (?:is|was|are|were) the names? of\b|\bwhat (?:is|was) .{0,40}\bcalled\b")
_CAUSED = re.compile(r"\bwhat (?:has |had |have )?(?:caused|causes|triggered|prompted|sparked|led to|made)\b")
_LIGHT = frozenset(map(stem, listed("take make get give do have go come put hold happen say tell name call")))
_OF_THE_VERB = listed("part place care effect shape charge aim")
"""Objects that are half of a verb: "take part", "take place", "take charge"."""
_PRICE = re.compile(
    r"\bwhat (?:did|does|do|will|would|has|have|had|might|could)\b.*\b(?:cost|pay|paid|earn|earned|charge|charged)\b"
)
_SPEAKER = re.compile(
    r"\baccording to\b|\bin the (?:view|opinion|words) of\b|\bby (?=[\w' ]+(?:count|account|estimate|reckoning)\b)"
)
_NAME = re.compile(r"[A-Z0-9][\w.&'’-]*(?: (?:of |the |de |van |von |bin |al |and (?=[A-Z]))*[A-Z][\w.&'’-]*)*")
_WHICH = re.compile(r"\b(?:which|what (?:is|was|are|were) (?:the|a|an)|what|whose|how many|how much)\b (.*)")
_WHO_IS = re.compile(r"\bwho (?:is|was|are|were) (?:the|a|an)\b (.*)")
_IS_WHO = re.compile(rf"[Ww]ho (?:is|was|are|were) {_NAME.pattern}\W*")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, read.

    Attributes:
        question: as it was put.
        expects: what an answer must hold.
        focus: stems of the noun asked for ("city", "hour training"), empty where the question word stands alone.
        sought: the same without proper names, and with what follows "who is the".
        names: stems of each proper name in it, in order.
        terms: stems of all its other content words, in order, without the focus where that only names a category.
        verb: stem of what is asked to have been done, where that says something ("built", not "took part").
        speaker: index in `names` of the one whose words are asked for.
        said: whether it asks what somebody says rather than what is so.
        town: whether the place it asks for is a town.
    """

    question: str
    expects: Expects
    focus: tuple[str, ...]
    sought: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    terms: tuple[str, ...]
    verb: str | None = None
    speaker: int | None = None
    said: bool = False
    town: bool = False

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that it names, of four digits."""
        return frozenset(YEAR.findall(self.question))

    @cached_property
    def granted(self) -> tuple[str, ...]:
        """Stems of what the question takes for granted, by its grammar: without a word of it anywhere, there is nothing to answer.

        "Who designed the cover?" takes it that there is a cover, "When did Ada Brenn resign?" that somebody resigned, and "Which
        football club …?" that there is football.
        """
        parsed = next(iter(grammar.parse([fold(self.question).strip()], names=False)))
        made = _made(parsed, happened=self.expects in ("time", "reason"))
        return (*((made,) if made else ()), *(_kind_of_kind(parsed) if self.expects in ("person", "organisation", "place") else ()))

    @cached_property
    def all(self) -> tuple[str, ...]:
        """Stems of names and other words, each once, in order."""
        return tuple(dict.fromkeys((*(word for name in self.names for word in name), *self.terms)))


def read(question: str) -> Asked:
    """Take a question apart.

    >>> asked = read("Which city did Ada Brenn visit after the flood?")
    >>> asked.expects, asked.focus, asked.names, asked.terms
    ('place', ('city',), (('ada', 'brenn'),), ('visit', 'flood'))
    >>> read("How many hours of training did the Velm pilots get?").expects, read("Who led the inquiry?").expects
    ('number', 'person')
    """
    plain = fold(question).strip()
    lower = plain.lower()
    focus = _noun_after(_WHICH, lower)
    expects = "role" if _IS_WHO.fullmatch(plain) else _expects(lower, focus)
    names = _names(plain)
    held = {word for name in names for word in name}
    category = (
        {word for word in focus if word in _KINDS} if expects in ("person", "organisation", "place", "time", "role") else set()
    )
    idle = _EMPTY | category | (_HAVING if expects == "role" else frozenset())
    terms = [w for w in stems(plain) if w not in held and w not in idle and not _WH.fullmatch(w)]
    saying = any(stem(word) in _SAYING for word in words(plain))
    return Asked(
        question=question,
        expects=expects,
        focus=focus,
        sought=tuple(word for word in focus or _noun_after(_WHO_IS, lower) if word not in held),
        names=names,
        terms=tuple(dict.fromkeys(terms)),
        verb=_verb(plain, terms),
        town=bool(set(focus) & _TOWNS),
        speaker=_speaker(plain, names) if saying or _SPEAKER.search(lower) else None,
        said=saying,
    )


def _made(parsed: Doc, *, happened: bool) -> str | None:
    """What was done something to, else where a light verb leads ("go to prison", "take part in the count").

    Else the deed, if it is asked when or why it was done; what is to come may be told by another name.
    """
    root = next((token for token in parsed if token.dep_ == "ROOT"), None)
    if root is None or root.pos_ != "VERB":
        return None
    made = next((child for child in root.children if child.dep_ == "dobj" and child.pos_ == "NOUN" and not _is_sought(child)), None)
    light = stem(root.lemma_) in _LIGHT
    if light and (made is None or made.lower_ in _OF_THE_VERB):
        towards = (child for child in root.children if child.dep_ == "prep")
        made = next((noun for prep in towards for noun in prep.children if noun.dep_ == "pobj" and noun.pos_ == "NOUN"), None)
    to_come = any(child.tag_ == "MD" for child in root.children)
    deed = stem(root.lemma_.lower()) if happened and not light and not to_come else None
    return deed if made is None else stem(made.lemma_.lower())


def _kind_of_kind(parsed: Doc) -> Sequence[str]:
    """The nouns before the kind of name that is asked for: "football" of "which football club"."""
    heads = (token for token in parsed if token.tag_ == "NN" and stem(token.lower_) in _KINDS and _is_sought(token))
    return [stem(one.lower_) for head in heads for one in head.children if one.dep_ == "compound" and one.pos_ == "NOUN"]


def _is_sought(noun: Token) -> bool:
    """Whether a noun is what the question asks for: "which bank"."""
    return any(token.tag_ in ("WDT", "WP", "WP$", "WRB") for token in noun.subtree)


def _verb(plain: str, terms: Sequence[str]) -> str | None:
    """The last past form or participle; in a question without an auxiliary the first word of its own; None for light verbs.

    >>> [_verb(q, stems(q)) for q in ("When was the mill built?", "Who runs the mill?", "How many took part in it?")]
    ['build', 'run', None]
    """
    lower = [word.lower() for word in words(plain)]
    said = [word for word in lower if stem(word) in terms]
    past = [word for word in said if _looks_like_verb(word)]
    found = past[-1] if past else said[0] if said and not set(lower) & _AUXILIARY else ""
    return stem(found) if found and stem(found) not in _LIGHT else None


def _noun_after(start: re.Pattern[str], lower: str) -> tuple[str, ...]:
    """Stems of the words right after `start`, up to the verb or a preposition other than "of"."""
    found = start.search(lower)
    if not found:
        return ()
    kept: list[str] = []
    for word in words(found[1]):
        if word in _AUXILIARY or (word in _PREPOSITIONS and word != "of") or (kept and _looks_like_verb(word)):
            break
        kept.append(word)
    return tuple(stem(word) for word in kept[:5] if word not in STOP_WORDS)


def _looks_like_verb(word: str) -> bool:
    return word.endswith("ed") or is_irregular_past(word)


def _expects(lower: str, focus: tuple[str, ...]) -> Expects:
    """The kind of answer; the question word decides, then the noun after it."""
    rules: tuple[tuple[bool, Expects], ...] = (
        (bool(_NEXT.search(lower)), "next"),
        (bool(_NAME_OF.search(lower)), "name"),
        (bool(_CAUSED.search(lower)) or bool(re.search(r"\bwhy\b|\bhow come\b", lower)), "reason"),
        (bool(_PRICE.search(lower)) or (bool(re.search(r"\bhow much\b", lower)) and not _counted(lower)), "money"),
        (bool(re.search(r"\bhow long\b", lower)), "duration"),
        (bool(_HOW.search(lower)), "number"),
        (bool(re.search(r"\bwhen\b", lower)) and not re.search(r"\b(who|what|which|how|where)\b.*\bwhen\b", lower), "time"),
        (bool(re.match(r"\W*(?:from |to )?where\b", lower)), "place"),
    )
    for fits, expects in rules:
        if fits:
            return expects
    return _expects_noun(lower, focus)


def _counted(lower: str) -> bool:
    """Whether "how much" asks for an amount of some stuff that is not money."""
    found = re.search(r"\bhow much (\w+)", lower)
    return bool(found) and found[1] not in _AUXILIARY and stem(found[1]) not in {"money", "cash"}  # type: ignore[index]


def _expects_noun(lower: str, focus: tuple[str, ...]) -> Expects:
    head = next((_KINDS[word] for word in reversed(focus) if word in _KINDS), None)
    if re.search(r"\b(?:which|what)\b", lower) and head:
        return head
    if re.search(r"\bwho(?:m|se)?\b", lower):
        return "person"
    if re.search(r"\bwhich\b", lower):
        return "name"
    said = re.search(r"\bwhat (?:did|does|do|has|have|had|was|is|were)\b(.*)", lower)
    return "speech" if said and any(stem(word) in _SAYING for word in words(said[1])) else "any"


def _names(plain: str) -> tuple[tuple[str, ...], ...]:
    """Stems of each run of capitalised words; the question's first word is none unless the run goes on after it."""
    first = re.match(r"\W*\w+", plain)
    begins = first.end() if first else 0
    found = []
    for run in _NAME.finditer(plain):
        text = run[0]
        if run.start() < begins and (
            _WH.fullmatch(text.split()[0].lower()) or text.split()[0].lower() in _AUXILIARY | _PREPOSITIONS
        ):
            text = " ".join(text.split()[1:])
        if run.start() < begins and " " not in run[0]:
            continue
        kept = tuple(stem(word) for word in words(text) if word not in STOP_WORDS)
        if kept and any(c.isalpha() for c in "".join(kept)):
            found.append(kept)
    return tuple(dict.fromkeys(found))


def _speaker(plain: str, names: tuple[tuple[str, ...], ...]) -> int | None:
    """Which name stands right before the verb of saying, or after "according to"."""
    tokens = [stem(word) for word in words(plain)]
    after = _SPEAKER.search(plain.lower())
    if after:
        rest = {stem(word) for word in words(plain[after.end() :])}
        return next((i for i, name in enumerate(names) if name[-1] in rest), None)
    said = next((i for i, word in enumerate(tokens) if word in _SAYING), None)
    before = [
        (tokens.index(name[-1]), i) for i, name in enumerate(names) if name[-1] in tokens and said and tokens.index(name[-1]) < said
    ]
    return max(before)[1] if before else None
