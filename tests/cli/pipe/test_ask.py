"""`broadsheet pipe ask`: the shape of its answers, and what it does with odd records."""

from __future__ import annotations

import pytest

from broadsheet.cli.pipe.ask import REASONS, Desk, filter_ask
from broadsheet.cli.pipe.incoming import incoming
from broadsheet.steps import Dropped

TEXT = "The Orla dam broke on Tuesday.\n\tTomas Riel, who leads the union, said the gates had been open."


def asked(*records):
    return list(filter_ask(records))


def test_citation_counts_into_the_text_as_given():
    (found,) = asked({"id": 3, "question": "Who leads the union?", "articles": [{"id": 7, "title": "Dam", "text": TEXT}]})
    assert (found["id"], found["refused"]) == (3, False)
    (place,) = found["answer"][0]["citations"]
    assert place["article"] == 7
    assert TEXT[place["start"] : place["end"]] == found["answer"][0]["text"]


def test_refusal_has_no_answer_but_the_nearest():
    (found,) = asked({"id": "a", "question": "Which airline flew Tomas Riel home?", "articles": [{"id": "b", "text": TEXT}]})
    assert found["refused"]
    assert found["answer"] == []
    assert any("Riel" in part["text"] for part in found["nearest"])


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"question": "Who?"}, "no id"),
        ({"id": True, "question": "Who?"}, "no id"),
        ([], "no id"),
        ({"id": "a", "articles": []}, "no question"),
        ({"id": "a", "question": 5, "articles": []}, "no question"),
        ({"id": "a", "question": "Who?", "articles": "text"}, "no articles"),
    ],
)
def test_unusable_record(record, reason):
    (drop,) = asked(record)
    assert isinstance(drop, Dropped)
    assert drop.reason == reason
    assert reason in REASONS


def test_unusable_article_is_reported_and_the_rest_searched():
    drop, found = asked({"id": "a", "question": "Who leads the union?", "articles": [{"text": "x"}, {"id": "b", "text": TEXT}]})
    assert (drop.reason, drop.detail) == ("article", "no id")
    assert not found["refused"]


def test_odd_text_is_no_trouble():
    (found,) = asked(
        {"id": "a", "question": "Who \ud800 ?", "articles": [{"id": "b", "text": "\ud800 \x00 a\tb"}, {"id": "c", "text": ""}]}
    )
    assert found["refused"]


def test_articles_are_annotated_once(monkeypatch):
    desk = Desk()
    seen = []
    monkeypatch.setattr(desk, "_annotate", lambda articles: seen.extend(articles) or iter(()))
    article = incoming({"id": "a", "text": TEXT}, "ask")
    for question in ("Who leads the union?", "When did the dam break?"):
        desk.answer(question, [article])
    assert len(seen) == 1
