"""Pages in, an edition out; killed and run again, the same edition."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet import pipeline
from broadsheet.errors import MissingPath, NothingUsable, UsageError
from broadsheet.executor import Bounds
from broadsheet.hookspecs import hookimpl, plugins
from broadsheet.pipeline import intake, placing
from broadsheet.read import Limits
from broadsheet.records import codec
from broadsheet.records.article import Article
from broadsheet.records.edition import Edition
from broadsheet.steps import Tally
from broadsheet.store import Store
from broadsheet.store.database import Database
from tests.pipeline.pages import PAGES, write_pages
from tests.store.making import article_of, page_of

HERE = Bounds(workers=0)


def build(store: Store, *sources: Path, as_of: str | None = None) -> tuple[Edition, Tally]:
    tally = pipeline.read(store, [str(source) for source in sources], bounds=HERE)
    now = as_of or pipeline.now_of(store.articles.all(), "UTC")
    pipeline.write(store, as_of=now)
    return pipeline.edition(store, title="The Halm Post", zone="UTC", as_of=now), tally


def printed(edition: Edition) -> str:
    return codec.digest(codec.to_plain(edition))


def test_pages_become_stories(store: Store, pages: Path):
    edition, tally = build(store, pages)
    assert tally.kept["read: new"] == tally.kept["extract"] == len(PAGES)
    assert len(edition.articles) == len(edition.pages) == len(edition.cuttings) == len(PAGES)
    assert sorted(page.stats.articles for page in edition.stories) == [2, 2]
    assert (edition.day, edition.built, edition.data_cutoff) == ("2031-05-07", "2031-05-07T23:59:59+00:00", "2031-05-07")
    assert set(edition.copies) == set(edition.placements) == {article.id for article in edition.articles}
    assert edition.drops == {}


def test_copy_is_an_article_but_no_origin(store: Store, pages: Path):
    edition, _ = build(store, pages)
    brewery = next(page for page in edition.stories if page.stats.copies)
    assert (brewery.stats.articles, brewery.stats.origins) == (2, 1)


def test_second_run_changes_nothing(store: Store, pages: Path):
    first, _ = build(store, pages)
    second, tally = build(store, pages)
    assert printed(second) == printed(first)
    assert tally.kept["read: known"] == len(PAGES)
    assert tally.kept["read: new"] == tally.kept["place"] == 0
    assert {page.revision for page in second.stories} == {1}


def test_pages_at_hand_make_the_paper_that_files_make(store: Store, pages: Path):
    from_files, _ = build(store, pages)
    with Store.open("sqlite://") as other:
        at_hand = [page_of(name=page.name, body=page.body) for page in store.pages.each(store.pages.ids())]
        tally = pipeline.read_pages(other, at_hand, bounds=HERE)
        pipeline.write(other, as_of=from_files.built)
        assert printed(pipeline.edition(other, title="The Halm Post", zone="UTC", as_of=from_files.built)) == printed(from_files)
        assert (tally.kept["read: new"], tally.kept["place"]) == (len(PAGES), len(PAGES))
        assert pipeline.read_pages(other, [], bounds=HERE).kept["place"] == 0


def test_what_an_earlier_run_left_half_done_is_taken_up(store: Store, pages: Path):
    build(store, pages)
    with Store.open("sqlite://") as other:
        for page in store.pages.each(store.pages.ids()):
            other.pages.add(page)
        assert pipeline.read_pages(other, [], bounds=HERE).kept["place"] == len(PAGES)


def test_articles_are_placed_oldest_first(store: Store, tmp_path: Path):
    folder = write_pages(tmp_path / "many")
    for day in range(8, 20):
        (folder / f"{day}.txt").write_text(PAGES["c-vote.txt"].replace("May 6", f"May {day}").replace("120", f"{day}7"))
    build(store, folder)
    days = [article.day for name in store.articles.ids() if (article := store.articles.get(name))]
    assert len(days) == len(PAGES) + 12
    originals = [name for name, copy in store.articles.copies().items() if copy.origin == name]
    assert store.articles.ids()[: len(originals)] == originals
    assert days[: len(originals)] == sorted(day for day in days[: len(originals)] if day)


def test_batch_is_settled_with_its_last_article(store: Store, pages: Path):
    build(store, pages)
    assert all("settled" in placement.why for placement in store.articles.placements().values())
    assert {len(vector) for vector in store.articles.vectors().values()} == {768}


def test_order_of_sources_does_not_matter(store: Store, pages: Path):
    first, _ = build(store, pages)
    with Store.open("sqlite://") as other:
        second, _ = build(other, *(pages / name for name in reversed(PAGES)))
    assert printed(second) == printed(first)


def test_new_article_makes_a_new_revision(store: Store, tmp_path: Path):
    early = write_pages(tmp_path / "early", "a-strike.txt", "c-vote.txt")
    late = write_pages(tmp_path / "late", "b-strike.txt")
    first, _ = build(store, early)
    second, _ = build(store, late)
    changed = {page.id: page.revision for page in second.stories}
    assert sorted(changed.values()) == [1, 2]
    grown = next(page for page in second.stories if page.revision == 2)
    assert grown.stats.articles == 2
    assert {page.id for page in first.stories} == {page.id for page in second.stories}


def test_another_moment_is_no_revision(store: Store, pages: Path):
    build(store, pages, as_of="2031-05-07T20:00:00+00:00")
    later, _ = build(store, pages, as_of="2031-05-07T21:00:00+00:00")
    assert {page.revision for page in later.stories} == {1}
    assert later.built == "2031-05-07T21:00:00+00:00"
    assert {page.times.built for page in later.stories} == {"2031-05-07T20:00:00+00:00"}, "a page that says the same stays"


class Killed(BaseException):
    """The process ends here."""


@contextmanager
def killed_at(monkeypatch: pytest.MonkeyPatch, place: int, *, before_commit: bool) -> Iterator[list[int]]:
    """End the run at the n-th transaction that is a writer's, just before or just after it is kept."""
    count = [0]
    entered = Database.transaction

    @contextmanager
    def counted(self: Database, *, writes: bool = True) -> Iterator[None]:
        outermost = writes and not self._connection.in_transaction()
        with entered(self, writes=writes):
            yield
            count[0] += outermost
            if outermost and before_commit and count[0] == place:
                raise Killed
        if outermost and count[0] == place:
            raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Database, "transaction", counted)
        yield count


