"""`broadsheet newsletter`, and the mail that `run` sends: settings, commands, and a server on loopback."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from broadsheet.cli import letters
from broadsheet.cli.run import publisher
from broadsheet.cli.serve import letters_of
from broadsheet.config import Settings
from broadsheet.errors import ConfigError
from broadsheet.publish.web import Archive
from broadsheet.records.subscriber import Wish
from broadsheet.store import Store
from tests.cli.conftest import Run
from tests.publish.postal import Office, listening, port_of

MAIL = {"host": "127.0.0.1", "security": "none", "sender": "paper@lantern.example", "per_minute": 6000}
PAPER = {"address": "https://lantern.example/", "title": "The Lantern"}


@pytest.fixture
def office() -> Iterator[tuple[Office, int]]:
    """A mail server in a thread of its own, with its port."""
    held, ready, loop = Office(), threading.Event(), asyncio.new_event_loop()
    ports: list[int] = []

    async def begin() -> asyncio.Server:
        server = await listening(held)
        ports.append(port_of(server))
        ready.set()
        return server

    def serve() -> None:
        server = loop.run_until_complete(begin())
        loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        loop.close()

    thread = threading.Thread(target=serve)
    thread.start()
    assert ready.wait(30)
    yield held, ports[0]
    loop.call_soon_threadsafe(loop.stop)
    thread.join(30)


@pytest.fixture
def store(paper: Path, tmp_path: Path) -> str:
    """A copy of the paper's store."""
    shutil.copy(paper / ".broadsheet/paper.db", tmp_path / "paper.db")
    return str(tmp_path / "paper.db")


def settings_file(folder: Path, port: int = 25) -> None:
    mail = "\n".join(f"{name} = {json.dumps(value)}" for name, value in (MAIL | {"port": port}).items())
    paper = "\n".join(f"{name} = {json.dumps(value)}" for name, value in PAPER.items())
    (folder / "broadsheet.toml").write_text(f"[paper]\n{paper}\n[mail]\n{mail}\n")


def take_in(url: str, *names: str, wish: Wish = Wish()) -> None:  # noqa: B008  frozen
    with Store.open(url, writes=False) as held:
        for name in names:
            letters.take_in(held, f"{name}@readers.example", wish)


def test_an_issue_leaves_once_for_everybody(run: Run, store: str, office: tuple[Office, int], tmp_path: Path):
    settings_file(tmp_path, office[1])
    for name in ("ana", "ben"):
        assert run("newsletter", "add", f"{name}@readers.example", "--confirmed", "--store", store).status == 0
    ended = run("newsletter", "send", "--store", store, "--json")
    assert (ended.status, json.loads(ended.out)) == (0, {"issues": {"put": 2}, "mails": {"sent": 2}, "problem": ""})
    again = json.loads(run("newsletter", "send", "--store", store, "--json").out)
    assert again == {"issues": {"not due": 2}, "mails": {}, "problem": ""}
    assert office[0].counts() == {"ana@readers.example": 1, "ben@readers.example": 1}
    assert [mail["state"] for mail in json.loads(run("newsletter", "outbox", "--store", store, "--json").out)] == ["sent", "sent"]
    ended = run("newsletter", "preview", "--to", "ana@readers.example", "--store", store)
    assert (ended.status, "nothing is new to ana@readers.example" in ended.err) == (1, True)


def test_a_server_that_is_not_there_is_said_and_nothing_is_lost(run: Run, store: str, tmp_path: Path):
    settings_file(tmp_path, 9)
    take_in(store, "ana")
    ended = run("newsletter", "send", "--store", store)
    assert ended.status == 1
    assert "mails: 1 deferred" in ended.out
    assert "deferred" in run("newsletter", "outbox", "--store", store).out


def test_somebody_is_asked_before_they_are_taken_in(run: Run, store: str, office: tuple[Office, int], tmp_path: Path):
    settings_file(tmp_path, office[1])
    assert run("newsletter", "add", "ana@readers.example", "--weekly", "--desk", "Sport", "--store", store).status == 0
    (listed,) = json.loads(run("newsletter", "subscribers", "--store", store, "--json").out)
    assert listed["address"] == "ana@readers.example"
    assert json.loads(run("newsletter", "send", "--store", store, "--json").out)["mails"] == {"sent": 1}
    assert b"subscribe/confirm?token=3D" in office[0].arrived[0][1]
    assert "pending" in run("newsletter", "subscribers", "--store", store).out
    assert run("newsletter", "remove", "ANA@readers.example", "--store", store).status == 0
    assert "nobody gets the newsletter" in run("newsletter", "subscribers", "--store", store).out


