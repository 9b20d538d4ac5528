"""Who somebody is, as a sentence: "Ada Brenn is Interior Minister", made of a name and the words that stand beside it."""

from __future__ import annotations

import re

from broadsheet.language.demonyms import country
from broadsheet.language.names import HONORIFICS
from broadsheet.language.roles import FORMER, HELD, OFFICES, is_office
from broadsheet.language.words import listed
from broadsheet.records.annotation import RoleSpan
from broadsheet.records.text import Extent
from broadsheet.write.cast import Member
from broadsheet.write.deaths import is_dead
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Drafted
from broadsheet.write.introductions import introduction
from broadsheet.write.judgements import judges
from broadsheet.write.member_kinds import head_of, is_of_somebody, is_what_it_is_called
from broadsheet.write.phrasing import LEAD_IN
from broadsheet.write.predicates import is_of_a_party, predicate, what_it_is
from broadsheet.write.role_bar import is_garbled, is_no_name, is_supposed, points_elsewhere, says_enough
from broadsheet.write.role_edges import is_second_half, is_sound, is_torn_name
from broadsheet.write.role_owners import by_surname, is_of_some_land, names_nobody
from broadsheet.write.standing import OWN_VOICE

_RULERS = listed("president premier minister chancellor governor mayor king queen pope emperor prince princess")
"""Offices that are held of the place behind the name: "Mayor Ada Brenn of Velm"; a speaker or senator is from there."""

_ACTING = re.compile(r"(?:the )?(?:acting|interim|caretaker)\b", re.IGNORECASE)

_ELSEWHERE = re.compile(
    r"\b(?:their|its|our|my|your|(?:his|her) own)\b|"
    r"\bthe (?:company|firm|group|team|club|agency|organi[sz]ation|party|union|bank|network|band|newspaper|administration|campaign|"
    r"committee|commission|council|board|department|office|school|hospital|university|college|city|town|village|county)"
    r"(?:[’']s?\b|$| (?:has|had|is|was|will)\b)|\bthe (?:north|south|east|west)[’']s\b",
    re.IGNORECASE,
)
"""Whose it is stands in another sentence: "the group's spokesman", "a favourite of their scouts"."""

_TITLE_BEHIND = re.compile(r", [A-Z]\w+$")

_GONE = re.compile(
    r"\b(?:killed|slain|murdered|shot dead) (?:by|in|during|when|while|on|at|after|near)\b|"
    r"\bwho (?:had )?died\b|\bwho (?:was|had been) (?:killed|murdered|executed)\b"
)

_ASTRAY = re.compile(r",|\b(?:over|after|amid|on|in|at|with|from|by|as|into|against|before|during)\b")
"""No title right before a name has any of these: a headline or another description has run into it."""

_GOES_ON = re.compile(
    r"(?: ?\([^()]*\))?(?:\s?(?:\.\.|…)| ?(?:''|\"|“|‘)|"
    r", [A-Z]|[-–/]\w| (?!said\b|says\b|told\b)\w)"
)
"""What stands behind a description that may have been cut, also behind a bracket: three dots, a work's title, "of the Velm" and
"School", "of the Velm Board" and "(VB) mission", "Council on Mills" and ", Grain and Water", "who sings" and "songs"."""

_DATELINE = re.compile(r"[A-Z][A-Z .,]+(?:\([^)]*\) ?)?[^a-z]*$")

_WAS = re.compile(r"\s+was\s")
_COPULA = re.compile(r"\s(?:is|was)\s")

_LOOSELY = re.compile(r"[–—(-]")
"""Between a name and what may describe it: binds less than a comma, and may belong to the whole clause."""

_BEFORE_A_NOUN = re.compile(r"\S+ (?!and |of |for )[a-z]")
"""A first word before a small one, and not of a name: "Flour seller", but "Flour and Mills Secretary"."""

_CLAUSE = 60
"""Code points before a name within which its clause begins."""

_LEADING_TO = listed("of to for by under with and rep sen gov gen col lt sgt capt star")
"""What stands before the name of somebody to whom a role belongs."""

_ADJECTIVE = re.compile(r"(?:ed|ing|ous|ful|less|ive|able|ible|ial|time|eran|lar|ent)$")

