"""Coming in and leaving: sessions that cannot be planted, replayed or carried elsewhere, and passwords that cannot be guessed."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network

import pytest
from lxml import html

from broadsheet.publish.web import House
from broadsheet.records.reader import Visit
from broadsheet.store import Store
from broadsheet.store.attempts import FREE_OF_ACCOUNT, FREE_OF_ADDRESS

from .house import ELSEWHERE, FORM, LOOKS, PASSWORD, Lodge, token_of
from .webs import HERE

SECURE = House(owner=None, address="https://paper.example")


@pytest.fixture
def lodge(invented) -> Iterator[Lodge]:
    with Store.open("sqlite://") as store:
        made = Lodge(invented, store)
        made.lodge("rita")
        made.lodge("edda", "editor")
        yield made


def enters(lodge: Lodge, headers: dict[str, str], target: str = "/yours", **more: str) -> bool:
    return lodge.ask(target, headers=LOOKS | headers, **more).status_code == 200


def cookies(answer) -> dict[str, str]:
    return {line.partition("=")[0]: line for line in answer.headers.get_list("set-cookie")}


def test_whoever_has_no_name_is_led_through_the_form_and_on(lodge):
    asked = lodge.ask("/stories/st_ferry?revision=2", headers=LOOKS)
    assert (asked.status_code, asked.headers["location"]) == (303, "/login?next=%2Fstories%2Fst_ferry%3Frevision%3D2")
    page = html.document_fromstring(lodge.ask(asked.headers["location"], headers=LOOKS).content)
    form = page.forms[0]
    assert (form.method, form.action) == ("POST", "/login")
    assert page.xpath("//script[not(@src)]") == []
    answer = lodge.login("rita", next=form.fields["next"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/stories/st_ferry?revision=2")
    assert answer.headers["cache-control"] == "no-store"
    shown = lodge.ask(answer.headers["location"], headers=LOOKS | {"cookie": answer.headers["set-cookie"].partition(";")[0]})
    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "private, no-cache"


def test_a_program_is_told_that_it_needs_a_token(lodge):
    answer = lodge.ask("/api/v1/stories")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_cookie_is_out_of_reach(lodge, invented):
    told = cookies(lodge.login("rita"))["session"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"} <= set(told.split("; "))
    assert "Secure" not in told
    with Store.open("sqlite://") as store:
        lodge = Lodge(invented, store, SECURE)
        lodge.lodge("rita")
        told = cookies(lodge.login("rita", headers={"origin": "https://paper.example"}))["__Host-session"]
    assert {"Secure", "HttpOnly", "Path=/"} <= set(told.split("; "))
    assert "Domain" not in told


def test_a_session_that_was_planted_is_none_and_each_login_begins_another(lodge):
    planted = {"cookie": f"session={'x' * 43}"}
    assert not enters(lodge, planted)
    first = lodge.login("rita", headers=planted).headers["set-cookie"].partition(";")[0]
    assert not enters(lodge, planted)
    second = lodge.login("rita", headers={"cookie": first}).headers["set-cookie"].partition(";")[0]
    assert first != second
    assert not enters(lodge, {"cookie": first})  # it ended where the next one began
    assert enters(lodge, {"cookie": second})


def test_what_the_store_keeps_opens_nothing(lodge):
    session = lodge.session("rita")
    secret = session["cookie"].removeprefix("session=")
    (kept,) = lodge.store.sessions.of("rita")
    assert secret not in repr(kept)
    assert not enters(lodge, {"cookie": f"session={kept.digest[:43]}"})
    headers = lodge.token(1, "rita")
    assert token_of(1) not in repr(lodge.store.tokens.all())
    assert lodge.ask("/api/v1/stories", headers=headers).status_code == 200
    answer = lodge.ask("/api/v1/stories", headers={"authorization": f"Bearer {lodge.store.tokens.all()[0].digest}"})
    assert answer.status_code == 401


def test_a_session_that_ended_does_not_come_back(lodge):
    session = lodge.session("rita")
    assert enters(lodge, session)
    answer = lodge.ask("/logout", "POST", headers=FORM | session, content=b"")
    assert answer.status_code == 303
    assert "Max-Age=0" in cookies(answer)["session"]
    assert not enters(lodge, session)


def test_a_session_ends_when_it_lies_unused_and_at_its_end(lodge):
    session = lodge.session("rita")
    for _ in range(5):
        lodge.wait(days=5)
        assert enters(lodge, session)
    lodge.wait(days=5)  # thirty days since the login
    assert not enters(lodge, session)
    session = lodge.session("rita")
    lodge.wait(days=7)
    assert not enters(lodge, session)
    assert lodge.store.sessions.of("rita") == ()


def test_a_session_is_of_one_host(lodge):
    session = lodge.session("rita")
    assert enters(lodge, session)
    assert not enters(lodge, session | {"host": "other.example"})


def test_another_password_ends_every_session(lodge):
    here, there = lodge.session("rita"), lodge.session("rita")
    form = {"password": PASSWORD, "new": "seven slow ferries home"}
    answer = lodge.ask("/account/password", "POST", headers=FORM | here, data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account?changed=1")
    assert not enters(lodge, here)
    assert not enters(lodge, there)
    assert enters(lodge, {"cookie": cookies(answer)["session"].partition(";")[0]})
    assert lodge.login("rita").status_code == 403
    assert lodge.login("rita", "seven slow ferries home").status_code == 303


@pytest.mark.parametrize(("old", "new", "status"), [("wrong", "seven slow ferries", 403), (PASSWORD, "short", 409)])
def test_a_password_is_not_changed_by_who_does_not_know_it_nor_to_a_weak_one(lodge, old, new, status):
    session = lodge.session("rita")
    answer = lodge.ask("/account/password", "POST", headers=FORM | session, data={"password": old, "new": new})
    assert answer.status_code == status
    assert html.document_fromstring(answer.content).xpath("//*[@role='alert']")
    assert lodge.login("rita").status_code == 303


def test_the_account_page_ends_other_sessions_and_own_tokens_alone(lodge):
    here, there, other = lodge.session("rita"), lodge.session("rita"), lodge.session("edda")
    token, foreign = lodge.token(1, "rita"), lodge.token(2, "edda")
    page = html.document_fromstring(lodge.ask("/account", headers=LOOKS | here).content)
    assert "You are rita, a reader of this paper." in page.text_content()
    assert [form.get("action") for form in page.forms if "account" in form.get("action")] == [
        "/account/password", "/account/sessions", "/account/tokens",
    ]  # fmt: skip
    lodge.ask("/account/sessions", "POST", headers=FORM | here, content=b"")
    assert [enters(lodge, one) for one in (here, there, other)] == [True, False, True]
    for name in ("tk_1", "tk_2"):
        lodge.ask("/account/tokens", "POST", headers=FORM | here, data={"token": name})
    assert [lodge.ask("/", headers=one).status_code for one in (token, foreign)] == [401, 200]


def test_a_role_counts_from_the_moment_that_it_is_given(lodge):
    session = lodge.session("rita")
    assert not enters(lodge, session, "/newsroom")
    lodge.store.accounts.give_role("RITA", "editor")
    assert enters(lodge, session, "/newsroom")
    lodge.store.accounts.remove("rita")
    assert not enters(lodge, session, "/")


def test_a_token_is_good_until_it_expires_or_is_revoked(lodge):
    header = lodge.token(1, "edda", expires="2031-05-09T07:00:00+00:00")
    assert lodge.ask("/api/v1/stories", headers=header).status_code == 200
    assert lodge.store.tokens.all()[0].used == "2031-05-08T07:00:00+00:00"
    lodge.wait(days=1)
    assert lodge.ask("/api/v1/stories", headers=header).status_code == 401
    header = lodge.token(2, "edda")
    assert lodge.store.tokens.revoke("tk_2")
    assert lodge.ask("/api/v1/stories", headers=header).status_code == 401


@pytest.mark.parametrize("query", ["access_token=anything", f"q=ferry&key={token_of(1)}", f"token=%62%73_{token_of(1)[3:]}"])
def test_a_token_in_an_address_is_refused(lodge, query):
    lodge.token(1, "edda")
    answer = lodge.ask(f"/api/v1/search?{query}")
    assert answer.status_code == 400
    assert token_of(1) not in answer.text


@pytest.mark.parametrize(
    ("kind", "headers", "status"),
    [
        ("session", {"origin": HERE}, 303),
        ("session", {"origin": "https://evil.example"}, 403),
        ("session", {"origin": "null"}, 403),
        ("session", {}, 403),
        ("session", {"sec-fetch-site": "same-origin"}, 303),
        ("session", {"sec-fetch-site": "same-site"}, 403),
        ("token", {}, 303),
        ("token", {"origin": "https://evil.example"}, 403),
        ("token", {"cookie": "reader=1"}, 403),
    ],
)
def test_a_post_needs_a_page_of_ours_or_a_token_and_nothing_else(lodge, kind, headers, status):
    sent = {"content-type": FORM["content-type"], **headers}
    by = lodge.session("edda") if kind == "session" else lodge.token(1, "edda", "edit")
    answer = lodge.ask("/reader/apart", "POST", headers=sent | by, data={"article": "pg#1", "story": "st_ferry"})
    assert answer.status_code == status
    assert bool(lodge.office.told) == (status == 303)


def test_nobody_is_logged_in_by_another_site(lodge):
    for headers in ({"origin": "https://evil.example"}, {"origin": ""}):
        assert lodge.login("rita", headers=headers).status_code == 403
    assert lodge.store.sessions.of("rita") == ()
    assert lodge.passwords.compared == 0


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "///evil.example", "javascript:alert(1)",
        "/\tevil", " /x", "%2f%2fevil.example", "/a\r\nset-cookie: x=1", "", "/login?next=/", "http:evil.example", "/é",
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere(lodge, wanted):
    answer = lodge.login("rita", next=wanted)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_name_that_nobody_has_costs_the_same(lodge):
    told = []
    for name in ("rita", "nobody", "RITA", "", "x" * 400):
        before = lodge.passwords.compared
        answer = lodge.login(name, "not the password of anybody")
        told.append((answer.status_code, lodge.passwords.compared - before))
    assert told == [(403, 1)] * 5


@pytest.mark.parametrize("name", ["rita", "nobody"])
def test_guessing_has_to_wait_and_the_wait_ends(lodge, name):
    for _ in range(FREE_OF_ACCOUNT + 1):
        assert lodge.login(name, "wrong").status_code == 403
    before = lodge.passwords.compared
    answer = lodge.login(name, PASSWORD, client="198.51.100.9")  # from wherever, and even with the right one
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert lodge.passwords.compared == before
    waits = []
    for _ in range(12):
        answer = lodge.login(name, "wrong")
        waits.append(int(answer.headers.get("retry-after", 0)))
        lodge.wait(seconds=waits[-1])
    assert max(waits) > 8
    lodge.wait(minutes=15)
    assert lodge.login(name, PASSWORD).status_code == (303 if name == "rita" else 403)
    if name == "rita":  # whoever came in starts anew
        assert [lodge.login(name, "wrong").status_code for _ in range(FREE_OF_ACCOUNT)] == [403] * FREE_OF_ACCOUNT


def test_an_address_that_guesses_at_many_names_has_to_wait(lodge):
    for number in range(FREE_OF_ADDRESS + 1):
        assert lodge.login(f"somebody{number}", "wrong").status_code == 403
    assert lodge.login("rita").status_code == 429
    assert lodge.login("rita", client="198.51.100.9").status_code == 303
    assert lodge.login("edda", client="198.51.100.9", headers={"x-forwarded-for": ELSEWHERE}).status_code == 303


def test_neighbours_behind_a_proxy_of_ours_are_told_apart(invented):
    house = House(owner=None, address="http://localhost", proxies=(ip_network("10.0.0.0/8"),))
    with Store.open("sqlite://") as store:
        lodge = Lodge(invented, store, house)
        lodge.lodge("rita")
        for number in range(FREE_OF_ADDRESS + 1):
            lodge.login(
                f"somebody{number}", "wrong", client="10.0.0.1", headers={"x-forwarded-for": f"198.51.100.{number}, 203.0.113.5"}
            )
        assert lodge.login("rita", client="10.0.0.1", headers={"x-forwarded-for": "203.0.113.5, 10.0.0.2"}).status_code == 429
        assert lodge.login("rita", client="10.0.0.1", headers={"x-forwarded-for": "203.0.113.6"}).status_code == 303
        assert lodge.login("rita", client="10.0.0.1", headers={"x-forwarded-for": "nonsense"}).status_code == 303


def test_two_web_processes_share_sessions_and_failures(invented, tmp_path):
    path = str(tmp_path / "paper.db")
    with Store.open(path) as first, Store.open(path, beside=True) as second:
        one, two = Lodge(invented, first), Lodge(invented, second)
        one.lodge("rita")
        session = one.session("rita")
        assert enters(two, session)
        assert two.ask("/logout", "POST", headers=FORM | session, content=b"").status_code == 303
        assert not enters(one, session)
        for number in range(FREE_OF_ACCOUNT + 1):
            assert (one, two)[number % 2].login("rita", "wrong").status_code == 403
        assert {one.login("rita").status_code, two.login("rita").status_code} == {429}


def test_what_was_read_before_there_was_an_account_goes_with_it(invented):
    with Store.open("sqlite://") as store:
        lodge, before = Lodge(invented, store, House(owner="ada")), "d" * 32
        here = {"client": "127.0.0.1"}
        lodge.ask("/stories/st_ferry", headers=LOOKS | {"cookie": f"reader={before}"}, **here)
        account = lodge.lodge("rita")
        lodge.wait(seconds=2)
        answer = lodge.login("rita", headers={"cookie": f"reader={before}"}, **here)
        assert "Max-Age=0" in cookies(answer)["reader"]
        assert store.readers.remembered(account.reader).read == {"st_ferry": Visit(revision=2, before=2)}
        assert store.readers.remembered(before).read == {}
        page = lodge.ask("/", headers=LOOKS | {"cookie": cookies(answer)["session"].partition(";")[0]}, **here)
        assert "reader=" not in str(page.headers.get("set-cookie"))
        assert b'class="line read"' in page.content or b" read" in page.content


def test_nobody_takes_what_an_account_read(lodge):
    edda = lodge.store.accounts.get("edda")
    lodge.store.readers.follow(edda.reader, "st_ferry")
    lodge.login("rita", headers={"cookie": f"reader={edda.reader}"})
    assert lodge.store.readers.remembered(edda.reader).followed == {"st_ferry"}
    assert lodge.store.readers.remembered(lodge.store.accounts.get("rita").reader).followed == frozenset()


def test_a_password_of_another_cost_is_kept_anew(lodge):
    from argon2 import PasswordHasher

    dear = PasswordHasher(2, 16, 1).hash(PASSWORD)
    lodge.store.accounts.rehash("rita", dear)
    session = lodge.session("rita")
    kept = lodge.store.accounts.get("rita").secret
    assert kept != dear
    assert not lodge.passwords.is_stale(kept)
    assert enters(lodge, session)


def test_questions_and_searches_have_an_allowance(invented):
    with Store.open("sqlite://") as store:
        lodge = Lodge(invented, store, House(owner=None, public=True, rates={"search": 3, "ask": 1}))
        lodge.lodge("rita")
        told = [lodge.ask("/search?q=ferry", headers=LOOKS).status_code for _ in range(4)]
        assert told == [200, 200, 200, 429]
        refused = lodge.ask("/api/v1/search?q=ferry")  # the same allowance, for a program too
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "20")
        assert refused.headers["content-type"] == "application/problem+json"
        assert lodge.ask("/search?q=ferry", client="198.51.100.9").status_code == 200
        assert lodge.ask("/search?q=ferry", headers=lodge.session("rita")).status_code == 200
        assert [lodge.ask("/ask?q=Who").status_code for _ in range(2)] == [200, 429]
        lodge.wait(seconds=20)
        assert lodge.ask("/search?q=ferry").status_code == 200
