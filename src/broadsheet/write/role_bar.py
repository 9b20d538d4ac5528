"""What a role must say, and how whole its sentence must be, before a card prints it: rather no card than an empty one."""

from __future__ import annotations

import re

from broadsheet.language.demonyms import country
from broadsheet.language.roles import HELD, is_office
from broadsheet.language.words import listed, words
from broadsheet.models import grammar
from broadsheet.write.judgements import judges
from broadsheet.write.member_kinds import head_of

_EMPTY = listed(
    "a an the and or former longtime long-time top senior close acting interim new current old key main one vice prime first "
    "majority minority general assistant associate deputy district late staff master gunnery petty lance warrant"
)
"""Words that beside an office do not say whose: "a senior official", "Vice President"."""

_OF_WHAT = listed(
    "aide ally adviser advisor director chairman chairwoman chair chief head member spokesman spokeswoman spokesperson owner "
    "founder co-founder official manager executive coach editor boss leader president premier chancellor governor mayor friend "
    "colleague partner neighbour neighbor resident representative delegate whip administrator coordinator successor predecessor "
    "employee worker supporter critic opponent rival victim witness survivor suspect defendant captain senator congressman "
    "congresswoman lawmaker legislator councillor councilman councilwoman judge justice attorney prosecutor minister secretary "
    "commissioner ambassador speaker treasurer general officer deputy expert analyst activist consultant strategist specialist "
    "candidate nominee challenger contender frontrunner hopeful professor player man woman person host anchor "
    "presenter assistant counsel skipper champion coordinator commander envoy negotiator winner marshal "
    "sheriff constable superintendent"
)
"""Offices and ties that say little without of whom or of what: "the founding director", "a family spokesman"."""

_WHOSE = re.compile(
    r" (?:of|for|at|in|on|to|with|from|behind|by|against|under) (?!an? [a-z -]+$)|[’'](?:s\b|\s)|"
    r"\b(?!(?:State|City|County|Town|District|Council\w*|Special|Chief|Deputy|Assistant|Senior|Vice|Prime|Principal|Executive|"
    r"Managing|General|Former|Acting|PAC)\b)[A-Z]"
)
"""Of whom or of what: a name, a thing that is not just any ("the owner of a mill"); who only says what somebody does."""

_PARTY = re.compile(
    r"\b(?:Republican|Democratic|Democrat|Conservative|Labou?r|Liberal|Socialist|Green|GOP|Muslim|Jewish|Christian|Catholic|Hindu|"
    r"Black|White|Latino|Latina|Hispanic|[A-Z]\w+-American)\b(?! Party)"
)
"""Of which people somebody is, which does not say of what body: "a Liberal candidate"."""

_IN_A_PARTY = listed(
    "strategist consultant activist operative analyst senator congressman congresswoman lawmaker legislator councillor"
)
"""Those of whom a party alone says enough; a candidate or a spokesman it leaves without what for."""

_OF_A_VOTE = re.compile(r"\b(?:presidential|vice-presidential|gubernatorial|mayoral|congressional|senate|council)\b", re.IGNORECASE)

_WHICH = re.compile(r" (?:who|that|whose)\b")

_OF_SOME_BODY = re.compile(
    r"^(?:an? |the )?(?:(?:[a-z-]+|Deputy|Assistant|Associate|Vice|Chief|Senior|General) )*?"
    r"(?:(?:department|company|agency|campaign|family|club|team|firm|group|ward|parish|division|precinct|borough|"
    r"[Ss]tate|[Cc]ity|[Cc]ounty|[Tt]own|[Dd]istrict) (?!Department|University|College)|"
    r"(?:[Cc]ommittee|[Bb]oard|[Cc]ouncil|[Aa]ssembly) (?=[\w-]+$|[a-z]))"
    r"(?!.* (?:for|from|in|at|to|with) (?:the )?[A-Z])(?!.*\b(?:of|for|in) (?:the |[A-Z][\w.’'-]* ?)*[A-Z][\w.’'-]*$)"
)
"""Somebody of a body or a place that goes without its name, whatever the office's own: "a department veteran", "a city clerk",
"State Auditor", "a state Appeals Court judge"."""

