"""Questions to everything, a story, a thread; and what papers say side by side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from broadsheet.records.annotation import Annotated, Sentence
from broadsheet.records.query import Filters
from broadsheet.records.text import Extent
from broadsheet.search import ask
from broadsheet.search.answers import comparison
from broadsheet.store import Store
from tests.store.making import article_of, page_of, placed

ARTICLES = (
    ("Halm Gazette", "st_one", "The ferry to Halm island stopped on Monday.\nThe council will pay for a new ferry to Halm."),
    ("Varnby Post", "st_one", "Sailors blame the council for the ferry that stopped.\nNobody swam."),
    ("Quellin Courier", "st_two", "The choir of Quellin sang for the mayor on Sunday."),
    ("Varnby Post", "st_bell", "The bell of Tavna was taken to the abbey by monks of Tavna."),
    *(
        (outlet, "st_flood", f"The flood at Tavna {told}.\nThe water of the flood took the bridge of Tavna to the weir.")
        for outlet, told in (
            ("Halm Gazette", "was taken for a storm"),
            ("Varnby Post", "came at dawn"),
            ("Ossel Star", "took a mill"),
        )
    ),
)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        for number, (outlet, story, text) in enumerate(ARTICLES):
            page = page_of(f"{number}.txt", text)
            article = article_of(page, title=text.split(".")[0], text=text, outlet=outlet, language="en")
            _, copy, placement = placed(article, story=story)
            starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == "\n")]
            extents = [Extent(start, start + len(text[start:].split("\n")[0])) for start in starts]
            sentences = tuple(Sentence(extent=extent, paragraph=n, terms=()) for n, extent in enumerate(extents))
            opened.pages.add(page)
            opened.articles.place(Annotated(article=article, sentences=sentences), copy, placement)
        opened.vocabulary.catch_up()
        yield opened


def heard(store: Store, question: str, scope: Filters | None = None) -> list[tuple[str, list[str]]]:
    """Parts of the answer with the papers that each is of."""
    parts = ask(store, question, scope).parts
    return [(part.text, [store.articles.get(name).outlet for name, _ in part.citations]) for part in parts]  # type: ignore[misc,union-attr]


def test_papers_are_heard_in_the_order_asked(store: Store):
    both = [
        ("Sailors blame the council for the ferry that stopped.", ["Varnby Post"]),
        ("The ferry to Halm island stopped on Monday.", ["Halm Gazette"]),
    ]
    assert heard(store, "What do the Varnby Post and the Halm Gazette say about the ferry that stopped?") == both
    assert heard(store, "What does the Halm Gazette say about the ferry that stopped?") == both[1:]


def test_all_papers_are_those_that_speak_of_it(store: Store):
    papers = [outlet for _, outlets in heard(store, "What do the papers say about the ferry?") for outlet in outlets]
    assert sorted(papers) == ["Halm Gazette", "Varnby Post"]


def test_a_paper_that_says_nothing_of_it_is_not_made_to(store: Store):
    asked = "What do the Quellin Courier and the Varnby Post say about the ferry that stopped?"
    assert [outlets for _, outlets in heard(store, asked)] == [["Varnby Post"]]
    refused = ask(store, "What does the Quellin Courier say about the ferry that stopped?")
    assert (refused.refused, refused.parts) == (True, ())


def test_what_a_speaker_said_is_no_comparison():
    assert comparison("What did the Halm harbour master say about the ferry?", ["Halm Gazette"]) is None
    assert comparison("What does the Gazette say about the ferry?", ["Halm Gazette", "Gazette"]).papers == ("Gazette",)  # type: ignore[union-attr]


def test_a_scope_keeps_other_stories_out(store: Store):
    question = "When did the choir of Quellin sing for the mayor?"
    inside, outside = (ask(store, question, Filters(story=story)) for story in ("st_two", "st_one"))
    cited = {store.articles.get(name).outlet for part in (*inside.parts, *inside.nearest) for name, _ in part.citations}  # type: ignore[union-attr]
    assert cited == {"Quellin Courier"}
    assert outside.refused
    assert not [part for part in outside.nearest if "choir" in part.text]


def test_a_story_of_one_report_answers_beside_one_of_three(store: Store):
    given = ask(store, "By whom was the bell of Tavna taken to the abbey?")
    assert not given.refused
    assert "monks" in given.parts[0].text
