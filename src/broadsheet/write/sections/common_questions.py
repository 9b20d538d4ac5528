"""Common questions: what a reader would ask, each answered in the articles' words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from broadsheet.language.similarity import jaccard
from broadsheet.language.stems import stem
from broadsheet.models import grammar
from broadsheet.records.annotation import Annotated, Figure
from broadsheet.records.pool import Question, QuestionKind
from broadsheet.records.story_page import Section
from broadsheet.records.text import Extent
from broadsheet.records.verdict import Answer
from broadsheet.write import asking
from broadsheet.write.answers import Answerer
from broadsheet.write.answers_terms import Bag, stems
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft, Drafted
from broadsheet.write.member_kinds import kind_of
from broadsheet.write.phrasing import phrase
from broadsheet.write.sections import topics
from broadsheet.write.sections.whats_happened import rank

MOST, MOST_OF_A_KIND = 6, 2
MOST_READ = 40
"""Passages, best first, that are turned into questions."""

SAME_QUESTION = 0.6
SAME_ANSWER = 0.5
FEWEST_MENTIONS, FEWEST_WORDS = 2, 7
MOST_QUOTED = 0.4
"""A passage that is more of a quotation than this answers nothing in the paper's voice."""

WORTH: dict[QuestionKind, float] = {"why": 1.6, "how_many": 1.2, "when": 0.9, "what": 0.8}
ASIDE = ("appositive", "relative", "parenthesis")
"""What is left out of a sentence before it is turned round; the answer has it."""

ENOUGH = 4
"""So many questions are enough where the next would only be answered with what prose has told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A question with the passage that answers it."""

    index: int
    question: asking.Question
    drafted: Drafted
    worth: float
    told: bool


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """Keep the questions whose answer the answer layer finds by itself, the most telling first; what happens next last."""
    chosen: list[Raised] = []
    keys: list[str] = []
    desk = Answering(dossier)
    for raised in sorted(_raised(dossier, draft), key=lambda r: (r.told, -r.worth, r.index, r.question.text)):
        if len(keys) == (ENOUGH if raised.told else MOST - 1):
            break
        late = raised.told and raised.question.text.startswith(("When did", "When was", "When were"))
        if late or not _is_new(dossier, raised, chosen) or not desk.agrees(raised):
            continue
        key = draft.state(raised.drafted, why=("answers a question of the story",), again=True)
        if key:
            chosen.append(raised)
            keys.append(_add(draft, raised.question.text, raised.question.kind, (key,)))
    keys += _who(dossier, draft, desk)[: max(0, ENOUGH - len(keys))]
    keys += _next(draft)
    return Section(kind="common_questions", heading="Common questions", items=tuple(dict.fromkeys(keys))) if keys else None


def _add(draft: Draft, text: str, kind: QuestionKind, answer: tuple[str, ...]) -> str:
    return draft.add("k", Question(question=text, kind=kind, answer=answer, answered=True))


def _next(draft: Draft) -> list[str]:
    """What happens next, answered by the dated events that the page lists as still to come."""
    coming = [item for item in draft.pools()["events"].values() if item.tense in ("scheduled", "expected") and item.when.start]
    told = tuple(dict.fromkeys(key for item in coming[:2] for key in item.statements))
    return [_add(draft, "What happens next?", "what_next", told)] if told else []


def _who(dossier: Dossier, draft: Draft, desk: Answering) -> list[str]:
    """Who the people are whom the story names more than once, where that takes more than an office to say."""
    keys: list[str] = []
    for member in topics.main_members(dossier):
        if len(keys) == MOST_OF_A_KIND:
            break
        if member.kind != "person" or member.mentions < FEWEST_MENTIONS:
            continue
        question = f"Who is {member.name}?"
        found = topics.who_they_are(dossier, draft, member, again=True)
        told = draft.statement(found[0]) if found else None
        if told and kind_of(member, told.text) != "person":
            continue
        if (
            found
            and told
            and told.text.startswith((f"{member.name} is ", f"{member.name} was "))
            and len(told.text.split()) >= FEWEST_WORDS
            and desk.cites(question, draft, found[0])
        ):
            keys.append(_add(draft, question, "who", (found[0],)))
    return keys


def _raised(dossier: Dossier, draft: Draft) -> Iterator[Raised]:
    """Every question that a printable passage answers and whose subject the story has made known."""
    ranks = rank(dossier)
    known = _known(dossier)
    read = [(index, *both) for index in _read(dossier, ranks) if (both := _phrased(dossier, index))]
    for (index, drafted, _), doc in zip(read, grammar.parse(plain.text for *_, plain in read), strict=True):
        for question in asking.questions(doc):
            if question.kind == "how_many" and is_counted_otherwise(dossier, dossier.passages[index]):
                continue
            if stem(question.subject) in known or question.kind == "how_many":
                worth = WORTH.get(question.kind, 0.5) * (0.3 + float(ranks[index]))
                yield Raised(index=index, question=question, drafted=drafted, worth=worth, told=draft.told(index))


