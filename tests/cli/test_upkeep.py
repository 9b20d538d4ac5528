"""Raw pages are let go by the command and by `run`, and the paper still proves what it says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from broadsheet.cli.run import publisher
from broadsheet.config import Settings
from broadsheet.store import Store
from tests.cli.conftest import Run

DATABASE = ".broadsheet/paper.db"


@pytest.fixture
def site(paper: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(paper, tmp_path / "copy"))


def texts(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (site / "articles").glob("*.txt")}


def test_dry_run_changes_nothing(run: Run, site: Path):
    before = (site / DATABASE).read_bytes()
    told = run("store", "expire", "--mb", "0", "--cited-too", "--dry-run", "--site", site)
    assert (told.status, "would go" in told.out, "a-strike.txt" in told.out) == (0, True, True)
    assert (site / DATABASE).read_bytes() == before


def test_cited_pages_stay_unless_told(run: Run, site: Path):
    told = json.loads(run("store", "expire", "--mb", "0", "--site", site, "--json").out)
    with Store.open(str(site / DATABASE), writes=False) as store:
        cited = {page.articles[span.article].page for page in store.revisions.newest() for span in page.spans.values()}
        kept = {page.id for page in store.pages.shown()}
    assert cited <= kept
    assert (told["staying"], told["staying_as_cited"]) == (len(kept), len(kept))
    assert told["staying"] + len(told["pages"]) == 4
    assert run("verify", "--site", site).out.endswith(" 0 mismatches\n")


def test_expired_paper_prints_the_same_articles(run: Run, site: Path):
    before, stories = texts(site), {path.name: path.read_bytes() for path in (site / "stories").glob("*.json")}
    assert run("store", "expire", "--mb", "0", "--cited-too", "--site", site).status == 0
    proven = run("verify", "--site", site)
    assert proven.out.startswith("4 pages expired")
    assert (proven.status, proven.out.endswith(" 0 mismatches\n")) == (0, True)
    assert run("publish", "--store", site / DATABASE, "--site", site).status == 0
    assert texts(site) == before
    assert {path.name: path.read_bytes() for path in (site / "stories").glob("*.json")} == stories
    assert list((site / "pages").glob("pg_*")) == []
    assert run("doctor", "--site", site).status == 0
    with Store.open(str(site / DATABASE), writes=False) as store:
        article = store.articles.all()[0].id
    why = run("why", article, "--site", site)
    assert (why.status, "The page itself went on" in why.out) == (0, True)


def test_nothing_said_is_refused(run: Run, site: Path):
    refused = run("store", "expire", "--site", site)
    assert (refused.status, "store.keep_days" in refused.err) == (2, True)


def test_run_lets_go_after_an_edition(site: Path):
    told: list[tuple[str, int]] = []
    settings = Settings(store={"keep_mb": 0, "keep_cited": False})
    with Store.open(str(site / DATABASE)) as store:
        publish = publisher(store, settings, None, lambda event, /, **facts: told.append((event, facts["pages"])))
        publish("stories", "2031-05-01T08:00:00+00:00")
        assert store.pages.expired() == {}
        publish("edition", "2031-05-01T08:00:00+00:00")
        assert len(store.pages.expired()) == 4
    assert told == [("expired", 4)]


def test_sizes_and_compacting(run: Run, site: Path):
    sizes = json.loads(run("store", "size", "--site", site, "--json").out)
    assert sizes["bytes"] == (site / DATABASE).stat().st_size
    assert sum(sizes["tables"].values()) <= sizes["bytes"]
    assert "pages" in run("store", "size", "--site", site).out
    compacted = json.loads(run("store", "compact", "--site", site, "--json").out)
    assert compacted["bytes"] == (site / DATABASE).stat().st_size
