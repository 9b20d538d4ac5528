"""Every command that the README and the tutorial tell is typed, in their order, by somebody who has nothing yet."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from broadsheet.cli import main
from broadsheet.cli.main import app
from tests.architecture.source import ROOT
from tests.journeys.loopback import on_loopback
from tests.journeys.test_serve import get
from tests.journeys.told import STAYS, UNRUN, Told, told
from tests.pipeline.followed import TEXT
from tests.pipeline.outlets import article

NOT_RUN = {
    "docs/tutorial.md": ["make paper", "source .venv/bin/activate"],
    "README.md": ["make paper", "make serve"],
}
"""What cannot be typed here, because it sets up another environment; the pages mark these and no others."""
NOT_TYPED = {
    "broadsheet mcp": "it waits for an assistant",
    "broadsheet newsletter send": "it wants a mail server",
    "broadsheet demo": "it builds all of the example pages, and stays",
}
MEANT = {"WORDS": "bridge", "QUESTION": "Who is Weil?", "ROOM": "extract", "FOLDER": "saved", "FILE": "saved/evening.txt"}
"""What a word in capitals stands for, typed into the commands of the README's table."""
PAPER = "https://paper.example"
PROMISED = [
    "Where the accounts differ",
    "4.5 million crowns",
    "7 million crowns",
    " 0 mismatches",
    "“Everybody knew about that bearing",
]
"""What the tutorial says that its reader sees."""
PAGES = sorted(path for path in (ROOT / "docs").rglob("*.md") if not path.is_symlink())


def ferry(here: str) -> dict[str, str]:
    """A feed of one article, and the article."""
    item = f"<item><title>Ferry</title><link>{here}/ferry</link></item>"
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Paper</title>{item}</channel></rss>"
    return {"/feed.xml": feed, "/ferry": article("Ferry to Halm stops", *TEXT).body}


@pytest.fixture
def paper_example() -> Iterator[str]:
    """Where the example of a paper's address is to be read: host and port."""
    with on_loopback(ferry) as here:
        yield here.removeprefix("http://")


@pytest.fixture
def newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paper_example: str) -> Path:
    """An empty folder, an empty home, and no settings but those that let the loopback be read at all."""
    for name in [name for name in os.environ if name.startswith(("BROADSHEET_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BROADSHEET_WEB__ALLOW", f'["{paper_example}"]')
    monkeypatch.setenv("BROADSHEET_WEB__DELAY", "0.01")
    monkeypatch.setenv("BROADSHEET_RUN__WORKERS", "0")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(command: Told, paper_example: str) -> None:
    """Type it as it stands, but for the paper's address and the README's FOLDER; it must end with status 0."""
    here = Told(words=command.words.replace(PAPER, f"http://{paper_example}").replace("FOLDER", "saved"), mark=command.mark)
    if command.mark == STAYS:
        stays(here)
    elif here.arguments:
        assert main(here.arguments) == 0, command.words
    else:
        subprocess.run(["bash", "-e", "-c", here.words], check=True, timeout=60)


def stays(command: Told) -> None:
    """Start what serves, ask it for its front page, and stop it as Ctrl-C does."""
    line = [sys.executable, "-m", "broadsheet", *command.arguments, "--port", "0"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            served = next(found for line in process.stderr if (found := re.search(r"http://127\.0\.0\.1:(\d+)", line)))
            status, front = get(int(served[1]), "/")
            assert (status, b"<h1" in front) == (200, True)
            process.send_signal(signal.SIGINT)
            assert process.wait(60) in (0, 130)
        finally:
            process.kill()


@pytest.mark.timeout(600)  # on a machine shared with much else
def test_every_command_does_its_work(newcomer: Path, paper_example: str, capfd: pytest.CaptureFixture[str]):
    done: list[list[str]] = []
    for page, unrun in NOT_RUN.items():
        commands = list(told(ROOT / page))
        assert [command.words.partition("  #")[0].rstrip() for command in commands if command.mark.startswith(UNRUN)] == unrun
        for command in commands:
            if not command.mark.startswith(UNRUN) and command.arguments not in done:
                typed(command, paper_example)
        done += [command.arguments for command in commands if command.arguments]
    said = capfd.readouterr().out
    assert [words for words in PROMISED if words not in said] == []
    type_the_table(newcomer)
    assert "Ferry to Halm stops" in (newcomer / "news/index.html").read_text("utf-8")


def type_the_table(newcomer: Path) -> None:
    """Type every command of the README's table with what stands in `my-paper`."""
    story = json.loads((newcomer / "my-paper/stories/index.json").read_bytes())["stories"][0]["id"]
    page = json.loads((newcomer / f"my-paper/stories/{story}.json").read_bytes())
    article = max(page["articles"].values(), key=lambda article: article["published"])["id"]
    meant = MEANT | {"STORY": story, "ARTICLE": article}
    cells = re.findall(r"(?m)^\| (`broadsheet [^|]*) \|", (ROOT / "README.md").read_text("utf-8"))
    commands = [command for cell in cells for command in re.findall(r"`(broadsheet [^`]+)`", cell)]
    assert len(commands) > 10
    assert set(NOT_TYPED) <= set(commands)
    for command in set(commands) - set(NOT_TYPED):
        words = [meant.get(word, word) for word in command.split()[1:]]
        assert main([*words, *([] if words[0] == "pipe" else ["--site", "my-paper"])]) == 0, command


@pytest.mark.parametrize("page", [page for page in PAGES if list(told(page))], ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_of_the_docs_can_be_parsed(page: Path):
    for command in told(page):
        if command.arguments:
            parsed(command.arguments)


def parsed(words: list[str]) -> None:
    """Read a command line as the program does; one that it does not know fails."""
    command = typer.main.get_command(app)
    while words and words[0] in getattr(command, "commands", {}):
        command, words = command.commands[words[0]], words[1:]
    assert not hasattr(command, "commands") or words[0].startswith("-"), words
    if not hasattr(command, "commands"):
        command.make_context("broadsheet", list(words))


def test_marks_are_of_two_kinds():
    marks = {command.mark for page in PAGES for command in told(page)}
    assert {mark for mark in marks if mark and mark != STAYS and not mark.startswith(f"{UNRUN}: ")} == set()
