"""`broadsheet edit`: the desk from the command line, and the site that it changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

HEAD = "Strike of ferry crews in Halm harbour enters its second day"


@pytest.fixture
def site(paper: Path, tmp_path: Path) -> Path:
    """A copy of the paper."""
    return shutil.copytree(paper, tmp_path / "site")


def files(site: Path) -> dict[str, bytes]:
    """The published files, but for those that tell of the build."""
    found = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return {name: body for name, body in found.items() if name != "build.json" and not name.startswith(".broadsheet")}


def listed(site: Path) -> dict[str, Any]:
    """What the site says of its stories."""
    told: dict[str, Any] = json.loads((site / "stories/index.json").read_text("utf-8"))
    return told


def story_on(site: Path, words: str) -> str:
    return str(next(one["id"] for one in listed(site)["stories"] if words in one["headline"].lower()))


def test_a_headline_is_printed_and_signed_and_can_be_withdrawn(run: Run, site: Path):
    story = story_on(site, "ferry")
    before = json.loads((site / f"stories/{story}.json").read_text("utf-8"))
    made = json.loads(run("edit", "headline", story, HEAD, "--site", site, "--editor", "Ada Holm", "--json").out)
    assert (made["kind"], made["story"], made["editor"], made["text"]) == ("headline", story, "Ada Holm", HEAD)
    page = (site / f"stories/{story}.html").read_text("utf-8")
    assert f">{HEAD}<" in page
    assert "Headline by the editor, " in page
    assert "Ada Holm" not in page
    (decision,) = json.loads(run("edit", "list", "--site", site, "--json").out)
    assert (decision["status"], decision["story_now"]) == ("in force", story)
    told = run("edit", "list", "--site", site).out.splitlines()
    assert told[0] == f"{made['id']}  headline of {story}: in force"
    assert " ".join(" ".join(told[1:]).split()).startswith(f"“{HEAD}”; Ada Holm, ")
    assert run("verify", "--site", site).status == 0
    assert run("edit", "withdraw", made["id"][:8], "--site", site).out == f"withdrawn: {made['id']}\n"
    after = json.loads((site / f"stories/{story}.json").read_text("utf-8"))
    assert (after["content_sha256"], after["statements"]) == (before["content_sha256"], before["statements"])
    assert "by the editor" in (site / f"stories/{story}.html").read_text("utf-8"), (
        "the page tells that it was changed and changed back"
    )


def test_what_no_article_says_ends_with_one_sentence(run: Run, site: Path):
    ended = run("edit", "headline", story_on(site, "ferry"), "Ferry crews strike over 700 deaths", "--site", site)
    assert ended.status == 2
    assert ended.err.startswith("broadsheet: no article of the story bears out “Ferry crews strike over 700 deaths”: a number (700")
    assert run("edit", "list", "--site", site).out.startswith("no decision was made")


@pytest.mark.parametrize(("do", "undo"), [("pin", "unpin"), ("hide", "unhide")])
def test_the_site_is_byte_for_byte_as_it_was_once_it_is_undone(run: Run, site: Path, do: str, undo: str):
    before, story = files(site), story_on(site, "brewery")
    assert run("edit", do, story, "--site", site).status == 0
    assert files(site) != before
    assert run("edit", undo, story, "--site", site).status == 0
    assert files(site) == before
    ended = run("edit", undo, story, "--site", site)
    assert (ended.status, "no decision to" in ended.err) == (1, True)


def test_a_hidden_story_has_a_page_that_says_so_and_nothing_else(run: Run, site: Path):
    story = story_on(site, "brewery")
    run("edit", "hide", story, "--site", site)
    told = listed(site)
    assert (list(told["hidden"]), story in {one["id"] for one in told["stories"]}) == ([story], False)
    assert "The editor took this story out of the paper on " in (site / f"stories/{story}.html").read_text("utf-8")
    naming = {name for name, body in files(site).items() if b"brewery" in body}
    assert naming == set()
    assert run("search", "brewery", "--site", site).out == "nothing was found\n"
    refused = run("bundle", story, "--site", site)
    assert (refused.status, "an editor took it out" in refused.err) == (2, True)


def test_a_second_build_keeps_what_was_decided(run: Run, site: Path, tmp_path: Path):
    from tests.pipeline.pages import write_pages

    ferry, vote = story_on(site, "ferry"), story_on(site, "brewery")
    run("edit", "lead", vote, "--site", site)
    run("edit", "note", ferry, "We have asked the port authority for comment.", "--site", site)
    decided = files(site)
    assert listed(site)["stories"][0]["id"] == vote
    assert run("build", write_pages(tmp_path / "pages"), "--site", site, "--workers", "0").status == 0
    assert files(site) == decided


def test_stories_are_merged_and_parted_again(run: Run, site: Path):
    ferry, vote = story_on(site, "ferry"), story_on(site, "brewery")
    made = json.loads(run("edit", "merge", ferry, vote, "--site", site, "--json").out)
    assert len(listed(site)["stories"]) == 1
    run("edit", "withdraw", made["id"], "--site", site)
    assert {one["id"] for one in listed(site)["stories"]} == {ferry, vote}


def test_a_name_is_corrected_in_the_whole_paper_and_proven(run: Run, site: Path):
    story, before = story_on(site, "ferry"), files(site)
    made = json.loads(run("edit", "name", "Mira Solt", "Mira Soldt", "--site", site, "--json").out)
    assert (made["kind"], made["other"], made["text"]) == ("name", "Mira Solt", "Mira Soldt")
    page = (site / f"stories/{story}.html").read_text("utf-8")
    assert "A name corrected by the editor, " in page
    assert "Printed “Solt”; an editor corrected the name to “Soldt”." in page
    assert "Name corrected by the editor, " in page
    told = json.loads((site / f"stories/{story}.json").read_text("utf-8"))
    assert {"Mira Soldt"} == {card["name"] for card in told["entities"].values() if card["name"].startswith("Mira")}
    assert run("verify", "--site", site).status == 0
    after = files(site)
    assert {path: body for path, body in after.items() if path.endswith(".txt")} == {
        path: body for path, body in before.items() if path.endswith(".txt")
    }
    assert run("edit", "withdraw", made["id"], "--site", site).status == 0
    assert "Soldt" not in json.dumps(json.loads((site / f"stories/{story}.json").read_text("utf-8"))["statements"])


def test_two_of_the_registry_are_one_and_one_is_two_by_name(run: Run, site: Path):
    made = json.loads(run("edit", "same", "Mira Solt", "Hedda Prill", "--site", site, "--json").out)
    assert (made["kind"], made["text"], made["other"]) == ("one", "Mira Solt", "Hedda Prill")
    parted = run("edit", "two", "Mira Solt", story_on(site, "brewery"), "--site", site)
    assert (parted.status, "an editor said that these are one" in parted.err) == (2, True)
    ended = run("edit", "two", "Nobody Here", story_on(site, "ferry"), "--site", site)
    assert (ended.status, "nobody and nothing of that name" in ended.err) == (1, True)
