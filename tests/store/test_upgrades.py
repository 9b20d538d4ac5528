"""A store of an older version is brought forward with all that it holds, and searched like a new one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

import broadsheet.store.migrations as migrations
from broadsheet.search import Finder
from broadsheet.store import Store
from broadsheet.store.connection import engine_for
from broadsheet.store.revisions import Revision
from tests.publish.pages import lone
from tests.store.making import article_of, page_of, put


def older(folder: Path, version: str) -> Path:
    """A store as an older version leaves it, with a placed article and a written page."""
    newer, path = folder / "newer.db", folder / "paper.db"
    with Store.open(str(newer)) as store:
        put(store, page_of(), article_of(page_of(), published="2031-05-04", outlet="Halm Gazette"))
        store.revisions.keep(Revision(page=lone()[1], inputs_sha256="", as_of=""))
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine_for(path).connect() as connection:
        config.attributes["connection"] = connection.execution_options(writes=True)
        command.upgrade(config, version)
        connection.commit()
    with sqlite3.connect(path) as opened:
        opened.execute("ATTACH ? AS newer", (str(newer),))
        for table in ("pages", "articles", "copies", "annotations", "placements", "revisions", "statements"):
            columns = ", ".join(row[1] for row in opened.execute(f"PRAGMA main.table_info({table})"))
            opened.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
    return path


@pytest.mark.parametrize("version", ["0001", "0009", "0012"])
def test_an_older_store_is_searched_without_a_new_reading(tmp_path: Path, version: str):
    path = older(tmp_path, version)
    with Store.open(str(path), writes=False) as store:
        finder = Finder()
        found = finder.find(store, "crew of the ferries")
        assert [(hit.title, hit.outlet) for hit in found.of("article")] == [("Ferry to Halm stops", "Halm Gazette")]
        assert finder.find(store, "fery").instead_of == "fery"
        assert store.problems() == []
        if version < "0010":
            assert found.facets["role"] == [("report", 1)]
    with Store.open(str(path)) as store:
        said = next(iter(lone()[1].statements.values())).text
        assert finder.find(store, f'"{said}"').of("statement") != ()
        assert store.constraints.add("apart", "a1", ["a2"]) == 1
