"""An archive that `benchmarks/growth.py` copies is one that the store would have written: it is whole, found, and goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from archive import Stretch, sizes
from growth import Course, days, filled, ids_spread, taken_in
from synthetic_year import day_by_day

from broadsheet.dedupe import take
from broadsheet.store import Store

ARTICLES, COPIES = 64, 9


@pytest.fixture(scope="module")
def stretch(tmp_path_factory: pytest.TempPathFactory) -> Stretch:
    return taken_in(tmp_path_factory.mktemp("stretch"), ARTICLES, a_day=8)


@pytest.fixture
def archive(stretch: Stretch, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "paper.db"
    assert filled(path, stretch, ARTICLES * COPIES) == ARTICLES * COPIES
    with Store.open(str(path)) as store:
        yield store


def test_copied_archive_is_whole(archive: Store):
    assert len(set(archive.articles.ids())) == ARTICLES * COPIES
    assert archive.problems() == []
    assert archive.vocabulary.articles() == ARTICLES * COPIES


def test_copied_articles_are_known_again(archive: Store):
    old = archive.articles.get(archive.articles.ids()[0])
    assert old is not None
    found = archive.fingerprints.with_digest(take(old).digest)
    assert found is not None
    assert found[0].article == old.id
    assert archive.grouping.home(old.id) is not None


def test_the_next_articles_join_the_copied_archive(archive: Store):
    course = Course(archive, ARTICLES * COPIES, days(ids_spread(day_by_day(30, 6, 3), "next")))
    assert course.go_on(30).articles >= 30
    assert archive.problems() == []
    assert archive.articles.count() == ARTICLES * COPIES + 30


def test_segments_are_as_merging_leaves_them():
    assert [*sizes(488, 2048)] == [128] * 3 + [16] * 6 + [2] * 4
    assert [*sizes(9, 64)] == [8, 1]
