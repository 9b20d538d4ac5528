"""Words of much the same meaning that judge differently: by choosing one a paper frames what it tells.

Each line is one thing said in several lights, the lights divided by `/`; words of one light judge alike. The table is
written by hand and no corpus stands behind it. Words of many meanings are left out: a false charge of framing is worse than a
missed one.
"""

from __future__ import annotations

from types import MappingProxyType

_NOUNS = """
government administration cabinet / regime junta dictatorship
protester protestor demonstrator marcher activist / rioter looter mob thug vandal
protest demonstration rally march / riot rampage
fighter militant gunman insurgent rebel / terrorist extremist jihadist
migrant refugee / illegal alien
killing death / murder massacre slaughter execution bloodbath
raid operation campaign / assault onslaught invasion aggression
uprising revolution revolt / coup putsch
clash scuffle / attack assault rampage
interrogation / torture
fetus foetus / baby
barrier / wall
leaker / whistleblower / traitor
benefit aid assistance support / handout
cut saving / austerity
reform overhaul change / crackdown purge
dispute disagreement / row scandal
agreement deal accord pact / surrender capitulation
resettlement transfer / deportation expulsion
slowdown downturn / crisis slump collapse
mistake error / blunder fiasco debacle
leader ruler / strongman dictator autocrat
supporter follower / henchman crony
adviser aide / crony
payment fee / bribe
"""

_VERBS = """
kill shoot / murder slaughter massacre execute butcher slay / die perish
say state tell / claim allege / admit concede confess / insist maintain / boast brag
leave depart / flee
dismiss remove replace / oust sack fire purge topple
criticise criticize / attack blast slam denounce lambast
fall drop decline slip ease / plunge plummet tumble crash collapse
rise increase grow climb / soar surge rocket skyrocket
end close / scrap axe abolish
clear / evict expel
detain hold arrest / seize abduct kidnap
agree / cave capitulate surrender
enter / invade storm
protest demonstrate march / riot rampage
change amend / gut
question / grill
leak / reveal
push / force
"""


def _table(lines: str) -> MappingProxyType[str, tuple[tuple[int, int], ...]]:
    """Word → the lines that hold it, each with the light in which it stands there."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(lines.strip().splitlines()):
        for light, words in enumerate(line.split("/")):
            for word in words.split():
                found.setdefault(word, []).append((number, light))
    return MappingProxyType({word: tuple(places) for word, places in found.items()})


NOUNS = _table(_NOUNS)
"""Noun → pairs of line and light."""

VERBS = _table(_VERBS)
"""Verb → pairs of line and light."""

ALL = frozenset({*NOUNS, *VERBS})
