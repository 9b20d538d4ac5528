"""Whether an article has a role, and the sentence and the name beside it, in one piece."""

from __future__ import annotations

import re
from functools import lru_cache

from broadsheet.language.names import in_full
from broadsheet.language.roles import RANKS, is_office
from broadsheet.language.words import listed
from broadsheet.models import grammar
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Dossier

_NAME_BEFORE = re.compile(r"\w.* [A-Z]\w+ $|[A-Z]\w+ (?:and|at|of|for|in) $", re.DOTALL)
"""Before a role with a capital: the first half of the body's name, "Roads and Bridges" before "Repair Committee clerk",
"the College of Velm at" before "Dry Harth professor"."""

_NAME_OF = re.compile(r"\b[A-Z][\w’'-]* (?:of|for|at) $")
"""Before a capital: the first half of a name that has "of" in it, "House of" before "Mills clerk"."""

_RANK_OF_A_BODY = re.compile(rf"(?:\w+-)?(?:{'|'.join(RANKS)}|Dr)\.?$")
_OFFICE_OF = re.compile(r"([a-z]+) (?:of|for|at|in|on|with|to) (?:the )?$", re.IGNORECASE)
"""A body of which another office was told before, with its bearer's rank: "chairman of the" and "Mill Board General"."""

_LISTED_ON = re.compile(r",? (?:and|or|&) ")
"""Behind a role with a comma: the last of what it lists, "clerk for mills, grain" and "and floods"."""

_GLUED = re.compile(
    r"[a-z][.!?][A-Z][a-z]|\w amp [A-Z]|\b((?:[A-Z][\w.]+ )+[A-Z]\w+) \1\b|\d - [a-z]|\b[A-Z] - [A-Z]|(?:\b[A-Z][\w.'’-]* ){8}|"
    r"(?:\b[A-Z][\w.'’-]*,? ){10}"
)
"""Two sentences without a blank, the rest of an "&", a title told twice ("Mayor Ada Brenn Mayor Ada Brenn said"), words torn at
their hyphen, a headline that has run into its sentence."""

_LISTED = re.compile(r"\b(?:includ(?:e|es|ed|ing)|featur(?:e|es|ed|ing)|such as)\b")
"""Before an enumeration, of which what stands behind a comma is the next thing: "a speech from the Mole, a march and fireworks"."""

_OF_THE_DAY = re.compile(
    r"\b(?:most \w+|main|top|leading|principal|(?!west|east|forest|harvest|guest|priest|interest)\w{3,}est)\b.*\d"
)
"""A superlative with its figure: a day's news, "the most active stock at 20 million shares", and not what somebody is."""

_AT_WORK = re.compile(
    r"\b(?:in|by|after|before|from|while) [a-z]+ing (?:an?|the|its|their|\d)|\b(?:in order|in an? (?:bid|effort)|so as) to\b"
)
"""What is done by the one and another: "a partner of the board in building a pier"."""

_OF_A_CHAMBER = re.compile(r"(?:House|Senate|Assembly) [\w ]+$")
_CHAMBERS = re.compile(
    r"\bstate (?:senat|house|assembl|legislat|lawmaker)|\bstatehouse\b|\blegislature\b|\bGeneral Assembly\b", re.IGNORECASE
)
"""Words of an article beside which "House Speaker" may be that of a part of the land."""

_SHORT_FORM = re.compile(r" the ([A-Z][a-z]+)$")
"""Behind "the", a name that may stand for a longer one: "a cook at the Tench"."""

_OPENS_NAME = re.compile(r"(?:an?|the) [A-Z]")

_NAME_AROUND = re.compile(r"[A-Z][\w’']+ (?:for|of|against|with) $")
"""Before "a" and a capital, the first words of a body's name: "Farmers for" before "a Dry Velm director"."""

_REMEMBERED = re.compile(
    r"\b(?:bust|statue|monument|memorial|grave|tomb|funeral|death|memory|legacy|widow|estate)s? (?:of|to|for)(?: the)? $"
)
"""Before somebody who may be long dead: nothing is told of them in the present."""

_OF_AN_OFFICE = listed(
    "affairs communications defence defense development education finance government health innovation intelligence operations "
    "planning policy relations research resources safety security services studies trade transportation"
)
"""The last word of an office's name that has run into its bearer's: "Director of Mill" and "Affairs Ada Brenn"."""

_BELONGS = ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "PART")
"""A word of these before a description is mostly its first, or its owner."""

_OF_TIME = listed(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday week month year season night morning day afternoon "
    "evening weekend"
)

_FIRST_HALF = re.compile(r"[A-Z][\w’'-]+ (?:am|an|im|bei|ob|der|sur|sous|de|del|di|la|le|les|upon|aan|op) $")
"""Before a place that is only the end of another's name: "Dry Velm upon" and "Harth"."""

_INITIALS = re.compile(r"\b(?!U\.?[SKN]\b|E\.?U\b)(?:[A-Z]\.?){2,6}(?![\w.])")
"""Initials in a role; those of lands and of their unions need no explaining."""

_CUT_BEFORE = re.compile(r"([\w.-]+),? (?:and|or|/) $|[A-Z]\w+ & $|\w\s?-\s?$")

_SINCE_PAST = re.compile(
    r"\b(?:former|ex|then|late|one-time|as|acting|interim|presumptive|presumed|likely|potential|possible|future|incoming|"
    r"outgoing)[ -]$",
    re.IGNORECASE,
)
"""Before an office that somebody had, or has not got: "as Mayor Ada Brenn built it", "former", "presumptive"."""


