"""Events that look alike stay apart, and one event that is told with another toll or place stays one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.group import Group
from broadsheet.group.conflict import are_strangers, conflict, other_tolls
from broadsheet.group.event import Event
from broadsheet.group.tolls import tolls_in
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from tests.group.lookalikes import OTHER_EVENT, SAME_EVENT
from tests.group.making import FLOOD_1, FLOOD_2, article

Pair = tuple[tuple[str, str], tuple[str, str]]


def settled(*reports: Article) -> Group:
    """All of them placed as originals."""
    group = Group()
    for each in reports:
        group.place(Annotated(article=each), Copy(article=each.id, origin=each.id))
    group.settle()
    return group


def reports_of(pair: Pair) -> list[Article]:
    return [article(f"report{number}", *told, published="2031-03-05") for number, told in enumerate(pair)]


def stories_of(pair: Pair) -> int:
    group = settled(*reports_of(pair))
    return len({group.where(f"report{number}").story for number in range(2)})


@pytest.mark.parametrize("pair", OTHER_EVENT.values(), ids=OTHER_EVENT)
def test_events_that_look_alike_are_two_stories(pair: Pair) -> None:
    assert stories_of(pair) == 2


@pytest.mark.parametrize("pair", SAME_EVENT.values(), ids=SAME_EVENT)
def test_one_event_told_otherwise_is_one_story(pair: Pair) -> None:
    assert stories_of(pair) == 1


def fresh(report: Article) -> Event:
    group = Group()
    return group._fresh(group._item(Annotated(article=report), None))


def telling(**tolls: tuple[float, float]) -> Event:
    return Event(articles=1, tolls=tolls)


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        ("Car bomb kills nine outside the station, wounding 30", {"dead": 9, "injured": 30}),
        ("The death toll rose to 1,200", {"dead": 1200}),
        ("12 mine workers were killed; 40 others are missing", {"dead": 12}),
        ("An earthquake of magnitude 6.1 and a 5.4-magnitude aftershock", {"magnitude": 6.1}),
        ("She died at 84 on 12 March, 30 years after the killing", {}),
        ("Two thousand people marched through Varnby", {}),
    ],
)
def test_tolls(text: str, tolls: dict[str, float]) -> None:
    assert tolls_in(text) == tolls


def test_the_first_toll_counts() -> None:
    assert tolls_in("Three people died in Varnby, where a fire killed 40 in 2004") == {"dead": 3.0}


def test_tolls_speak_against_by_their_ratio() -> None:
    few, many = telling(dead=(12, 12)), telling(dead=(340, 340))
    assert conflict(few, many) == conflict(many, few) == pytest.approx(3.98, abs=0.01)
    assert conflict(telling(dead=(12, 12)), telling(dead=(24, 24))) == 0.0


def test_the_dead_and_the_hurt_of_one_event_count_once() -> None:
    assert conflict(telling(dead=(2, 2), injured=(5, 5)), telling(dead=(4, 4), injured=(50, 50))) == pytest.approx(2.41, abs=0.01)


def test_a_story_that_told_a_rising_toll_takes_what_lies_between() -> None:
    assert other_tolls(telling(dead=(12, 47)), telling(dead=(30, 30))) == []
    assert other_tolls(telling(dead=(12, 47)), telling(injured=(300, 300))) == []


@pytest.mark.parametrize(("strength", "taken"), [(5.5, 0.0), (5.7, 0.0), (6.1, 4.0)])
def test_one_earthquake_has_one_magnitude(strength: float, taken: float) -> None:
    assert conflict(telling(magnitude=(5.4, 5.4)), telling(magnitude=(strength, strength))) == taken


def test_a_name_that_stands_in_the_headline_alone_says_nothing() -> None:
    """In a headline every word may bear a capital."""
    assert not are_strangers(*(fresh(article("a", title)) for title in ("Rain in Varnby", "Snow in Orle")))


def test_a_rival_says_how_the_tolls_differ() -> None:
    group = settled(*reports_of(OTHER_EVENT["quakes with other tolls"]))
    assert [rival.against for rival in group.rivals("report0")] == [
        ("12 dead, not 340", "magnitude 5.4, not 7.1", "tell other figures")
    ]


def test_a_rival_says_that_the_names_are_others() -> None:
    text = FLOOD_2.text.replace("Varnby", "Orle").replace("Ossel", "Tenn").replace("Hedda Prill", "Ilse Marn")
    group = settled(FLOOD_1, replace(FLOOD_2, id="other", title="Families evacuated after Orle dam collapse", text=text))
    assert "name other people and places in their headlines" in group.rivals("other")[0].against


def test_tolls_and_names_of_a_story_follow_its_articles() -> None:
    parts = [fresh(FLOOD_1), fresh(FLOOD_2)]
    parts[0].tolls, parts[1].tolls = {"dead": (2.0, 2.0)}, {"dead": (7.0, 7.0), "injured": (1.0, 1.0)}
    event = Event.of(parts)
    assert (event.tolls, event.who) == ({"dead": (2.0, 7.0), "injured": (1.0, 1.0)}, parts[0].who | parts[1].who)
    event.recount(parts[:1])
    assert (event.tolls, event.who) == ({"dead": (2.0, 2.0)}, parts[0].who)


def test_every_word_for_a_toll_is_seen() -> None:
    words = "dead died die dies KILLED killing kills death deaths fatality fatalities lives perish perished drown drowned injured"
    for word in f"{words} injury injuries Injuring injures wounded wounds wounding hurt".split():
        assert list(tolls_in(f"A bridge fell at Varnby: 12 {word}, a mayor said.").values()) == [12.0], word
