"""Who asks, by session or token, and how a session begins and ends. What is kept of secrets are their digests."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from starlette.datastructures import Headers

from broadsheet.publish.web.archive import Archive
from broadsheet.publish.web.house import House
from broadsheet.publish.web.who import GRANTS, Kind, Who
from broadsheet.records.account import Account, Session
from broadsheet.records.moments import in_utc
from broadsheet.store.passwords import Passwords
from broadsheet.store.tokens import PREFIX, digest_of

_LETTERS = r"[A-Za-z0-9_-]{43}"
TOKEN = re.compile(PREFIX + _LETTERS)
_BEARER = re.compile(rf"(?i:bearer) +({TOKEN.pattern})")
FRESH = 1.0
"""Seconds for which it is not asked again whether there are accounts."""
_KINDS: dict[str, Kind] = {"reader": "reader", "editor": "editor"}


@dataclass
class Reception:
    """Knows people by what is kept of them.

    Args:
        archive: where that is; of its own, so that nobody waits for a search.
        house: how the server stands.
        fresh: makes a secret of 256 bits, 43 letters of URL-safe base64.
        passwords: compares passwords.
    """

    archive: Archive
    house: House
    fresh: Callable[[], str]
    passwords: Passwords = field(default_factory=Passwords)
    _found: tuple[bool, datetime] | None = None

    @property
    def cookie(self) -> str:
        """The name of the session's cookie. Over https browsers take the first from nobody but this very host."""
        return "__Host-session" if self.house.is_secure else "session"

    def believed(self, now: datetime) -> bool | None:
        """Whether there is any account, as it was found less than `FRESH` seconds ago."""
        known = self._found
        return known[0] if known and 0 <= (now - known[1]).total_seconds() < FRESH else None

    def has_accounts(self, now: datetime) -> bool:
        """Whether there is any account."""
        with self.archive.opened() as store:
            there = store.accounts.exist()
        self._found = (there, now)
        return there

    def secret_of(self, headers: Headers) -> str:
        """What the session's cookie holds, empty without one."""
        found = re.search(rf"(?:^|;\s*){self.cookie}=({_LETTERS})(?:;|$)", headers.get("cookie", ""))
        return found[1] if found else ""

    def shows_nothing(self, headers: Headers) -> bool:
        """Whether a request carries nothing that anybody could be known by."""
        return not self.secret_of(headers) and "authorization" not in headers

    def known(self, headers: Headers, now: datetime) -> Who | None:
        """Whoever a request belongs to; None where a token was sent that is none, or not any more."""
        if "authorization" in headers:
            return self._by_token(headers["authorization"], now)
        secret = self.secret_of(headers)
        if not secret:
            return Who()
        digest = self._digest(secret, headers)
        with self.archive.opened() as store:
            account = store.sessions.whose(digest, now, idle=self.house.idle, longest=self.house.longest)
        return self._who(account, digest) if account else Who()

    def _who(self, account: Account, digest: str) -> Who:
        kind = _KINDS[account.role]
        return Who(kind=kind, rights=GRANTS[kind], name=account.name, reader=account.reader, session=digest)

    def _by_token(self, told: str, now: datetime) -> Who | None:
        found = _BEARER.fullmatch(told.strip())
        if found is None:
            return None
        with self.archive.opened() as store:
            known = store.tokens.whose(digest_of(found[1]), now)
        if known is None:
            return None
        account, token = known
        kind: Kind = "editing token" if token.scope == "edit" and account.role == "editor" else "reading token"
        return Who(kind=kind, rights=GRANTS[kind], name=account.name)

    def admit(self, name: str, address: str, now: datetime) -> float:
        """Whether a login may be looked at: seconds until it may, 0 for now. It counts as failed until `welcome`."""
        with self.archive.opened() as store:
            return store.attempts.take(name, _network(address), now).total_seconds()

    def verified(self, name: str, password: str) -> Account | None:
        """The account whose password that is. It costs the same for names that nobody has."""
        with self.archive.opened() as store:
            account = store.accounts.get(name)
        if not self.passwords.matches(account.secret if account else None, password) or account is None:
            return None
        if self.passwords.is_stale(account.secret):
            account = replace(account, secret=self.passwords.kept(password))
            with self.archive.opened() as store:
                store.accounts.rehash(account.name, account.secret)
        return account

    def welcome(self, account: Account, headers: Headers, address: str, now: datetime) -> str:
        """Begin a session of an account, and end the one that the browser had; the secret for its cookie."""
        secret, before = self.fresh(), self.secret_of(headers)
        session = Session(digest=self._digest(secret, headers), account=account.name, made=in_utc(now), seen=in_utc(now))
        with self.archive.opened() as store, store.transaction():
            store.attempts.forgive(account.name, _network(address))
            store.sessions.sweep(now, idle=self.house.idle, longest=self.house.longest)
            if before:
                store.sessions.end(self._digest(before, headers))
            store.sessions.begin(session)
        return secret

    def inherit(self, account: Account, reader: str) -> None:
        """Give an account what was remembered of the browser before it logged in, unless that is an account's own."""
        with self.archive.opened() as store:
            if reader not in {one.reader for one in store.accounts.all()}:
                store.readers.move(reader, account.reader)

    def farewell(self, digest: str) -> None:
        """End a session."""
        with self.archive.opened() as store:
            store.sessions.end(digest)

    def cookie_of(self, secret: str) -> tuple[bytes, bytes]:
        """The header that gives a browser its session, or takes it away if the secret is empty."""
        lasts = int(self.house.longest.total_seconds()) if secret else 0
        safe = "; Secure" if self.house.is_secure else ""
        return b"set-cookie", f"{self.cookie}={secret}; Max-Age={lasts}; Path=/; HttpOnly; SameSite=Lax{safe}".encode()

    def _digest(self, secret: str, headers: Headers) -> str:
        """A session is of one host: under another name of the server its cookie opens nothing."""
        return digest_of(f"{self.house.host(headers)} {secret}")


def _network(address: str) -> str:
    """An address, or the network of 64 bits that one subscriber has of the newer kind."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((found, 64), strict=False) if found.version == 6 else found)
