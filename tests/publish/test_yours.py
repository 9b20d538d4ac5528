"""A reader's own desks, and the page on which everything that they said can be taken back."""

from __future__ import annotations

import pytest
from lxml import html

from broadsheet.publish.views.cards import named_difference
from broadsheet.publish.web.words import DESKS
from broadsheet.store.revisions import Revision

from .test_readers import COOKIE, FORM, READER, Web, web  # noqa: F401 (a fixture)
from .webs import HERE, ask


def desks_of(page: html.HtmlElement) -> dict[str, set[str]]:
    """Heading of a desk on the front page → its stories."""
    sections = page.xpath("//section[contains(concat(' ', @class, ' '), ' desk ')]")
    return {section.findtext("h2"): set(section.xpath(".//@data-story")) for section in sections}


def section(page: html.HtmlElement, anchor: str) -> list[html.HtmlElement]:
    """The forms of a section of "Your paper"."""
    return page.xpath("//form[preceding::h2[1]/@id=$anchor]", anchor=anchor)


def test_an_own_desk_stands_first_and_is_its_readers_alone(web: Web):  # noqa: F811
    plain = desks_of(web.page("/"))
    taken = next(iter(plain["One origin so far"]))
    story = next(story for story in web.edition.stories if story.id == taken)
    headline = story.statements[story.headline].text
    assert web.say("desk", FORM | {"referer": f"{HERE}/yours"}, name="Mine", query=headline) == (303, "/yours")
    own = desks_of(web.page("/"))
    assert next(iter(own)) == "Mine"
    assert own["Mine"] == {taken}
    assert taken not in own.get("One origin so far", set())
    assert desks_of(html.document_fromstring(ask(web.app, "/", headers={"accept": "text/html"}).content)) == plain


def test_desks_are_added_changed_and_removed_without_a_script(web: Web):  # noqa: F811
    def desks() -> dict[str, str]:
        return dict(web.store.readers.remembered(READER).desks)

    (add,) = section(web.page("/yours"), "desks")
    assert add.xpath(".//input/@name") == ["name", "query"]
    web.say("desk", name="Sea", query="ferry, harbour")
    page = web.page("/yours")
    change, remove, add = section(page, "desks")
    assert dict(change.form_values()) == {"was": "Sea", "name": "Sea", "query": "ferry, harbour"}
    assert "4 stories today" in change.text_content()
    web.say("desk", **dict(change.form_values()) | {"name": "Shore"})
    assert desks() == {"Shore": "ferry, harbour"}
    assert dict(remove.form_values()) == {"name": "Sea", "undo": "1"}
    web.say("desk", name="Shore", undo="1")
    assert desks() == {}


@pytest.mark.parametrize("form", [{"name": " ", "query": "a"}, {"name": "Sea", "query": " ,"}, {"name": "Sea"}, {"query": "ferry"}])
def test_a_desk_needs_a_name_and_words(web: Web, form):  # noqa: F811
    assert web.say("desk", **form)[0] == 400
    assert web.store.readers.remembered(READER).desks == {}


def test_a_reader_has_so_many_desks(web: Web):  # noqa: F811
    for number in range(DESKS):
        assert web.say("desk", name=f"Desk {number}", query="ferry")[0] == 303
    assert web.say("desk", name="One more", query="ferry")[0] == 409
    assert web.say("desk", name="Desk 3", query="harbour", was="Desk 3")[0] == 303
    assert len(web.store.readers.remembered(READER).desks) == DESKS


def test_what_concerns_a_reader_is_taken_back_on_one_page(web: Web):  # noqa: F811
    web.say("hide", outlet="Northsea Herald")
    web.say("follow", story="st_ferry")
    web.say("follow", story="st_of_last_week")
    page = web.page("/yours")
    assert dict(section(page, "hidden")[0].form_values()) == {"outlet": "Northsea Herald", "undo": "1"}
    assert [form.form_values() for form in section(page, "followed")] == [
        [("story", "st_ferry"), ("undo", "1")], [("story", "st_of_last_week"), ("undo", "1")],
    ]  # fmt: skip
    for form in (*section(page, "hidden"), *section(page, "followed")):
        assert web.say(form.get("action").removeprefix("/reader/"), **dict(form.form_values()))[0] == 303
    known = web.store.readers.remembered(READER)
    assert (known.hidden, known.followed) == (frozenset(), frozenset())


def test_a_hidden_paper_leads_there_from_the_front_page(web: Web):  # noqa: F811
    for name in sorted({entry.name for story in web.edition.stories for entry in story.outlets.values()}):
        web.say("hide", outlet=name)
    (there,) = web.page("/").xpath("//p[contains(@class, 'the-hidden')]/a/@href")
    assert there == "yours#hidden"
    assert len(section(web.page("/yours"), "hidden")) > 3


def test_what_binds_everyone_is_taken_back_there_too(web: Web):  # noqa: F811
    one, other, third = (article.id for article in web.edition.articles[:3])
    number = web.store.constraints.add("apart", one, [other, third])
    web.store.constraints.add("together", one, [third])
    story = web.edition.stories[0]
    item = next(iter(story.contradictions.values()))
    web.store.readers.settle(story.id, named_difference(story, item))
    web.store.readers.settle("st_unknown", "f" * 16)
    web.store.revisions.keep(Revision(page=story, inputs_sha256="", as_of=""))
    page = web.page("/yours")
    (apart,) = section(page, "apart")
    assert dict(apart.form_values()) == {"number": str(number), "undo": "1"}
    assert web.edition.articles[0].title in page.text_content()
    settled = section(page, "settled")
    assert [dict(form.form_values())["story"] for form in settled] == [story.id, "st_unknown"]
    assert item.issue in page.text_content()
    for form in (apart, settled[0]):
        assert web.say(form.get("action").removeprefix("/reader/"), **dict(form.form_values()))[0] == 303
    assert web.office.told == [("rejoin", str(number)), ("reopen", story.id, named_difference(story, item))]


def test_what_an_editor_decided_is_not_taken_back_there(web: Web):  # noqa: F811
    from broadsheet.records.editorial import EditorialDecision

    one, other = (article.id for article in web.edition.articles[:2])
    number = web.store.constraints.add("apart", one, [other])
    made = EditorialDecision(kind="split", editor="Ana", at="2031-05-06T08:00:00Z", id="ed_1", constraints=(number,))
    web.store.decisions.add(made)
    assert section(web.page("/yours"), "apart") == []


def test_a_newcomer_is_given_an_id_and_sees_an_empty_page(web: Web):  # noqa: F811
    answer = ask(web.app, "/yours", headers={"accept": "text/html"})
    assert answer.headers["set-cookie"].startswith(f"reader={READER}; ")
    assert len(section(html.document_fromstring(answer.content), "desks")) == 1
    assert ask(web.app, "/yours", "HEAD", headers=COOKIE).status_code == 200
