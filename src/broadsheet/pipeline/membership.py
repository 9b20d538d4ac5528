"""A reader's word on which story an article tells: kept for ever, and obeyed at once.

It is kept as pairs of articles, since these stay what they are while stories join and part. A copy's origin stands for the copy,
and what was said of an article holds for all that must be with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet.errors import NotFound, UsageError
from broadsheet.group.constraints import Constraints
from broadsheet.pipeline.grouping import catch_up, grouped, keep
from broadsheet.records.story import TOLD, Constraint, ConstraintKind, Placement, Rival, story_id, thread_id
from broadsheet.store import Store

TOLD_APART = "a reader said that it does not tell the story it stood with"
TAKEN_BACK = "the reader's word was taken back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obeyed:
    """What became of a reader's word.

    Attributes:
        number: under which it is kept, and taken back.
        moved: articles whose place changed → the stories they are in now.
    """

    number: int
    moved: dict[str, str]


def keep_apart(store: Store, article: str, story: str) -> Obeyed:
    """Keep an article out of a story: it leaves it, if it is there, and is never put with its articles again.

    Raises:
        NotFound: no such article or story.
        UsageError: the article is all there is of the story, or a reader said that they belong together.
    """
    shelf = _Shelf(store)
    origin, members = shelf.origin(article), shelf.members(story)
    party = set(shelf.rules.party(origin))
    others = [other for other in members if shelf.origins[other] == other and other != origin]
    if not others:
        raise UsageError(f"{article}: nothing but this article and its copies tells {story}")
    shelf.refuse(party & set(others), "together", [origin])
    leaving = shelf.with_copies(party) & set(members)
    if any(story_id(one) == shelf.story(story) for one in leaving):
        leaving = set(members) - leaving
    return shelf.obey("apart", origin, others, shelf.placed_anew(leaving))


def bring_together(store: Store, name: str, story: str) -> Obeyed:
    """Put an article with its copies, or a whole story, into a story, from which no evidence takes it again.

    Of two stories the older goes on. An article that leaves a story called after it leaves the rest as a story of its own.

    Raises:
        NotFound: no such article or story.
        UsageError: a reader said that they do not belong together, or holds the article in another story.
    """
    shelf = _Shelf(store)
    whole = store.successions.current(name) is not None
    origin = shelf.founder(name) if whole else shelf.origin(name)
    target, anchor, members = shelf.story(story), shelf.founder(story), shelf.members(story)
    if anchor == origin:
        raise UsageError(f"{name}: {story} is called after it, so they are one already")
    if not whole and shelf.placements[origin].story != target:
        shelf.refuse(set(shelf.rules.party(origin)) - {origin}, "together", [origin])
    mine = shelf.members(name) if whole else [origin]
    if shelf.rules.apart(mine, members):
        shelf.refuse(set(members), "apart", mine)
    return shelf.obey("together", origin, [anchor], shelf.united(origin, target, whole=whole))


def split_off(store: Store, articles: Sequence[str], story: str) -> tuple[Obeyed, ...]:
    """Take articles, with their copies, out of a story: they are a story of their own, and are never put with the rest again.

    Returns:
        What became of it: that they are kept together, if they are several, and apart from the others.

    Raises:
        NotFound: no such article or story.
        UsageError: an article is not in the story, nothing else is, or a reader said something else.
    """
    shelf = _Shelf(store)
    members, leaving = shelf.members(story), list(dict.fromkeys(map(shelf.origin, articles)))
    strangers = [name for name in leaving if name not in members]
    if strangers or not leaving:
        raise UsageError(f"{', '.join(strangers) or 'no article'}: not in {story}")
    others = [name for name in members if shelf.origins[name] == name and name not in leaving]
    if not others:
        raise UsageError(f"{story}: nothing but these articles and their copies tells it")
    party = {other for name in leaving for other in shelf.rules.party(name)}
    shelf.refuse(party & set(others), "together", leaving)
    if any(shelf.rules.apart([name], [other]) for name in leaving for other in leaving if name < other):
        shelf.refuse(set(leaving), "apart", leaving)
    going = shelf.with_copies(leaving) & set(members)
    if any(story_id(one) == shelf.story(story) for one in going):
        going = set(members) - going
    with store.transaction():
        tied = [shelf.obey("together", leaving[0], leaving[1:], ())] if leaving[1:] else []
        return (*tied, shelf.obey("apart", leaving[0], others, shelf.placed_anew(going)))


def take_back(store: Store, number: int, *, along: Sequence[str] = ()) -> tuple[Constraint, ...]:
    """Forget a reader's word; what had been said.

    An article that it put into a story stands alone for a moment, or with those that went `along` with it, and the evidence
    decides again, as far as the stories can still grow.

    Raises:
        NotFound: nothing was said under that number.
    """
    with store.transaction():
        catch_up(store)
        gone = store.constraints.remove(number)
        if not gone:
            raise NotFound(f"{number}: nothing was said under that number", hint="`broadsheet constraints` lists what was")
        shelf = _Shelf(store)
        freed = shelf.released(along) if along else shelf.released_alone(one for one in gone if one.kind == "together")
        store.articles.move(freed)
        _reconsider(store, {name for held in gone for name in (held.article, held.other)} | {one.article for one in freed})
    return gone


def rivals(store: Store, article: str) -> tuple[Rival, ...]:
    """The stories that an article's story is likest to and is not one with, and what keeps them apart."""
    with store.reading():
        return grouped(store, [], looks=True).rivals(article)


