"""Whether a sentence can stand on a page away from the article it was written for: what points back, and whose voice it has."""

from __future__ import annotations

import re
from collections.abc import Container

from broadsheet.language.words import content_words, listed
from broadsheet.records.annotation import Sentence
from broadsheet.write.dossier import Passage
from broadsheet.write.grounding_tokens import stem

LONGEST = 70
"""Sentences of more words are not printed: they are lists, or the splitter missed an end."""

ANCHORED = re.compile(r"\b(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
"""Words that mean another day when the page is read than when the article was written."""

ON_THE_SPOT = re.compile(r"\bhere\b(?! (?:in|at|on) (?:the )?[A-Z])", re.IGNORECASE)
"""Where the paper stands and not the reader: "3,100 of them here". Beside its name the place is told: "here in Velm"."""

OWN_VOICE = re.compile(
    r"\b(?:[Ww]e|[Oo]urs?|(?<!\.)us|[Oo]urselves|[Mm]y|me|mine|myself|[Yy]ou|[Yy]ours?|[Yy]oursel(?:f|ves))\b"
    r"|\bI\b(?=[ ’'](?:\w+ly )?[a-z])"
)
"""A paper that speaks of itself or to its reader: printed here it would be us. "World War I ended" has a name before it."""

NAMED_FIRST = re.compile(r"\b[A-Z][a-z]+ I\b")

LABELLED = re.compile(
    r"(?:[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|of|the|and|on)){0,5}):\s+[A-Z“\"]|[A-Z][\w’']*(?: [\w’'-]+){1,3}:\s+[A-Z]"
)
"""A speaker, an outlet or a heading before a colon: a turn of an interview, a label of a list ("Why it matters: The …")."""

COUNTED = re.compile(r"(?:[$€£]\s?)?\d[\d.,]*(?: ?%| \w+)?: (?=[A-Z“])")
"""A figure before what it counts: the item of a round-up ("19: Years for which the mill stood empty")."""

HOW_MANY = re.compile(r"(?:That|This) (?:is|was) how (?:many|much)\b|[^“\"]*\bthat (?:many|much)\b")
"""How words go on that point at the figure before them."""

ASKING = re.compile(
    r"(?:Did|Do|Does|Is|Are|Was|Has|Have|Can|Could|Would|Will)(?:n[’']t)? (?:the|an?|it|they|he|she|there|this|that|any\w*|not)\b"
)
"""A question that has lost its mark, or an order to the reader."""

BESIDE_OTHERS = re.compile(
    r"\b(?:by|in) (?:comparison|contrast)\b|\blikewise\b|\bsimilarly\b|\bthat (?:many|much|often)\b|"
    r"\bthe latter\b|\bthe former(?=[.,;:)]|['’]s\b| (?:and|or|is|was|are|were|has|had|have|did|does|will|would|said|says|told)\b)",
    re.IGNORECASE,
)
"""Words that set a sentence against the one before it."""

SAID_BY_IT = re.compile(
    r", (?:it|they) (?:has |have |had )?(?:also )?(?:said|added|wrote|warned|noted|reported|says|adds|warns|notes)\.?$"
)
"""A closing attribution to something that must have been named before."""

_TITLE_LAST = re.compile(r" (?:Govs?|Sens?|Reps?|Gens?|Lts?|Profs?|Drs?|Messrs|Mrs?|Ms)\.$")
"""A title that lacks its name: the sentence was cut behind its full stop."""

AS_KNOWN = re.compile(r"That\b")
"""How a sentence opens whose subject is a clause, and so told as if the reader knew: "That the mill closed surprised nobody"."""

_SUBJECTS = "he|she|it|they|this|these|those"
_PRONOUNS = rf"{_SUBJECTS}|that|his|her|its|their|him|them|one(?=,| of (?:them|those|these))"
_LINKS = (
    r"at (?:the same|that) time|in (?:addition|turn|response|return)|for (?:example|instance)|as a result|also|then|even so|"
    r"and|but|so|or|nor|yet|however|instead(?! of)|therefore|thus|hence|moreover|furthermore|nevertheless|nonetheless|consequently|"
    r"likewise|meanwhile|in (?:contrast|fact)|by contrast|on the other hand"
)
_EMPTY_IT = r"it\b(?= (?:is|was|will be|would be|may be|takes?|took|remains?)\b(?! to\b).* (?:that|to|whether)\b)"
_NOT_BACK = r"(?:this|these|those|they) (?:who|whose|week|month|year|summer|winter|season)\b"

POINTING_BACK = re.compile(rf"(?!{_NOT_BACK}|{_EMPTY_IT})(?:{_PRONOUNS}|{_LINKS})\b", re.IGNORECASE | re.DOTALL)
"""How words open that need those before them: a pronoun or a connective. "This week" and "it is clear that" need none."""

HEADLINE_POINTS = re.compile(rf"(?:(?:\S+\s+){{0,3}}?(?:{_SUBJECTS})|(?:{_PRONOUNS}))\b", re.IGNORECASE)
"""The same in a headline, where a pronoun among the first four words is the subject: nothing stands above it."""


def points_back(words: str) -> bool:
    """Whether words, quoted or not, open on one that needs those before them to be understood.

    >>> points_back("“They agreed on the lunch,” the mediator wrote."), points_back("It is time to go home.")
    (True, False)
    >>> points_back("It is to reopen in May.")
    True
    """
    return POINTING_BACK.match(words.lstrip("“\"‘' ")) is not None


def can_stand(passage: Passage) -> bool:
    """Whether the passage is a whole sentence of a printable length that nothing ties to its old place for good.

    A live blog tells in the present what is over when the page is read.
    """
    leans, text = passage.sentence.leans, passage.text
    if leans not in (None, "pronoun", "connective") or not 4 <= len(text.split()) <= LONGEST or not is_whole(text):
        return False
    if passage.article.article.role == "liveblog" and passage.sentence.tense == "present":
        return False
    told = unquoted(text)
    if AS_KNOWN.match(told):
        return False
    if any(pattern.search(told) for pattern in (ANCHORED, ON_THE_SPOT, BESIDE_OTHERS)) or speaks_itself(told):
        return False
    return not (SAID_BY_IT.search(told.rstrip()) and not _names_a_speaker(passage))


def counts(passage: Passage) -> bool:
    """Whether an article opens with the passage as a figure and what it counts, which is no sentence but needs none before it.

    What it points at is its own figure: "400: That is how many bells Ostrand has".
    """
    text, sentence = passage.text, passage.sentence
    figure = COUNTED.match(text)
    if figure is None or passage.index or len(text.split()) > LONGEST or not is_whole(text):
        return False
    rest = unquoted(text[figure.end() :])
    pointed = HOW_MANY.match(rest) is not None
    named = len(sentence.points) <= pointed and (sentence.leans == "fragment" or pointed)
    return named and ANCHORED.search(rest) is None and not speaks_itself(rest)


def speaks_itself(told: str) -> bool:
    """Whether words outside quotation marks are the paper's own to its reader, or a turn of a conversation.

    >>> speaks_itself("The ministry told me that the plan was dead."), speaks_itself("World War I ended in 1918.")
    (True, False)
    >>> speaks_itself("The Velm Post: On Friday the dam was called a heap."), speaks_itself("Did the mayor know of it.")
    (True, True)
    """
    own = OWN_VOICE.search(NAMED_FIRST.sub(" ", told))
    return own is not None or LABELLED.match(told) is not None or ASKING.match(told) is not None


def _names_a_speaker(passage: Passage) -> bool:
    """Whether the sentence itself has somebody who can be the "it" or "they" that said it: a name, or a subject with an article."""
    named = any(not mention.pronoun for mention in passage.mentions)
    return named or passage.text.startswith(("The ", "A ", "An "))


def is_whole(text: str) -> bool:
    """A sentence with an end, which three dots outside a quotation or a title are not, and with its quotation marks in pairs."""
    if text.rstrip().endswith(("...", "…")) or _TITLE_LAST.search(text):
        return False
    return text.rstrip("”\"’')").endswith((".", "!", "?", "…")) and is_paired(text)


def is_paired(text: str) -> bool:
    """Whether every quotation mark has its other one."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def unquoted(text: str) -> str:
    """The text without what stands in quotation marks."""
    return re.sub(r"“[^”]*”|\"[^\"]*\"", " ", text)


KNOWN_TO_ALL = listed(
    "government president king queen police army military navy parliament weather public economy media press sun world country "
    "nation state capital city opposition cabinet ministry minister authorities church market markets war pandemic internet "
    "law court constitution national federal foreign prime agency people dead death toll number"
)
"""Nouns that need no introduction: there is one of each wherever a story plays, or the event itself brings it along."""

_BARE = re.compile(r"[Tt]he ((?:[a-z]+(?:-[a-z]+)* ){0,2}[a-z]+(?:-[a-z]+)*)(?:[’']s?)?$")
_PLACED = re.compile(r"(?:In|At|On|From|Under|Behind|Inside|Outside|Near|Beside) the ([a-z]+),? (?=the |an? |[A-Z]|some|people)")
_IN_TIME = listed(
    "morning afternoon evening night end past weekend meantime meanwhile beginning north south east west ground record day"
)
_WHOSE_VOICE = re.compile(r"\b[Aa] spokes(?:man|woman|person)\b(?! for| of)")


def stems(text: str) -> frozenset[str]:
    """The stems of a text's content words."""
    return frozenset(map(stem, content_words(text)))


def needs_introduction(sentence: Sentence, text: str, whole: str, introduced: Container[str]) -> bool:
    """Whether a sentence speaks of "the bell" or lets "a spokesman" speak where nothing before it has said which.

    Args:
        sentence: its annotation; the subject's place is asked for.
        text: the article's.
        whole: the sentence.
        introduced: stems of the words that the reader has seen before it.
    """
    if _WHOSE_VOICE.search(unquoted(whole)):
        return True
    subject = sentence.subject.of(text) if sentence.subject else ""
    placed = _PLACED.match(whole)
    bare = _BARE.match(subject)
    heads = [bare[1].split()[-1]] if bare else []
    heads += [placed[1]] if placed and placed[1] not in _IN_TIME else []
    return any(head.lower() not in KNOWN_TO_ALL and stem(head.lower()) not in introduced for head in heads)
