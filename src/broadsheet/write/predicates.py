"""What a role says of its bearer, with the verb: "is Interior Minister", "is a former mayor of Velm", "leads the union"."""

from __future__ import annotations

import re

from broadsheet.language.demonyms import country
from broadsheet.language.indefinite import indefinite
from broadsheet.language.roles import FORMER, HELD, is_office
from broadsheet.language.words import STOP_WORDS, listed, words
from broadsheet.write.member_kinds import head_of
from broadsheet.write.role_bar import ENVOY, is_only_told_apart

LONGEST_ROLE = 16

_PASSING = listed("candidate nominee contender frontrunner hopeful challenger opponent defendant suspect")
"""What somebody is for the length of an affair: of another year, it says nothing of now."""

_TWO_TITLES = re.compile(r" [a-z]+ [A-Z][a-z]+$")
"""A description and a rank run together: "police spokesman Constable"."""

_ONE_HOLDER = re.compile(
    r" (?:(?<!assistant )(?<!deputy )general manager|head coach|executive director|(?:police|fire) chief|"
    r"(?:u\.s\.|county|district) attorney|(?-i:chief [a-z]+)|"
    r"national security advis[eo]r|secretary[- ]general)$",
    re.IGNORECASE,
)
"""Offices that a club, a firm or a town has one of: "Rovers general manager"."""

_OF_A_NATION = re.compile(
    r"(?:[A-Z]\w+ ){1,2}(?:(?:[Tt]est|one-day|national|team|cricket|rugby|football|soccer|hockey|netball|basketball|volleyball|"
    r"handball|baseball|softball|[Dd]avis [Cc]up|[Ww]orld [Cc]up|under-\d+|(?:wo)?men[’']s) )*"
    r"(?:captain|skipper|vice-captain|leader)|"
    r"(?:[A-Z]\w+ ){1,2}(?:army|navy|air force|military|intelligence|defen[cs]e|spy|central bank|nuclear) chief"
)
"""Whom a people has one of, where nothing but a game stands between: "Velunian captain", but not "Velunian navy captain"."""

_OF_ANY_NATION = listed("captain skipper vice-captain coach chief head boss")
"""Those who may be a people's own or only come from there: "a Velunian coach"."""

_ONE_NOMINEE = re.compile(r"\b(?:presidential|gubernatorial|mayoral) nominee$|\bpresumptive\b.* nominee$")

_ONE_OR_MANY = listed("owner founder co-founder counsel administrator director manager chief head coach editor boss captain")
"""Offices of which a body may have one or more: neither "is a Velm works director" nor "is the" is sure."""

_RANKS = listed(
    "judge justice professor captain general colonel major admiral lieutenant sergeant inspector detective doctor officer "
    "senator representative congressman congresswoman bishop priest rabbi imam sheriff"
)
"""Ranks that many hold: "is a judge", small and with an article."""

_OF_MANY = listed(
    "judge justice magistrate senator representative congressman congresswoman lawmaker detective sergeant constable inspector"
)
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

_ONE_OF_KIN = listed("father mother husband wife widow widower")

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

_THINGS = listed("country nation place time year day city town state thing way idea event speech address movement issue part")
"""What no person is."""

_UNUSABLE = re.compile(
    r"^(?:late|then|whose|who|which|that|of|from|with|and|or|no|not|both|either|neither|even|also|already|now|still|once|perhaps|probably|possibly|arguably|his|her|their|its|my|our|your|(?!retired|ousted|deposed|united)[a-z]+ed)\b|\bthen-|"
    r"[“”\"\n;:()…]|\s\s|[^\S ]|\w\.$|[’']s?$| [-–—] |\b(?:an?|the) (?:an?|the) |\b(?:where|until)\b|"
    r"\b(?:formerly|previously|currently|said|at the time|at that time|back then|best known|better known|"
    r"fellow|eventual|would-be)\b|\b(?:and|or|of|the|an?|in|at|for|to|from|with|by|on|as)$",
    re.IGNORECASE,
)

_SHOUTED = re.compile(r"\b[A-Z]{6,}\b")

_OWNED = re.compile(r"^\S+(?: \S+){0,3}[’']s? ")

_PARTY = re.compile(r"\w+(?:ican|cratic)\b")
"""What is written with a capital anywhere: "Republican", "Democratic", "American"."""

_ARTICLE = re.compile(r"^(?:a|an|the|one of)\b", re.IGNORECASE)


_ANY = listed(
    "professor lecturer fellow researcher scientist lawyer attorney reporter correspondent analyst spokesman spokeswoman "
    "spokesperson member adviser advisor aide consultant strategist student resident scholar expert teacher activist "
    "columnist historian economist curator committeeman committeewoman"
)
"""Those of whom a body or a place has several, whatever is said of which: "is a professor at Velm"."""

_POSTS = listed(
    "coordinator co-ordinator skipper champion commander commandant minister undersecretary envoy negotiator spymaster "
    "president-elect vice-president chairperson ombudsman comptroller"
)
"""Posts that one or a few hold: told without an article, which English allows of a post and which is never the wrong one."""

_TRADE = re.compile(r"(?:olog|onom|hys|botan)ist|chemists?$|icians?$")
"""Who does a trade that many do, whatever capital it has: "is a Velm Harbour pharmacologist"."""