def writes_in_all(monkeypatch: pytest.MonkeyPatch, pages: Path) -> int:
    with Store.open("sqlite://") as store, killed_at(monkeypatch, -1, before_commit=False) as count:
        build(store, pages)
        return count[0]


@pytest.mark.parametrize("before_commit", [True, False])
def test_killed_at_every_write_and_run_again(monkeypatch: pytest.MonkeyPatch, pages: Path, before_commit: bool):
    with Store.open("sqlite://") as store:
        whole = printed(build(store, pages)[0])
    places = writes_in_all(monkeypatch, pages)
    assert places > 2 * len(PAGES)
    for place in range(1, places + 1):
        with Store.open("sqlite://") as store:
            with suppress(Killed), killed_at(monkeypatch, place, before_commit=before_commit):
                build(store, pages)
                pytest.fail("the run was not killed")
            assert store.problems() == []
            assert printed(build(store, pages)[0]) == whole, place
            assert store.furniture.get()["pages"] == len(PAGES), "a page was learned from twice, or not at all"


@pytest.mark.parametrize("place", [2, 6, 10, 13])
def test_growing_store_killed_and_run_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: int):
    early, late = write_pages(tmp_path / "early", "a-strike.txt", "c-vote.txt"), write_pages(tmp_path / "all")
    with Store.open("sqlite://") as store:
        build(store, early)
        whole = printed(build(store, late)[0])
    with Store.open("sqlite://") as store:
        build(store, early)
        with suppress(Killed), killed_at(monkeypatch, place, before_commit=True):
            build(store, late)
            pytest.fail("the run was not killed")
        assert printed(build(store, late)[0]) == whole


def test_missing_among_good_ones_is_counted(store: Store, pages: Path):
    edition, tally = build(store, pages, Path("/no/such/page.txt"))
    assert tally.by_reason() == {"read": {"missing": 1}}
    assert edition.drops == {"read": {"missing": 1}}
    assert len(edition.stories) == 2


def test_nothing_but_missing_paths(store: Store):
    with pytest.raises(MissingPath):
        pipeline.read(store, ["/no/such/page.txt"])
    assert store.drops.by_reason() == {}


def test_nothing_but_addresses_that_are_not_read(store: Store):
    with pytest.raises(UsageError, match="only http and https"):
        pipeline.read(store, ["ftp://halm.example/"])


