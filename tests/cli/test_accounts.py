"""`broadsheet accounts`, and what a server says that others could reach."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from broadsheet.cli.doorway import hosts_for, house_at, refuse_open
from broadsheet.config import ServeSettings, Settings
from broadsheet.errors import UsageError
from broadsheet.store import Store
from broadsheet.store.passwords import KIBIBYTES, LANES, PASSES, Passwords, refuse_weak
from broadsheet.store.tokens import digest_of
from tests.cli.conftest import Run

PASSWORD = "nine paper boats adrift"


@pytest.fixture
def news(tmp_path: Path) -> str:
    return str(tmp_path / "news.db")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(f"{PASSWORD}\nand a second line\n")
    return path


def add(run: Run, news: str, secret: Path, *more: str):
    return run("accounts", "add", "ada", "--password-file", secret, "--store", news, *more)


def test_an_account_is_made_listed_promoted_and_taken_away(run: Run, news: str, secret: Path):
    ended = add(run, news, secret, "--json")
    made = json.loads(ended.out)
    assert (ended.status, made["name"], made["role"]) == (0, "ada", "reader")
    with Store.open(news) as store:
        (account,) = store.accounts.all()
    assert PASSWORD not in repr(account)
    assert account.secret.startswith(f"$argon2id$v=19$m={KIBIBYTES},t={PASSES},p={LANES}$")
    assert Passwords().matches(account.secret, PASSWORD)
    assert run("accounts", "role", "ADA", "editor", "--store", news).status == 0
    (listed,) = json.loads(run("accounts", "list", "--store", news, "--json").out)
    assert (listed["role"], listed["sessions"], listed["tokens"]) == ("editor", 0, 0)
    assert account.secret not in repr(listed)
    assert run("accounts", "remove", "ada", "--store", news).status == 0
    assert "there are no accounts" in run("accounts", "list", "--store", news).out


def test_a_password_is_changed_and_never_shown(run: Run, news: str, secret: Path):
    add(run, news, secret)
    secret.write_text("seven slow ferries home")
    ended = run("accounts", "password", "ada", "--password-file", secret, "--store", news)
    assert ended.status == 0
    assert "ferries" not in ended.out + ended.err
    with Store.open(news) as store:
        assert Passwords().matches(store.accounts.get("ada").secret, "seven slow ferries home")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "ada"), "there is nobody to ask"),
        (("add", "ada lovelace"), "no name for an account"),
        (("add", "ada", "--role", "chief"), "no such role"),
        (("add", "ada", "--password-file", "nowhere.txt"), "nowhere.txt"),
        (("password", "nobody"), "nobody has that account"),
        (("role", "nobody", "editor"), "nobody has that account"),
        (("tokens", "create", "nobody", "--label", "x"), "nobody has that account"),
        (("tokens", "revoke", "tk_0"), "no such token"),
    ],
)
def test_what_cannot_be_is_said(run: Run, news: str, arguments: tuple[str, ...], said: str):
    ended = run("accounts", *arguments, "--store", news)
    assert ended.status in (1, 2)
    assert said in ended.err


def test_nobody_has_two_accounts(run: Run, news: str, secret: Path):
    add(run, news, secret)
    ended = run("accounts", "add", "Ada", "--password-file", secret, "--store", news)
    assert (ended.status, "has an account already" in ended.err) == (2, True)


def test_a_token_is_shown_once_and_does_no_more_than_its_owner(run: Run, news: str, secret: Path):
    add(run, news, secret)
    assert "is no editor" in run("accounts", "tokens", "create", "ada", "--label", "x", "--scope", "edit", "--store", news).err
    ended = run("accounts", "tokens", "create", "ada", "--label", "evening digest", "--days", "2", "--store", news)
    token = ended.out.strip()
    assert re.fullmatch(r"bs_[A-Za-z0-9_-]{43}", token)
    listed = run("accounts", "tokens", "list", "--store", news, "--json").out
    assert token not in listed
    (kept,) = json.loads(listed)
    assert (kept["label"], kept["scope"], kept["used"]) == ("evening digest", "read", None)
    with Store.open(news) as store:
        assert store.tokens.all()[0].digest == digest_of(token)
    assert run("accounts", "tokens", "revoke", kept["id"], "--store", news).status == 0
    assert "there are no tokens" in run("accounts", "tokens", "list", "ada", "--store", news).out


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "12 characters"), ("x" * 1_025, "at most"), ("password1234", "guessed"), ("PassWord1234", "guessed"),
        ("aaaaaaaaaaaaaaaa", "guessed"), ("ada.lovelace.ada.lovelace", "guessed"), ("ada.lovelace12", "guessed"),
    ],
)  # fmt: skip
def test_a_weak_password_is_refused(password: str, said: str):
    with pytest.raises(UsageError, match=said):
        refuse_weak(password, "ada.lovelace")


def test_two_ways_of_typing_a_password_are_one():
    from argon2 import PasswordHasher

    cheap = Passwords(PasswordHasher(1, 8, 1))
    assert cheap.matches(cheap.kept("caf\u00e9 by the harbour"), "cafe\u0301 by the harbour")
    assert not cheap.matches("no hash at all", "x")


def served(**said: object) -> Settings:
    return Settings(serve=ServeSettings(**said))


@pytest.mark.parametrize(
    ("host", "said", "open_to"),
    [
        ("127.0.0.1", {}, "the owner"),
        ("0.0.0.0", {}, "nobody"),
        ("::", {}, "nobody"),
        ("127.0.0.1", {"address": "https://paper.example"}, "nobody"),
        ("127.0.0.1", {"proxies": ["127.0.0.1"]}, "nobody"),
        ("0.0.0.0", {"public": True}, "everybody"),
    ],
)
def test_a_server_that_others_reach_needs_accounts_or_is_public(host: str, said: dict[str, object], open_to: str):
    house = house_at(served(**said), host)
    assert (house.owner is not None, house.public) == (open_to == "the owner", open_to == "everybody")
    refuse_open(house, accounts=True, host=host)
    if open_to == "nobody":
        with pytest.raises(UsageError, match="it has no accounts") as raised:
            refuse_open(house, accounts=False, host=host)
        assert "broadsheet accounts add" in raised.value.hint
        assert "serve.public" in raised.value.hint
    else:
        refuse_open(house, accounts=False, host=host)


def test_a_server_answers_for_its_own_names(run: Run):
    house = house_at(served(address="https://Paper.example:8443/"), "0.0.0.0")
    assert house.is_secure
    assert hosts_for(house, "0.0.0.0") == {"paper.example", "localhost", "127.0.0.1", "[::1]"}
    assert hosts_for(house_at(served(), "0.0.0.0"), "0.0.0.0") is None


def test_a_folder_is_not_shown_to_strangers(run: Run, tmp_path: Path):
    (tmp_path / "index.html").write_text("a paper")
    ended = run("serve", "--site", tmp_path, "--host", "0.0.0.0", "--port", "0")
    assert (ended.status, "it has no accounts" in ended.err) == (2, True)


def test_proxies_are_addresses(run: Run, tmp_path: Path):
    (tmp_path / "broadsheet.toml").write_text('[serve]\nproxies = ["my proxy"]\n')
    ended = run("--config", tmp_path / "broadsheet.toml", "config")
    assert (ended.status, "no address and no network" in ended.err) == (2, True)
