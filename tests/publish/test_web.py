"""What the server promises, asked over real sockets on loopback, over a folder and over an edition."""

# ruff: noqa: E501  (a list of odd paths reads best as a list)

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.errors import UsageError
from broadsheet.publish.web import FolderPaper
from broadsheet.publish.web.server import address_of, listen, server

from .webs import app_over, edition_paper


@pytest.fixture(scope="module", params=["folder", "edition"])
def port(request, site: Path, invented) -> Iterator[int]:
    paper = FolderPaper(site) if request.param == "folder" else edition_paper(invented)
    running = server(app_over(paper))
    opened = listen(port=0)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [opened]}, daemon=True)
    thread.start()
    yield opened.getsockname()[1]
    running.should_exit = True
    thread.join(5)
    assert not thread.is_alive()


def ask(port: int, raw: bytes) -> tuple[int, dict[str, str], bytes]:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(raw)
        received = b""
        with contextlib.suppress(ConnectionResetError):  # the server may hang up before it has read all of too long a request
            while piece := connection.recv(65536):
                received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    return int(status.split()[1]), {k.lower(): v for k, v in (line.split(": ", 1) for line in lines)}, body


def get(port: int, target: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    sent = {
        "Host": f"localhost:{port}",
        "Connection": "close",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
    return ask(port, f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode("latin-1"))


def test_front_page_with_its_headers(port, site):
    status, headers, body = get(port, "/")
    assert status == 200
    assert b"<title>The Harbour Lantern, " in body
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/static/paper.css", "text/css"),
        ("/static/paper.js", "text/javascript"),
        ("/feed.xml", "application/atom+xml"),
        ("/newsletter.eml", "message/rfc822"),
        ("/stories/st_ferry", "text/html"),
        ("/stories/st_ferry.html", "text/html"),
        ("/api/v1/stories", "application/json"),
        ("/healthz", "application/json"),
    ],
)
def test_types(port, target, kind):
    status, headers, body = get(port, target)
    assert status == 200
    assert headers["content-type"].startswith(kind)
    assert len(body) == int(headers["content-length"])


def test_api_gives_the_story(port, site):
    _, _, listed = get(port, "/api/v1/stories")
    assert "st_ferry" in [story["id"] for story in json.loads(listed)["stories"]]
    status, _, body = get(port, "/api/v1/stories/st_ferry")
    assert status == 200
    assert json.loads(body)["schema"] == "broadsheet/story@1"


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/stories/st_quay", "/stories/st_ferry"),
        ("/stories/st_quay.html", "/stories/st_ferry.html"),
        ("/api/v1/stories/st_quay", "/api/v1/stories/st_ferry"),
        ("/threads/th_quay", "/threads/th_halden"),
        ("/threads/th_quay.html", "/threads/th_halden.html"),
        ("/api/v1/threads/th_quay", "/api/v1/threads/th_halden"),
        ("/threads/th_lost.html", "/stories/st_auk.html"),
        ("/api/v1/threads/th_lost", "/api/v1/stories/st_auk"),
    ],
)
def test_an_old_story_leads_to_the_one_it_went_into(port, target, location):
    status, headers, _ = get(port, target)
    assert (status, headers["location"]) == (308, location)
    assert get(port, location)[0] == 200


@pytest.mark.parametrize("target", ["/", "/stories/st_ferry", "/api/v1/stories", "/api/v1/stories/st_ferry"])
def test_unchanged_pages_are_not_sent_again(port, target):
    _, headers, _ = get(port, target)
    for known in (headers["etag"], f"W/{headers['etag']}", f'"other", {headers["etag"]}', "*"):
        status, again, body = get(port, target, If_None_Match=known)
        assert (status, body, again["etag"]) == (304, b"", headers["etag"])
    assert get(port, target, If_None_Match='"other"')[0] == 200


def test_head_sends_no_body(port):
    status, headers, body = get(port, "/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) > 1000


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_other_methods_are_refused(port, method):
    status, headers, _ = get(port, "/", method)
    assert status == 405
    assert headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "target",
    [
        "/nothing.html", "/stories", "/stories/", "/static", "/static/", "/../conftest.py", "/%2e%2e/conftest.py", "/static/../../x",
        "/stories/..%2f..%2fetc%2fpasswd", "/stories/%2e%2e", "/.broadsheet/published.json", "/.broadsheet/paper.db", "/%2ebroadsheet/published.json",
        "/index.html%00.txt", "/index.html/", "/stories/st_ferry%0d%0aX:y", "/stories/" + "x" * 300, "/\\..\\x", "/c:/windows", "/%ff%fe",
        "/api/v1/stories/nobody", "/api/v1/stories/../../build", "/stories/<script>", "relative",
    ],
)  # fmt: skip
def test_odd_paths_are_not_found(port, target):
    status, _, body = get(port, target)
    assert status == 404
    assert b"script" not in body


