"""Who walks onto a page unannounced: somebody whom no title names, one paper alone knows, and the sentence does not introduce.

A feature's passenger and an interview's neighbour carry its anecdote and not the news.
"""

from __future__ import annotations

import re

from broadsheet.language.words import listed, words
from broadsheet.records.annotation import Mention
from broadsheet.write.cast import Member
from broadsheet.write.compression import is_rank
from broadsheet.write.dossier import Dossier, Passage, kept

_TOLD_BEHIND = re.compile(r"(?:[’']s)?(?:, (?!and\b|but\b|says?\b|said\b|told\b)\w| \()")
"""What follows a name that is introduced: "Ada Pell, who owns the mill", "Ada Pell (Velm)"."""

_LAST_WORD = re.compile(r"([\w’'.-]+) \Z")
_NO_ROLE = listed("and or but of to by with for from as that when while where if because after before than said says told")


def tells_of_a_stranger(dossier: Dossier, passage: Passage, text: str) -> bool:
    """Whether the subject of a sentence is somebody who means nothing to the reader.

    Args:
        dossier: the story.
        passage: the sentence.
        text: the sentence as it would be printed.
    """
    subject = passage.sentence.subject
    if subject is None:
        return False
    people = [m for m in passage.mentions if m.kind == "person" and subject.holds(m.extent)]
    return any(_is_strange(dossier, passage, mention, text) for mention in people[:1])


def _is_strange(dossier: Dossier, passage: Passage, mention: Mention, text: str) -> bool:
    member = dossier.cast.of(passage.article.article.id, mention.entity)
    if member is None or set(words(member.surname)) & _headed(dossier):
        return False
    if len({dossier.origin(article) for article, _ in member.held}) > 1:
        return False
    alone = len(dossier.origins) == 1 and " " in member.name
    return not alone and not _is_introduced(member, text)


@kept
def _headed(dossier: Dossier) -> frozenset[str]:
    return frozenset(word for voice in dossier.voices for word in words(voice.article.title))


def _is_introduced(member: Member, text: str) -> bool:
    """Whether the words beside the name say who it is: an office or a noun before it, or what a comma adds behind it."""
    name = member.name if member.name in text else member.surname
    at = text.find(name)
    if at < 0:
        return True
    before = _LAST_WORD.search(text, 0, at)
    described = before is not None and before[1].rstrip(".").lower() not in _NO_ROLE
    return described or is_rank(name.split()[0].rstrip(".").lower()) or _TOLD_BEHIND.match(text, at + len(name)) is not None
