"""The site in a real browser, from its files: it looks as it should, keys work, nothing overflows, nothing runs but our script."""

# ruff: noqa: E501  (scripts of the test)

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest
from lxml import html

from broadsheet.language.stems import stem
from broadsheet.language.words import words
from broadsheet.publish import offered
from broadsheet.publish.bundle import bundle
from broadsheet.publish.site.finder import base_forms
from broadsheet.publish.stock import stock
from broadsheet.publish.views.reader import Reader

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--hide-scrollbars", "--enable-logging=stderr",
    "--virtual-time-budget=3000", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
WRONG = ("Content Security Policy", "Uncaught", "ERR_FILE_NOT_FOUND", "Refused to")
LIGHT, DARK = (0xFD, 0xFC, 0xF8), (0x15, 0x17, 0x1B)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
    pytest.mark.timeout(240),
]


def browse(page: Path, profile: Path, *flags: str, size: str = "1440,1000", dark: bool = False) -> str:
    """What Chromium prints; a page that logs an error fails."""
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    command = [str(CHROMIUM), *QUIET, scheme, f"--user-data-dir={profile}", f"--window-size={size}", *flags, page.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=100, check=False)
    log = done.stderr.decode("utf-8", "replace")
    assert not [line for line in log.splitlines() if any(word in line for word in WRONG)]
    return done.stdout.decode("utf-8", "replace")


def corner(picture: Path) -> tuple[tuple[int, int], tuple[int, ...]]:
    """Size and first pixel of a PNG. Nothing stands before the first pixel, so no filter changes it."""
    raw = picture.read_bytes()
    size = struct.unpack(">II", raw[16:24])
    packed, place = b"", 8
    while place < len(raw):
        length, kind = struct.unpack(">I4s", raw[place : place + 8])
        packed += raw[place + 8 : place + 8 + length] if kind == b"IDAT" else b""
        place += 12 + length
    return size, tuple(zlib.decompress(packed)[1:4])


def with_script(site: Path, copy: Path, page: str, script: str) -> Path:
    """A copy of the site in which one page runs a script of the test as well."""
    if not copy.exists():
        shutil.copytree(site, copy)
    (copy / "static/test.js").write_text(script)
    up = "../" * page.count("/")
    written = (copy / page).read_text("utf-8")
    if "static/test.js" not in written:
        (copy / page).write_text(written.replace("</body>", f'<script src="{up}static/test.js" defer></script></body>'))
    return copy / page


@pytest.mark.parametrize(("page", "dark"), [("index.html", False), ("stories/st_ferry.html", True)])
def test_pages_are_painted_in_their_colours(site, tmp_path, page, dark):
    picture = tmp_path / "page.png"
    browse(site / page, tmp_path / "profile", f"--screenshot={picture}", dark=dark)
    assert corner(picture) == ((1440, 1000), DARK if dark else LIGHT)
    assert picture.stat().st_size > 60_000


KEYS = """
const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const opened = () => Array.from(document.querySelectorAll(".ev.open"), (note) => note.id);
const seen = {};
press("c"); seen.c = opened();
press("]"); seen.next = opened();
press("["); seen.back = opened();
press("x"); seen.x = opened();
press("j"); press("j"); seen.here = document.querySelector(".here").id;
press("k"); seen.k = document.querySelector(".here").id;
press("t"); seen.t = document.activeElement.getAttribute("href");
const marks = document.querySelectorAll('.page a[role="doc-noteref"]');
marks[3].click(); seen.click = opened(); seen.hash = location.hash;
document.querySelector('.ev.open [role="doc-backlink"]').click(); seen.closed = opened(); seen.focus = document.activeElement === marks[3];
press("?"); seen.help = document.querySelector("dialog").open; press("?"); seen.helped = document.querySelector("dialog").open;
document.body.append(document.createElement("input"));
const input = document.querySelector("input");
input.focus();
input.dispatchEvent(new KeyboardEvent("keydown", { key: "c", bubbles: true }));
seen.typing = opened();
seen.read = JSON.parse(localStorage.getItem("broadsheet.read"));
document.body.dataset.seen = JSON.stringify(seen);
"""


