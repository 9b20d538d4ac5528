"""What the web app remembers of readers, and what they can say, without a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from lxml import html

from broadsheet.errors import NotFound, StoreBusy, StoreError, UsageError
from broadsheet.publish.web import Archive, Kiosk, Regulars, hosts_of, web_app
from broadsheet.records.edition import Edition
from broadsheet.store import Store

from .webs import HERE, NOW, ask, edition_paper

READER = "c" * 32
COOKIE = {"cookie": f"reader={READER}", "accept": "text/html"}
FORM = COOKIE | {"origin": HERE, "content-type": "application/x-www-form-urlencoded"}


@dataclass
class Office:
    """Notes what it was told."""

    told: list[tuple[str, ...]] = field(default_factory=list)
    problem: Exception | None = None

    def apart(self, article: str, story: str) -> None:
        self._note("apart", article, story)

    def settle(self, story: str, difference: str) -> None:
        self._note("settle", story, difference)

    def rejoin(self, number: int) -> None:
        self._note("rejoin", str(number))

    def reopen(self, story: str, difference: str) -> None:
        self._note("reopen", story, difference)

    def _note(self, *words: str) -> None:
        if self.problem:
            raise self.problem
        self.told.append(words)


@dataclass
class Web:
    """The app, what stands behind it, and the edition that it shows next."""

    edition: Edition
    store: Store
    office: Office = field(default_factory=Office)

    def __post_init__(self) -> None:
        self.kiosk = Kiosk(lambda mark: edition_paper(self.edition, mark), lambda: self.edition.title)
        self.kiosk.open()
        regulars = Regulars(Archive(self.store), lambda: READER)
        self.app = web_app(self.kiosk, hosts=hosts_of("127.0.0.1"), clock=lambda: NOW, regulars=regulars, office=self.office)

    def page(self, target: str, **headers: str) -> html.HtmlElement:
        answer = ask(self.app, target, headers=COOKIE | headers)
        assert answer.status_code == 200, answer.text
        return html.document_fromstring(answer.content)

    def say(self, what: str, headers: dict[str, str] | None = None, **form: str) -> tuple[int, str]:
        answer = ask(self.app, f"/reader/{what}", "POST", headers=headers or FORM, data=form)
        return answer.status_code, answer.headers.get("location", "")


@pytest.fixture
def web(invented: Edition) -> Iterator[Web]:
    with Store.open("sqlite://") as store:
        yield Web(invented, store)


def revised(edition: Edition, story: str, revision: int) -> Edition:
    stories = tuple(replace(one, revision=revision) if one.id == story else one for one in edition.stories)
    return replace(edition, stories=stories, title=f"{edition.title} {revision}")


def read_lines(page: html.HtmlElement) -> set[str]:
    return {line.get("data-story") for line in page.xpath("//*[contains(concat(' ', @class, ' '), ' read ')]")}


def test_a_newcomer_gets_an_id_and_nothing_is_noted_until_it_comes_back(web):
    answer = ask(web.app, "/stories/st_ferry", headers={"accept": "text/html"})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"reader={READER}; ")
    assert {"Path=/", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert answer.headers["cache-control"] == "private, no-cache"
    assert web.store.readers.remembered(READER).read == {}
    assert "set-cookie" not in ask(web.app, "/stories/st_ferry").headers  # a program


def test_what_was_read_is_marked_on_the_front_page(web):
    assert read_lines(web.page("/")) == set()
    web.page("/stories/st_ferry")
    front = web.page("/")
    assert read_lines(front) == {"st_ferry"}
    assert "knows" in front.body.get("class").split()
    assert read_lines(html.document_fromstring(ask(web.app, "/").content)) == set()


@pytest.mark.parametrize(("method", "headers"), [("HEAD", {}), ("GET", {"sec-purpose": "prefetch"})])
def test_looking_ahead_is_not_reading(web, method, headers):
    ask(web.app, "/stories/st_ferry", method, headers=COOKIE | headers)
    assert web.store.readers.remembered(READER).read == {}


def test_a_new_revision_tells_what_is_new_since_the_last_visit(web):
    web.page("/stories/st_ferry")
    web.edition = revised(web.edition, "st_ferry", 3)
    web.kiosk.open()
    (hint,) = web.page("/").xpath("//a[text()='changed since you read it']")
    assert hint.get("href") == "stories/st_ferry/changes?from=2&to=3"
    for _ in range(2):  # it stays until it is said to be seen
        (banner,) = web.page("/stories/st_ferry").xpath("//aside[@class='since']")
        assert "You read revision 2; this is revision 3." in banner.text_content()
    assert web.say("read", story="st_ferry", revision="3")[0] == 303
    assert web.page("/stories/st_ferry").xpath("//aside[@class='since']") == []


def test_unread_again(web):
    web.page("/stories/st_ferry")
    assert web.say("read", FORM | {"referer": f"{HERE}/stories/st_ferry"}, story="st_ferry", undo="1") == (303, "/")
    assert read_lines(web.page("/")) == set()


def test_a_followed_story_is_listed(web):
    assert web.say("follow", FORM | {"referer": f"{HERE}/stories/st_ferry?x=1"}, story="st_ferry") == (303, "/stories/st_ferry?x=1")
    front = web.page("/")
    (box,) = front.xpath("//section[h2='You follow']")
    assert box.xpath(".//li/a/@href") == ["stories/st_ferry.html"]
    (form,) = web.page("/stories/st_ferry").xpath("//form[@data-key='f']")
    assert dict(form.form_values()) == {"story": "st_ferry", "undo": "1"}
    web.say("follow", **dict(form.form_values()))
    assert web.page("/").xpath("//section[h2='You follow']") == []


def test_a_hidden_paper_is_not_seen(web):
    before = web.page("/stories/st_ferry")
    cards = before.xpath("//section[@class='paper']")
    assert len(cards) > 1
    name = cards[0].xpath("string(.//input[@name='outlet']/@value)")
    assert web.say("hide", outlet=name)[0] == 303
    hidden = next(
        card for card in web.page("/stories/st_ferry").xpath("//section[@class='paper']") if card.get("aria-label") == name
    )
    assert "You hid this paper." in hidden.text_content()
    assert hidden.xpath(".//*[@data-said]") == []
    (again,) = hidden.xpath(".//form")
    web.say("hide", **dict(again.form_values()))
    assert len(web.page("/stories/st_ferry").xpath("//p[.='You hid this paper.']")) == 0


def test_stories_that_only_hidden_papers_tell_are_left_out_and_counted(web):
    stories = {line.get("data-story") for line in web.page("/").xpath("//*[@data-story]")}
    outlets = {entry.name for story in web.edition.stories for entry in story.outlets.values()}
    for name in sorted(outlets):
        web.say("hide", outlet=name)
    front = web.page("/")
    left = {line.get("data-story") for line in front.xpath("//*[@data-story]")}
    assert left < stories
    assert "which you hid" in front.xpath("string(//p[contains(@class, 'the-hidden')])")
    assert ask(web.app, "/", headers={"accept": "text/html"}).text.count("which you hid") == 0


def test_words_that_change_the_paper_reach_the_office(web):
    page = web.page("/stories/st_ferry")
    apart = page.xpath("//form[@action='../reader/apart']")
    settle = page.xpath("//form[@action='../reader/settle']")
    assert len(apart) > 1
    assert len(settle) >= 1
    assert web.say("apart", **dict(apart[0].form_values()))[0] == 303
    assert web.say("settle", **dict(settle[0].form_values()))[0] == 303
    article = apart[0].form_values()[0][1]
    assert article in {entry.id for story in web.edition.stories if story.id == "st_ferry" for entry in story.articles.values()}
    assert web.office.told == [("apart", article, "st_ferry"), ("settle", "st_ferry", dict(settle[0].form_values())["difference"])]


@pytest.mark.parametrize(
    ("problem", "status"),
    [(StoreBusy("x"), 503), (NotFound("x"), 404), (UsageError("they are one"), 409), (StoreError("/a/b"), 503)],
)
def test_what_cannot_be_done_is_said(web, problem, status):
    web.office.problem = problem
    answer = ask(web.app, "/reader/apart", "POST", headers=FORM, data={"article": "a", "story": "st_ferry"})
    assert (answer.status_code, "/a/b" in answer.text) == (status, False)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403), ({"origin": "null"}, 403), ({"origin": "http://localhost:81"}, 403),
        ({"origin": ""}, 403), ({"sec-fetch-site": "cross-site"}, 403), ({"sec-fetch-site": "same-origin"}, 303),
        ({}, 403), ({"origin": HERE}, 303), ({"origin": HERE, "content-type": "text/plain"}, 415),
    ],
)  # fmt: skip
def test_only_forms_of_this_paper_are_taken(web, headers, status):
    sent = COOKIE | {"content-type": "application/x-www-form-urlencoded"} | headers
    answer = ask(web.app, "/reader/follow", "POST", headers=sent, content=b"story=st_ferry")
    assert answer.status_code == status
    assert web.store.readers.remembered(READER).followed == ({"st_ferry"} if status == 303 else set())


@pytest.mark.parametrize("form", [{}, {"revision": "2"}, {"story": "st_ferry"}, {"story": "st_ferry", "revision": "many"}])
def test_a_form_that_says_too_little(web, form):
    assert web.say("read", **form)[0] == 400


def test_a_search_is_kept_under_a_name_until_it_is_taken_back(web):
    assert web.say("search", name=" Boats  at Halm ", query="q=ferry&outlet=Halm+Gazette&evil=1")[0] == 303
    assert web.store.readers.searches(READER) == {"Boats at Halm": "q=ferry&outlet=Halm+Gazette"}
    listed = ask(web.app, "/search", headers=COOKIE).text
    assert '<a href="/search?q=ferry&amp;outlet=Halm+Gazette" dir="auto">Boats at Halm</a>' in listed
    assert web.say("search", name="Boats at Halm", undo="1")[0] == 303
    assert web.store.readers.searches(READER) == {}


@pytest.mark.parametrize("form", [{"name": "x"}, {"name": " ", "query": "q=x"}, {"name": "x", "query": "evil=1"}])
def test_a_search_for_nothing_is_not_kept(web, form):
    assert web.say("search", **form)[0] == 400
    assert web.store.readers.searches(READER) == {}


def test_other_words_are_not_taken(web):
    assert web.say("forget", story="st_ferry")[0] == 405
    assert ask(web.app, "/reader/follow", headers=COOKIE).status_code == 405
    long = ask(web.app, "/reader/follow", "POST", headers=FORM, content=b"story=" + b"x" * 20_000)
    assert long.status_code == 413


@pytest.mark.parametrize("referer", ["http://evil.example/", "//evil.example/x", f"{HERE}//evil.example", "nonsense", ""])
def test_nobody_is_led_elsewhere(web, referer):
    assert web.say("follow", FORM | {"referer": referer}, story="st_ferry") == (303, "/")


@pytest.mark.parametrize("cookie", ["reader=x", "reader=" + "C" * 32, "reader=' or 1=1 --", f"other={READER}"])
def test_odd_cookies_are_nobodys(web, cookie):
    answer = ask(web.app, "/stories/st_ferry", headers={"cookie": cookie, "accept": "text/html"})
    assert answer.headers["set-cookie"].startswith("reader=")
    assert web.store.readers.remembered(READER).read == {}
