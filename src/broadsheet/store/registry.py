"""Who is who over all stories: appearances by where they are looked for, and what they add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, delete, insert, or_, select, update

from broadsheet.language.registry import registered
from broadsheet.records.registry import Appearance, Registered
from broadsheet.store.blobs import pack_record, unpack_record, words
from broadsheet.store.database import Database, chunks
from broadsheet.store.schema import appearances, articles, entities, listed, placements


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """An appearance as it is kept.

    Attributes:
        place: its number in its story.
        home: where it is looked for.
        guest: where it is looked for too.
        entity: the id of whose it is.
    """

    appearance: Appearance
    place: int
    home: str
    guest: str | None
    entity: str


class Registry:
    """The registry of a store. A story is entered as a whole."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def signatures(self) -> dict[str, str]:
        """Story → what it was when it was entered; empty if it must be entered again."""
        return {row.story: row.signature for row in self._database.rows(select(listed))}

    def of_stories(self, stories: Sequence[str]) -> list[Shelved]:
        """What stories hold."""
        return [one for some in chunks(stories) for one in self._found(appearances.c.story.in_(some))]

    def at(self, places: Iterable[str]) -> list[Shelved]:
        """What is looked for at these places, be it at home there or a guest; each once."""
        found = {}
        for some in chunks(sorted(map(words, places))):
            here = self._found(or_(appearances.c.home.in_(some), appearances.c.guest.in_(some)))
            found.update({(one.appearance.story, one.place): one for one in here})
        return [found[place] for place in sorted(found)]

    def of_entities(self, ids: Iterable[str]) -> list[Shelved]:
        """The appearances of entities."""
        return [one for some in chunks(sorted(ids)) for one in self._found(appearances.c.entity.in_(some))]

    def take_out(self, stories: Sequence[str]) -> None:
        """Take stories out with what they hold."""
        for some in chunks(stories):
            self._database.run(delete(listed).where(listed.c.story.in_(some)))

    def enter(self, signatures: Mapping[str, str], held: Iterable[Shelved]) -> None:
        """Enter stories that are not there, by story what it is now, with what they hold."""
        with self._database.transaction():
            self._database.run(insert(listed), [{"story": story, "signature": sign} for story, sign in signatures.items()])
            self._database.run(insert(appearances), [_row(one) for one in held])

    def assign(self, entity_of: Mapping[tuple[str, int], str]) -> None:
        """Say whose appearances are, by story and number."""
        change = update(appearances).where(appearances.c.story == bindparam("s"), appearances.c.place == bindparam("p"))
        rows = [{"s": story, "p": place, "e": entity} for (story, place), entity in entity_of.items()]
        self._database.run(change.values(entity=bindparam("e")), rows)

    def describe(self, found: Iterable[Registered]) -> None:
        """Keep what is known of entities, in the place of what was."""
        kept = list(found)
        rows = [{"id": one.id, "name": words(one.name), "kind": one.kind, "record": pack_record(one)} for one in kept]
        with self._database.transaction():
            self._forget_entities([one.id for one in kept])
            self._database.run(insert(entities), rows)

    def drop_unused(self) -> None:
        """Take out entities that no appearance is left of."""
        self._database.run(delete(entities).where(entities.c.id.not_in(select(appearances.c.entity))))

    def all(self) -> list[Registered]:
        """Everybody and everything, by id."""
        rows = self._database.rows(select(entities.c.record).order_by(entities.c.id))
        return [self._database.memory.record(Registered, row.record) for row in rows]

    def named(self, name: str) -> list[Registered]:
        """All of exactly this name."""
        rows = self._database.rows(select(entities.c.record).where(entities.c.name == words(name)).order_by(entities.c.id))
        return [unpack_record(Registered, row.record) for row in rows]

    def unlist(self, article: str) -> None:
        """Take out what holds an article's words: its story's appearances. The story must be entered again."""
        query = select(placements.c.story).join_from(placements, articles).where(articles.c.id == article)
        story = self._database.value(query)
        ids = sorted({one.entity for one in self._found(appearances.c.story == story)})
        self._database.run(update(listed).where(listed.c.story == story).values(signature=""))
        self._database.run(delete(appearances).where(appearances.c.story == story))
        left: dict[str, list[Appearance]] = defaultdict(list)
        for one in self.of_entities(ids):
            left[one.entity].append(one.appearance)
        namesakes = {one.id: one.namesakes for one in self._described(ids)}
        self._forget_entities(ids)
        self.describe(registered(entity, held, namesakes.get(entity, ())) for entity, held in left.items())

    def _described(self, ids: Sequence[str]) -> list[Registered]:
        queries = (select(entities.c.record).where(entities.c.id.in_(some)) for some in chunks(ids))
        return [unpack_record(Registered, row.record) for query in queries for row in self._database.rows(query)]

    def _forget_entities(self, ids: Sequence[str]) -> None:
        for some in chunks(ids):
            self._database.run(delete(entities).where(entities.c.id.in_(some)))

    def _found(self, condition: ColumnElement[bool]) -> list[Shelved]:
        query = select(appearances).where(condition).order_by(appearances.c.story, appearances.c.place)
        return [
            Shelved(
                appearance=unpack_record(Appearance, row.record), place=row.place, home=row.home, guest=row.guest, entity=row.entity
            )
            for row in self._database.rows(query)
        ]


def _row(one: Shelved) -> dict[str, object]:
    return {
        "story": one.appearance.story, "place": one.place, "home": words(one.home), "guest": one.guest and words(one.guest),
        "entity": one.entity, "record": pack_record(one.appearance),
    }  # fmt: skip