def is_intact(text: str) -> bool:
    """Whether a sentence is whole: it opens like one, ends, closes its brackets, and is one.

    >>> is_intact("Mayor Ada Brenn spoke."), is_intact("mayor Ada Brenn spoke."), is_intact("Mayor Ada Brenn spoke")
    (True, False, False)
    >>> is_intact("The dam broke.Ada Brenn spoke."), is_intact("Ada Brenn Ada Brenn spoke.")
    (False, False)
    """
    bare = text.strip()
    opens, ends = bare.lstrip("“\"'‘`([$€£# ")[:1], bare.rstrip("”\"’') ]")[-1:]
    paired = bare.count("(") == bare.count(")")
    return paired and (opens.isupper() or opens.isdigit()) and ends in (".", "!", "?") and not _GLUED.search(bare)


def is_cut_before(text: str, start: int) -> bool:
    """Whether what stands before a role belongs to it: "the owner and investor Ada Brenn", "Mid - Velm mayor".

    Args:
        text: the article's text.
        start: where the role begins, in code points.
    """
    if _SINCE_PAST.search(text, max(0, start - 12), start):
        return True
    before = _CUT_BEFORE.search(text[max(0, start - 40) : start])
    return before is not None and (before[1] is None or before[1].endswith(".") or is_office(before[1].lower()))


def is_listed(before: str, role: str) -> bool:
    """Whether a description may be the last part of an enumeration and describe nothing.

    >>> is_listed("It will feature the Mole, ", "a march and fireworks"), is_listed("He likes the Mole, ", "a pier and park")
    (True, False)
    """
    return " and " in role and _LISTED.search(before) is not None


def is_sound(dossier: Dossier, article: str, place: Extent) -> bool:
    """Whether the sentence around a role is whole, and the role all of a description and no part of an enumeration.

    Args:
        dossier: the story.
        article: the id of the article.
        place: where the role stands in it, in code points.
    """
    annotated = dossier.annotated(article)
    text = annotated.article.text
    around = next((s.extent for s in annotated.sentences if s.extent.start <= place.start < s.extent.end), None)
    if (
        around is None
        or text[: around.start].endswith((".", "!", "?"))
        or not is_intact(around.of(text))
        or is_cut_before(text, place.start)
    ):
        return False
    before, role = text[around.start : place.start], place.of(text)
    of_another = _OFFICE_OF.search(before)
    if role[:1].isupper():
        ranked = of_another and is_office(of_another[1].lower()) and " " in role and _RANK_OF_A_BODY.search(role)
        torn = ranked or before == "A " or _NAME_BEFORE.match(before) or _NAME_OF.search(before)
    else:
        torn = _OPENS_NAME.match(role) and _NAME_AROUND.search(before)
    if _is_spelt_out(text, role) or _is_short_for_more(text, role) or (_OF_A_CHAMBER.match(role) and _CHAMBERS.search(text)):
        return False
    listed_on = "," in role and _LISTED_ON.match(text, place.end)
    if (
        is_listed(before, role)
        or torn
        or listed_on
        or _OF_THE_DAY.search(role)
        or _AT_WORK.search(role)
        or _REMEMBERED.search(before)
    ):
        return False
    return _begins_there(around.of(text), place.start - around.start)


@lru_cache(maxsize=256)  # the same sentence is asked about for each role and each time that it is weighed
def _begins_there(sentence: str, start: int) -> bool:
    """Whether the grammar lets a description begin there: no word before it belongs to it, and it is no second half.

    "The new harbour master", "her spokesman", "top seed and defending champion" begin before their last words.
    """
    doc = next(iter(grammar.parse([sentence], names=False)))
    first = next((token for token in doc if token.idx >= start), None)
    if first is None or first.i == 0:
        return first is not None
    before = doc[first.i - 1]
    if before.pos_ == "CCONJ":
        return first.i > 1 and doc[first.i - 2].pos_ in ("PROPN", "PUNCT", "VERB")
    return before.pos_ not in _BELONGS or before.lower_ in _OF_TIME


def is_second_half(text: str, start: int) -> bool:
    """Whether the name of a place that begins there is the end of another's: "Harth" of "Dry Velm upon Harth".

    >>> is_second_half("Dry Velm upon Harth, a town", 14), is_second_half("They met in Harth, a town", 12)
    (True, False)
    """
    return _FIRST_HALF.search(text[max(0, start - 40) : start]) is not None


def _is_spelt_out(text: str, role: str) -> bool:
    """Whether an article explains the initials in a role, so that not everybody knows them: "the HBV’s director"."""
    found = (initials[0] for initials in _INITIALS.finditer(role))
    return any(
        in_full(initials.replace(".", "")).search(text) or re.search(rf"\b{re.escape(initials)}, (?:an?|the|which) ", text)
        for initials in found
    )


def _is_short_for_more(text: str, role: str) -> bool:
    """Whether a role ends in the first word of a name that the article has in full elsewhere: "the Tench", a "Tench Arms"."""
    last = _SHORT_FORM.search(role)
    return last is not None and re.search(rf"\b{last[1]} [A-Z][a-z]", text) is not None


def is_torn_name(name: str, role: str) -> bool:
    """Whether the initials of the role's body, or of an office, have run into a person's name.

    >>> is_torn_name("Ada Brenn VLM", "VLM pilot"), is_torn_name("Ada Brenn III", "VLM pilot")
    (True, False)
    >>> is_torn_name("Affairs Ada Brenn", "Director of Mill")
    True
    """
    last = name.rpartition(" ")[2]
    if name.partition(" ")[0].lower() in _OF_AN_OFFICE:
        return True
    titled = re.match(r"(?:AG|DA|PM|VP|CEO|MP|Emeritus|St\.) ", name) is not None
    return titled or (len(last) > 1 and last.isupper() and last in role.split())
