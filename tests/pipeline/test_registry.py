"""The registry of a store: one by one or all at once, the same; what is forgotten leaves it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.pipeline import registry, stories_of
from broadsheet.pipeline.registry import printable
from broadsheet.records.annotation import Annotated, Entity, Mention, RoleSpan
from broadsheet.records.text import Extent
from broadsheet.store import Store
from tests.store.making import article_of, cutting_of, page_of, placed

TOLD = [
    ("a", "2031-05-01", [("Ana Reva", "person", "harbour minister"), ("Norwater", "organisation", None)]),
    ("b", "2031-05-02", [("Ana Reva", "person", "the harbour minister"), ("Flood Board of Velm", "organisation", None)]),
    ("c", "2031-05-03", [("Ana Reva", "person", "a swimmer"), ("FBV", "organisation", None)]),
    ("d", "2031-05-04", [("Ivo Oun", "person", "cook and"), ("Norwater", "organisation", None)]),
]


def tell(store: Store, story: str, day: str, named: list[tuple[str, str, str | None]]) -> str:
    """Place an article of a story of its own that names some; its id."""
    text = "\n".join(f"{role or 'It'} {name}" for name, _, role in named)
    page = page_of(f"{story}.txt", text)
    article = article_of(page, text=text, published=day, outlet=f"Outlet {story}")
    _, copy, placement = placed(article, story=f"st_{story}")
    mentions, entities = [], []
    for n, (name, kind, role) in enumerate(named):
        start = text.index(name)
        mentions.append(Mention(extent=Extent(start, start + len(name)), kind=kind, entity=f"m{n}"))  # type: ignore[arg-type]
        spans = (RoleSpan(text=role, extent=Extent(start - 1 - len(role), start - 1)),) if role else ()
        entities.append(Entity(id=f"m{n}", name=name, kind=kind, roles=spans))  # type: ignore[arg-type]
    store.pages.add(page)
    store.cuttings.add(cutting_of(page, article))
    store.articles.place(Annotated(article=article, mentions=tuple(mentions), entities=tuple(entities)), copy, placement)
    return article.id


def known(store: Store) -> dict[str, tuple[str, ...]]:
    """Id → the stories of everybody."""
    return {one.id: tuple(story for story, _ in one.stories) for one in store.registry.all()}


def named(store: Store, name: str) -> list[tuple[str, ...]]:
    return sorted(tuple(story for story, _ in one.stories) for one in store.registry.named(name))


@pytest.fixture
def store():
    with Store.open("sqlite://") as opened:
        yield opened


def test_a_new_article_joins_or_founds(store: Store):
    tell(store, *TOLD[0])
    assert registry.enter(store, stories_of(store)) == 1
    first = known(store)
    for story in TOLD[1:]:
        tell(store, *story)
        assert registry.enter(store, stories_of(store)) == 1
    assert first.keys() <= known(store).keys()
    assert named(store, "Ana Reva") == [("st_a", "st_b"), ("st_c",)]
    assert named(store, "Norwater") == [("st_a", "st_d")]
    one, other = store.registry.named("Ana Reva")
    assert (one.namesakes, other.namesakes) == ((other.id,), (one.id,))
    assert store.problems() == []


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_one_by_one_is_all_at_once(store: Store, order: tuple[int, ...]):
    for number in order:
        tell(store, *TOLD[number])
        registry.enter(store, stories_of(store))
    with Store.open("sqlite://") as other:
        for story in TOLD:
            tell(other, *story)
        assert registry.enter(other, stories_of(other)) == len(TOLD)
        bare = [sorted(map(codec_without_id, each.registry.all())) for each in (store, other)]
    assert bare[0] == bare[1]


def codec_without_id(one):
    return repr(replace(one, id="", namesakes=("",) * len(one.namesakes)))


def test_what_has_not_changed_is_not_entered_again(store: Store):
    for story in TOLD:
        tell(store, *story)
    registry.enter(store, stories_of(store))
    before = store.registry.all()
    assert registry.enter(store, stories_of(store)) == 0
    assert store.registry.all() == before


def test_letters_join_once_an_article_explains_them(store: Store):
    for story in TOLD[1:3]:
        tell(store, *story)
    registry.enter(store, stories_of(store))
    assert named(store, "FBV") == [("st_c",)]
    tell(
        store, "e", "2031-05-05", [("Flood Board of Velm", "organisation", None), ("Velm", "place", None), ("Oraz", "place", None)]
    )
    explained = stories_of(store)[-1].articles[0]
    board = replace(explained.entities[0], aliases=("FBV",))
    told = replace(stories_of(store)[-1], articles=(replace(explained, entities=(board, *explained.entities[1:])),), thread="th_c")
    others = [replace(story, thread="th_c") if story.id == "st_c" else story for story in stories_of(store)[:-1]]
    registry.enter(store, [*others, told])
    assert named(store, "Flood Board of Velm") == [("st_b", "st_c", "st_e")]
    assert named(store, "FBV") == []


def test_forgotten_article_leaves_the_registry(store: Store):
    for story in TOLD[:2]:
        tell(store, *story)
    last = tell(store, "e", "2031-05-05", [("Ana Reva", "person", "the late harbour minister"), ("Old Mill", "place", None)])
    registry.enter(store, stories_of(store))
    (reva,) = store.registry.named("Ana Reva")
    store.forgotten.forget(last)
    (after,) = store.registry.named("Ana Reva")
    assert (after.id, after.stories) == (reva.id, reva.stories[:2])
    assert not any("late" in office.text for office in after.offices)
    assert (store.registry.named("Old Mill"), store.problems()) == ([], [])
    registry.enter(store, stories_of(store))
    assert "st_e" not in store.registry.signatures()
    assert store.registry.named("Ana Reva") == [after]


def test_only_what_reads_like_an_office_is_printed(store: Store):
    for story in TOLD:
        tell(store, *story)
    registry.enter(store, stories_of(store))
    shown = {one.name: one for one in printable(store.registry.all(), ["st_a", "st_d"])}
    assert shown.keys() == {"Ana Reva", "Norwater", "Ivo Oun"}
    assert [office.text for office in shown["Ana Reva"].offices] == ["the harbour minister", "harbour minister"]
    assert shown["Ivo Oun"].offices == ()
    assert shown["Norwater"].stories == (("st_a", "Norwater"), ("st_d", "Norwater"))
