"""A note on the paper's own work: "We have asked the council for comment." It tells nothing of the world and needs no article."""

from __future__ import annotations

import re

from broadsheet.language.bodies import ORGANISATION_WORDS
from broadsheet.language.roles import HELD
from broadsheet.language.words import STOP_WORDS, content_words, listed, words
from broadsheet.models import grammar
from broadsheet.write.dossier import Dossier

_OPENING = re.compile(
    r"(?:we|(?:this|the) (?:page|story|headline|paper)|an earlier version of this (?:page|story)) ", re.IGNORECASE
)
_ASIDE = listed(
    "have has had are is was were been be will do does did not also now still never again then only later to could can cannot able "
    "unable tried trying try"
)
"""Words that may stand before what the paper did."""
_DOING = listed(
    """add added adding amend amended apologise apologised apologize apologized approach approached ask asked asking await
    awaiting carried carries carry change changed clarified clarify combine combined contact contacted correct corrected
    correcting cut edit edited expand expanded follow following hold invite invited join joined keep keeping keeps left
    merge merged moved name named omit omitted publish published reach reached reaching regret regretted remove removed
    repeat repeated replace replaced request requested rewritten sent separate separated seek seeking shorten shortened
    sought split take taken took update updated updating wait waiting watch watching withdraw withdrawn withheld withhold
    write writing written wrote"""
)
_OF_PAPERS = listed(
    """account accounts address answer answers article articles article's background caption comment comments copy correction
    corrections date dates desk details document documents editor editors error errors figure figures headline headlines image
    information language line lines link links mistake mistakes moment name names note notes number numbers page pages paper papers
    paragraph paragraphs part parts passage passages picture pictures question questions quotation quotations quote quotes reader
    readers reason reasons reply replies report reports request response responses sentence sentences source sources spelling
    standfirst statement statements story stories summary text time title titles today tomorrow version versions view views wording
    words yesterday please email editors' monday tuesday wednesday thursday friday saturday sunday"""
)
"""What a paper handles. No such word tells of anything outside of it."""

_ASKING = listed(
    """approach approached ask asked asking await awaited awaiting contact contacted invite invited reach reached reaching request
    requested seek seeking sought wait waiting write writing written wrote"""
)
"""What a paper does to somebody whom it wants to hear."""

_HEARD = (
    ORGANISATION_WORDS
    | HELD
    | listed(
        """authorities embassy embassies operator operators owner owners lawyer lawyers prosecutor prosecutors spokesman
        spokeswoman spokesperson spokespeople manufacturer airline publisher hospital publishers families family agencies
        companies ministries councillor councillors officials official director directors city town county district state
        provincial regional national local federal municipal harbour port press"""
    )
)
"""Whom a paper asks, as a common noun, and what says which: that there is a council is no news. Nobody accused is among them."""

_TELLING = listed(
    "that because although though while whereas which who whom whose after before when where if whether as since why how what"
)
"""Words behind which a note could go on to tell of the world."""


_ABOUT = re.compile(r"\b(?:about|over|regarding|concerning)\b (.*)")
"""Before what a question was of: as the story has it word for word, or the question tells what nobody did."""


def opens_as_the_paper(sentence: str) -> bool:
    """Whether a sentence opens with the paper itself.

    >>> opens_as_the_paper("We have asked the council for comment."), opens_as_the_paper("The council was asked for comment.")
    (True, False)
    """
    return _OPENING.match(sentence) is not None


def beyond_the_paper(dossier: Dossier, sentence: str) -> str | None:
    """What in a sentence goes beyond what the paper itself did; None if nothing does and no article needs to say it.

    The sentence opens with "We" or "This page", goes on with something that papers do, and has no clause that could tell of
    anything else, no figure and no quotation. Every other word is one of a paper's trade, stands in the story's articles, or is a
    common noun for whom the paper asked. What it asked about stands in an article word for word.
    """
    opened = _OPENING.match(sentence)
    if opened is None:
        return "it does not open with “We” or “This page”"
    if re.search(r"[\d\"“”;:?]|['‘](?=\w)(?<!\w.)", sentence):
        return "it has a figure, a quotation or a second part"
    rest = words(sentence[opened.end() :])
    did = next((word for word in rest if word not in _ASIDE), None)
    if did not in _DOING:
        return f"“{did or rest[-1]}” is nothing that a paper does"
    if _TELLING.intersection(rest) or not _is_one_clause(sentence):
        return "it has more than one clause"
    strange = _strange(dossier, sentence[opened.end() :], _HEARD if _ASKING.intersection(rest) else frozenset())
    strange = strange or _untold_subject(dossier, sentence)
    return f"no article of the story has “{strange}”" if strange else None


def _strange(dossier: Dossier, rest: str, heard: frozenset[str]) -> str | None:
    """The first word that neither a paper's trade nor the story has, nor names whom the paper asked.

    Args:
        dossier: the story.
        rest: the sentence behind its first word.
        heard: words for whom a paper asks, where it asked somebody: names are none.
    """
    known = {word for voice in dossier.voices for word in words(voice.article.text)} | _DOING | _OF_PAPERS | _ASIDE
    small = {word for word in words(rest) if re.search(rf"\b{re.escape(word)}\b", rest)}
    return next((word for word in content_words(rest) if word not in known and word not in heard & small), None)


def _untold_subject(dossier: Dossier, sentence: str) -> str | None:
    """What the paper asked about, where that is neither of its trade nor a run of words in an article: "about its lies"."""
    about = _ABOUT.search(sentence)
    subject = words(about[1]) if about else []
    while subject and (subject[-1] in _OF_PAPERS or subject[-1] in STOP_WORDS):
        subject.pop()
    if not about or not subject:
        return None
    sought = f" {' '.join(subject)} "
    return None if any(sought in f" {' '.join(words(voice.article.text))} " for voice in dossier.voices) else about[1].rstrip(".")


def _is_one_clause(sentence: str) -> bool:
    """Whether a sentence has one subject and nothing that hangs on a noun or verb as a clause of its own."""
    parsed = next(iter(grammar.parse([sentence], names=False)))
    subjects = sum(token.dep_ in ("nsubj", "nsubjpass", "csubj", "csubjpass") for token in parsed)
    return subjects == 1 and not any(token.dep_ in ("relcl", "acl", "advcl", "ccomp", "parataxis") for token in parsed)
