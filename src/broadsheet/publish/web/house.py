"""Where the server stands: who reaches it, under which address, through which proxies, and who is in without a name."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from broadsheet.publish.web.addresses import host_name
from broadsheet.publish.web.server import is_loopback

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
"""Headers by which a proxy says that it is one."""
RATES: Mapping[str, int] = MappingProxyType({"search": 60, "ask": 20, "match": 60})
"""Requests a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """How a server stands.

    Attributes:
        owner: the login name of whoever sits at this machine, if nobody else reaches the server: they may do everything as long as
            there are no accounts. None for a server that others reach.
        public: anybody may read.
        address: what browsers ask for where a proxy stands before the server, as `https://paper.example`; empty without one.
        proxies: whose `X-Forwarded-For` is believed.
        idle: how long a session may lie unused.
        longest: how long a session lasts.
        rates: how many searches, questions and matches anybody but the owner may ask for, a minute.
    """

    owner: str | None = ""
    public: bool = False
    address: str = ""
    proxies: tuple[Network, ...] = ()
    idle: timedelta = timedelta(days=7)
    longest: timedelta = timedelta(days=30)
    rates: Mapping[str, int] = field(default_factory=lambda: RATES)

    @property
    def is_secure(self) -> bool:
        """Whether browsers come over https."""
        return self.address.startswith("https://")

    def client(self, scope: Scope) -> str:
        """The address that a request comes from: that of the connection, or what a proxy of ours says of it."""
        peer = str((scope.get("client") or ("",))[0])
        told = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
        for hop in [peer, *(hop.strip() for hop in reversed(told.split(",")))]:
            if not self._is_proxy(hop):
                return hop if _is_address(hop) else peer
        return peer

    def is_here(self, scope: Scope) -> bool:
        """Whether a request comes from this machine, and through nobody."""
        peer = (scope.get("client") or ("",))[0]
        headers = Headers(scope=scope)
        return is_loopback(peer) and not any(name in headers for name in FORWARDED)

    def is_own(self, headers: Headers) -> bool:
        """Whether a form comes from a page of this server, as the browser says: its origin, or what it says of its site.

        A request that tells neither is not: no browser of today sends one.
        """
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site") == "same-origin"
        if self.address:
            return origin.lower() == _origin(self.address)
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and parts.netloc.lower() == headers.get("host", "").lower()

    def host(self, headers: Headers) -> str:
        """The name under which the paper is asked."""
        return (urlsplit(self.address).hostname or "") if self.address else host_name(headers.get("host", ""))

    def _is_proxy(self, address: str) -> bool:
        if not _is_address(address):
            return False
        return any(ipaddress.ip_address(address) in network for network in self.proxies)


def is_browsers(headers: Headers) -> bool:
    """Whether a browser sent a request: a program says nothing of where it comes from."""
    return "origin" in headers or headers.get("sec-fetch-site", "none") != "none"


def _is_address(told: str) -> bool:
    try:
        ipaddress.ip_address(told)
    except ValueError:
        return False
    return True


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()
