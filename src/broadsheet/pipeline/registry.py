"""Who is who over all stories: stories that have changed are entered again, and what they touch is thought over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from broadsheet import __version__
from broadsheet.language.appearances import appearances
from broadsheet.language.identity import known_in
from broadsheet.language.registry import Bearer, guest, home, identified, register, registered
from broadsheet.pipeline.naming import spellings
from broadsheet.records import codec
from broadsheet.records.registry import Appearance, Identity, Registered
from broadsheet.records.story import Story, chronology
from broadsheet.store import Store
from broadsheet.store.registry import Shelved
from broadsheet.write.predicates import predicate


def enter(store: Store, stories: Sequence[Story], said: Sequence[Identity] = ()) -> int:
    """Bring the registry of a store up to date with all its stories; how many were entered.

    What comes out is the same whether stories were entered one by one or all at once, but for the ids: they stay. A story of
    which an editor says, or no longer says, who of it is who is entered again.
    """
    signatures = {story.id: _signature(story, [word for word in said if story.id in word.stories]) for story in stories}
    listed = store.registry.signatures()
    changed = [story for story in stories if listed.get(story.id) != signatures[story.id]]
    out = sorted({story.id for story in changed} | listed.keys() - signatures.keys())
    if not out:
        return 0
    with store.transaction():
        before = store.registry.of_stories(out)
        new = [one for story in changed for one in _shelved(story)]
        store.registry.take_out(out)
        store.registry.enter({story.id: signatures[story.id] for story in changed}, new)
        _think_over(store, _touched([*before, *new]), before, said)
        store.registry.drop_unused()
    return len(changed)


def _signature(story: Story, said: Sequence[Identity]) -> str:
    articles = sorted([annotated.article.id, annotated.article.text_sha256] for annotated in story.articles)
    return codec.digest([__version__, story.thread, articles, *([codec.to_plain(word) for word in said])])


def _shelved(story: Story) -> list[Shelved]:
    known = [one for annotated in story.articles for one in known_in(annotated)]
    since = {annotated.article.id: " ".join(chronology(annotated.article)[1:]) for annotated in story.articles}
    found = enumerate(appearances(story.id, story.thread, known, since))
    return [Shelved(appearance=one, place=place, home=home(one), guest=guest(one), entity="") for place, one in found]


def _touched(some: Iterable[Shelved]) -> set[str]:
    return {place for one in some for place in (one.home, one.guest) if place}


def _think_over(store: Store, touched: set[str], before: Sequence[Shelved], said: Sequence[Identity]) -> None:
    """Find out anew whose the appearances at these places are.

    A body's letters depend on who is at its home, and its home is to be seen whole: hence the places of the places. So do two of
    whom an editor said that they are one.
    """
    places = _with_the_united(store, touched, said)
    places |= _touched(store.registry.at(places))
    places |= {one.home for one in store.registry.at(places)}
    places = _with_the_united(store, places, said)
    found = store.registry.at(places)
    given = _given([*before, *found], spellings(store))
    bearers = identified(register((one.appearance for one in found), said), given)
    _assign(store, found, {one: entity for entity, bearer in bearers for one in bearer.held})
    _describe(store, bearers)


def _given(shelved: Sequence[Shelved], spelt: Mapping[str, set[str]]) -> dict[tuple[str, str], str]:
    """By story and name, the ids that were given; a name that an editor corrects takes its id along."""
    given = {(one.appearance.story, one.appearance.name): one.entity for one in shelved if one.entity}
    other = {(story, name): entity for (story, was), entity in given.items() for name in spelt.get(was, ())}
    return other | given


def _with_the_united(store: Store, places: set[str], said: Sequence[Identity]) -> set[str]:
    """The places, and those of all who are one with somebody there because an editor said so."""
    apart = []
    for word in said:
        held = {*word.here, *word.there}
        named = [one for one in store.registry.of_stories(sorted(word.stories)) if not held.isdisjoint(_names(one))]
        apart += [_touched(named)] if word.kind == "one" else []
    while any(near & places and near - places for near in apart):
        places = places.union(*(near for near in apart if near & places))
    return places


def _names(one: Shelved) -> set[tuple[str, str]]:
    return {(one.appearance.story, name) for name in (one.appearance.name, *one.appearance.aliases)}


def _assign(store: Store, found: Iterable[Shelved], entity_of: Mapping[Appearance, str]) -> None:
    changed = [one for one in found if one.entity != entity_of[one.appearance]]
    store.registry.assign({(one.appearance.story, one.place): entity_of[one.appearance] for one in changed})


def _describe(store: Store, bearers: Sequence[tuple[str, Bearer]]) -> None:
    id_of = {id(bearer): entity for entity, bearer in bearers}
    held: dict[str, list[Appearance]] = defaultdict(list)
    for one in store.registry.of_entities(id_of.values()):
        held[one.entity].append(one.appearance)
    store.registry.describe(
        registered(entity, held[entity], {id_of[id(other)] for other in bearer.namesakes}) for entity, bearer in bearers
    )


def printable(found: Iterable[Registered], stories: Iterable[str]) -> tuple[Registered, ...]:
    """Those who appear in one of the stories, with these stories alone and with offices that say something by themselves."""
    kept = set(stories)
    shown = (
        replace(
            one,
            stories=tuple(pair for pair in one.stories if pair[0] in kept),
            offices=tuple(office for office in one.offices if one.kind == "person" and predicate(office.text)),
        )
        for one in found
    )
    return tuple(one for one in shown if one.stories)
