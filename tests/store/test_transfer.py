"""A paper goes from a file to a server and back as a backup, whole and the same, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Executable, delete, select

from broadsheet.errors import StoreBusy, StoreError
from broadsheet.store import Store
from broadsheet.store.backup import back_up
from broadsheet.store.connection import VERSIONS, File
from broadsheet.store.database import Database
from broadsheet.store.restore import restore
from broadsheet.store.schema import articles, drops, metadata, moves, statements, subscribers
from broadsheet.store.transfer import transfer
from tests.cli.conftest import Run, elsewhere, run
from tests.postgres import Cluster
from tests.store.making import TEXT, article_of, page_of, put
from tests.store.test_backup import MADE, add, writing
from tests.store.test_versions import FILES

__all__ = ["elsewhere", "run"]
SUBSCRIBER = {"frequency": "daily", "desks": b"", "state": "active", "since": "2031-05-08", "round": 0, "failures": 0}


def database(path: Path) -> Database:
    return Database(File(path=path))


def rows(found: Database) -> dict[str, Sequence[Any]]:
    return {table.name: found.rows(select(table).order_by(*table.primary_key)) for table in metadata.sorted_tables}


def subscribe(found: Database, *names: str) -> None:
    found.run(subscribers.insert(), [SUBSCRIBER | {"address": name, "folded": name} for name in names])


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A paper with two articles, of which one number and one subscriber were taken back."""
    path = tmp_path / "paper.db"
    with Store.open(str(path)) as store:
        for number in range(3):
            last = add(store, number)
        store.forgotten.forget(last)
    with closing(database(path)) as found:
        found.run(drops.insert(), [{"record": "a\N{SNOWMAN}", "step": "read", "reason": "gone", "detail": "x" * 3000}])
        subscribe(found, "ada@halm.example", "jon@halm.example")
        found.run(delete(subscribers).where(subscribers.c.number == 2))
    return path


def test_paper_goes_to_a_server_and_back(filled: Path, paper_on_server: str, tmp_path: Path):
    back_up(str(filled), tmp_path / "file.zip", made=MADE)
    manifest, aside = restore(tmp_path / "file.zip", paper_on_server)
    assert (manifest.rows["articles"], aside) == (2, None)
    with Store.open(paper_on_server) as on_server, Store.open(str(filled), writes=False) as in_file:
        assert on_server.problems() == []
        assert on_server.articles.all() == in_file.articles.all()
    assert back_up(paper_on_server, tmp_path / "server.zip", made=MADE).rows == manifest.rows
    restore(tmp_path / "server.zip", str(tmp_path / "again.db"))
    with closing(database(filled)) as before, closing(database(tmp_path / "again.db")) as after:
        assert rows(before) == rows(after)


def test_numbers_that_were_given_are_never_given_again(filled: Path, paper_on_server: str, tmp_path: Path):
    back_up(str(filled), tmp_path / "file.zip", made=MADE)
    restore(tmp_path / "file.zip", paper_on_server)
    back_up(paper_on_server, tmp_path / "server.zip", made=MADE)
    restore(tmp_path / "server.zip", str(tmp_path / "again.db"))
    for address in (paper_on_server, str(tmp_path / "again.db")):
        with Store.open(address) as store:
            page = page_of("new.txt", f"{TEXT} new")
            put(store, page, article_of(page))
            found = store._database
            subscribe(found, "may@halm.example")
            found.run(drops.insert(), [{"record": "b", "step": "read", "reason": "gone", "detail": ""}])
            found.run(moves.insert(), [{"article": store.articles.ids()[0]}])
            assert found.value(select(articles.c.seq).order_by(articles.c.seq.desc())) == 4
            assert found.value(select(subscribers.c.number).order_by(subscribers.c.number.desc())) == 3
            assert found.value(select(drops.c.seq).where(drops.c.record == "b")) == 2
            assert found.value(select(moves.c.seq)) == 1


