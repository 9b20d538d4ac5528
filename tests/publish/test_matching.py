"""`POST /api/v1/match` and `broadsheet match`: what is known of a text or an address, and who may ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet import pipeline
from broadsheet.executor import Bounds
from broadsheet.group import Group
from broadsheet.pipeline import matching
from broadsheet.pipeline.matching import Asked, Matcher
from broadsheet.publish.web import Archive, Regulars
from broadsheet.publish.web.match_shapes import MatchDocument, MatchQuestion
from broadsheet.records.editorial import EditorialDecision
from broadsheet.records.page import Page
from broadsheet.store import Store
from tests.pipeline.pages import PAGES

from .webs import app_over, ask, edition_paper

STRIKE, COPY = PAGES["a-strike.txt"].split("\n\n"), PAGES["c-vote.txt"].split("\n\n")
ADDRESS = "https://www.halm.example/strike?id=7"
ANOTHER = (
    "Varnby brewery workers to sue over closing\n"
    "Workers at the old brewery of Varnby, which the council voted to close, said that they would go to court next week.\n"
    "Mayor Hedda Prill said that repairs of the building would cost eleven million crowns."
)
"""Told in other words: no copy."""


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as store:
        pages = [Page(name=name, kind="text", body=body, url=ADDRESS if name[0] == "a" else None) for name, body in PAGES.items()]
        pipeline.read_pages(store, pages)
        pipeline.write(store, as_of="2031-05-08T07:00:00+00:00")
        yield store


@pytest.fixture(scope="module")
def app(store: Store) -> object:
    edition = pipeline.edition(store, title="Halm", zone="UTC", as_of="2031-05-08T07:00:00+00:00")
    return app_over(edition_paper(edition), regulars=Regulars(Archive(store), lambda: "0" * 32))


def told(app: object, **asked: str) -> dict:
    MatchQuestion.model_validate(asked)
    answer = ask(app, "/api/v1/match", "POST", json=asked)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    return MatchDocument.model_validate_json(answer.content).model_dump()


def test_a_text_that_is_here_is_known_with_its_copies(app):
    found = told(app, text="\n".join([COPY[0], *COPY[2:]]))
    assert (found["known"], found["by"], len(found["family"])) == (True, "text", 2)
    assert found["likeness"] > 0.9
    assert "brewery" in found["story"]["headline"]
    shorter = told(app, text="\n".join(COPY[2:4]))
    assert (shorter["by"], shorter["story"]) == ("text", found["story"])


def test_an_address_is_known_without_its_marks(app):
    found = told(app, url="http://halm.example/strike?utm_source=x&id=7#top")
    assert (found["by"], found["kind"], found["likeness"]) == ("address", "original", 1.0)
    assert found["family"][0]["url"] == ADDRESS
    assert told(app, url="https://halm.example/strike?id=8")["by"] is None


def test_a_report_in_other_words_is_of_its_story(app):
    found = told(app, text=ANOTHER, published="2031-05-07")
    assert (found["known"], found["by"], found["article"], found["family"]) == (False, "story", None, [])
    assert "brewery" in found["story"]["headline"]
    assert 0.4 < found["likeness"] <= 1.0
    assert found["why"]


def test_what_is_unknown_is_no_error(app):
    found = told(app, text="Comet seen over Tessaly\nA comet was seen with the naked eye on Sunday night, the observatory said.")
    assert (found["known"], found["by"], found["story"], found["article"]) == (False, None, None, None)
    assert all(near["against"] and near["likeness"] < 0.41 for near in found["nearest"])


def test_a_guess_is_where_the_pipeline_would_put_it(store):
    guess = Matcher().match(store, Asked(text=ANOTHER, published="2031-05-07"))
    with Store.open("sqlite://") as grown:
        pages = [Page(name=name, kind="text", body=body) for name, body in (*PAGES.items(), ("e.txt", f"May 7, 2031\n\n{ANOTHER}"))]
        pipeline.read_pages(grown, pages)
        placed = grown.articles.placements()
        new = next(article for article in grown.articles.all() if "sue over" in article.title)
        beside = {name for name, one in placed.items() if one.story == placed[new.id].story and name != new.id}
    here = store.articles.placements()
    assert {here[name].story for name in beside if name in here} == {guess.story}


def test_asking_keeps_nothing(store):
    before = (store.articles.count(), store.grouping.get(), store.articles.placements())
    Matcher().match(store, Asked(text=ANOTHER, url="https://new.example/"))
    assert (store.articles.count(), store.grouping.get(), store.articles.placements()) == before


def test_a_hidden_story_is_not_recognised(store):
    matcher, asked, at = Matcher(), Asked(text="\n".join(COPY[2:])), "2031-05-08T07:00:00+00:00"
    known = matcher.match(store, asked)
    hidden = pipeline.decide(store, EditorialDecision(kind="hide", story=known.story, editor="orla", at=at))
    for each in (asked, Asked(text=ANOTHER)):
        found = matcher.match(store, each)
        assert known.story not in {found.story, *(near.story for near in found.nearest)}
        assert found.family == ()
    pipeline.withdraw(store, hidden.id, editor="orla", at=at)
    assert matcher.match(store, asked) == known


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400), (b"[]", 400), (b"{}", 400), (b'{"text": ""}', 400), (b'{"text": 7}', 400), (b'{"url": "ftp://x"}', 400),
        (b'{"text": "a", "more": 1}', 400), (b'{"text": "a", "published": "soon"}', 400), (b'{"text": "a", "published": 7}', 400),
        (b"[" * 100_000, 400), (b"\xff", 400), (json.dumps({"text": "a" * 100_001}).encode(), 400), (b"x" * 400_001, 413),
        (json.dumps({"text": "\ud800 \x00 a"}).encode(), 200), (json.dumps({"text": "dam \u00e9" * 16_000}).encode(), 200),
    ],
)  # fmt: skip
def test_odd_questions_are_refused_or_answered(app, body, status):
    answer = ask(app, "/api/v1/match", "POST", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/json" if status == 200 else "application/problem+json")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "text/plain"}, 415), ({"origin": "https://evil.example"}, 403), ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403), ({"origin": "http://localhost"}, 200), ({"sec-fetch-site": "none"}, 200),
        ({"content-type": "application/json; charset=utf-8"}, 200), ({"host": "evil.example"}, 421),
    ],
)  # fmt: skip
def test_only_programs_and_own_pages_may_ask(app, headers, status):
    sent = {"content-type": "application/json"} | headers
    assert ask(app, "/api/v1/match", "POST", content=b'{"text": "a dam"}', headers=sent).status_code == status


def test_a_match_is_posted_only(app):
    answer = ask(app, "/api/v1/match")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_the_grouping_is_taken_up_as_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path, here = str(tmp_path / "paper.db"), Bounds(workers=0)
    strike, vote = (Page(name=name, kind="text", body=PAGES[name]) for name in ("a-strike.txt", "c-vote.txt"))
    with Store.open(path) as writer:
        pipeline.read_pages(writer, [strike], bounds=here)
        with Store.open(path, writes=False) as reader:
            seen, whole = list[int](), matching.grouped

            def interrupted(store: Store, drops: list, *, looks: bool) -> Group:
                seen.append(store.articles.count())
                pipeline.read_pages(writer, [vote], bounds=here)
                seen.append(store.articles.count())
                return whole(store, drops, looks=looks)

            monkeypatch.setattr(matching, "grouped", interrupted)
            Matcher().match(reader, Asked(text=ANOTHER))
            assert (seen, writer.articles.count()) == ([1, 1], 2)
