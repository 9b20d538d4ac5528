"""A name that an editor corrected is right wherever the page speaks, and as it was printed wherever it is quoted or cited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.annotate import Annotate
from broadsheet.language.respelling import read_corrected
from broadsheet.records.article import Article
from broadsheet.records.reading import Correction
from broadsheet.records.story_page import StoryPage
from broadsheet.write import write_page
from broadsheet.write.dossier import Dossier
from broadsheet.write.grounding import check
from tests.write.stories import story

RIGHT = Correction(printed="Orla Tenck", correct="Orla Tench", decision="de_1", at="2031-03-04T09:00:00+00:00")
FIRST = (
    "Harbour minister Orla Tenck opened the lower sluice at Velm on Monday after two farms were cut off by the flood. "
    "Tenck promised the farmers of Ostrand 3 million crowns for the hay that the water had spoilt. "
    "“Nobody asked Orla Tenck to open it,” said the mayor of Velm, Piet Harrow, who has fought the sluice for years."
)
SECOND = (
    "The sluice at Velm was opened on Monday, the harbour minister, Orla Tench, told reporters in the town. "
    "Engineers expect the water at Ostrand to fall by two metres before the end of the week, she said."
)


def article(key: str, text: str, title: str, outlet: str) -> Article:
    return Article(
        id=key, page=f"pg_{key}", place=1, title=title, text=text, ranges=(), outlet=outlet, published="2031-03-04", language="en"
    )


@pytest.fixture(scope="module")
def articles():
    told = [
        article("a1", FIRST, "Minister Orla Tenck opened sluice at Velm", "Velm Herald"),
        article("a2", SECOND, "Sluice at Velm was opened on Monday", "Ostrand Post"),
    ]
    return tuple(Annotate()(told))


def page_of(articles, *corrections: Correction, previous: StoryPage | None = None) -> StoryPage:
    read, readings = read_corrected(articles, corrections)
    page = write_page(replace(story(*read), readings=readings), as_of="2031-03-05T12:00:00Z", previous=previous)
    assert isinstance(page, StoryPage), page
    return page


@pytest.fixture(scope="module")
def corrected(articles) -> StoryPage:
    return page_of(articles, RIGHT)


def test_what_the_page_says_has_the_right_name(articles, corrected):
    said = [statement.text for statement in corrected.statements.values()]
    assert any("Tenck" in statement.text for statement in page_of(articles).statements.values())
    assert any("Orla Tench" in text for text in said)
    assert all("Tenck" not in text.partition("“")[0] for text in said)


def test_one_who_was_two_is_one(articles):
    casts = [Dossier(story(*some), as_of="2031-03-05") for some in (articles, read_corrected(articles, [RIGHT])[0])]
    names = [sorted(member.name for member in one.cast.members if member.name.startswith("Orla")) for one in casts]
    assert names == [["Orla Tench", "Orla Tenck"], ["Orla Tench"]]


def test_what_is_cited_and_quoted_stays_as_it_was_printed(articles, corrected):
    texts = {annotated.article.id: annotated.article.text for annotated in articles}
    assert all(span.stands_in(texts[corrected.articles[span.article].id]) for span in corrected.spans.values())
    assert corrected.build.checks.mismatches == 0
    assert {entry.text_sha256 for entry in corrected.articles.values()} == {a.article.text_sha256 for a in articles}
    assert "Minister Orla Tenck opened sluice at Velm" in {entry.title for entry in corrected.articles.values()}
    assert [quote.text for quote in corrected.quotes.values() if quote.direct] == ["Nobody asked Orla Tenck to open it"]


def test_the_gate_holds_over_the_words_as_they_are_read(corrected):
    respelt = [s for s in corrected.statements.values() if any(corrected.spans[key].x_respelt for key in s.spans)]
    assert respelt
    for statement in respelt:
        assert statement.made == "joined"
        assert check(statement.text, [corrected.spans[key].read for key in statement.spans]).grounded, statement.text
        assert not check(statement.text, [corrected.spans[key].exact for key in statement.spans]).grounded, statement.text


def test_the_same_page_again_is_no_revision_and_without_the_correction_it_is_what_it_was(articles, corrected):
    again = page_of(articles, RIGHT, previous=corrected)
    assert (again.revision, again.content_sha256) == (corrected.revision, corrected.content_sha256)
    back = page_of(articles, previous=corrected)
    assert back.revision == corrected.revision + 1
    assert {s.text for s in back.statements.values()} == {s.text for s in page_of(articles).statements.values()}
