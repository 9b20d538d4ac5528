"""How a server stands by the settings, and whether it may be opened like that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.config import Settings
    from broadsheet.publish.web import House


def house_at(settings: Settings, host: str) -> House:
    """How a server that listens at `host` stands.

    It belongs to whoever sits at the machine if nobody else reaches it: no other machine, and nobody through a proxy.
    """
    import ipaddress
    from datetime import timedelta

    from broadsheet.cli.edit_text import whoami
    from broadsheet.publish.web import House, is_loopback

    said = settings.serve
    reached = not is_loopback(host) or said.address or said.proxies
    return House(
        owner=None if reached else whoami(), public=said.public, address=said.address.rstrip("/"),
        proxies=tuple(ipaddress.ip_network(proxy) for proxy in said.proxies), idle=timedelta(hours=said.idle_hours),
        longest=timedelta(hours=said.longest_hours),
        rates={"search": said.searches, "ask": said.questions, "match": said.matches},
    )  # fmt: skip


def refuse_open(house: House, *, accounts: bool, host: str) -> None:
    """Say why a server is not opened to strangers.

    Args:
        house: how it stands.
        accounts: whether there are any.
        host: where it would listen.

    Raises:
        UsageError: others reach it, and nobody said who they are or that they may read.
    """
    from broadsheet.errors import UsageError

    if house.owner is None and not house.public and not accounts:
        where = house.address or host
        hint = "`broadsheet accounts add NAME` gives somebody a password; serve.public = true lets anybody read"
        raise UsageError(f"{where}: others could read the paper there, and it has no accounts", hint=hint)


def hosts_for(house: House, host: str) -> frozenset[str] | None:
    """The names under which the server may be asked; None for any."""
    from urllib.parse import urlsplit

    from broadsheet.publish.web import hosts_of

    named = urlsplit(house.address).hostname
    return (hosts_of("127.0.0.1") or frozenset()) | {named} if named else hosts_of(host)