_TWICE = re.compile(r"\b(?!of\b|the\b|for\b|and\b|a\b|an\b|at\b|in\b)([a-z]+)\b.* \1\b")
"""A word that comes twice where one was meant: "a professor of law professor"."""

_ABROAD = re.compile(
    r"^(?:an? |the )?(?:(?:prime|foreign) (?:minister|secretary)|national security advis[eo]r|"
    r"chief (?:\w+ )?(?:officer|executive))$",
    re.IGNORECASE,
)
"""Offices that are told of where lands or firms meet: without whose they say too little."""

_OF_A_LAND = listed("minister secretary")
"""Officers of a land, whose offices have the name of a field before them: asked for a land where there are several."""

_SURELY_WHOSE = re.compile(r" (?:of|for|at|in|on|to|with|from|behind|by) (?:the |an? )?(?:[a-z-]+ )*[A-Z]|[A-Z][\w.]*[’']s? ")
"""Behind a preposition, or before an owner's s, a capital is a name's."""

_OWNED_BY_A_KIND = re.compile(r"\b[a-z][a-z-]+[’']s? \w")
"""An owner that is told by its kind, of which another sentence says the name: "the Velunian club's manager"."""

_COUNTED = re.compile(r"^(?:an? )?\d+ ")
"""A figure of the person before, or an age: "47 miller"."""

_OF_A_BRANCH = re.compile(
    r"^(?:an? |the )?(?:U\.?[SK]\.?|E\.?U\.?|[A-Z][a-z]+(?:ish|an|ese|ch)) (?:(?:managing|executive|general|chief) )?"
    r"(?:director|manager|boss|executive|chief)$"
)
"""An office in a firm of which only the land is told: "the Velunian managing director"."""

_TOLD_OF_A_NAME = re.compile(r" the (?:(?!(?:of|in|at|for|to|and|on|newspaper|magazine|film|band)\b)[a-z-]+ ){1,2}[A-Z]")
"""An adjective before a name grades it, or tells what the paper thinks worth telling: "a fellow of the stern Velm Institute"."""

_OF_AN_EVENING = re.compile(r"\bon (?:the )?(?:stage|panel)\b|\bpolls?\b|\bceremonies\b")
_RUN_ON = re.compile(
    r" of (?:\w+ )*(?:National|Homeland|Foreign|Public|Social|Human|International|Federal)$|\b[A-Z]\w+-[A-Z]\w+-[A-Z]|"
    r"\b(?:candidate|nominee|contender|hopeful|challenger) [A-Z]|\b(?:Sir|Dame|Lord|Lady|Dr|Rev|Father)\.?$|"
    r"^(?:an? |the )?[a-z]+ing (?=[A-Z])"
)
"""A role whose last word has gone to the name ("Director of National"), a title's words, a verb ("visiting Velm Mayor")."""

_TO_NOBODY = re.compile(r"\b(?:to|under) (?:former |then )?(?:first lady|president|vice president|governor|mayor|prime minister)$")
"""Where the name is missing: "an adviser to first lady"."""

_OF_NO_LAND = re.compile(
    rf"^the (?!.*[A-Z])(?:[a-z-]+ )*(?:{'|'.join(sorted(HELD))})\b|"
    r"^(?:an? |the )?(?:under-?|under |deputy |assistant )secretary\b(?!.*[A-Z])"
)
"""An office of which only another sentence tells in which land: "the parliamentary commissioner for the military"."""

_TO_A_SURNAME = re.compile(r"\b(?:advis[eo]r|aide|ally|friend|confidante?|lawyer|attorney) (?:to|of|for) [A-Z][\w-]+$")
"""Somebody beside one who is not told who it is: "a close adviser to Brenn"."""

