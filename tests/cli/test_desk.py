"""The desk of the web app over a store: what is decided at once, what waits for whoever writes, and what cannot be meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.cli.desk import EditorsDesk
from broadsheet.cli.office import EditorsOffice
from broadsheet.config import Settings
from broadsheet.errors import NotFound, StoreBusy
from broadsheet.records.editorial import EditorialDecision, in_force
from broadsheet.store import Store

AT, LATER = "2031-05-08T07:00:00+00:00", "2031-05-08T08:00:00+00:00"
HEAD = "Strike of ferry crews in Halm harbour enters its second day"


@pytest.fixture
def url(paper: Path, tmp_path: Path) -> str:
    """A copy of the paper's store."""
    return str(shutil.copy(paper / ".broadsheet" / "paper.db", tmp_path / "paper.db"))


@pytest.fixture
def desk(url: str) -> EditorsDesk:
    return EditorsDesk(EditorsOffice(Settings(), url))


@pytest.fixture
def busy(url: str) -> Iterator[None]:
    with Store.open(url):
        yield


def decision(url: str, kind: str, **more: object) -> EditorialDecision:
    return EditorialDecision(**{"kind": kind, "editor": "Ada Holm", "at": AT, "story": story(url, "Ferry"), **more})


def story(url: str, word: str) -> str:
    with Store.open(url, writes=False) as store:
        return next(page.id for page in store.revisions.newest() if word in page.statements[page.headline].text)


def headline(url: str) -> str:
    with Store.open(url, writes=False) as store:
        page = store.revisions.latest(story(url, "erry"))
        assert page is not None
        return page.page.statements[page.page.headline].text


def holding(url: str) -> list[str]:
    with Store.open(url, writes=False) as store:
        return [one.kind for one in in_force(store.decisions.all())]


def test_a_page_says_at_once_what_was_decided_and_what_it_said_before_once_that_is_withdrawn(desk: EditorsDesk, url: str):
    before = headline(url)
    assert desk.decide(decision(url, "headline", text=HEAD)) is True
    assert headline(url) == HEAD
    with Store.open(url, writes=False) as store:
        (made,) = store.decisions.all()
    assert desk.decide(EditorialDecision(kind="withdraw", editor="Ada Holm", at=LATER, other=made.id)) is True
    assert (headline(url), holding(url)) == (before, [])
    with pytest.raises(NotFound):
        desk.decide(EditorialDecision(kind="withdraw", editor="Ada Holm", at=LATER, other="ed_none"))


@pytest.mark.usefixtures("busy")
def test_while_another_writes_words_are_recorded_and_wait(desk: EditorsDesk, url: str):
    before = headline(url)
    assert desk.decide(decision(url, "headline", text=HEAD)) is False
    assert (headline(url), holding(url)) == (before, ["headline"])


@pytest.mark.usefixtures("busy")
def test_while_another_writes_the_front_page_is_arranged_at_once(desk: EditorsDesk, url: str):
    assert [desk.decide(decision(url, kind)) for kind in ("pin", "lead", "hide")] == [True, True, True]
    assert holding(url) == ["pin", "lead", "hide"]


@pytest.mark.usefixtures("busy")
def test_while_another_writes_no_articles_move(desk: EditorsDesk, url: str):
    with pytest.raises(StoreBusy):
        desk.decide(decision(url, "merge", other=story(url, "Varnby")))
    assert holding(url) == []
