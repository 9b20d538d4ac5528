import random

import pytest

from broadsheet.language.identity import Known, families


def known(article, name, kind="person", aliases=(), weight=1):
    return Known(article=article, name=name, kind=kind, aliases=aliases, weight=weight)


def together(entries):
    """Names of the families as sets of what they hold, as text."""
    return {frozenset(f"{entries[i].article} {entries[i].name}" for i in family.held) for family in families(entries)}


STORY = [
    known("a", "Oleh Vorensky", weight=4, aliases=("Vorensky",)),
    known("b", "Oleh Vorenskyy", aliases=("Vorenskyy",)),
    known("c", "Vorenskiy"),
    known("a", "Ana Reva"),
    known("b", "Ivo Reva"),
    known("c", "Reva"),
    known("d", "Reva"),
    known("a", "Velm Flood Board", "organisation", ("VFB",)),
    known("b", "VFB", "organisation"),
    known("c", "V.F.B.", "organisation"),
    known("a", "Port Oraz", "place", weight=3),
    known("b", "Port Oraz", "organisation"),
    known("b", "Tolmen", "place", weight=2),
    known("c", "Tolmen", "person"),
    known("d", "Michael R. Oun"),
    known("a", "Mike Oun", aliases=("Oun",)),
    known("c", "Oun"),
]
EXPECTED = {
    frozenset({"a Oleh Vorensky", "b Oleh Vorenskyy", "c Vorenskiy"}),
    frozenset({"a Ana Reva"}),
    frozenset({"b Ivo Reva"}),
    frozenset({"c Reva"}),
    frozenset({"d Reva"}),
    frozenset({"a Velm Flood Board", "b VFB", "c V.F.B."}),
    frozenset({"a Port Oraz", "b Port Oraz"}),
    frozenset({"b Tolmen", "c Tolmen"}),
    frozenset({"d Michael R. Oun", "a Mike Oun", "c Oun"}),
}


def test_one_entity_is_one_record():
    assert together(STORY) == EXPECTED


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_the_articles_makes_no_difference(seed):
    shuffled = random.Random(seed).sample(STORY, len(STORY))
    told = {(family.name, family.kind, len(family.held)) for family in families(shuffled)}
    assert together(shuffled) == EXPECTED
    assert told == {(family.name, family.kind, len(family.held)) for family in families(STORY)}


def test_everything_is_in_one_family():
    held = [i for family in families(STORY) for i in family.held]
    assert sorted(held) == list(range(len(STORY)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known("a", "Ana Reva"), known("b", "Ivo Reva")),
        (known("a", "Ivo Reva"), known("b", "Ivo Reva Jr.")),
        (known("a", "Ana Reva"), known("a", "Reva")),
        (known("a", "Ana Reva"), known("b", "Ana")),
        (known("a", "Ana Marsh"), known("b", "Ana March")),
        (known("a", "Velm", "place"), known("b", "Velm Water", "organisation")),
        (known("a", "Velm", "organisation"), known("b", "Velm Water", "organisation")),
        (known("a", "Oleh Vorensky"), known("a", "Oleh Vorenskyy")),
    ],
)
def test_what_may_be_two_stays_two(one, other):
    assert len(families([one, other])) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Reva", "Ana  Reva"),
        ("Ana Réva", "Ana Reva"),
        ("Yuri Garrafin", "Yuriy Qarrafin"),
        ("Abdel Fattah al-Sorun", "Abdel-Fattah Sorun"),
        ("Karl-Heinz Brunn", "Karl Heinz Brunn"),
        ("Dr. Ana Reva", "Ana Reva"),
        ("Ana Reva’s", "Ana Reva"),
        ("A. Reva", "Ana Reva"),
        ("Piet van der Oun", "van der Oun"),
    ],
)
def test_variants_of_a_persons_name(one, other):
    assert len(families([known("a", one), known("b", other)])) == 1


def test_a_family_name_that_comes_first():
    found = families([known("a", "Pak Min Jae", aliases=("Pak",)), known("b", "Pak")])
    assert [(family.name, family.held) for family in found] == [("Pak Min Jae", (0, 1))]


def test_the_kind_is_what_most_places_were_taken_for():
    found = families([known("a", "Tarvo Milk", "organisation"), known("b", "Tarvo Milk", weight=3), known("c", "Milk")])
    assert [(family.name, family.kind, family.held) for family in found] == [("Tarvo Milk", "person", (0, 1, 2))]


def test_a_surname_is_no_place():
    found = families([known("a", "Tolmen", "place", weight=9), known("b", "Ana Tolmen"), known("c", "Tolmen")])
    assert {(family.name, family.kind, family.held) for family in found} == {
        ("Tolmen", "place", (0,)),
        ("Ana Tolmen", "person", (1, 2)),
    }


def test_nobody_at_all():
    assert families([]) == []