_GARBLED = re.compile("A[\u0302\u0303]|[\u00c2\u00c3]\\W|[\u0080-\u009f\ufffd]")
"""Letters that were read in another encoding than they were written in."""

_OF_A_TERM = re.compile(
    r"^(?!.*\bformer\b).*(?:\bduring (?:the )?[A-Z]|\b(?:in|under|for|of) (?:President )?(?:[A-Z][\w.]* ?)+[’']s "
    r"(?:administration|White House|presidency|government|cabinet|term)\b)"
)
"""An office within a time that may be over: "an official in Ada Brenn's government"."""

_THE_ONE_OF_SEVERAL = re.compile(
    rf"^the (?:[\w-]+ )*(?:candidate|contender|hopeful|challenger)$|^an? (?:[\w-]+ )*[\w-]+-based (?:{'|'.join(sorted(HELD))})\b|"
    r"^(?:an? |the )?(?:Top|Key)\b"
)
"""The wrong article, or a headline's capital: "the Green candidate" while there are more, "a Velm-based president"."""

_OF_AN_AGE = re.compile(r"\b\d+-(?:year|month|week)\b")
"""An age or a span that was right on the day: "the 40-year-old mayor"."""

_POINTS = re.compile(
    r"^(?:an? )?(?:another|fellow)\b|\b(?:there|here|this|these|those|he|she|it|they|him|them|today|now)\b|"
    r"\bthe (?:[a-z-]+ )*(?:Democrat|Republican|Conservative|Liberal|Green|Socialist)[’']s? |"
    r"\bthe (?:[a-z-]+ )?[a-z-]+[’']s? |^(?:[a-z-]+ ){0,2}[a-z-]+[’']s? |"
    r"\b(?:of|for|at|to|from|with|in) the (?:(?:[A-Z]\w+-)?[a-z-]+ )?[a-z-]+(?=$|,| for\b| and\b| who\b)|"
    r"\bin the (?:[a-z-]+ )?(?:case|film|show|race|trial|crash|attack|affair|inquiry|match|game|area|department|team)\b|"
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d",
)
"""What only another sentence explains: "the coalition's director", "the judge in the case", "a student there"."""

_KNOWN = re.compile(r"\bthe (?:world|arts|environment|military|army|navy|economy|media|press|police|church)$")
"""Things that need no other sentence: "a minister for the environment"."""

_IN_EVERY_STATE = listed("governor mayor treasurer speaker") | {"secretary of state", "attorney general"}
"""Offices that a land and its parts have: with a party alone before it, whose it is remains untold."""

_OF_SOME_WORK = re.compile(
    r"^(?:an? |the )?(?:lead |chief |main |senior )?(?:study|report|survey|review|paper|expedition|event|festival|conference|"
    r"exhibition|tournament|race|match|tour|rally|lead|book) (?:co-)?"
    r"(?:author|writer|leader|researcher|organi[sz]er|official|referee)$",
    re.IGNORECASE,
)
"""Somebody who made a work, or an event, that only another sentence names: "a study author"."""

_UNSURE = re.compile(
    r"^(?:an? |the )?(?:[a-z-]+ )?"
    r"(?:likely|probable|possible|potential|expected|presumed|rumou?red|apparent|would-be|"
    r"longtime|long-time|current|incoming|outgoing|(?-i:new)|newly|newest|recent|recently|soon-to-be|latest)\b",
    re.IGNORECASE,
)
"""What somebody may be or become, or what is told because it changes: "the current deputy", "the new owner"."""

_ONE_OF_SEVERAL = re.compile(
    r"(?:[’']s?|^the) (?:first|second|third|fourth|fifth|last|latest|new|newest|original|next|previous|current|lone|"
    r"sole|remaining) "
    r"(?!lady\b|minister\b|deputy\b)[a-zA-Z]"
)
"""An office by its turn, "Brenn's first adviser": there has been, or will be, another."""

