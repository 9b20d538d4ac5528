"""Addresses without what may be a secret in them, for logs and for pages that others may see."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]*://)(?:[^\s/?#]*@)?([^\s?#'\"<>]*)(\?[^\s#'\"<>]*)?(#[^\s'\"<>]*)?", re.IGNORECASE)


def redacted(text: str) -> str:
    """The text with every address in it cut to what names a page: whoever asked, and what was asked for, are nobody's business.

    >>> redacted("asked https://orla:key@halm.example/feed?token=1#x: 404")
    'asked https://halm.example/feed?… 404'
    """
    return _ADDRESS.sub(lambda found: found[1] + found[2] + ("?…" if found[3] else ""), text)