_TORN = re.compile(r"^(?:[A-Z]\.){2,} \w+ \w|^[^(]*\)|\([^)]*$|^\d+%|^\S+-owned ")
"""A name that holds half of a bracket, or into which a description has run."""


def role_sentence(dossier: Dossier, member: Member, article: str, role: RoleSpan) -> Drafted | None:
    """The sentence that a role makes with its member's name, resting on the words where the two stand side by side.

    None where the words would not make English, or where name and role do not touch.
    """
    beside = introduction(dossier, member, article, role) if _is_whole_name(member, role.text) else None
    if (
        beside is None
        or not _is_theirs(dossier, member, article, role)
        or not _is_all_of_it(dossier, member, article, (role, beside))
    ):
        return None
    text = dossier.annotated(article).article.text
    if member.kind != "person" and is_second_half(text, beside.start):
        return None
    said = None if names_nobody(dossier, article, role) else _said(dossier, member, article, role)
    if said and (is_of_the_dead(role.text) or is_dead(dossier, member) or _WAS.match(beside.of(text)[len(member.name) :])):
        said = re.sub(r"^is\b", "was", said)
    land = _land(dossier, article, beside) if said and head_of(role.text) in _RULERS and office(role.text) else None
    if land:
        said, beside = f"{said} of {land.of(text)}", Extent(beside.start, land.end)
    if said and (not says_enough(said) if member.kind == "person" else points_elsewhere(said) or judges(role.text)):
        return None
    name, beside = _with_article(dossier, member, article, beside)
    return Drafted(text=f"{name} {said}.", places=((article, beside),), made="joined") if said else None


def _is_whole_name(member: Member, role: str) -> bool:
    """Whether a name is one and can have this role: a person's has two words, and no place holds an office."""
    if (
        _TORN.search(member.name)
        or is_garbled(f"{member.name} {role}")
        or is_torn_name(member.name, role)
        or (member.kind == "person" and is_no_name(member.name))
        or OWN_VOICE.search(role)
    ):
        return False
    if member.kind == "place" and is_office(head_of(role)):
        return False  # "the only candidate in the capital, Velm": the place explains the words before it
    return member.kind != "person" or len(member.name.split()) > 1


def _is_theirs(dossier: Dossier, member: Member, article: str, role: RoleSpan) -> bool:
    """Whether the words are the paper's own, speak of nobody else, and are no half of another name."""
    return not (
        _is_opinion(dossier, article, role)
        or _names_another(dossier, member, role.text)
        or by_surname(dossier, member, role.text)
        or is_of_some_land(dossier, article, role)
        or not _is_capital_of_its_own(dossier, article, role)
        or not is_sound(dossier, article, role.extent)
    )


def _is_all_of_it(dossier: Dossier, member: Member, article: str, told: tuple[RoleSpan, Extent]) -> bool:
    """Whether the role, within the stretch that holds it and the name, is neither cut nor a judgement that somebody "is".

    "The" before a trade and a name tells which one is meant, or belongs to a title: "the Velm writer Ada Brenn".
    """
    role, beside = told
    text = dossier.annotated(article).article.text
    if text[role.extent.end :].startswith(f" {member.name}"):
        return _ASTRAY.search(role.text) is None and not (role.text.startswith(("the ", "The ")) and head_of(role.text) not in HELD)
    stated = _COPULA.search(text, beside.start, role.extent.start) is not None and member.kind == "person"
    said = any(quote.extent.overlaps(role.extent) for quote in dossier.annotated(article).quotes)
    judged = stated and (
        said or head_of(role.text) not in OFFICES or is_supposed(text[max(0, beside.start - _CLAUSE) : beside.start])
    )
    somebody = member.kind != "person" or role.text.startswith("who ") or is_of_somebody(role.text)
    named_behind = role.extent.start == beside.start and not stated
    if _LOOSELY.search(text, beside.start + len(member.name), role.extent.start) and not named_behind:
        return False
    return somebody and not judged and (named_behind or not _goes_on(text, role))


def _said(dossier: Dossier, member: Member, article: str, role: RoleSpan) -> str | None:
    if member.kind == "person":
        small = _small(dossier, article, role)
        return predicate(_TITLE_BEHIND.sub("", small)) if small else None
    itself = member.name in role.text  # "an arm of Velm Corp" is a part of it
    return what_it_is(role.text) if is_what_it_is_called(member.kind, role.text) and not itself else None


