"""What falls to one alone - an office, a prize, a contract, the goal, the find - given by two parallel accounts to two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from broadsheet.language.time_words import MONTHS, WEEKDAYS
from broadsheet.language.words import listed, words
from broadsheet.records.text import Extent
from broadsheet.write.differ import Account, Difference, clause_of, content, later, on_one_issue
from broadsheet.write.differ_parallel import are_parallel
from broadsheet.write.differ_scope import contrasted
from broadsheet.write.dossier import Dossier, Passage

_WORD = r"(?:[^\W\d_a-z][\w'’-]*)"
_NAME = rf"(?P<name>{_WORD}(?: (?:de |van |von |al-|(?:and|&) (?=[A-Z]))?{_WORD}){{0,4}})"
_ROLE = r"(?:(?:the|an?|its|their|his|her) )?(?:[a-z-]+,? ){0,4}"
"""What may stand before a name: "the economist", "an artist from"."""

_BACK = r"(?:, [^,.;]{0,60},)? (?:(?:has|have|had|is|was|will|now|also|then|to|be|been|already|soon|herself|himself) ){0,4}"

_PRIZE = "(?i:prize|award|medal|title|trophy|honou?r|victory|championship)"

_FORMS = {
    "Who gets the post": (
        rf"\b(?:appointed|elected|chose|chosen|named|picked|nominated|installed|promoted) (?:as )?{_ROLE}{_NAME}",
        rf"{_NAME}{_BACK}(?:take[sn]? over|took over|appointed|elected|chosen)\b",
        rf"{_NAME}{_BACK}at the (?:head|helm)\b",
        rf"\b(?:led|run|headed|chaired|succeeded) by {_ROLE}{_NAME}",
        rf"\b(?:post|job|chair|office|seat|presidency|leadership) (?:(?:goes|went|gone|falls) )?to {_ROLE}{_NAME}",
    ),
    "Who won": (
        rf"{_NAME}{_BACK}(?:wins?|won|receives?|awarded|collects?|takes the|took the|lifts the|lifted the)\b",
        rf"\b(?:{_PRIZE}|{_WORD} {_WORD})\b[^.;]{{0,60}}? (?:goes|went|gone|awarded|given) to {_ROLE}{_NAME}",
        rf"\b(?:gave|gives|given|awarded|handed|presented) [^.;]{{0,40}}?(?:{_PRIZE})\b[^.;]{{0,60}}? to {_ROLE}{_NAME}",
        rf"\b(?:won by|victory for|triumph for|(?:winner|victor)(?: is| was|,)?) {_ROLE}{_NAME}",
    ),
    "Who gets the contract": (
        rf"\b(?:built|supplied|operated|delivered|developed) by {_ROLE}{_NAME}",
        rf"\b(?:contract|order|tender|job)\b[^.;]{{0,60}}? to {_ROLE}{_NAME}",
        rf"{_NAME}{_BACK}(?:build|supply|deliver|wins? the (?:contract|tender)|won the (?:contract|tender))\b",
    ),
    "Who buys it": (
        rf"\b(?:bought|acquired|taken over|purchased) by {_ROLE}{_NAME}",
        rf"{_NAME}{_BACK}(?:buys?|bought|acquires?|acquired|pays?|paying|paid|takes? over|took over|snapped up)\b",
        rf"\bsold to {_ROLE}{_NAME}",
    ),
    "Who scored": (
        rf"{_NAME}{_BACK}(?:scored|struck|netted|headed|drilled|drill|scores|fired home)\b",
        rf"\b(?:headed in|scored|netted|drilled home|converted) by {_ROLE}{_NAME}",
        rf"{_NAME}['’]s? (?:head|goal|shot|header|strike|penalty)\b",
    ),
    "Who found or saved them": (
        rf"{_NAME}(?:, [^,.;]{{0,60}},)? (?:first )?(?:noticed|spotted|discovered|dragged|pulled|rescued|saved|found)\b",
        rf"{_NAME}, who (?:first )?(?:noticed|spotted|discovered|dragged|pulled|rescued|saved|found)\b",
        rf"\b(?:pulled out|rescued|saved|found|discovered|spotted|dragged out) by {_ROLE}{_NAME}",
    ),
}
_OUTCOMES = {issue: tuple(re.compile(form) for form in forms) for issue, forms in _FORMS.items()}
_SHARED = re.compile(
    r"\b(?:joint(?:ly)?|shar(?:e|es|ed|ing)|co-\w+|together|halves|half of|alongside|too|also|as well)\b", re.IGNORECASE
)
"""What falls to two."""

_NOT_DONE = re.compile(
    r"\b(?:not|never|no|n['’]t|could|might|may|would|if|whether|hopes?|wants?|runner-up|second|deputy|until now|former(?:ly)?)\b"
)
_OFFICES = listed("""
governor president prosecutor judge mayor chair chairman chairwoman minister coach captain principal bishop director manager
secretary treasurer commissioner ambassador conductor editor rector dean speaker
""")
_OPENERS = listed("""
the a an then yet only just it he she they i we you this that these those his her its their our in on at by for from with as when
while after before but and or if so there here what who mr mrs ms dr
""")
_NO_NAMES = _OPENERS | frozenset(MONTHS) | frozenset(WEEKDAYS)
_DAYS = frozenset({*WEEKDAYS, "today", "yesterday", "tomorrow", "said"})
SHORTEST = 3
"""Letters of the last word of a name; less is the beginning of one that was cut at its point."""

ALIKE = 3
"""Content words that two sentences share which tell of one event even where their accounts do not run parallel."""


class Outcome(NamedTuple):
    """Whom a sentence gives something that falls to one. `place` is the name's in the article."""

    passage: Passage
    issue: str
    place: Extent

    @property
    def name(self) -> str:
        """The name, as it stands."""
        return self.place.of(self.passage.article.article.text)


