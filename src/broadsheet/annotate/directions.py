"""Which way the talk goes at a place of the text: to the past or to the future. It decides what "Monday" means."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from broadsheet.annotate.reading import Reading
from broadsheet.annotate.sentences import tense
from broadsheet.language.calendar import Direction
from broadsheet.language.speech import PLAIN
from broadsheet.language.words import listed
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_AHEAD = listed(
    "plan expect schedule set due intend hope aim vow promise pledge slate likely ready prepare want await upcoming"
    " urge ask invite order agree propose seek threaten offer wait vote suppose"
)
"""Verbs whose infinitive or object is still to come."""
_DATED = listed("plan expect schedule set due slate intend await")
"""Those whose participle says so by itself: "a vote scheduled for Friday"."""
_DROPPED = listed("previously originally initially earlier already once")
"""With a pluperfect before "scheduled" what was planned is over."""
_PUT_OFF = listed("""
adjourn ban bar cancel close defer delay detain extend freeze ground halt jail move postpone push remand reschedule shut suspend
""")
"""What is over by its tense reaches to a day that need not be: "was postponed to Friday"."""
_PENDING = listed("due payable redeemable")
"""Adjectives of what is still to come, whatever the tense: "a dividend payable June 10"."""
_FALLING_DUE = listed("mature expire")
_PARTING = listed("leave depart retire resign quit return arrive")
"""Verbs whose progressive tells what is arranged, also in the past: "she was leaving in June"."""
_MODAL = listed("will would may might could should must 'll shall can")
_PERFECT = listed("have has 've had")
_OVER = listed("despite after since following upon from")
"""Prepositions whose gerund is over."""
_COMING = listed("upcoming planned scheduled expected forthcoming coming proposed impending looming")
_HAPPENED = listed("""
accident agreement announcement arrest assassination attack avalanche blackout blast bombing claim collapse comment
complaint crash death decision defeat denial derailment disaster disclosure drop earthquake escape explosion filing
finding fire flood incident insurrection invasion killing landslide leak loss massacre murder news outage outbreak plunge purchase
post quake raid refusal rejection remark report resignation result revelation riot robbery ruling sell-off shooting siege slump
stabbing stampede statement storm suicide survey tornado tweet uprising verdict victory violence win
""")
"""What has happened once it bears a day: "Monday's ruling will cost the town dear" """
_TELLING = (PLAIN - {"continue"}) | {"report"}
_UNCHANGED = listed("beat bet burst cost cut hit hurt let put quit read set shut split spread")
"""Verbs whose present cannot be told from their past."""
_APPOINTED = listed("""
ballot caucus ceremony conference congress contest convention deadline debate election event final forum funeral game gathering
hearing inauguration inning launch match meeting play poll primary race referendum runoff session summit talk trial vote
""")
"""What is fixed for a day beforehand."""
_REACH = 12
"""Steps of the grammar that are climbed in search of a verb."""


def directions(reading: Reading) -> Callable[[int], Direction]:
    """For an offset, whether the words there speak of the past or the future, or in the present tense."""

    def direction(offset: int) -> Direction:
        clause = reading.clause_at(offset)
        if clause is None:
            return "none"
        tokens = clause.tokens(Extent(offset, offset + 1))
        return _toward(tokens[0]) if tokens else "none"

    return direction


def _toward(token: Token) -> Direction:
    own = _of_owner(token)
    if own == "past":
        return own
    over, lead = False, ""
    for _ in range(_REACH):
        over = over or (token.pos_ == "NOUN" and token.lemma_.lower() in _HAPPENED)
        lead = token.lower_ if token.pos_ in ("ADP", "SCONJ") else lead
        if token.lemma_.lower() in _PUT_OFF and lead in ("to", "until", "till"):
            return "present"
        found = of_verb(token) if token.pos_ in ("VERB", "AUX") else _of_noun(token)
        if found == "present" and (over or own == "none"):
            return "past"
        if found != "none":
            return found
        if token.head is token:
            break
        token = token.head
    return "none"


def _of_owner(token: Token) -> Direction:
    """What the noun that bears the time ("Monday's ruling", "the Friday vote") tells: over, to come, or as its verb has it.

    In the present tense only what is appointed is still to come.
    """
    noun = token.head
    if token.dep_ not in ("poss", "compound", "nmod", "det", "amod", "nummod") or noun.pos_ not in ("NOUN", "PROPN"):
        return "present"
    if noun.lemma_.lower() in _HAPPENED:
        return "past"
    return "present" if token.dep_ != "poss" or noun.lemma_.lower() in _APPOINTED else "none"


def _of_noun(token: Token) -> Direction:
    """What a noun or preposition on the way to the verb tells."""
    if token.lower_ == "ahead":
        return "future"
    if token.pos_ == "ADJ" and token.lower_ in _PENDING:
        return "present"
    if token.pos_ not in ("NOUN", "PROPN"):
        return "none"
    coming = any(child.dep_ == "amod" and child.lower_ in _COMING for child in token.children)
    told = any(child.dep_ in ("relcl", "acl") and of_verb(child) == "future" for child in token.children)
    return "future" if coming or told else "none"


def of_verb(verb: Token) -> Direction:
    """Which way a verb looks: by its auxiliaries, its tense, and the verb that governs it."""
    forms = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if forms & {"was", "were"} and verb.tag_ == "VBG" and verb.lemma_.lower() in _PARTING:
        return "present"
    if forms & _MODAL or (named := tense(verb)) == "future":
        return "past" if forms & _PERFECT and verb.tag_ == "VBN" else "future"
    if "to" in forms or (verb.tag_ == "VB" and not forms):
        return _of_infinitive(verb, forms)
    if verb.lemma_.lower() in _DATED and verb.tag_ == "VBN":
        return _of_plan(verb, forms)
    if named in ("past", "pluperfect") or verb.tag_ in ("VBD", "VBN"):
        return "past"
    return _of_gerund(verb, forms) if verb.tag_ == "VBG" else _of_present(verb)


def _of_infinitive(verb: Token, forms: set[str]) -> Direction:
    """What is still to come ("plans to"), was so then ("asked to"), or looks where its own verb looks ("managed to").

    "Is to reopen" is to come; the arrangement ("was to meet Friday") may be over by now, as may the command ("call by Friday"),
    the demand ("that he resign Friday") and "the bridge to be built in May".
    """
    if forms & _PERFECT:
        return "past"
    if "to" not in forms or verb.dep_ in ("acl", "relcl"):
        return "present" if verb.dep_ in ("ROOT", "ccomp", "acl", "relcl") else "none"
    if verb.head.lemma_.lower() == "be":
        return "future" if verb.head.tag_ in ("VBZ", "VBP") else "present"
    if verb.head.lemma_.lower() not in _AHEAD:
        return "none"
    if verb.head.lemma_.lower() in _DATED and verb.head.tag_ == "VBN":
        return of_verb(verb.head)
    return "present" if verb.head.tag_ == "VBD" else "future"


def _of_plan(verb: Token, forms: set[str]) -> Direction:
    """A participle that plans ("due", "scheduled for"); "set" does so only with its purpose or day."""
    if "had" in forms and any(child.lower_ in _DROPPED for child in verb.children):
        return "past"
    if verb.lemma_.lower() == "set" and not any(child.lower_ == "for" or child.dep_ == "xcomp" for child in verb.children):
        return "past"
    return "future"


def _of_gerund(verb: Token, forms: set[str]) -> Direction:
    if verb.lemma_.lower() in _FALLING_DUE:
        return "future"
    if forms & {"is", "are", "am", "'s", "'re", "'m"}:
        return "present"
    return "past" if verb.dep_ == "pcomp" and verb.head.lower_ in _OVER else "none"


def _of_present(verb: Token) -> Direction:
    """A present tense with a day is a timetable ("opens Monday"), but not of those who speak ("says Monday")."""
    if verb.tag_ not in ("VBZ", "VBP"):
        return "none"
    conditional = any(child.dep_ == "mark" and child.lower_ in ("if", "unless", "once") for child in verb.children)
    if conditional or verb.lemma_.lower() in _AHEAD:
        return "future"
    doubtful = verb.lemma_.lower() in _TELLING or (verb.tag_ == "VBP" and verb.lemma_.lower() in _UNCHANGED)
    return "none" if doubtful else "present"
