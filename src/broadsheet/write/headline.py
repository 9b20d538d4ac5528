"""Headline and standfirst: the newest fact in at most fourteen words, and a sentence of context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from broadsheet.language.words import content_words
from broadsheet.records.annotation import Annotated
from broadsheet.write.currency import OVERTAKEN, bygone, currency, of_another_week, outnumbered
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft, Drafted, place
from broadsheet.write.phrasing import items, phrase
from broadsheet.write.sections.whats_happened import FEWEST_SHARED, MOSTLY, ROLE_WEIGHT, news
from broadsheet.write.shortening import MOST_WORDS, as_headline, first_of, without_times
from broadsheet.write.standing import HEADLINE_POINTS, needs_introduction, points_back, stems, unquoted
from broadsheet.write.strangers import tells_of_a_stranger
from broadsheet.write.title_case import as_a_sentence, spelling
from broadsheet.write.titles import as_spelt, asserting, carried_by, figures_stand, is_headline, tidy_title

MOST_TELLING, CONTEXT_WORDS = 8, 10
HALF = 0.5
"""Share of the context's words that stand neither in the headline nor in "What's happened"."""

AT_ONCE = 8
"""Titles that the grammar is asked about together."""

LEISURELY = 0.7
"""What is left of the worth of a title that opens at leisure."""

BORROWING = 0.8
"""What is left of the worth of a title some name of which only another report spells out."""

_AT_LEISURE = re.compile(r"An? [a-z]")
"""How a feature's title opens: "A buyer comes by ferry". The heads of news leave articles out and name somebody."""

_ASKS = re.compile(r"(?:How|Why|What|Who|Whether)\b")
"""How a phrase opens that promises to tell: "How the mill came to close"."""

NEAR_BEST = 0.8
"""Share of the best sentence's rank that a sentence needs to go before a title without a verb."""


def headline(dossier: Dossier, draft: Draft) -> str | None:
    """Key of the best title that an article's own text bears out, else of the shortest true form of the best sentence."""
    for drafted in _candidates(dossier):
        key = draft.state(drafted, why=("names the newest fact in the fewest words",), modality="fact", printed=False)
        if key:
            draft.introduce(key)
            return key
    return None


def standfirst(dossier: Dossier, draft: Draft) -> str | None:
    """One of the most telling sentences that "What's happened" did not need, if it is short; None where there is none.

    How an interview or a live blog opens is no context of the news: beside reports it must speak of what their titles speak of.
    """
    stale = bygone(dossier) | of_another_week(dossier)
    for index in [int(i) for i in np.argsort(-news(dossier), kind="stable")][:MOST_TELLING]:
        passage = dossier.passages[index]
        if index in stale or draft.told(index, 0.4):
            continue
        drafted = phrase(dossier, passage, (), ("appositive", "relative", "parenthesis"), draft.introduced)
        if drafted is None or not CONTEXT_WORDS <= len(drafted.text.split()) <= 2 * MOST_WORDS:
            continue
        if tells_of_a_stranger(dossier, passage, drafted.text):
            continue
        if not _adds(drafted.text, draft.introduced, _titles_beside(dossier, passage)):
            continue
        key = draft.state(drafted, why=("gives the context in one sentence",), modality="fact")
        if key:
            draft.tell(index)
            draft.introduce(key)
            return key
    return None


def _tells_news(annotated: Annotated) -> float:
    return ROLE_WEIGHT.get(annotated.article.role, 1.0)


def _titles_beside(dossier: Dossier, passage: Passage) -> frozenset[str]:
    """What the titles speak of that head better tellers of news than the passage's article; if there are none, all titles."""
    own = _tells_news(passage.article)
    better = [voice.article.title for voice in dossier.voices if _tells_news(voice) > own]
    return stems(" ".join(better or [voice.article.title for voice in dossier.voices]))


def _adds(text: str, read: frozenset[str], titles: frozenset[str]) -> bool:
    """Whether a sentence is context of the news: of what the titles speak of, half of it not read above, and not quoted first."""
    own = stems(text)
    fresh = len(own - read) >= HALF * len(own)
    return fresh and len(own & titles) >= FEWEST_SHARED and len(unquoted(text)) > MOSTLY * len(text)


def _candidates(dossier: Dossier) -> Iterator[Drafted]:
    """Titles that tell something; then the news' own first sentences, if short; then titles that only name it; then the rest.

    Most often one of the first few is taken, and what comes later is never read.
    """
    naming: list[Drafted] = []
    titles = _from_titles(dossier)
    while few := titles[:AT_ONCE]:
        cited = [(drafted.text, " ".join(dossier.words_at(*at) for at in drafted.places)) for drafted in few]
        telling = list(zip(few, asserting(cited), strict=True))
        yield from (drafted for drafted, tells in telling if tells)
        naming += [drafted for drafted, tells in telling if not tells]
        titles = titles[AT_ONCE:]
    news_first, rest = _from_sentences(dossier)
    yield from (*news_first, *naming, *rest)


