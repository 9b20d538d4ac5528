"""Who somebody is, as a sentence: "Ada Brenn is Interior Minister", made of a name and the words that stand beside it."""

from __future__ import annotations

import re

from broadsheet.language.demonyms import country
from broadsheet.language.roles import FORMER, HELD, is_office
from broadsheet.language.words import STOP_WORDS, listed, words
from broadsheet.records.annotation import RoleSpan
from broadsheet.records.text import Extent
from broadsheet.write.cast import Member
from broadsheet.write.deaths import is_dead
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Drafted
from broadsheet.write.introductions import introduction
from broadsheet.write.member_kinds import head_of
from broadsheet.write.role_bar import (
    by_surname,
    is_no_name,
    is_only_told_apart,
    is_sound,
    is_torn_name,
    points_elsewhere,
    says_enough,
)

LONGEST_ROLE = 16
_RULERS = listed("president premier minister chancellor governor mayor king queen pope emperor prince princess")
"""Offices that are held of the place behind the name: "Mayor Ada Brenn of Velm"; a speaker or senator is from there."""

_PASSING = listed("candidate nominee contender frontrunner hopeful challenger opponent defendant suspect")
"""What somebody is for the length of an affair: of another year, it says nothing of now."""

_TWO_TITLES = re.compile(r" [a-z]+ [A-Z][a-z]+$")
"""A description and a rank run together: "police spokesman Constable"."""

_ONE_HOLDER = re.compile(
    r" (?:general manager|head coach|(?:managing|executive) director|(?:police|fire) chief|chief executive|secretary[- ]general|"
    r"trade representative)$",
    re.IGNORECASE,
)
"""Offices that a club, a firm or a town has one of: "Rovers general manager"."""

_ONE_NOMINEE = re.compile(r"\b(?:presidential|gubernatorial|mayoral) nominee$")
_ONE_OR_MANY = listed("director manager chief head coach editor boss captain")
"""Offices of which a body may have one or more: neither "is a Velm works director" nor "is the" is sure."""

_RANKS = listed(
    "judge justice professor captain general colonel major admiral lieutenant sergeant inspector detective doctor officer "
    "senator representative congressman congresswoman bishop priest rabbi imam sheriff"
)
"""Ranks that many hold: "is a judge", small and with an article."""

_OF_MANY = listed("judge justice senator representative congressman congresswoman lawmaker")
"""Those that many hold also where more is said before them: "a Green senator"."""

_OF_SOMEBODY = listed(
    "father mother son daughter brother sister husband wife uncle aunt cousin nephew niece partner friend neighbour neighbor "
    "colleague head chief boss member leader aide man woman victim suspect defendant resident successor predecessor rival "
    "candidate nominee host anchor"
)
"""Words that say nothing without whose: they need an "of", "in" or "for" after them."""

_TO_SOMEBODY = listed(
    "father mother son daughter brother sister husband wife uncle aunt cousin nephew niece friend colleague successor predecessor "
    "rival neighbour neighbor partner"
)
"""Words that need an "of" or "to" behind them or an owner before them, whatever adjective they have."""

_IN_SOMETHING = listed(
    "aide ally adviser advisor director chairman chairwoman chair deputy chief head member spokesman spokeswoman"
)
_PLAIN = listed(
    "a an the former longtime long-time top senior close acting interim deputy new current old chief key main and or one"
)
"""Words that do not say whose: "the acting director", "a former aide"."""

_TAKING_UP = listed(
    "incident event move decision step act attack sign result development claim victory defeat accident death case fact"
)
"""Nouns behind a comma that take up all that was told before it: "in Velm, an incident which sparked unrest"."""

_ACTING = re.compile(r"(?:the )?(?:acting|interim|caretaker)\b", re.IGNORECASE)
_THINGS = listed("country nation place time year day city town state thing way idea event speech address movement issue part")
"""What no person is."""

