"""What the server answers: a pure function from a request and a folder to status, headers and body."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from urllib.parse import unquote_to_bytes

from broadsheet.publish.names import file_name
from broadsheet.records import ledger
from broadsheet.records.codec import from_json, to_plain
from broadsheet.records.story_page import StoryPage

QUERY = 4_096
"""A longer query is refused (bytes)."""
HEADERS = 65_536
"""More bytes of headers are refused."""
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/atom+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".eml": "message/rfc822",
}
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
_DOCUMENTS = "stories|threads|topics"
_PAGE = re.compile(rf"/({_DOCUMENTS})/([^/]+)")
_API = re.compile(rf"/api/v1/({_DOCUMENTS})/([^/]+)")
_LIST = re.compile(rf"/api/v1/({_DOCUMENTS})")
_MOVED = re.compile(r"(?P<root>/(?:api/v1/)?)(?P<kind>stories|threads)/(?P<name>[^/]+?)(?P<ending>\.html|\.json)?")
_CHANGES = re.compile(r"/api/v1/stories/([A-Za-z0-9_.:-]{1,200})/changes")
_SINCE = re.compile(r"(?:since=(\d{1,9}))?")
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,200}")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::\d{1,5})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request. `target` is the path with its query as it was sent."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


def answer(folder: Path, asked: Asked, hosts: frozenset[str] | None) -> Answer:
    """What to send back.

    Args:
        folder: the site.
        asked: the request.
        hosts: names under which this server may be asked, None for any.
    """
    if asked.method not in ("GET", "HEAD"):
        return refusal(405, "Only reading is possible here.", Allow="GET, HEAD")
    if hosts is not None and host_name(asked.headers.get("host", "")) not in hosts:
        return refusal(421, "This server does not answer for that host.")
    path, _, query = asked.target.partition("?")
    if len(query) > QUERY:
        return refusal(414, "The query is too long.")
    if path == "/healthz":
        return _sent(b'{"status":"ok"}\n', TYPES[".json"], asked)
    moved = _moved(folder, path)
    if moved:
        return refusal(308, "This is told with another story now.", Location=moved)
    return _told(folder, path, query, asked)


def _told(folder: Path, path: str, query: str, asked: Asked) -> Answer:
    story = _CHANGES.fullmatch(path)
    if story:
        return _changes(folder, story[1], query, asked)
    found = find(folder, path)
    return _sent_file(found, asked) if found else refusal(404, "There is no such page in this paper.")


def _changes(folder: Path, story: str, query: str, asked: Asked) -> Answer:
    """What has changed in a story since a revision: `since=N`, all of it without."""
    since, found = _SINCE.fullmatch(query), find(folder, f"/api/v1/stories/{story}")
    if since is None:
        return refusal(400, "Ask for the changes with since=N, the number of a revision.")
    if found is None:
        return refusal(404, "There is no such story in this paper.")
    page = from_json(StoryPage, found.read_text("utf-8"))
    number = int(since[1] or 0)
    told = {"id": page.id, "revision": page.revision, "since": number, "changes": to_plain(ledger.since(page, number))}
    return _sent(json.dumps(told, ensure_ascii=True).encode() + b"\n", TYPES[".json"], asked)


def host_name(value: str) -> str:
    """The name in a Host header, without its port; empty if it is none.

    >>> host_name("LOCALHOST:8080"), host_name("[::1]:80"), host_name("a:b:c")
    ('localhost', '[::1]', '')
    """
    match = _HOST.fullmatch(value.strip())
    return match[1].lower() if match else ""


def find(folder: Path, path: str) -> Path | None:
    """The file that a path names: a file of the site as it lies there, a story, thread or topic by id, or a document of the API.

    Nothing hidden, nothing outside the folder (through symbolic links neither), and no listing of folders.
    """
    words = _decoded(path)
    if words is None:
        return None
    if words == "/":
        return _file(folder, ["index.html"])
    listed = _LIST.fullmatch(words)
    if listed:
        return _file(folder, [listed[1], "index.json"])
    for pattern, extension in ((_API, "json"), (_PAGE, "html")):
        match = pattern.fullmatch(words)
        if match and _ID.fullmatch(match[2]):
            found = _file(folder, [match[1], f"{file_name(match[2])}.{extension}"])
            if found:
                return found
    return _file(folder, words.split("/")[1:])


def _moved(folder: Path, path: str) -> str | None:
    """Where a story or thread that went into another is told now: its address of the same kind, page or document.

    The site has a page at the old address and no document beside it; the list of its kind says where it leads.
    """
    asked = _MOVED.fullmatch(_decoded(path) or "")
    if asked is None:
        return None
    kind, name = asked["kind"], asked["name"]
    if _file(folder, [kind, f"{name}.json"]) or not _file(folder, [kind, f"{name}.html"]):
        return None
    listed = _file(folder, [kind, "index.json"])
    redirects = json.loads(listed.read_bytes()).get("redirects", {}) if listed else {}
    new = next((there for old, there in redirects.items() if file_name(old) == name), None)
    where = "stories" if new and _file(folder, ["stories", f"{file_name(new)}.json"]) else kind
    return f"{asked['root']}{where}/{file_name(new)}{asked['ending'] or ''}" if new else None


def _decoded(path: str) -> str | None:
    """The path without its percent signs; None if it is odd."""
    try:
        words = unquote_to_bytes(path).decode()
    except ValueError:
        return None
    odd = not words.startswith("/") or "\\" in words or any(ord(c) < 32 or c == "\x7f" for c in words)
    return None if odd else words


def _file(folder: Path, parts: list[str]) -> Path | None:
    if any(not part or part.startswith(".") or ":" in part for part in parts):
        return None
    root = folder.resolve()
    try:
        target = root.joinpath(*parts).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return None
    hidden = not target.is_relative_to(root) or any(part.startswith(".") for part in target.relative_to(root).parts)
    return target if not hidden and target.is_file() else None


def _sent_file(found: Path, asked: Asked) -> Answer:
    return _sent(found.read_bytes(), TYPES.get(found.suffix, "application/octet-stream"), asked)


def _sent(body: bytes, kind: str, asked: Asked) -> Answer:
    tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    headers = {**SECURITY, "ETag": tag, "Cache-Control": "no-cache"}
    if _known(asked.headers.get("if-none-match", ""), tag):
        return Answer(status=304, headers=headers)
    headers |= {"Content-Type": kind, "Content-Length": str(len(body))}
    return Answer(status=200, headers=headers, body=b"" if asked.method == "HEAD" else body)


def _known(sent: str, tag: str) -> bool:
    """Whether `If-None-Match` names the tag (weak comparison, RFC 9110)."""
    return any(one.strip().removeprefix("W/") in (tag, "*") for one in sent.split(","))


def refusal(status: int, sentence: str, **headers: str) -> Answer:
    """An answer that says in one sentence why not."""
    body = json.dumps({"error": sentence}).encode() + b"\n"
    all_headers = {
        **SECURITY,
        "Content-Type": TYPES[".json"],
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        **headers,
    }
    return Answer(status=status, headers=all_headers, body=body)