_VAGUE_BODY = re.compile(
    r"\b(?:of|for|at|with) an? (?:[a-z-]+ )?(?:group|company|firm|organi[sz]ation|agency|team|network|business|unit)\b"
    r"(?=$|,| in\b| based\b)"
)
"""A body that goes without its name, which mostly stands behind: "director of a group in Velm"."""

_OF_NOBODY = re.compile(
    r"^[^’']*\b(?:president|director|manager|head|chief|officer|secretary|executive) (?:of|for) [a-z-]+(?: [a-z-]+)?$"
)
"""An office in a body that is not named: "senior vice president for sustainability"."""

_BY_DEEDS = re.compile(
    r"\b(?:born|raised) in\b|"
    r"\b(?:last|this|next) (?:year|month|week|night|season)\b|"
    r" who (?:\w+ly )?(?:has|have|caught|came|went|said|saw|had|was|were|won|wrote|led|made|ran|took|became|began|held|lost|left|"
    r"got|gave|fought|rose|\w+ed)\b"
)
"""A description by what is over, often a judgement or of the dead: "the frontrunner who has inflamed the country"."""

_RUN_IN = re.compile(
    r"^(?!the\b|an?\b)[A-Z][\w-]+ former\b|"
    r"^(?:an? )?(?:naming|calling|picking|choosing|tapping|hiring|firing|beating|defeating|electing|appointing|nominating|"
    r"replacing|quoting|citing|including|endorsing|backing|joining|meeting|thanking|accusing|suing|urging|asking|telling)\b"
)
"""A word of the headline, or a verb, before a description: "Count former President", "naming miller Ada Brenn"."""

_WHOSE_STAFF = re.compile(r"^(?:the |an? )?(?:deputy |acting |former )*chief of staff$", re.IGNORECASE)
"""An office beside somebody who is not named."""

_AT_SCHOOL = listed("student pupil schoolgirl schoolboy")
_NOT_SURE = (
    _UNSURE, _ONE_OF_SEVERAL, _VAGUE_BODY, _OF_NOBODY, _BY_DEEDS, _RUN_IN, _WHOSE_STAFF, _OF_SOME_BODY,
    _OF_AN_AGE, _ABROAD, _TO_A_SURNAME, _OF_NO_LAND, _OF_A_TERM, _THE_ONE_OF_SEVERAL,
    _OF_SOME_WORK, _TO_NOBODY, _OWNED_BY_A_KIND, _OF_A_BRANCH, _TOLD_OF_A_NAME, _COUNTED, _OF_AN_EVENING, _RUN_ON,
)  # fmt: skip

_VERB_BEFORE = re.compile(r"(?:is|was) (?!an?\b|the\b|former\b|retired\b|acting\b|then\b)[a-z]+ ([A-Z]\w+) [A-Z]")
"""A verb that has run into a role: "subpoena Mayor Brenn's aide"."""

_RANK_BEHIND = listed(
    "judge justice captain colonel major lieutenant sergeant inspector detective officer constable commander ayatollah"
)
_OF_RANKS = listed("chief deputy lieutenant major brigadier presiding senior")
"""Before a rank these are part of it: "Chief Judge"."""

_RANK_OF_NONE = re.compile(
    r" of .* (?!Inspector|Attorney|Solicitor|Surgeon)\w+ (?:General|Judge|Justice|Captain|Colonel|Major|Admiral)$"
)
"""A rank behind a body to which it does not belong: "Master of the Harbour Board Admiral"."""

_PEOPLES = re.compile(
    r"Republican|Democratic|Democrat|Conservative|Labou?r|Liberal|Socialist|Green|Former|Acting|Deputy|Vice|Prime"
)

_RANKS_CUT = listed("capt col gen lt maj sgt cpl cmdr adm gov sen rep rev prof dr mr mrs ms")
"""Ranks and titles cut short: at the end of a name, the rest of it stands behind the full stop."""

_PARTICLES = listed(
    "de del della der den des di da do dos das du la le las los lo van von vom zu zur ter ten te bin bint ibn al el as abu ben y e "
    "i af av ap zum und dal"
)
"""Small words within people's names."""

