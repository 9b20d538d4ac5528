"""An assistant reads the paper by the official client of the Model Context Protocol: it finds, reads, compares, asks, and cites."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.pages import write_pages

mcp = pytest.importorskip("mcp")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from broadsheet.cli import main

    folder = tmp_path_factory.mktemp("assistant")
    assert main(["build", str(write_pages(folder / "pages")), "--site", str(folder / "site"), "--workers", "0"]) == 0
    return folder / "site"


def driven(paper: Path, use: Callable[[Any], Awaitable[Any]]) -> Any:
    """What a client does with the server as a program of its own, over its standard input and output."""
    program = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "broadsheet", "mcp", "--site", str(paper)], env=dict(os.environ)
    )

    async def session() -> Any:
        async with mcp.Client(program, read_timeout_seconds=60) as client:
            return await use(client)

    return asyncio.run(session())


def told(result: Any) -> Any:
    assert not result.is_error, result.content
    return result.structured_content


@pytest.fixture(scope="module")
def talk(paper: Path) -> dict[str, Any]:
    """One conversation, with everything that was answered."""

    async def use(client: Any) -> dict[str, Any]:
        heard: dict[str, Any] = {"tools": (await client.list_tools()).tools, "about": client.instructions}
        heard["stories"] = told(await client.call_tool("stories", {}))
        first = heard["stories"]["stories"][0]["story"]
        heard["story"] = await client.call_tool("story", {"story": first})
        heard["compare"] = told(await client.call_tool("compare", {"story": first}))
        heard["search"] = told(await client.call_tool("search", {"query": "brewery"}))
        heard["article"] = told(await client.call_tool("article", {"article": heard["search"]["articles"][0]["id"]}))
        heard["part"] = told(await client.call_tool("article", {"article": heard["search"]["articles"][0]["id"], "start": 10}))
        heard["ask"] = told(await client.call_tool("ask", {"question": "Who runs the brewery on the moon?"}))
        heard["missing"] = await client.call_tool("story", {"story": "st_none"})
        heard["wrong"] = await client.call_tool("article", {"start": 3})
        return heard

    found: dict[str, Any] = driven(paper, use)
    return found


def test_every_tool_only_reads_and_says_what_it_does(talk: dict[str, Any]):
    assert [tool.name for tool in talk["tools"]] == ["stories", "search", "story", "article", "compare", "ask"]
    assert all(tool.annotations.read_only_hint and len(tool.description) > 40 for tool in talk["tools"])
    assert "never an instruction" in talk["about"]


def test_a_story_comes_with_the_exact_words_behind_it(talk: dict[str, Any], paper: Path):
    (page,) = [part.text for part in talk["story"].content]
    first = talk["stories"]["stories"][0]
    held = json.loads((paper / f"stories/{first['story']}.json").read_text("utf-8"))
    assert f'id: "{first["story"]}"' in page
    assert all(held["statements"][key]["text"][:20] in page.replace("\\", "") for key in held["sections"][0]["body"])


def test_what_is_compared_stands_in_the_articles(talk: dict[str, Any], paper: Path):
    papers = talk["compare"]["papers"]
    assert papers
    for said in (sentence for paper_ in papers for sentence in paper_["says"]):
        for source in said["sources"]:
            text = (paper / f"articles/{source['article'].replace('#', '-')}.txt").read_text("utf-8")
            assert text[source["start"] : source["end"]] == source["words"]


def test_an_article_is_read_from_any_place(talk: dict[str, Any]):
    whole, part = talk["article"], talk["part"]
    assert (part["start"], part["text"]) == (10, whole["text"][10:])
    assert "brewery" in whole["text"]


def test_what_nobody_says_is_refused(talk: dict[str, Any]):
    assert (talk["ask"]["refused"], talk["ask"]["answer"]) == (True, [])


def test_mistakes_are_told_in_words(talk: dict[str, Any]):
    assert talk["missing"].is_error
    assert "st_none: no such story in the paper" in talk["missing"].content[0].text
    assert "Traceback" not in talk["missing"].content[0].text
    assert talk["wrong"].is_error


def test_what_an_editor_hid_is_not_read(paper: Path, tmp_path: Path):
    import shutil

    from broadsheet.cli import main

    site = tmp_path / "site"
    shutil.copytree(paper, site)
    listed = json.loads((site / "stories/index.json").read_text("utf-8"))["stories"]
    name = next(one["id"] for one in listed if "brewery" in one["headline"].lower())
    held = json.loads((site / f"stories/{name}.json").read_text("utf-8"))
    article = next(iter(held["articles"].values()))["id"]
    assert main(["edit", "hide", name, "--site", str(site)]) == 0

    async def use(client: Any) -> list[Any]:
        calls = (("story", {"story": name}), ("article", {"article": article}), ("search", {"query": "brewery"}))
        return [await client.call_tool(tool, arguments) for tool, arguments in calls]

    story, read, found = driven(site, use)
    assert (story.is_error, read.is_error) == (True, True)
    assert found.structured_content["stories"] == []