def is_counted_otherwise(dossier: Dossier, passage: Passage) -> bool:
    """Whether another report counts the same and comes to another number, and is not clearly the older one."""
    mine = passage.article.article.published or ""
    for other in dossier.passages:
        theirs = other.article.article.published or ""
        older = bool(mine and theirs) and theirs[:10] < mine[:10]
        if other.article is not passage.article and not older and _differ(passage.figures, other.figures):
            return True
    return False


def _differ(some: tuple[Figure, ...], others: tuple[Figure, ...]) -> bool:
    return any(a.unit == b.unit and a.value != b.value and _same_count(a, b) for a in some for b in others)


def _same_count(one: Figure, other: Figure) -> bool:
    """Whether the label of one, near-synonyms counted in, says nothing that the other's does not."""
    a, b = stems(one.label), stems(other.label)
    return all(Bag(b).holds(word) for word in a) or all(Bag(a).holds(word) for word in b)


def _read(dossier: Dossier, ranks: NDArray[np.float64]) -> list[int]:
    """The best passages that could answer something: that have a cause, a figure, a date or somebody's reported words."""
    order = sorted(range(len(dossier.passages)), key=lambda i: (-float(ranks[i]), i))
    return [i for i in order if _may_answer(dossier.passages[i])][:MOST_READ]


def _may_answer(passage: Passage) -> bool:
    if _quoted(passage) > MOST_QUOTED:
        return False
    reported = any(not quote.direct for quote in passage.quotes)
    return bool(reported or passage.figures or passage.times or asking.CAUSE.search(passage.text))


def _phrased(dossier: Dossier, index: int) -> tuple[Drafted, Drafted] | None:
    """The passage as it would be printed, and without its asides, as it is turned round."""
    drafted = phrase(dossier, dossier.passages[index])
    return (drafted, phrase(dossier, dossier.passages[index], drop=ASIDE) or drafted) if drafted else None


def _known(dossier: Dossier) -> frozenset[str]:
    """Stems of what the story is about: the words of its titles and of its members' names, and those of two passages or more."""
    spread = Counter(word for passage in dossier.passages for word in set(stems(passage.text)))
    titles = (word for annotated in dossier.voices for word in stems(annotated.article.title))
    names = (word for member in dossier.cast.members for word in stems(member.name))
    return frozenset([*titles, *names, *(word for word, count in spread.items() if count >= 2)])


def _quoted(passage: Passage) -> float:
    """Share of the passage that is quoted word for word."""
    inside = sum(q.extent.end - q.extent.start for q in passage.quotes if q.direct and passage.extent.holds(q.extent))
    return inside / len(passage.text)


def _is_new(dossier: Dossier, raised: Raised, chosen: list[Raised]) -> bool:
    """Whether neither the question nor its answer is like one that is chosen, and its kind is not used up."""
    if sum(other.question.kind == raised.question.kind for other in chosen) == MOST_OF_A_KIND:
        return False
    words = frozenset(stems(raised.question.text))
    days = _values(dossier, raised)
    return not any(
        (raised.question.kind == other.question.kind == "when" and days & _values(dossier, other))
        or dossier.likeness[other.index, raised.index] >= SAME_ANSWER
        or jaccard(words, frozenset(stems(other.question.text))) >= SAME_QUESTION
        for other in chosen
    )


def _values(dossier: Dossier, raised: Raised) -> frozenset[str]:
    return frozenset(when.value for when in dossier.passages[raised.index].times)


class Answering:
    """Asks the answer layer, over all voices, whether a passage is what it would answer with."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    @cached_property
    def _answerer(self) -> Answerer:
        return Answerer(self._dossier.voices)

    def agrees(self, raised: Raised) -> bool:
        """Whether the first sentence of the answer is the passage, or another paper's that says the same."""
        found = self._answerer.answer(raised.question.text)
        return not found.refused and any(self._is_same(raised.index, place) for place in _first(found))

    def cites(self, question: str, draft: Draft, key: str) -> bool:
        """Whether the answer rests on words that the statement rests on too."""
        found = self._answerer.answer(question)
        spans = [draft.span(span) for span in draft.statement(key).spans]
        held = [(draft.pools()["articles"][span.article].id, span.extent) for span in spans]
        cited = [place for part in found.parts for place in part.citations]
        return any(a == b and one.overlaps(other) for a, one in held for b, other in cited)

    def _is_same(self, index: int, place: tuple[str, Extent]) -> bool:
        passages = self._dossier.passages
        return any(_stands(passages[i], place) for i in (index, *self._dossier.twins[index]))


def _first(answer: Answer) -> tuple[tuple[str, Extent], ...]:
    return answer.parts[0].citations


def _stands(passage: Passage, place: tuple[str, Extent]) -> bool:
    annotated: Annotated = passage.article
    return annotated.article.id == place[0] and passage.extent.overlaps(place[1])
