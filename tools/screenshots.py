"""Pictures of every kind of page for the documentation, from the open example pages, in the system's Chromium.

    python tools/screenshots.py docs/screenshots            # builds the paper in a folder of its own, 1 to 3 minutes
    python tools/screenshots.py docs/screenshots --only front,story

The requirements of the tests must be installed (playwright). A picture keeps the 128 colours that it has most of.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = Path(__file__).resolve().parents[1] / "src/broadsheet/examples/pages"
FIRST_HELD_OUT = "50"
"""Pages from this number on tell the stories that nobody looks at (docs/evaluation/examples.md)."""
LATER = ("03-", "11-", "30-")
"""Pages that come with the second edition, so that there is something to compare."""
COLOURS = 128
WIDE, NARROW = (1280, 900), (360, 780)
PIXELS = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  canvas.drawImage(picture, 0, 0);
  const data = canvas.getImageData(0, 0, picture.width, picture.height).data;
  let text = "";
  for (let at = 0; at < data.length; at += 32768) text += String.fromCharCode(...data.subarray(at, at + 32768));
  return [picture.width, picture.height, btoa(text)];
}"""


@dataclass(frozen=True)
class Shot:
    """A picture: the file's name, the page's path, what the picture shows; `at` is a place in the page to scroll to."""

    name: str
    path: str
    shows: str
    at: str = ""
    dark: bool = False
    narrow: bool = False
    press: str = ""


