"""Whether words judge: what somebody is called in praise or in blame is no office, trade or tie."""

from __future__ import annotations

import re

from broadsheet.language.words import listed, words
from broadsheet.write.member_kinds import head_of

_PRAISE = re.compile(
    r"\b(?:best|worst|biggest|greatest|fiercest|staunchest|strongest|loudest|harshest|toughest)\b|"
    r"\brising star\b|(?<!public )\b(?:defender|champion|critic|supporter|opponent) of [a-z]|"
    r"\btarget of\b|\bbent\b|\bleanings?\b|-leaning\b",
    re.IGNORECASE,
)

_CALLED = listed(
    "superstar giant icon hero heroine legend darling heavyweight firebrand maverick powerhouse genius villain "
    "arsonist jihadist gunman shooter attacker assassin terrorist rapist racist fascist nazi extremist sexist supremacist "
    "opportunist narcissist misogynist populist demagogue murderer killer liar crook thug traitor bully hypocrite tyrant dictator "
    "puppet predator despot fraudster conspiracist propagandist crusader favourite favorite "
    "moderator co-moderator panelist panellist front-runner frontrunner insider "
    "bigot zealot fanatic radical provocateur apologist cheerleader loyalist crony henchman stooge strongman nemesis foe"
)
"""What somebody calls another, or a court has found: never who they are."""

_JUDGING = listed(
    "ardent avid staunch fierce fervent fiery feisty famous infamous famed notorious renowned world-renowned acclaimed celebrated "
    "legendary iconic beloved popular unpopular controversial contentious divisive polarizing polarising embattled beleaguered "
    "disgraced scandal-plagued scandal-ridden troubled eccentric flamboyant outspoken vocal brash bombastic charismatic colourful "
    "colorful powerful influential prominent leading distinguished eminent respected well-respected highly-respected revered "
    "esteemed admired popular well-known little-known obscure unknown brilliant gifted talented great good bad brave heroic "
    "courageous tireless passionate dedicated committed devoted loyal trusted dangerous extreme far-left hard-left hard-right "
    "radical leftist rabid hardline hard-line corrupt crooked shady mysterious shadowy "
    "secretive reclusive ambitious savvy shrewd cunning ruthless tough hard-charging no-nonsense pugnacious combative successful "
    "failed wealthy rich poor handsome beautiful attractive glamorous young old elderly ageing aging rising fading so-called "
    "self-styled self-described self-proclaimed self-made unlikely unapologetic vicious cruel brutal evil disastrous shameful "
    "shocking stunning amazing incredible remarkable extraordinary massive huge terrible horrible awful wonderful fantastic "
    "splendid magnificent "
    "bizarre ridiculous absurd reckless outrageous would-be prolific seasoned formidable high-profile high-powered high-ranking "
    "besieged ill-fated hapless hated despised maligned stalwart steadfast die-hard diehard lifelong pioneering visionary "
    "dogged plagued haunted tainted embroiled mired accused missing highest-ranking top-ranking interesting "
    "important major relatively left-wing right-wing"
)
"""Adjectives that grade: one can be very ardent, and no more a clerk for it. What tells a trade apart ("political") does not."""


def judges(role: str) -> bool:
    """Whether a description grades or judges whom it describes.

    >>> [judges(role) for role in ("an ardent friend of mills", "the embattled mayor", "a local racist", "the mill's best clerk")]
    [True, True, True, True]
    >>> [judges(role) for role in ("a political satirist", "former mayor of Velm", "the largest mill in Harth", "a longtime clerk")]
    [False, False, False, False]
    """
    named = words(re.split(r" (?:of|for|at|in|to|on|with|from|that|which|who|whose) |,", role)[0])
    called = head_of(role) in _CALLED or (bool(named) and named[-1] in _CALLED)
    return called or grades(role)


def grades(text: str) -> bool:
    """Whether an adjective of a text, or a word of praise, says how good or how much.

    >>> grades("Ada Brenn gave a splendid and massive feast."), grades("Ada Brenn gave an annual feast.")
    (True, False)
    """
    return _PRAISE.search(text) is not None or any(word in _JUDGING for word in re.findall(r"[a-z]+(?:-[a-z]+)*", text))