_SUPPOSED = re.compile(
    r"\b(?:if|as though|unless|whether|supposing|suppose|imagine|pretend\w*|wish\w*)\b[^.!?;:“”]*$", re.IGNORECASE
)
"""Before a clause that is not said to be so: "as if Ada Brenn was a lawyer"."""


def says_enough(said: str) -> bool:
    """Whether a person's role, with its verb, tells a reader something and points at nothing that it does not name.

    >>> [says_enough(f"is {role}") for role in ("an owner", "President", "a senior official", "a family spokesman", "the judge")]
    [False, False, False, False, False]
    >>> [says_enough(f"is {role}") for role in ("the founding director", "the coalition's director", "the judge in the case")]
    [False, False, False]
    >>> [says_enough(f"is {role}") for role in ("a likely heir", "Brenn's first aide", "head of a firm", "a former student")]
    [False, False, False, False]
    >>> [says_enough(f"is {role}") for role in ("a local racist", "a legend of Velm football", "Republican Secretary of State")]
    [False, False, False]
    >>> [says_enough(f"is {role}") for role in ("House Speaker", "a political satirist", "the mayor of Velm", "Interior Minister")]
    [True, True, True, True]
    >>> [says_enough(f"is {role}") for role in ("a spokesman for grain giant Torv", "a very likely heir to Torv")]
    [True, False]
    """
    verb, _, role = said.partition(" ")
    verb_first = _VERB_BEFORE.match(said)
    if verb_first and is_office(verb_first[1].lower()):
        return False
    if any(pattern.search(role) for pattern in _NOT_SURE) or judges(role):
        return False
    if (
        _TWICE.search(role)
        or _has_a_verb(role)
        or head_of(role) in ("man", "woman", "person", "victim")
        or points_elsewhere(role)
        or _ends_in_a_rank(role)
        or _is_of_some_state(role)
    ):
        return False
    if verb not in ("is", "was"):
        return re.search(r"\b[A-Z]", role) is not None
    told = words(role)
    if all(word in _EMPTY or is_office(word) for word in told):
        return False
    whose = head_of(role) in _OF_WHAT | HELD or told[0] == "the" or ("former" in told and head_of(role) in _AT_SCHOOL)
    bare = _WHICH.split(role)[0]
    bare = bare if head_of(role) in _IN_A_PARTY or _OF_A_VOTE.search(role) else _PARTY.sub(" ", bare)
    named = _WHOSE.search(re.sub(r"\b[A-Z]\w+\b", _without_office, bare)) is not None
    return not whose or named or (told[0] == "the" and head_of(role) not in _OF_WHAT | HELD and _WHICH.search(role) is not None)


ENVOY = re.compile(r"\b(?:Trade|Special|Permanent) Representative$")


def names_by_capitals_alone(role: str) -> bool:
    """Whether only the capitals of its words say whose an office is that says little alone.

    >>> [names_by_capitals_alone(role) for role in ("Special Grain Chief", "Velm Mayor", "the mayor of Velm", "Velm’s mayor")]
    [True, True, False, False]
    >>> [names_by_capitals_alone(role) for role in ("Mayor", "Interior Minister", "a Green strategist", "a Velm baker")]
    [False, False, False, False]
    """
    head = head_of(role)
    if head not in (_OF_WHAT | HELD) - _OF_A_LAND or _is_of_a_people(role) or _SURELY_WHOSE.search(role):
        return False
    bare = _PARTY.sub(" ", role) if head in _IN_A_PARTY or _OF_A_VOTE.search(role) else role
    return re.search(r"\b[A-Z]", re.sub(r"\b[A-Z]\w+\b", _without_office, bare)) is not None


def _is_of_a_people(role: str) -> bool:
    """Whether a word of a role says from which land: "a senior Velunian commander"."""
    told = role.split()
    return any(country(" ".join(told[at:])) for at in range(len(told)))


