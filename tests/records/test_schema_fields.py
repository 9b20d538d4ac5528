"""What the schema requires is always written: those fields have no default that could be left out."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from importlib.resources import files

import pytest

from broadsheet.records import pool, story_page, text

SHAPES = {
    "Span": text.Span, "Statement": text.Statement, "Note": text.Note, "Article": pool.ArticleEntry, "Outlet": pool.OutletEntry,
    "When": pool.PageWhen, "Event": pool.EventItem, "Number": pool.NumberItem, "Quote": pool.QuoteItem, "Assertion": pool.Assertion,
    "Claim": pool.Claim, "Side": pool.Side, "Contradiction": pool.Contradiction, "Paper": pool.Paper, "Entity": pool.EntityCard,
    "Question": pool.Question, "Related": pool.Related, "Change": pool.Change, "Section": story_page.Section,
}  # fmt: skip
SCHEMA = json.loads(files("broadsheet.records").joinpath("story.schema.json").read_text("utf-8"))


def test_every_shape_of_the_schema_is_covered():
    assert set(SHAPES) == set(SCHEMA["$defs"])


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_required_fields_have_no_default(name: str):
    plain = {field.name for field in fields(SHAPES[name]) if field.default is MISSING and field.default_factory is MISSING}
    assert set(SCHEMA["$defs"][name]["required"]) <= plain


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_no_field_is_unknown_to_the_schema(name: str):
    known = set(SCHEMA["$defs"][name]["properties"])
    assert {field.name for field in fields(SHAPES[name]) if not field.name.startswith("x_")} <= known
