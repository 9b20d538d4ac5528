"""A store has one embedder: the packaged one, or one of the user's own, whatever its dimensions."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from broadsheet import pipeline
from broadsheet.config import Settings
from broadsheet.errors import ConfigError, MissingPath
from broadsheet.models import embedder, embedders
from broadsheet.pipeline import as_set
from broadsheet.pipeline.matching import Asked, Matcher
from broadsheet.search import Finder
from broadsheet.store import Store
from tests.group.making import FLOOD_1, FLOOD_2, TRIAL
from tests.models.tiny import onnx_folder
from tests.pipeline.pages import PAGES, write_pages

pytestmark = pytest.mark.usefixtures("real_rooms")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedder of 16 dimensions."""
    texts = [*PAGES.values(), *(each.text for each in (FLOOD_1, FLOOD_2, TRIAL))]
    return onnx_folder(tmp_path_factory.mktemp("embedding") / "tiny", texts)


@pytest.fixture
def own(folder: Path) -> Settings:
    return settings(f"onnx:{folder}")


def settings(asked: str | None) -> Settings:
    return Settings.model_validate({"models": {"embedder": asked}, "run": {"workers": 0}})


def read(store: Store, told: Settings, folder: Path, *names: str) -> None:
    as_set.read(store, told, [str(write_pages(folder, *names))])


def widths(store: Store) -> set[int]:
    return {len(vector) // 2 for vector in store.articles.vectors().values()}


def test_a_paper_is_made_whole_by_another_embedder(store: Store, own: Settings, tmp_path: Path):
    read(store, own, tmp_path / "pages")
    pipeline.write(store, as_of="2031-05-08T00:00:00+00:00")
    made = store.embedding.get()
    assert made == embedders.told(own.models.embedder)
    assert widths(store) == {16}
    edition = as_set.edition(store, own)
    assert sorted(page.stats.articles for page in edition.stories) == [2, 2]
    used = [{use.name for use in page.build.models} for page in edition.stories]
    assert [{"onnx:tiny", embedder.NAME} & names for names in used] == [{"onnx:tiny"}] * 2
    (first, *_) = Finder().articles(store, "brewery closed by the council").vectors
    assert "brewery" in store.articles.get(first).title  # type: ignore[union-attr]


def test_the_first_intake_settles_the_packaged_one(store: Store, tmp_path: Path):
    pipeline.read(store, [str(write_pages(tmp_path / "pages", "a-strike.txt"))], bounds=as_set.bounds(settings(None)))
    assert store.embedding.get() == embedders.PACKAGED
    assert widths(store) == {embedder.DIMENSIONS}


def test_a_later_intake_by_another_is_refused(store: Store, own: Settings, tmp_path: Path):
    read(store, settings(None), tmp_path / "first", "a-strike.txt")
    with pytest.raises(ConfigError, match=r"of all-MiniLM-L6-v2-onnx-int8, not of onnx:tiny") as caught:
        read(store, own, tmp_path / "second", "c-vote.txt")
    assert "`broadsheet reembed`" in caught.value.hint
    assert "unset" in caught.value.hint
    assert store.pages.count() == 1


def test_without_the_setting_the_packaged_one_is_meant(store: Store, own: Settings, tmp_path: Path):
    read(store, own, tmp_path / "first", "a-strike.txt")
    with pytest.raises(ConfigError, match="of onnx:tiny, not of all-MiniLM") as caught:
        read(store, settings(None), tmp_path / "second", "c-vote.txt")
    assert own.models.embedder is not None
    assert own.models.embedder in caught.value.hint


def test_a_store_without_articles_may_change_its_mind(store: Store, own: Settings, tmp_path: Path):
    store.embedding.put(embedders.PACKAGED)
    read(store, own, tmp_path / "pages", "a-strike.txt")
    assert widths(store) == {16}


def test_a_missing_folder_ends_it_before_anything_is_read(store: Store, tmp_path: Path):
    with pytest.raises(MissingPath, match="never fetched"):
        read(store, settings(f"onnx:{tmp_path / 'gone'}"), tmp_path / "pages")
    assert store.pages.count() == 0


def test_the_same_weights_elsewhere_go_on(store: Store, own: Settings, folder: Path, tmp_path: Path):
    read(store, own, tmp_path / "first", "a-strike.txt")
    shutil.copytree(folder, moved := tmp_path / "moved")
    read(store, settings(f"onnx:{moved}"), tmp_path / "second", "c-vote.txt")
    made = store.embedding.get()
    assert made is not None
    assert made.place == f"onnx:{moved.resolve()}"


@pytest.mark.parametrize("back", [False, True])
def test_reembedding_is_as_if_read_by_the_other(store: Store, own: Settings, tmp_path: Path, back: bool):
    before, after = (own, settings(None)) if back else (settings(None), own)
    read(store, before, tmp_path / "pages")
    pipeline.reembed(store, after.models.embedder)
    with Store.open("sqlite://") as other:
        read(other, after, tmp_path / "again")
        assert other.articles.vectors() == store.articles.vectors()
        assert other.embedding.get() == store.embedding.get()
        assert {a: p.story for a, p in other.articles.placements().items()} == {
            a: p.story for a, p in store.articles.placements().items()
        }
    read(store, after, tmp_path / "pages")


def test_reembedding_by_the_same_makes_nothing_anew(store: Store, own: Settings, tmp_path: Path, pages_told: Callable[..., None]):
    read(store, own, tmp_path / "pages", "a-strike.txt")
    assert pipeline.reembed(store, own.models.embedder, pages_told) == {}


@pytest.fixture
def pages_told() -> Callable[..., None]:
    def told(stage: str, done: int, total: int | None) -> None:
        pytest.fail(f"{stage}: {done} of {total}")

    return told


def test_a_reembedding_that_fails_changes_nothing(store: Store, own: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    read(store, settings(None), tmp_path / "pages", "a-strike.txt", "c-vote.txt")
    before = store.articles.vectors()
    monkeypatch.setattr("broadsheet.pipeline.embedding.regroup", lambda _store: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pipeline.reembed(store, own.models.embedder)
    assert store.articles.vectors() == before
    assert store.embedding.get() == embedders.PACKAGED


def test_an_open_finder_follows_another_embedder(store: Store, own: Settings, tmp_path: Path):
    read(store, settings(None), tmp_path / "pages")
    finder = Finder()
    before = finder.vectors.near(store, "brewery")
    pipeline.reembed(store, own.models.embedder)
    after, fresh = finder.vectors.near(store, "brewery"), Finder().vectors.near(store, "brewery")
    assert np.array_equal(after.cosines, fresh.cosines)
    assert not np.array_equal(after.cosines, before.cosines)


def test_pages_are_written_again_and_name_the_other(store: Store, own: Settings, tmp_path: Path):
    as_of = "2031-05-08T00:00:00+00:00"
    read(store, settings(None), tmp_path / "pages", "c-vote.txt")
    pipeline.write(store, as_of=as_of)
    pipeline.reembed(store, own.models.embedder)
    pipeline.write(store, as_of=as_of)
    (page,) = as_set.edition(store, own).stories
    assert {"onnx:tiny", embedder.NAME} & {use.name for use in page.build.models} == {"onnx:tiny"}


def test_a_text_is_matched_by_the_stores_embedder(store: Store, own: Settings, tmp_path: Path):
    read(store, own, tmp_path / "pages", "a-strike.txt")
    (strike,) = {placement.story for placement in store.articles.placements().values()}
    found = Matcher().match(store, Asked(text=PAGES["b-strike.txt"]))
    assert [rival.story for rival in found.nearest] == [strike]
