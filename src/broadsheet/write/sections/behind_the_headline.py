"""What's behind the headline: causes, stakes and forecasts, each with its holder."""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.records.story_page import Section
from broadsheet.records.text import Attribution, Modality
from broadsheet.write.currency import announced
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft
from broadsheet.write.phrasing import phrase
from broadsheet.write.sections.whats_happened import rank
from broadsheet.write.standing import stems

MOST = 6
FEWEST_WORDS = 9
MOST_QUOTED = 0.45
"""Share of a sentence that may be direct speech: more of it stands under "Who said what"."""
OF_MANY_STORIES = frozenset({"roundup", "recap", "liveblog", "brief"})
"""Roles of articles that may hold items of other stories."""

TIMES = stems("year month week day hour time monday tuesday wednesday thursday friday saturday sunday")
"""Words that sentences of any two stories share."""

CAUSE = re.compile(
    r"\b(?:because|due to|owing to|as a result|in response to|in retaliation|prompted|triggered|led to|leads to|caused by|blamed?"
    r"|stem(?:s|med) from|in an effort to|in order to|in a bid to|aim(?:s|ed|ing)? (?:to|at)|the reason|so that|thanks to"
    r"|driven by)\b",
    re.IGNORECASE,
)
FORECAST = re.compile(
    r"\b(?:could(?! not\b|n[’']t)|may|might|would|"
    r"likely|unlikely|expect(?:s|ed)?|risk(?:s|ed|ing)?|threat(?:en(?:s|ed)?)?|warn(?:s|ed|ing)?"
    r"|fears?|hopes?|predict(?:s|ed)?|forecasts?|if)\b",
    re.IGNORECASE,
)
VIEW = re.compile(
    r"\b(?:critici[sz]\w+|concern(?:s|ed)?|accus\w+|argu(?:e|es|ed)|dismiss\w*|reject\w*|call(?:s|ed) (?:it|the|for)|describ\w+"
    r"|symbol\w*|signal\w*|a sign|unprecedented|histor\w+|turning point|the first time|since the|significan\w+"
    r"|destabili[sz]\w+|good|bad|worse|worst|better|best|fail\w*|mistake|victory|defeat|strateg\w+)\b",
    re.IGNORECASE,
)


_OWN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
"""Words of one who speaks of oneself: they tell who said what, and explain nothing."""


class Reading(NamedTuple):
    """How a passage explains: its weight, its modality, and whether it may be printed without a holder."""

    weight: float
    modality: Modality
    needs_holder: bool


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """Print the strongest explanations that have not been told, in the order of their articles' weight."""
    ranks = rank(dossier)
    over = announced(dossier)
    read = {i: reading(passage) for i, passage in enumerate(dossier.passages) if i not in over}
    order = sorted((i for i in read if read[i].weight > 0), key=lambda i: (-read[i].weight * (0.3 + ranks[i]), i))
    body: list[str] = []
    known: set[str] = set()
    for index in order:
        if len(body) == MOST:
            break
        key = _state(dossier, draft, index, read[index], known)
        if key and key not in body:
            draft.tell(index)
            draft.introduce(key)
            body.append(key)
    return Section(kind="behind_the_headline", heading="What's behind the headline?", body=tuple(body)) if body else None


def reading(passage: Passage) -> Reading:
    """What kind of explanation a passage gives, if any. Direct quotations alone are for "Who said what"."""
    text = passage.text
    cause, forecast, view = (len(pattern.findall(text)) for pattern in (CAUSE, FORECAST, VIEW))
    direct = [quote.extent for quote in passage.quotes if quote.direct]
    quoted = sum(extent.end - extent.start for extent in direct)
    own = any(_OWN.search(extent.of(passage.article.article.text)) for extent in direct)
    if own or quoted > MOST_QUOTED * len(text) or not cause + forecast + view:
        return Reading(0, "fact", needs_holder=False)
    analysis = 1.3 if passage.article.article.role in ("analysis", "explainer", "opinion") else 1.0
    weight = analysis * (1.5 * min(cause, 2) + min(forecast, 2) + min(view, 2))
    modality: Modality = "forecast" if forecast else "opinion" if view else "background"
    return Reading(weight, modality, needs_holder=bool(forecast or view) or analysis > 1)


def _state(dossier: Dossier, draft: Draft, index: int, read: Reading, known: set[str]) -> str | None:
    passage = dossier.passages[index]
    holder = _holder(dossier, draft, passage)
    if draft.told(index, 0.5) or (read.needs_holder and holder is None) or not _is_of_the_story(dossier, passage, draft):
        return None
    drafted = phrase(dossier, passage, known, introduced=draft.introduced)
    if drafted is None or len(drafted.text.split()) < FEWEST_WORDS:
        return None
    known |= {member.name for member in dossier.cast.members if member.name in drafted.text}
    why = (
        f"gives a {'cause' if read.modality == 'background' else read.modality}",
        "names who says so" if holder else "states it as fact",
    )
    return draft.state(drafted, why=why, modality=read.modality, attribution=holder)


def _is_of_the_story(dossier: Dossier, passage: Passage, draft: Draft) -> bool:
    """Whether it speaks of what the news speaks of. A round-up or a recap holds other stories too, and must say so twice."""
    shared = (stems(passage.text) - TIMES) & (draft.introduced | stems(" ".join(v.article.title for v in dossier.voices)))
    return len(shared) >= (2 if passage.article.article.role in OF_MANY_STORIES else 1)


def _holder(dossier: Dossier, draft: Draft, passage: Passage) -> Attribution | None:
    """The named speaker of the passage: somebody whose words it gives within this very sentence."""
    article = passage.article.article
    for quote in passage.quotes:
        speaker = quote.speaker
        if speaker is None or quote.cue is None or not passage.extent.holds(speaker.extent):
            continue
        verb = quote.cue.of(article.text)
        member = dossier.cast.of(article.id, speaker.entity)
        if member is not None:
            return Attribution(speaker=draft.entity(member), verb=verb)
        if len(speaker.extent.of(article.text).split()) > 1:
            return Attribution(verb=verb)
    return None
