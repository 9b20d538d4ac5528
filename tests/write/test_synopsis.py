"""The synopsis: sequences of sentences, what is measured of them, and how one is told when a sentence is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from broadsheet.records.text import Extent
from broadsheet.write.sections.whats_happened import considered, section
from broadsheet.write.synopsis import FEATURES, MOST, REPEATS, Choice
from broadsheet.write.synopsis_weights import WEIGHTS
from tests.write.stories import drafted
from tests.write.telling import annotated

FIRST = (
    "The Velm council opened the lower sluice on Monday night after three days of rain. "
    "Two farms at Ostrand were cut off by the water until the next morning. "
    "Engineer Orla Tench told the council that the upper gate had jammed twice before."
)
SECOND = (
    "Velm opened its lower sluice on Monday night, and the water cut off two farms. "
    "A brass band played in the market square all the while, to nobody in particular."
)


def choice_of(*texts: str, bound: int = 30) -> Choice:
    articles = [annotated(f"a{i}", text, title="Velm opens lower sluice") for i, text in enumerate(texts)]
    dossier, _ = drafted(*articles)
    return considered(dossier, bound)


def test_there_is_one_weight_for_each_measure():
    choice = choice_of(FIRST, SECOND)
    assert len(WEIGHTS) == len(FEATURES) == choice.measures.shape[1]
    assert choice.measures.shape[0] == len(choice.sequences) == len(choice.scores)
    assert np.isfinite(choice.measures).all()


def test_a_sequence_fills_the_bound_and_passes_it_with_its_last_sentence_only():
    choice = choice_of(FIRST, SECOND, bound=20)
    for sequence in choice.sequences:
        lengths = [len(choice.sentences[index].split()) for index in sequence]
        assert sum(lengths[:-1]) < 20
        assert len(sequence) <= MOST


def test_an_articles_sentences_keep_their_order_and_nothing_is_told_twice():
    choice = choice_of(FIRST, FIRST + " " + SECOND, bound=200)
    for sequence in choice.sequences:
        for at, index in enumerate(sequence):
            before = [i for i in sequence[:at] if choice.dossier.passages[i].article is choice.dossier.passages[index].article]
            assert all(i < index for i in before)
            assert all(choice.dossier.likeness[index, i] < REPEATS for i in sequence[:at])


def test_what_the_papers_lead_on_is_worth_more_than_an_aside():
    choice = choice_of(FIRST, SECOND, bound=12)
    best = choice.sequences[int(np.argmax(choice.scores))]
    assert "lower sluice" in choice.sentences[best[0]]
    assert not any("brass band" in choice.sentences[index] for index in best)


def test_measures_are_shares():
    shares = choice_of(FIRST, SECOND).measures[:, [0, 1, 2, 3, 4, 5, 7, 8]]
    assert (shares >= 0).all()
    assert (shares <= 1 + 1e-9).all()


def test_a_refused_sentence_gives_way_to_the_next_best_sequence():
    choice = choice_of(FIRST, bound=60)
    first = choice.following(())
    assert first is not None
    other = choice.following((), {first})
    assert other is not None
    assert other != first
    assert choice.following((), set(choice.sentences)) is None


@pytest.mark.parametrize("text", ["", "Why now?"])
def test_a_story_without_a_usable_sentence_has_no_synopsis(text):
    dossier, draft = drafted(annotated("a1", text or "Ah.", title="12"))
    assert considered(dossier, 45).sequences == ()
    assert section(dossier, draft) is None


def test_the_section_is_told_in_the_order_that_was_weighed():
    dossier, draft = drafted(annotated("a1", FIRST, title="Velm opens lower sluice"))
    told = section(dossier, draft)
    assert told is not None
    texts = [draft.statement(key).text for key in told.body]
    assert texts == sorted(texts, key=FIRST.index)


def test_what_was_announced_for_a_day_that_is_over_is_not_told():
    ahead = annotated("a1", "Velm plays Ostrand at the lower sluice on Saturday in the cup.", title="Velm and Ostrand in cup",
                      tenses={0: "present"}, times=[("Saturday", "2031-03-08", "day")], published="2031-03-05")  # fmt: skip
    after = annotated("b1", "Velm beat Ostrand by two goals to win the cup.", title="Velm win cup", published="2031-03-09")
    told = considered(drafted(ahead, after)[0], 45).sentences.values()
    assert list(told) == ["Velm beat Ostrand by two goals to win the cup."]


def test_the_same_deadline_is_not_told_twice():
    text = (
        "The court ordered the Velm council to restore the names by April 15. "
        "The council of Velm must put the names back by April 15. The mayor said on Monday that it would."
    )
    article = annotated("a1", text, title="Court orders council to restore names",
                        times=[("April 15", "2031-04-15", "day")])  # fmt: skip
    again = replace(article.times[0], extent=Extent(text.rindex("April 15"), text.rindex("April 15") + 8), sentence=1)
    dossier, _ = drafted(replace(article, times=(*article.times, again)))
    assert dossier.counts_the_same(0, 1)
    assert not dossier.counts_the_same(0, 2)


def test_two_papers_sentences_on_one_thing_are_not_told_together():
    """They share no more than half of their words."""
    one = (
        "The Velm council voted on Monday to close the lower sluice, ending a quarrel that had lasted nine years with the millers."
    )
    other = (
        "After nine years of talk the lower sluice is to be shut for good, the council has said, "
        "to the surprise of farmers in Ostrand."
    )
    choice = choice_of(one, other, bound=60)
    assert 0.4 <= choice.dossier.overlap(0, 1) < 0.5
    assert choice.dossier.likeness[0, 1] < 0.5
    assert all(len(sequence) == 1 for sequence in choice.sequences)


def test_a_page_tells_something_though_nothing_introduces_it():
    text = "The bell came back to Velmont on Monday after two years at the foundry in Harth."
    article = annotated("a1", text, title="Two years in Harth")
    subject = replace(article.sentences[0], subject=Extent(0, len("The bell")))
    lone = replace(article, sentences=(subject,))
    dossier, draft = drafted(lone)
    assert [draft.statement(key).text for key in section(dossier, draft).body] == [text]
    more = "A foundry sent Velmont its bell on Monday after two years of work in Harth."
    other = annotated("a2", more, title="A foundry in Harth sends the bell to Velmont")
    dossier, draft = drafted(lone, other)
    assert draft.statement(section(dossier, draft).body[0]).text == more
