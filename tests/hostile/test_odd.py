"""Three thousand odd items: none raises, each is stored or set aside with a reason, and the good page beside them is as it was."""

from __future__ import annotations

import io
import zipfile
from math import isfinite
from pathlib import Path

import pytest

from broadsheet.executor import Bounds
from broadsheet.group.tolls import tolls_in
from broadsheet.language.foreign import foreign_numbers
from broadsheet.language.numbers import numbers
from broadsheet.read import read_sources
from broadsheet.steps import Dropped
from broadsheet.store import Store
from tests.hostile.damage import DAMAGES
from tests.hostile.intake import GOOD_PAGE, GOOD_WORDS, Account, _opened, follow, take_in
from tests.hostile.odd import odd_files, odd_lists
from tests.hostile.sound import FILES

HERE = Bounds(workers=0, seconds=30)


@pytest.mark.usefixtures("quick_rooms")
@pytest.mark.parametrize("seed", [11, 12])
def test_odd_files_are_stored_or_set_aside(tmp_path: Path, seed: int):
    with Store.open("sqlite://") as store:
        account = take_in(odd_files(120, seed), tmp_path, store, HERE)
        assert any(article.text == "\n".join(GOOD_WORDS) for article in store.articles.all())
    assert account.wrong == []
    assert (account.items, account.articles > 30, account.set_aside > 30) == (120, True, True)


def test_odd_files_go_through_every_room(tmp_path: Path):
    with Store.open("sqlite://") as store:
        account = take_in(odd_files(20, 13), tmp_path, store, HERE)
        assert len(list(store.articles.annotated())) == store.articles.count() == account.articles + 1
    assert account.wrong == []


def test_odd_files_are_read_or_refused(tmp_path: Path):
    account = Account()
    for item in odd_files(940, 14):
        assert _opened(item, tmp_path, account), item
    assert account.wrong == []


def test_odd_lists_give_something_or_a_reason():
    account = follow(odd_lists(1_800, 15))
    assert account.wrong == []
    assert account.stored > 300
    assert account.set_aside > 300


def test_items_are_of_every_kind_and_damage():
    items = [*odd_files(940, 14), *odd_lists(200, 15)]
    assert {Path(item.name.removesuffix(".gz")).suffix for item in items} >= set(FILES)
    assert {told for item in items for told in item.told.split(", ")} >= {damage.__name__ for damage in DAMAGES}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("requests.warc", b"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 3\r\n\r\nGET\r\n\r\n", "empty"),
        ("torn.warc", b"WARC/1.1\r\n", "empty"),
        ("nothing.tar", b"\0" * 10_240, "empty"),
        ("nothing.zip", b"PK\5\6" + b"\0" * 18, "empty"),
    ],
)
def test_a_file_without_a_page_says_so(tmp_path: Path, name: str, content: bytes, reason: str):
    (tmp_path / name).write_bytes(content)
    (found,) = read_sources([str(tmp_path / name)])
    assert isinstance(found, Dropped)
    assert (found.record, found.reason) == (name, reason)


def test_a_packed_file_that_lies_nowhere_costs_itself_only(tmp_path: Path):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("a.html", GOOD_PAGE)
        packed.writestr("b.html", GOOD_PAGE)
    (tmp_path / "torn.zip").write_bytes(content.getvalue()[40:])
    found = list(read_sources([str(tmp_path / "torn.zip")]))
    assert [each.reason if isinstance(each, Dropped) else each.name for each in found] == ["damaged", "torn.zip/b.html"]


@pytest.mark.parametrize("words", ["9" * 400, "9" * 300 + " trillion", "1 to " + "9" * 400])
def test_a_number_without_end_is_none(words: str):
    told = f"The quake killed {words} people in the harbour."
    assert all(isfinite(number.value) and isfinite(number.high or 0) for number in numbers(told))
    assert all(isfinite(value) for value in tolls_in(told).values())
    assert list(foreign_numbers(f"{'9' * 400} km", "de")) == []
