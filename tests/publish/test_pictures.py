"""Pictures show what the table below them says, and nothing of somebody else's making gets out of its text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from broadsheet.publish import names
from broadsheet.publish.offer import made
from broadsheet.publish.site.pages import offered
from broadsheet.publish.views.days import coverage, pulse
from broadsheet.publish.views.descent import tree
from broadsheet.publish.views.evidence import Notes
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.strip import day_of, strip
from broadsheet.records.pool import EventItem, PageWhen

from .desk import Desk, article, edition
from .ferry import ferry
from .pages import HOSTILE, little_auk, lone

SAYS = "The mill at Torvik burned down on Monday."


@pytest.fixture(scope="module")
def ferries():
    return Library(edition(ferry(), little_auk()), "../")


def drawn(documents, page, picture):
    """A page's picture and the cells of its table without the head."""
    figure = next(iter(documents[page].find_class(picture)))
    rows = [[cell.text_content() for cell in row.xpath("./th | ./td")] for row in figure.xpath(".//tbody/tr")]
    return figure, rows


def eventful(*times, last="2031-05-05", **more):
    """A story with an event at each of some times; those in brackets are scheduled."""
    desk = Desk("st_mill", [article("mill.txt", "Mill burns", SAYS)], last_update=last)
    said = desk.say(SAYS)
    desk.pools["events"] = {
        f"t{n}": EventItem(
            when=PageWhen(text=when, precision="day", start=when.strip("()")),
            statements=(said,), tense="scheduled" if when.startswith("(") else "past", **{"weight": 0.5, **more},
        )
        for n, when in enumerate(times, 1)
    }  # fmt: skip
    page = desk.page(said, None)
    return strip(Notes(Library(edition((desk, page))), page), list(page.events))


def told(*pieces):
    """A story of articles given as id, outlet, origin and role; the library and the story."""
    desk = Desk(
        "st_mill",
        [
            article(f"{name}.txt", "Mill burns", SAYS, f"Our {name}-reporter saw it.", outlet=outlet)
            for name, outlet, _, _ in pieces
        ],
    )
    page = desk.page(desk.say(SAYS), None)
    ids = {name: entry.id for (name, *_), entry in zip(pieces, page.articles.values(), strict=True)}
    entries = {
        key: replace(entry, origin=ids[origin], role=role, copy_kind="syndicated" if origin != name else "original")
        for (key, entry), (name, _, origin, role) in zip(page.articles.items(), pieces, strict=True)
    }
    page = replace(page, articles=entries)
    return Library(edition((desk, page))), page


def test_coverage_counts_articles_by_day(ferries):
    picture = coverage(ferries, ferries.edition.stories[0])
    assert picture.all_days == ("5 May 2031", "6 May 2031")
    rows = {row.outlet: (row.counts, row.undated) for row in picture.rows}
    assert rows["The Ferryman"] == ((0, 1), 0)
    assert rows["Unnamed paper (page misc/004.txt)"] == ((0, 0), 1)
    assert sum(sum(row.counts) + row.undated for row in picture.rows) == len(ferries.edition.stories[0].articles)
    assert coverage(ferries, lone()[1]) is None


def test_drawn_coverage_has_a_dot_for_every_cell_that_is_not_zero(documents):
    figure, rows = drawn(documents, names.story_file("st_ferry"), "coverage")
    dots = [title.text for title in figure.xpath(".//circle/title")]
    assert len(dots) == sum(cell != "0" for row in rows for cell in row[1:-1])
    outlet, *counts, _ = next(row for row in rows if row[0] == "The Ferryman")
    assert f"{outlet}, 6 May 2031: {counts[1]} article" in dots


def test_tree_hangs_copies_under_their_origin_and_sets_digests_apart():
    drawn = tree(*told(("a", "Mercury", "a", "report"), ("b", "Star", "a", "report"), ("c", "Digest of the day", "c", "digest")))
    assert [(leaf.outlet, leaf.kind, leaf.what) for leaf in drawn.leaves] == [
        ("Mercury", "origin", "its own account"),
        ("Star", "copy", "a syndicated copy"),
        ("Digest of the day", "apart", "a digest of others"),
    ]
    first, copy, _ = drawn.leaves
    assert (copy.branch, copy.x > first.x, copy.y > first.y) == (first.y, True, True)
    assert drawn.summary == "1 origin, 1 copy, 1 counted as no origin"


