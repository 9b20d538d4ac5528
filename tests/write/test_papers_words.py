"""A paper's own words by log-odds, and its own sources."""

from __future__ import annotations

from collections import Counter

from broadsheet.write.papers_sources import own_sources
from broadsheet.write.papers_words import Contrast, own_words
from tests.write.stories import drafted
from tests.write.telling import annotated


def test_what_all_say_is_nobodys_own():
    contrast = Contrast(Counter(dam=9, wall=4, mud=1), Counter(dam=9, wall=4, bell=1))
    assert abs(contrast.z("dam")) < 0.3
    assert contrast.marked(3) == []


def test_a_word_that_one_paper_repeats_is_its_own():
    contrast = Contrast(Counter(dam=6, pyjamas=7), Counter(dam=9, wall=40))
    assert contrast.z("pyjamas") > 1.64 > contrast.z("dam")
    assert contrast.marked(3) == ["pyjamas"]
    assert contrast.distinctiveness(["pyjamas", "pyjamas"]) == contrast.z("pyjamas")
    assert contrast.distinctiveness([]) == 0


def test_own_words_are_shown_with_their_places():
    own = annotated("a1", "The otter swam. An otter barked. Some otter fled. Most otter dens in Velm are dry.", outlet="post")
    other = annotated(
        "b1", " ".join(f"The council of Velm met for the {n}th time about the river wall." for n in range(12)), outlet="sun"
    )
    dossier, draft = drafted(own, other)
    (mark,) = own_words(dossier, draft, [own])
    assert mark.label == "“otter” 4 times"
    assert [draft.span(key).exact for key in mark.spans] == ["otter", "otter"]


def test_a_source_is_its_own_only_if_no_other_origin_gives_the_name_words():
    said = [("the wall held", "Ola Brandt"), ("the gate was open", "Mira Tell")]
    text = "Ola Brandt said the wall held. Mira Tell said the gate was open."
    own = annotated("a1", text, people=["Ola Brandt", "Mira Tell"], said=said, outlet="post")
    other = annotated("b1", "The gate was never shut, Tell told reporters in Velm.", outlet="sun")
    dossier, _ = drafted(own, other)
    assert [source.member.name for source in own_sources(dossier, [own])] == ["Ola Brandt"]
