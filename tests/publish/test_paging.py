"""Lists in pages: every item once, whatever an edition brings in between."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.publish.web import Kiosk, hosts_of, web_app
from broadsheet.publish.web.asking import Unclear
from broadsheet.publish.web.paging import Cursor, Wish, paged

from .webs import NOW, app_over, ask, edition_paper

NAMES = st.lists(st.text(max_size=8), unique=True, max_size=30)


def walked(lists, limit: int) -> list[str]:
    """The items that somebody reads page by page, while the list is the next of `lists` with every page; then the last of them."""
    found, cursor, number = [], None, 0
    while True:
        names = lists[min(number, len(lists) - 1)]
        page = paged(names, Wish(limit=limit, cursor=cursor))
        found += names[page.start : page.end]
        cursor, number = page.next, number + 1
        if cursor is None:
            return found


@given(NAMES, st.integers(1, 7))
def test_pages_tell_every_item_once_both_ways(names, limit):
    assert walked([names], limit) == names
    back, page = [], paged(names, Wish(limit=limit))
    while page.next:
        page = paged(names, Wish(limit=limit, cursor=page.next))
    back = names[page.start : page.end]
    while page.prev:
        page = paged(names, Wish(limit=limit, cursor=page.prev))
        back = names[page.start : page.end] + back
    assert back == names
    assert not page.changed


@given(NAMES, NAMES, st.integers(1, 7))
def test_what_stays_is_told_once_though_others_come(names, more, limit):
    new = [name for name in more if name not in names]
    grown = [one for pair in zip([*new, *[None] * 30], [*names, *[None] * 30], strict=False) for one in pair if one is not None]
    found = walked([names, grown], limit)
    assert [name for name in found if name in names] == names


@given(NAMES.filter(lambda names: len(names) > 3))
def test_an_item_that_is_gone_leaves_its_place(names):
    first = paged(names, Wish(limit=2))
    left = [name for name in names if name != names[1]]
    second = paged(left, Wish(limit=2, cursor=first.next))
    assert second.changed
    assert left[second.start : second.end] == left[1:3]


@given(st.builds(Cursor, after=st.booleans(), item=st.text(max_size=60), number=st.integers(0, 10**6), mark=st.text(max_size=12)))
def test_a_cursor_comes_back_as_it_was(cursor):
    assert Cursor.read(cursor.written()) == cursor


@pytest.mark.parametrize(
    "written", ["", "x", "WzEsMl0", "!!!!", "W" * 2000, "WzIsICJhIiwgMSwgImIiXQ", "W1tbW1tbW1tbW10", "bnVsbA", "é"]
)
def test_what_is_no_cursor_is_unclear(written):
    with pytest.raises(Unclear, match="Begin again"):
        Cursor.read(written)


@given(st.binary(max_size=80))
def test_a_made_up_cursor_is_unclear_or_harmless(body):
    with suppress(Unclear):
        page = paged("abc", Wish(limit=2, cursor=Cursor.read(urlsafe_b64encode(body).decode())))
        assert 0 <= page.start <= page.end <= 3


def test_links_lead_through_the_list(invented):
    app, target, found = app_over(edition_paper(invented)), "/api/v1/stories?limit=4", []
    whole = ask(app, "/api/v1/stories").json()
    assert "page" not in whole
    while target:
        answer = ask(app, target)
        links = dict(reversed(one.split("; ")) for one in answer.headers["link"].split(", "))
        assert ask(app, target, headers={"if-none-match": answer.headers["etag"]}).status_code == 304
        assert links['rel="first"'] == "</api/v1/stories?limit=4>"
        found += answer.json()["stories"]
        assert {**answer.json(), "stories": whole["stories"]} == whole | {"page": answer.json()["page"]}
        target = links.get('rel="next"', "").strip("<>")
    assert found == whole["stories"]


def test_a_new_edition_between_two_pages_is_said(invented):
    marks = ["1"]
    stories = {"1": invented.stories, "2": (invented.stories[0], *invented.stories[2:])}
    kiosk = Kiosk(lambda mark: edition_paper(replace(invented, stories=stories[mark]), mark), lambda: marks[-1])
    kiosk.open()
    app = web_app(kiosk, hosts=hosts_of("127.0.0.1"), clock=lambda: NOW)
    first = ask(app, "/api/v1/stories?limit=2").json()
    marks.append("2")
    assert [kiosk.look(), kiosk.look()] == [False, True]
    second = ask(app, f"/api/v1/stories?limit=2&cursor={first['page']['next']}").json()
    assert (second["page"]["changed"], second["page"]["start"]) == (True, 1)
    assert [story["id"] for story in second["stories"]] == [story.id for story in invented.stories[2:4]]


@pytest.mark.parametrize("kind", ["threads", "topics"])
def test_every_list_comes_in_pages(invented, kind):
    app = app_over(edition_paper(invented))
    assert len(ask(app, f"/api/v1/{kind}?limit=1").json()[kind]) == 1
