"""Addresses: whose they are, and whether two are the same page. The public suffix list is the packaged one; nothing is fetched."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract

_WHOSE = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,20}:[/\\]{2,4})[^\s/\\?#]{1,500}@")
_SECRET = re.compile(r"(?<=password)=[^&#]*")


@cache
def _suffixes() -> TLDExtract:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def domain(url: str | None) -> str | None:
    """The registrable domain of an address, None if it has none.

    >>> domain("https://news.example.co.uk/a?b=1"), domain("http://127.0.0.1/x"), domain("not an address")
    ('example.co.uk', None, None)
    """
    host = host_of(url)
    if not host:
        return None
    found = _suffixes()(host)
    return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else None


def host_of(url: str | None) -> str | None:
    """The host name of an http address in lower case, else None.

    >>> host_of("HTTPS://News.Example.COM:443/"), host_of("mailto:a@b.example"), host_of("http://[broken")
    ('news.example.com', None, None)
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    return host.rstrip(".").lower() if host and parts.scheme.lower() in ("http", "https") else None


def without_password(address: str) -> str:
    """An address that may be shown: the password in it, if there is one, is three stars.

    What looks like the end of one does not show either: everything up to the last `@` of the address.

    >>> without_password("postgresql://desk:s3cret@db.halm.example/paper")
    'postgresql://desk:***@db.halm.example/paper'
    >>> without_password("postgresql://desk:s3c@ret@db.halm.example/paper?password=more&sslmode=require")
    'postgresql://desk:***@db.halm.example/paper?password=***&sslmode=require'
    >>> without_password("news.db")
    'news.db'
    """
    scheme, mark, rest = address.partition("://")
    if not mark:
        return address
    told, at, place = rest.rpartition("@")
    user, colon, _ = told.partition(":")
    return f"{scheme}://{user}{colon and ':***'}{at}{_SECRET.sub('=***', place)}"


def hushed(words: str) -> str:
    """A sentence without the names and passwords of the addresses in it.

    >>> hushed("ftp://mira:s3cret@halm.example/x: is not read (write to desk@halm.example)")
    'ftp://halm.example/x: is not read (write to desk@halm.example)'
    """
    return _WHOSE.sub(r"\1", words)


def absolute(base: str | None, link: str | None) -> str | None:
    """A link of a page as a whole http address without its fragment, name and password; None if that cannot be.

    >>> absolute("https://example.com/a/b", "../c#d"), absolute(None, "/c"), absolute(None, "javascript:x")
    ('https://example.com/c', None, None)
    """
    if not link or not link.strip():
        return None
    try:
        parts = urlsplit(urljoin(base or "", link.strip()))
        whole = urlunsplit((parts.scheme.lower(), parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))
    except ValueError:
        return None
    return whole if host_of(whole) else None