def test_server_that_holds_something_is_left_as_it_is(filled: Path, paper_on_server: str, tmp_path: Path):
    back_up(str(filled), tmp_path / "file.zip", made=MADE)
    with Store.open(paper_on_server) as store:
        kept = add(store, 7)
    for replace in (False, True):
        with pytest.raises(StoreError, match="is not empty"):
            restore(tmp_path / "file.zip", paper_on_server, replace=replace)
    with Store.open(paper_on_server) as store:
        assert store.articles.ids() == [kept]


def test_server_that_is_written_to_is_left_alone(filled: Path, paper_on_server: str, tmp_path: Path):
    back_up(str(filled), tmp_path / "file.zip", made=MADE)
    with Store.open(paper_on_server) as store:
        with pytest.raises(StoreBusy):
            restore(tmp_path / "file.zip", paper_on_server)
        assert store.articles.ids() == []


def test_backup_of_an_old_version_goes_to_a_server(paper_on_server: str):
    restore(FILES["0001"], paper_on_server)
    with Store.open(paper_on_server) as store:
        assert store.problems() == []
        assert len(store.articles.ids()) > 1


def test_old_tables_on_a_server_are_neither_copied_nor_upgraded(cluster: Cluster, paper_on_server: str, tmp_path: Path):
    name = paper_on_server.partition("?")[0].rpartition("/")[2]
    cluster.execute("UPDATE alembic_version SET version_num = '0012'", database=name)
    try:
        with pytest.raises(StoreError, match="older version"):
            back_up(paper_on_server, tmp_path / "server.zip", made=MADE)
        assert cluster.execute("SELECT version_num FROM alembic_version", database=name) == [("0012",)]
    finally:
        cluster.execute(f"UPDATE alembic_version SET version_num = '{VERSIONS[-1]}'", database=name)
    assert list(tmp_path.iterdir()) == []


def test_backups_of_a_server_taken_during_writing_are_whole(paper_on_server: str, tmp_path: Path):
    with writing(paper_on_server) as known:
        for number in range(3):
            acknowledged = list(known)
            back_up(paper_on_server, tmp_path / f"{number}.zip", made=MADE, packed=False)
            restore(tmp_path / f"{number}.zip", str(tmp_path / f"{number}.db"))
            with Store.open(str(tmp_path / f"{number}.db"), writes=False) as again:
                assert again.problems() == []
                assert again.articles.ids()[: len(acknowledged)] == acknowledged


class Forgetful(Database):
    """Loses the text of a statement on its way in, and says nothing."""

    def run(self, statement: Executable, rows: Sequence[dict[str, Any]] | None = None) -> int:
        return super().run(
            statement, [row | {"text": ""} if "text" in row and "key" in row else row for row in rows] if rows else rows
        )


def test_what_comes_out_otherwise_than_it_went_in_is_not_kept(filled: Path, tmp_path: Path):
    with closing(database(filled)) as source, closing(Forgetful(File(path=tmp_path / "other.db"))) as target:
        source.run(statements.insert(), [{"story": "s", "key": "k", "text": "words"}])
        with pytest.raises(StoreError, match="statements"):
            transfer(source, target)
        assert not any(rows(target).values())


def test_password_of_a_server_is_not_told(run: Run, filled: Path, paper_on_server: str, tmp_path: Path):
    with_password = paper_on_server.replace("://broadsheet@", "://broadsheet:s3cret@")
    assert with_password != paper_on_server
    back_up(str(filled), tmp_path / "file.zip", made=MADE)
    for arguments in (
        ("restore", tmp_path / "file.zip"),
        ("restore", tmp_path / "file.zip"),
        ("backup", tmp_path / "server.zip"),
        ("restore", tmp_path / "file.zip", "--json"),
    ):
        told = run(*arguments, "--store", with_password)
        assert "s3cret" not in told.out + told.err
    assert (tmp_path / "server.zip").is_file()
