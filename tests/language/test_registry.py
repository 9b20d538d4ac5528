"""Who is who over several stories: what is joined, what stays two, and that the order makes no difference."""

import random
from dataclasses import replace

import pytest

from broadsheet.language.appearances import appearances
from broadsheet.language.identity import Known
from broadsheet.language.registry import founded, identified, register, registered
from broadsheet.records.registry import Appearance, Identity, Office


def one(story, name, kind="person", *, called=(), day=None, thread=None, **more):
    """An appearance in a story of its own thread; stories come in the order of their names."""
    offices = tuple(Office(text=text, article=f"{story}#1", day=day, outlet=f"Outlet {story}") for text in called)
    return Appearance(
        story=story, thread=thread or f"th {story}", since=f"2031-05 {story}", name=name, kind=kind, offices=offices, **more
    )


def together(some):
    """Stories and names of those held for one."""
    return {frozenset((a.story, a.name) for a in bearer.held) for bearer in register(some)}


def doubts(some):
    """Pairs of names of first stories, of those that may be one."""
    return {frozenset({b.held[0].story, n.held[0].story}) for b in register(some) for n in b.namesakes}


def revas(*told, name="Ana Reva"):
    """One name in stories a, b …, with what each tells."""
    return [one(story, name, **known) for story, known in zip("abc", told, strict=False)]


def called(*texts, **more):
    return {"called": list(texts), **more}


BOARD = one("a", "Flood Board of Velm", "organisation", aliases=("FBV",), places=("velm",))
FILM = one("c", "Film Bank Vahal", "organisation", aliases=("FBV",), places=("velm",))


def letters(place):
    return one("b", "FBV", "organisation", places=(place,))


def court(story, land):
    return one(story, "Supreme Court", "organisation", places=(land,))


SAME = {
    "the same office": revas(called("a judge in Velm"), called("the judge in Velm")),
    "the same company": revas(
        called("a cook", company=("ivo oun", "velm bank")), called("a baker", company=("velm bank", "ivo oun"))
    ),
    "the same affair": revas(called("a cook", thread="t"), called("the suspect", thread="t")),
    "nothing said of what one is": revas(called("a cook"), {}),
    "a former office": revas(called("harbour minister"), called("former harbour minister")),
    "a middle name": [one("a", "Ana J. Reva", called=["harbour minister"]), *revas({}, called("harbour minister"))[1:]],
    "another alphabet": [
        one("a", "Yuri Vorensky", company=("ivo oun", "x")),
        one("b", "Yuriy Vorenskyy", company=("ivo oun", "x")),
    ],
    "a legal form": [one("a", "Orrin Steel", "organisation"), one("b", "Orrin Steel Ltd.", "organisation")],
    "letters that an article explains": [BOARD, letters("velm")],
    "a place told of with a country": [one("a", "Port Oraz", "place", places=("norway",)), one("b", "Port Oraz", "place")],
    "a court of one country": [court("a", "kenya"), court("b", "kenya")],
}
UNSURE = {
    "other offices, nothing shared": revas(called("a judge"), called("a swimmer")),
    "an initial": [one("a", "A. Reva"), one("b", "Ana Reva")],
    "courts of two countries": [court("a", "norway"), court("b", "kenya")],
    "letters told of elsewhere": [BOARD, letters("oraz")],
    "letters of two bodies": [BOARD, letters("velm"), FILM],
}
OTHER = {
    "offices of two countries": revas({"countries": ("Qassara",)}, {"countries": ("Velunia",)}),
    "two ages": revas({"born": (1990,)}, {"born": (1962,)}),
    "a man and a woman": revas(called("spokesman"), called("spokeswoman")),
    "father and son": [one("a", "Ivo Reva"), one("b", "Ivo Reva Jr.")],
    "a surname alone": revas({}, {}, name="Reva"),
}
APART = {**UNSURE, **OTHER}


@pytest.mark.parametrize("why", SAME)
def test_one_bearer(why):
    assert together(SAME[why]) == {frozenset((a.story, a.name) for a in SAME[why])}
    assert doubts(SAME[why]) == set()


@pytest.mark.parametrize("why", APART)
def test_namesakes(why):
    assert together(APART[why]) == {frozenset({(a.story, a.name)}) for a in APART[why]}
    assert bool(doubts(APART[why])) is (why in UNSURE)


def test_what_comes_later_can_show_that_two_are_one():
    judge, swimmer = one("a", "Ana Reva", called=["a judge in Velm"]), one("b", "Ana Reva", called=["an Olympic swimmer"])
    assert doubts([judge, swimmer]) == {frozenset("ab")}
    both = one("c", "Ana Reva", called=["the Olympic swimmer", "judge in Velm"])
    assert together([judge, swimmer, both]) == {frozenset((story, "Ana Reva") for story in "abc")}


def in_stories_of_their_own(groups):
    """The same appearances, those of every group in stories that no other group has."""
    for n, some in enumerate(groups):
        yield from (replace(a, story=f"{a.story}{n}", since=f"{a.since}{n}") for a in some)


PAPER = list(in_stories_of_their_own([*SAME.values(), *APART.values()]))


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_entering_makes_no_difference(seed):
    shuffled = random.Random(seed).sample(PAPER, len(PAPER))
    assert together(shuffled) == together(PAPER)
    assert doubts(shuffled) == doubts(PAPER)


