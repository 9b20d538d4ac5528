"""The docs as a site: it is built without a warning, and a page of it asks no other host for anything."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from tests.architecture.source import ROOT

FETCHED = "//script/@src | //img/@src | //iframe/@src | //source/@src | //link[not(@rel='next' or @rel='prev')]/@href"
ELSEWHERE = re.compile(r"^(?:\w+:)?//")
ON_DEMAND = {"mermaid", "glightbox", "tabs--pyodide"}
"""Classes for which the theme's script would load a library from elsewhere."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built elsewhere than `make docs` does."""
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("zensical is not installed: `make docs` brings it")
    place = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "docs", place / "docs")
    shutil.copy(ROOT / "zensical.toml", place)
    place.joinpath("src").symlink_to(ROOT / "src")
    subprocess.run([sys.executable, "-m", "zensical", "build", "--strict"], cwd=place, check=True, timeout=120)
    return place / "build/docs"


def test_nothing_is_fetched_from_elsewhere(site: Path):
    pages = {page: html.parse(page) for page in site.rglob("*.html")}
    assert len(pages) > 60
    asked = {link for tree in pages.values() for link in tree.xpath(FETCHED)}
    assert len(asked) > 5
    assert {link for link in asked if ELSEWHERE.match(link)} == set()
    worn = {name for tree in pages.values() for each in tree.xpath("//@class") for name in each.split()}
    assert worn & ON_DEMAND == set()
    styles = [css.read_text("utf-8") for css in site.rglob("*.css")]
    assert [address for css in styles for address in re.findall(r"(?:url\(|@import )[\"']?((?:https?:)?//[^)\"']+)", css)] == []


def test_every_page_has_its_words(site: Path):
    """A page that links are made to is there, and the library's page is made of the docstrings."""
    assert "A record that could not be used, and why" in site.joinpath("reference/library.html").read_text("utf-8")
    assert "Lift bridge sticks half open" in site.joinpath("tutorial.html").read_text("utf-8")


def test_links_lead_into_the_site(site: Path):
    dead = {
        (str(page.relative_to(site)), link)
        for page in site.rglob("*.html")
        for link in html.parse(page).xpath("//main//a/@href | //nav//a/@href")
        if not re.match(r"\w+:|//|#", link) and not (page.parent / link.partition("#")[0]).resolve().is_file()
    }
    assert {pair for pair in dead if pair[0] != "404.html"} == set()
