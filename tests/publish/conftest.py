"""The invented paper, published once, and its pages parsed."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from broadsheet.publish import publish
from broadsheet.records.edition import Edition

from .pages import paper


@pytest.fixture(scope="session")
def invented() -> Edition:
    """The invented edition."""
    return paper()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, invented: Edition) -> Path:
    """Its site; tests that change files make their own."""
    folder = tmp_path_factory.mktemp("paper") / "site"
    publish(invented, folder)
    return folder


@pytest.fixture(scope="session")
def documents(site: Path) -> dict[str, html.HtmlElement]:
    """Every HTML page of the site, parsed, by its path."""
    return {str(path.relative_to(site)): html.document_fromstring(path.read_bytes()) for path in sorted(site.rglob("*.html"))}
