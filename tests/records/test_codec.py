"""Records to JSON and back."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

from broadsheet.records.annotation import Annotated, Figure, Mention, Quote, Sentence, Speaker, Trim, When
from broadsheet.records.article import Article, Piece
from broadsheet.records.codec import digest, from_json, to_json, to_plain
from broadsheet.records.pool import ArticleEntry
from broadsheet.records.story_page import BuildReport, Checks, Section, Stats, StoryPage, Times
from broadsheet.records.text import Extent, Span, Statement

ARTICLE = Article(
    id="pg_1#1", page="pg_1", place=1, title="T", text="Ida “says” so.", ranges=(Piece(page_start=0, page_end=14, text_start=0),)
)
ANNOTATED = Annotated(
    article=ARTICLE,
    sentences=(Sentence(extent=Extent(0, 14), paragraph=0, terms=("ida",), trims=(Trim(extent=Extent(0, 3), kind="dateline"),)),),
    mentions=(Mention(extent=Extent(0, 3), kind="person", entity="m1"),),
    quotes=(Quote(extent=Extent(5, 9), direct=True, sentence=0, speaker=Speaker(extent=Extent(0, 3), entity="m1")),),
    figures=(Figure(extent=Extent(0, 3), value=1.5, unit="people", label="dead", sentence=0),),
    times=(When(extent=Extent(0, 3), value="2031", kind="date", precision="year", sentence=0),),
)


def page() -> StoryPage:
    return StoryPage(
        schema="broadsheet/story@1",
        id="st_1",
        slug="ida",
        revision=1,
        content_sha256="0" * 64,
        headline="s1",
        language="en",
        state="quiet",
        thread=None,
        times=Times(first_seen=None, last_update=None, built="2031-05-06"),
        stats=Stats(articles=1, outlets=0, origins=1, copies=0),
        sections=(Section(kind="whats_happened", heading="What's happened", body=("s1",)),),
        statements={"s1": Statement(text="Ida says so.", made="verbatim", spans=("p1",), support="verbatim", origins=1)},
        spans={"p1": Span(article="a1", start=0, end=3, exact="Ida")},
        articles={
            "a1": ArticleEntry(
                id="pg_1#1",
                outlet=None,
                title="T",
                text_sha256=ARTICLE.text_sha256,
                role="report",
                copy_kind="original",
                origin="pg_1#1",
                cut="none",
                url=None,
                published=None,
                published_precision="unknown",
                date_source="none",
            )
        },
        outlets={},
        entities={},
        build=BuildReport(
            engine="0",
            config_sha256="0" * 64,
            inputs_sha256="0" * 64,
            model=None,
            checks=Checks(statements=1, refused=0, spans=1, mismatches=0),
        ),
    )


@pytest.mark.parametrize("record", [ARTICLE, ANNOTATED, page()], ids=lambda record: type(record).__name__)
def test_what_is_written_is_read_back(record: object) -> None:
    assert from_json(type(record), to_json(record)) == record


def test_an_unknown_outlet_is_written_as_null() -> None:
    plain = to_plain(page())
    assert plain["articles"]["a1"]["outlet"] is None
    assert "modified" not in plain["articles"]["a1"]


def test_a_page_has_the_shape_of_the_schema() -> None:
    schema = json.loads(files("broadsheet.records").joinpath("story.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(to_json(page())), schema)


def test_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digest({"b": 1, "a": "é"}) == digest({"a": "é", "b": 1}) != digest({"a": "e", "b": 1})
