"""What a card's bearer did in the story: a whole sentence that can be read there alone. What they said has its own section."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from broadsheet.records.text import Extent
from broadsheet.write.card_sentences import tells_a_deed
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft, Drafted
from broadsheet.write.phrasing import phrase
from broadsheet.write.standing import stems

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


def deed(dossier: Dossier, draft: Draft, member: Member, role: str, ranks: NDArray[np.float64]) -> str | None:
    """The key of what the member did here: a sentence that the page has not printed, rather one whose matter is new to it.

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
        if drafted and fits and _may_stand(dossier, dossier.passages[index], drafted, (member, stated.text)):
            key = draft.state(drafted, why=("what they did here",))
            if key:
                draft.tell(index)
                return key
    return None


def _may_stand(dossier: Dossier, passage: Passage, drafted: Drafted, card: tuple[Member, str]) -> bool:
    """Whether a sentence leans on nothing that the card, of a name and a role, has not told, and does not say the role again."""
    member, role = card
    told = stems(role) - stems(member.name)
    again = len(told) >= LONG_ROLE and len(told & stems(drafted.text)) >= SAID_BEFORE * len(told)
    if again or passage.sentence.leans == "connective":
        return False
    return tells_a_deed(dossier, passage, drafted.text, card)


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
    """Whether the member is the subject of the sentence."""
    article = passage.article
    held = {entity for a, entity in member.held if a == article.article.id}
    subject = passage.sentence.subject
    text = article.article.text
    here = [
        m.extent for m in passage.mentions if m.entity in held and m.safe and text[m.extent.end : m.extent.end + 1] not in OWNER
    ]
    return any(subject and subject.holds(extent) and not _BEFORE_A_NOUN.match(text, extent.end, subject.end) for extent in here)
