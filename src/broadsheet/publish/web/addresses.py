"""From an address to the file that it means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from broadsheet.publish.names import ENDINGS, file_name
from broadsheet.publish.web.paper import Paper

_KINDS = {
    "markdown": "text/markdown", "ninjs": "application/json", "jsonld": "application/ld+json", "annotations": "application/json",
    "calendar": "text/calendar",
}  # fmt: skip
FORMS = {ENDINGS[form]: kind for form, kind in _KINDS.items()}
"""What the address of another form of a story ends on, and its media type."""
_DOCUMENTS = "stories|threads|topics|articles"
_ENDINGS = "|".join(re.escape(ending) for ending in FORMS)
_PAGE = re.compile(rf"/({_DOCUMENTS}|pages)/([^/]+)")
_API = re.compile(rf"/api/v1/({_DOCUMENTS})(?:/([^/]+))?")
_FORM = re.compile(rf"/api/v1/stories/([^/]+?)\.({_ENDINGS})")
_ALONE = {"/": "index.html", "/api/v1/edition": "edition.json"}
_MOVED = re.compile(rf"(?P<root>/(?:api/v1/)?)(?P<kind>stories|threads)/(?P<name>[^/]+?)(?P<ending>\.(?:html|json|{_ENDINGS}))?")
_BELOW = re.compile(r"/(?:changes|revisions(?:/[^/]+)?)$")
_ID = re.compile(r"[A-Za-z0-9_.:#-]{1,200}")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::\d{1,5})?")


def host_name(value: str) -> str:
    """The name in a Host header, without its port; empty if it is none.

    >>> host_name("LOCALHOST:8080"), host_name("[::1]:80"), host_name("a:b:c")
    ('localhost', '[::1]', '')
    """
    match = _HOST.fullmatch(value.strip())
    return match[1].lower() if match else ""


def decoded(path: bytes) -> str | None:
    """The path without its percent signs; None if it is odd.

    >>> decoded(b"/stories/st%5F1"), decoded(b"/%ff"), decoded(b"/a%00b"), decoded(b"stories")
    ('/stories/st_1', None, None, None)
    """
    try:
        words = unquote_to_bytes(path).decode()
    except ValueError:
        return None
    odd = not words.startswith("/") or "\\" in words or any(ord(c) < 32 or c == "\x7f" for c in words)
    return None if odd else words


def file_of(paper: Paper, words: str) -> str | None:
    """The file that a path names, None if there is none.

    That is the front page, a story, article, thread, topic or page by its id, a document of the API, or a file by its name.
    """
    return next((path for path in _candidates(words) if paper.stamp(path) is not None), None)


def _candidates(words: str) -> Iterator[str]:
    if words in _ALONE:
        yield _ALONE[words]
        return
    asked = _API.fullmatch(words)
    if asked and asked[2] is None:
        yield f"{asked[1]}/index.json"
    form = _FORM.fullmatch(words)
    if form and _ID.fullmatch(form[1]):
        yield f"exports/{file_name(form[1])}.{form[2]}"
        yield f"exports/{form[1]}.{form[2]}"
    for match, extension in ((asked, "json"), (_PAGE.fullmatch(words), "html")):
        if match and match[2] and _ID.fullmatch(match[2]):
            yield f"{match[1]}/{file_name(match[2])}.{extension}"
            yield f"{match[1]}/{match[2]}.{extension}"
    yield words[1:]
    yield f"{words[1:]}.html"


def moved(paper: Paper, words: str) -> str | None:
    """Where a story or thread that went into another is told now: its address of the same kind, page or document.

    The site has a page at the old address and no document beside it; the list of its kind says where it leads.
    """
    asked = _MOVED.fullmatch(words)
    if asked is None:
        return None
    kind, name = asked["kind"], asked["name"]
    new = _left(paper, kind, name, "redirects")
    where = "stories" if new and paper.stamp(f"stories/{file_name(new)}.json") is not None else kind
    return f"{asked['root']}{where}/{file_name(new)}{asked['ending'] or ''}" if new else None


def is_hidden(paper: Paper, words: str) -> bool:
    """Whether a path is of a story that an editor took out of the paper: its page, its document, or how it came to be so."""
    asked = _MOVED.fullmatch(_BELOW.sub("", words))
    return asked is not None and asked["kind"] == "stories" and _left(paper, "stories", asked["name"], "hidden") is not None


def _left(paper: Paper, kind: str, name: str, shelf: str) -> str | None:
    """What the list of a kind says on a shelf of something that has a page at its address and no document beside it."""
    listed = f"{kind}/index.json"
    if paper.stamp(f"{kind}/{name}.json") is not None or paper.stamp(f"{kind}/{name}.html") is None or paper.stamp(listed) is None:
        return None
    told: dict[str, str] = json.loads(paper.read(listed, None)).get(shelf, {})
    return next((value for one, value in told.items() if file_name(one) == name), None)