def outcome_differences(dossier: Dossier) -> Iterator[Difference]:
    """Every two parallel accounts each of which gives one such thing to one whom the other does not know."""
    told = [outcome for passage in dossier.passages for outcome in _outcomes(passage)]
    for one, other in on_one_issue(told):
        mine, theirs = one.passage, other.passage
        if _of_one_event(dossier, mine, theirs) and _excludes(one, other):
            yield Difference(
                kind="identity",
                issue=one.issue,
                sides=(_account(one), _account(other)),
                confidence=0.78 - 0.01 * (mine.index + theirs.index),
                state="newer_supersedes" if later(mine, theirs) else "open",
                why="it falls to one alone, and each account names another whom the other does not know",
            )


def _of_one_event(dossier: Dossier, one: Passage, other: Passage) -> bool:
    """Whether the accounts run parallel, or the two sentences have enough in common."""
    return are_parallel(dossier, one, other) or len(content(one) & content(other) - _DAYS) >= ALIKE


def _outcomes(passage: Passage) -> Iterator[Outcome]:
    text = passage.text
    if _SHARED.search(text):
        return
    told = ((issue, found) for issue, forms in _OUTCOMES.items() for form in forms for found in form.finditer(text))
    for issue, found in told:
        start, name = _trimmed(found.start("name"), found["name"])
        if len(name.split()[-1] if name else "") >= SHORTEST and not _NOT_DONE.search(found[0]):
            place = Extent(passage.extent.start + start, passage.extent.start + start + len(name))
            yield Outcome(passage, issue, place)


def _trimmed(start: int, name: str) -> tuple[int, str]:
    """A name without the words of the language that open its sentence."""
    while name and name.split(maxsplit=1)[0].lower() in _NO_NAMES:
        first = len(name.split(maxsplit=1)[0])
        rest = name[first:].lstrip()
        start, name = start + len(name) - len(rest), rest
    return start, name


def _excludes(one: Outcome, other: Outcome) -> bool:
    """Whether neither account knows the other's name, and both speak of one thing."""
    offices = [set(words(o.passage.text)) & _OFFICES for o in (one, other)]
    two_posts = bool(offices[0] and offices[1]) and not offices[0] & offices[1]
    alike = len(one.name.split()) > 1 or len(other.name.split()) > 1
    strange = not _knows(one.passage, other.name) and not _knows(other.passage, one.name)
    return strange and alike and not two_posts and not contrasted(one.passage, other.passage)


def _knows(passage: Passage, name: str) -> bool:
    article = passage.article.article
    said = set(words(f"{article.title} {article.text}"))
    return any(word in said for word in words(name) if len(word) > 2)


def _account(outcome: Outcome) -> Account:
    return Account(passage=outcome.passage, text=outcome.name, clause=clause_of(outcome.passage, outcome.place))
