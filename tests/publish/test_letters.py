"""Mail for each reader: what is news to them and nothing else, small enough, once a day or once a week."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from lxml import html

from broadsheet.errors import UsageError
from broadsheet.publish.newsletter import Composer, Letterhead, Links, put_down, sweep
from broadsheet.publish.newsletter.distribution import is_due
from broadsheet.publish.newsletter.message import LARGEST
from broadsheet.publish.newsletter.news import issue_of, news
from broadsheet.publish.newsletter.signup import Signup
from broadsheet.records.edition import Desk, Edition
from broadsheet.records.moments import in_utc
from broadsheet.records.pool import Change, Subject
from broadsheet.records.subscriber import Subscriber, Wish
from broadsheet.store import Store

from .postal import MORNING, SENDER, Clock, states

LINKS = Links(b"k" * 32, "https://lantern.example/")
DAILY, YESTERDAY = Wish(), in_utc(MORNING - timedelta(days=1))
HEAD = Letterhead(title="The Lantern", sender=SENDER, links=LINKS)


def reader(store: Store, name: str = "ana", wish: Wish = DAILY, since: str = YESTERDAY) -> Subscriber:
    who = store.subscribers.ask(f"{name}@readers.example", wish, since)
    store.subscribers.confirm(who.number, wish, since)
    known = store.subscribers.get(who.number)
    assert known is not None
    return known


def was_sent(store: Store, who: Subscriber, edition: Edition) -> None:
    """They have an issue of that edition."""
    store.issues.keep("before", in_utc(MORNING), issue_of(edition))
    store.subscribers.given(who.number, "before")


def issues(store: Store, edition: Edition, clock: Clock, head: Letterhead = HEAD) -> Counter[str]:
    return put_down(store, Composer(store, edition, head), clock(), zone="Europe/Lisbon", weekday="monday")


def mailed(store: Store, place: int = 0):
    """A mail that waits, and its two parts."""
    content = store.outbox.content(store.outbox.all(("queued",))[place].id) or b""
    message = message_from_bytes(content, policy=default)
    return message, *(part.get_content() for part in message.iter_parts())


def changed(edition: Edition, story: str, *kinds: tuple[str, str, bool]) -> Edition:
    """The edition after a further revision of a story: changes by kind, sentence and whether they are news."""
    page = next(one for one in edition.stories if one.id == story)
    more = tuple(
        Change(
            revision=page.revision + 1, kind=kind, target=key, material=material,  # type: ignore[arg-type]
            before="It was 31." if kind in ("corrected", "removed") else None,
            after=None if kind == "removed" else page.statements[key].text,
        )
        for kind, key, material in kinds
    )  # fmt: skip
    newer = replace(page, revision=page.revision + 1, changes=page.changes + more)
    return replace(edition, stories=tuple(newer if one is page else one for one in edition.stories))


def only(edition: Edition, *stories: str) -> Edition:
    return replace(edition, stories=tuple(story for story in edition.stories if story.id in stories))


def test_all_is_new_to_a_new_reader(invented):
    found = news(invented, {})
    assert (found.edition, found.updates) == (invented, {})


def test_an_unchanged_story_is_no_news(invented):
    found = news(changed(invented, "st_budget", ("changed", "s2", False)), issue_of(invented))
    assert (found.edition.stories, found.updates) == ((), {})


def test_a_story_with_a_new_sentence_is_news_and_its_other_sentences_are_not(invented):
    with Store.open("sqlite://") as store:
        was_sent(store, reader(store), invented)
        assert issues(store, changed(invented, "st_budget", ("added", "s3", True)), Clock()) == Counter(put=1)
        _, text, page = mailed(store)
        assert "UPDATED: TESSALY PASSES BUDGET BY A SINGLE VOTE" in text
        assert "A tax on imported fruit split the coalition of Tessaly on Monday. [1]" in text
        assert "76 votes to 75" not in text
        assert "Ferries" not in text + page
        assert "Hard Numbers" not in text  # its one figure stands in a sentence that is not new
        assert "Updated" in page


def test_what_was_corrected_is_said(invented):
    with Store.open("sqlite://") as store:
        was_sent(store, reader(store), invented)
        edition = changed(invented, "st_budget", ("corrected", "s2", True), ("removed", "s3", True))
        issues(store, edition, Clock())
        message, text, page = mailed(store)
        told = " ".join(text.partition("Corrections")[2].split())
        assert "this paper had “It was 31.” and says now: The assembly of Tessaly passed a budget" in told
        assert "this paper takes back “It was 31.”" in told
        assert "Corrections" in html.document_fromstring(page).xpath("//h2/text()")
        assert str(message["Subject"]).startswith("Corrected: Tessaly passes budget")


def test_what_was_parted_from_a_known_story_is_not_told_again(invented):
    budget = next(story for story in invented.stories if story.id == "st_budget")
    parted = replace(budget, id="st_tax", split_from="st_glass")
    edition = replace(invented, stories=(*invented.stories, parted))
    assert news(edition, issue_of(invented)).edition.stories == ()
    assert [story.id for story in news(edition, {}).edition.stories][-1] == "st_tax"


def test_a_reader_of_a_desk_gets_its_stories_wherever_they_stand(invented):
    ferry = next(story for story in invented.stories if story.id == "st_ferry")
    sport = replace(ferry, subjects=(Subject(scheme="medtop", code="15000000"),))
    edition = replace(
        invented,
        stories=tuple(sport if story is ferry else story for story in invented.stories),
        desks=(Desk(name="Glass", stories=("st_glass",)),),
    )

    def asked(*desks: str) -> list[str]:
        return [story.id for story in news(edition, {}, desks, {"Fruit": "imported fruit"}).edition.stories]

    assert asked("Sport") == ["st_ferry"]
    assert asked("Glass", "Fruit") == ["st_budget", "st_glass"]
    assert asked("Culture") == []


def test_nothing_new_is_no_mail(invented):
    with Store.open("sqlite://") as store:
        who = reader(store)
        was_sent(store, who, invented)
        clock = Clock()
        assert issues(store, invented, clock) == Counter(nothing=1)
        assert issues(store, changed(invented, "st_glass", ("added", "s2", True)), clock) == Counter({"not due": 1})
        clock.on(days=1)
        assert issues(store, changed(invented, "st_glass", ("added", "s2", True)), clock) == Counter(put=1)


def test_an_issue_that_did_not_leave_is_told_again_with_the_next(invented):
    with Store.open("sqlite://") as store:
        who, clock = reader(store), Clock()
        was_sent(store, who, only(invented, "st_glass"))
        issues(store, only(invented, "st_glass", "st_budget"), clock)
        clock.on(days=1)
        issues(store, only(invented, "st_glass", "st_budget", "st_auk"), clock)
        assert sorted(states(store).values()) == ["queued", "replaced"]
        text = mailed(store)[1]
        assert "TESSALY PASSES BUDGET" in text
        assert "LITTLE AUK" in text


def test_a_mail_says_who_it_is_for_and_how_to_leave(invented):
    with Store.open("sqlite://") as store:
        who = reader(store)
        issues(store, invented, Clock())
        message, text, page = mailed(store)
        leave = LINKS.leaving(who.number)
        raw = (store.outbox.content(store.outbox.all()[0].id) or b"").partition(b"\r\n\r\n")[0].split(b"\r\n")
        assert f"List-Unsubscribe: <{leave}>".encode() in raw  # on one line as it is: programs post to it
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert message["To"] == "ana@readers.example"
        assert message["List-Id"] == "<newsletter.lantern.example>"
        assert message["Message-ID"] == f"<{store.outbox.all()[0].id}@lantern.example>"
        assert leave in text
        assert html.document_fromstring(page).xpath("//a[.='Leave with one click']/@href") == [leave]
        assert not html.document_fromstring(page).xpath("//script | //img | //link | //iframe | //form")
        assert max(len(line) for line in text.splitlines() if "http" not in line) <= 72
        assert max(map(len, (store.outbox.content(store.outbox.all()[0].id) or b"").split(b"\r\n"))) <= 200


def test_readers_who_know_the_same_get_the_same_letter(invented):
    with Store.open("sqlite://") as store:
        for name in ("ana", "ben"):
            reader(store, name)
        issues(store, invented, Clock())
        one, other = (mailed(store, place) for place in (0, 1))
        assert one[0]["To"] != other[0]["To"]
        assert one[0]["Message-ID"] != other[0]["Message-ID"]
        assert one[1].partition("You have read")[0] == other[1].partition("You have read")[0]


@pytest.mark.parametrize("words", ["long " * 90, "é\u2028" * 400, "x" * 60_000])
def test_a_mail_is_small_however_long_the_stories_are(invented, words: str):
    budget = next(story for story in invented.stories if story.id == "st_budget")
    said = {
        key: replace(one, text=f"{one.text} {words * 90 if len(words) < 5 else words}") for key, one in budget.statements.items()
    }
    stories = tuple(replace(budget, id=f"st_{n}", statements=said) for n in range(40))
    with Store.open("sqlite://") as store:
        reader(store)
        issues(store, replace(invented, stories=stories), Clock())
        content = store.outbox.content(store.outbox.all()[0].id) or b""
        told = store.outbox.all()[0].stories
        assert len(content) < LARGEST
        assert 1 <= told <= 8
        assert f"And {40 - told} more stories on the site" in " ".join(mailed(store)[1].split())


@pytest.mark.parametrize(
    ("wish", "since", "looked", "due"),
    [
        ("daily", 1, None, ["2031-05-08"]),
        ("daily", 1, "2031-05-07", ["2031-05-08"]),
        ("weekly", 1, None, ["2031-05-12"]),  # 8 May 2031 is a Thursday, 12 May a Monday
        ("weekly", 30, "2031-05-05", ["2031-05-12"]),
        ("weekly", 30, "2031-04-28", ["2031-05-08"]),  # Monday's was missed
    ],
)
def test_an_issue_is_due_on_its_day(wish, since, looked, due):
    began = in_utc(MORNING - timedelta(days=since))
    who = Subscriber(number=1, address="ana@x.example", wish=Wish(frequency=wish), state="confirmed", since=began, looked=looked)
    days = [date(2031, 5, 8) + timedelta(days=number) for number in range(7)]
    first = next(day for day in days if is_due(who, day, zone="Europe/Lisbon", weekday="monday"))
    assert [first.isoformat()] == due
    assert not is_due(replace(who, looked=first.isoformat()), first, zone="Europe/Lisbon", weekday="monday")


def test_only_what_nobody_needs_is_swept(invented):
    with Store.open("sqlite://") as store:
        who, clock = reader(store), Clock()
        store.subscribers.ask("never@readers.example", Wish(), in_utc(MORNING))
        was_sent(store, who, invented)
        store.issues.keep("old", in_utc(MORNING), {})
        clock.on(days=8)
        sweep(store, clock())
        assert [one.address for one in store.subscribers.all()] == ["ana@readers.example"]
        assert store.issues.stories("before")
        assert store.issues.stories("old") == {}


def test_a_link_holds_for_what_it_was_made_for_and_no_longer():
    who = Subscriber(number=7, address="ana@x.example", since="", round=2)
    wish = Wish(frequency="weekly", desks=("Sea", "Ünïon, & more"))
    token = LINKS.confirming(who, wish, MORNING).partition("token=")[2]
    agreement = LINKS.agreement(token, MORNING + timedelta(days=2))
    assert agreement is not None
    assert (agreement.number, agreement.round, agreement.wish) == (7, 2, wish)
    assert LINKS.agreement(token, MORNING + timedelta(days=4)) is None
    assert LINKS.leaver(token) is None
    assert Links(b"another", "https://lantern.example/").agreement(token, MORNING) is None
    leave = LINKS.leaving(7).partition("token=")[2]
    assert LINKS.leaver(leave) == 7
    assert LINKS.agreement(leave, MORNING) is None


@pytest.mark.parametrize(
    "change",
    [lambda t: t[:-1], lambda t: "x" + t, lambda t: t.partition(".")[0], lambda t: "", lambda t: "é." + t, lambda t: t * 99],
)
def test_a_link_that_was_changed_is_none(change):
    assert LINKS.leaver(change(LINKS.leaving(7).partition("token=")[2])) is None


class Office:
    """The sign-up over a store, with its clock."""

    def __init__(self, store: Store, head: Letterhead = HEAD, **more: int) -> None:
        self.store, self.clock = store, Clock()
        self.signup = Signup(lambda: nullcontext(store), head, self.clock, **more)

    def tokens(self) -> list[str]:
        texts = (message_from_bytes(self.store.outbox.content(mail.id) or b"", policy=default) for mail in self.store.outbox.all())
        return [re.findall(r"confirm\?token=(\S+)", next(text.iter_parts()).get_content())[0] for text in texts]


def test_nobody_is_sent_anything_before_they_confirm(invented):
    with Store.open("sqlite://") as store:
        desk = Office(store)
        desk.signup.ask(" Ana@Readers.Example ", Wish(frequency="weekly", desks=("Sport",)))
        assert issues(store, invented, desk.clock) == Counter()
        (token,) = desk.tokens()
        asked = desk.signup.asked(token)
        assert asked is not None
        assert (asked.address, asked.wish) == ("A…a@readers.example", Wish(frequency="weekly", desks=("Sport",)))
        assert store.subscribers.all()[0].state == "pending"
        assert desk.signup.confirm(token)
        assert (store.subscribers.all()[0].state, store.subscribers.all()[0].wish) == ("confirmed", asked.wish)
        text = mailed(store)[1]
        assert "once a week, with the stories of Sport." in " ".join(text.split())


def test_who_left_is_not_taken_in_by_an_old_link(invented):
    with Store.open("sqlite://") as store:
        desk = Office(store)
        desk.signup.ask("ana@readers.example", Wish())
        token = desk.tokens()[0]
        assert desk.signup.confirm(token)
        issues(store, invented, desk.clock)
        leave = LINKS.leaving(1).partition("token=")[2]
        assert desk.signup.leaver(leave) == "a…a@readers.example"
        assert desk.signup.leave(leave)
        assert desk.signup.leave(leave)
        assert "queued" not in states(store).values()
        assert not desk.signup.confirm(token)
        assert desk.signup.asked(token) is None
        assert store.subscribers.all()[0].state == "left"


def test_an_address_is_asked_twice_a_day_and_all_together_so_often_an_hour():
    with Store.open("sqlite://") as store:
        desk = Office(store, per_address=2, per_hour=3)
        for _ in range(4):
            desk.signup.ask("ana@readers.example", Wish())
        assert len(store.outbox.all()) == 2
        for name in ("ben", "cat", "dan"):
            desk.signup.ask(f"{name}@readers.example", Wish())
        assert [who.address[:3] for who in store.subscribers.all()] == ["ana", "ben"]
        desk.clock.on(hours=2)
        desk.signup.ask("ana@readers.example", Wish())
        desk.signup.ask("cat@readers.example", Wish())
        assert len(store.outbox.all()) == 4
        desk.clock.on(hours=23)
        desk.signup.ask("ana@readers.example", Wish())
        assert len(store.outbox.all()) == 5


def test_who_is_subscribed_is_asked_like_anybody_and_keeps_what_they_have_until_they_agree():
    with Store.open("sqlite://") as store:
        desk, who = Office(store), reader(store)
        desk.signup.ask("ANA@readers.example", Wish(frequency="weekly"))
        assert store.subscribers.get(who.number) == who
        assert desk.signup.confirm(desk.tokens()[0])
        assert store.subscribers.all()[0].wish == Wish(frequency="weekly")


@pytest.mark.parametrize(
    "address",
    [
        "ana",
        "ana@",
        "ana@x.example\r\nBcc: all@x.example",
        "änne@x.example",
        "a" * 65 + "@x.example",
        "ana@" + "x." * 140 + "example",
    ],
)
def test_what_is_no_address_is_refused_with_its_reason(address: str):
    with Store.open("sqlite://") as store:
        with pytest.raises(UsageError) as refusal:
            Office(store).signup.ask(address, DAILY)
        assert len(str(refusal.value)) > 30
        assert store.subscribers.all() == store.outbox.all() == []


def test_an_address_is_sent_to_in_ascii_and_on_one_line():
    long = "ana." + "x" * 60 + "@" + "y" * 60 + "." + "z" * 60 + ".bücher.example"
    with Store.open("sqlite://") as store:
        office = Office(store)
        office.signup.ask(long, DAILY)
        (mail,) = store.outbox.all()
        assert mail.address.endswith(".xn--bcher-kva.example")
        assert f"To: {mail.address}\r\n".encode() in (store.outbox.content(mail.id) or b"")


def test_a_hostile_title_stays_in_its_place():
    title = 'L\r\nBcc: all@x.example\u202e <script>alert(1)</script> "'
    with Store.open("sqlite://") as store:
        office = Office(store, replace(HEAD, title=title))
        office.signup.ask("ana@readers.example", Wish(desks=("<b>Sea</b>",)))
        message, text, page = mailed(store)
        assert message["Bcc"] is None
        assert "\n" not in str(message["Subject"])
        assert not html.document_fromstring(page).xpath("//script | //b")
        assert "<b>Sea</b>" in text
        assert "\u202e" not in text + page
