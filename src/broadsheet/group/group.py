"""The room's door: which event an article tells, and of which affair the event is a chapter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Self

import numpy as np

from broadsheet.group.archive import Archive, Memory, Shelf
from broadsheet.group.constraints import Constraints
from broadsheet.group.event import Event, alone
from broadsheet.group.evidence import Look, Matrix, Model, probability, shipped
from broadsheet.group.judging import judged, kept_apart
from broadsheet.group.merging import Judge, Merging
from broadsheet.group.reasons import reasons_against, reasons_for
from broadsheet.group.splitting import Splitting
from broadsheet.group.state import DAMAGED, Arrays, pack, unpack
from broadsheet.group.stories import Stories, closed_of
from broadsheet.group.terms import Item, Vector, item_of, lead
from broadsheet.group.threads import Threads
from broadsheet.group.weights import Weights
from broadsheet.group.whereabouts import Whereabouts
from broadsheet.models import embedder
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Copy
from broadsheet.records.story import TOLD, Constraint, Guess, Placement, Rival, story_id

COPY = "is a copy of an article of this story"
FIRST = "the first report of its event"
OTHER_EVENT = "tells another event than the reports it stood with at first"
JOIN = 3.0  # log-odds from which on an article joins at once
BESIDE = 1.0  # the same for one whose words count for no story: it is not looked at again, and nothing is glued by it
RIVALS = 3  # stories that an explanation names
PATIENCE = 10_000  # articles placed while undated ones wait, after which these are judged and what is silent is closed
MERGE = -0.4  # log-odds from which on two stories are one, once a day or a batch is over


class Group:
    """Places articles one after another into stories, and stories into threads.

    The outcome depends on the order of placing: `chronology` (`broadsheet.records.story`) is the order meant. What was
    placed earlier is restored by `remember`, in the same order, and then the next article is placed exactly as if the
    process had never stopped.

    Args:
        model: the packaged weights, if it is not given.
        constraints: what readers said.
        archive: what earlier batches left; this process's own, and empty, if it is not given.
    """

    name = "group"
    reasons: Mapping[str, str] = {
        "no words": "neither the headline nor the text holds a word",
        DAMAGED: "what was kept of the grouping cannot be read; it was made again from all articles",
    }

    def __init__(self, model: Model | None = None, constraints: Iterable[Constraint] = (), archive: Archive | None = None) -> None:
        self._model = model or shipped()
        self._constraints = Constraints(constraints)
        self._archive = Memory() if archive is None else archive
        self._weights = Weights(self._archive)
        self._stories = Stories(self._archive)
        self._threads = Threads(self._stories, self._weights, self._archive)
        self._splitting = Splitting(self._judge, self._constraints)
        self._where = Whereabouts(self._stories)
        self._touched: dict[int, Event] = {}  # stories that grew since all was settled
        self._moves: dict[str, Event] = {}  # articles whose place changed and has not been told

    def place(self, annotated: Annotated, copy: Copy, vector: Vector | None = None) -> Placement:
        """Where the article belongs.

        Args:
            annotated: the article; names are looked for in its text if none were annotated.
            copy: what `dedupe` said of it; a copy goes where its origin is.
            vector: of `vector_text(annotated)`, if the caller has it already; shape (dimensions,), unit length.
        """
        if annotated.article.id in self._where:
            return self.where(annotated.article.id)
        item = self._item(annotated, vector)
        fresh = self._fresh(item)
        if self._stories.ends_a_day(fresh):
            self._end_day()
        self._pass_time(fresh)
        home = self._where.home(copy.origin) if copy.origin != copy.article else None
        told = self._told(item.article)
        if told is not None:
            return self._obey(item, fresh, told)
        if home is not None and home.articles and not self._constraints.apart([item.article], home.members):
            return self._follow(fresh, home, copy)
        chosen = self._choose(fresh, JOIN if _counts(item, fresh) else BESIDE)
        if chosen is None:
            return self._found(item, fresh)
        event, score = chosen
        why = reasons_for(fresh, event, self._weights)
        self._join(event, item, fresh)
        return self._placed(item.article, event, score, why)

    def remember(self, annotated: Annotated, placement: Placement, vector: Vector | None = None, origin: str | None = None) -> None:
        """Restore an article placed earlier, with the article that it is a copy of. Call it in the order of placing."""
        item = self._item(annotated, vector)
        fresh = self._fresh(item)
        if self._stories.ends_a_day(fresh):
            self._leave_undated()  # the others were settled then
        if self._stories.pass_time(fresh):
            self._close()
        event = self._stories.find(placement.story)
        if event is None:
            self._begin(item, fresh, placement.story, placement.thread)
        elif COPY in placement.why or self._stories.is_closed(event):
            self._stories.widen(event, fresh)
        else:
            self._join(event, item, fresh)
        if COPY in placement.why and origin is not None:
            self._where.origins[item.article] = origin
        self._where.put(placement)

    def settle(self) -> tuple[Placement, ...]:
        """Look again once a batch is placed: join stories that turn out to be one; the placements that changed.

        The older story goes on. Placing alone cannot see it: the first reports of an event often have too little in common.
        Stories of dated articles are joined at the end of every day already, before the next day's are placed.
        """
        self._review(self._judge)
        self._touched.clear()
        for event in self._threads.gather():
            self._moves.update(dict.fromkeys(event.members, event))
        self._close()
        return self.moved()

    def moved(self) -> tuple[Placement, ...]:
        """The placements that changed and have not been told yet: a day's end, seen while placing, joins stories."""
        told = tuple(self._move(article, event) for article, event in self._moves.items())
        self._moves.clear()
        for placement in told:
            self._where.put(placement)
        return told

    def rivals(self, article: str) -> tuple[Rival, ...]:
        """The stories that the article's story is likest to and is not one with, likeliest first, at most three.

        None for a story that has closed: what it was compared by has left memory.
        """
        event = self._where.home(article)
        if event is None:
            raise KeyError(article)
        others = [] if not event.articles or self._stories.is_closed(event) else self._stories.candidates(event)
        odds = self._odds(event, others) if others else np.empty(0)
        likest = sorted(range(len(others)), key=lambda number: (-odds[number], others[number].id))[:RIVALS]
        return tuple(self._rival(event, others[number], float(odds[number])) for number in likest)

    def _rival(self, event: Event, other: Event, odds: float) -> Rival:
        told = ("a reader keeps them apart",) if odds == -np.inf else ()
        against = (*told, *reasons_against(event, other, self._weights))
        alike = tuple(reason for reason in reasons_for(event, other, self._weights) if reason not in against)
        return Rival(story=other.id, score=round(probability(odds), 4), alike=alike, against=against)

    def guess(self, annotated: Annotated, unseen: Collection[str] = (), vector: Vector | None = None) -> Guess:
        """Where an article that is no copy would be once its batch is over, if it came now and alone. Nothing is placed.

        Args:
            annotated: the article, as for `place`.
            unseen: stories that are not spoken of.
            vector: as for `place`.
        """
        item = self._item(annotated, vector)
        fresh = alone(item, self._weights, self._stories.placed)
        others = [event for event in self._stories.candidates(fresh) if event.id not in unseen] if fresh.worded else []
        odds = self._odds(fresh, others) if others else np.empty(0)
        ranked = sorted(range(len(others)), key=lambda number: (-odds[number], others[number].id))
        joins = bool(ranked and odds[ranked[0]] >= (MERGE if _counts(item, fresh) else BESIDE))
        nearest = tuple(self._rival(fresh, others[one], float(odds[one])) for one in ranked[joins:][:RIVALS])
        if not joins:
            return Guess(nearest=nearest)
        best, score = others[ranked[0]], round(probability(float(odds[ranked[0]])), 4)
        return Guess(story=best.id, score=score, why=reasons_for(fresh, best, self._weights), nearest=nearest)

    def reconsider(self, articles: Iterable[str]) -> None:
        """Look again, in the next `settle`, at the stories of articles that were placed, as far as these can still grow."""
        for event in filter(None, map(self._where.home, articles)):
            if event.articles and not self._stories.is_closed(event):
                self._touched[event.number] = event

    def where(self, article: str) -> Placement:
        """Where an article that was placed belongs by now; once its story has closed, without score and reasons."""
        return self._where[article]

    def shelve(self) -> None:
        """Give the archive what has closed and what was counted since; it is asked for again when it is needed.

        Nothing is given as long as `moved` has something to tell.
        """
        if self._moves:
            return
        closed = self._stories.shelve()
        names = self._threads.shelve(closed)
        self._touched = {number: event for number, event in self._touched.items() if number in self._stories.events}
        articles = self._where.hand_over()
        self._archive.keep(Shelf(words=self._weights.shelve(), names=names, stories=[*map(closed_of, closed)], articles=articles))

    def state(self) -> bytes:
        """What placing depends on, beside archive, model and the readers' word, as a value: see `broadsheet.group.state`."""
        stories, arrays = self._stories.state()
        waiting = {"touched": [*self._touched], "moves": {article: event.number for article, event in self._moves.items()}}
        plain = {"stories": stories, "threads": self._threads.state(), "where": self._where.state(), **waiting}
        return pack(plain | {"documents": self._weights.documents}, arrays | self._weights.state(), self._model)

    @classmethod
    def restored(
        cls, state: bytes, model: Model | None = None, constraints: Iterable[Constraint] = (), archive: Archive | None = None
    ) -> Self:
        """One that goes on where the state was taken, with the archive as it was then.

        Raises:
            Unusable: the state is damaged, or of another version or other weights; `remember` does without.
        """
        group = cls(model, constraints, archive)
        plain, arrays = unpack(state, group._model)
        group._restore(plain, arrays)
        return group

    def _restore(self, plain: dict[str, Any], arrays: Arrays) -> None:
        self._weights.restore(plain["documents"], arrays)
        self._stories.restore(plain["stories"], arrays)
        self._threads.restore(plain["threads"])
        self._where.restore(plain["where"])
        events = self._stories.events
        self._touched = {number: events[number] for number in plain["touched"]}
        self._moves = {article: events[number] for article, number in plain["moves"].items()}

    def _pass_time(self, fresh: Event) -> None:
        """Close what has fallen silent, unless undated reports wait that may be of it, and have not waited for long."""
        if not self._stories.pass_time(fresh):
            return
        if self._waits():
            if self._stories.held < PATIENCE:
                return
            self._review(self._judge)
            self._leave_undated()
        self._close()

    def _waits(self) -> bool:
        return any(event.articles and not event.dated for event in self._touched.values())

    def _close(self) -> None:
        for event in self._stories.close():
            self._where.shelve(event, self._moves)

    def _end_day(self) -> None:
        """Join the stories of a day. An undated one waits for the end of the batch: its like may come on a later day."""
        self._review(lambda looks: kept_apart(looks, self._judge(looks)))
        self._leave_undated()

    def _leave_undated(self) -> None:
        self._touched = {number: event for number, event in self._touched.items() if event.articles and not event.dated}

    def _review(self, judge: Judge) -> None:
        """Join the stories that turn out to be one, and take apart those that turn out to be two, as far as they grew.

        What was taken apart may belong to a third story, so it is looked at once more.
        """
        merging = Merging(self._stories, judge, self._merged, MERGE)
        merging.run(self._grown())
        waiting, apart = self._grown(), list[Event]()
        while waiting:
            event = waiting.pop()
            halves = self._splitting.halves(event)
            if halves:
                apart += (event, self._split(event, *halves))
                waiting += apart[-2:]
        merging.run(dict.fromkeys(apart))

    def _grown(self) -> list[Event]:
        return [event for _, event in sorted(self._touched.items()) if event.articles and not self._stories.is_closed(event)]

    def _split(self, event: Event, stay: Sequence[Event], go: Sequence[Event]) -> Event:
        """Make a story of the articles that go; copies go with their origins, digests where they fit better."""
        parts = (Event.of(stay), Event.of(go))
        going = {*parts[1].members, *(a.members[0] for a in event.asides if int(np.argmax(self._odds(a, parts))) == 1)}
        going |= {member for member in event.members if self._where.origins.get(member) in going}
        story = story_id(go[0].members[0])
        new = self._stories.split(event, going, story, self._threads.named(story))
        self._threads.split(event, new)
        self._touched[new.number] = new
        for name in new.members:
            self._where.placements[name] = replace(self._where.placements[name], story=new.id, thread=new.thread)
        for part in new.parts:
            self._explain_split(part, new)
        self._moves.update(dict.fromkeys(new.members, new))
        return new

    def _explain_split(self, part: Event, new: Event) -> None:
        """An article that was taken out of a story gets the reasons for being in the new one."""
        founder, name = part is new.parts[0], part.members[0]
        rest = Event.of(other for other in new.parts if other is not part)
        score = 1.0 if founder else round(probability(float(self._odds(part, [rest])[0])), 4)
        why = () if founder else reasons_for(part, rest, self._weights)
        self._where.placements[name] = replace(self._where.placements[name], score=score, why=(*why, OTHER_EVENT))

    def _merged(self, older: Event, newer: Event, odds: float) -> None:
        """A story went into an older one; its founder, and who else had no reason but being first, gets the reasons of that."""
        why = reasons_for(newer, older, self._weights)
        for article in newer.members:
            placement = self._where.placements[article]
            if placement.score == 1.0 and not {COPY, TOLD} & set(placement.why):
                self._where.placements[article] = replace(placement, score=round(probability(odds), 4), why=why)
        self._moves.update(dict.fromkeys(newer.members, older))
        self._threads.merge(older, newer)

    def _move(self, article: str, event: Event) -> Placement:
        now = self._stories.current(event.id)
        self._where.placements[article] = replace(self._where.placements[article], story=now.id, thread=now.thread)
        return self._where.placements[article]

    def _item(self, annotated: Annotated, vector: Vector | None) -> Item:
        return item_of(annotated, embedder.load().encode([vector_text(annotated)])[0] if vector is None else vector)

    def _fresh(self, item: Item) -> Event:
        self._weights.observe(item.numbers)
        return alone(item, self._weights, self._stories.placed)

    def _odds(self, event: Event, others: Sequence[Event]) -> Matrix:
        """Log-odds that the one and each of the others are one story."""
        return self._judge([(event, others)])[0]

    def _judge(self, looks: Sequence[Look]) -> list[Matrix]:
        """For every look, the log-odds that the one and each of the others are one story."""
        return judged(looks, self._model, self._constraints)

    def _choose(self, fresh: Event, least: float) -> tuple[Event, float] | None:
        """The likeliest story and the probability, if it is likely enough."""
        others = self._stories.candidates(fresh) if fresh.worded else []
        if not others:
            return None
        odds = self._odds(fresh, others)
        best = int(np.argmax(odds))
        return (others[best], probability(float(odds[best]))) if odds[best] >= least else None

    def _told(self, article: str) -> Event | None:
        """The story that readers put an article into."""
        others = (one for one in self._constraints.party(article) if one != article)
        return next(filter(None, map(self._where.home, others)), None)

    def _obey(self, item: Item, fresh: Event, event: Event) -> Placement:
        if self._stories.is_closed(event):
            self._stories.widen(event, fresh)
        else:
            self._join(event, item, fresh)
        return self._placed(item.article, event, 1.0, (TOLD,))

    def _follow(self, fresh: Event, event: Event, copy: Copy) -> Placement:
        self._stories.widen(event, fresh)
        self._where.origins[copy.article] = copy.origin
        return self._placed(copy.article, event, round(copy.likeness, 4), (COPY,))

    def _found(self, item: Item, fresh: Event) -> Placement:
        story = story_id(item.article)
        link = self._threads.link(item)
        event = self._begin(item, fresh, story, link.event.thread if link else self._threads.named(story))
        return self._placed(item.article, event, 1.0, link.why if link else (FIRST,))

    def _begin(self, item: Item, fresh: Event, story: str, thread: str) -> Event:
        """A new story; what does not count for any founds one that nobody can join."""
        if _counts(item, fresh):
            fresh.cast = self._threads.cast(item)
            event = self._stories.found(Event.of([fresh]), story, thread)
            self._threads.grow(event, fresh.cast)
            self._touched[event.number] = event
            return event
        event = self._stories.found(Event(vector=np.zeros_like(fresh.vector)), story, thread)
        self._stories.widen(event, fresh)
        return event

    def _join(self, event: Event, item: Item, fresh: Event) -> None:
        """A digest or recap tells of many events: it is put down with a story, and its words do not count for it."""
        if not _counts(item, fresh):
            self._stories.widen(event, fresh)
            event.asides += [fresh] if event.parts else []
            return
        fresh.cast = self._threads.cast(item)
        self._stories.join(event, fresh)
        self._threads.grow(event, fresh.cast)
        self._touched[event.number] = event

    def _placed(self, article: str, event: Event, score: float, why: tuple[str, ...]) -> Placement:
        placement = Placement(article=article, story=event.id, thread=event.thread, score=round(score, 4), why=why)
        self._where.put(placement)
        return placement


def _counts(item: Item, fresh: Event) -> bool:
    return item.solid and fresh.worded


def vector_text(annotated: Annotated) -> str:
    """The text whose sentence vector `place` and `remember` expect."""
    return lead(annotated.article)
