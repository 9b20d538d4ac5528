"""Tables and progress."""

from __future__ import annotations

import io
import json
import sys

import pytest

from broadsheet.cli.terminal import Watch, say, say_json, table, tell_drops, wrapped
from broadsheet.steps import Dropped


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_table_fits_and_cuts_one_column():
    text = table(("story", "n"), [("word " * 40, "12"), ("[bold]short[/bold]\nline", "3")], flexible=0)
    lines = text.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].split() == ["story", "n"]
    assert lines[1].endswith("…  12") or lines[1].endswith("… 12")
    assert lines[2].startswith("[bold]short[/bold] line")


def test_progress_is_drawn_on_a_terminal(monkeypatch: pytest.MonkeyPatch):
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    watch = Watch()
    for done in range(1, 4):
        watch("extract", done, 3)
    watch.end()
    assert "extract" in screen.getvalue()
    assert "3/3" in screen.getvalue()


def test_progress_is_silent_elsewhere(capsys: pytest.CaptureFixture[str]):
    watch = Watch()
    watch("extract", 1, 2)
    watch.end()
    with watch.stage("publish"):
        pass
    assert capsys.readouterr() == ("", "")
    assert set(watch.seconds) == {"extract", "publish"}


def test_paragraph_is_wrapped_with_a_hanging_indent():
    lines = wrapped("word " * 40, "* ", "  ").splitlines()
    assert lines[0].startswith("* word")
    assert all(line.startswith("  word") and len(line) <= 80 for line in lines[1:])


def test_any_text_can_be_said(capsysbinary: pytest.CaptureFixture[bytes]):
    say("x\ud800y")
    say_json({"a": "x\ud800y"})
    out = capsysbinary.readouterr().out
    assert out.startswith(b"x?y\n")
    assert json.loads(out.partition(b"\n")[2]) == {"a": "x\ud800y"}


def test_drops_are_told_and_counted(capsys: pytest.CaptureFixture[str]):
    tell_drops([Dropped(record=f"{n}.txt", step="read", reason="empty", detail="no\nwords") for n in range(12)], most=2)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "not used: 0.txt: empty: no words"
    assert lines[2].startswith("not used: 10 more")
