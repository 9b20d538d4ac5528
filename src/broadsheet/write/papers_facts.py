"""What a story's papers say alike: facts with the stand that every article takes on them.

A fact is a sentence of one article; another article says it where the search finds a single sentence that says the same, and is
silent only where nothing in the whole of it comes near any wording of the fact. Between the two nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from broadsheet.records.annotation import Annotated
from broadsheet.records.text import Extent
from broadsheet.write.currency import announced, overtaken
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.grounding_tokens import NEGATIONS
from broadsheet.write.papers_exact import Exact, Letters, exact
from broadsheet.write.papers_search import Match, Searched, content
from broadsheet.write.standing import unquoted

SAYS = 0.85
"""Score of a match from which on two sentences say the same: of the pairs read by hand none above it did not."""

ALONE = 0.5
"""Share of a fact's words that one sentence alone has if it says the same."""

ABSENT = 0.15
"""Score under which a match does not come near: of the pairs read by hand none below it reported the fact."""

PART = 0.4
"""Score under which no clause of it comes near, its names left out: less than two fifths of the words."""

SCATTERED = 0.3
"""Share of its words and numbers, names left out, below which no article has a fact in pieces, strewn over the whole of it."""

MOST_CONSIDERED = 60
"""Sentences, the first of every voice, that are looked for elsewhere."""

FEWEST_CONSIDERED = 4
FEWEST_TERMS = 5
"""Words that say what a sentence is about, below which it says too little to be looked for."""

_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|apparently|presumably|possibly|perhaps|probably|likely|unconfirmed|suspected|may|might|could"
    r"|(?:appear|seem)(?:s|ed)? to|(?:is|are|was|were) (?:believed|thought|understood|feared|rumou?red|alleged) to)\b"
)
_NOT = re.compile(r"n['’]t\b")

Stance = Literal["asserts", "reports", "denies"]


@dataclass(frozen=True, slots=True)
class Stand:
    """What one article says of a fact.

    Attributes:
        place: the words that say it.
        hedge: the word by which it leaves it open, where the fact's own sentence does not.
        value: what it gives where the articles give several.
        sure: how sure it is that it speaks of the fact, 0 to 1.
    """

    passage: Passage
    place: Extent
    stance: Stance
    hedge: str | None = None
    value: str | None = None
    sure: float = 1.0

    @property
    def origin(self) -> str:
        """The origin that says it."""
        return self.passage.origin


@dataclass(frozen=True, slots=True)
class Fact:
    """A proposition, as the passage numbered `index` words it.

    Attributes:
        stands: one for every origin that says, hedges or denies it; that of the passage itself is the first.
        silent: origins that were searched in vain.
    """

    index: int
    stands: tuple[Stand, ...]
    silent: tuple[str, ...] = ()

    @property
    def spread(self) -> int:
        """How many origins speak of it."""
        return len({stand.origin for stand in self.stands})


