"""Addresses on the web as browsers read them, and which of them are asked at all."""

from __future__ import annotations

from dataclasses import dataclass

import ada_url

from broadsheet.read.refusal import Refusal

PORTS = {"http": 80, "https": 443}
_SERVICES = frozenset({80, 443, 8080, 8443})
_FIRST_OPEN = 1024
_BAD = frozenset(
    {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080}
)
"""Ports above 1023 that browsers refuse because something else than the web answers there (WHATWG Fetch, port blocking)."""
_LONGEST = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAddress:
    """A parsed address.

    Attributes:
        url: its one spelling, without a fragment.
        scheme: `http` or `https`.
        host: a name, or a literal address without brackets, without a dot at its end.
        port: the port, the scheme's own if none is stated.
    """

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt stands for.

        >>> address_of("http://Paper.example/a#b").origin
        'http://paper.example:80'
        """
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def site(self) -> str:
        """Whom we are polite to: a host with whatever it serves on the web's own ports, any other port by itself."""
        return self.host if self.port in PORTS.values() else f"{self.host}:{self.port}"

    @property
    def odd_port(self) -> bool:
        """Whether no web server is expected at this port."""
        return self.port in _BAD or (self.port < _FIRST_OPEN and self.port not in _SERVICES)


def address_of(text: str) -> WebAddress:
    """The address that the text spells.

    Raises:
        Refusal: "bad address" if it spells none, "forbidden address" if it is none of the web's or carries a password.

    >>> address_of("http://１２７.1/x").url
    'http://127.0.0.1/x'
    """
    return _checked(_parsed(text, None))


def joined(base: WebAddress, text: str) -> WebAddress:
    """The address that a link or redirect on the page at `base` leads to.

    Raises:
        Refusal: as `address_of`.

    >>> joined(address_of("https://paper.example/a/b"), "../c").url
    'https://paper.example/c'
    """
    return _checked(_parsed(text, base.url))


def _parsed(text: str, base: str | None) -> ada_url.URL:
    if len(text) > _LONGEST:
        raise Refusal("bad address", f"longer than {_LONGEST} characters")
    try:
        return ada_url.URL(text, base=base)
    except (ValueError, UnicodeError) as problem:
        raise Refusal("bad address", "no address can be read from it") from problem


def _checked(url: ada_url.URL) -> WebAddress:
    scheme = url.protocol.removesuffix(":")
    if scheme not in PORTS:
        raise Refusal("forbidden address", f"{scheme}: is not of the web")
    if url.username or url.password:
        raise Refusal("forbidden address", "it carries a user's name")
    host = url.hostname.removesuffix(".")
    if not host or host.endswith("."):  # "127.." is no host; without one of its dots it would be read as a number
        raise Refusal("bad address", "it names no host")
    if host != url.hostname:  # a dot at its end
        url.hostname = host
    return WebAddress(url=url.href.partition("#")[0], scheme=scheme, host=host.strip("[]"), port=int(url.port or PORTS[scheme]))