_UNUSABLE = re.compile(
    r"^(?:late|then|of|from|with|and|or|no|not|both|either|neither|even|also|his|her|their|its|my|our|your|(?!retired|ousted|deposed)[a-z]+ed)\b|^then-|"
    r"[“”\"\n;:()]|\w\.$| [-–—] |\b(?:an?|the) (?:an?|the) |\b(?:where|until)\b|"
    r"\b(?:formerly|previously|currently|said|at the time|at that time|back then|best known|better known|"
    r"fellow|eventual|would-be)\b|\b(?:and|or|of|the|an?|in|at|for|to|from|with|by|on|as)$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:their|its|our|my|your)\b|"
    r"\bthe (?:company|firm|group|team|club|agency|organi[sz]ation|party|union|bank|network|band|newspaper)(?:[’']s?\b|$)",
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

_GOES_ON = re.compile(r" \([A-Z][\w.]+\) [A-Z]|[-–/]\w| (?!and\b|but\b|said\b|says\b|told\b)\w|, [A-Z][\w.]{0,6}\.,? [a-z]")
"""What stands behind a description that was cut: "of the Velm" and "School", ", Va., office", "who sings" and "songs"."""

_DATELINE = re.compile(r"[A-Z][A-Z .,]+(?:\([^)]*\) ?)?[^a-z]*$")
_WAS = re.compile(r"\s+was\s")
_SHOUTED = re.compile(r"\b[A-Z]{6,}\b")
_OWNED = re.compile(r"^\S+(?: \S+){0,3}[’']s? ")
_ADJECTIVE = re.compile(r"(?:ed|ing|ous|ful|less|ive|able|ible|ial|time|eran|lar|ent)$")
_PARTY = re.compile(r"\w+(?:ican|cratic)\b")
"""What is written with a capital anywhere: "Republican", "Democratic", "American"."""

_TORN = re.compile(r"^[^(]*\)|\([^)]*$|^\d+%|^\S+-owned ")
"""A name that holds half of a bracket, or into which a description has run."""

_ARTICLE = re.compile(r"^(?:a|an|the|one of)\b", re.IGNORECASE)


def role_sentence(dossier: Dossier, member: Member, article: str, role: RoleSpan) -> Drafted | None:
    """The sentence that a role makes with its member's name, resting on the words where the two stand side by side.

    None where the words would not make English, or where name and role do not touch.
    """
    half = _TORN.search(member.name) or is_torn_name(member.name, role.text) or is_no_name(member.name)
    if half or (len(member.name.split()) < 2 and member.kind == "person"):
        return None
    if member.kind == "place" and is_office(head_of(role.text)):
        return None  # "the only candidate in the capital, Velm": the place explains the words before it
    beside = introduction(dossier, member, article, role)
    if (
        beside is None
        or _is_opinion(dossier, article, role)
        or _names_another(dossier, member, role.text)
        or by_surname(dossier, member, role.text)
        or not _is_capital_of_its_own(dossier, article, role)
        or not is_sound(dossier, article, role.extent)
    ):
        return None
    text = dossier.annotated(article).article.text
    if _ASTRAY.search(role.text) if text[role.extent.end :].startswith(f" {member.name}") else _goes_on(text, role):
        return None
    said = predicate(_TITLE_BEHIND.sub("", _small(dossier, article, role))) if member.kind == "person" else _what_it_is(role.text)
    if said and (_GONE.search(role.text) or is_dead(dossier, member)):
        said = re.sub(r"^is\b", "was", said)
    if said and _WAS.match(beside.of(dossier.annotated(article).article.text)[len(member.name) :]):
        said = re.sub(r"^is\b", "was", said)
    land = _land(dossier, article, beside) if said and head_of(role.text) in _RULERS and office(role.text) else None
    if land:
        said, beside = f"{said} of {land.of(dossier.annotated(article).article.text)}", Extent(beside.start, land.end)
    if said and (not says_enough(said) if member.kind == "person" else points_elsewhere(said)):
        return None
    name, beside = _with_article(dossier, member, article, beside)
    return Drafted(text=f"{name} {said}.", places=((article, beside),), made="joined") if said else None


def _is_opinion(dossier: Dossier, article: str, role: RoleSpan) -> bool:
    """Whether it is somebody's words and not the paper's: "Ada Brenn is the worst mayor of all" is no office."""
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


def _small(dossier: Dossier, article: str, role: RoleSpan) -> str:
    """The role's words, without the capital that only the sentence gives them: "Museum director"."""
    annotated = dossier.annotated(article)
    opens = any(
        _opens(annotated.article.text[s.extent.start : role.extent.start])
        for s in annotated.sentences
        if s.extent.holds(role.extent)
    )
    named = any(mention.extent.start == role.extent.start for mention in annotated.mentions)
    last = role.text.rsplit(maxsplit=1)[-1]
    first = role.text.split()[0]
    if not opens or named or not last.islower() or _PARTY.match(role.text) or _has_capital_inside(dossier, first):
        return role.text
    if first.endswith(".") or (is_office(first.lower()) and role.text[len(first) + 1 :][:1].isupper()):
        return role.text  # the title of another who is named: "Mayor Brenn's chief of staff"
    if first.endswith("s") and " " in role.text and not _is_small_somewhere(dossier, first.lower()):
        return role.text  # a noun before a noun is seldom a plural, unless it is a name's: "Otters captain"
    return role.text[0].lower() + role.text[1:]


def _has_capital_inside(dossier: Dossier, word: str) -> bool:
    """Whether a word has its capital also within sentences: "Velunian" has, "Embattled" has not."""
    inside = re.compile(rf"[a-z,] {re.escape(word)}\b")
    return any(inside.search(voice.article.text) for voice in dossier.voices)


def _is_small_somewhere(dossier: Dossier, word: str) -> bool:
    """Whether an article writes a word without a capital."""
    return any(re.search(rf"\b{re.escape(word)}\b", voice.article.text) for voice in dossier.voices)


def _opens(before: str) -> bool:
    """Whether only a dateline, or nothing, stands before the role in its sentence."""
    return not before or _DATELINE.fullmatch(before) is not None


def _names_another(dossier: Dossier, member: Member, role: str) -> bool:
    """Whether another person's name stands in the role without an "of" or "to" before it: two descriptions run together."""
    others = [m.surname for m in dossier.cast.members if m.kind == "person" and m is not member and m.surname in role.split()]
    if any(re.search(rf"\b{re.escape(other)}\b.* and ", role) for other in others):
        return True
    return bool(others) and not re.search(r"\b(?:of|to|for|by|under|with)\b|[’']s?\b", role)


def _is_capital_of_its_own(dossier: Dossier, article: str, role: RoleSpan) -> bool:
    """Whether the adjective of a role that opens a sentence has its capital also elsewhere: "Embattled Mayor" has not."""
    annotated = dossier.annotated(article)
    first, _, rest = role.text.partition(" ")
    opens = any(sentence.extent.start == role.extent.start for sentence in annotated.sentences)
    if not opens or not rest or not _ADJECTIVE.search(first):
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


def passes(role: str) -> bool:
    """Whether a role ends with an affair: a candidate's, a defendant's.

    >>> passes("the Green candidate for mayor"), passes("a baker")
    (True, False)
    """
    return head_of(role) in _PASSING


def is_told_elsewhere(role: str) -> bool:
    """Whether a role points at somebody or something that it does not name.

    >>> is_told_elsewhere("the group's spokesman"), is_told_elsewhere("the head of the team"), is_told_elsewhere("the team doctor")
    (True, True, False)
    """
    return _ELSEWHERE.search(role) is not None


def predicate(role: str) -> str | None:
    """What a role says of a person, with its verb; None where it says nothing by itself.

    >>> [predicate(role) for role in ("Interior Minister", "baker", "former mayor of Velm", "who leads the union", "Judge")]
    ['is Interior Minister', 'is a baker', 'is a former mayor of Velm', 'leads the union', 'is a judge']
    >>> predicate("Green U.S. Senator"), predicate("liberal appeals court Judge"), predicate("Velm Police Chief")
    ('is a Green U.S. senator', 'is a liberal appeals court judge', 'is the Velm Police Chief')
    >>> [predicate(role) for role in ("opposition leader", "a friend", "brother", "Sen.", "the head of Norwater")]
    ['is opposition leader', None, None, None, 'is the head of Norwater']
    >>> [predicate(role) for role in ("the acting director", "a mill owner and former aide", "an election rival", "a council aide")]
    [None, None, None, 'is a council aide']
    >>> predicate("French foreign minister"), predicate("Iranian Nobel laureate")
    ('is the French foreign minister', 'is an Iranian Nobel laureate')
    >>> predicate("Velm police spokesman Constable"), predicate("Velm Rovers head coach")
    (None, 'is the Velm Rovers head coach')
    """
    if role.lower().startswith("who "):
        return role[4:] if not _UNUSABLE.search(role[4:]) else None
    if _UNUSABLE.search(role) or _SHOUTED.search(role) or len(role.split()) > LONGEST_ROLE or _says_nothing(role):
        return None
    if _ARTICLE.match(role):
        return "is " + role[0].lower() + role[1:]
    if FORMER.match(role):
        return "is a" + ("n " if role[0].lower() in "aeio" else " ") + role[0].lower() + role[1:]
    return _bare(role)


def _says_nothing(role: str) -> bool:
    """A bare "friend" or "chief" without whose, what no person is, and a rank that has run into a description."""
    if _TWO_TITLES.search(role) and all(map(is_office, words(role)[-2:])):
        return True
    kept = [word for word in words(role) if word not in ("a", "an", "the")]
    if not kept or (len(kept) == 1 and kept[0] in _OF_SOMEBODY) or head_of(role) in _THINGS | _TAKING_UP:
        return True
    if set(kept[:3]) & (_THINGS | _TAKING_UP) and not any(map(is_office, kept)):
        return True  # "an event meant to honour the mill"
    owned = re.search(r"[’'](?:s\b|\s)", role) is not None
    if kept[-1] in _TO_SOMEBODY:
        return not owned
    last = words(re.split(r"\b(?:and|or|who (?:is|was)) ", role)[-1])
    return not owned and kept[-1] in _IN_SOMETHING and all(word in _PLAIN | _IN_SOMETHING for word in last)


def _bare(role: str) -> str | None:
    head = head_of(role)
    if _OWNED.match(role):
        return f"is {role}"
    if role.lower() in _RANKS or (" " not in role and role.lower() not in HELD):
        return f"is a{'n' if role[0].lower() in 'aeio' else ''} {role.lower()}"
    if head in _OF_MANY and "chief" not in role.lower() and role.lower().endswith(head):
        return _of_many(role, head)
    nation = bool(country(role))
    if _ONE_NOMINEE.search(role) or (role[0].isupper() and _ONE_HOLDER.search(role)) or (nation and head in HELD):
        return f"is the {role}"
    if head in _ONE_OR_MANY and role[0].isupper() and _last(role).islower() and " of " not in role and not nation:
        return None
    bare = not nation and (head in HELD or _last(role)[:1].isupper() or " of " in role or " for " in role)
    return f"is {role}" if bare else f"is a{'n' if role[0].lower() in 'aeio' else ''} {role}"


def _of_many(role: str, head: str) -> str | None:
    """A rank that many hold, small unless it ends a title: "a Green U.S. senator", "a Velm County Court Judge"."""
    before = role[: -len(head)]
    last = _last(before) if before.strip() else ""
    title = last[:1].isupper() and last.isalpha() and not _PARTY.match(last)
    written = role[-len(head) :] if title else head
    return f"is a{'n' if role[0].lower() in 'aeio' else ''} {before}{written}" if not _is_title(before) else None


def _is_title(before: str) -> bool:
    """Whether what stands before a rank ends in another: "nominee Judge" is two."""
    last = before.strip().rpartition(" ")[2].lower()
    return last in _PASSING or last in HELD or is_office(last)


def _last(role: str) -> str:
    return role.rsplit(maxsplit=1)[-1]


def _what_it_is(role: str) -> str | None:
    """What a description says of a body or a place; it must say more than "a company"."""
    telling = [word for word in words(role) if word not in STOP_WORDS]
    told = not _UNUSABLE.search(role) and head_of(role) not in _TAKING_UP
    if not told or not _ARTICLE.match(role) or len(telling) < 3 or len(role.split()) > LONGEST_ROLE or is_only_told_apart(role):
        return None
    return "is " + role[0].lower() + role[1:]
