"""Facts of a story's papers: who says, who hedges, who is silent, and where the search cannot tell."""

from __future__ import annotations

from broadsheet.write.papers_facts import Comparison, agree, hedged, negated
from tests.write.stories import drafted
from tests.write.telling import annotated

BRIDGE = "The council of Velm closed the Ostrand bridge to lorries on Monday after a survey."
TONNES = ("40 tonnes", 40.0, "tonne")
HEAVY = "The council of Velm closed the Ostrand bridge to lorries of 40 tonnes on Monday after a survey."
REST = "Gulls nest under the arches in spring. Nobody counts them."


def comparison(*texts: str, copies: dict[str, str] | None = None) -> Comparison:
    articles = [
        annotated(f"{'abcde'[n]}1", text, outlet=f"paper {n}", figures=[TONNES] if TONNES[0] in text else [])
        for n, text in enumerate(texts)
    ]
    return Comparison(drafted(*articles, copies=copies)[0])


def test_a_fact_has_a_stand_for_every_origin_that_says_it_and_the_rest_are_silent():
    held = comparison(
        HEAVY, f"{REST} Velm’s council closed the Ostrand bridge to lorries of 40 tonnes on Monday after a survey.", REST
    )
    fact = held.facts[0]
    assert {stand.origin for stand in fact.stands} == {"a1", "b1"}
    assert fact.silent == ("c1",)


def test_nobody_is_silent_on_what_could_stand_there_in_other_words():
    held = comparison(BRIDGE, f"{REST} Velm’s council closed the Ostrand bridge to lorries on Monday after a survey.", REST)
    assert {stand.origin for stand in held.facts[0].stands} == {"a1", "b1"}
    assert held.facts[0].silent == ()


def test_one_who_touches_on_the_fact_is_neither_for_it_nor_silent():
    near = "Lorries queued at the Ostrand bridge for two hours on Monday."
    held = comparison(BRIDGE, BRIDGE.replace("on Monday ", ""), f"{REST} {near}")
    fact = held.facts[0]
    assert "c1" not in {stand.origin for stand in fact.stands}
    assert fact.silent == ()


def test_what_is_left_open_is_a_hedge():
    held = comparison(BRIDGE, "The council of Velm reportedly closed the Ostrand bridge to lorries on Monday after a survey.")
    assert {stand.origin: stand.hedge for stand in held.facts[0].stands} == {"a1": None, "b1": "reportedly"}


def test_the_same_speaker_who_says_another_thing_does_not_agree():
    one = "The warden saw three wolves, said Chief Ranger Orla Brandt of the Tessel Forest Guard."
    other = "The road stays open, said Chief Ranger Orla Brandt of the Tessel Forest Guard."
    assert comparison(one, other).facts == ()


def test_a_negation_is_no_agreement():
    assert comparison(BRIDGE, BRIDGE.replace("closed", "has not closed")).facts == ()


def test_another_count_is_no_agreement():
    one = annotated("a1", "The flood in Velm drowned 30 sheep on Monday night.", figures=[("30 sheep", 30, "sheep")])
    two = annotated("b1", "The flood in Velm drowned 90 sheep on Monday night.", figures=[("90 sheep", 90, "sheep")])
    dossier, _ = drafted(one, two)
    assert not agree(*dossier.passages)
    assert Comparison(dossier).facts == ()


def test_only_here_needs_every_article_of_others_searched():
    alone = comparison(f"{BRIDGE} The survey found rust in nine of the eleven girders under the roadway.", BRIDGE)
    assert alone.is_only_here(1)
    told = comparison(
        f"{BRIDGE} The survey found rust in nine of the eleven girders under the roadway.",
        f"{BRIDGE} {REST} Corrosion was discovered in 9 of 11 girders beneath the road, according to the survey.",
    )
    assert not told.is_only_here(1)


def test_what_another_paper_has_in_pieces_is_not_only_here():
    own = "A reserve fund of the diocese paid for lanterns, blankets, soup and a ferry after the landslide."
    pieces = (
        "Lanterns lit the quay. The mayor spoke first. Blankets lay in heaps. A choir sang. Soup was ladled out at noon. "
        "Nobody complained. The ferry came late. Gulls nest under the arches. The landslide had taken the road. It rained."
    )
    apart = f"{BRIDGE} {REST} The council meets again in June. A choir sang. Nobody complained."
    assert comparison(own, apart).is_only_here(0)
    assert not comparison(own, pieces).is_only_here(0)


def test_a_copy_is_searched_like_its_origin():
    text = f"{BRIDGE} The survey found rust in nine of the eleven girders under the roadway."
    short = comparison(text, BRIDGE, f"{BRIDGE} Rust was found in nine of eleven girders under the road.", copies={"c1": "b1"})
    assert not short.is_only_here(1)


def test_a_story_of_one_origin_has_nothing_of_its_own():
    assert not comparison(BRIDGE).is_only_here(0)


def test_negations_and_hedges_are_seen():
    assert negated("The bridge isn’t open.")
    assert not negated("The bridge is open.")
    assert hedged("The bridge is thought to be closed.") == "is thought to"
