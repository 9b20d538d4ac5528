"""Strangers: whom a sentence names and nothing introduces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.records.text import Extent
from broadsheet.write.headline import headline, standfirst
from broadsheet.write.sections.whats_happened import section
from broadsheet.write.strangers import tells_of_a_stranger
from tests.write.stories import drafted
from tests.write.telling import annotated

NEWS = "The council of Velm bought the old ferry for nine million crowns on Monday."
RIDE = "Ada Pell crossed the lake on Monday on the old ferry of Velm and counted the birds."


def with_subject(article, index, name):
    """The article with `name` as the subject of one of its sentences."""
    start = article.article.text.index(name, article.sentences[index].extent.start)
    told = replace(article.sentences[index], subject=Extent(start, start + len(name)))
    return replace(article, sentences=(*article.sentences[:index], told, *article.sentences[index + 1 :]))


def is_strange(text, *others, title="Velm council buys old ferry", people=("Ada Pell",)):
    article = with_subject(annotated("a1", text, title=title, people=people), 0, people[0])
    dossier, _ = drafted(article, *others)
    passage = next(p for p in dossier.passages if p.article.article.id == "a1" and not p.index)
    return tells_of_a_stranger(dossier, passage, text)


OTHER = annotated("b1", NEWS, title="Velm buys ferry")


def test_somebody_whom_one_paper_names_and_nothing_introduces_is_a_stranger():
    assert is_strange(RIDE, OTHER)


@pytest.mark.parametrize(
    "introduced",
    [
        "Ada Pell, who runs the mill, crossed the lake on Monday on the old ferry of Velm.",
        "Ada Pell (Greens) crossed the lake on Monday on the old ferry of Velm.",
        "Fishwife Ada Pell crossed the lake on Monday on the old ferry of Velm.",
    ],
)
def test_who_is_introduced_is_no_stranger(introduced):
    assert not is_strange(introduced, OTHER)


def test_whom_a_title_or_another_paper_names_is_no_stranger():
    named = annotated("b1", "Ada Pell told the council of Velm to buy the ferry.", people=["Ada Pell"])
    assert not is_strange(RIDE, OTHER, title="Pell counts birds")
    assert not is_strange(RIDE, named)


def test_in_a_single_report_a_bare_surname_is_strange_and_a_full_name_is_not():
    assert is_strange("Pell crossed the lake on Monday on the old ferry of Velm.", people=("Pell",))
    assert not is_strange(RIDE)


def test_a_rank_introduces():
    assert not is_strange("Gen. Ada Pell crossed the lake on Monday on the old ferry.", OTHER, people=("Gen. Ada Pell",))


def test_no_standfirst_is_a_strangers():
    ride = "Ada Pell crossed the lake on the old ferry of Velm and counted the grey birds of the council."
    feature = with_subject(annotated("a1", ride, title="Ferry of Velm", people=["Ada Pell"]), 0, "Ada Pell")
    named = with_subject(annotated("a1", ride, title="Ada Pell on the ferry of Velm", people=["Ada Pell"]), 0, "Ada Pell")
    assert context_of(feature) is None
    assert context_of(named) is not None


def context_of(feature):
    """The standfirst beside the news, which has been told."""
    dossier, draft = drafted(feature, OTHER)
    draft.tell(next(i for i, passage in enumerate(dossier.passages) if passage.text == NEWS))
    return standfirst(dossier, draft)


def test_no_headline_is_a_strangers_where_there_is_another():
    ride = "Ada Pell crossed the lake on the old ferry of Velm."
    feature = with_subject(annotated("a1", ride, title="12", people=["Ada Pell"]), 0, "Ada Pell")
    dossier, draft = drafted(feature, annotated("b1", NEWS, title="13"))
    assert "Pell" not in draft.statement(headline(dossier, draft)).text


def test_the_news_is_told_without_a_features_passenger():
    feature = with_subject(annotated("a1", RIDE, title="A ride on the ferry of Velm", people=["Ada Pell"]), 0, "Ada Pell")
    dossier, draft = drafted(feature, OTHER)
    told = section(dossier, draft)
    assert told is not None
    assert [draft.statement(key).text for key in told.body] == [NEWS]