def test_unreadable_only_source(store: Store, pages: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(MissingPath, match="unreadable, Permission denied"):
        pipeline.read(store, [str(pages / "a-strike.txt")])


@pytest.mark.parametrize(
    ("name", "content"), [("empty.txt", b""), ("picture.txt", b"\x89PNG\0\0\0"), ("junk.txt", b"Menu\n\nLog in\n\nSubscribe\n")]
)
def test_nothing_usable(store: Store, tmp_path: Path, name: str, content: bytes):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(content)
    with pytest.raises(NothingUsable) as caught:
        pipeline.read(store, [str(tmp_path / "in")], bounds=HERE)
    assert caught.value.exit_status == 1
    assert caught.value.hint


def test_limits_are_kept(store: Store, pages: Path):
    (pages / "long.txt").write_text("words " * 1_000)
    tally = pipeline.read(store, [str(pages)], limits=Limits(max_bytes=3_000), bounds=HERE)
    assert tally.by_reason()["read"] == {"too large": 1}


def test_page_that_brings_extraction_down(store: Store, pages: Path, monkeypatch: pytest.MonkeyPatch):
    whole = intake.Extract.__call__

    def fragile(self: intake.Extract, records: object) -> object:
        (page,) = records  # type: ignore[misc]
        if page.name.startswith("c-"):
            raise RecursionError("too deep")
        return whole(self, [page])

    monkeypatch.setattr(intake.Extract, "__call__", fragile)
    edition, tally = build(store, pages)
    assert tally.by_reason() == {"extract": {"crashed": 1}}
    assert len(edition.articles) == len(PAGES) - 1
    assert build(store, pages)[1].by_reason() == {}
    monkeypatch.setattr(intake, "__version__", "99.0")
    monkeypatch.setattr(intake.Extract, "__call__", whole)
    mended, _ = build(store, pages)
    assert len(mended.articles) == len(PAGES)
    assert mended.drops == {}


def test_article_that_brings_annotation_down_keeps_its_place(store: Store, pages: Path, monkeypatch: pytest.MonkeyPatch):
    def fragile(_: object, records: object) -> object:
        raise ValueError("no")

    monkeypatch.setattr(placing.Describe, "__call__", fragile)
    edition, tally = build(store, pages)
    assert tally.by_reason()["annotate"] == {"crashed": len(PAGES)}
    assert len(edition.articles) == len(PAGES)
    assert edition.stories == ()


def test_plugin_refuses_an_article(store: Store, pages: Path):
    class Taste:
        seen: list[str] = []  # noqa: RUF012

        @hookimpl
        def refuse_article(self, article: Article) -> str | None:
            return "breweries" if "brewery" in article.title else None

        @hookimpl
        def edition_ready(self, edition: Edition) -> None:
            self.seen.append(edition.title)

    plugins().register(Taste(), "taste")
    try:
        edition, _ = build(store, pages)
    finally:
        plugins().unregister(name="taste")
    assert edition.drops == {"plugin": {"breweries": 2}}
    assert len(edition.articles) == 2
    assert Taste.seen == ["The Halm Post"]


def test_forgotten_article_leaves_the_paper(store: Store, pages: Path):
    build(store, pages)
    strike = next(article.id for article in store.articles.all() if "second day" in article.title)
    store.forgotten.forget(strike)
    edition, _ = build(store, pages)
    assert strike not in codec.to_json(edition)
    assert "bakery" not in codec.to_json(edition)
    assert sorted(page.revision for page in edition.stories) == [1, 2]


@pytest.mark.parametrize(
    ("dates", "zone", "now"),
    [
        (["2031-05-06", "2031-05-07T01:00:00+02:00"], "UTC", "2031-05-06T23:59:59+00:00"),
        (["2031-05-06", "2031-05-07T01:00:00+02:00"], "Europe/Paris", "2031-05-07T23:59:59+02:00"),
        (["2031"], "UTC", "2031-12-31T23:59:59+00:00"),
        (["2031-02"], "UTC", "2031-02-28T23:59:59+00:00"),
        (["no date", "2031-13-45"], "UTC", pipeline.UNDATED_NOW),
        ([], "UTC", pipeline.UNDATED_NOW),
    ],
)
def test_now_is_the_end_of_the_newest_day(dates: list[str], zone: str, now: str):
    page = page_of()
    articles = [article_of(page, n, published=date) for n, date in enumerate(dates, start=1)]
    assert pipeline.now_of(articles, zone) == now


def test_now_of_undated_articles_is_what_their_words_allow():
    page = page_of()
    article = replace(article_of(page), not_before="2031-04", not_after="2031-05-02")
    assert pipeline.now_of([article, article_of(page, 2)], "UTC") == "2031-05-02T23:59:59+00:00"
