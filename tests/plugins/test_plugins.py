"""Plugins: the example does what it says, and a broken one is named."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from lxml import html

import broadsheet as bs
from broadsheet import hookspecs
from broadsheet.checks import CHECKS, reading, writing
from broadsheet.errors import PluginError
from broadsheet.extract import Extract
from broadsheet.records.contribution import OutletRule, Publisher, Reader
from broadsheet.records.page import Page
from tests.cli.conftest import Run, run
from tests.plugins.conftest import Install

__all__ = ["run"]

TEXT = (
    "The ferry at Holm stopped on Monday after divers found a crack in its hull, the harbour office said.\n"
    "“It will not sail before June,” said Greta Lund, who directs the harbour office. It carries 900 people a day.\n"
    "A new hull would cost $4 million, Lund said.\n"
)
SECTION = "from broadsheet.records.contribution import Cited as C, SectionWriter as S\n@hookimpl\ndef sections():\n    return "
PITCH = "Our letter tells you every morning what the harbour will talk about, said the editor, so subscribe to it today."


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "ferry.note").write_text(f"Ferry at Holm stops\nHolm Herald, 2031-03-03\n\n{TEXT}", "utf-8")
    (folder / "crossword.note").write_text(f"Crossword of the week\nHolm Herald, 2031-03-03\n\n{TEXT[::-1]}", "utf-8")
    (folder / "blank.note").write_text("Nothing\n\n", "utf-8")
    return folder


def test_the_example_reads_refuses_publishes_and_commands(install: Install, notes: Path, tmp_path: Path, run: Run):
    install("broadsheet_notes", "")
    paper = bs.build(notes, site=tmp_path / "site")
    assert [(row.outlet, row.published) for row in paper.articles] == [("Holm Herald", "2031-03-03")]
    assert paper.drops["plugin"] == {"a crossword": 1}
    assert paper.drops["read"] == {"empty": 1}
    _has_a_section(tmp_path / "site", paper.stories[0])
    assert "0 mismatches" in run("verify", "--site", tmp_path / "site").out
    told = run("headlines", "--site", tmp_path / "site")
    assert (told.status, told.out) == (0, f"{paper.stories[0].headline} (1)\n")
    assert "headlines" in run("--help").out


def _has_a_section(site: Path, story: bs.NewsStory) -> None:
    """The example's section stands in every form of the page, its sentence with its mark."""
    page = json.loads((site / f"stories/{story.id}.json").read_text("utf-8"))
    (section,) = page["x_sections"]
    (key,) = section["body"]
    assert (section["name"], section["plugin"], section["heading"]) == ("costs", "broadsheet_notes", "What it costs")
    assert "$4 million" in page["statements"][key]["text"]
    document = html.document_fromstring((site / f"stories/{story.id}.html").read_bytes())
    (block,) = document.xpath("//section[@id='x_costs']")
    assert block.xpath("string(h2)") == "What it costs"
    assert block.xpath(".//*[@data-said=$key]/sup/a[@role='doc-noteref']", key=key)
    assert document.xpath("//nav//a[@href='#x_costs']")
    assert "of the plugin broadsheet_notes" in document.xpath("string(//section[@id='how_made'])")
    assert f"## What it costs\n\n{page['statements'][key]['text']}[^{key}]" in story.to_markdown()


def test_the_example_announces_itself(root: Path):
    declared = tomllib.loads((root / "examples/plugin/pyproject.toml").read_text("utf-8"))
    assert declared["project"]["entry-points"]["broadsheet"] == {"notes": "broadsheet_notes"}


@pytest.mark.parametrize("check", CHECKS)
def test_the_example_reader_conforms(install: Install, check: str):
    install("broadsheet_notes", "")
    assert [CHECKS[check](reading(reader)) for _, reader in hookspecs.contributions("readers")] == [[]]
    assert [CHECKS[check](writing(section)) for _, section in hookspecs.contributions("sections")] == [[]]


def test_a_reader_that_fails_is_found_by_the_checks():
    def brittle(name: str, content: bytes) -> list[Page]:
        return [Page(name=name, kind="text", body=content.decode("ascii"))]

    subject = reading(Reader(endings=(".x",), read=brittle))
    assert any("UnicodeDecodeError" in complaint for complaint in CHECKS["survives"](subject))


