"""Where a thing of one place happened or will be - a meeting, a find, an arrest, a new works - told by two parallel accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from broadsheet.language.time_words import MONTHS, WEEKDAYS
from broadsheet.language.words import STOP_WORDS, listed, words
from broadsheet.models import factbook
from broadsheet.records.text import Extent
from broadsheet.write.differ import Account, Difference, clause_of, later, on_one_issue
from broadsheet.write.differ_parallel import are_parallel
from broadsheet.write.differ_scope import contrasted, past_years
from broadsheet.write.dossier import Dossier, Passage

_EVENTS = {
    "Where they meet": r"meets?|met|meeting|gather(?:s|ed)?|sit down|talks|summit|c[oa]me together|venue|host|coming to",
    "Where it is built": r"build|built|plant|factory|works|rise|going up|goes up|construct\w*",
    "Where it was found": r"found|discovered|came across|picked (?:\w+ )?up|recovered|hiding|hidden|rescued|drifting|adrift",
    "Where the arrest was made": r"arrest|arrested|handcuffs?|seized|caught|detained|took|picked up|by surprise|hunt",
    "Where it came down": r"landed|landing|runway|touched down|came down|crash-landed",
    "Where it came ashore": r"ran aground|came ashore|washed up|stranded|beached|washed ashore",
    "Where it takes place": r"take[sn]? place|(?:to|will) be (?:held|staged)|setting|premiere",
}
_TOLD = {issue: re.compile(rf"\b(?:{said})\b", re.IGNORECASE) for issue, said in _EVENTS.items()}
# the sorts of built and natural sites that news names as the scene of something; none is here for one story's sake
_SITES = (
    "airport|airfield|airstrip|boat|vessel|station|quarry|barn|harbour|harbor|port|hotel|palace|castle|theatre|theater|church|school|stadium|arena|park|square"
    "|vault|attic|cellar|garage|warehouse|farm|farmhouse|campsite|beach|forest|wood|bay|cave|motel|flat|apartment"
    "|museum|field|runway|bank|shed|restaurant|bar|cinema|library|hospital|campus|mall|market|bridge|cape|island"
    "|hall|centre|center|house|villa|cottage|tower|ferry|ship|train|bus|car|cemetery|chapel|monastery|convent|prison|barracks"
)
_UPPER = r"[^\W\d_a-z][\w'’-]*"
_NAME = rf"{_UPPER}(?: (?:de |of )?{_UPPER})*"
_WHERE = r"(?:in|at|near|on|off|outside|under|beneath|beside|behind|inside|below)"
_PLACE = re.compile(
    rf"\b(?i:{_WHERE}) (?P<said>(?:(?:the|an?|its|his|her|their) )?(?:[a-z'’-]+ ){{0,3}}?(?:"
    rf"(?P<site>{_SITES})(?: (?P<by>of|in|at|near|by|outside|off) (?:the )?(?P<town>{_NAME}|[a-z]+))?"
    rf"|(?:(?:lake |port |hill |market |spa |border )?(?:town|city|village|port|capital|resort) of )?"
    rf"(?P<name>{_NAME})(?P<behind> (?:{_SITES})\b)?"
    r"))(?![\w-])"
)
_WIDE = listed("""
province region country state county district valley north south east west northern southern eastern western central coast territory
republic kingdom mountains hills sea ocean parliament congress senate court
""")
_SETTING = listed("in at near off outside")
"""What stands before the bare name of a place; "on" stands before much else."""

_LEADS = re.compile(r"(?!(?:the|an?|its|his|her|their) )[a-z'’-]+ (?!of )(?:[a-z'’-]+ )*[^\W\d_a-z]|charge |view |terms |favou?r ")
"""Words between a preposition and a bare name that make it another's: "in charge of the Guard"."""

_TIMES = frozenset({*MONTHS, *WEEKDAYS, "christmas", "easter"})
_NOT_THERE = re.compile(
    r"\b(?:another|other|second|not|never|nothing|nobody|none|no|since|withdrew|denie[sd]|no longer|until now|used to|instead"
    r"|rather|usually|last (?:year|time)|previous(?:ly)?|and then|later)\b|n['’]t\b"
)
"""What tells of another thing or time, or that it was not there."""


class Site(NamedTuple):
    """Where a sentence sets something. `named` are the names in it, `kind` the sort of site, "" for a town or other bare name.

    `town` says that the site's name is that of the town it stands in.
    """

    passage: Passage
    issue: str
    kind: str
    named: frozenset[str]
    place: Extent
    town: bool


def site_differences(dossier: Dossier) -> Iterator[Difference]:
    """Every two places for one thing in parallel accounts, of which neither account knows the other's."""
    sites = [site for passage in dossier.passages for site in _sites(passage)]
    for one, other in on_one_issue(sites):
        mine, theirs = one.passage, other.passage
        if are_parallel(dossier, mine, theirs) and _exclude(one, other):
            yield Difference(
                kind="place",
                issue=one.issue,
                sides=(_account(one), _account(other)),
                confidence=0.74,
                state="newer_supersedes" if later(mine, theirs) else "open",
                why="it has one place, and each account names another that the other does not know",
            )


def _sites(passage: Passage) -> Iterator[Site]:
    """The places of a sentence beside what it tells of, each once for every thing of one place."""
    if _NOT_THERE.search(passage.text):
        return
    for found in _PLACE.finditer(passage.text):
        names = frozenset(words(f"{found['town'] or ''} {found['name'] or ''}")) - _TIMES - STOP_WORDS
        kind = (found["site"] or (found["behind"] or "").strip()).lower()
        place = Extent(passage.extent.start + found.start(), passage.extent.start + found.end())
        around = clause_of(passage, place).of(passage.article.article.text)
        if set(words(found["said"])) & _WIDE or (not kind and _LEADS.match(found["said"])):
            continue
        if kind or (names and found[0].split()[0].lower() in _SETTING):
            stands_in = found["by"] not in (None, "of")
            yield from (Site(passage, issue, kind, names, place, stands_in) for issue, told in _TOLD.items() if told.search(around))


def _exclude(one: Site, other: Site) -> bool:
    """Whether the two can be no one place: two towns, or two sites that are not one within the other."""
    if _set_apart(one.passage, other.passage) or _knows(one.passage, other) or _knows(other.passage, one):
        return False
    if not one.kind and not other.kind:
        return not any(factbook.country(name) for site in (one, other) for name in site.named)
    if one.kind and other.kind:
        return one.kind != other.kind or bool(one.named and other.named)
    return all(site.named for site in (one, other)) and (one if one.kind else other).town


def _set_apart(one: Passage, other: Passage) -> bool:
    """Whether the two sentences speak of different sorts or times of what has one place."""
    return contrasted(one, other) or past_years(one) != past_years(other)


def _knows(passage: Passage, site: Site) -> bool:
    """Whether the article uses a name of the place, or, where it has none, its sort."""
    article = passage.article.article
    said = set(words(f"{article.title} {article.text}"))
    return bool(site.named & said) or (bool(site.kind) and not site.named and site.kind in said)


def _account(site: Site) -> Account:
    said = " ".join(site.place.of(site.passage.article.article.text).split())
    return Account(passage=site.passage, text=said, clause=clause_of(site.passage, site.place))
