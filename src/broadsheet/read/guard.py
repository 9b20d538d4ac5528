"""Which hosts may be reached: every address that is connected to is judged here first, and nothing is resolved after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from broadsheet.read.address import WebAddress
from broadsheet.read.refusal import Refusal

Network = IPv4Network | IPv6Network

_INSIDE_4 = tuple(
    IPv4Network(each)
    for each in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a carrier's customers
        "127.0.0.0/8",  # this machine
        "169.254.0.0/16",  # link local, where clouds keep their metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
"""IANA's special-purpose IPv4 registry, the globally reachable service blocks of it included: no paper is printed there."""

_GLOBAL_6 = IPv6Network("2000::/3")
_INSIDE_6 = tuple(
    IPv6Network(each)
    for each in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries any IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3ffe::/16",  # 6bone, given back
        "3fff::/20",  # documentation
    )
)
"""What of the only global unicast block is special-purpose; all other IPv6 is refused whole."""
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")

_LOCAL_NAMES = ("localhost", "localdomain", "local", "internal", "intranet", "private", "lan", "home", "corp", "home.arpa")
"""Names that only ever mean a host near by, whatever a resolver says."""


def may_be_reached(address: IPv4Address | IPv6Address) -> bool:
    """Whether the address is a public one.

    `ipaddress.is_global` is not asked: it lets 192.0.0.8, NAT64, 6to4 and multicast through.

    >>> may_be_reached(ip_address("64:ff9b::8.8.8.8")), may_be_reached(ip_address("64:ff9b::10.0.0.1"))
    (True, False)
    """
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _INSIDE_4)
    if address.scope_id is not None:
        return False
    if address in _MAPPED or address in _NAT64:
        return may_be_reached(IPv4Address(int(address) & 0xFFFFFFFF))
    return address in _GLOBAL_6 and not any(address in network for network in _INSIDE_6)


@dataclass(frozen=True, slots=True)
class Allowed:
    """A place that the user allowed in so many words.

    Attributes:
        network: its addresses, if it was given as such.
        host: its name, if it was given by name.
        port: the only port, whichever it is; None for every port that may be asked elsewhere.
    """

    network: Network | None
    host: str
    port: int | None


def allowed(text: str) -> Allowed:
    """An entry of `web.allow`: an address, a network or a host's name, with or without a port.

    Raises:
        ValueError: it is none of these.

    >>> allowed("192.168.1.0/24").network, allowed("[::1]:8000").port, allowed("nas.lan:8080").host
    (IPv4Network('192.168.1.0/24'), 8000, 'nas.lan')
    """
    host, colon, port = text.strip().rpartition(":")
    if not colon or not port.isdigit() or (":" in host and not host.endswith("]")):
        host, port = text.strip(), ""
    host = host.strip("[]").lower().removesuffix(".")
    if not host or (port and not 0 < int(port) < 65_536):
        raise ValueError(f"{text!r} is no address, network or host")
    number = int(port) if port else None
    try:
        return Allowed(ip_network(host, strict=False), "", number)
    except ValueError:
        if "/" in host or ":" in host or host.replace(".", "").isdigit():
            raise ValueError(f"{text!r} is no address, network or host") from None
        return Allowed(None, host, number)


class Guard:
    """Judges where a request may go.

    Args:
        allow: places that the user allowed although they are not public, as `allowed` reads them.
    """

    def __init__(self, allow: Iterable[str] = ()) -> None:
        self._allowed = tuple(allowed(each) for each in allow)

    def admit(self, address: WebAddress) -> None:
        """Let an address pass for as far as it can be told before its name is resolved.

        Raises:
            Refusal: "forbidden address".
        """
        host, port, literal = address.host, address.port, _literal(address.host)
        if literal is not None:
            self.judge(host, port, [host])
        elif _near(host) and not self._lets_in(host, None, port):
            raise Refusal("forbidden address", f"{host} is a name for hosts near by")
        if address.odd_port and not any(each.port == port for each in self._entries(host, literal)):
            raise Refusal("forbidden address", f"no web server is expected at port {port}")

    def judge(self, host: str, port: int, found: Sequence[str]) -> list[str]:
        """The addresses to connect to, in their one spelling: all that the name resolved to, if every one of them may be reached.

        Args:
            host: the name, or literal address, that was asked for.
            port: the port.
            found: what it resolved to.

        Raises:
            Refusal: "forbidden address" if even one may not be reached; "unreachable" if there is none.
        """
        if not found:
            raise Refusal("unreachable", f"{host} has no address")
        judged = []
        for each in found:
            literal = _literal(each)
            if literal is None or not (may_be_reached(literal) or self._lets_in(host, literal, port)):
                raise Refusal("forbidden address", f"{host} is {each}, which is no public address")
            judged.append(str(literal))
        return judged

    def _lets_in(self, host: str, literal: IPv4Address | IPv6Address | None, port: int) -> bool:
        return any(each.port in (None, port) for each in self._entries(host, literal))

    def _entries(self, host: str, literal: IPv4Address | IPv6Address | None) -> Iterator[Allowed]:
        """What the user said of this host or address."""
        for each in self._allowed:
            if each.host == host or (each.network is not None and literal is not None and literal in each.network):
                yield each


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _near(host: str) -> bool:
    return "." not in host or any(host.endswith(f".{name}") for name in _LOCAL_NAMES)