def test_ids_stay_with_what_they_were_given_to():
    first, second = one("b", "Ana Reva", called=["a judge"]), one("c", "Ana Reva", called=["a swimmer"])
    given = {(a.story, a.name): name for name, bearer in identified(register([first, second]), {}) for a in bearer.held}
    assert given == {("b", "Ana Reva"): founded(first), ("c", "Ana Reva"): founded(second)}
    older = one("a", "Ana Reva", called=["the judge"], company=("ivo oun",), countries=("Velunia",))
    again = identified(register([older, replace(first, countries=("Velunia",)), second]), given)
    assert [(name, [a.story for a in bearer.held]) for name, bearer in again] == [
        (founded(first), ["a", "b"]),
        (founded(second), ["c"]),
    ]


def test_two_never_share_an_id():
    judge, swimmer = one("a", "Ana Reva", called=["a judge"]), one("b", "Ana Reva", called=["a swimmer"])
    named = identified(register([judge, swimmer]), {("a", "Ana Reva"): "en_1", ("b", "Ana Reva"): "en_1"})
    assert [name for name, _ in named] == ["en_1", founded(swimmer)]


def test_newest_office_first_and_conflicts_kept():
    held = [
        one("a", "Ana Reva", called=["Harbour Minister"], day="2031-05-01"),
        one("b", "Ana Reva", called=["Defence Minister", "then-mayor of Velm"], day="2031-06-02"),
        one("c", "Ana Reva", called=["Interior Minister", "acting mayor"], day="2031-06-02"),
        one("d", "Ana Reva", called=["outgoing mayor"]),
    ]
    found = registered("en_1", held, ["en_2"])
    assert [(office.day, office.text) for office in found.offices] == [
        ("2031-06-02", "acting mayor"),
        ("2031-06-02", "Interior Minister"),
        ("2031-06-02", "then-mayor of Velm"),
        ("2031-06-02", "Defence Minister"),
        ("2031-05-01", "Harbour Minister"),
        (None, "outgoing mayor"),
    ]
    assert [{a.text, b.text} for a, b in found.disputed] == [{"Interior Minister", "Defence Minister"}]
    assert found.namesakes == ("en_2",)


def test_a_form_of_address_makes_no_fuller_name():
    held = [one("a", "Dr. Ana Reva"), one("b", "Ana Reva", weight=2), one("c", "ANA REVA")]
    assert registered("en_1", held, ()).name == "Ana Reva"


def test_a_story_brings_its_own_forms_and_company():
    known = [
        Known(article="a", name="Oleh Vorensky", kind="person", weight=3, country="Velunia", born=1980),
        Known(article="b", name="Vorenskyy", kind="person"),
        Known(article="b", name="Norwater", kind="organisation"),
        Known(article="b", name="Tolmen", kind="place"),
    ]
    found = appearances("s", "t", known, {"a": "2031-05-07 a", "b": "2031-05-06 b"})
    assert [(a.name, a.kind, a.since[-1]) for a in found] == [
        ("Norwater", "organisation", "b"),
        ("Oleh Vorensky", "person", "b"),
        ("Tolmen", "place", "b"),
    ]
    vorensky = found[1]
    assert (vorensky.aliases, vorensky.weight, vorensky.countries, vorensky.born) == (("Vorenskyy",), 4, ("Velunia",), (1980,))
    assert (vorensky.company, vorensky.places, found[0].company) == (("norwater",), ("tolmen",), ("oleh vorensky",))


def said_of(kind, here, there):
    return Identity(kind=kind, here=((here.story, here.name),), there=((there.story, there.name),))


def bearers_of(some, *said):
    return {frozenset((a.story, a.name) for a in bearer.held) for bearer in register(some, said)}


def test_two_of_one_name_are_one_if_an_editor_says_so():
    judge, cook = revas(called("a judge in Velm"), called("the cook"))
    assert bearers_of([judge, cook]) == {frozenset({("a", "Ana Reva")}), frozenset({("b", "Ana Reva")})}
    (found,) = register([judge, cook], [said_of("one", judge, cook)])
    assert [each.story for each in found.held] == ["a", "b"]
    assert found.namesakes == []


def test_two_of_different_names_are_one_if_an_editor_says_so():
    reva, holt = one("a", "Ana Reva"), one("b", "Ana Holt")
    assert bearers_of([reva, holt], said_of("one", reva, holt)) == {frozenset({("a", "Ana Reva"), ("b", "Ana Holt")})}


def test_who_has_a_page_is_two_if_an_editor_says_so_and_neither_is_told_of_as_the_other():
    judge, other = revas(called("a judge in Velm"), called("the judge in Velm"))
    assert len(bearers_of([judge, other])) == 1
    found = register([judge, other], [said_of("two", judge, other)])
    assert [[each.story for each in bearer.held] for bearer in found] == [["a"], ["b"]]
    assert [bearer.namesakes for bearer in found] == [[], []]


def test_a_third_of_the_name_joins_the_one_that_speaks_for_it_and_neither_if_none_does():
    judge, cook = revas(called("a judge in Velm"), called("a cook of Ostrand"))
    word = said_of("two", judge, cook)
    third = one("c", "Ana Reva", called=["the judge in Velm"])
    assert frozenset({("a", "Ana Reva"), ("c", "Ana Reva")}) in bearers_of([judge, cook, third], word)
    plain = revas({}, {}, {})
    word = said_of("two", plain[0], plain[1])
    assert bearers_of(plain, word) == {frozenset({(story, "Ana Reva")}) for story in "abc"}


def test_what_is_said_holds_in_any_order():
    some = [*revas(called("a judge in Velm"), called("the cook"), called("the judge in Velm")), one("d", "Ana Holt")]
    words = [said_of("one", some[1], some[3]), said_of("two", some[0], some[2])]
    assert bearers_of(some, *words) == bearers_of(some[::-1], *words[::-1])
    assert frozenset({("b", "Ana Reva"), ("d", "Ana Holt")}) in bearers_of(some, *words)