def test_who_left_is_not_taken_in_at_anybodys_word(run: Run, store: str):
    take_in(store, "ana")
    with Store.open(store, writes=False) as held:
        held.subscribers.leave(1, "2031-05-08T06:00:00+00:00")
    ended = run("newsletter", "add", "ana@readers.example", "--confirmed", "--store", store)
    assert (ended.status, "left on 2031-05-08" in ended.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["send"], 2, "mail.host names no mail server"),
        (["add", "ana@readers.example"], 2, "mail.host names no mail server"),
        (["add", "ana at readers", "--confirmed"], 2, "that is no address"),
        (["add", "ana@readers.example", "--desk", "Spart", "--confirmed"], 2, "there is no desk Spart"),
        (["remove", "nobody@readers.example"], 1, "nobody of that address"),
        (["preview", "--to", "nobody@readers.example"], 2, "no mail can be sent"),
    ],
)
def test_what_cannot_be_is_said(run: Run, store: str, arguments: list[str], status: int, words: str):
    ended = run("newsletter", *arguments, "--store", store)
    assert (ended.status, words in ended.err) == (status, True), ended.err


def test_an_issue_is_shown_in_three_forms(run: Run, store: str, tmp_path: Path):
    settings_file(tmp_path)
    take_in(store, "ana")
    text = run("newsletter", "preview", "--store", store).out
    assert text.startswith("THE LANTERN\n")
    assert "https://lantern.example/stories/" in text
    assert run("newsletter", "preview", "--to", "ana@readers.example", "--out", "there", "--store", store).status == 0
    forms = {path.suffix: path.read_bytes() for path in (tmp_path / "there").iterdir()}
    assert set(forms) == {".txt", ".html", ".eml"}
    assert b"To: ana@readers.example" in forms[".eml"]
    assert b"Leave with one click" in forms[".html"]
    assert json.loads(run("newsletter", "outbox", "--store", store, "--json").out) == []


def test_the_newsletters_hour_puts_down_every_issue(store: str):
    settings, told = Settings(paper=PAPER, mail=MAIL), []
    take_in(store, "ana", "ben")
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    with Store.open(store, writes=False) as held:
        publish = publisher(held, settings, None, lambda event, **facts: told.append((event, facts)))
        publish("edition", tomorrow)
        assert held.outbox.all() == []
        publish("newsletter", tomorrow)
        publish("newsletter", tomorrow)
        assert [mail.state for mail in held.outbox.all()] == ["queued", "queued"]
    assert told == [("issues", {"put": 2}), ("issues", {"not_due": 2})]


def test_what_lies_in_the_outbox_is_sent_while_the_paper_is_served(store: str, office: tuple[Office, int], monkeypatch):
    monkeypatch.setattr(letters, "LOOK", 0.05)
    settings, told, done = Settings(paper=PAPER, mail=MAIL | {"port": office[1]}), [], threading.Event()

    def report(event: str, /, **facts: object) -> None:
        told.append((event, facts))
        done.set()

    with Store.open(store, writes=False) as held:
        letters.ask(held, settings, "ana@readers.example", Wish())
    with letters.posting(settings, store, report):
        assert done.wait(60)
    assert told[0] == ("mail", {"problem": "", "sent": 1})
    assert office[0].counts() == {"ana@readers.example": 1}


def test_by_mail_is_offered_where_mail_can_be_sent(store: str):
    with Store.open(store, writes=False) as held:
        assert letters_of(Settings(), Archive(held)).lacking == "mail.host names no mail server"
        assert "paper.address" in letters_of(Settings(mail=MAIL), Archive(held)).lacking
        offered = letters_of(Settings(mail=MAIL, paper=PAPER | {"desks": {"Sea": "ferry"}}), Archive(held))
        assert offered.signup is not None
        assert offered.desks[:2] == ("Sea", "Politics")


def test_a_password_is_shown_nowhere(run: Run, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    settings_file(tmp_path)
    monkeypatch.setenv("BROADSHEET_MAIL__PASSWORD", "open-sesame")
    shown = [run("config"), run("config", "--json"), run("doctor", "--store", store)]
    assert not any("open-sesame" in ended.out + ended.err for ended in shown)
    assert json.loads(shown[1].out)["mail.password"]["value"] == "(set, not shown)"
    assert re.search(r"ok +mail: leaves as paper@lantern.example by 127.0.0.1:25 \(none\)", shown[2].out)


def test_a_password_may_lie_in_a_file(tmp_path: Path):
    (tmp_path / "secret").write_text("open-sesame\nand a note\n")
    found = letters.server_of(Settings(paper=PAPER, mail=MAIL | {"user": "paper", "password_file": str(tmp_path / "secret")}))
    assert (found.user, found.password, found.port) == ("paper", "open-sesame", 25)
    with pytest.raises(ConfigError, match="cannot be read"):
        letters.server_of(Settings(paper=PAPER, mail=MAIL | {"password_file": str(tmp_path / "nothing")}))


def test_a_password_is_not_sent_in_the_clear():
    with pytest.raises(ValidationError, match="is not sent in the clear"):
        Settings(mail=MAIL | {"host": "mail.example", "user": "paper"})
