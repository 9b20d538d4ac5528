"""What every command promises: help with an example, statuses, one sentence for a failure."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from broadsheet import __version__
from broadsheet.cli import main as program
from broadsheet.cli.main import COMMANDS, app
from broadsheet.cli.manual import PAGES
from broadsheet.cli.reference import drop_reasons
from tests.architecture.source import modules
from tests.cli.conftest import Run

PROMISED = [*(command.__name__ for command in COMMANDS), "pipe", "sources", "edit"]
FOLLOWING = ["add", "check", "export", "import", "list", "mute", "remove"]
DECIDING = [
    "headline", "standfirst", "note", "lead", "pin", "unpin", "hide", "unhide", "merge", "split", "withdraw", "list", "name",
    "same", "two",
]  # fmt: skip
ROOMS = ["lines", "extract", "dedupe", "group", "annotate", "write", "check", "ask"]


def command(*path: str) -> Any:
    found: Any = typer.main.get_command(app)
    for name in path:
        found = found.commands[name]
    return found


def test_every_promised_command_is_there():
    told = "build read write publish serve show bundle export mcp why verify search ask config doctor forget demo pipe sources run"
    told += " backup restore match worker"
    assert sorted(PROMISED) == sorted([*told.split(), "evaluate", "apart", "together", "constraints", "reembed", "regroup", "edit"])


@pytest.mark.parametrize("name", PROMISED)
def test_every_command_has_help(run: Run, name: str):
    ended = run(name, "--help")
    assert ended.status == 0
    assert "Usage" in ended.out


@pytest.mark.parametrize(
    "path",
    [
        *([name] for name in PROMISED if name not in ("pipe", "sources", "edit")),
        *(["pipe", room] for room in ROOMS),
        *(["sources", name] for name in FOLLOWING),
        *(["edit", name] for name in DECIDING),
    ],
)
def test_every_command_shows_an_example(path: list[str]):
    found = command(*path)
    assert f"broadsheet {' '.join(path)}" in found.epilog
    assert found.help.strip()


@pytest.mark.parametrize("example", [example for _, example in COMMANDS.values()])
def test_examples_can_be_parsed(example: str):
    import shlex

    words = shlex.split(example)[1:]
    command(words[0]).make_context(words[0], words[1:])


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"api/openapi.json"}))
def test_reference_is_current(root: Path, name: str):
    assert (root / "docs" / name).read_text("utf-8") == PAGES[name](), "run: python -m broadsheet.cli.manual docs"


def test_every_reason_is_in_the_reference():
    """A reason that a step makes up, or whose list the reference forgot, is seen here."""
    given = {reason for tree in modules().values() for reason in literal_reasons(tree)}
    listed = {reason for why in drop_reasons().values() for reason in why}
    assert len(given) > 12
    assert given - listed == set()


def literal_reasons(tree: ast.Module) -> Iterator[str]:
    """The reasons that stand as words in a `Dropped(…)`."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Dropped":
            words = [keyword.value for keyword in call.keywords if keyword.arg == "reason"]
            yield from (word.value for word in words if isinstance(word, ast.Constant))


def test_version(run: Run):
    assert run("--version").out == f"broadsheet {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["build"], ["build", "x"], ["show", "--nonsense"], ["serve", "--port", "many"], ["pipe", "nonsense"]],
)
def test_unusable_arguments_end_with_two(run: Run, arguments: list[str]):
    ended = run(*arguments)
    assert ended.status == 2
    assert ended.err


def test_bug_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> object:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("broadsheet.config.load", broken)
    ended = run("config")
    assert ended.status == 1
    assert ended.err.count("\n") == 1
    assert "ZeroDivisionError: by nought" in ended.err
    assert "--debug" in ended.err
    with pytest.raises(ZeroDivisionError):
        program(["--debug", "config"])


def test_interrupt_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("broadsheet.config.load", interrupted)
    ended = run("config")
    assert (ended.status, ended.out, ended.err) == (130, "", "")


def test_wrong_settings_end_with_two(run: Run, tmp_path: Path):
    (tmp_path / "broadsheet.toml").write_text("[read]\nmax_byte = 1\n")
    ended = run("config")
    assert ended.status == 2
    assert "there is no setting read.max_byte" in ended.err
    assert "did you mean read.max_bytes?" in ended.err


def test_help_is_quick():
    program = (
        "import sys, broadsheet.cli; print([m for m in ('spacy', 'sqlalchemy', 'numpy', 'pydantic', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_completion_is_offered():
    environment = os.environ | {"_BROADSHEET_COMPLETE": "complete_bash", "COMP_WORDS": "broadsheet ver", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet"], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert "verify" in done.stdout


def test_reader_that_leaves_early_hears_nothing(tmp_path: Path):
    lines = "".join(f'{{"id": "{n}", "text": "words {n}"}}\n' for n in range(20_000))
    (tmp_path / "in.jsonl").write_text(lines)
    command = [sys.executable, "-m", "broadsheet", "pipe", "dedupe", str(tmp_path / "in.jsonl")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as filtered:
        assert filtered.stdout
        assert filtered.stderr
        assert filtered.stdout.readline().startswith(b'{"id": "0"')
        filtered.stdout.close()
        assert filtered.stderr.read() == b""
        assert filtered.wait(60) == 0


def test_terminated_process_says_so():
    command = [sys.executable, "-m", "broadsheet", "pipe", "dedupe", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
        assert waiting.stdin
        assert waiting.stderr
        waiting.stdin.write(b"{}\n")
        waiting.stdin.flush()
        assert b"no id" in waiting.stderr.readline()
        waiting.send_signal(signal.SIGTERM)
        assert waiting.wait(10) == 143
        assert b"Traceback" not in waiting.stderr.read()


def test_the_list_of_commands_is_told_in_whole_lines(run: Run):
    listed = run("--help").out.partition("Commands:")[2]
    assert all(name in listed for name in PROMISED)
    assert "..." not in listed
