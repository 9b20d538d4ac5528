"""The facts and papers of a story as claims: who says, hedges or denies each, and who is silent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from broadsheet.records.annotation import Annotated
from broadsheet.records.pool import Assertion, Claim, Contradiction, Side
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft, Drafted
from broadsheet.write.grounding import check
from broadsheet.write.papers_facts import Comparison, Fact, Stand
from broadsheet.write.phrasing import phrase
from broadsheet.write.shortening import shortened

MOST = 8
"""Rows of the table of facts and papers."""

LONGEST = 24
"""Words of a fact in its row; a longer sentence is shortened or not used."""

_CUT_OPEN = re.compile(r",? (?:an?|the|\w+ing|\w+en) ?\w*$")
"""How a shortened sentence ends that has lost what its last words lead to."""

MOST_OTHERS = 2 / 3
"""Share of the story's origins that a fact needs for its absence elsewhere to be told, of at least `FEWEST_ORIGINS`."""

FEWEST_ORIGINS = 3

Status = Literal["corroborated", "attributed_only", "disputed", "updated"]

STATUSES: dict[str, Status] = {"newer_supersedes": "updated", "rounding": "corroborated"}
"""What becomes of a claim whose accounts differ, by the state of the difference; all others are disputed."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim of the page with the origins that speak of it and those that were searched in vain."""

    key: str
    origins: frozenset[str]
    silent: frozenset[str]
    disputed: bool = False


def compared(comparison: Comparison, draft: Draft) -> list[Compared]:
    """Write the story's claims: what the accounts differ in, then what the most origins carry, `MOST` at most."""
    claims = [_dispute(comparison, draft, *entry) for entry in draft.pools()["contradictions"].items()]
    used = {index for _, indices in claims for index in indices}
    found = [claim for claim, _ in claims]
    for fact in comparison.facts:
        if len(found) >= MOST:
            break
        places = {_number(comparison.dossier, stand) for stand in fact.stands}
        claim = None if places & used else _told(comparison, draft, fact)
        found += [claim] if claim else []
    return found


def left_out(comparison: Comparison, group: Sequence[Annotated], claims: Sequence[Compared]) -> list[Compared]:
    """The claims that most origins make and these articles do not, if the articles are known to their end and more than briefs."""
    dossier = comparison.dossier
    origins = {dossier.origin(annotated.article.id) for annotated in group}
    whole = all(not breaks_off(annotated) and annotated.article.role != "brief" for annotated in group)
    if len(dossier.origins) < FEWEST_ORIGINS or not whole:
        return []
    most = MOST_OTHERS * len(dossier.origins)
    return [claim for claim in claims if not claim.disputed and len(claim.origins) >= most and origins <= claim.silent]


def breaks_off(annotated: Annotated) -> bool:
    """Whether only the beginning of an article is known."""
    article = annotated.article
    return article.cut in ("end", "both") or article.paywalled or article.text.rstrip().endswith(("...", "…"))


def _told(comparison: Comparison, draft: Draft, fact: Fact) -> Compared | None:
    """A fact as a claim, in the shortest words that any of its articles has for it; None if none can stand."""
    text = next(_wordings(comparison, draft, fact), None)
    if text is None:
        return None
    asserted = any(stand.stance != "reports" and not stand.hedge for stand in fact.stands)
    return _claim(comparison.dossier, draft, (text, "corroborated" if asserted else "attributed_only"), fact)


def _claim(dossier: Dossier, draft: Draft, said: tuple[str, Status], fact: Fact) -> Compared:
    text, status = said
    claim = Claim(
        text=text,
        status=status,
        assertions=tuple(_assertion(dossier, draft, stand) for stand in fact.stands),
        origins=fact.spread,
        silent=tuple(_outlets(dossier, draft, fact.silent)),
    )
    origins = frozenset(stand.origin for stand in fact.stands)
    return Compared(draft.add("c", claim), origins, frozenset(fact.silent), status in ("disputed", "updated"))


