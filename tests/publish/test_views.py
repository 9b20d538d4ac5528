"""What pages are made of: wording, evidence, cards, front page."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.publish.views.article import article_view
from broadsheet.publish.views.evidence import Notes, count_origins, matching
from broadsheet.publish.views.front import front, is_brief, rail_coming
from broadsheet.publish.views.library import Library, passage_address, web_address
from broadsheet.publish.views.story import story_view
from broadsheet.publish.views.wording import age, day_label, machine_time, plain_label, when_label
from broadsheet.records.importance import front_page
from broadsheet.records.pool import PageWhen

from .desk import article, edition, raw_page
from .ferry import ferry
from .pages import brief, briefs, budget, little_auk, lone


@pytest.fixture(scope="module")
def ferries():
    return Library(edition(ferry(), little_auk()), "../")


def view(library, number=0):
    story = library.edition.stories[number]
    return story_view(library, story, "x.json")


def block(library, kind):
    return next(block for block in view(library).blocks if block.kind == kind)


@given(st.text(max_size=60), st.text(max_size=60))
def test_matching_keeps_every_sign(text, exact):
    pieces = matching(text, exact)
    assert "".join(words for words, _ in pieces) == exact
    assert all(words for words, _ in pieces)


def test_matching_marks_all_of_the_same_sentence():
    assert matching("The dam opened on Monday.", "The dam opened on Monday.") == (("The dam opened on Monday.", True),)


@given(st.text(max_size=40))
def test_labels_are_one_line(text):
    label = plain_label(text)
    assert label == " ".join(label.split())
    assert not set(label) & set("\n\r\u202e\u2066\u200f\x00")


@given(st.one_of(st.none(), st.text(max_size=25), st.dates().map(str), st.datetimes().map(lambda d: d.isoformat())))
def test_any_date_has_a_label(value):
    assert day_label(value)
    assert age(value, "2031-05-06T07:00:00Z")
    assert machine_time(value) in (value, None)


@pytest.mark.parametrize(
    ("when", "label"),
    [
        (PageWhen(text="the 2020s", start="2020", precision="decade"), "2020s"),
        (PageWhen(text="last week", start="2031-04-28", precision="week"), "week of 28 April 2031"),
        (PageWhen(text="spring", start="2030", precision="season"), "spring"),
        (PageWhen(text="12 to 14 May", start="2031-05-12", end="2031-05-14", precision="day"), "12 May 2031 to 14 May 2031"),
        (PageWhen(text="soon", start="P3D", precision="day"), "soon"),
        (PageWhen(text="", precision="unknown"), "undated"),
    ],
)
def test_times_are_worded(when, label):
    assert when_label(when) == label


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//host/x", "ftp://host/x", "http://", "http://[", "", None]
)
def test_only_web_addresses_are_linked(url):
    assert web_address(url) is None
    assert passage_address(url, "words") is None


def test_text_fragments_are_escaped():
    assert passage_address("https://a.example/x#old", "well-known, “so” & so") == (
        "https://a.example/x#:~:text=well%2Dknown%2C%20%E2%80%9Cso%E2%80%9D%20%26%20so"
    )


def test_a_sentence_either_side(ferries):
    notes = Notes(ferries, ferries.edition.stories[0])
    notes.said("s3")
    (passage,) = notes.entries["e-s3"].passages
    assert passage.before == ""
    assert (
        passage.after == " The Morrow, which was sailing the other way with 88, reached the harbour of Dunmere under its own power."
    )


def test_evidence_falls_back_on_what_the_span_holds():
    _, story = ferry()
    bare = Library(edition(), "../")
    notes = Notes(bare, story)
    notes.said("s3")
    (passage,) = notes.entries["e-s3"].passages
    assert passage.article_href is None
    assert passage.after == story.spans["p4"].suffix


def test_copies_are_one_origin(ferries):
    notes = Notes(ferries, ferries.edition.stories[0])
    said = notes.said("s4")
    assert said.mark.number == 1
    assert [passage.outlet for passage in notes.entries["e-s4"].passages] == ["The Dunmere Chronicle", "Radio Kestrel"]


def test_a_digest_is_no_origin():
    _, story = ferry()
    words = ("p1", "p2")  # of the Chronicle and the Herald
    assert count_origins(story, words) == 2
    entry = replace(story.articles["a2"], role="digest")
    assert count_origins(replace(story, articles={**story.articles, "a2": entry}), words) == 1


def test_several_briefs_make_a_story():
    desk, story = brief(1, "Storks return", "Eleven storks have returned to the marsh.")
    library = Library(edition((desk, story)))
    assert is_brief(library, story)
    assert not is_brief(library, replace(story, stats=replace(story.stats, articles=2, origins=2)))


def test_sections_keep_their_order(ferries):
    assert [block.kind for block in view(ferries).blocks] == [section.kind for section in ferries.edition.stories[0].sections]


def test_sources_and_making_are_always_there():
    blocks = view(Library(edition(lone()), "../")).blocks
    assert [block.kind for block in blocks] == ["whats_happened", "sources", "how_made"]


def test_nothing_is_said_twice_of_a_paper(ferries):
    papers = block(ferries, "papers_say")
    assert [paragraph.remark.text for paragraph in papers.paragraphs] == [
        "All papers that name a place put the collision in the Halden Strait."
    ]
    assert papers.papers[3].copy_of == "The Dunmere Chronicle"


def test_what_only_one_paper_says_is_set_apart(ferries):
    papers = {card.outlet: card for card in block(ferries, "papers_say").papers}
    assert [said.key for said in papers["Maravia Today"].only_here] == ["s6"]
    assert papers["Maravia Today"].says == ()
    assert [said.key for said in papers["Northsea Herald"].says] == ["s2"]


def test_a_figure_shares_the_note_of_its_sentence(ferries):
    figures = block(ferries, "hard_numbers").figures
    assert figures[0].mark.href == figures[0].said.mark.href == "#e-s2"
    assert figures[0].mark.anchor is None


def test_a_label_that_says_it_all_stands_alone():
    desk, story = little_auk()
    number = replace(story.numbers["n1"], label="Six people drowned in the accident")
    library = Library(edition((desk, replace(story, numbers={"n1": number}))), "../")
    (figure,) = block(library, "hard_numbers").figures
    assert figure.said is None
    assert figure.mark.href == "#e-s4"


def test_several_unnamed_papers_are_one_chip():
    desk, story = lone()
    second = article("misc/008.txt", "Orlund glass", "A paragraph on glass.")[1].articles[0]
    entry = replace(story.articles["a1"], id=second.id, origin=second.id, page=second.page)
    names = view(Library(edition((desk, replace(story, articles={**story.articles, "a2": entry}))), "../")).outlets
    assert names == ("2 unnamed papers",)


def test_a_story_without_a_standfirst_opens_with_what_adds_to_its_headline():
    desk, story = budget()
    page = front(Library(edition((desk, replace(story, standfirst=None)))))
    assert story.statements["s2"].spans[0] == story.statements[story.headline].spans[0]
    assert page.lead.line.standfirst.key == "s3"
    assert page.lead.text == ()


def test_thin_coverage_asks_what_no_paper_says():
    page = front(Library(edition(ferry(), lone())))
    assert page.single == "1 of 2 stories rests on one origin so far."
    assert [(item.bold, item.href) for item in page.thin] == [
        ("No paper says who was at the helm of either ferry.", "stories/st_ferry.html#open_questions")
    ]


def test_matrix_has_a_cell_for_every_paper(ferries):
    matrix = block(ferries, "papers_say").matrix
    assert "Radio Kestrel" not in matrix.papers
    stances = dict(zip(matrix.papers, [cell.stance for cell in matrix.rows[0][2]], strict=True))
    assert stances["Northsea Herald"] == "denies"
    assert stances["Maravia Today"] == "says"
    assert stances["Halden Post"] == "silent"


def test_timeline_folds_gaps_and_hollows_what_comes(ferries):
    past = block(ferries, "how_we_got_here").events
    assert [event.gap for event in past] == ["", "", "9 years"]
    assert past[0].from_story == ("Inquiry into the Little Auk closes", "../stories/st_auk.html")
    assert past[2].words == "Sunday night"
    assert [event.coming for event in block(ferries, "whats_next").events] == [True, True]


def test_quotes_are_set_without_doubled_marks(ferries):
    quotes = block(ferries, "who_said_what").quotes
    assert quotes[0].text == "We heard the horn, and then there was no floor"
    assert quotes[1].speaker == "Tomas Okonjo-Reyes"
    assert (quotes[3].direct, quotes[3].role) == (False, "Rear Admiral")


def test_difference_names_holders_and_values(ferries):
    toll, radar = block(ferries, "contradictions").differences
    assert [(side.value, side.holders, side.large) for side in toll.sides] == [
        ("at least 31", "The Dunmere Chronicle, Radio Kestrel", True),
        ("27", "Northsea Herald", True),
    ]
    assert radar.open
    assert radar.sides[0].holders == "Tomas Okonjo-Reyes in Maravia Today"


def test_difference_leads_to_the_row_of_the_table_it_is_about(ferries):
    toll, radar = block(ferries, "contradictions").differences
    rows = {key: text for key, text, _ in block(ferries, "papers_say").matrix.rows}
    assert (toll.claim, rows[radar.claim]) == (None, "The radar of the Saint Odile was broken")


def test_front_page_leads_with_a_real_story():
    library = Library(edition(brief(1, "Storks return", "Eleven storks have returned to the marsh."), ferry(), lone()))
    page = front(library)
    assert page.lead.line.id == "st_ferry"
    assert [desk.heading for desk in page.desks] == ["One origin so far", "In brief"]
    assert all(desk.thin for desk in page.desks)  # nothing that one paper alone tells stands above the fold
    assert [line.id for line in page.desks[1].lines] == ["st_brief1"]


def test_long_lists_fold():
    page = front(Library(edition(*briefs())))
    assert page.lead is None
    assert (len(page.desks[0].lines), len(page.desks[0].folded)) == (8, 2)


def test_rail_announces_nothing_that_is_overdue(ferries):
    story = ferries.edition.stories[0]
    first = story.section("whats_next").items[0]
    past = {**story.events, first: replace(story.events[first], tense="overdue")}
    library = Library(replace(ferries.edition, stories=(replace(story, events=past),)), "../")
    assert [item.bold for item in rail_coming(library)] == ["20 May 2031"]


def test_rail_takes_from_every_story_first(ferries):
    assert [item.bold for item in front(ferries).numbers][:2] == ["27", "Six people"]
    assert len(front(ferries).numbers) == 5


def test_cutoff_counts_articles_outlets_and_origins(ferries):
    assert front(ferries).cutoff == "Built 07:00 from 9 articles, 6 outlets, 8 origins · newest source 5 May 2031"


def test_article_pieces_join_to_its_text(ferries):
    for made in ferries.edition.articles:
        shown = article_view(ferries, made)
        assert "\n".join("".join(piece.text for piece in paragraph) for paragraph in shown.paragraphs) == made.text


def test_overlapping_citations_have_an_anchor_each(ferries):
    first = article_view(ferries, ferries.edition.articles[0])
    spans = {span.start for span, _ in ferries.cited[ferries.edition.articles[0].id]}
    anchors = {piece.anchor for paragraph in first.paragraphs for piece in paragraph if piece.anchor}
    assert anchors == {f"o{start}" for start in spans}


def test_a_page_without_articles_is_shown():
    from broadsheet.publish.views.article import surgery_view

    page, cutting = raw_page("junk.txt", [("junk", None, "Menu", "navigation")])
    shown = surgery_view(Library(edition(more=[(page, cutting)]), "../"), cutting)
    assert (shown.summary, shown.articles) == ("1 line, 0 articles", ())


def test_surgery_says_why_in_a_readers_words():
    from broadsheet.publish.views.article import surgery_view

    page, cutting = raw_page("told.txt", [
        ("junk", None, "Radio Weather", "bit"),
        ("teaser", None, "A tram line opens near the harbour.", "sentence"),
        ("teaser", None, "Four things happened.", "introduces a round-up, whose items are articles of their own"),
        ("caption", None, "Dockers at the gate", "heading"),
        ("junk", None, "Menu", "web"),
    ])  # fmt: skip
    shown = surgery_view(Library(edition(more=[(page, cutting)]), "../"), cutting)
    assert [(line.label, line.why) for line in shown.lines] == [
        ("furniture", "furniture of the page: a few words, no sentence"),
        ("pointer", "points elsewhere: a sentence"),
        ("pointer", "introduces a round-up, whose items are articles of their own"),
        ("caption", "belongs to a picture: short, without a full stop"),
        ("furniture", "words of menus and buttons"),
    ]
    assert shown.counts == ("1 caption", "2 pointers elsewhere", "2 lines of furniture")


def test_a_huge_page_is_cut_short_and_says_so():
    from broadsheet.publish.views.article import LINES, surgery_view

    page, cutting = raw_page("huge.txt", [("junk", None, f"line {n}", "") for n in range(LINES + 40)])
    assert surgery_view(Library(edition(more=[(page, cutting)]), "../"), cutting).folded == 40


def test_unnamed_papers_are_called_after_their_page():
    library = Library(edition(more=[article("dump/9.txt", "A title", "A paragraph of text.")]))
    assert library.outlet(library.edition.articles[0]) == "Unnamed paper (page dump/9.txt)"


def test_unnamed_papers_with_an_address_go_by_its_host():
    library = Library(edition(more=[article("https://news.velm.example/2026/bell?x=1", "A title", "A paragraph of text.")]))
    fetched = library.edition.articles[0]
    linked = replace(fetched, page="dump/9.txt", url="https://ostrand.example/dump/9")
    assert library.outlet(fetched) == "Unnamed paper (news.velm.example)"
    assert library.outlet(linked) == "Unnamed paper (ostrand.example)"


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "soft", "near", "mark", "differ", "next"])
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_colours_have_contrast(scheme, name, ground):
    css = resources.files("broadsheet.publish").joinpath("static/paper.css").read_text("utf-8")
    block = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))
    light, dark = sorted((luminance(colours[name]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_style_asks_for_nothing_outside():
    css = resources.files("broadsheet.publish").joinpath("static/paper.css").read_text("utf-8")
    script = resources.files("broadsheet.publish").joinpath("static/paper.js").read_text("utf-8")
    assert not re.search(r"url\(|@import|@font-face|https?:", css)
    assert not re.search(r"fetch\(|XMLHttpRequest|innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|https?:", script)


def test_the_apps_script_speaks_to_its_server_alone():
    script = resources.files("broadsheet.publish").joinpath("static/app.js").read_text("utf-8")
    assert not re.search(r"XMLHttpRequest|innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|https?:|//[a-z]", script)
    asked = re.findall(r"fetch\((.+?)[,)]", script)
    assert asked == ["`${up}reader/${what}`", "up + path"]


def test_the_part_of_the_sources_is_shown_where_some_were_given_a_weight():
    stories = front_page([ferry()[1], little_auk()[1]], "2031-05-06T12:00:00+00:00", {ferry()[1].id: 1.5})
    held = replace(edition(ferry(), little_auk()), stories=stories)
    assert sorted(each.parts[3:] for each in front(Library(held)).ranking) == [("1.00",), ("1.50",)]
    bare = replace(held, stories=front_page(stories, "2031-05-06T12:00:00+00:00"))
    assert {len(each.parts) for each in front(Library(bare)).ranking} == {3}