def test_there_is_no_tree_where_all_are_accounts_of_their_own():
    assert tree(*told(("a", "Mercury", "a", "report"), ("b", "Star", "b", "report"))) is None


def test_drawn_tree_has_a_node_for_every_row(documents, invented):
    figure, rows = drawn(documents, names.story_file("st_ferry"), "tree")
    story = next(story for story in invented.stories if story.id == "st_ferry")
    assert len(figure.xpath(".//circle")) == len(rows) == len(story.articles)
    assert len(figure.xpath(".//path")) == sum("copy" in row[2] or "same text" in row[2] for row in rows) == story.stats.copies


def test_strip_is_to_scale_but_for_folded_silences():
    scale = eventful("1970", "2031-05-01", "2031-05-03", "(2031-05-11)")
    assert [label for _, label in scale.folds] == ["61 years"]
    old, first, second, coming = (node.x for node in scale.nodes)
    assert coming - second == pytest.approx(4 * (second - first), abs=0.3)
    assert old < scale.folds[0][0] < first
    assert scale.now == pytest.approx((second + coming) / 2 - (second - first), abs=0.3)
    assert [node.coming for node in scale.nodes] == [False, False, False, True]


def test_strip_says_in_its_table_what_its_nodes_show():
    scale = eventful("2031-04-01", "2031-05-01", weight=0.7, origins=3)
    assert [(node.size, node.rings) for node in scale.nodes] == [(3, 2), (3, 2)]
    assert scale.rows == (("1 April 2031", 3, 70, "past"), ("1 May 2031", 3, 70, "past"))
    assert eventful("2031-04-01") is None


@given(st.lists(st.dates().map(str), min_size=2, max_size=12))
def test_strip_keeps_the_order_of_time_inside_its_frame(days):
    scale = eventful(*days)
    if scale is None:
        assert len(set(days)) == 1
        return
    places = [node.x for node in scale.nodes]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= 100
    assert len(set(places)) == len({day_of(day) for day in days})


def test_pulse_is_as_tall_as_it_counts():
    drawn = pulse({"2031-05-01": 2, "2031-05-03": 8, "": 3}, "mention")
    assert [(bar.day, bar.number, drawn.ground - bar.top) for bar in drawn.bars] == [("1 May 2031", 2, 8), ("3 May 2031", 8, 34)]
    assert (drawn.undated, drawn.most, drawn.summary) == (3, 8, "10 mentions on 2 days, at most 8 on one")
    assert pulse({"2031-05-01": 2, "": 9}, "mention") is None


def test_thread_draws_its_articles_by_day(documents, invented):
    figure, rows = drawn(documents, names.thread_file("th_halden"), "pulse")
    thread = next(thread for thread in invented.threads if thread.id == "th_halden")
    articles = [e for story in invented.stories if story.id in thread.stories for e in story.articles.values()]
    assert sum(int(number) for _, number in rows) == len(articles)
    assert len(figure.xpath(".//line[@class='bar']")) == sum(day != "undated" for day, _ in rows)


def test_names_of_others_stay_text():
    library, story = told(("a", HOSTILE, "a", "report"), ("b", HOSTILE + "2", "a", "report"))
    page = html.document_fromstring(dict(made(offered(library.edition)))[names.story_file(story.id)])
    figure = next(iter(page.find_class("tree")))
    assert not figure.xpath(".//script | .//img | .//@onerror")
    assert figure.xpath(".//tbody/tr/th")[0].text == HOSTILE


def test_the_same_edition_draws_the_same_bytes(invented, site):
    page = dict(made(offered(invented)))[names.story_file("st_ferry")]
    assert page == (site / names.story_file("st_ferry")).read_bytes()
