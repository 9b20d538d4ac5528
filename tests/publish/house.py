"""A house with accounts: a reader, an editor, their sessions and tokens, over the invented paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import httpx2
from argon2 import PasswordHasher

from broadsheet.publish.newsletter import Letterhead, Links, Signup
from broadsheet.publish.web import Archive, House, Kiosk, Letters, Porter, Reception, Regulars, hosts_of, web_app
from broadsheet.records.account import Account, Role, Token
from broadsheet.records.edition import Edition
from broadsheet.records.moments import in_utc
from broadsheet.store import Store
from broadsheet.store.passwords import Passwords
from broadsheet.store.tokens import digest_of

from .postal import SENDER
from .test_desk import Desk
from .test_readers import Office
from .webs import HERE, NOW, ask, edition_paper

PASSWORD = "nine paper boats adrift"
ELSEWHERE = "192.0.2.7"
HEAD = Letterhead(title="The Lantern", sender=SENDER, links=Links(b"k" * 32, f"{HERE}/"))
LOOKS = {"accept": "text/html"}
FORM = LOOKS | {"origin": HERE, "content-type": "application/x-www-form-urlencoded"}


class Counted(Passwords):
    """Compares at a trifling cost, and counts how often."""

    def __init__(self) -> None:
        super().__init__(PasswordHasher(1, 8, 1))
        self.compared = 0

    def matches(self, secret: str | None, password: str) -> bool:
        """Compare, and count."""
        self.compared += 1
        return super().matches(secret, password)


def token_of(number: int) -> str:
    """A token that a test can tell."""
    return f"bs_{number:043}"


@dataclass
class Lodge:
    """An app that others reach, over a store with accounts.

    Attributes:
        edition: the paper.
        store: with the accounts.
        house: how it stands.
        now: the time, which a test may put forward.
    """

    edition: Edition
    store: Store
    house: House = field(default_factory=lambda: House(owner=None))
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.passwords, self.desk, self.office = Counted(), Desk(self.store), Office()
        self.secrets: Iterator[str] = (f"{number:043}" for number in count(1))
        kiosk = Kiosk(lambda mark: edition_paper(self.edition, mark), lambda: "e")
        kiosk.open()
        self.reception = Reception(Archive(self.store), self.house, lambda: next(self.secrets), self.passwords)
        self.app = web_app(
            kiosk, hosts=hosts_of("127.0.0.1") if self.house.owner else None, clock=lambda: self.now,
            regulars=Regulars(Archive(self.store), lambda: "c" * 32), office=self.office, desk=self.desk,
            porter=Porter(house=self.house, clock=lambda: self.now, reception=self.reception),
            by_mail=Letters(signup=Signup(Archive(self.store).opened, HEAD, lambda: self.now)),
        )  # fmt: skip

    def lodge(self, name: str, role: Role = "reader", reader: str = "") -> Account:
        """Somebody with an account."""
        account = Account(
            name=name, role=role, secret=self.passwords.kept(PASSWORD), reader=reader or f"{ord(name[0]):032x}", made=in_utc(NOW)
        )
        assert self.store.accounts.add(account)
        return account

    def token(self, number: int, account: str, scope: str = "read", **more: Any) -> dict[str, str]:
        """The header of a new token."""
        facts = {"id": f"tk_{number}", "digest": digest_of(token_of(number)), "label": "a test", "made": in_utc(NOW)}
        self.store.tokens.add(Token(account=account, scope=scope, **facts, **more))  # type: ignore[arg-type]
        return {"authorization": f"Bearer {token_of(number)}"}

    def ask(self, target: str, method: str = "GET", **more: Any) -> httpx2.Response:
        """One request from elsewhere."""
        return ask(self.app, target, method, **{"client": ELSEWHERE, **more})

    def login(self, name: str, password: str = PASSWORD, **more: Any) -> httpx2.Response:
        """Send the form of the login page."""
        headers = FORM | more.pop("headers", {})
        form = {"name": name, "password": password, "next": more.pop("next", "/")}
        return self.ask("/login", "POST", headers=headers, data=form, **more)

    def session(self, name: str) -> dict[str, str]:
        """The header of a new session."""
        answer = self.login(name)
        assert answer.status_code == 303, answer.text
        return {"cookie": answer.headers["set-cookie"].partition(";")[0]}

    def wait(self, **time: float) -> None:
        """Let time go by."""
        self.now += timedelta(**time)
