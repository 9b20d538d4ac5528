"""Who said what: sure speakers, exact words, each quote once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.records.annotation import Occasion, Quote, Speaker
from broadsheet.write.sections.who_said_what import section
from tests.write.stories import drafted
from tests.write.telling import annotated, at

SAID = "We did not have time to warn the village"
TENCH = f"“{SAID},” said Orla Tench, the mayor of Velm. The dam had been inspected in May."
REST = " The council met for hours." * 40


def tench(key="a1", text=TENCH, said=SAID, **options):
    return annotated(
        key, text + REST, people=["Orla Tench"], roles={"Orla Tench": "the mayor of Velm"} if "the mayor" in text else None,
        said=[(said, "Orla Tench")], **options,
    )  # fmt: skip


def quotes(*articles, **options):
    dossier, draft = drafted(*articles, **options)
    made = section(dossier, draft)
    pool = draft.pools()["quotes"]
    return [pool[key] for key in made.items] if made else [], draft


def test_card_of_a_quote():
    (card,), draft = quotes(tench(outlet="Lisse Courier"))
    assert (card.text, card.direct, card.speaker_text, card.speaker_role) == (SAID, True, "Orla Tench", "mayor of Velm")
    assert draft.span(card.spans[0]).exact == SAID
    assert draft.pools()["entities"][card.speaker].name == "Orla Tench"
    assert card.carried_by == ("lisse-courier",)


def test_same_quote_of_two_papers_is_one_card():
    longer = f"{SAID}, and nobody told us"
    other = tench("a2", f"Orla Tench said: “{longer}.” The road is closed.", longer, outlet="Northern Post")
    (card,), _ = quotes(tench(outlet="Lisse Courier"), other)
    assert card.text == longer
    assert card.carried_by == ("lisse-courier", "northern-post")
    assert card.variants == ()


def test_other_wording_is_a_variant():
    other = "We did not have enough time to warn the whole village"
    (card,), draft = quotes(tench(), tench("a2", f"Orla Tench said: “{other}.” The road is closed.", other))
    assert {card.text, card.variants[0].text} == {SAID, other}
    assert draft.span(card.variants[0].spans[0]).exact == card.variants[0].text


def test_copies_carry_it_too():
    copy = tench("a2", outlet="Northern Post")
    (card,), _ = quotes(tench(outlet="Lisse Courier"), copy, copies={"a2": "a1"})
    assert card.carried_by == ("lisse-courier", "northern-post")


def test_two_speakers_of_the_same_words():
    text = f"“{SAID},” said Piet Harrow. The road is closed."
    other = annotated("a2", text + REST, people=["Piet Harrow"], said=[(SAID, "Piet Harrow")])
    assert quotes(tench(), other)[0] == []


def cued(article, cue):
    return replace(article, quotes=(replace(article.quotes[0], cue=at(article.article.text, cue)),))


def with_speaker(text, words, who):
    article = annotated("a1", text + REST)
    start, end = at(article.article.text, words)
    quote = Quote(extent=(start, end), direct=True, sentence=0, speaker=Speaker(extent=at(article.article.text, who)))
    return replace(article, quotes=(replace(quote, extent=at(article.article.text, words)),))


def test_pronoun_is_no_speaker():
    assert quotes(with_speaker(f"“{SAID},” she said. The road is closed.", SAID, "she"))[0] == []


def test_bare_surname_is_no_speaker():
    assert quotes(with_speaker(f"“{SAID},” Harrow said. The road is closed.", SAID, "Harrow"))[0] == []


def test_description_is_a_speaker():
    (card,), _ = quotes(with_speaker(f"“{SAID},” a harbour official said. The road is closed.", SAID, "a harbour official"))
    assert (card.speaker, card.speaker_text) == (None, "a harbour official")


def test_unsure_speaker_is_left_out():
    article = tench()
    guessed = replace(article, mentions=tuple(replace(m, safe=False) for m in article.mentions))
    assert quotes(guessed)[0] == []


def test_few_words_are_no_quote():
    assert quotes(tench(text="It was “a disaster”, said Orla Tench, the mayor of Velm.", said="a disaster"))[0] == []


def test_reported_words_that_stand_alone():
    words = "the gates of the upper dam would be closed on Friday"
    (card,), _ = quotes(cued(tench(text=f"Orla Tench said that {words}.", said=words), "said"))
    assert (card.text, card.direct) == (words, False)


def test_reported_words_that_lean():
    words = "it would close the gates of the upper dam on Friday"
    assert quotes(cued(tench(text=f"Orla Tench said that {words}.", said=words), "said"))[0] == []


def test_two_of_one_speaker_three_of_the_first():
    said = [
        "The bridge of the lower town must be rebuilt this year",
        "Nobody from the ministry has answered a letter of ours",
        "Children cannot go to school across a river without help",
        "Sandbags were promised in spring and came in autumn",
    ]
    text = " ".join(f"“{words},” said Orla Tench." for words in said)
    article = annotated("a1", text + REST * 3, people=["Orla Tench"], said=[(words, "Orla Tench") for words in said])
    assert len(quotes(article)[0]) == 3
    other = "The harbour of Velm has never been so full of wood and mud"
    second = annotated("a2", f"“{other},” said Piet Harrow." + REST, people=["Piet Harrow"], said=[(other, "Piet Harrow")])
    assert [card.speaker_text for card in quotes(article, second)[0]].count("Orla Tench") == 3


def test_words_that_open_on_a_connective_are_no_quote():
    said = "Instead, the council will close the mill of Velm in May"
    assert quotes(tench(text=f"“{said},” said Orla Tench, the mayor of Velm.", said=said))[0] == []


def test_title_of_a_work_is_no_quote():
    words = "The Long Night of the Lower Valley"
    assert quotes(tench(text=f"“{words}” was announced by Orla Tench.", said=words))[0] == []


def test_cue_must_be_speech():
    words = "The gates were closed too late by half a day"
    article = tench(text=f"“{words}” commissioned Orla Tench.", said=words)
    assert len(quotes(article)[0]) == 1
    assert quotes(cued(article, "commissioned"))[0] == []


def test_surname_of_two_people():
    article = annotated(
        "a1", TENCH + " Orla Tench and Emil Tench left." + REST, people=["Orla Tench", "Emil Tench"], said=[(SAID, "Tench")]
    )
    assert quotes(article)[0] == []


def test_body_speaks_only_with_a_verb():
    text = f"The lamps of Velm Port Authority burned. “{SAID}.” The authority said so."
    article = annotated("a1", text + REST, bodies=["Velm Port Authority"], said=[(SAID, "Velm Port Authority")])
    assert quotes(article)[0] == []
    assert len(quotes(cued(article, "said"))[0]) == 1


def test_speaker_far_away_needs_a_verb():
    article = annotated("a1", f"Orla Tench left. {REST} “{SAID}.” He said so.", people=["Orla Tench"], said=[(SAID, "Orla Tench")])
    assert quotes(article)[0] == []
    assert len(quotes(cued(article, "said"))[0]) == 1


def test_allowance():
    long = "The gates of the dam were closed too late because nobody at the water board answered the telephone " * 8
    article = annotated("a1", f"“{long.strip()},” said Orla Tench.", people=["Orla Tench"], said=[(long.strip(), "Orla Tench")])
    assert quotes(article)[0] == []


MONDAY = ("Monday", "2031-03-03", "day")


def on_an_occasion(key="a1", published="2031-03-04", **parts):
    words = " ".join(parts.values())
    text = f"“{SAID},” Orla Tench told {words}. The road is closed."
    article = annotated(
        key, text + REST, people=["Orla Tench"], said=[(SAID, "Orla Tench")], times=[MONDAY] if "Monday" in words else [],
        relative=["Monday"], published=published,
    )  # fmt: skip
    told = Occasion(**{name: at(article.article.text, place) for name, place in parts.items()})
    return replace(article, quotes=(replace(article.quotes[0], occasion=told),))


def test_occasion_of_a_quote():
    (card,), draft = quotes(on_an_occasion(audience="reporters", venue="at a rally in Velm", when="Monday"))
    assert (card.audience, card.venue) == ("reporters", "at a rally in Velm")
    assert (card.said_at.text, card.said_at.start, card.said_at.relative) == ("Monday", "2031-03-03", True)
    assert [draft.span(key).exact for key in card.x_occasion] == ["reporters", "at a rally in Velm", "Monday"]


@pytest.mark.parametrize("venue", ["in a later interview", "in the same speech", "in the interview"])
def test_occasion_told_of_elsewhere_is_left_out(venue):
    (card,), _ = quotes(on_an_occasion(audience="me", venue=venue))
    assert (card.audience, card.venue, card.said_at, card.x_occasion) == (None, None, None, ())


def test_day_of_an_undated_article_is_unknown():
    (card,), _ = quotes(on_an_occasion(when="Monday", published=None))
    assert card.said_at is None


def test_occasion_comes_from_the_paper_that_tells_it():
    (card,), draft = quotes(tench(), on_an_occasion("a2", venue="In a statement"))
    assert card.venue == "in a statement"
    assert draft.span(card.x_occasion[0]).article == draft.article("a2")


def broken(first, cue, second):
    """One sentence in two pieces with a cue between."""
    text = f"“{first},” {cue} Orla Tench, “{second}.” The road is closed."
    article = annotated("a1", text + REST, people=["Orla Tench"], said=[(f"{first},", "Orla Tench"), (f"{second}.", "Orla Tench")])
    place = at(text, cue)
    return replace(article, quotes=tuple(replace(quote, cue=place) for quote in article.quotes))


def test_a_sentence_that_its_cue_breaks_is_printed_whole():
    first, second = "We did not have the time in May", "to warn the lower village."
    (card,), draft = quotes(broken(first, "said", second.rstrip(".")))
    assert (card.text, card.x_rest) == (first, second)
    assert [draft.span(key).exact for key in card.spans] == [first, second]


def test_another_sentence_behind_the_cue_is_not_its_rest():
    (first, *_), _ = quotes(broken("We did not have the time in May", "said", "Nobody has warned the lower village of it"))
    assert first.x_rest is None


def hearsay(teller):
    text = f"{teller} said Orla Tench told him: “{SAID}.” The road is closed."
    article = annotated("a1", text + REST, people=["Orla Tench", "Piet Harrow"], said=[(SAID, "Orla Tench")])
    name = next((entity.id for entity in article.entities if entity.name == teller), None)
    who = Speaker(extent=at(text, teller), entity=name)
    return replace(article, quotes=(replace(article.quotes[0], told_by=who),))


def test_words_that_somebody_tells_of_carry_the_teller():
    (card,), _ = quotes(hearsay("Piet Harrow"))
    assert (card.speaker_text, card.x_told_by) == ("Orla Tench", "Piet Harrow")


def test_words_that_nobody_knows_who_tells_are_left_out():
    assert quotes(hearsay("He"))[0] == []


def test_words_that_close_on_their_own_quotation_s_comma_are_no_quote():
    said = "Two words say it better than anything that I could say: ‘plainly false,’"
    text = f"“{said}” said Orla Tench, the mayor of Velm. The dam had been inspected in May."
    assert quotes(tench(text=text, said=said))[0] == []
    whole = said.replace(",’", "’")
    assert [card.text for card in quotes(tench(text=text.replace(said, whole), said=whole))[0]] == [whole]
