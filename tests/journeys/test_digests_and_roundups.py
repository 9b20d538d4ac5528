"""Somebody else's digest is shown and votes for nothing; a round-up's items go to their own stories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet.cli import main
from tests.pipeline.pages import PAGES

DIGEST = (
    "Varnby council votes to close brewery: what the papers say\n\nMay 7, 2031\n\n"
    "What happened\n\n"
    "The council of Varnby voted on Tuesday to close the old brewery, which employs 120 people, and Mayor Hedda Prill called "
    "the building unsafe.\n\n"
    "What's behind the headline\n\n"
    "Repairs of the brewery in Varnby would cost eleven million crowns, which the council does not have.\n\n"
    "What the papers say\n\n"
    "The Varnby Courier reports that the council closes the brewery. Lowland Post details the costs of repairs, while Tarn Today "
    "highlights the workers who go to court.\n\n"
    "What's next\n\n"
    "Workers of the brewery will take the decision of the council to court next week.\n"
)
ROUNDUP = (
    "Hard Numbers: A brewery closes, ferries stay ashore, an anchor surfaces, bees move in\n\nMay 7, 2031\n\n"
    "120: So many people work at the old brewery that the council of Varnby voted on Tuesday to close, as Mayor Hedda Prill "
    "calls the building unsafe.\n\n"
    "4,000: So many commuters stayed ashore when the ferry crews of Halm harbour stopped work on Monday, said Mira Solt of the "
    "crews’ union.\n\n"
    "1871: In that year the royal yacht lost the anchor that divers under Captain Oren Tasker have raised off Brae, three tonnes "
    "of it.\n\n"
    "40: So many jars of honey from the roof of the opera house of Dremin were sold by the conductor Halla Sorn in the interval.\n"
)


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The stories of a paper made of two reports, a digest and a round-up."""
    folder, site = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("site")
    for name in ("a-strike.txt", "c-vote.txt"):
        (folder / name).write_text(PAGES[name], "utf-8")
    (folder / "digest.txt").write_text(DIGEST, "utf-8")
    (folder / "numbers.txt").write_text(ROUNDUP, "utf-8")
    assert main(["build", str(folder), "--site", str(site), "--workers", "0"]) == 0
    return [json.loads(path.read_bytes()) for path in sorted(Path(site, "stories").glob("st_*.json"))]


def told(stories: list[dict[str, Any]], words: str) -> dict[str, Any]:
    """The one story with an article of that headline."""
    (found,) = [story for story in stories if any(words in entry["title"] for entry in own(story).values())]
    return found


def own(story: dict[str, Any]) -> dict[str, Any]:
    return {key: entry for key, entry in story["articles"].items() if not entry.get("x_story")}


def test_a_digest_is_listed_with_its_story_and_is_nobodys_support(stories: list[dict[str, Any]]):
    story = told(stories, "votes to close brewery")
    roles = {key: entry["role"] for key, entry in own(story).items()}
    (digest,) = [key for key, role in roles.items() if role == "digest"]
    assert story["stats"]["origins"] == sum(role != "digest" for role in roles.values())
    assert not [span for span in story["spans"].values() if span["article"] == digest]
    assert not [paper for paper in story.get("papers", {}).values() if paper["articles"] == [digest]]


def test_the_items_of_a_roundup_stand_in_their_own_stories(stories: list[dict[str, Any]]):
    homes = {entry["title"]: story["id"] for story in stories for entry in own(story).values() if entry["role"] == "roundup"}
    assert len(set(homes.values())) == len(homes) == 3, "the fourth has no sentence that stands by itself"
    by_figure = {title.partition(":")[0]: home for title, home in homes.items()}
    assert by_figure["120"] == told(stories, "votes to close brewery")["id"]
    assert by_figure["4,000"] == told(stories, "Ferry crews strike")["id"]
