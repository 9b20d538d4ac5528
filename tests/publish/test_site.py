"""What every page of the site promises."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from hashlib import sha256
from importlib import resources
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from broadsheet.publish import names, offered
from broadsheet.publish.views.across import watching
from broadsheet.publish.views.article import SHAPES
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.reader import Reader

from .desk import edition
from .ferry import ferry

TOP = {"index.html", "numbers.html", "watching.html", "latest.html", "topics.html", "sources.html", "newsletter.html"}
TOP |= {"search.html", "help.html"}
OURS = """
    html head meta title link script body a header p nav ul ol li main div article section aside footer h1 h2 h3 h4 sup span b br
    blockquote mark time details summary dl dt dd figure figcaption table caption thead tbody tr th td svg text line circle
    path tspan code data ins del form label input button noscript kbd
"""
GZIPPED = 60_000
SCRIPT = 20_000


def test_everything_of_the_contract_is_there(site, invented):
    present = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
    assert TOP | {"feed.xml", "feed.json", "newsletter.eml", "build.json"} <= present
    for story in invented.stories:
        assert {names.story_file(story.id), names.story_file(story.id, "json")} <= present
    for article in invented.articles:
        assert {names.article_file(article.id), names.article_file(article.id, "txt")} <= present
    assert {names.page_file(page) for page in invented.cuttings} <= present
    assert names.thread_file("th_halden") in present
    assert any(path.startswith("topics/") for path in present)


def test_front_page_links_every_story(documents, invented):
    linked = set(documents["index.html"].xpath("//a/@href"))
    assert {names.story_file(story.id) for story in invented.stories} <= linked
    assert len(invented.stories) > 10


def test_links_lead_to_files_and_places(site, documents):
    checked = 0
    for page, document in documents.items():
        for link in document.xpath("//@href | //@src"):
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https"), link
                continue
            target = (site / page).parent / unquote(parts.path) if parts.path else site / page
            assert target.resolve().is_relative_to(site.resolve()), link
            assert target.is_file(), f"{page}: {link}"
            if parts.fragment and target.suffix == ".html":
                place = documents[str(target.resolve().relative_to(site.resolve()))]
                assert place.xpath("//*[@id=$name]", name=unquote(parts.fragment)), f"{page}: {link}"
            checked += 1
    assert checked > 1000


def test_only_evidence_leads_outside(documents):
    outside = {link for document in documents.values() for link in document.xpath("//@href | //@src") if urlsplit(link).scheme}
    elements = [a for d in documents.values() for a in d.xpath("//*[starts-with(@href,'http') or starts-with(@src,'http')]")]
    assert outside
    assert {element.tag for element in elements} == {"a"}
    assert all("noreferrer" in element.get("rel") for element in elements)


def test_ids_are_unique_on_a_page(documents):
    for page, document in documents.items():
        ids = document.xpath("//@id")
        assert len(ids) == len(set(ids)), page


def test_every_statement_ends_with_its_mark(documents, invented):
    for story in invented.stories:
        document = documents[names.story_file(story.id)]
        for section in story.sections:
            place = document.get_element_by_id(section.kind)
            for key in section.body:
                if key not in story.statements:
                    continue
                printed = place.xpath(".//*[@data-said=$key]", key=key)
                assert printed, f"{story.id}: {key} is not printed under {section.heading}"
                mark = printed[0][-1]
                assert mark.tag == "sup"
                assert not (mark.tail or "").strip()
                (link,) = mark
                assert link.get("role") == "doc-noteref"
                assert link.text == str(story.statements[key].origins)
                assert printed[0].text == story.statements[key].text


def test_marks_open_the_exact_words(documents, invented):
    opened = 0
    for story in invented.stories:
        document = documents[names.story_file(story.id)]
        for key, statement in story.statements.items():
            notes = document.xpath("//li[@id=$name]", name=f"e-{key}")
            if not notes:
                continue
            quoted = ["".join(quote.itertext()) for quote in notes[0].xpath(".//blockquote")]
            assert len(quoted) == len(statement.spans)
            for span, words in zip(statement.spans, quoted, strict=True):
                assert story.spans[span].exact in words
            opened += 1
    assert opened > 40


def test_first_mark_and_note_point_at_each_other(documents):
    for back in documents["stories/st_ferry.html"].xpath("//a[@role='doc-backlink']"):
        (mark,) = documents["stories/st_ferry.html"].xpath("//a[@id=$name]", name=back.get("href")[1:])
        assert mark.get("href") == "#" + back.getparent().getparent().get("id")


def test_evidence_names_outlet_and_date(documents):
    notes = documents["stories/st_ferry.html"].get_element_by_id("evidence").text_content()
    assert "The Dunmere Chronicle, 5 May 2031" in notes
    assert re.search(r"Unnamed paper \(page misc/004\.txt\), undated", notes)


def test_evidence_links_to_the_passage(documents, invented):
    (note,) = documents["stories/st_ferry.html"].xpath("//li[@id='e-s2']")
    article, live = note.xpath(".//p[@class='ev-links']/a/@href")
    assert article.endswith("#o0")
    assert live.startswith("https://herald.example/a/99#:~:text=The%20coast%20guard%20said,")


def test_trimmed_words_are_told_from_taken_ones(documents):
    (note,) = documents["stories/st_ferry.html"].xpath("//li[@id='e-s6']")
    taken = [mark.text for mark in note.xpath(".//mark")]
    assert (
        " ".join(taken)
        == "The crew of the Saint Odile had reported a broken radar three times since March, the seafarers’ union of Maravia said"
    )
    assert "trimmed" in note.text_content()


def test_nothing_inline(site, documents):
    for page, document in documents.items():
        assert not document.xpath("//@style"), page
        assert not document.xpath("//style"), page
        scripts = [script.get("src").removeprefix("../") for script in document.xpath("//script[not(normalize-space())]")]
        assert scripts == ["static/paper.js", *(["static/finder.js"] if page == "search.html" else [])]
        assert not document.xpath("//script[normalize-space()][not(@type='application/ld+json')]"), page
        assert not document.xpath("//@*[starts-with(name(), 'on')]"), page
        policy = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "unsafe" not in policy[0]
        assert "default-src 'none'" in policy[0]


@pytest.mark.parametrize("needle", ["javascript:", "<script>alert", "<img"])
def test_hostile_words_stay_words(site, documents, needle):
    for path in [*site.rglob("*.html"), site / "feed.xml"]:
        raw = path.read_text("utf-8")
        if needle == "onerror=alert":
            assert not re.search(r"<[a-z][^>]*onerror=alert", raw), path
        else:
            assert needle not in raw, path
    links = [link for document in documents.values() for link in document.xpath("//@href | //@src")]
    assert all(urlsplit(link).scheme in ("", "http", "https") for link in links)
    assert any("alert(1)" in document.text_content() for document in documents.values())


def test_only_our_elements(documents):
    known = set(OURS.split())
    found = {element.tag for document in documents.values() for element in document.iter() if isinstance(element.tag, str)}
    assert found <= known


def test_article_text_is_exact(site, invented):
    for article in invented.articles:
        written = (site / names.article_file(article.id, "txt")).read_bytes()
        assert sha256(written).hexdigest() == article.text_sha256


def test_cited_passages_are_marked_in_the_article(documents, invented):
    document = documents[names.article_file(invented.stories[0].articles["a1"].id)]
    assert document.get_element_by_id("o0").tag == "mark"
    assert "".join(document.xpath("//div[@class='as-cut-text']")[0].itertext()).split() == invented.articles[0].text.split()


def test_surgery_shows_every_line_and_why(documents, invented):
    (page,) = [page for page in invented.pages.values() if page.name == "dump/front.txt"]
    rows = documents[names.page_file(page.id)].xpath("//table[@class='cuts']/tbody/tr")
    cutting = invented.cuttings[page.id]
    assert len(rows) == len(cutting.lines)
    for row, line in zip(rows, cutting.lines, strict=True):
        assert f"k-{line.kind}" in row.get("class").split()
        assert line.extent.of(cutting.text) in row.text_content()
        assert SHAPES.get(line.why, line.why) in row.text_content()


def test_undated_and_unnamed_are_said_so(documents):
    text = documents["stories/st_glass.html"].text_content()
    assert "undated" in text
    assert "Unnamed paper (page misc/007.txt)" in text
    days = documents["latest.html"].xpath("//section[@class='day']/h2/text()")
    assert days[-1].strip() == "Undated"


def test_copies_hang_below_their_origin(documents):
    (copies,) = documents["stories/st_ferry.html"].xpath("//section[@id='sources']//ul[@class='copies']")
    assert "Radio Kestrel" in copies.text_content()
    assert "The Dunmere Chronicle" in copies.getparent().text_content()


def test_briefs_keep_their_place(documents):
    document = documents["index.html"]
    (briefs,) = [s for s in document.xpath("//section") if "In brief" in "".join(s.xpath("h2//text()"))]
    assert len(briefs.xpath(".//li[@data-story]")) == 10
    assert briefs.xpath(".//details//li[@data-story]")
    assert not briefs.xpath(".//*[@data-said]")


def test_numbers_and_watching_hold_five(documents):
    assert len(documents["numbers.html"].xpath("//ol[@class='five']/li")) == 5
    watched = documents["watching.html"].xpath("//ol[@class='five']/li")
    assert 1 <= len(watched) <= 5
    assert "Ferries collide in Halden Strait" in watched[0].text_content()


def test_an_affair_is_watched_once_in_its_first_chapter_that_has_something_to_watch():
    desk, first = ferry()
    older = replace(first, id="st_older")
    other = replace(first, id="st_other", thread=None)
    watched = watching(Library(edition((desk, first), (desk, older), (desk, other)), "../"))
    assert [one.href for one in watched] == ["../stories/st_ferry.html", "../stories/st_other.html"]


def test_thread_tells_chapters_in_order(documents):
    heads = [h.text_content().strip() for h in documents["threads/th_halden.html"].xpath("//ol[@class='chapters']//h2")]
    assert heads == ["Inquiry into the Little Auk closes", "Ferries collide in Halden Strait; coast guard lowers toll to 27"]


def test_pages_fit_their_budget(site):
    heaviest = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in site.rglob("*.html")}
    assert max(heaviest.values()) < GZIPPED
    scripts = resources.files("broadsheet.publish").joinpath("static")
    for together in (("paper.js", "app.js"), ("paper.js", "finder.js")):
        assert sum(len(scripts.joinpath(name).read_bytes()) for name in together) <= SCRIPT
    assert not (site / "static/app.js").exists()


def test_one_heading_of_the_first_level(documents):
    for page, document in documents.items():
        assert len(document.xpath("//h1")) == 1, page
        assert document.xpath("//main"), page
        assert document.xpath("//a[@class='skip'][@href='#main']"), page


def test_languages_and_directions_are_marked(documents, invented):
    page = documents[names.story_file("st_'onmouseover=alert(1)//")]
    assert page.xpath("//blockquote[@lang='ar'][@dir='auto']")


def test_the_help_page_tells_every_key(documents, invented):
    script = resources.files("broadsheet.publish").joinpath("static/paper.js").read_text("utf-8")
    taken = set(re.findall(r'^    (?:"(\S)"|(\w+)): ', script.split("const KEYS = {")[1].split("};")[0], re.MULTILINE))
    known = {"Esc" if one == "Escape" else one for pair in taken for one in pair if one} | {"Enter", "g g", "g h", "g n"}
    assert known == set("jkhlomfc[]xetdG/?") | {"Esc", "Enter", "g g", "g h", "g n"}
    asked = dict(offered(invented))["help.html"]
    told = set(html.document_fromstring(asked(Reader(edition="e1"))).xpath("//kbd/text()"))
    assert told == known
    assert set(documents["help.html"].xpath("//kbd/text()")) == known - {"f"}  # nobody remembers what is followed


def test_every_other_form_that_a_page_names_is_there(site, documents):
    kinds, missing = set(), []
    for path, page in documents.items():
        for link in page.xpath("//link[@rel='alternate']"):
            kinds.add((path.partition("/")[0], link.get("type")))
            missing += [] if ((site / path).parent / link.get("href")).resolve().is_file() else [(path, link.get("href"))]
    assert missing == []
    assert {(kind, "application/json") for kind in ("stories", "threads", "topics")} <= kinds