@pytest.mark.parametrize("served", [False, True], ids=["a file", "the web app"])
def test_keys_open_evidence_and_move(site, tmp_path, invented, served):
    if served:
        shutil.copytree(site, tmp_path / "site")
        for path in ("stories/st_ferry.html", "static/app.js"):
            (tmp_path / "site" / path).write_bytes(offered(invented)[path](Reader(edition="e1", speaks=True)))
    page = with_script(site, tmp_path / "site", "stories/st_ferry.html", KEYS)
    document = html.document_fromstring(browse(page, tmp_path / "profile", "--dump-dom"))
    seen = json.loads(document.body.get("data-seen"))
    assert seen["c"] == seen["back"] == ["e-s1"]
    assert seen["next"] == ["e-s3"]
    assert seen["x"] == seen["closed"] == seen["typing"] == []
    assert (seen["here"], seen["k"]) == ("whats_happened", "whats_new")
    assert seen["t"] == "#whats_new"
    assert (seen["click"], seen["hash"], seen["focus"]) == (["e-s10"], "", True)
    assert (seen["help"], seen["helped"]) == (True, False)
    assert seen["read"] == (None if served else {"st_ferry": invented.stories[0].content_sha256[:16]})


def test_what_was_read_is_known_on_the_front_page(site, tmp_path):
    profile = tmp_path / "profile"
    story = 'localStorage.setItem("broadsheet.read", JSON.stringify({ st_ferry: "an older revision", st_glass: document.querySelector("[data-story=st_glass]").dataset.digest }));'
    page = with_script(site, tmp_path / "site", "index.html", story + 'dispatchEvent(new Event("pageshow"));')
    document = html.document_fromstring(browse(page, profile, "--dump-dom"))
    assert "knows" in document.body.get("class")
    assert "changed since you read it" in document.xpath("//*[@data-story='st_ferry']")[0].text_content()
    assert "read" in document.xpath("//*[@data-story='st_glass']")[0].get("class").split()
    assert "read" not in document.xpath("//*[@data-story='st_budget']")[0].get("class").split()


MEASURE = """
addEventListener("load", () => {
  const root = document.documentElement;
  const small = Array.from(document.querySelectorAll("summary, .sections a, .contents a")).filter((e) => e.getClientRects().length)
    .filter((e) => e.getBoundingClientRect().height < 24).map((e) => e.textContent.trim());
  parent.postMessage({ page: location.pathname.split("/").pop(), over: root.scrollWidth - innerWidth, width: innerWidth, small }, "*");
});
"""


@pytest.mark.parametrize("width", [390, 768, 1180])
def test_nothing_overflows(site, tmp_path, documents, width):
    pages = [page for page in documents if not page.startswith(("articles/", "stories/st_brief", "pages/"))]
    pages = [page for page in pages if not documents[page].xpath("//meta[@http-equiv='refresh']")]  # those load another page
    pages += [page for page in documents if "Dockers of Estmark" in documents[page].text_content() and page.startswith("pages/")]
    copy = tmp_path / "site"
    for page in pages:
        with_script(site, copy, page, MEASURE)
    frames = "".join(f'<iframe src="{page}" width="{width}" height="800"></iframe>' for page in pages)
    gather = "const all = []; addEventListener('message', (e) => { all.push(e.data); document.body.dataset.all = JSON.stringify(all); });"
    (copy / "frames.html").write_text(f"<script>{gather}</script><body>{frames}", "utf-8")
    document = html.document_fromstring(browse(copy / "frames.html", tmp_path / "profile", "--dump-dom", size="1600,1000"))
    measured = json.loads(document.body.get("data-all"))
    assert len(measured) == len(pages) > 8
    assert {page["width"] for page in measured} == {width}
    assert {page["page"]: page["over"] for page in measured if page["over"] > 0} == {}
    assert {page["page"]: page["small"] for page in measured if page["small"]} == {}