def build(site: Path) -> None:
    """Two editions of the open pages."""
    pages = sorted(page for page in PAGES.iterdir() if page.name < FIRST_HELD_OUT)
    for edition in ([page for page in pages if not page.name.startswith(LATER)], pages):
        command = [sys.executable, "-m", "broadsheet", "build", *map(str, edition), "--site", str(site)]
        subprocess.run(command, check=True, capture_output=True, timeout=900)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the paper while inside."""
    command = [sys.executable, "-m", "broadsheet", "serve", "--site", str(site), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            found = re.search(r"(http://127\.0\.0\.1:\d+/)", server.stderr.readline() if server.stderr else "")
            if not found:
                sys.exit("the paper is not served")
            yield found[1]
        finally:
            server.terminate()


def mailed(site: Path, folder: Path) -> str:
    """The address of the newsletter as a mail program shows it."""
    command = [sys.executable, "-m", "broadsheet", "newsletter", "preview", "--site", str(site), "--out", str(folder)]
    settings = os.environ | {"BROADSHEET_PAPER__ADDRESS": "https://paper.example/"}
    subprocess.run(command, check=True, capture_output=True, timeout=900, env=settings)
    return (folder / "newsletter.html").as_uri()


def shots(site: Path, mail: str) -> list[Shot]:
    """What is taken, in the order of the index."""
    stories = [json.loads(path.read_bytes()) for path in sorted((site / "stories").glob("st_*.json")) if path.stem.count(".") == 0]
    told = _fullest(stories, "contradictions", "claims", "events", "numbers")
    changed = max(stories, key=lambda story: (story["revision"], len(story.get("changes", ())), story["id"]))
    copied = _fullest([story for story in stories if story["stats"].get("copies")], "articles")
    story, tree = f"stories/{told['id']}.html", f"stories/{copied['id']}.html"
    article = next(entry["id"] for entry in told["articles"].values()).replace("#", "-")
    page = next(entry["page"] for entry in copied["articles"].values() if entry.get("page"))
    thread = _longest(site / "threads", "th_")
    topic = _longest(site / "topics", "organisation-")
    return [
        Shot("front", "", "The front page: a lead, second stories, desks in columns, the rail"),
        Shot("front-dark", "", "The same in the dark", dark=True),
        Shot("front-360", "", "The same on a telephone", narrow=True),
        Shot("story", story, "A story: contents, text with its marks, the evidence of the sentence that is looked at", press="]"),
        Shot("story-dark", story, "The same in the dark", dark=True, press="]"),
        Shot("story-360", story, "The same on a telephone", narrow=True),
        Shot("evidence-360", story, "On a telephone the evidence comes from below", narrow=True, press="]"),
        Shot("papers", story, "What each paper says, and only it says", at="papers_say"),
        Shot("matrix", story, "Facts by papers", at=".matrix"),
        Shot("matrix-360", story, "Facts by papers on a telephone", at=".matrix", narrow=True),
        Shot("timeline", story, "How it came to this: a strip to scale, and the events", at="how_we_got_here"),
        Shot("numbers-of-a-story", story, "Its hard numbers", at="hard_numbers"),
        Shot("differ", story, "Where the accounts differ", at="contradictions", dark=True),
        Shot("quotes", story, "Who said what", at="who_said_what"),
        Shot("sources-of-a-story", tree, "The tree of origins, and when each paper wrote", at="sources"),
        Shot("changes", f"stories/{changed['id']}/changes", "What changed between revisions"),
        Shot("revision", f"stories/{changed['id']}?revision=1", "A story as an earlier revision printed it"),
        Shot("article", f"articles/{article}.html", "An article as it was cut, with what is cited of it"),
        Shot("surgery", f"pages/{page}.html", "Page surgery: which lines became which article, and why"),
        Shot("thread", thread, "A long affair, chapter by chapter"),
        Shot("topic", topic, "Somebody or something over all stories"),
        Shot("topics", "topics.html", "Everyone and everything that the stories introduce"),
        Shot("numbers", "numbers.html", "The day's hard numbers"),
        Shot("watching", "watching.html", "What we're watching"),
        Shot("newsletter", mail, "The newsletter as a mail"),
        Shot("latest", "latest.html", "Every article, newest first"),
        Shot("sources", "sources.html", "Papers and pages"),
        Shot("newsroom", "newsroom", "The newsroom, before any source is followed"),
        Shot("search", "search?q=dam+inquiry", "A search"),
        Shot("ask", "ask?q=When+did+the+dam+collapse%3F", "A question"),
        Shot("desk", "desk", "The editor's desk, before anything is decided"),
        Shot("yours", "yours", "What a reader said, and how to take it back"),
        Shot("help", "help.html", "Keys, and how to read the paper"),
        Shot("404", "no-such-page", "A page that is not there"),
    ]


def _fullest(stories: list[dict[str, Any]], *pools: str) -> dict[str, Any]:
    """The story with most articles of those that have something in every pool."""
    return max((s for s in stories if all(s.get(pool) for pool in pools)), key=lambda s: (s["stats"]["articles"], s["id"]))


def _longest(folder: Path, start: str) -> str:
    found = max(folder.glob(f"{start}*.html"), key=lambda path: (path.stat().st_size, path.name))
    return f"{folder.name}/{found.name}"


def take(browser: Browser, address: str, shot: Shot) -> bytes:
    """The picture as Chromium makes it."""
    width, height = NARROW if shot.narrow else WIDE
    scheme: Any = "dark" if shot.dark else "light"
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(shot.path if shot.path.startswith("file:") else address + shot.path)
    if shot.at:
        _scroll(page, shot.at if shot.at.startswith(".") else f"#{shot.at}")
    if shot.press:
        page.keyboard.press(shot.press)
    page.wait_for_timeout(300)
    taken = page.screenshot()
    context.close()
    return taken


def _scroll(page: Page, selector: str) -> None:
    page.locator(selector).first.evaluate("(place) => scrollTo(0, place.getBoundingClientRect().top + scrollY - 12)")


def small(workbench: Page, taken: bytes) -> bytes:
    """The picture with a palette of the colours it has most of; others become the nearest of these."""
    width, height, pixels = workbench.evaluate(PIXELS, base64.b64encode(taken).decode())
    flat = np.frombuffer(base64.b64decode(pixels), np.uint8).reshape(-1, 4)[:, :3]
    colours, place, number = np.unique(flat, axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-number, kind="stable")[:COLOURS]]
    apart = ((colours[:, None].astype(np.int32) - palette[None].astype(np.int32)) ** 2).sum(axis=2)
    drawn = apart.argmin(axis=1).astype(np.uint8)[place.ravel()].reshape(height, width)
    rows = np.hstack([np.zeros((height, 1), np.uint8), drawn]).tobytes()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", palette.tobytes()),
            (b"IDAT", zlib.compress(rows, 9)),
            (b"IEND", b""),
        )
    )


def index(taken: list[Shot]) -> str:
    """The page that shows them all."""
    head = "# The paper in pictures\n\nThe example paper, its open stories, in Chromium. "
    head += "`python tools/screenshots.py docs/screenshots` takes them anew.\n"
    return head + "".join(f"\n## {shot.shows}\n\n![{shot.shows}]({shot.name}.png)\n" for shot in taken)


def main() -> None:
    """Take them."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("folder", type=Path)
    told.add_argument("--site", type=Path, help="a site that is built already")
    told.add_argument("--only", default="", help="names, with commas")
    wanted = told.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as scratch:
        site = wanted.site or Path(scratch) / "site"
        if not wanted.site:
            build(site)
        every = shots(site, mailed(site, Path(scratch) / "mail"))
        with served(site) as address, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), chromium_sandbox=False)
            workbench = browser.new_page()
            for shot in every:
                if not wanted.only or shot.name in wanted.only.split(","):
                    picture = small(workbench, take(browser, address, shot))
                    (wanted.folder / f"{shot.name}.png").write_bytes(picture)
                    print(f"{shot.name:20} {len(picture):8,}")
            browser.close()
    (wanted.folder / "README.md").write_text(index(every), "utf-8")


if __name__ == "__main__":
    main()
