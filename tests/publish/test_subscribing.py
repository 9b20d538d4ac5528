"""The newsletter by mail as a reader meets it in the web app: forms and links, no script, and nobody learns who is subscribed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default

import pytest
from lxml import html

from broadsheet.publish.newsletter import Letterhead, Links, Signup
from broadsheet.publish.web import Archive, Kiosk, Letters, hosts_of, web_app
from broadsheet.records.edition import Edition
from broadsheet.records.subscriber import Wish
from broadsheet.store import Store

from .postal import SENDER, Clock
from .webs import HERE, NOW, ask, edition_paper

LOOKS = {"accept": "text/html"}
FORM = LOOKS | {"origin": HERE, "content-type": "application/x-www-form-urlencoded"}
LINKS = Links(b"k" * 32, f"{HERE}/")
ONE_CLICK = "List-Unsubscribe=One-Click"


@dataclass
class Web:
    """The app, with the newsletter by mail."""

    edition: Edition
    store: Store
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        head = Letterhead(title="The Lantern", sender=SENDER, links=LINKS)
        signup = Signup(Archive(self.store).opened, head, self.clock, per_address=2)
        self.app = self.over(Letters(signup=signup, desks=("Sea", "Sport")))

    def over(self, letters: Letters | None):
        kiosk = Kiosk(lambda _mark: edition_paper(self.edition))
        kiosk.open()
        return web_app(kiosk, hosts=hosts_of("127.0.0.1"), clock=lambda: NOW, by_mail=letters)

    def post(self, target: str, body: str, headers: dict[str, str] = FORM):
        return ask(self.app, target, "POST", content=body.encode(), headers=headers)

    def page(self, target: str):
        return html.document_fromstring(ask(self.app, target, headers=LOOKS).content)

    def link(self) -> str:
        """The way to confirm in the mail that waits."""
        (mail,) = self.store.outbox.all(("queued",))
        text = next(message_from_bytes(self.store.outbox.content(mail.id) or b"", policy=default).iter_parts()).get_content()
        return re.findall(r"/subscribe/confirm\?token=\S+", text)[0]

    def reader(self) -> str:
        return self.store.subscribers.all()[0].state


@pytest.fixture
def web(invented) -> Iterator[Web]:
    with Store.open("sqlite://") as store:
        yield Web(invented, store)


def test_a_reader_asks_confirms_and_leaves_without_a_script(web: Web):
    form = web.page("/subscribe").xpath("//form[@class='by-mail']")[0]
    assert (form.get("method"), form.get("action")) == ("post", "/subscribe")
    assert form.xpath(".//input[@name='desk']/@value") == ["Sea", "Sport"]
    answer = web.post("/subscribe", "address=ana%40readers.example&frequency=weekly&desk=Sport&desk=Made-up")
    assert (answer.status_code, answer.headers["location"]) == (303, "/subscribe/asked")
    assert "Look into your mail" in web.page("/subscribe/asked").text_content()
    assert web.reader() == "pending"

    link = web.link()
    question = web.page(link)
    assert "a…a@readers.example is to get" in question.text_content()
    assert web.reader() == "pending"  # a program that follows links confirms nothing
    (token,) = question.xpath("//form[@action='/subscribe/confirm']//input[@name='token']/@value")
    assert web.post("/subscribe/confirm", f"token={token}").status_code == 200
    assert web.store.subscribers.all()[0].wish == Wish(frequency="weekly", desks=("Sport",))

    leave = LINKS.leaving(1).removeprefix(HERE)
    (action,) = web.page(leave).xpath("//form[@class='by-mail']/@action")
    assert web.reader() == "confirmed"
    assert web.post(action, "").status_code == 200
    assert web.reader() == "left"


def test_one_click_leaves_whoever_it_comes_from(web: Web):
    who = web.store.subscribers.ask("ana@readers.example", Wish(), "2031")
    web.store.subscribers.confirm(who.number, Wish(), "2031")
    nowhere = {"content-type": "application/x-www-form-urlencoded"}
    assert web.post("/unsubscribe?token=made.up", ONE_CLICK, nowhere).status_code == 404
    assert web.reader() == "confirmed"
    for _ in range(2):
        assert web.post(LINKS.leaving(who.number).removeprefix(HERE), ONE_CLICK, nowhere).status_code == 200
        assert web.reader() == "left"


@pytest.mark.parametrize("target", ["/subscribe", "/subscribe/confirm"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": FORM["content-type"]}, 403),
        (FORM | {"origin": "https://elsewhere.example"}, 403),
        (FORM | {"content-type": "text/plain"}, 415),
    ],
)
def test_a_form_of_another_site_is_refused(web: Web, target: str, headers: dict[str, str], status: int):
    assert web.post(target, "address=ana%40readers.example", headers).status_code == status
    assert web.store.subscribers.all() == []


def test_the_answer_is_the_same_whoever_is_subscribed(web: Web):
    who = web.store.subscribers.ask("ana@readers.example", Wish(), "2031")
    web.store.subscribers.confirm(who.number, Wish(), "2031")
    addresses = ["ana", "ben", "ana", "ana", "ana"]  # the last two are one too many for a day
    told = {
        (answer.status_code, answer.content, tuple(sorted(answer.headers.items())))
        for name in addresses
        for answer in [web.post("/subscribe", f"address={name}%40readers.example")]
    }
    assert len(told) == 1
    assert len(web.store.outbox.all()) == 3


def test_what_is_no_address_is_told_beside_the_form(web: Web):
    answer = web.post("/subscribe", "address=%3Cb%3Eana%40&frequency=weekly&desk=Sea")
    page = html.document_fromstring(answer.content)
    assert answer.status_code == 400
    assert page.xpath("//p[@role='alert']/text()")[0].startswith("That is no address")
    assert page.xpath("//input[@name='address']/@value") == ["<b>ana@"]
    assert page.xpath("//input[@checked]/@value") == ["weekly", "Sea"]


@pytest.mark.parametrize("target", ["/subscribe/confirm", "/subscribe/confirm?token=x.y", "/unsubscribe?token=", "/unsubscribe"])
def test_a_link_of_nobodys_making_says_so(web: Web, target: str):
    answer = ask(web.app, target, headers=LOOKS)
    assert answer.status_code in (404, 410)
    assert not html.document_fromstring(answer.content).xpath("//form[@class='by-mail']")


def test_a_link_that_is_too_old_asks_nothing(web: Web):
    web.post("/subscribe", "address=ana%40readers.example")
    link = web.link()
    web.clock.on(days=3, hours=1)
    assert ask(web.app, link, headers=LOOKS).status_code == 410
    assert web.post("/subscribe/confirm", f"token={link.partition('token=')[2]}").status_code == 410
    assert web.reader() == "pending"


def test_pages_with_tokens_are_kept_by_nobody_and_sent_nowhere(web: Web):
    web.post("/subscribe", "address=ana%40readers.example")
    for target in ("/subscribe", "/subscribe/asked", web.link(), LINKS.leaving(1).removeprefix(HERE)):
        answer = ask(web.app, target, headers=LOOKS)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store"), target
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert not html.document_fromstring(answer.content).xpath("//*[@style or @onclick] | //script[not(@src)]")


def test_the_paper_leads_to_it_only_where_it_is_offered(web: Web):
    assert web.page("/newsletter.html").xpath("//a[@href='subscribe']")
    assert web.page("/").xpath("//footer//a[@href='subscribe']")
    bare = web.over(Letters(lacking="mail.host names no mail server"))
    assert b"subscribe" not in ask(bare, "/newsletter.html", headers=LOOKS).content
    told = html.document_fromstring(ask(bare, "/subscribe", headers=LOOKS).content)
    assert "mail.host names no mail server" in told.text_content()
    assert not told.xpath("//form[@class='by-mail']")
    assert ask(bare, "/subscribe", "POST", content=b"address=a", headers=FORM).status_code == 405
    assert ask(bare, "/unsubscribe", "POST", content=b"", headers=FORM).status_code == 405
    assert ask(web.over(None), "/subscribe", headers=LOOKS).status_code == 404


def test_nothing_else_is_done_at_these_addresses(web: Web):
    for method in ("PUT", "DELETE", "PATCH"):
        assert ask(web.app, "/subscribe", method).status_code == 405
    assert web.post("/subscribe/asked", "").status_code == 405
    assert ask(web.app, "/subscribe", "HEAD", headers=LOOKS).status_code == 200
