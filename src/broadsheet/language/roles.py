"""Words for what people are: offices, trades, kin."""

from __future__ import annotations

import re

from broadsheet.language.words import listed, words

_OFFICES = """
president vice-president premier chancellor minister secretary senator congressman congresswoman representative lawmaker
legislator deputy governor mayor councillor councilman councilwoman alderman commissioner ambassador envoy diplomat consul
delegate speaker leader chief head chair chairman chairwoman chairperson whip treasurer comptroller auditor ombudsman
spokesman spokeswoman spokesperson adviser advisor aide strategist consultant lobbyist campaigner activist organizer
organiser founder co-founder director executive ceo cfo coo cto boss manager officer official administrator superintendent
principal dean provost rector professor lecturer scholar academic researcher scientist economist historian sociologist
psychologist physicist chemist biologist geologist astronomer engineer architect analyst expert specialist fellow student
teacher educator author writer poet novelist journalist reporter correspondent columnist editor publisher anchor host
presenter producer broadcaster blogger commentator pundit critic actor actress singer musician rapper composer conductor
director filmmaker artist painter sculptor photographer designer model comedian dancer lawyer attorney solicitor barrister
prosecutor judge justice magistrate sheriff marshal constable detective inspector policeman policewoman trooper sergeant
corporal lieutenant captain major colonel brigadier general admiral commander commodore commandant marshal pilot
astronaut soldier veteran firefighter paramedic nurse doctor physician surgeon dentist pharmacist psychiatrist virologist
epidemiologist pediatrician cardiologist veterinarian bishop archbishop cardinal pope priest pastor reverend rabbi imam
ayatollah sheikh monk nun deacon king queen prince princess emperor empress sultan emir duke duchess count countess baron
baroness lord lady tsar farmer fisherman miner driver builder carpenter plumber electrician mechanic chef cook waiter
waitress banker broker trader investor financier shareholder entrepreneur businessman businesswoman tycoon magnate
billionaire millionaire owner landlord tenant resident neighbour neighbor villager shopkeeper worker employee clerk
cashier librarian coach trainer player striker goalkeeper defender midfielder quarterback pitcher captain athlete sprinter
swimmer boxer wrestler golfer champion referee umpire candidate nominee contender challenger incumbent frontrunner
running-mate running voter supporter donor backer opponent rival dissident rebel warlord militant insurgent hostage
refugee migrant survivor victim witness suspect defendant plaintiff inmate prisoner convict fugitive whistleblower
husband wife widow widower father mother son daughter brother sister uncle aunt nephew niece cousin grandfather
grandmother grandson granddaughter stepson stepdaughter partner fiance fiancee girlfriend boyfriend friend colleague
successor predecessor heir patriarch matriarch member co-author co-chair vice-chair undersecretary guru mogul czar
developer programmer hacker operator contractor planner curator archivist interpreter translator negotiator mediator
monitor observer inspector investigator coordinator advocate volunteer chaplain cleric theologian philosopher
counsel counselor counsellor moderator politician dictator despot operative staffer appointee assistant agent trustee
confidant confidante examiner coroner registrar bailiff interviewer editor-in-chief front-runner entertainer laureate medic
technician surveyor restorer conservator courier intern trainee apprentice cadet master headmaster headmistress postmaster
harbourmaster harbormaster stationmaster foreman skipper helmsman boatswain vicar curate diver climber skier jockey
"""
OFFICES: frozenset[str] = listed(_OFFICES)
"""Nouns that say what a person is or does."""

HELD: frozenset[str] = listed("""
president premier minister chancellor governor mayor king queen pope emperor secretary speaker commissioner ambassador
chairman chairwoman ceo treasurer leader lady prince princess
""")
"""Offices that one person holds at a time: "is foreign minister", without an article."""

RANKS = (
    "General", "Admiral", "Marshal", "Colonel", "Major", "Captain", "Commander", "Lieutenant", "Sergeant", "Brigadier", "Professor",
    "Judge", "Justice", "Bishop", "Archbishop", "Cardinal", "Reverend", "Father", "Sir", "Dame", "Lord", "Lady",
)  # fmt: skip
"""Ranks and forms of address that stand in front of a name and belong to it."""

FORMER = re.compile(r"^(?:former|ex-|one-time|retired|ousted|deposed)", re.IGNORECASE)
"""The beginning of an office that is no longer held."""
_TITLES = listed("president minister chancellor governor secretary ambassador commissioner")
"""Offices of which two different ones exclude each other."""

_MEN = """
mr sir lord king prince duke emperor sultan father son brother uncle nephew grandfather grandson stepson husband widower
businessman chairman spokesman congressman councilman policeman fisherman salesman sportsman statesman actor waiter monk
priest pope boyfriend patriarch baron monsieur herr señor
"""
_WOMEN = """
mrs ms miss dame lady madam madame mme queen princess duchess empress mother daughter sister aunt niece grandmother
granddaughter stepdaughter wife widow businesswoman chairwoman spokeswoman congresswoman councilwoman policewoman
saleswoman actress waitress nun girlfriend matriarch baroness countess mlle frau señora heroine
"""
MEN: frozenset[str] = listed(_MEN)
WOMEN: frozenset[str] = listed(_WOMEN)
KIN: frozenset[str] = listed("""
husband wife widow widower father mother son daughter brother sister uncle aunt nephew niece cousin grandfather grandmother
grandson granddaughter stepson stepdaughter fiance fiancee girlfriend boyfriend parents sons daughters brothers sisters
grandparents grandchildren twins ex-wife ex-husband
""")
"""Nouns of kinship: only people have any."""
_ENDINGS = ("ist", "woman", "man", "person", "ologist", "ographer")
_AFFIXES = re.compile(r"^(?:ex|then|co|vice)-|-(?:elect|designate|in-waiting)$")
"""What tells when or how far somebody holds an office: the "then-governor", the "president-elect"."""


def is_office(word: str) -> bool:
    """Whether a lower-case noun says what somebody is.

    >>> [is_office(word) for word in ("minister", "oceanographer", "anchorwoman", "then-governor", "dam", "list")]
    [True, True, True, True, False, False]
    """
    return word in OFFICES or (len(word) > 6 and word.endswith(_ENDINGS)) or _AFFIXES.sub("", word) in OFFICES


def at_odds(one: str, other: str) -> bool:
    """Whether two roles are different offices of the same kind: "Foreign Minister", "Defence Minister"; "Deputy Minister".

    >>> at_odds("Foreign Minister", "Defence Minister"), at_odds("Minister", "Deputy Minister")
    (True, True)
    >>> [at_odds(role, "Foreign Minister") for role in ("Minister", "former Foreign Minister", "the senior minister")]
    [False, False, False]
    """
    a, b = _office(one), _office(other)
    if a is None or b is None or a[-1] != b[-1]:
        return False
    lower = {"deputy", "vice"}
    if (lower & set(a)) != (lower & set(b)):
        return True
    return not (set(a) <= set(b) or set(b) <= set(a))


def _office(role: str) -> tuple[str, ...] | None:
    """The words of an office written as a title, up to its noun; None for descriptions and for former offices."""
    before = re.split(r" (?:of|for|at|in|to|on|and|with|from) |,", role)[0]
    found = tuple(words(before))
    title = found and found[-1] in _TITLES and all(word[:1].isupper() for word in before.split())
    return found if title and not FORMER.match(role) else None
