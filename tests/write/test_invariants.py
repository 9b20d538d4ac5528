"""What must hold of every page, whatever the articles: checked on pages written from real annotations."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.annotate import Annotate
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.records.codec import to_json, to_plain
from broadsheet.records.story_page import StoryPage
from broadsheet.write import write_page
from broadsheet.write.draft import VERBATIM_FLOOR, VERBATIM_SHARE
from broadsheet.write.grounding import check
from tests.write.stories import story

SENTENCES = (
    "The Orsa burst its banks at Velmont on Tuesday and drove 400 people from their homes, the fire service said.",
    "At least 12 people have died, according to the regional council.",
    "“We opened the gates too late,” Council President Ida Brandt told reporters.",
    "Brandt said the dam had been inspected in 2028.",
    "She promised an inquiry.",
    "However, the engineers’ union blamed budget cuts for the failure.",
    "Jon Pell, who heads the Institute for Rivers, warned that a second wave could follow if the rain goes on.",
    "A school in the lower town has become a shelter for about 150 families.",
    "The railway to the coast will stay shut until 14 March 2031.",
    "Residents said no siren had been heard before the water came.",
    "The army sent 3 helicopters and 200 soldiers to the valley.",
    "Insurers put the damage at $40 million.",
)
OUTLETS = ("Lisse Courier", "Northern Post", "Velmont Echo", None)


@cache
def annotated(number: int, chosen: tuple[int, ...], outlet: str | None) -> Annotated:
    text = "\n".join(SENTENCES[i] for i in chosen)
    article = Article(
        id=f"pg_{number}#1",
        page=f"pg_{number}",
        place=1,
        title="River bursts its banks at Velmont",
        text=text,
        ranges=(),
        outlet=outlet,
        published="2031-03-04",
        language="en",
    )
    (found,) = _annotate()([article])
    assert isinstance(found, Annotated)
    return found


@cache
def _annotate() -> Annotate:
    return Annotate()


articles = st.lists(
    st.tuples(st.lists(st.integers(0, len(SENTENCES) - 1), min_size=3, max_size=9, unique=True), st.sampled_from(OUTLETS)),
    min_size=1,
    max_size=4,
)


def paper(drawn: list[tuple[list[int], str | None]], previous: StoryPage | None = None) -> StoryPage:
    held = [annotated(i, tuple(chosen), outlet) for i, (chosen, outlet) in enumerate(drawn)]
    page = write_page(story(*held), as_of="2031-03-05T12:00:00Z", previous=previous)
    assert isinstance(page, StoryPage), page
    return page


@pytest.fixture(scope="module")
def schema() -> dict[str, object]:
    return json.loads(files("broadsheet.records").joinpath("story.schema.json").read_text("utf-8"))


@settings(max_examples=8)
@given(articles)
def test_every_span_is_the_words_of_its_article(drawn):
    page = paper(drawn)
    texts = {f"pg_{i}#1": annotated(i, tuple(chosen), outlet).article.text for i, (chosen, outlet) in enumerate(drawn)}
    for entry in page.articles.values():
        assert sha256(texts[entry.id].encode()).hexdigest() == entry.text_sha256
    assert all(span.stands_in(texts[page.articles[span.article].id]) for span in page.spans.values())
    assert page.build.checks.mismatches == 0


@settings(max_examples=8)
@given(articles)
def test_the_gate_holds_for_every_statement(drawn):
    page = paper(drawn)
    for statement in page.statements.values():
        assert check(statement.text, [page.spans[key].exact for key in statement.spans]).grounded, statement.text


@settings(max_examples=8)
@given(articles)
def test_every_statement_rests_on_a_span(drawn):
    page = paper(drawn)
    assert page.statements
    for statement in page.statements.values():
        assert statement.spans
        assert all(page.spans[key].exact.strip() for key in statement.spans)


def parsed_from(words: str) -> set[float]:
    """Every number in some words, written in figures: "400", "1,200", "$40 million"."""
    found = re.finditer(r"(\d[\d,]*(?:\.\d+)?)( million)?", words)
    return {float(each[1].replace(",", "")) * (1e6 if each[2] else 1) for each in found}


@settings(max_examples=8)
@given(articles)
def test_every_number_parses_out_of_its_span(drawn):
    page = paper(drawn)
    for number in page.numbers.values():
        assert number.value in parsed_from(" ".join(page.spans[key].exact for key in number.spans)), number


def toll(number: int, people: int, day: str, outlet: str) -> Annotated:
    """A report of the flood with its count of the dead."""
    text = f"A flood killed {people} people in Velm, the council said. The river fell in the night. Schools stayed shut."
    article = Article(
        id=f"pg_{number}#1",
        page=f"pg_{number}",
        place=1,
        title="Flood in Velm",
        text=text,
        ranges=(),
        outlet=outlet,
        published=day,
        language="en",
    )
    (found,) = _annotate()([article])
    assert isinstance(found, Annotated)
    return found


def differing(one: Annotated, other: Annotated) -> StoryPage:
    page = write_page(story(one, other), as_of="2031-03-09T12:00:00Z")
    assert isinstance(page, StoryPage)
    return page


@settings(max_examples=5, deadline=None)
@given(st.integers(3, 60), st.integers(3, 60), st.sampled_from(("2031-03-04", "2031-03-05")), st.sampled_from(OUTLETS[:2]))
def test_sides_of_a_contradiction_have_different_holders_or_days(few, many, day, outlet):
    page = differing(toll(0, few, "2031-03-04", "Lisse Courier"), toll(1, many, day, outlet))
    for card in page.contradictions.values():
        one, other = card.sides
        assert one.holders != other.holders or one.as_of != other.as_of


def test_two_counts_of_one_day_are_a_contradiction():
    page = differing(toll(0, 14, "2031-03-04", "Lisse Courier"), toll(1, 19, "2031-03-04", "Northern Post"))
    (card,) = page.contradictions.values()
    assert {side.value for side in card.sides} == {14.0, 19.0}


@settings(max_examples=8)
@given(articles)
def test_quotes_are_substrings_of_their_spans(drawn):
    page = paper(drawn)
    for quote in page.quotes.values():
        assert quote.text in " ".join(page.spans[key].exact for key in quote.spans)


@settings(max_examples=8)
@given(articles)
def test_every_key_leads_somewhere_and_the_shape_is_right(drawn):
    page = paper(drawn)
    plain = json.loads(to_json(page))
    jsonschema.validate(plain, json.loads(files("broadsheet.records").joinpath("story.schema.json").read_text("utf-8")))
    known = {key for pool in ("statements", "notes", "spans", "articles", "entities", "numbers", "quotes", "events", "questions",
                              "papers", "contradictions") for key in plain.get(pool, {})}  # fmt: skip
    for section in page.sections:
        if section.kind != "related":
            assert {*section.body, *section.items} <= known


@settings(max_examples=8)
@given(articles)
def test_no_article_is_quoted_more_than_its_share(drawn):
    page = paper(drawn)
    printed = {key for section in page.sections for key in section.body if key.startswith("s")}
    printed |= {key for paper_ in page.papers.values() for key in paper_.says}
    for key, entry in page.articles.items():
        covered = bytearray(entry.chars)
        for span in (page.spans[p] for s in printed for p in page.statements[s].spans if page.spans[p].article == key):
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
        assert sum(covered) <= max(VERBATIM_FLOOR, VERBATIM_SHARE * entry.chars)


@settings(max_examples=5)
@given(articles)
def test_same_articles_give_the_same_bytes(drawn):
    assert to_json(paper(drawn)) == to_json(paper(drawn))


@settings(max_examples=5)
@given(articles)
def test_nothing_changed_is_no_revision(drawn):
    first = paper(drawn)
    again = paper(drawn, previous=first)
    assert (again.revision, again.changes) == (1, first.changes)
    assert again.statements == first.statements


@settings(max_examples=8)
@given(articles, articles)
def test_statements_keep_their_keys_and_keys_are_never_used_again(before, more):
    first = paper(before)
    second = paper([*before, *more], previous=first)
    for key in first.statements.keys() & second.statements.keys():
        assert first.statements[key].text == second.statements[key].text
    fresh = second.statements.keys() - first.statements.keys()
    assert all(int(key[1:]) > first.x_last_keys["s"] for key in fresh)
    assert all(second.statements[key].since_revision == second.revision for key in fresh)


@settings(max_examples=8)
@given(articles)
def test_copies_are_no_origins(drawn):
    page = paper(drawn)
    assert 1 <= page.stats.origins <= page.stats.articles
    assert all(statement.origins <= page.stats.origins for statement in page.statements.values())


def test_a_copy_is_folded_under_its_origin():
    original, copy = annotated(0, (0, 1, 2, 3), "Lisse Courier"), annotated(1, (0, 1, 2, 3), "Northern Post")
    page = write_page(story(original, copy, copies={"pg_1#1": "pg_0#1"}), as_of="2031-03-05")
    assert isinstance(page, StoryPage)
    assert (page.stats.articles, page.stats.origins, page.stats.copies) == (2, 1, 1)
    assert len(page.papers) <= 1
    assert not [note for note in page.notes.values() if note.kind == "only_here"]


def test_a_digest_is_listed_and_never_speaks():
    report, digest = annotated(0, (0, 1, 2), "Lisse Courier"), annotated(1, (5, 9, 10), "Northern Post")
    silent = replace(digest, article=replace(digest.article, role="digest"))
    page = write_page(story(report, silent), as_of="2031-03-05")
    assert isinstance(page, StoryPage)
    assert page.stats.origins == 1
    cited = {page.articles[span.article].id for span in page.spans.values()}
    assert cited == {"pg_0#1"}
    assert {entry.id for entry in page.articles.values()} == {"pg_0#1", "pg_1#1"}


def test_only_digests_make_no_page():
    digest = annotated(0, (0, 1, 2), None)
    dropped = write_page(story(replace(digest, article=replace(digest.article, role="digest"))), as_of="2031-03-05")
    assert not isinstance(dropped, StoryPage)
    assert dropped.reason == "no usable article"


def test_no_sentence_leans_on_a_missing_neighbour():
    page = paper([([0, 2, 4, 5, 3], "Lisse Courier")])
    body = [page.statements[key].text for section in page.sections for key in section.body if key in page.statements]
    assert body
    assert not [text for text in body if text.startswith(("She ", "He ", "However"))]


def test_new_articles_show_as_whats_new():
    first = paper([([0, 1, 2], "Lisse Courier")])
    second = paper([([0, 1, 2], "Lisse Courier"), ([6, 8, 10, 11], "Northern Post")], previous=first)
    assert second.revision == 2
    fresh = second.section("whats_new")
    assert fresh is not None
    assert all(second.statements[key].since_revision == 2 for key in fresh.body)
    assert [change for change in second.changes if change.revision == 2 and change.kind == "added"]


def test_plain_form_survives_json():
    page = paper([([0, 1, 2, 6], "Lisse Courier")])
    assert json.loads(json.dumps(to_plain(page))) == json.loads(to_json(page))