def _is_opinion(dossier: Dossier, article: str, role: RoleSpan) -> bool:
    """Whether it is somebody's words and not the paper's, or all of the piece is: "Ada Brenn is the worst mayor" is no office."""
    if dossier.annotated(article).article.role == "opinion":
        return True
    return any(quote.direct and quote.extent.overlaps(role.extent) for quote in dossier.annotated(article).quotes)


def _with_article(dossier: Dossier, member: Member, article: str, beside: Extent) -> tuple[str, Extent]:
    """The name of a body with the article that stands before it: "The Harbour Board"."""
    before = dossier.annotated(article).article.text[max(0, beside.start - 4) : beside.start]
    if member.kind == "person" or before.lower().rstrip() != "the":
        return member.name, beside
    return f"The {member.name}", Extent(beside.start - 4, beside.end)


def _goes_on(text: str, role: RoleSpan) -> bool:
    """Whether what stands behind the role belongs to it."""
    return _GOES_ON.match(text, role.extent.end) is not None


def _land(dossier: Dossier, article: str, beside: Extent) -> Extent | None:
    """The place after a name with a bare office before it: "President Ada Brenn of Qassara"."""
    annotated = dossier.annotated(article)
    places = (mention.extent for mention in annotated.mentions if mention.kind == "place" and not mention.pronoun)
    return next((place for place in places if annotated.article.text[beside.end : place.start] == " of "), None)


def widened(dossier: Dossier, article: str, role: RoleSpan) -> RoleSpan:
    """The role with the place or body right before it: "Minister" in "Velunia’s Minister Ada Brenn" is "Velunia’s Minister"."""
    annotated = dossier.annotated(article)
    text = annotated.article.text
    if not role.text[:1].isupper():
        return role
    for mention in annotated.mentions:
        between = text[mention.extent.end : role.extent.start]
        if mention.kind in ("place", "organisation", "other") and not mention.pronoun and re.fullmatch(r"(?:[’']s?)? ", between):
            extent = Extent(mention.extent.start, role.extent.end)
            return RoleSpan(text=extent.of(text), extent=extent)
    return role


def _small(dossier: Dossier, article: str, role: RoleSpan) -> str | None:
    """The role's words, without the capital that only the sentence gives them: "Museum director".

    None where that cannot be told: "Old" of "Old Velm miller" may be the place's.
    """
    annotated = dossier.annotated(article)
    opens = any(
        _opens(annotated.article.text, Extent(s.extent.start, role.extent.start))
        for s in annotated.sentences
        if s.extent.holds(role.extent)
    )
    named = any(mention.extent.start == role.extent.start for mention in annotated.mentions)
    first, said = role.text.split()[0], role.text
    if not opens or not first[0].isupper() or first in ("The", "A", "An") or country(said):
        return said  # "South" is small of a wind and not of a people; an article becomes small with the verb
    if is_office(first.lower()) and country(said.partition(" ")[2]) and said.rpartition(" ")[2].islower():
        return said[0].lower() + said[1:]  # "Chief Velunian negotiator"
    inside, small = _has_capital_inside(dossier, first), said[0].lower() + said[1:]
    if _is_small_somewhere(dossier, first.lower()) and not is_office(first.lower()):
        if inside:
            return None  # "Royal" is small here and a name's there
        if _BEFORE_A_NOUN.match(said):
            return small
    if named or inside or _keeps_its_capital(dossier, said):
        return said
    return None if re.search(r"[A-Z]", said[1:]) and not FORMER.match(said) else small


def _keeps_its_capital(dossier: Dossier, role: str) -> bool:
    """Whether a role that opens a sentence would have its capital also within one: a title, a party, a name in the plural."""
    first, last = role.split(maxsplit=1)[0], role.rsplit(maxsplit=1)[-1]
    if not last.islower() or is_of_a_party(role) or first.endswith("."):
        return True
    if is_office(first.lower()) and role[len(first) + 1 :][:1].isupper():
        return True  # the title of another who is named: "Mayor Brenn's chief of staff"
    # a noun before a noun is seldom a plural, unless it is a name's: "Otters captain"
    return first.endswith("s") and " " in role and not _is_small_somewhere(dossier, first.lower())