def _from_titles(dossier: Dossier) -> list[Drafted]:
    """Titles of reports, best first: near the centre of the story, new, stated, of a decent length."""
    scored = []
    doubted, fresh = outnumbered(dossier), currency(dossier)
    current = {place(p): fresh[i] * (OVERTAKEN if i in doubted else 1.0) for i, p in enumerate(dossier.passages)}
    spelt = spelling(voice.article.text for voice in dossier.voices)
    for annotated in dossier.voices:
        if not ROLE_WEIGHT.get(annotated.article.role, 1.0):
            continue
        title = as_headline(as_a_sentence(annotated, first_of(tidy_title(annotated.article.title)), spelt))
        others = [voice for voice in dossier.voices if voice is not annotated]
        carried = carried_by(annotated, title, others) if is_headline(title) and not annotated.article.title_inferred else []
        cited = " ".join(extent.of(said.article.text) for said, extent in carried)
        title = as_spelt(title, cited)
        if carried and figures_stand(title, cited):
            places = tuple((said.article.id, extent) for said, extent in carried)
            tells = ROLE_WEIGHT.get(annotated.article.role, 1.0) * min(float(current.get(at, 1.0)) for at in places)
            worth = _centrality(dossier, annotated, title) * tells * (LEISURELY if _AT_LEISURE.match(title) else 1.0)
            worth *= BORROWING if any(said is not annotated for said, _ in carried) else 1.0
            scored.append((-worth, annotated.article.id, Drafted(text=title, places=places, made="joined")))
    return [drafted for *_, drafted in sorted(scored, key=lambda entry: entry[:2])]


def _centrality(dossier: Dossier, own: Annotated, title: str) -> float:
    """How far a title says what the other reports say at their top, 0 to 1; a single report's title is worth 1.

    The harmonic mean of two shares: of its words that stand at the top of an article, and of that article's title that it
    has. So a short title of words that all articles use somewhere is worth little: it names no event.
    """
    wanted = frozenset(content_words(title))
    worth = []
    for other, (headed, top) in zip(dossier.voices, dossier.openings, strict=True):
        if other is not own:
            said = len(wanted & (headed | top)) / max(1, len(wanted))
            has = len(wanted & headed) / len(headed) if headed else said
            worth.append(2 * said * has / (said + has) if said + has else 0.0)
    return sum(worth) / len(worth) if worth else 1.0


def _from_sentences(dossier: Dossier) -> tuple[list[Drafted], list[Drafted]]:
    """The best sentences, shortened where that keeps what they say: those that can head a story, and the others.

    A headline stands at the top of a report, is short and points at nothing. Of the others the short ones go first that tell
    what the titles tell; a long one must be much better than a short one.
    """
    ranks, found, counted = news(dossier), [], items(dossier)
    titles = stems(" ".join(voice.article.title for voice in dossier.voices))
    least = NEAR_BEST * float(ranks.max(initial=0.0))
    for index in [int(i) for i in np.argsort(-ranks, kind="stable") if ranks[i] > 0][:12]:
        drafted = counted.get(index) or phrase(dossier, dossier.passages[index], (), ("appositive", "relative", "parenthesis"))
        if drafted:
            text = without_times(drafted.text.rstrip(".")) if index in counted else _by_surname(dossier, as_headline(drafted.text))
            made = drafted.made if text == drafted.text or drafted.made == "joined" else "trimmed"
            leans = _leans(dossier, index, drafted.text, text)
            fit = min(1.0, MOST_WORDS / len(text.split()))
            tells = fit == 1 and not leans and text[0] not in '“"' and len(stems(text) & titles) >= FEWEST_SHARED
            order = (leans, not (tells and ranks[index] >= least * NEAR_BEST), -ranks[index] * fit**0.5, index)
            found.append((tells and ranks[index] >= least, order, replace(drafted, text=text, made=made)))
    found.sort(key=lambda entry: entry[1])
    return [drafted for heads, _, drafted in found if heads], [drafted for heads, _, drafted in found if not heads]


def _by_surname(dossier: Dossier, text: str) -> str:
    """A sentence that is too long for a headline with surnames only for the people whom titles of the story call by them."""
    if len(text.split()) <= MOST_WORDS:
        return text
    short, people = text, [member for member in dossier.cast.members if member.kind == "person" and member.name in text]
    for member in people:
        if any(_calls(dossier, voice.article.title, member.surname) for voice in dossier.voices):
            short = re.sub(rf"\b{re.escape(member.name)}\b", member.surname, short)
    return short if len(short.split()) <= MOST_WORDS else text


def _calls(dossier: Dossier, title: str, surname: str) -> bool:
    """Whether a title calls somebody by a surname alone: no article has the word before it and the surname as a name."""
    said = [re.sub(r"['’]s?$", "", word.strip(".,:;“”\"‘’'()")) for word in title.split()]
    before = {said[i - 1] if i else "" for i, word in enumerate(said) if word == surname}
    spelt = [voice.article.text for voice in dossier.voices]
    return any(not word[:1].isupper() or all(f"{word} {surname}" not in text for text in spelt) for word in before)


def _leans(dossier: Dossier, index: int, told: str, text: str) -> bool:
    """Whether a sentence, `text` of it printed, points at what no reader has met yet: nothing stands above a headline."""
    passage = dossier.passages[index]
    strange = needs_introduction(passage.sentence, passage.article.article.text, text, ())
    strange = strange or tells_of_a_stranger(dossier, passage, text)
    return strange or HEADLINE_POINTS.match(told) is not None or points_back(text) or _ASKS.match(text) is not None