def test_evidence_opens_without_script(site, tmp_path):
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    (copy / "static/paper.js").write_text("")
    reach = """addEventListener("load", () => setTimeout(() => {
        const note = document.querySelector(":target");
        document.body.dataset.note = getComputedStyle(note).position;
        document.body.dataset.seen = note.getBoundingClientRect().bottom <= innerHeight;
    }, 100))"""
    page = with_script(site, copy, "stories/st_ferry.html", reach)
    address = page.as_uri() + "#e-s6"
    profile = tmp_path / "profile"
    command = [str(CHROMIUM), *QUIET, f"--user-data-dir={profile}", "--window-size=600,900", "--dump-dom", address]
    dumped = subprocess.run(command, capture_output=True, timeout=100, check=False).stdout
    body = html.document_fromstring(dumped).body
    assert (body.get("data-note"), body.get("data-seen")) == ("fixed", "true")


def test_a_bundle_opens_by_itself(tmp_path, invented):
    story = next(story for story in invented.stories if story.id == "st_ferry")
    page = tmp_path / "alone" / "story.html"
    page.parent.mkdir()
    page.write_bytes(bundle(invented, story))
    document = html.document_fromstring(browse(page, tmp_path / "profile", "--dump-dom"))
    assert "knows" in document.body.get("class").split()  # its script ran
    picture = tmp_path / "page.png"
    browse(page, tmp_path / "profile", f"--screenshot={picture}", dark=True)  # its style too
    assert corner(picture) == ((1440, 1000), DARK)


def found(site: Path, profile: Path, query: str) -> html.HtmlElement:
    """The search page of a site of files, as it stands after a query came with its address."""
    command = [str(CHROMIUM), *QUIET, f"--user-data-dir={profile}", "--dump-dom", f"{(site / 'search.html').as_uri()}?q={query}"]
    done = subprocess.run(command, capture_output=True, timeout=100, check=False)
    log = done.stderr.decode("utf-8", "replace")
    assert not [line for line in log.splitlines() if any(word in line for word in WRONG)]
    return html.document_fromstring(done.stdout)


def test_a_site_of_files_finds_words(site, tmp_path):
    page = found(site, tmp_path / "profile", "colliding%20ferry")
    first = page.xpath("//ol[contains(@class, 'found-stories')]/li")[0]
    assert first.xpath(".//p[@class='source-title']/a/@href") == ["stories/st_ferry.html"]
    assert {mark.lower() for mark in first.xpath(".//mark/text()")} >= {"ferries", "collided"}
    evidence = first.xpath(".//a[@role='doc-noteref']/@href")
    assert evidence
    assert all(link.startswith("stories/st_ferry.html#e-") for link in evidence)
    assert len(page.xpath("//ol[contains(@class, 'found-articles')]/li")) > 1
    assert page.xpath("//p[@role='status']/text()")[0].startswith("Found: ")


def test_what_is_not_there_is_said(site, tmp_path):
    page = found(site, tmp_path / "profile", "zzyzx")
    assert page.xpath("//p[@role='status']/text()") == ["No article and no printed sentence has these words."]
    assert not page.xpath("//main//ol/li")
    hostile = found(site, tmp_path / "profile", "%3Cimg%20src%3Dx%3E")
    assert hostile.xpath("//main//ol/li")
    assert not hostile.xpath("//img")


def test_the_page_stems_as_the_index_does(site, tmp_path, invented):
    text = " ".join(f"{article.title} {article.text}" for article in invented.articles)
    said = sorted(
        {
            *words(text),
            *base_forms(),
            *["stopped", "voting", "cities", "glasses", "buzzing", "US", "cafés", "U.S.A.", "pie", "aged", "dies"],
        }
    )
    tell = f"""
        const base = {json.dumps(dict(base_forms()))};
        document.body.dataset.stems = JSON.stringify({json.dumps(said)}.map((one) => words(one).map((word) => stem(word, base))));
    """
    script = stock("finder.js").decode().replace("  form.hidden = false;", tell)
    page = with_script(site, tmp_path / "site", "search.html", script)
    stems = json.loads(html.document_fromstring(browse(page, tmp_path / "profile", "--dump-dom")).body.get("data-stems"))
    expected = [[stem(word) for word in words(one)] for one in said]
    assert {one: (theirs, ours) for one, theirs, ours in zip(said, stems, expected, strict=True) if theirs != ours} == {}
    assert len(said) > 400
