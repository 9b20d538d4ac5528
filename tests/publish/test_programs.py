"""The paper's objects: tables that turn into frames, stories in every form, and nothing hostile in a notebook."""

from __future__ import annotations

import builtins
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from lxml import html

from broadsheet.errors import MissingExtra, NotFound, UsageError
from broadsheet.publish.programs import Newspaper, Table
from broadsheet.publish.views.rows import TABLES, QuoteRow
from broadsheet.records.edition import Edition

NAMES = tuple(name for name in TABLES if name != "stories")
HARMLESS = set(re.findall(r"\w+", "article section h1 h2 h3 p em ul ol li br sup strong table thead tbody tr th td div"))


@pytest.fixture(scope="module")
def paper(invented: Edition) -> Newspaper:
    return Newspaper(invented)


def test_every_table_has_a_row_for_each_thing(paper: Newspaper):
    pages = paper.edition.stories
    assert len(paper.overview) == len(paper.stories) == len(list(paper)) == len(pages)
    assert len(paper.statements) == sum(len(page.statements) for page in pages)
    assert len(paper.quotes) == sum(len(story.quotes) for story in paper)
    assert [row.story for row in paper.articles] == [page.id for page in pages for _ in page.articles]


def test_words_of_a_row_stand_in_its_article(paper: Newspaper):
    texts = {row.article: row.text for row in paper.articles}
    cited = [row for row in (*paper.statements, *paper.quotes, *paper.figures) if texts.get(row.article)]
    assert len(cited) > 20
    assert [row for row in cited if row.words not in texts[row.article]] == []


def test_a_statement_knows_where_it_stands(paper: Newspaper):
    page = paper.stories[0].page
    placed = {row.key: row.section for row in paper.stories[0].statements}
    assert placed[page.headline] == "headline"
    assert {placed[key] for section in page.sections for key in section.body if key in placed} - {"headline", "standfirst", None}


@pytest.mark.parametrize("name", NAMES)
def test_arrow_polars_and_pandas_hold_the_same_rows(paper: Newspaper, name: str):
    table: Table[Any] = getattr(paper, name)
    rows = [{key: list(value) if isinstance(value, tuple) else value for key, value in row.items()} for row in table.to_dicts()]
    assert table.to_arrow().to_pylist() == rows
    assert table.to_polars().to_dicts() == rows
    assert list(table.to_pandas().columns) == list(table.columns)
    assert len(table.to_pandas()) == len(table)


def test_whatever_reads_arrow_takes_a_table(paper: Newspaper):
    assert pa.table(paper.figures).equals(paper.figures.to_arrow())


def test_an_empty_table_has_the_same_types(paper: Newspaper):
    assert paper.figures[:0].to_arrow().schema == paper.figures.to_arrow().schema


def test_csv_has_a_row_for_each(paper: Newspaper):
    assert paper.events.to_csv().splitlines()[0].split(",") == list(paper.events.columns)


@pytest.mark.parametrize(
    ("package", "turn", "extra"),
    [("pyarrow", Table.to_arrow, "tables"), ("polars", Table.to_polars, "polars"), ("pandas", Table.to_pandas, "pandas")],
)
def test_a_missing_extra_is_named(
    paper: Newspaper, monkeypatch: pytest.MonkeyPatch, package: str, turn: Callable[[Table[Any]], object], extra: str
):
    load = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] == package:
            raise ImportError(name)
        return load(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra) as missing:
        turn(paper.quotes)
    assert missing.value.hint == f"pip install 'broadsheet[{extra}]'"


def test_a_story_comes_in_every_form(paper: Newspaper):
    story = paper.stories[0]
    assert story.to_markdown().startswith("---\n")
    assert f"# {story.headline}" in story.to_markdown()
    assert story.to_html().startswith("<!doctype html>")
    assert story.to_dict() == json.loads(story.to_json())
    assert story.to_dict()["schema"] == "broadsheet/story@1"
    assert story.to_jsonld()["@context"]
    assert story.to_ninjs()["uri"].endswith(story.id)


def test_a_story_is_found_by_id_beginning_and_slug(paper: Newspaper):
    story = paper.stories[0]
    assert paper.story(story.id).id == paper.story(story.slug).id == paper.story(story.id[:-1]).id == story.id
    for name, error in (("nowhere", NotFound), ("", UsageError), ("st_", UsageError)):
        with pytest.raises(error):
            paper.story(name)


def test_nothing_hostile_is_shown(paper: Newspaper):
    shown = [paper, *paper.stories, paper.overview, *(getattr(paper, name) for name in NAMES)]
    elements = [each for one in shown for each in html.fragment_fromstring(one._repr_html_(), create_parent=True).iter()]
    assert {each.tag for each in elements} <= HARMLESS
    assert {name for each in elements for name in each.attrib} == {"title"}


def test_a_long_table_counts_what_it_does_not_show():
    row = QuoteRow(
        story="st_1", headline="Bridge", key="q1", speaker="Ann <i>", text="x" * 999, direct=True, role=None, verb=None,
        audience=None,
    )  # fmt: skip
    shown = Table(QuoteRow, [row] * 25)._repr_html_()
    assert "<p>5 rows more</p>" in shown
    assert "x" * 201 not in shown
    assert "Ann &lt;i&gt;" in shown


def test_a_site_is_written(paper: Newspaper, tmp_path: Path):
    assert paper.to_site(tmp_path / "site").read_bytes().startswith(b"<!doctype html>")
