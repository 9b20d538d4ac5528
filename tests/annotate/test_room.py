import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.annotate import Annotate, annotate
from broadsheet.annotate.reading import LIMIT, blocks, plain
from broadsheet.cli.pipe.annotate import filter_annotate
from broadsheet.models import grammar
from broadsheet.records.annotation import Annotated
from broadsheet.records.codec import to_json
from broadsheet.steps import Dropped
from tests.annotate.conftest import article

MARKS = ["“", "”", '"', "‘", "'", "$", "%", "(", ")", ".", "?", "—"]
WORDS = [
    "Ana Reva",
    "said",
    "that",
    "3",
    "2,000",
    "million",
    "Monday",
    "May 5",
    "99/99/99",
    "killed",
    "people",
    "according to",
    "VELM",
]
BREAKS = ["\n", "\t", "\x00", "\ud800", "🙂", "\u200d", "\u2028", " "]
ODD = st.lists(st.sampled_from([*MARKS, *WORDS, *BREAKS]), max_size=40)


def extents(found):
    yield from (s.extent for s in found.sentences)
    yield from (t.extent for s in found.sentences for t in s.trims)
    yield from (m.extent for m in found.mentions)
    yield from (r.extent for e in found.entities for r in e.roles)
    yield from (q.extent for q in found.quotes)
    yield from (q.speaker.extent for q in found.quotes if q.speaker)
    yield from (q.cue for q in found.quotes if q.cue)
    yield from (f.extent for f in found.figures)
    yield from (t.extent for t in found.times)


@settings(max_examples=60, deadline=None)
@given(ODD)
def test_every_place_lies_in_the_text(pieces):
    text = " ".join(pieces)
    found = annotate(article(text), grammar.load())
    assert all(0 <= extent.start < extent.end <= len(text) for extent in extents(found))
    ids = {entity.id for entity in found.entities}
    assert all(mention.entity in ids for mention in found.mentions)


@settings(max_examples=40, deadline=None)
@given(ODD)
def test_sentences_follow_one_another(pieces):
    found = annotate(article("\n".join(pieces)), grammar.load())
    places = [sentence.extent for sentence in found.sentences]
    assert all(a.end <= b.start for a, b in pairwise(places))


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_plain_keeps_places(text):
    assert len(plain(text)) == len(text)
    plain(text).encode("utf-8")


def test_the_same_text_gives_the_same_answer():
    text = "“The water rose,” Ana Reva said on Monday. She warned 300 farmers. Ivo Oun denied it."
    once, again = (to_json(annotate(article(text), grammar.load())) for _ in range(2))
    assert once == again


def test_long_texts_are_read_in_part(monkeypatch):
    monkeypatch.setattr("broadsheet.annotate.reading.LIMIT", 400)
    monkeypatch.setattr("broadsheet.annotate.room.LIMIT", 400)
    text = "The minister said on Monday that 300 farmers had fled.\n" * 40
    found, drop = list(Annotate().one(article(text)))
    assert isinstance(found, Annotated)
    assert drop == Dropped(record="a#1", step="annotate", reason="too long", detail=f"{len(text)} characters")
    assert len(found.sentences) == 40
    assert 0 < len(found.times) < 10


def test_long_paragraphs_are_divided():
    text = "word " * 10_000
    pieces = blocks(text)
    assert len(pieces) > 1
    assert max(extent.end - extent.start for _, extent in pieces) <= 10_000
    assert "".join(extent.of(text) for _, extent in pieces).strip() == text.strip()
    assert len(text) < LIMIT


def test_an_empty_article_is_kept():
    (found,) = Annotate()([article("")])
    assert isinstance(found, Annotated)
    assert found.sentences == ()


def test_a_failing_grammar_loses_nothing(monkeypatch):
    def fail(*_):
        raise ValueError("too deep")

    monkeypatch.setattr("broadsheet.annotate.room.annotate", fail)
    found, drop = list(Annotate().one(article("The dam broke. Two fled.")))
    assert len(found.sentences) == 2
    assert drop.reason == "not read"


def test_every_drop_has_a_known_reason():
    assert set(Annotate.reasons) == {"too long", "not read", "other language"}


def test_the_filter_keeps_ids_and_fields():
    record = {
        "id": 7,
        "date": "2031-05-07",
        "text": "Ana Reva, the mayor, said on Monday that 300 farmers fled. “We ran at night,” she said.",
    }
    (out,) = filter_annotate([record])
    assert list(out) == ["id", "sentences", "mentions", "entities", "quotes", "figures", "times"]
    assert out["id"] == 7
    assert out["times"] == [{"start": 29, "end": 35, "value": "2031-05-05", "precision": "day", "kind": "date"}]
    assert set(out["entities"][0]) == {"id", "name", "kind", "aliases", "roles"}
    assert set(out["quotes"][-1]) == {"start", "end", "direct", "speaker", "cue"}
    json.dumps(out)


@pytest.mark.parametrize("record", [{}, {"id": "x"}, {"id": "x", "text": ["no"]}, "no record", None])
def test_bad_records_are_reported(record):
    (out,) = filter_annotate([record])
    assert isinstance(out, Dropped)


def test_an_endless_sentence_is_not_searched():
    found = annotate(article("1,000 farmers and " * 200), grammar.load())
    assert len(found.sentences) == 1
    assert found.figures == ()