def _wordings(comparison: Comparison, draft: Draft, fact: Fact) -> Iterator[str]:
    """The fact in few words that all its articles bear out: such as the page prints already first, then the shortest.

    Gate and allowance have their say.
    """
    dossier, found = comparison.dossier, []
    for stand in fact.stands:
        index = _number(dossier, stand)
        fair = index is not None and not stand.hedge and all(comparison.says_the_same(index, other) for other in fact.stands)
        drafted = phrase(dossier, stand.passage, introduced=draft.introduced) if fair else None
        short = _in_a_row(drafted.text) if drafted else ""
        if drafted and index is not None and short:
            found.append((not draft.told(index, 0.99), len(short.split()), short, drafted))
    for _, _, short, drafted in sorted(found, key=lambda each: each[:3]):
        if _is_grounded(dossier, short, drafted) and draft.print_words(drafted.places):
            yield short


def _in_a_row(text: str) -> str:
    """A sentence without its stop, shortened if it is long; empty where it cannot be."""
    whole = text.rstrip(".")
    if len(whole.split()) <= LONGEST:
        return whole
    short = shortened(text)
    return short if len(short.split()) <= LONGEST and not _CUT_OPEN.search(short) else ""


def _is_grounded(dossier: Dossier, text: str, drafted: Drafted) -> bool:
    return check(text, [dossier.words_at(*place) for place in drafted.places]).grounded


def _assertion(dossier: Dossier, draft: Draft, stand: Stand) -> Assertion:
    article = stand.passage.article.article.id
    return Assertion(
        article=draft.article(article),
        stance=stand.stance,
        spans=(draft.cite(article, stand.place),),
        attributed_to=_speaker(dossier, draft, stand.passage) if stand.stance == "reports" else None,
        value=stand.value,
        hedge=stand.hedge,
    )


def _speaker(dossier: Dossier, draft: Draft, passage: Passage) -> str | None:
    """The key of whoever speaks in a passage, if it is one by a full name."""
    entities = {quote.speaker.entity for quote in passage.quotes if quote.speaker}
    members = [dossier.cast.of(passage.article.article.id, entity) for entity in sorted(filter(None, entities))]
    named = [member for member in members if member and (member.kind != "person" or " " in member.name)]
    return draft.entity(named[0]) if len(named) == 1 and len(entities) == 1 else None


def _outlets(dossier: Dossier, draft: Draft, silent: Sequence[str]) -> Iterator[str]:
    """The keys of outlets that have no voice but silent ones."""
    heard = {draft.outlet(v.article) for v in dossier.voices if dossier.origin(v.article.id) not in silent}
    every = {draft.outlet(v.article) for v in dossier.voices}
    yield from sorted(key for key in every - heard if key)


def _dispute(comparison: Comparison, draft: Draft, key: str, item: Contradiction) -> tuple[Compared, list[int]]:
    """What two accounts differ in as a claim, to which the disagreement then refers.

    Each side has its value; of a denial the second side is the one that denies.
    """
    dossier = comparison.dossier
    stands, indices = [], []
    for number, side in enumerate(item.sides):
        for passage, index in _passages(dossier, draft, side):
            denies = item.kind == "denial" and number == 1
            extent = next(draft.span(span).extent for span in side.spans if draft.span(span).extent.overlaps(passage.extent))
            value = None if item.kind == "denial" else side.text
            stands.append(Stand(passage, extent, "denies" if denies else "asserts", value=value))
            indices.append(index)
    fact = Fact(indices[0] if indices else 0, tuple(stands))
    status = STATUSES.get(item.state, "disputed")
    claim = _claim(dossier, draft, (item.issue, status), fact)
    draft.refer(key, claim.key)
    return claim, indices


def _passages(dossier: Dossier, draft: Draft, side: Side) -> Iterator[tuple[Passage, int]]:
    articles = draft.pools()["articles"]
    for span in map(draft.span, side.spans):
        index = dossier.passage_at(articles[span.article].id, span.extent)
        if index is not None:
            yield dossier.passages[index], index


def _number(dossier: Dossier, stand: Stand) -> int | None:
    return dossier.passage_at(stand.passage.article.article.id, stand.place)
