"""The editor's desk in the web app: who may decide, what a form asks for, what is refused and how, what is listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import html

from broadsheet.errors import NotFound, StoreBusy, StoreError, UsageError
from broadsheet.publish.web import Archive, House, Kiosk, Porter, Regulars, hosts_of, web_app
from broadsheet.records.edition import Edition
from broadsheet.records.editorial import EditorialDecision, identified
from broadsheet.records.registry import Registered
from broadsheet.store import Store
from tests.store.making import article_of, cutting_of, page_of, placed

from .webs import HERE, NOW, ask, edition_paper

AT = "2031-05-08T07:00:00+00:00"
LOOKS = {"accept": "text/html"}
FORM = LOOKS | {"origin": HERE, "content-type": "application/x-www-form-urlencoded", "referer": f"{HERE}/stories/st_ferry"}


@dataclass
class Desk:
    """Notes what it was told, and keeps it."""

    store: Store
    told: list[EditorialDecision] = field(default_factory=list)
    problem: Exception | None = None
    now: bool = True

    def decide(self, decision: EditorialDecision) -> bool:
        if self.problem:
            raise self.problem
        self.told.append(decision)
        self.store.decisions.add(identified(decision))
        return self.now


@dataclass
class Web:
    """The app with a desk, over a store that holds decisions."""

    edition: Edition
    store: Store

    def __post_init__(self) -> None:
        self.desk = Desk(self.store)
        kiosk = Kiosk(lambda mark: edition_paper(self.edition, mark), lambda: "e")
        kiosk.open()
        regulars = Regulars(Archive(self.store), lambda: "c" * 32)
        self.app = web_app(
            kiosk, hosts=hosts_of("127.0.0.1"), clock=lambda: NOW, regulars=regulars, desk=self.desk,
            porter=Porter(house=House(owner="Ada Holm"), clock=lambda: NOW),
        )  # fmt: skip

    def page(self, target: str, status: int = 200, **more: str) -> html.HtmlElement:
        answer = ask(self.app, target, headers=LOOKS, **more)
        assert answer.status_code == status, answer.text
        return html.document_fromstring(answer.content)

    def say(self, kind: str, form: dict[str, object], **headers: str) -> tuple[int, str, html.HtmlElement | None]:
        answer = ask(self.app, f"/desk/{kind}", "POST", headers=FORM | headers, data=form)
        page = html.document_fromstring(answer.content) if answer.content else None
        return answer.status_code, answer.headers.get("location", ""), page


def tell(store: Store, story: str) -> None:
    """An article that tells a story, so that there is one of that id."""
    page = page_of(f"{story}.txt", url=f"https://lantern.example/{story}")
    article = article_of(page)
    annotated, copy, placement = placed(article, story=story)
    store.pages.add(page)
    store.cuttings.add(cutting_of(page, article))
    store.articles.place(annotated, copy, placement)


@pytest.fixture
def web(invented: Edition) -> Iterator[Web]:
    with Store.open("sqlite://") as store:
        for story in ("st_ferry", "st_auk"):
            tell(store, story)
        yield Web(invented, store)


def forms_of(page: html.HtmlElement) -> dict[str, html.HtmlElement]:
    found = page.xpath("//form[@method='post' and contains(@action, 'desk/')]")
    return {form.get("action").rpartition("/")[2]: form for form in found}


def test_a_story_has_a_form_for_each_decision_and_works_without_a_script(web):
    forms = forms_of(web.page("/stories/st_ferry"))
    assert set(forms) == {"headline", "standfirst", "note", "name", "lead", "pin", "hide", "merge", "split"}
    assert all(form.get("method") == "post" and form.xpath(".//button") for form in forms.values())
    for form in forms.values():
        for box in form.xpath(".//input[@type!='hidden' or not(@type)] | .//textarea | .//select"):
            assert box.xpath("ancestor::label")


@pytest.mark.parametrize(
    ("kind", "typed", "asked"),
    [
        ("headline", {"text": " Ferry stops "}, {"text": "Ferry stops"}),
        ("standfirst", {"text": "It stopped."}, {"text": "It stopped."}),
        ("note", {"text": "We have asked.", "why": "a reader wrote"}, {"text": "We have asked.", "reason": "a reader wrote"}),
        ("lead", {"hours": "6"}, {"until": "2031-05-08T13:00:00+00:00"}),
        ("pin", {"hours": "0"}, {"until": None}),
        ("hide", {}, {}),
        ("split", {"article": ["a", "b"]}, {"articles": ("a", "b")}),
        ("merge", {"other": "st_auk"}, {"other": "st_auk"}),
        ("merge", {"other": "http://localhost/stories/st_auk.html?x=1"}, {"other": "st_auk"}),
    ],
)
def test_a_form_asks_for_a_decision_with_who_and_when(web, kind, typed, asked):
    status, there, _ = web.say(kind, {"story": "st_ferry", **typed})
    assert (status, there) == (303, "/desk" if kind == "hide" else "/stories/st_ferry")
    assert web.desk.told == [EditorialDecision(kind=kind, editor="Ada Holm", at=AT, story="st_ferry", **asked)]


def test_a_story_is_named_by_its_slug_too(web):
    other = web.edition.stories[1]
    web.say("merge", {"story": "st_ferry", "other": other.slug})
    assert web.desk.told[0].other == other.id


def test_a_name_is_corrected_for_the_whole_paper(web):
    assert web.say("name", {"other": "Ada Bren", "text": "Ada Brenn"})[0] == 303
    assert web.desk.told == [EditorialDecision(kind="name", editor="Ada Holm", at=AT, other="Ada Bren", text="Ada Brenn")]


@pytest.mark.parametrize(
    ("problem", "status", "told"),
    [
        (UsageError("no article bears out “Ferry sank”: a number (40)"), 409, "No article bears out “Ferry sank”: a number (40)."),
        (NotFound("st_x: no such story"), 404, "no such story"),
        (StoreBusy("locked"), 503, "is being written just now"),
        (StoreError("/a/b broke"), 503, "could not be kept"),
    ],
)
def test_a_refusal_says_why_and_keeps_what_was_typed(web, problem, status, told):
    web.desk.problem = problem
    answered, _, page = web.say("headline", {"story": "st_ferry", "text": "Ferry sank with 40", "why": "news"})
    assert answered == status
    (alert,) = page.xpath("//*[@role='alert']")
    assert told.lower() in alert.text_content().lower()
    assert "/a/b" not in page.text_content()
    form = forms_of(page)["headline"]
    assert dict(form.form_values()) == {"story": "st_ferry", "text": "Ferry sank with 40", "why": "news"}


def test_a_form_that_was_refused_leads_back_to_its_story(web):
    web.desk.problem = UsageError("no article bears it out")
    again = {"referer": f"{HERE}/desk/headline"}
    _, _, page = web.say("headline", {"story": "st_ferry", "text": "Ferry sinks"}, **again)
    assert page.xpath("//a[.='Back']/@href") == ["/stories/st_ferry"]
    web.desk.problem = None
    assert web.say("headline", {"story": "st_ferry", "text": "Ferry stops"}, **again)[:2] == (303, "/stories/st_ferry")
    assert web.say("name", {"other": "Ada Bren", "text": "Ada Brenn"}, referer=f"{HERE}/desk/name")[:2] == (303, "/desk")


def test_chosen_articles_are_still_chosen_after_a_refusal(web):
    web.desk.problem = UsageError("that is all of the story")
    boxes = forms_of(web.page("/stories/st_ferry"))["split"].xpath(".//input[@name='article']/@value")
    _, _, page = web.say("split", {"story": "st_ferry", "article": boxes[:2]})
    assert forms_of(page)["split"].xpath(".//input[@checked]/@value") == boxes[:2]


@pytest.mark.parametrize("kind", ["split", "merge", "headline", "pin", "one", "withdraw"])
def test_a_form_that_says_too_little_decides_nothing(web, kind):
    assert web.say(kind, {"hours": "many", "other": " ", "story": "st_ferry"})[0] in (400, 404, 409)
    assert web.desk.told == []


def test_a_form_that_says_too_much_is_refused(web):
    assert web.say("split", {"story": "st_ferry", "article": ["a"] * 300})[0] == 400


def test_what_is_decided_while_another_writes_is_told_as_waiting(web):
    web.desk.now = False
    assert web.say("headline", {"story": "st_ferry", "text": "Ferry stops"})[:2] == (303, "/desk?waits=1")
    assert "pages say it with the next writing" in web.page("/desk?waits=1").xpath("string(//*[@role='status'])")


def test_the_desk_lists_what_was_decided_by_whom_and_why(web):
    web.say("pin", {"story": "st_ferry", "hours": "24", "why": "of use to all"})
    web.say("name", {"other": "Ada Bren", "text": "Ada Brenn"})
    desk = web.page("/desk")
    (line,) = desk.xpath("//ul[@class='desk-decisions']/li")
    told = " ".join(line.text_content().split())
    assert told.startswith("Pinned until 9 May 2031, 07:00 UTC by Ada Holm, 8 May 2031, 07:00 UTC · of use to all")
    assert "“Ada Bren” is “Ada Brenn”" in desk.text_content()
    form = line.xpath(".//form")[0]
    assert web.say("withdraw", dict(form.form_values()))[0] == 303
    assert web.desk.told[-1].other == web.store.decisions.all()[0].id
    assert web.page("/desk").xpath("//ul[@class='desk-decisions']") == []
    assert "withdrawn" in web.page("/desk").xpath("string(//h2[@id='past']/following-sibling::details)")


def test_a_hidden_story_can_be_found_and_shown_again(web):
    tell(web.store, "st_gone")
    web.say("hide", {"story": "st_gone", "why": "the court asks for it"})
    (line,) = web.page("/desk").xpath("//h2[@id='decided']/following-sibling::ul[1]/li")
    assert line.xpath("string(.//span[@class='tag'])") == "hidden"
    assert "Withdraw" in line.text_content()


def test_entries_of_the_registry_are_found_and_told_to_be_one_or_two(web):
    stories = (("st_ferry", "Ada Brenn"), ("st_auk", "Ada Brenn"))
    known = [
        Registered(id="en_1", name="Ada Brenn", kind="person", stories=stories),
        Registered(id="en_2", name="Ada Bren", kind="person", aliases=("Brenny",), stories=(("st_ferry", "Ada Bren"),)),
        Registered(id="en_3", name="Ivo Oun", kind="person", stories=(("st_ferry", "Ivo Oun"),)),
    ]
    web.store.registry.describe(known)
    assert forms_of(web.page("/desk/names")) == {}
    page = web.page("/desk/names?name=ada+bren")
    assert [entry.get("aria-label") for entry in page.xpath("//section[@class='entry']")] == ["Ada Brenn", "Ada Bren"]
    one, two = page.xpath("//form[contains(@action, 'desk/one')]")[0], page.xpath("//form[contains(@action, 'desk/two')]")[0]
    assert web.say("one", dict(one.form_values()) | {"other": "en_2"})[0] == 303
    assert web.say("two", dict(two.form_values()) | {"story": "st_auk"})[0] == 303
    first, second = web.desk.told
    assert (first.kind, first.text, first.other, len(first.here), len(first.there)) == ("one", "Ada Brenn", "Ada Bren", 2, 1)
    assert (second.kind, [name for _, name in second.here], len(second.there)) == ("two", ["Ada Brenn"], 1)
    assert second.there[0][0] in {one for one, place in web.store.articles.placements().items() if place.story == "st_auk"}


def test_nobody_but_one_at_this_machine_is_an_editor(web):
    for path in ("/desk", "/desk/names"):
        answer = ask(web.app, path, headers=LOOKS, client="192.0.2.7")
        assert answer.status_code == 403
    answer = ask(web.app, "/desk/hide", "POST", headers=FORM, data={"story": "st_ferry"}, client="192.0.2.7")
    assert answer.status_code == 403
    assert web.desk.told == []
    page = html.document_fromstring(ask(web.app, "/stories/st_ferry", headers=LOOKS, client="192.0.2.7").content)
    assert forms_of(page) == {}
    assert page.xpath("//a[contains(@href, 'desk')]") == []


def test_a_program_and_a_folder_of_files_get_no_forms(web, invented, tmp_path: Path):
    assert "desk/" not in ask(web.app, "/stories/st_ferry").text
    from broadsheet.publish.site import write_site

    write_site(invented, tmp_path)
    assert "desk/" not in (tmp_path / "stories" / "st_ferry.html").read_text("utf-8")


@pytest.mark.parametrize("headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"origin": ""}])
def test_only_forms_of_this_paper_are_taken(web, headers):
    assert web.say("hide", {"story": "st_ferry"}, **headers)[0] == 403
    assert web.say("hide", {"story": "st_ferry"}, **{"content-type": "text/plain"})[0] == 415
    assert web.desk.told == []


def test_nothing_else_is_taken(web):
    assert web.say("burn", {"story": "st_ferry"})[0] == 405
    assert ask(web.app, "/desk/hide", headers=LOOKS).status_code == 405
    assert ask(web.app, "/desk", "POST", headers=FORM, data={}).status_code == 405