def test_long_queries_and_headers_are_refused(port):
    assert get(port, "/?q=" + "x" * 4000)[0] == 200
    assert get(port, "/?q=" + "x" * 5000)[0] == 414
    assert get(port, "/", X_Long="x" * 70_000)[0] == 431
    many = {f"X_{n}": "y" * 1000 for n in range(80)}
    assert get(port, "/", **many)[0] == 431
    assert get(port, "/" + "x" * 70_000)[0] == 414


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "a b", "[::1", "169.254.169.254"]
)
def test_unknown_hosts_are_refused(port, host):
    assert get(port, "/", Host=host)[0] in (400, 421)


def test_one_host_is_needed(port):
    assert ask(port, b"GET / HTTP/1.1\r\n\r\n")[0] == 400
    assert ask(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")[0] == 400


@pytest.mark.parametrize(
    "raw", [b"\x00\x01\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", b"GET / FTP/1\r\n\r\n"]
)
def test_garbage_gets_an_answer(port, raw):
    status, headers, _ = ask(port, raw)
    assert 400 <= status < 600
    assert headers["x-content-type-options"] == "nosniff"


def test_a_body_is_never_the_next_request(port):
    smuggled = b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    status, headers, body = ask(port, smuggled)
    assert (status, headers["connection"]) == (400, "close")
    assert b'"ok"' not in body


def test_links_out_of_the_folder_are_refused(tmp_path):
    site, secret = tmp_path / "site", tmp_path / "secret.txt"
    site.mkdir()
    secret.write_text("secret")
    (site / "index.html").write_text("paper")
    (site / "out.txt").symlink_to(secret)
    (site / "dir").symlink_to(tmp_path)
    (site / "loop").symlink_to(site / "loop")
    (site / ".hidden").write_text("hidden")
    (site / "shown.txt").symlink_to(site / ".hidden")
    (site / "same.html").symlink_to(site / "index.html")
    paths = ("index.html", "same.html", "out.txt", "dir/secret.txt", "loop", "shown.txt", "../secret.txt", ".hidden")
    assert [path for path in paths if FolderPaper(site).stamp(path) is not None] == ["index.html", "same.html"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.invalid"])
def test_other_machines_need_a_flag(host):
    with pytest.raises(UsageError, match="other machines"):
        listen(host, 0)


def test_a_taken_port_is_said_so(port):
    with pytest.raises(UsageError, match=str(port)):
        listen(port=port)


def test_addresses_are_told_as_browsers_read_them():
    with listen("::1", 0) as opened:
        assert re.fullmatch(r"http://\[::1\]:\d+/", address_of(opened))


PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from broadsheet.publish.web import FolderPaper, Kiosk, hosts_of, serve, web_app

kiosk = Kiosk(lambda mark: FolderPaper(Path(sys.argv[1])))
kiosk.open()
app = web_app(kiosk, hosts=hosts_of("127.0.0.1"), clock=lambda: datetime.now(UTC))
serve(app, port=0, ready=lambda address: print(address, flush=True))
"""


def test_sigterm_ends_within_five_seconds(site):
    source = str(Path(__file__).parents[2] / "src")
    started = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(site)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": source}, text=True
    )
    assert started.stdout is not None
    try:
        address = started.stdout.readline().strip()
        port = int(address.rstrip("/").rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=5) as idle:
            idle.sendall(b"GET / HTTP/1.1\r\n")  # a reader in mid-sentence must not hold up the end
            started.send_signal(signal.SIGTERM)
            assert started.wait(5) == 0
    finally:
        started.kill()
        started.stdout.close()
        started.wait(5)


def test_who_never_comes_to_the_point_is_let_go(site, monkeypatch):
    monkeypatch.setattr("broadsheet.publish.web.server.PATIENCE", 0.2)
    running, opened = server(app_over(FolderPaper(site))), listen(port=0)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [opened]}, daemon=True)
    thread.start()
    for begun in (b"", b"GET / HTTP/1.1\r\nHost: local", b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx"):
        with socket.create_connection(opened.getsockname(), timeout=5) as slow:
            slow.sendall(begun)
            while slow.recv(4096):
                pass
    running.should_exit = True
    thread.join(5)


@pytest.mark.parametrize(("query", "kinds"), [("", ["added", "corrected"]), ("?since=1", ["corrected"]), ("?since=2", [])])
def test_what_has_changed_since_any_revision(port, query, kinds):
    status, headers, body = get(port, f"/api/v1/stories/st_ferry/changes{query}")
    told = json.loads(body)
    assert (status, headers["content-type"]) == (200, "application/json; charset=utf-8")
    assert (told["id"], told["revision"], [change["kind"] for change in told["changes"]]) == ("st_ferry", 2, kinds)


@pytest.mark.parametrize(
    ("target", "status"), [("st_ferry/changes?since=x", 400), ("st_ferry/changes?since=1&since=2", 400), ("st_none/changes", 404)]
)
def test_changes_asked_for_wrongly(port, target, status):
    assert get(port, f"/api/v1/stories/{target}")[0] == status


def test_threads_and_topics_as_documents(port, site):
    for kind in ("threads", "topics"):
        status, _, body = get(port, f"/api/v1/{kind}")
        assert status == 200
        for known in json.loads(body)[kind]:
            name = Path(known["html"]).stem
            assert get(port, f"/{kind}/{name}")[0] == 200
            told = json.loads(get(port, f"/api/v1/{kind}/{name}")[2])
            assert told["id"] == known["id"]
