"""Whom the story's news accuses or sues and whose answer no report gives.

Somebody counts as heard as soon as any report gives words of theirs, or anybody answers in their name, or a sentence that
names them has a word of answering: a false "no report says" is worse than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from broadsheet.language.roles import is_office
from broadsheet.records.annotation import Annotated, Mention
from broadsheet.write.cast import Member
from broadsheet.write.dossier import Dossier, Passage

_WHAT = {
    "accusation": r"accus(?:es|ed)|blam(?:es|ed)",
    "lawsuit": r"su(?:es|ed)",
    "charges": r"charged|indict(?:s|ed)",
    "criticism": r"critici[sz](?:es|ed)|denounc(?:es|ed)|slam(?:s|med)|rebuk(?:es|ed)|condemn(?:s|ed)",
}
"""What somebody is to answer, by the verb that says so."""

_ACCUSING = {what: re.compile(rf"\b(?:{verbs})$") for what, verbs in _WHAT.items()}
_ACCUSED = {
    what: re.compile(rf"^(?:,[^,]{{1,60}},)? (?:is|was|were|are|has been|have been) (?:also )?(?:{verbs})\b")
    for what, verbs in _WHAT.items()
}
_TITLE = re.compile(r"(?:the|a|former|ex|late|acting|fellow|rival|[A-Z][\w.’']*)$")
"""Beside offices, what may stand in a title between the verb and the name: "the former Velm mayor"."""

_PLAIN = re.compile(r"[^\W\d_][\w.-]*(?: [\w.’'-]+){1,3}")
"""A name that can be printed: a first name, none with an apostrophe, and more."""

_HEARD = re.compile(
    r"\b(?:spokes\w+|lawyers?|defen[cs]e (?:team|attorney|counsel)|attorneys? for|representatives? (?:for|of)|publicists?|"
    r"(?:his|her|their) (?:attorneys?|counsel|office|campaign|family)|plead\w*|pled|not guilty|(?:for|to) comment|did not respond|"
    r"(?:could not|be) reached|apologi\w*|confess\w*|refut\w*|(?:he|she) (?:has )?den(?:y|ies|ied)|den(?:ies|ied) (?:the|any)|"
    r"fir(?:ed|es|ing) back|hits? back|shot back|(?:shot|killed) (?:dead|himself|herself)|found dead|(?:he|she) died|"
    r"charges dropped|drop(?:s|ped)? (?:the )?charges)\b",
    re.IGNORECASE,
)
"""Words of an answer, of somebody who answers for another, or of one who cannot answer any more, wherever they stand."""

_ANSWERS = (
    r"(?:reject\w*|declin\w*|dismiss\w*|insist\w*|refus\w*|statement|tweet\w*|wr(?:ite|ites|ote)|sa(?:y|ys|id)|t(?:ell|ells|old)|admit\w*|"
    r"disput\w*|counter\w*|acknowledg\w*|claim\w*|call(?:s|ed)|argu\w*|maintain\w*|vow\w*|add(?:s|ed)|interview\w*|ask(?:s|ed))"
)


@dataclass(frozen=True, slots=True)
class Unheard:
    """Somebody who is accused and not heard: `passage` accuses `name`, and `to` is what there would be to answer."""

    passage: int
    name: str
    to: str


def unheard(dossier: Dossier, passages: Iterable[int], searched: Sequence[Annotated]) -> Iterator[Unheard]:
    """Whom one of the passages of those numbers accuses, and who answers in none of the articles searched, each once."""
    if any(_HEARD.search(f"{a.article.title} {a.article.standfirst or ''} {a.article.text}") for a in searched):
        return
    told: set[str] = set()
    for index in passages:
        passage = dossier.passages[index]
        for mention, to in _accused(passage):
            member = dossier.cast.of(passage.article.article.id, mention.entity)
            if member is None or member.kind != "person" or not _PLAIN.fullmatch(member.name) or member.name in told:
                continue
            told.add(member.name)
            if not any(_is_heard(member, annotated) for annotated in searched):
                yield Unheard(index, member.name, to)


def _accused(passage: Passage) -> Iterator[tuple[Mention, str]]:
    """Mentions right behind a verb of accusing, or right before "was accused", with what there is to answer."""
    text, place = passage.article.article.text, passage.extent
    for mention in passage.article.mentions:
        quoted = any(quote.direct and quote.extent.overlaps(mention.extent) for quote in passage.article.quotes)
        if quoted or not place.holds(mention.extent) or mention.pronoun or not mention.safe:
            continue
        before, after = text[place.start : mention.extent.start], text[mention.extent.end : place.end]
        for what in _WHAT:
            if _ACCUSED[what].match(after) or _is_object(before, _ACCUSING[what]):
                yield mention, what


def _is_object(before: str, accusing: re.Pattern[str]) -> bool:
    """Whether the words before a name end in a verb of accusing, with nothing but a title between."""
    tokens = before.split()
    while tokens and len(tokens) > 1 and (is_office(tokens[-1].lower()) or _TITLE.match(tokens[-1])):
        tokens.pop()
    return bool(tokens) and accusing.search(tokens[-1]) is not None


def _is_heard(member: Member, annotated: Annotated) -> bool:
    """Whether an article gives words of the member or a word of answering behind the name, or its title tells what one does."""
    article = annotated.article
    own = {entity for place, entity in member.held if place == article.id}
    speakers = [quote.speaker for quote in annotated.quotes if quote.speaker is not None]
    if any(one.entity in own or member.surname in one.extent.of(article.text) for one in speakers):
        return True
    name = re.escape(member.surname)
    if re.search(rf"\b{name} (?:\w\w\w+s|will)\b", article.title):
        return True
    spoken = rf"\b{name}\b(?:\W+[\w’'-]+){{0,6}}?\W+{_ANSWERS}\b|\b{_ANSWERS} (?:by |to )?(?:[\w.]+ ){{0,3}}{name}\b"
    return re.search(spoken, f"{article.title}\n{article.text}") is not None
