"""The API of a real store keeps what its description promises, and description and docs are those of the program."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.api import run
from broadsheet.cli.manual import openapi
from broadsheet.cli.serve import app_over
from broadsheet.config import Settings
from tests.publish.webs import ask

MANUAL = Path(__file__).resolve().parents[2] / "docs/api"


@pytest.fixture(scope="module")
def app(paper: Path) -> Iterator[object]:
    with app_over(Settings(), str(paper / ".broadsheet/paper.db"), "127.0.0.1") as served:
        yield served


def test_every_answer_is_as_described(app):
    account = run(app, examples=2)
    assert account.wrong == {}
    assert account.asked.total() > 500
    assert {"200", "304", "400", "404", "405"} <= set(account.asked)
    assert not [status for status in account.asked if status.startswith("5")]


def test_the_description_in_the_docs_is_that_of_the_program():
    told = (MANUAL / "openapi.json").read_text("utf-8")
    assert told == openapi(), "write it anew: python -m broadsheet.cli.manual docs"
    assert json.loads(told)["openapi"].startswith("3.1."), "it is a description, not a refusal"


def test_operations_have_names_tags_and_refusals(app):
    described = ask(app, "/openapi.json").json()
    assert described == json.loads(openapi())
    operations = [one for path in described["paths"].values() for one in path.values()]
    names = [one["operationId"] for one in operations]
    assert len(set(names)) == len(names) > 20
    assert all(one["tags"] and one["summary"] and {"400", "404", "405", "500"} <= set(one["responses"]) for one in operations)


def commands() -> list[str]:
    page = (MANUAL.parent / "api.md").read_text("utf-8")
    return [line.strip() for line in page.replace("\\\n", " ").splitlines() if line.startswith("    curl ")]


def asked(command: str, known: dict[str, str]) -> tuple[str, str, dict[str, object]]:
    """Method, target and the rest of a request, out of a line for a shell; `ID` stands for a story, article or cursor."""
    words = shlex.split(re.sub(r"\b(STORY|ARTICLE|CURSOR|TAG)\b", lambda found: known[found[0]], command))
    headers, body = {}, None
    options = iter(words[1:])
    target = ""
    for word in options:
        if word == "-H":
            name, _, value = next(options).partition(": ")
            headers[name] = value
        elif word in ("-d", "--data"):
            body = next(options)
        elif not word.startswith("-"):
            target = word.removeprefix("http://127.0.0.1:8000")
    return (
        ("POST" if body else "HEAD" if "-I" in words else "GET"),
        target,
        {"headers": headers, **({"content": body} if body else {})},
    )


def test_the_examples_of_the_docs_run(app):
    first = ask(app, "/api/v1/stories?limit=1")
    article = ask(app, "/api/v1/articles?limit=1").json()["articles"][0]["id"].replace("#", "-")
    known = {"STORY": first.json()["stories"][0]["id"], "ARTICLE": article, "CURSOR": first.json()["page"]["next"]}
    known["TAG"] = ask(app, f"/api/v1/stories/{known['STORY']}").headers["etag"]
    found = {}
    for command in commands():
        method, target, more = asked(command, known)
        found[command] = ask(app, target, method, **more).status_code
    assert len(found) >= 12
    assert {command: status for command, status in found.items() if status not in (200, 304)} == {}
    assert 304 in found.values()