def is_of_a_field(role: str) -> bool:
    """Whether a role is a minister's or a secretary's that names no land by what comes from it.

    >>> is_of_a_field("Defence Minister"), is_of_a_field("Velm clerk")
    (True, False)
    """
    return (head_of(role) in _OF_A_LAND or ENVOY.search(role) is not None) and country(role) is None


def _without_office(word: re.Match[str]) -> str:
    """A capital word, small where it is an office: "Special Counsel" names nobody."""
    return word[0].lower() if is_office(word[0].lower()) else word[0]


def _is_of_some_state(role: str) -> bool:
    if role.lower().removeprefix("the ") in _IN_EVERY_STATE:
        return True
    party, _, office = role.partition(" ")
    return _PEOPLES.fullmatch(party) is not None and office.lower() in _IN_EVERY_STATE


def points_elsewhere(role: str) -> bool:
    """Whether a role leans on something that only another sentence names.

    >>> points_elsewhere("a student there"), points_elsewhere("a minister for the environment")
    (True, False)
    >>> points_elsewhere("another critic of the mill"), points_elsewhere("an another critic of the mill")
    (True, True)
    """
    return _POINTS.search(role) is not None and not (_KNOWN.search(role) and not _POINTS.search(_KNOWN.sub("", role)))


def _has_a_verb(role: str) -> bool:
    """Whether a verb of the sentence has run into a title: "Velm lost keeper"."""
    behind_names = re.findall(r"\b[A-Z]\w+ ([a-z]+)(?= [a-z])", role)
    return any(grammar.is_form_of_a_verb(word) and not word.endswith(("s", "ing")) and not is_office(word) for word in behind_names)


def _ends_in_a_rank(role: str) -> bool:
    """Whether a rank has run into another office: "Harbour Commander Inspector"."""
    last = words(role)[-2:]
    if _RANK_OF_NONE.search(role):
        return True
    return len(last) == 2 and last[1] in _RANK_BEHIND and last[0] not in _OF_RANKS and is_office(last[0])


def is_supposed(before: str) -> bool:
    """Whether the clause that these words stand before is only thought of.

    >>> is_supposed("It is as if "), is_supposed("If it rains they wait. "), is_supposed("Though ")
    (True, False, False)
    """
    return _SUPPOSED.search(before) is not None


def is_no_name(name: str) -> bool:
    """Whether all words of a person's name are offices, parties or peoples ("Democratic Governor"), or one is of no name.

    >>> is_no_name("Democratic Governor"), is_no_name("Ada Brenn 4"), is_no_name("Ada Brenn - found")
    (True, True, True)
    >>> is_no_name("Mill Capt"), is_no_name("Harbour Lt.")
    (True, True)
    >>> is_no_name("Ada King"), is_no_name("Ada van der Brenn"), is_no_name("Zoë Al-Brenn")
    (False, False, False)
    """
    parts = name.split()
    if parts[-1].lower().strip(".") in _RANKS_CUT:
        return True
    strange = any(not part[0].isupper() and part.lower() not in _PARTICLES for part in parts) or any(map(str.isdigit, name))
    return strange or all(is_office(part.lower()) or _PEOPLES.fullmatch(part) or country(part) is not None for part in parts)


def is_garbled(text: str) -> bool:
    """Whether letters of a text were read in another encoding than they were written in.

    >>> is_garbled("Zo\u00c3\u00ab Brenn"), is_garbled("Zo\u00eb Brenn")
    (True, False)
    """
    return _GARBLED.search(text) is not None


def is_only_told_apart(role: str) -> bool:
    """Whether a description says which one is meant and not what it is: "the northern mill company".

    >>> is_only_told_apart("the northern mill company"), is_only_told_apart("the company that owns the mill")
    (True, False)
    """
    return role.lower().startswith("the ") and not re.search(
        r" (?:of|for|that|which|who|whose|in|on|at|to|behind)\b|est\b|\bonly\b", role
    )