def test_a_rule_keeps_what_is_unwanted_out_of_the_text():
    markup = f"<html><body><article><h1>Ferry stops</h1><p>{TEXT}</p><p class='pitch'>{PITCH}</p><p>{TEXT}</p></article>"
    page = Page(name="ferry.html", kind="html", url="https://www.herald.example/ferry", body=markup)
    rule = OutletRule(domain="herald.example", outlet="Holm Herald", unwanted=("//p[@class='pitch']",))
    (plain,), (ruled,) = (Extract(rules=rules).cut(page).articles for rules in ((), (rule,)))
    assert PITCH in plain.text
    assert PITCH not in ruled.text
    assert TEXT.splitlines()[0] in ruled.text
    assert (plain.outlet, ruled.outlet) == (None, "Holm Herald")
    elsewhere = Page(name="ferry.html", kind="html", url="https://www.notherald.example/ferry", body=markup)
    assert PITCH in Extract(rules=(rule,)).cut(elsewhere).articles[0].text


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("1 / 0", "loading: ZeroDivisionError"),
        ("@hookimpl\ndef raeders():\n    return []", "loading: PluginValidationError"),
        ("@hookimpl\ndef readers():\n    return 1 / 0", "readers: ZeroDivisionError"),
        (
            "@hookimpl\ndef readers():\n    return [Reader(endings=('.html',), read=print)]",
            "readers: ValueError: .html files are read already",
        ),
        (
            "@hookimpl\ndef outlet_rules():\n    return [OutletRule(domain='herald.example', unwanted=('//p[',))]",
            "its rule for herald.example: XPathSyntaxError",
        ),
        ("@hookimpl\ndef refuse_article(article):\n    return 1 / 0", "refuse_article: ZeroDivisionError"),
        (f"{SECTION}[S(name='a', heading='A', write=lambda articles: 1 / 0)]", "its section a: ZeroDivisionError"),
        (f"{SECTION}2 * [S(name='a', heading='A', write=list)]", "sections: ValueError: there is a section a already"),
        (
            f"{SECTION}[S(name='a', heading='A', write=lambda _: [C(text='It rained.', places=(('none', (0, 9)),))])]",
            "its section a: ValueError: “It rained.” stands on no words",
        ),
    ],
)
def test_a_broken_plugin_is_named(install: Install, notes: Path, source: str, told: str):
    (notes / "ferry.txt").write_text(f"Ferry at Holm stops\n\n{TEXT}", "utf-8")
    install("broken", source)
    with pytest.raises(PluginError) as failed:
        bs.build(notes)
    assert f"the plugin broken failed in {told}" in str(failed.value)
    assert "broken" in failed.value.hint


def test_a_broken_plugin_is_one_line_on_the_command_line(install: Install, notes: Path, tmp_path: Path, run: Run):
    install("broken", "1 / 0")
    ended = run("build", notes, "--site", tmp_path / "site")
    assert ended.status == 1
    assert ended.err.startswith("broadsheet: the plugin broken failed in loading: ZeroDivisionError")
    assert "Traceback" not in ended.err


def test_a_file_that_a_reader_fails_on_is_dropped_by_name(install: Install, notes: Path):
    reader = "Reader(endings=('.note',), read=lambda name, content: 1 / 0)"
    install("broken", f"@hookimpl\ndef readers():\n    return [{reader}]")
    (notes / "ferry.txt").write_text(f"Ferry at Holm stops\n\n{TEXT}", "utf-8")
    assert bs.build(notes).drops["read"] == {"plugin failed": 3}


def test_no_publisher_replaces_a_file_of_ours(install: Install, notes: Path, tmp_path: Path):
    install("broadsheet_notes", "")
    paper = bs.build(notes)
    hookspecs.plugins().register(Replacing(), "greedy")
    with pytest.raises(PluginError, match=r"greedy failed in its publisher front: ValueError: index.html"):
        paper.to_site(tmp_path / "site")


class Replacing:
    @hookspecs.hookimpl
    def publishers(self) -> list[Publisher]:
        return [Publisher(name="front", files=lambda _edition: [("index.html", b"mine")])]


def test_no_command_replaces_one_of_ours(install: Install, run: Run):
    install("broken", "def build():\n    pass\n@hookimpl\ndef commands():\n    return [build]")
    assert "there is a command build already" in run("--help").err
