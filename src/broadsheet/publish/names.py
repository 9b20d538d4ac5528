"""File names and links. One function turns an id into a file name; every publisher and the server use it."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
_PLACED = re.compile(r"([A-Za-z0-9_][A-Za-z0-9_.-]{0,89})#([0-9]{1,9})")
_NUMBERED = re.compile(r".*-[0-9]+")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


@lru_cache(maxsize=1 << 13)  # every link has one
def file_name(identity: str) -> str:
    """The name that stands for an id in files and links: letters, digits, `_`, `.` and `-` only.

    Two ids never share a name: what has to be changed carries a digest of the id. The place of an
    article on its page is the one exception, and a plain id that looks like it gets a digest too.

    >>> file_name("pg_0a1b#3")
    'pg_0a1b-3'
    >>> file_name("st_0a1b")
    'st_0a1b'
    >>> file_name("../../etc/passwd")
    'etc-passwd-e5e710ea784151b5'
    """
    placed = _PLACED.fullmatch(identity)
    if placed:
        return f"{placed[1]}-{placed[2]}"
    plain = _PLAIN.fullmatch(identity) and not _NUMBERED.fullmatch(identity)
    if plain and identity.split(".", 1)[0].lower() not in _DEVICES and not identity.endswith("."):
        return identity
    stem = re.sub(r"[^A-Za-z0-9_]+", "-", identity[:60]).strip("-")
    return f"{stem or 'x'}-{short_digest(identity)}"


def short_digest(text: str) -> str:
    """16 hexadecimal digits that stand for `text`."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def story_file(story: str, extension: str = "html") -> str:
    """Where a story lies below the site's folder."""
    return f"stories/{file_name(story)}.{extension}"


ENDINGS = {
    "markdown": "md", "jsonld": "jsonld", "ninjs": "ninjs.json", "annotations": "annotations.json", "calendar": "ics",
}  # fmt: skip
"""What the file of another form of a story ends on, by the form's name."""


def export_file(story: str, form: str) -> str:
    """Where another form of a story lies below the site's folder; `stories/` holds the page and its document alone."""
    return f"exports/{file_name(story)}.{ENDINGS[form]}"


def article_file(article: str, extension: str = "html") -> str:
    """Where an article lies below the site's folder."""
    return f"articles/{file_name(article)}.{extension}"


def page_file(page: str) -> str:
    """Where a page's surgery lies below the site's folder."""
    return f"pages/{file_name(page)}.html"


def thread_file(thread: str, extension: str = "html") -> str:
    """Where a thread lies below the site's folder."""
    return f"threads/{file_name(thread)}.{extension}"


def topic_file(kind: str, name: str, namesake: str = "") -> str:
    """Where the topic page of a person, place or organisation lies below the site's folder.

    Args:
        kind: person, place or organisation.
        name: its name.
        namesake: its id, where another of that name has a page too.
    """
    told = f"{kind} {name.casefold()} {namesake}".strip()
    return f"topics/{file_name(told)}.html"


def thread_feed(thread: str) -> str:
    """Where the feeds of a thread lie, without their ending."""
    return f"feeds/threads/{file_name(thread)}"


def topic_feed(page: str) -> str:
    """The same for the topic whose page lies there."""
    return f"feeds/{page.removesuffix('.html')}"
