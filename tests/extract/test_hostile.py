"""Pages made to hold a reader up: each ends, gives what is there or is reported, and the others go on."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.executor import Bounds, Job, Outcome, run
from broadsheet.extract import Extract, learn_furniture, rebuild
from broadsheet.extract.markup import MOST_ATTRIBUTES, bounded, shallow
from broadsheet.extract.rendering import render
from broadsheet.read import read_sources
from broadsheet.records.page import Cutting, Page
from broadsheet.steps import Dropped
from tests.extract.fragile import Fragile
from tests.extract.pages import DAM, MARKUP

WORDS = "".join(f"<p>{line}</p>" for line in DAM)
MANY = 200_000
SECONDS = 20.0


def entities() -> str:
    """A thousand million laughs, if anybody expands them."""
    made = ['<!ENTITY lol0 "lol">', *(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))]
    return f"<!DOCTYPE lolz [{''.join(made)}]><html><body><p>&lol9;</p>{WORDS}</body></html>"


MARKUPS: Mapping[str, str] = {
    "1.3 MB of paragraphs": "<html><body>" + WORDS * 2_200,
    "200,000 attributes": "<html><body><div " + " ".join(f'a{n}="{n}"' for n in range(MANY)) + f">{WORDS}</div>",
    "200,000 attributes with < and >": "<html><body><div " + " ".join(f'a{n}="<{n}>"' for n in range(MANY)) + f">{WORDS}</div>",
    "200,000 names with <": "<html><body><div " + " ".join(f"a{n}<" for n in range(MANY)) + f">{WORDS}</div>",
    "200,000 attributes of a script": "<html><body><script " + " ".join(f"a{n}=1" for n in range(MANY)) + f"></script>{WORDS}",
    "nested 100,000 deep": "<html><body>" + "<div>" * 100_000 + WORDS + "</div>" * 100_000,
    "nested 300 deep": "<html><body>" + "<div>" * 300 + WORDS + "</div>" * 300,
    "a hundred thousand open bold": "<html><body>" + "<b>" * 100_000 + WORDS,
    "300,000 open paragraphs": "<html><body>" + "<p>" * 300_000 + WORDS,
    "300,000 open paragraphs of a word": "<html><body>" + "<p>word " * 300_000 + WORDS,
    "tables in tables": "<html><body>" + "<table><tr><td>word " * 5_000 + WORDS,
    "a million empty tags": "<html><body>" + "<i></i>" * 1_000_000 + WORDS,
    "one line of 5 MB": "<html><body><p>" + "word " * 1_000_000 + "</p>" + WORDS,
    "a bomb of entities": entities(),
    "a million entities": "<html><body><p>" + "&amp;" * 1_000_000 + "</p>" + WORDS,
    "zero-width characters": "<html><body>" + "".join(f"<p>{chr(0x200B).join(line)}</p>" for line in DAM),
    "control characters": "<html><body>" + WORDS.replace(" ", "\x07 \x00"),
    "an endless comment": "<html><body>" + WORDS + "<!--" * 300_000,
    "nested JSON": "<html><script type='application/ld+json'>" + '{"a":' * 100_000 + "</script><body>" + WORDS,
}
TEXTS: Mapping[str, str] = {
    "1.3 MB of paragraphs": "\n".join(DAM * 2_200),
    "one line of 5 MB": "word " * 1_000_000,
    "zero-width characters": "\n".join("\u200b".join(line) for line in DAM),
    "control characters": "\n".join(line.replace(" ", "\x07 \x00") for line in DAM),
    "200,000 lines": "a b\n" * 200_000,
}
HOSTILE = [
    *(Page(name=name, kind="html", body=body) for name, body in MARKUPS.items()),
    *(Page(name=name, kind="text", body=body) for name, body in TEXTS.items()),
]
NAMES = [f"{page.kind}: {page.name}" for page in HOSTILE]
GOOD = Page(name="good", kind="html", body=MARKUP)


def job(make: partial[Extract] | type) -> Job[Page, Cutting]:
    return Job(step="extract", make=make, name=lambda page: page.name, size=lambda page: len(page.body))


def outcomes(make: partial[Extract] | type, pages: Iterable[Page], bounds: Bounds) -> dict[str, Outcome[Cutting]]:
    return {page.name: outcome for page, outcome in run(job(make), pages, bounds)}


def texts(outcome: Outcome[Cutting]) -> list[str]:
    return [article.text for each in outcome if isinstance(each, Cutting) for article in each.articles]


@pytest.mark.parametrize("page", HOSTILE, ids=NAMES)
def test_each_ends_and_the_next_goes_on(page: Page) -> None:
    began = time.monotonic()
    found = outcomes(partial(Extract), [page, GOOD], Bounds(workers=1, seconds=SECONDS))
    assert time.monotonic() - began < 3 * SECONDS
    assert texts(found["good"]) == ["\n".join(DAM)]
    outcome = found[page.name]
    assert texts(outcome) or [each.reason for each in outcome if isinstance(each, Dropped)]
    for cutting in (each for each in outcome if isinstance(each, Cutting)):
        assert all(rebuild(cutting.text, article.ranges) == article.text for article in cutting.articles)


@pytest.mark.parametrize(
    "name",
    [
        *[name for name in MARKUPS if name.startswith("200,000")],
        *["nested 100,000 deep", "nested 300 deep", "a hundred thousand open bold"],
        *["a million empty tags", "300,000 open paragraphs"],
        *["one line of 5 MB", "a million entities", "control characters"],
    ],
)
def test_words_beside_the_rubbish_are_found(name: str) -> None:
    (found,) = texts(list(Extract()([Page(name=name, kind="html", body=MARKUPS[name])])))
    assert found.split("\n")[-len(DAM) :] == DAM


@pytest.mark.parametrize("name", ["200,000 attributes", "200,000 attributes with < and >", "200,000 attributes of a script"])
def test_no_tag_keeps_more_attributes_than_a_parser_bears(name: str) -> None:
    short = bounded(MARKUPS[name])
    assert MOST_ATTRIBUTES - 1 <= short.count("=") <= MOST_ATTRIBUTES
    assert short.partition(WORDS)[2] == MARKUPS[name].partition(WORDS)[2]


@pytest.mark.parametrize("markup", [MARKUP, "<!-- " + "a=1 " * 90_000 + "-->", "<script>" + "<a b=1 c=2 " * 90_000 + "</script>"])
def test_markup_within_bounds_stays_as_it_is(markup: str) -> None:
    assert bounded(markup) == markup


def test_words_of_a_nest_keep_their_paragraphs() -> None:
    assert render(MARKUPS["nested 100,000 deep"]).split("\n") == DAM
    assert render("<div>" * 300 + "Above <p>Two <b>bold</b> words</p> below<p>Last" + "</div>" * 300 + "<p>After").split("\n") == [
        *["Above", "Two bold words", "below", "Last", "After"]
    ]


@given(
    st.lists(st.sampled_from(["<div>", "</div>", "<b>", "</b>", "<p>", "<td>", "<br>", "<script>", "</script>", "<!--", " word "]))
)
def test_flat_markup_has_the_same_words(pieces: list[str]) -> None:
    markup = "<html><body>" + "".join(pieces)
    assert render(shallow(markup)).split() == render(markup).split()


def test_furniture_is_learned_beside_hostile_pages() -> None:
    pages = [page for page in HOSTILE if page.name in ("200,000 attributes", "one line of 5 MB", "nested 100,000 deep")]
    began = time.monotonic()
    assert learn_furniture([*pages, GOOD]).pages >= 3
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize(
    ("declared", "real"), [("utf-8", "windows-1252"), ("iso-8859-1", "utf-8"), ("utf-16", "utf-8"), ("no-such-code", "utf-8")]
)
def test_wrong_charset_costs_letters_at_most(tmp_path, declared: str, real: str) -> None:
    body = MARKUP.replace("<head>", f'<head><meta charset="{declared}">').replace("Governor", "Gouverneur général")
    (tmp_path / "page.html").write_bytes(body.encode(real, "replace"))
    (page,) = [found for found in read_sources([str(tmp_path)]) if isinstance(found, Page)]
    (found,) = texts(list(Extract()([page])))
    assert "Gouverneur g" in found
    assert "after eleven days of rain" in found


def test_a_killed_and_a_hung_worker_cost_a_page_each() -> None:
    names = ["first", "kills", "second", "hangs", "third", "hangs where no alarm is heard", "fourth"]
    pages = [Page(name=name, kind="html", body=MARKUP) for name in names]
    found = outcomes(Fragile, pages, Bounds(workers=2, seconds=4.0))
    dropped = {name: each.reason for name, outcome in found.items() for each in outcome if isinstance(each, Dropped)}
    assert dropped == {"kills": "crashed", "hangs": "too slow", "hangs where no alarm is heard": "too slow"}
    assert [texts(found[name]) for name in ("first", "second", "third", "fourth")] == [["\n".join(DAM)]] * 4


def test_a_worker_without_memory_costs_its_page() -> None:
    found = outcomes(partial(Extract), [HOSTILE[3], GOOD], Bounds(workers=1, seconds=SECONDS, memory_mb=700))
    assert texts(found["good"]) == ["\n".join(DAM)]
    outcome = found[HOSTILE[3].name]
    assert texts(outcome) or [each.reason for each in outcome if isinstance(each, Dropped)]