@dataclass(frozen=True)
class Comparison:
    """A story's articles held against one another.

    Attributes:
        dossier: the story.
    """

    dossier: Dossier

    @cached_property
    def searched(self) -> Searched:
        """All articles of the story, copies and those that are only listed too."""
        return Searched(self.dossier.story.articles)

    @cached_property
    def _found(self) -> dict[int, Mapping[str, Match]]:
        return {}

    def matches(self, index: int) -> Mapping[str, Match]:
        """For every article what comes nearest to a passage."""
        if index not in self._found:
            self._found[index] = self.searched.matches(self.dossier.passages[index].text)
        return self._found[index]

    @cached_property
    def _found_bare(self) -> dict[str, Mapping[str, Match]]:
        return {}

    @cached_property
    def _found_parts(self) -> dict[int, Mapping[str, float]]:
        return {}

    def _parts(self, index: int) -> Mapping[str, float]:
        if index not in self._found_parts:
            self._found_parts[index] = self.searched.parts(self.dossier.passages[index].text)
        return self._found_parts[index]

    @cached_property
    def _found_scattered(self) -> dict[int, Mapping[str, float]]:
        return {}

    def _scattered(self, index: int) -> Mapping[str, float]:
        if index not in self._found_scattered:
            self._found_scattered[index] = self.searched.scattered(self.dossier.passages[index].text)
        return self._found_scattered[index]

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that at least two origins speak of, the most widely told first, then those that stand first."""
        chosen: list[Fact] = []
        taken: set[int] = set()
        whole = (self._fact(index) for index in self._considered)
        told = sorted((fact for fact in whole if fact.spread > 1), key=lambda fact: (-fact.spread, *self._standing(fact.index)))
        for fact in told:
            said = {self.dossier.passage_at(stand.passage.article.article.id, stand.place) for stand in fact.stands}
            if not said & taken:
                taken |= {index for index in said if index is not None}
                chosen.append(replace(fact, silent=tuple(self._silent(fact.stands))))
        return tuple(chosen)

    def reported(self, index: int) -> float:
        """Score of what comes nearest to a passage in the articles of other origins, 0 to 1."""
        found = self.matches(index)
        return max((found[article].score for article in self.others(self.dossier.passages[index].origin) if article in found),
                   default=0.0)  # fmt: skip

    def is_only_here(self, index: int) -> bool:
        """Whether no article of another origin comes near the passage, and there is enough in it to look for."""
        passage = self.dossier.passages[index]
        others = self.others(passage.origin)
        return bool(others) and len(content(passage.text)) >= FEWEST_TERMS and self._is_absent((index,), others)

    def exact_here(self, index: int, printed: str) -> tuple[Exact, ...]:
        """What of a passage, as it is printed, no article of another origin has to the letter, if none comes near it otherwise."""
        passage = self.dossier.passages[index]
        if not self.is_only_here(index):
            return ()
        return tuple(exact(passage, self._letters(tuple(self.others(passage.origin))), printed))

    @cached_property
    def _read(self) -> dict[tuple[str, ...], Letters]:
        return {}

    def _letters(self, articles: tuple[str, ...]) -> Letters:
        """What articles hold to the letter, read once."""
        if articles not in self._read:
            self._read[articles] = Letters([self.dossier.annotated(article) for article in articles])
        return self._read[articles]

    def others(self, origin: str) -> list[str]:
        """Ids of the articles of other origins."""
        return [a.article.id for a in self.dossier.story.articles if self.dossier.origin(a.article.id) != origin]

    def _is_absent(self, wordings: Sequence[int], articles: Sequence[str]) -> bool:
        return all(
            article in self.matches(index)
            and self.matches(index)[article].score < ABSENT
            and self._parts(index).get(article, 0.0) < PART
            and self._scattered(index).get(article, 1.0) < SCATTERED
            for index in wordings
            for article in articles
        )

    @cached_property
    def _considered(self) -> list[int]:
        """Numbers of the passages that may be facts: the first of every voice that are whole, current sentences."""
        voices = max(1, len(self.dossier.voices))
        most = max(FEWEST_CONSIDERED, MOST_CONSIDERED // voices)
        stale = announced(self.dossier) | overtaken(self.dossier)
        return [
            index
            for index, passage in enumerate(self.dossier.passages)
            if passage.index < most and index not in stale and not passage.text.rstrip().endswith("?")
            and len(content(passage.text)) >= FEWEST_TERMS
        ]  # fmt: skip

    def _standing(self, index: int) -> tuple[int, int]:
        return self.dossier.passages[index].index, index

    def says_the_same(self, index: int, stand: Stand) -> bool:
        """Whether a stand's sentence says all of what the passage says, and not a part of it."""
        passage = self.dossier.passages[index]
        if stand.origin == passage.origin:
            return True
        voice = stand.passage.article
        found = self._stand(passage, voice, self.matches(index))
        return found is not None and found.place == stand.place

    def _fact(self, index: int) -> Fact:
        passage = self.dossier.passages[index]
        stands = [Stand(passage, passage.extent, _stance(passage))]
        for voice in self.dossier.voices:
            stand = self._stand(passage, voice, self.matches(index))
            stands += [stand] if stand else []
        return Fact(index, tuple(stands))

    def _stand(self, fact: Passage, voice: Annotated, found: Mapping[str, Match]) -> Stand | None:
        """The stand of another origin's voice, if a single sentence of it says the same and counts the same."""
        match = found.get(voice.article.id)
        origin = self.dossier.origin(voice.article.id)
        if match is None or origin == fact.origin or match.sentence < 0:
            return None
        if match.score < SAYS or match.measures[0] < ALONE or not self._tells_it(fact, match):
            return None
        other = Passage(voice, match.sentence, origin)
        if negated(other.text) != negated(fact.text) or not agree(fact, other):
            return None
        hedge = None if hedged(fact.text) else hedged(other.text)
        return Stand(other, other.extent, _stance(other), hedge, sure=match.score)

    def _tells_it(self, fact: Passage, match: Match) -> bool:
        """Whether the sentence found also has what the fact is without its names: one speaker may say two things."""
        bare = self._bare(fact).get(match.article)
        return bare is not None and bare.sentence == match.sentence and bare.measures[0] >= ALONE

    def _bare(self, fact: Passage) -> Mapping[str, Match]:
        if fact.text not in self._found_bare:
            self._found_bare[fact.text] = self.searched.nameless(fact.text)
        return self._found_bare[fact.text]

    def _silent(self, stands: Sequence[Stand]) -> Iterator[str]:
        """The origins of which no article, copy or not, comes near any wording of the fact.

        Nor may they have anything of it that can be searched to the letter, of which there must be something.
        """
        wordings = [self.dossier.passage_at(stand.passage.article.article.id, stand.place) for stand in stands]
        held = [index for index in wordings if index is not None]
        told = {stand.origin for stand in stands}
        for origin in self.dossier.origins:
            carriers = [article.id for article in self.dossier.carriers(origin)]
            if origin not in told and self._is_absent(held, carriers) and self._lack_exactly(held, tuple(carriers)):
                yield origin

    def _lack_exactly(self, wordings: Sequence[int], articles: tuple[str, ...]) -> bool:
        """Whether some wording has a name, a count or a quotation, and the articles have none of these of it in any form."""
        for passage in (self.dossier.passages[index] for index in wordings):
            told = " ".join(passage.text.split())
            wanted = list(exact(passage, self._letters(()), told))
            if wanted and wanted == list(exact(passage, self._letters(articles), told)):
                return True
        return False


def negated(text: str) -> bool:
    """Whether a sentence holds an odd number of negations."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return (sum(word in NEGATIONS for word in words) + len(_NOT.findall(text))) % 2 == 1


def hedged(text: str) -> str | None:
    """The word by which a sentence leaves open whether what it says is so, outside quotation marks.

    >>> hedged("The bridge may reopen in May."), hedged("“It may rain,” said the warden.")
    ('may', None)
    """
    found = _HEDGE.search(unquoted(text))
    return found[0] if found else None


def agree(one: Passage, other: Passage) -> bool:
    """Whether no figure of the one counts the same thing as a figure of the other with another value."""
    return not any(
        a.unit == b.unit and a.noun == b.noun and a.value != b.value and a.noun for a in one.figures for b in other.figures
    )


def _stance(passage: Passage) -> Stance:
    """Somebody else's words are reported, the paper's own asserted."""
    spoken = sum(min(q.extent.end, passage.extent.end) - max(q.extent.start, passage.extent.start) for q in passage.quotes)
    return "reports" if 2 * spoken > passage.extent.end - passage.extent.start else "asserts"