def _reconsider(store: Store, articles: Iterable[str]) -> None:
    """Let the grouping look again at the stories of some articles."""
    group = grouped(store, [])
    group.reconsider(articles)
    store.articles.move(group.settle())
    keep(store, group)


class _Shelf:
    """Who is where, as a reader's word finds it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.placements: Mapping[str, Placement] = store.articles.placements()
        self.origins = {name: copy.origin for name, copy in store.articles.copies().items()}
        self.said = store.constraints.all()
        self.rules = Constraints(self.said)

    def origin(self, article: str) -> str:
        """The article that stands for this one."""
        if article not in self.origins:
            raise NotFound(f"{article}: no such article in this store", hint="`broadsheet search WORDS` names articles")
        return self.origins[article]

    def story(self, story: str) -> str:
        """The story that goes on under an id."""
        current = self.store.successions.current(story)
        if current is None:
            raise NotFound(f"{story}: no such story in this store", hint="`broadsheet show` lists them")
        return current

    def members(self, story: str) -> list[str]:
        """A story's articles, in the order of placing."""
        current = self.story(story)
        return [name for name, placement in self.placements.items() if placement.story == current]

    def founder(self, story: str) -> str:
        """The article that a story is called after, or the first that is left."""
        current, members = self.story(story), self.members(story)
        return next((name for name in members if story_id(name) == current), self.origins[members[0]])

    def with_copies(self, names: Iterable[str]) -> set[str]:
        """Articles, and the copies of them."""
        family = set(names)
        return family | {name for name, origin in self.origins.items() if origin in family}

    def placed_anew(self, leaving: set[str], why: tuple[str, ...] = (TOLD_APART,)) -> list[Placement]:
        """The placements of articles that become a story of their own, called after the first of them."""
        ordered = [name for name in self.placements if name in leaving]
        if not ordered:
            return []
        story = story_id(next((name for name in ordered if self.origins[name] == name), ordered[0]))
        here = [replace(self.placements[name], story=story, thread=thread_id(story)) for name in ordered]
        return [replace(one, score=1.0, why=why) if story_id(one.article) == story else one for one in here]

    def released(self, along: Iterable[str]) -> list[Placement]:
        """The placements of articles that came into a story together, and that nothing holds there any more, as one story."""
        going = {name for name in along if name in self.placements}
        held = {name for name in going if not going.issuperset(self.rules.party(name))}
        homes = {self.placements[name].story for name in going}
        staying = [name for name, one in self.placements.items() if one.story in homes and name not in going]
        return self.placed_anew(going, (TAKEN_BACK,)) if staying and not held else []

    def released_alone(self, gone: Iterable[Constraint]) -> list[Placement]:
        """The placements of articles that a word put into a story, and that nothing holds there any more, each alone."""
        freed = [one.article for one in gone if one.article in self.placements and len(self.rules.party(one.article)) == 1]
        inside = [name for name in freed if story_id(name) != self.placements[name].story]
        return [placement for name in inside for placement in self.placed_anew(self.with_copies([name]), (TAKEN_BACK,))]

    def united(self, origin: str, target: str, *, whole: bool) -> list[Placement]:
        """The placements that bring an article, or all of its story, into another story."""
        here = self.placements[origin].story
        if here == target:
            return []
        thread = next(placement.thread for placement in self.placements.values() if placement.story == target)
        if whole:
            ordered = list(self.placements)
            older, newer = sorted((here, target), key=lambda story: ordered.index(self.founder(story)))
            thread = self.placements[self.founder(older)].thread
            going = [one for one in self.placements.values() if one.story == newer]
            return [replace(one, story=older, thread=thread) for one in going]
        family = self.with_copies([origin])
        left = {name for name in self.members(here) if name not in family} if story_id(origin) == here else set()
        going = [replace(self.placements[name], story=target, thread=thread) for name in self.placements if name in family]
        told = [replace(one, score=1.0, why=(TOLD,)) if one.article == origin else one for one in going]
        return [*told, *self.placed_anew(left, ("the first report that is left of its event",))]

    def refuse(self, crossed: set[str], kind: ConstraintKind, articles: Sequence[str]) -> None:
        """Raise if a word was given before, of some articles and others, that a new one would break."""
        if not crossed:
            return
        mine, theirs = ({one for name in names for one in self.rules.party(name)} for names in (articles, crossed))
        held = next(one for one in self.said if one.kind == kind and {one.article, one.other} <= mine | theirs)
        what = "tell one story" if kind == "together" else "do not tell one story"
        hint = f"`broadsheet constraints --remove {held.number}` takes that back"
        raise UsageError(f"a reader said that {held.article} and {held.other} {what}", hint=hint)

    def obey(self, kind: ConstraintKind, article: str, others: Sequence[str], moves: Sequence[Placement]) -> Obeyed:
        """Keep the word, move what it moves, and let the grouping look again at what was touched."""
        with self.store.transaction():
            catch_up(self.store)
            number = self.store.constraints.add(kind, article, others)
            self.store.articles.move(moves)
            if moves:
                _reconsider(self.store, [article, *others, *(one.article for one in moves)])
        now = self.store.articles.placements()
        moved = {name: one.story for name, one in now.items() if one.story != self.placements[name].story}
        return Obeyed(number=number, moved=moved)
