"""The index of the search page: every word leads to its stories and articles, in files of bounded size."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import accumulate

import pytest

from broadsheet.language.stems import stem
from broadsheet.publish.site import finder
from broadsheet.publish.site.finder import index_files
from broadsheet.write.answers_terms import stems


def opened(files) -> dict[str, object]:
    """What each file says that it holds."""
    held = {}
    for path, content in files:
        said = re.fullmatch(r'shelve\("([a-z0-9-]+)",(.*)\);\n', content.decode(), re.DOTALL)
        assert path == f"search/{said[1]}.js"
        held[said[1]] = json.loads(said[2])
    return held


@pytest.fixture(scope="module")
def index(invented):
    return opened(index_files(invented))


def holding(index, known: str) -> dict[int, bool]:
    """Documents that hold a stem, and whether it stands in their titles."""
    shelves = [held for name, held in index.items() if name.startswith("words-")]
    steps = next((shelf[known] for shelf in shelves if known in shelf), [])
    return {place // 2: place % 2 == 1 for place in accumulate(steps)}


def test_every_word_of_an_article_leads_to_it(index, invented):
    for number, article in enumerate(invented.articles, index["index"]["stories"]):
        assert all(number in holding(index, known) for known in {*stems(article.title), *stems(article.text)})
    assert index["index"]["articles"] == len(invented.articles) == len(index["articles-0"])


def test_a_story_is_found_by_its_sentences_which_lead_to_their_evidence(index, invented, documents):
    ferry = next(n for n, story in enumerate(invented.stories) if story.id == "st_ferry")
    title, href, about, said = index["stories-0"][ferry]
    assert (href, about.split(" · ")[0]) == ("stories/st_ferry.html", "6 outlets")
    places = set(documents[href].xpath("//li[@class='ev']/@id"))
    assert said
    assert {anchor for _, anchor, _ in said} <= places
    assert title not in [text for text, *_ in said]


def test_inflections_lead_to_the_same_documents(index):
    ferry = holding(index, stem("ferry"))
    assert holding(index, stem("ferries")) == ferry
    assert set(ferry.values()) == {True, False}
    assert holding(index, stem("collide")) == holding(index, stem("collided")) != {}
    assert holding(index, "the") == {}


def test_files_are_of_bounded_size_and_cut_between_words(invented, index, monkeypatch):
    monkeypatch.setattr(finder, "WORDS", 900)
    monkeypatch.setattr(finder, "ARTICLES", 4)
    files = list(index_files(invented))
    cut = opened(files)
    shelves = [held for name, held in cut.items() if name.startswith("words-")]
    assert len(shelves) > 3
    assert max(len(content) for path, content in files if "words-" in path) < 900 + 120
    assert cut["index"]["words"] == [next(iter(shelf)) for shelf in shelves] == sorted(cut["index"]["words"])
    whole = {word: steps for shelf in shelves for word, steps in shelf.items()}
    assert whole == {word: steps for name, held in index.items() if name.startswith("words-") for word, steps in held.items()}
    told = [line for name in sorted(cut) if name.startswith("articles-") for line in cut[name]]
    assert sorted(map(str, told)) == sorted(map(str, index["articles-0"]))


def test_the_same_edition_gives_the_same_bytes(invented):
    assert list(index_files(invented)) == list(index_files(invented))


def test_a_site_loses_the_files_that_a_smaller_index_lacks(invented, tmp_path, monkeypatch):
    from broadsheet.publish.site import write_site

    monkeypatch.setattr(finder, "ARTICLES", 4)
    write_site(invented, tmp_path)
    assert (tmp_path / "search/articles-1.js").is_file()
    less = replace(invented, articles=invented.articles[:3], stories=(), threads=(), redirects={}, thread_redirects={})
    write_site(less, tmp_path)
    assert not (tmp_path / "search/articles-1.js").exists()
