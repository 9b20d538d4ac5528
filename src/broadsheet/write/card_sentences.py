"""Which sentences of the articles may stand on a card: those that open on its bearer, tell what is over and need nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.language.words import listed
from broadsheet.models import grammar
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.judgements import grades
from broadsheet.write.roles import is_former
from broadsheet.write.standing import stems
from broadsheet.write.unaided import leans_elsewhere

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUOTING = re.compile(r"[“”\"]|''")
_BRIEF = re.compile(r"(?:The |Mr\.? |Mrs\.? |Ms\.? |Dr\.? )?")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_NEAR_A_DAY = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|recent|recently|earlier|later|ago|now|currently|still|soon|already|since|new|newly|"
    r"previously|once|then|yet|next|last|this|past|coming|current|previous|following|upcoming|latest)\b",
    re.IGNORECASE,
)
"""A time that counts from the day of the article or from another that it tells of."""

_IN_PLACE_OF = re.compile(
    r"\b(?:while|whereas|although|but|it|they|them|their|its|he|she|him|his|her|these|those|something|someone|somebody|some|several|others?|"
    r"in (?:return|response|turn|reply)|"
    r"the (?:move|decision|plan|case|matter|issue|comments?|remarks?|statement|claims?|allegations?))\b",
    re.IGNORECASE,
)
"""Words in place of what another sentence names."""

_AHEAD = listed("schedule expect plan favor favour slate tip due set want hope intend aim tend try prepare consider be have")
"""Verbs behind which the event is still to come or never came, or that tell none."""

_REPORTING = listed(
    "say tell add claim argue insist believe think suggest contend note warn call describe accuse blast slam mock deride "
    "praise attack criticise criticize ridicule dismiss defend deny allege assert maintain respond reply joke boast vow promise "
    "predict urge appear seem know feel join follow agree disagree differ echo continue repeat return ask question make serve"
)
"""Verbs that give somebody's words or mind: those have a place on the page where the question stands beside them.
Behind the last of them, what is joined or followed stands in another sentence."""


def tells_a_deed(dossier: Dossier, passage: Passage, text: str, card: tuple[Member, str]) -> bool:
    """Whether a sentence tells something that somebody has done, in words that can be read on the card alone.

    Args:
        dossier: the story.
        passage: the sentence as the article has it.
        text: the sentence as it would be printed.
        card: whose card it is, and what that says already.
    """
    member, _ = card
    if _QUOTING.search(text) or not (opens_on(passage, text, member) and needs_nothing(dossier, text, card)):
        return False
    root = next(token for token in next(iter(grammar.parse([text], names=False))) if token.dep_ == "ROOT")
    return _is_its_subject(root) and _is_over(root) and root.lemma_.lower() not in _REPORTING and not grades(text)


def needs_nothing(dossier: Dossier, text: str, card: tuple[Member, str]) -> bool:
    """Whether a sentence names nobody and nothing that neither it nor the card explains, and no day counted from another."""
    member, said = card
    if any(pattern.search(text) for pattern in (_NEAR_A_DAY, _WEEKDAY, _IN_PLACE_OF)):
        return False
    known = stems(f"{member.name} {said}")
    return not _names_by_surname(dossier, member, f"{text} {said}") and not leans_elsewhere(text, known)


def opens_on(passage: Passage, text: str, member: Member) -> bool:
    """Whether a sentence begins with the name, as the article has it there, or with the bearer's own title and the full name."""
    if not any(not m.pronoun and m.safe and m.entity in _held(passage, member) for m in passage.mentions):
        return False
    titles = "|".join(re.escape(role.text) for _, role in member.roles if not is_former(role.text))
    full = re.escape(member.name)
    return re.match(rf"{_BRIEF.pattern}(?:(?:{titles}) )?{full}\b|{_BRIEF.pattern}{re.escape(member.surname)}\b", text) is not None


def _held(passage: Passage, member: Member) -> set[str]:
    return {entity for article, entity in member.held if article == passage.article.article.id}


def _names_by_surname(dossier: Dossier, member: Member, told: str) -> bool:
    """Whether another person of the story is named without a first name."""
    others = [one for one in dossier.cast.members if one.kind == "person" and one.surname != member.surname]
    bare = told
    for one in others:
        bare = bare.replace(one.name, " ")
    return any(re.search(rf"\b{re.escape(one.surname)}\b", bare) for one in others)


def _is_its_subject(root: Token) -> bool:
    """Whether the subject of a sentence's main verb opens it, and is one and not several."""
    subjects = [token for token in root.children if token.dep_ == "nsubj"]
    return any(token.left_edge.i == 0 and not any(part.dep_ == "conj" for part in token.children) for token in subjects)


def _is_over(root: Token) -> bool:
    """Whether a sentence's main verb tells what was or has been done, and not what was planned."""
    beside = [token for token in root.children if token.dep_ in ("aux", "auxpass")]
    if root.lemma_.lower() in _AHEAD or any(token.tag_ == "MD" or token.dep_ == "neg" for token in root.children):
        return False
    return root.tag_ == "VBD" or (root.tag_ == "VBN" and any(token.tag_ == "VBD" for token in beside))
