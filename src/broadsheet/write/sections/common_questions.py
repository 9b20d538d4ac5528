"""Common questions: what a reader would ask, each answered in the articles' words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from broadsheet.language.similarity import jaccard
from broadsheet.models import grammar
from broadsheet.records.annotation import Annotated
from broadsheet.records.pool import Question, QuestionKind
from broadsheet.records.story_page import Section
from broadsheet.records.text import Extent
from broadsheet.records.verdict import Answer
from broadsheet.write import asking
from broadsheet.write.answers import Answerer
from broadsheet.write.answers_terms import stem, stems
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.draft import Draft, Drafted
from broadsheet.write.phrasing import phrase
from broadsheet.write.sections.whats_happened import rank

MOST, MOST_OF_A_KIND = 6, 2
MOST_READ = 40
"""Passages, best first, that are turned into questions."""

SAME_QUESTION = 0.6
SAME_ANSWER = 0.5
MOST_QUOTED = 0.4
"""A passage that is more of a quotation than this answers nothing in the paper's voice."""

WORTH: dict[QuestionKind, float] = {"why": 1.6, "how_many": 1.2, "when": 0.9, "what": 0.8}
TOLD = 0.3
"""What a question is worth whose answer prose has given already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A question with the passage that answers it."""

    index: int
    question: asking.Question
    drafted: Drafted
    worth: float


def section(dossier: Dossier, draft: Draft) -> Section | None:
    """Keep the questions whose answer the answer layer finds by itself, the most telling first; what happens next last."""
    chosen: list[Raised] = []
    keys: list[str] = []
    desk = Answering(dossier)
    for raised in sorted(_raised(dossier, draft), key=lambda r: (-r.worth, r.index, r.question.text)):
        if len(keys) == MOST - 1 or not _is_new(dossier, raised, chosen) or not desk.agrees(raised):
            continue
        key = draft.state(raised.drafted, why=("answers a question of the story",))
        if key:
            chosen.append(raised)
            keys.append(_add(draft, raised.question.text, raised.question.kind, (key,)))
    keys += _next(draft)
    return Section(kind="common_questions", heading="Common questions", items=tuple(dict.fromkeys(keys))) if keys else None


def _add(draft: Draft, text: str, kind: QuestionKind, answer: tuple[str, ...]) -> str:
    return draft.add("k", Question(question=text, kind=kind, answer=answer, answered=True))


def _next(draft: Draft) -> list[str]:
    """What happens next, answered by the dated events that the page lists as still to come."""
    coming = [item for item in draft.pools()["events"].values() if item.tense in ("scheduled", "expected") and item.when.start]
    told = tuple(dict.fromkeys(key for item in coming[:2] for key in item.statements))
    return [_add(draft, "What happens next?", "what_next", told)] if told else []


def _raised(dossier: Dossier, draft: Draft) -> Iterator[Raised]:
    """Every question that a printable passage answers and whose subject the story has made known."""
    ranks = rank(dossier)
    known = _known(dossier)
    order = sorted(range(len(dossier.passages)), key=lambda i: (-float(ranks[i]), i))
    for index in order[:MOST_READ]:
        passage = dossier.passages[index]
        drafted = phrase(dossier, passage) if _quoted(passage) <= MOST_QUOTED else None
        if drafted is None:
            continue
        for question in asking.questions(grammar.load()(drafted.text)):
            if stem(question.subject) in known or question.kind == "how_many":
                told = TOLD if draft.told(index) else 1.0
                worth = WORTH.get(question.kind, 0.5) * (0.3 + float(ranks[index])) * told
                yield Raised(index=index, question=question, drafted=drafted, worth=worth)


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
    return not any(
        dossier.likeness[other.index, raised.index] >= SAME_ANSWER
        or jaccard(words, frozenset(stems(other.question.text))) >= SAME_QUESTION
        for other in chosen
    )


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

    def _is_same(self, index: int, place: tuple[str, Extent]) -> bool:
        passages = self._dossier.passages
        return any(_stands(passages[i], place) for i in (index, *self._dossier.twins[index]))


def _first(answer: Answer) -> tuple[tuple[str, Extent], ...]:
    return answer.parts[0].citations


def _stands(passage: Passage, place: tuple[str, Extent]) -> bool:
    annotated: Annotated = passage.article
    return annotated.article.id == place[0] and passage.extent.overlaps(place[1])
