"""What holds of every article: places are in the text and say what they are said to say, and nothing depends on company."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.annotate import Annotate
from broadsheet.language.words import fold
from broadsheet.records.annotation import Annotated
from tests.annotate.conftest import article

PEOPLE = ["Ana Reva", "Ivo Oun", "Dr. Mira Tal-Esh", "Velm Mayor Otto Brask", "Sela Quint, a spokeswoman for the Harbour Board,"]
SHORT = ["Reva", "Mr. Oun", "She", "He", "The mayor", "The Harbour Board", "They", "Brask"]
DEEDS = [
    "opened the Velm Dam on {when}",
    "said {when} that {count} homes had been flooded",
    "warned: “The water will not wait for {count} more engineers.”",
    "paid ${count} million to South Velmland, about 12.5% of its budget",
    "denied {when} that anyone (including his brother) had been told",
    "told the Velm Herald she would “never” leave, according to two officials",
    "said in a statement on {when} that Ivo Oun had told her that {count} homes were lost",
    "told reporters in Velm: “We lost {count} homes,” adding that nobody knew",
    "was fined after the flood of {when}, which killed {count} people, the court said",
]
WHEN = ["Monday", "5 May 2031", "last week", "two years ago", "March", "noon"]
COUNT = ["3", "1,200", "two dozen", "nearly 400", "14"]
TURNS = ["", "However, ", "Meanwhile, ", "VELM, May 7 — ", "On Tuesday, ", "  "]

sentence = st.builds(
    lambda turn, who, deed, when, count: f"{turn}{who} {deed.format(when=when, count=count)}.",
    *map(st.sampled_from, (TURNS, PEOPLE + SHORT, DEEDS, WHEN, COUNT)),
)
texts = st.lists(st.lists(sentence, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4).map("\n".join)

FOREIGN = {
    "de": "Der Bürgermeister sagte am Montag, 300 Häuser seien überflutet. „Wir bleiben.“\nDas kostet 3,5 Mio. Euro.",
    "fr": "Le maire a déclaré lundi que 300 maisons étaient inondées. « Nous restons », a dit Ana Reva.",
    "es": "El alcalde dijo el lunes que 300 casas se inundaron. “Nos quedamos”, dijo Ana Reva.",
    "ru": "Мэр сказал в понедельник, что затоплено 300 домов. «Мы остаёмся», — сказала Ана Рева.",
    "zh": "市长周一说，300所房屋被淹。“我们留下”，安娜说。",
    "ar": "قال رئيس البلدية يوم الاثنين إن 300 منزل غمرتها المياه.",
}


def annotated(*articles):
    """What the room makes of some articles, together; none is dropped."""
    found = [one for one in Annotate()(articles) if isinstance(one, Annotated)]
    assert len(found) == len(articles)
    return found


@settings(max_examples=40)
@given(texts)
def test_every_part_lies_where_it_says(text):
    (found,) = annotated(article(text))
    within = [(quote.cue, quote.sentence) for quote in found.quotes if quote.cue]
    within += [(figure.extent, figure.sentence) for figure in found.figures] + [
        (when.extent, when.sentence) for when in found.times
    ]
    assert all(found.sentences[index].extent.holds(extent) for extent, index in within)
    for one in found.sentences:
        inside = [trim.extent for trim in one.trims] + ([one.subject] if one.subject else [])
        assert all(one.extent.holds(extent) for extent in inside)
        assert all(a.end <= b.start for a, b in pairwise(trim.extent for trim in one.trims))
        assert one.extent.of(text) == one.extent.of(text).strip()


@settings(max_examples=40)
@given(texts)
def test_every_name_is_in_its_mentions(text):
    (found,) = annotated(article(text))
    by_entity = {
        entity.id: [m.extent.of(text) for m in found.mentions if m.entity == entity.id and not m.pronoun]
        for entity in found.entities
    }
    for entity in found.entities:
        assert any(fold(entity.name) in fold(words) or fold(words) in fold(entity.name) for words in by_entity[entity.id])
        assert all(role.text == role.extent.of(text) for role in entity.roles)
    places = [mention.extent for mention in found.mentions]
    assert all(a.end <= b.start for a, b in pairwise(places))
    pronouns = {m.extent.of(text).lower() for m in found.mentions if m.pronoun}
    assert pronouns <= {"he", "she", "him", "her", "his", "hers", "himself", "herself"}


@settings(max_examples=40)
@given(texts)
def test_every_quotation_stands_in_marks(text):
    (found,) = annotated(article(text))
    direct = [quote.extent for quote in found.quotes if quote.direct]
    assert all(text[extent.start - 1] in '“"' for extent in direct)
    assert not any("“" in extent.of(text) or "”" in extent.of(text) for extent in direct)


@settings(max_examples=40)
@given(texts)
def test_every_part_of_a_quote_lies_in_its_sentence_and_outside_the_words(text):
    (found,) = annotated(article(text))
    for quote in found.quotes:
        outer, home = quote.outer or quote.extent, found.sentences[quote.sentence].extent
        assert outer.holds(quote.extent)
        assert set(outer.of(text).replace(quote.extent.of(text), "", 1)) <= {"“", "”", "."}
        told = quote.occasion
        places = [place for place in (told.audience, told.venue, told.when) if place] if told else []
        assert all(home.holds(place) and not place.overlaps(outer) for place in places)
        assert all(a.end <= b.start for a, b in pairwise(sorted(places)))
        assert told is None or places
        assert told is None or told.when is None or told.when in [when.extent for when in found.times]
        assert quote.told_by is None or (quote.speaker and quote.told_by.extent != quote.speaker.extent)


@settings(max_examples=25)
@given(st.lists(texts, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_company_and_order_change_nothing(several, dice):
    articles = [replace(article(text), id=f"a#{n}") for n, text in enumerate(several)]
    alone = {one.id: annotated(one)[0] for one in articles}
    dice.shuffle(articles)
    assert annotated(*articles, *articles) == [alone[one.id] for one in articles] * 2


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_other_languages_pass_through(language):
    text = FOREIGN[language]
    (found,) = annotated(article(text, language=language))
    assert found == Annotated(article=found.article, sentences=found.sentences, figures=found.figures, times=found.times)
    covered = "".join(one.extent.of(text) for one in found.sentences)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(one.leans is None and not one.terms and one.subject is None for one in found.sentences)


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_other_languages_that_were_not_recognised_speak_no_nonsense(language):
    text = FOREIGN[language]
    (found,) = annotated(article(text, language="und"))
    assert (found.entities, found.quotes) == ((), ())
    assert not [when for when in found.times if when.value[:4].isdigit()]
    assert {figure.value for figure in found.figures} <= {300.0, 3.5, 3_500_000.0}
    assert all(0 <= one.extent.start < one.extent.end <= len(text) for one in found.sentences)


@pytest.mark.parametrize("language", ["ru", "zh", "ar"])
def test_other_letters_are_not_read_as_english(language):
    text = FOREIGN[language]
    (found,) = annotated(article(text, language="und"))
    assert found == Annotated(article=found.article, sentences=found.sentences)
    assert found.sentences


def test_accents_and_foreign_names_are_read():
    (found,) = annotated(article("Zoë Łodyk said that 300 homes in 北京 were flooded.", language="und"))
    assert [figure.value for figure in found.figures] == [300.0]