def _has_capital_inside(dossier: Dossier, word: str) -> bool:
    """Whether a word has its capital also within sentences: "Velunian" has, "Embattled" has not."""
    inside = re.compile(rf"[a-z,] {re.escape(word)}\b")
    return any(inside.search(voice.article.text) for voice in dossier.voices)


def _is_small_somewhere(dossier: Dossier, word: str) -> bool:
    """Whether an article writes a word without a capital."""
    return any(re.search(rf"\b{re.escape(word)}\b", voice.article.text) for voice in dossier.voices)


def _opens(text: str, before: Extent) -> bool:
    """Whether only a dateline, or nothing, stands before the role in its sentence."""
    lead = LEAD_IN.match(text, before.start)
    return before.start == before.end or (lead and lead.end() == before.end) or _DATELINE.fullmatch(before.of(text)) is not None


def _names_another(dossier: Dossier, member: Member, role: str) -> bool:
    """Whether another person's name stands in the role without an "of" or "to" before it: two descriptions run together."""
    people = (
        m.surname for m in dossier.cast.members if m.kind == "person" and m is not member and not is_office(m.surname.lower())
    )
    others = [surname for surname in people if surname in role.split()]
    if any(re.search(rf"\b{re.escape(other)}\b.* and ", role) for other in others) or _is_run_into(dossier, member, role):
        return True
    return bool(others) and not re.search(r"\b(?:of|to|for|by|under|with)\b|[’']s?\b", role)


def _is_run_into(dossier: Dossier, member: Member, role: str) -> bool:
    """Whether the next of a list has run into a role: "the clerk of the Harbour Board Jon Pell" are two people."""
    for other in dossier.cast.members:
        before = role.removesuffix(f" {other.name}")
        if other.kind == "person" and other is not member and before != role:
            last = before.split()[-1].lower().strip(".")
            return not (last in _LEADING_TO or last.endswith(("’s", "'s", "’", "'")) or is_office(last) or last in HONORIFICS)
    return False


def _is_capital_of_its_own(dossier: Dossier, article: str, role: RoleSpan) -> bool:
    """Whether the adjective of a role that opens a sentence has its capital also elsewhere: "Embattled Mayor" has not."""
    annotated = dossier.annotated(article)
    first, _, rest = role.text.partition(" ")
    opens = any(sentence.extent.start == role.extent.start for sentence in annotated.sentences)
    named = any(m.kind == "place" and m.extent.start == role.extent.start for m in annotated.mentions)
    if not opens or not rest or named or not _ADJECTIVE.search(first):
        return True
    return _has_capital_inside(dossier, first)


def office(role: str) -> str | None:
    """A role that is nothing but an office which one person holds at a time, in lower case: "president".

    >>> office("President"), office("President of Qassara"), office("baker")
    ('president', None, None)
    """
    return role.lower() if role.lower() in HELD else None


def is_held(role: str) -> bool:
    """Whether a role is an office that passes from one to the next.

    >>> is_held("Russian President"), is_held("the mayor of Velm"), is_held("a former mayor"), is_held("a baker in Velm")
    (True, True, False, False)
    """
    return (head_of(role) in HELD or _ACTING.match(role) is not None) and not is_former(role)


def is_former(role: str) -> bool:
    """Whether a role says what somebody was.

    >>> is_former("a former mayor of Velm"), is_former("the ousted president"), is_former("the mayor of Velm")
    (True, True, False)
    """
    return FORMER.match(re.sub(r"^(?:a|an|the) ", "", role, flags=re.IGNORECASE)) is not None


def is_of_the_dead(role: str) -> bool:
    """Whether a role tells how its bearer died.

    >>> is_of_the_dead("a farmer killed during floods at Velm"), is_of_the_dead("a farmer at Velm")
    (True, False)
    """
    return _GONE.search(role) is not None


def is_told_elsewhere(role: str) -> bool:
    """Whether a role points at somebody or something that it does not name.

    >>> is_told_elsewhere("the group's spokesman"), is_told_elsewhere("the head of the team"), is_told_elsewhere("the team doctor")
    (True, True, False)
    """
    return _ELSEWHERE.search(role) is not None
