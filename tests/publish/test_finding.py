"""Search and questions in the web app."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import html

from broadsheet import pipeline
from broadsheet.publish.views.finding import marked, stories_found
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.web import Archive, Regulars
from broadsheet.records.edition import Desk
from broadsheet.records.text import Extent
from broadsheet.records.verdict import Answer, AnswerPart
from broadsheet.search import Hit
from broadsheet.store import Store
from tests.store.making import article_of, page_of, put

from .webs import app_over, ask, edition_paper

TEXTS = {
    "Ferry to Halm stops": "The ferry to Halm island stopped on Monday.\nIts crew asks for four more hands on deck.",
    "Council closes brewery": "The council of Varnby closed the old brewery on Tuesday.\nNobody in Varnby took the ferry.",
}


READER = "a" * 32


def fill(store: Store) -> None:
    for title, text in TEXTS.items():
        page = page_of(f"{title}.txt", text)
        put(store, page, article_of(page, title=title, text=text, published="2031-05-06", outlet="Halm Gazette"))
    store.vocabulary.catch_up()


@pytest.fixture(scope="module")
def app() -> Iterator[object]:
    with Store.open("sqlite://") as store:
        fill(store)
        edition = pipeline.edition(store, title="Halm", zone="UTC", as_of="2031-05-06T12:00:00+00:00")
        yield app_over(edition_paper(edition), regulars=Regulars(Archive(store), lambda: "0" * 32))


def page(app: object, target: str, **headers: str) -> html.HtmlElement:
    answer = ask(app, target, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["cache-control"].startswith("private")
    return html.document_fromstring(answer.content)


def titles(found: html.HtmlElement) -> list[str]:
    return [link.text_content() for link in found.xpath("//li/p[@class='source-title']/a")]


def test_words_are_found_and_marked(app):
    found = page(app, "/search?q=ferries")
    assert titles(found) == list(TEXTS)
    assert {mark.text for mark in found.iter("mark")} == {"ferry", "Ferry"}
    assert found.xpath("string(//input[@name='q']/@value)") == "ferries"
    assert ask(app, found.xpath("string(//li//a/@href)")).status_code == 200


def test_filters_are_a_form_and_counts_are_links(app):
    found = page(app, "/search?q=ferry+council&from=2031-05-06&outlet=Halm+Gazette")
    assert found.xpath("string(//details//input[@name='from']/@value)") == "2031-05-06"
    (chosen,) = found.xpath("//nav//a[@aria-current]")
    assert (chosen.text_content(), chosen.get("href")) == ("Halm Gazette ×", "/search?q=ferry+council&from=2031-05-06")
    assert "No article" in page(app, "/search?q=ferry&to=2031-05-05").text_content()
    assert "A day is written like" in page(app, "/search?q=ferry&from=tomorrow").text_content()
    newest = page(app, "/search?outlet=Halm+Gazette")
    assert len(newest.xpath("//ol/li/p[@class='source-title']")) == 2


def test_a_search_is_narrowed_to_a_desk_of_ones_own_or_of_the_paper(invented):
    with Store.open("sqlite://") as store:
        fill(store)
        at_sea, on_land = (placed.story for placed in store.articles.placements().values())
        story = replace(next(one for one in invented.stories if one.id == "st_ferry"), id=at_sea)
        edition = pipeline.edition(store, title="Halm", zone="UTC", as_of="2031-05-06T12:00:00+00:00")
        edition = replace(edition, stories=(story,), desks=(Desk(name="Ale", stories=(on_land,)),))
        store.readers.keep_desk(READER, "Boats", "ferries collide, quay")
        app = app_over(edition_paper(edition), regulars=Regulars(Archive(store), lambda: READER))
        mine = {"cookie": f"reader={READER}", "accept": "text/html"}
        found = {desk: titles(page(app, f"/search?q=ferry&desk={desk}", **mine)) for desk in ("Boats", "Ale", "X")}
        assert found == {"Boats": [headline(story), "Ferry to Halm stops"], "Ale": ["Council closes brewery"], "X": []}
        assert titles(page(app, "/search?q=ferry&desk=Boats")) == []  # nobody else has it
        assert titles(page(app, "/search?desk=Ale")) == ["Council closes brewery"]
        shown = page(app, "/search?q=ferry&desk=Ale", **mine)
        assert shown.xpath("//select/option/@value") == ["", "Boats", "Ale"]
        assert shown.xpath("//option[@selected]/@value") == ["Ale"]
        hits = ask(app, "/api/v1/search?q=ferry&desk=Ale").json()["hits"]
        assert {hit["story"] for hit in hits} == {on_land}


def test_a_slip_is_put_right_and_said(app):
    told = page(app, "/search?q=breweri").text_content()
    assert "Nothing has “breweri”. This is “brewery”." in " ".join(told.split())


def test_a_search_is_a_document_too(app):
    answer = ask(app, "/api/v1/search?q=ferry&limit=1")
    assert [hit["kind"] for hit in answer.json()["hits"]] == ["story", "article"]
    assert answer.json()["hits"][1]["outlet"] == "Halm Gazette"
    assert ask(app, "/api/v1/search?q=ferry&limit=1", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    for wrong in ("", "?limit=5", "?q=ferry&limit=0", "?q=ferry&limit=x", "?q=ferry&from=yesterday"):
        refused = ask(app, f"/api/v1/search{wrong}")
        assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")
    assert "/api/v1/search" in ask(app, "/openapi.json").json()["paths"]


def test_a_search_is_kept_and_listed():
    with Store.open("sqlite://") as store:
        store.readers.keep_search("r", "Boats", "q=ferry")
        store.readers.keep_search("r", "Boats", "q=ferries&outlet=Halm+Gazette")
        store.readers.keep_search("r", "Ale", "q=brewery")
        store.readers.keep_search("s", "Choir", "q=choir")
        assert store.readers.searches("r") == {"Ale": "q=brewery", "Boats": "q=ferries&outlet=Halm+Gazette"}
        store.readers.keep_search("r", "Ale", None)
        assert list(store.readers.searches("r")) == ["Boats"]


def test_nothing_found_is_said(app):
    assert "No article and no printed sentence has these words." in page(app, "/search?q=zeppelin").text_content()
    assert "Words are looked for in every article" in page(app, "/search").text_content()


def test_a_question_is_answered_with_its_source(app, monkeypatch):
    def answered(store: Store, question: str, *_scope: object, **_more: object) -> Answer:
        (cited,) = (article for article in store.articles.all() if article.title == "Ferry to Halm stops")
        sentence = cited.text.partition("\n")[0]
        part = AnswerPart(text=sentence, citations=((cited.id, Extent(0, len(sentence))),))
        return Answer(question=question, refused=False, parts=(part,), confidence=0.9)

    monkeypatch.setattr("broadsheet.publish.web.finding.ask", answered)
    told = page(app, "/ask?q=When+did+the+ferry+to+Halm+stop%3F")
    (answer,) = told.xpath("//p[@class='answer']")
    assert answer.text_content().startswith("The ferry to Halm island stopped on Monday.")
    (mark,) = answer.xpath(".//a[@role='doc-noteref']")
    (note,) = told.xpath(f"//*[@id='{mark.get('href').removeprefix('#')}']")
    assert "The ferry to Halm island stopped on Monday." in note.text_content()
    assert "Halm Gazette, 6 May 2031" in note.text_content()


def test_a_question_without_an_answer_is_refused_with_what_comes_nearest(app):
    told = page(app, "/ask?q=Who+designed+the+ferry+to+Halm%3F")
    assert "No article here answers that." in told.text_content()
    assert told.xpath("//p[@class='answer']") == []
    assert "They do not answer it." in told.text_content()


@pytest.mark.parametrize("asked", ["%3Cscript%3Ealert(1)%3C/script%3E", "%22%20onfocus=x", "%00%ff", "a&q=b&q=c"])
def test_odd_words_are_only_words(app, asked):
    for name in ("search", "ask"):
        told = page(app, f"/{name}?q={asked}")
        assert [script.get("src") for script in told.iter("script")] == ["/static/paper.js", "/static/app.js"]
        assert told.xpath("//@*[starts-with(name(), 'on')]") == []


def test_a_printed_sentence_leads_to_its_evidence(invented):
    library = Library(invented, "/")
    story = next(story for story in invented.stories if story.id == "st_ferry")
    key, statement = next((key, said) for key, said in story.statements.items() if key != story.headline)
    hits = [Hit(kind="statement", id=story.id, title="", text=statement.text, score=1.0)] * 2
    (line,) = stories_found(library, hits, statement.text.split()[1])
    ((pieces, mark),) = line.passages
    assert "".join(text for text, _ in pieces) == statement.text
    assert any(asked for _, asked in pieces)
    assert mark is not None
    assert mark.href == f"/stories/st_ferry.html#e-{key}"


def test_only_words_that_were_asked_for_are_marked():
    assert marked("A ferry. Ferrous.", "ferries") == (("A ", False), ("ferry", True), (". Ferrous.", False))
    assert marked("A ferry.", "") == (("A ferry.", False),)
