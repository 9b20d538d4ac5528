"""The same input gives the same site, byte for byte, whatever happened on the way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.pipeline.pages import write_pages

OWN = {"build.json", "paper.db", "paper.db.lock", "paper.db-wal", "paper.db-shm"}

OF_THE_EDITION = {
    "index.html", "latest.html", "numbers.html", "watching.html", "topics.html", "sources.html", "feed.xml", "feed.json",
    "newsletter.html", "newsletter.eml", "stories/index.json", "threads/index.json", "topics/index.json",
    "search.html", "search/index.js", "search/words-0.js", "search/stories-0.js", "search/articles-0.js",
    ".broadsheet/published.json", "coming.ics", "tables/quotes.csv", "tables/figures.csv", "tables/events.csv",
    "tables/contradictions.csv", "kite.json", "kite/today.json", "updates.xml", "updates.json",
}  # fmt: skip
"""What is computed over all stories."""
EXPORTS = ("md", "jsonld", "ninjs.json", "annotations.json", "ics")

NEW = (
    "Varnby council votes to close old brewery, workers protest\n\nBy Lena Maar\nMay 7, 2031\n\n"
    "The council of Varnby voted on Tuesday to close the old brewery at the end of the year, and some 80 of its 120 workers "
    "gathered in front of the town hall.\n\n"
    "Mayor Hedda Prill said that repairs of the brewery would cost eleven million crowns and that the town did not have them.\n\n"
    "Torvald Aas, who has brewed there since 2009, said the council had never asked for a second opinion on the building.\n"
)

KILLED = """
import os, sys
from contextlib import contextmanager
from broadsheet.store.database import Database
whole, count = Database.transaction, [0]

@contextmanager
def transaction(self, *, writes=True):
    outermost = writes and not self._connection.in_transaction()
    with whole(self, writes=writes):
        yield
        count[0] += outermost
        if outermost and count[0] == int(sys.argv[1]):
            os._exit(137)

Database.transaction = transaction
from broadsheet.cli import main
main(sys.argv[2:])
"""


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.name not in OWN and path.parent.name != "made"
    }


def program(*arguments: object, seed: str = "0", code: str | None = None) -> int:
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "broadsheet"]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run([*command, *map(str, arguments)], env=environment, capture_output=True, timeout=120, check=False)
    assert b"Traceback" not in done.stderr
    return done.returncode


def test_second_build_over_the_same_store(run: Run, paper: Path, tmp_path: Path):
    before = files(paper)
    assert run("build", write_pages(tmp_path / "pages"), "--site", paper, "--workers", "0").status == 0
    assert files(paper) == before
    assert len(before) > 20


@pytest.mark.parametrize("workers", ["0", "2"])
def test_build_elsewhere_with_other_hashes(paper: Path, tmp_path: Path, workers: str):
    pages = write_pages(tmp_path / "pages")
    assert program("build", pages, "--site", tmp_path / "site", "--workers", workers, seed="12345") == 0
    assert files(tmp_path / "site") == files(paper)


@pytest.mark.parametrize("place", [1, 3, 7, 11, 14])
def test_build_killed_and_run_again(paper: Path, tmp_path: Path, place: int):
    pages, site = write_pages(tmp_path / "pages"), tmp_path / "site"
    assert program(place, "build", pages, "--site", site, "--workers", "0", code=KILLED) == 137
    assert program("build", pages, "--site", site, "--workers", "0") == 0
    assert files(site) == files(paper)
    assert program("verify", "--site", site) == 0


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Files that came, went, or hold something else."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def stories_in(site: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    held = (json.loads(body) for name, body in site.items() if name.startswith("stories/st_") and name.endswith(".json"))
    return {story["id"]: story for story in held}


def pages_of(site: dict[str, bytes], story: dict[str, Any]) -> set[str]:
    """The files of a story, of those whom it introduces, and of its articles and their pages: they tell where they are cited."""
    found, exported = {f"stories/{story['id']}"}, {f"exports/{story['id']}.{ending}" for ending in EXPORTS}
    for entry in story["articles"].values():
        found |= {f"articles/{entry['id'].replace('#', '-')}", f"pages/{entry['page']}"}
    for name, body in site.items():
        if name.startswith("topics/") and name.endswith(".json") and name not in OF_THE_EDITION:
            found |= {name.removesuffix(".json")} if story["id"] in {one["story"] for one in json.loads(body)["stories"]} else set()
    feeds = {f"feeds/{stem}.{kind}" for stem in found for kind in ("xml", "json")}
    return {f"{stem}.{kind}" for stem in found for kind in ("html", "json", "txt")} | exported | feeds


def of_a_later_state(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Files of the stories that were developing and are no longer."""
    old, new = stories_in(before), stories_in(after)
    return {file for name in old if old[name]["state"] != new[name]["state"] for file in pages_of(after, new[name])}


@pytest.mark.parametrize("day", ["2031-05-07", "2031-05-08"], ids=["the same day", "the next day"])
def test_a_new_article_changes_its_story_its_thread_and_the_edition_alone(run: Run, paper: Path, tmp_path: Path, day: str):
    site = tmp_path / "site"
    shutil.copytree(paper, site)
    before, pages = files(site), write_pages(tmp_path / "pages")
    (pages / "new.txt").write_text(NEW, "utf-8")
    assert run("build", pages, "--site", site, "--workers", "0", "--as-of", day).status == 0
    after = files(site)
    (grown,) = [story for story in stories_in(after).values() if story["revision"] == 2]
    assert len(grown["articles"]) == 3
    found, aged = changed(before, after), of_a_later_state(before, after)
    assert found - OF_THE_EDITION - pages_of(after, grown) - aged == set()
    assert bool(aged) is (day == "2031-05-08")
    assert {f"stories/{grown['id']}.json", f"stories/{grown['id']}.html", "index.html", "stories/index.json", "feed.xml"} <= found


def test_another_day_changes_the_edition_alone(run: Run, paper: Path, tmp_path: Path):
    site = tmp_path / "site"
    shutil.copytree(paper, site)
    before = files(site)
    assert run("build", write_pages(tmp_path / "pages"), "--site", site, "--workers", "0", "--as-of", "2031-05-08").status == 0
    found, aged = changed(before, files(site)), of_a_later_state(before, files(site))
    assert "index.html" in found
    assert 0 < len(aged & found) < len(found - aged)
    assert found - aged <= OF_THE_EDITION
