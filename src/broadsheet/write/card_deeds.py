"""What a card's bearer did or said in the story: a whole sentence that can be read there alone."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from broadsheet.records.text import Extent
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft, Drafted
from broadsheet.write.phrasing import phrase
from broadsheet.write.standing import stems
from broadsheet.write.unaided import leans_elsewhere

MOST_WORDS, FEWEST_WORDS = 45, 6
"""Words of a card, and of a deed on it beside the name."""

SAID_BEFORE = 0.6
"""A deed with this share of a long role's words says again who somebody is: "Ada Brenn, a clerk at the mill in Harth, said"."""

LONG_ROLE = 3
"""Words of a role from which saying it again is tedious: "Interior Minister Ada Brenn said" is how papers speak."""

OWNER = ("'", "’")
"""Behind a name whose son or work is the subject, and not its bearer."""

_BEFORE_A_NOUN = re.compile(r" (?!and\b|of\b|who\b|which\b|in\b|at\b|from\b|for\b)[a-z]")
"""Behind a name that only says whose or which a thing is: "the Brenn attack"."""

FEWEST_SPOKEN = 8
"""Words that a quotation needs to say something by itself, where the sentence is little but the quotation."""

MOST_AROUND = 7
"""Words around a short quotation that say no more than whose it is, and how it was said."""

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|''.*?''")
_UNTOLD = re.compile(r"\b(?:it|that|this|they|them|those|these|there|he|she|him|her|his|their)\b", re.IGNORECASE)
"""Words that in somebody's mouth mean what was spoken of before."""


def deed(dossier: Dossier, draft: Draft, member: Member, role: str, ranks: NDArray[np.float64]) -> str | None:
    """The key of what the member did or said here: a sentence that the page has not printed, rather one whose matter is new to it.

    Args:
        dossier: the story.
        draft: of the page.
        member: whose card it is.
        role: the key of the statement that says who they are.
        ranks: how well each passage tells the story, shape (passages,); one of 0 tells nothing.
    """
    stated = draft.statement(role)
    room = MOST_WORDS - len(stated.text.split())
    told = [draft.span(span) for span in stated.spans]
    here = {(draft.pools()["articles"][span.article].id, span.extent) for span in told}
    news = [i for i, p in enumerate(dossier.passages) if ranks[i] > 0 and _acts(member, p)]
    acts = [i for i in news if not any(_holds(dossier.passages[i], *place) for place in here)]
    for index in sorted(acts, key=lambda i: (draft.told(i), -float(ranks[i]), i)):
        drafted = phrase(dossier, dossier.passages[index], known={member.name})
        count = len(drafted.text.split()) if drafted else 0
        fits = drafted and len(member.name.split()) + FEWEST_WORDS <= count <= room and _names(dossier, drafted, member)
        if drafted and fits and not _leans(dossier.passages[index], drafted, (member.name, stated.text), draft.introduced):
            key = draft.state(drafted, why=("what they did or said here",))
            if key:
                draft.tell(index)
                return key
    return None


def _leans(passage: Passage, drafted: Drafted, card: tuple[str, str], introduced: frozenset[str]) -> bool:
    """Whether a sentence leans on what neither the page nor the card, of a name and a role, has told, or says the role again."""
    name, role = card
    told = stems(role) - stems(name)
    again = len(told) >= LONG_ROLE and len(told & stems(drafted.text)) >= SAID_BEFORE * len(told)
    spoken = any(_UNTOLD.search(words) for words in _QUOTED.findall(drafted.text)) or _is_a_scrap(drafted.text)
    known = introduced | stems(f"{name} {role}")
    return again or spoken or passage.sentence.leans == "connective" or leans_elsewhere(drafted.text, known)


def _is_a_scrap(text: str) -> bool:
    """Whether a sentence is a few quoted words and who said them.

    >>> _is_a_scrap("“I was shaking my head,” Ada Brenn said."), _is_a_scrap("Ada Brenn called the dam “a wonder” of her valley.")
    (True, False)
    """
    said = sum(len(words.split()) for words in _QUOTED.findall(text))
    return 0 < said < FEWEST_SPOKEN and len(text.split()) - said <= MOST_AROUND


def _holds(passage: Passage, article: str, extent: Extent) -> bool:
    return (
        passage.article.article.id == article
        and passage.extent.overlaps(extent)
        and extent.end - extent.start > len(passage.text) / 2
    )


def _names(dossier: Dossier, drafted: Drafted, member: Member) -> bool:
    """Whether the sentence names the member, in full where another has the surname, and opens like a sentence."""
    alone = dossier.cast.surnames[member.surname] < 2
    return (member.surname if alone else member.name) in drafted.text and not drafted.text.startswith("(")


def _acts(member: Member, passage: Passage) -> bool:
    """Whether the member is the subject of the sentence or says what stands in it."""
    article = passage.article
    held = {entity for a, entity in member.held if a == article.article.id}
    subject = passage.sentence.subject
    text = article.article.text
    here = [m for m in passage.mentions if m.entity in held and m.safe and text[m.extent.end : m.extent.end + 1] not in OWNER]
    named = [
        m.extent for m in here if subject and subject.holds(m.extent) and not _BEFORE_A_NOUN.match(text, m.extent.end, subject.end)
    ]
    if subject and any(extent.start - subject.start <= len(member.name) + 20 for extent in named):
        return True
    spoken = (quote.speaker.extent for quote in passage.quotes if quote.speaker and quote.speaker.entity in held)
    return any(passage.extent.holds(place) and text[place.end : place.end + 1] not in OWNER for place in spoken)
