"""What the articles themselves call unknown or undisclosed, as a question that can follow "No report says".

"It was not clear how many boats sank" leaves "how many boats sank" open, if nothing else in the story tells it. Only a plain
clause is taken: no quotation, nobody's guess of once, nothing that leans on words outside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.language.words import listed
from broadsheet.write.dossier import Dossier, Passage

FEWEST, MOST = 3, 18
"""Words of a question that says enough and can be read at once."""

_VERY = r"(?:(?:immediately|yet|entirely|fully|publicly|still|also|exactly) )*"
_SAY = r"(?:say|said|disclosed?|reveal(?:ed)?|specif(?:y|ied)|explain(?:ed)?)"
_UNKNOWN = re.compile(
    rf"\b(?:(?:is|was|remains?|remained) {_VERY}(?:unclear|unknown|uncertain|not {_VERY}(?:clear|known|certain|disclosed|decided))"
    rf"|(?:did|does|do|would|has|have|had)(?: not|n[’']t) {_VERY}{_SAY}"
    r"|(?:declin|refus)(?:es?|ed|ing) to (?:say|disclose|reveal|specify|explain)"
    r"|(?:nobody|no one) knows) "
    r"(?P<asked>(?:exactly )?(?:who|whose|what|when|where|why|how|whether|which|if)\b[^;:()\n]*)",
    re.IGNORECASE,
)
"""Words that say that something is not known or not told, and what it is."""

_END = re.compile(
    r",? (?:but|though|although|while|because|since|as|amid|after which|adding|given|despite|except|however|saying)\b"
    r"|,? and (?:it|he|she|they|the|did|was)\b|,? (?:said|says|according to)\b|[–—]| - "
    r"|, (?:and|or|who|which|where|in|on|at|with|one|two|he|she|they|the)\b"
)
"""Where the question ends and the sentence goes on."""

_ONCE = re.compile(
    r"\b(?:until|at the time|at first|initially|originally|then|previously|once|earlier|but|would have|had been|used to)\b",
    re.IGNORECASE,
)
"""In such a sentence it may have come to be known since, or be told in it."""

_LEANING = listed("""
i me my we us our you your he him his she her hers they them their theirs it its this that these those there here such so then
today yesterday tomorrow tonight now ago last next other others another both either neither one ones latter former same
""")
_SUBJECTS = listed("he she")
_SPECIFIC = re.compile(r"[^\W\d_]{4,}")
_QUESTION_WORDS = listed("who whose what when where why how whether which exactly many much long often")


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that an article calls unknown.

    Attributes:
        index: number of the passage that says so.
        asked: what is not known, as a clause: "how many boats sank".
    """

    index: int
    asked: str

    @property
    def question(self) -> str:
        """The clause as a question for the answer layer."""
        return f"{self.asked[0].upper()}{self.asked[1:]}?"


def unknowns(dossier: Dossier) -> Iterator[Unknown]:
    """What the newest reports call unknown, in the order of the story."""
    newest = max((voice.article.day or "" for voice in dossier.voices), default="")
    for index, passage in enumerate(dossier.passages):
        found = _UNKNOWN.search(passage.text) if (passage.article.article.day or newest) == newest else None
        if found and not _ONCE.search(passage.text) and not any(mark in passage.text for mark in '"“”‘'):
            asked = _clause(_named(dossier, passage, found.start("asked")))
            if asked:
                yield Unknown(index, asked)


def speaks_of_unknown(text: str) -> bool:
    """Whether a sentence says that something is not known: it answers nothing."""
    return _UNKNOWN.search(text) is not None


def _named(dossier: Dossier, passage: Passage, begin: int) -> str:
    """The passage from a character on, its first "he" or "she" a name where it is sure who is meant."""
    told, start = passage.text[begin:], passage.extent.start + begin
    for mention in passage.article.mentions:
        member = dossier.cast.of(passage.article.article.id, mention.entity) if mention.pronoun and mention.safe else None
        at = mention.extent.start - start
        words = mention.extent.of(passage.article.article.text)
        here = at >= 0 and passage.extent.holds(mention.extent) and words.lower() in _SUBJECTS
        if member is not None and member.kind == "person" and here:
            return f"{told[:at]}{member.name}{told[at + len(words) :]}"
    return told


def _clause(told: str) -> str | None:
    """The first clause, if it is plain and says enough by itself."""
    told = told.rstrip(" .?!")
    end = _END.search(told)
    clause = " ".join((told[: end.start()] if end else told).rstrip(" ,").split())
    words = re.findall(r"[\w’'-]+", clause)
    leans = any(word.lower().partition("’")[0].partition("'")[0] in _LEANING for word in words)
    if leans or not FEWEST < len(words) <= MOST or not _says_enough(clause):
        return None
    return re.sub(r"^if\b", "whether", clause[0].lower() + clause[1:])


def _says_enough(clause: str) -> bool:
    """Whether two words of the question, its question words left out, have a meaning of their own."""
    return sum(word.lower() not in _QUESTION_WORDS for word in _SPECIFIC.findall(clause)) >= 2