_ONE_OF_MANY = re.compile(r"(?:Assistant|Associate|Junior)\b")
"""An office of which there are several: "is an Assistant Harbour Attorney"."""


def is_of_a_party(role: str) -> bool:
    """Whether a role opens with a word that has a capital anywhere: "Republican leader"."""
    return _PARTY.match(role) is not None


def passes(role: str) -> bool:
    """Whether a role ends with an affair: a candidate's, a defendant's.

    >>> passes("the Green candidate for mayor"), passes("a baker")
    (True, False)
    """
    return head_of(role) in _PASSING


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
    >>> predicate("French foreign minister"), predicate("Iranian Nobel laureate"), predicate("Velm Rovers skipper")
    ('is French foreign minister', 'is an Iranian Nobel laureate', 'is Velm Rovers skipper')
    >>> predicate("wife of the mayor of Velm"), predicate("Son of a miller")
    ('is the wife of the mayor of Velm', 'is a son of a miller')
    >>> predicate("Velm police spokesman Constable"), predicate("Velm Rovers head coach")
    (None, 'is the Velm Rovers head coach')
    >>> predicate("Velunian Trade Representative"), predicate("Velunian trade representative")
    ('is Velunian Trade Representative', 'is a Velunian trade representative')
    >>> predicate("Velm Bank managing director")
    """
    if any(indefinite(found[1]).startswith("an ") for found in re.finditer(r"\ba ([\w-]+)", role)):
        return None
    if role.lower().startswith("who "):
        return role[4:] if not _UNUSABLE.search(role[4:]) else None
    if _UNUSABLE.search(role) or _SHOUTED.search(role) or len(role.split()) > LONGEST_ROLE or _says_nothing(role):
        return None
    if _ARTICLE.match(role):
        return "is " + role[0].lower() + role[1:]
    if FORMER.match(role):
        return "is " + indefinite(role[0].lower() + role[1:])
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
    if _OWNED.match(role) or ENVOY.search(role) or words(role)[0] in _TO_SOMEBODY:
        return f"is {_of_kin(role)}"
    if role.lower() in _RANKS or (" " not in role and role.lower() not in HELD):
        return f"is {indefinite(role.lower())}"
    if head in _OF_MANY and "chief" not in role.lower() and role.lower().endswith(head):
        return _of_many(role, head)
    nation = bool(country(role))
    if _ONE_NOMINEE.search(role) or (nation and _OF_A_NATION.fullmatch(role)) or (role[0].isupper() and _ONE_HOLDER.search(role)):
        return f"is the {role}"
    if _is_of_one_or_many(role, head):
        return None
    post = head in HELD | _POSTS or _last(role)[:1].isupper() or " of " in role or " for " in role
    return f"is {role if post and not _has_several(role, head) else indefinite(role)}"


def _is_of_one_or_many(role: str, head: str) -> bool:
    """Whether neither "a" nor "the" is sure: "Velm works director", "Velunian coach"."""
    if country(role):
        return head in _OF_ANY_NATION
    return head in _ONE_OR_MANY and role[0].isupper() and _last(role).islower() and " of " not in role


def _has_several(role: str, head: str) -> bool:
    """Whether a land or a body has several of whom a role tells: "Velunian laureate", "Assistant Harbour Attorney"."""
    if (
        _ONE_OF_MANY.match(role)
        or (_TRADE.search(role) and "chief" not in role.lower())
        or (country(role) and head not in HELD | _POSTS | _ONE_OR_MANY)
    ):
        return True
    return head in _ANY | {"officer"} and "chief" not in role.lower()


def _of_kin(role: str) -> str:
    """A tie with its article where no owner stands before it: "the wife of Ada Brenn", "a son of the mayor"."""
    if words(role)[0] not in _TO_SOMEBODY:
        return role
    small = role[0].lower() + role[1:]
    return f"the {small}" if head_of(role) in _ONE_OF_KIN else indefinite(small)


def _of_many(role: str, head: str) -> str | None:
    """A rank that many hold, small unless it ends a title: "a Green U.S. senator", "a Velm County Court Judge"."""
    before = role[: -len(head)]
    last = _last(before) if before.strip() else ""
    title = last[:1].isupper() and last.isalpha() and not (_PARTY.match(last) or country(last))
    written = role[-len(head) :] if title else head
    return f"is {indefinite(before + written)}" if not _is_title(before) else None


def _is_title(before: str) -> bool:
    """Whether what stands before a rank ends in another: "nominee Judge" is two."""
    last = before.strip().rpartition(" ")[2].lower()
    return last in _PASSING or last in HELD or is_office(last)


def _last(role: str) -> str:
    return role.rsplit(maxsplit=1)[-1]


def what_it_is(role: str) -> str | None:
    """What a description says of a body or a place; it must say more than "a company"."""
    telling = [word for word in words(role) if word not in STOP_WORDS]
    told = not _UNUSABLE.search(role) and head_of(role) not in _TAKING_UP
    if not told or not _ARTICLE.match(role) or len(telling) < 3 or len(role.split()) > LONGEST_ROLE or is_only_told_apart(role):
        return None
    return "is " + role[0].lower() + role[1:]
