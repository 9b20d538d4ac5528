"""A store on a PostgreSQL server: how it is addressed, what goes wrong, who may write."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest

from broadsheet.errors import MissingExtra, NotFound, StoreBusy, StoreError
from broadsheet.language.urls import without_password
from broadsheet.records.reader import Visit
from broadsheet.steps import Dropped
from broadsheet.store import Store
from broadsheet.store import server as servers
from broadsheet.store.connection import place_of
from broadsheet.store.schema import metadata
from tests.postgres import GUARDED, PASSWORD, Cluster, own_cluster
from tests.store import outside
from tests.store.making import article_of, page_of, put

OTHERWISE = "SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid WHERE relkind = 'r' AND attnum > 0"


def told(address: str) -> str:
    """What opening the store says that goes wrong, with its hint."""
    with pytest.raises(StoreError) as raised:
        Store.open(address)
    return f"{raised.value} ({raised.value.hint})"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "PostgreSQL"])
def test_every_spelling_of_the_scheme_is_a_server(scheme: str):
    place = place_of(f"{scheme}://desk:s3cret@db.halm.example:5433/paper?sslmode=require")
    assert (str(place), place.path) == ("postgresql://desk@db.halm.example:5433/paper", None)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://desk:s3cret@host:port/paper",
        "postgresql://desk:more@s3cret@host/paper",
        "postgresql://desk:s3cret@host",
        "postgresql://desk:s3cret@",
        "postgresql://desk:s3cret@127.0.0.1:1/paper",
    ],
)
def test_no_password_is_told(address: str):
    assert "s3cret" not in told(address)
    assert "s3cret" not in without_password(address)
    assert "s3cret" not in repr(without_password(address))


def test_what_cannot_be_reached_is_told_with_what_to_do(cluster: Cluster):
    cluster.execute(f"DROP ROLE IF EXISTS {GUARDED}", f"CREATE ROLE {GUARDED} LOGIN PASSWORD '{PASSWORD}'")
    assert "createdb" in told(cluster.url("nothing_there"))
    assert "createuser" in told(cluster.url("postgres", "nobody_known"))
    assert "is the server running" in told("postgresql://desk@127.0.0.1:1/paper")
    wrong = cluster.url("postgres", f"{GUARDED}:wr0ng")
    assert "~/.pgpass" in told(wrong)
    assert "wr0ng" not in told(wrong)
    quoted = PASSWORD.replace("@", "%40").replace("/", "%2F")
    allowed = told(cluster.url("postgres", f"{GUARDED}:{quoted}"))
    assert "the role must own the database" in allowed  # it is let in, and may make no tables there
    assert PASSWORD not in allowed


def test_a_database_without_a_paper_is_not_made_one_by_looking(cluster: Cluster):
    with pytest.raises(NotFound, match="no paper in that database"):
        Store.open(cluster.url("postgres"), writes=False)
    assert cluster.execute("SELECT to_regclass('pages')") == [(None,)]


def test_a_database_of_another_encoding_is_refused(cluster: Cluster):
    cluster.execute(
        "DROP DATABASE IF EXISTS western",
        "CREATE DATABASE western ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0",
    )
    assert "LATIN1, which cannot hold every text" in told(cluster.url("western"))


def test_an_old_server_is_refused(cluster: Cluster, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(servers, "OLDEST", 99)
    cluster.execute("DROP DATABASE IF EXISTS ancient", "CREATE DATABASE ancient")
    assert "is too old (version 99 or newer is needed)" in told(cluster.url("ancient"))


def test_what_speaks_to_it_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    servers._engine.cache_clear()
    with pytest.raises(MissingExtra) as raised:
        Store.open("postgresql://desk@127.0.0.1:1/paper")
    assert raised.value.hint == "pip install 'broadsheet[postgresql]'"


def test_text_is_in_the_order_of_its_code_points(address: str, store: Store):
    names = ["Zebra", "apple", "Äpfel", "Apple", "zebra", "a b", "a-b", "ab", "\U0001f4f0", "\uff5e"]
    for name in names:
        store.pages.add(page_of(name, f"body {name}"))
    shown = [page.name for page in store.pages.each(store.pages.ids())]
    assert shown == sorted(names)


def test_all_text_of_the_tables_is_ordered_so(paper_on_server: str):
    text = f"{OTHERWISE} AND relname = ANY(ARRAY{sorted(metadata.tables)}) AND atttypid = 'text'::regtype"
    assert outside.ask(paper_on_server, f"{text} AND attcollation <> 'pg_catalog.\"C\"'::regcollation") == [(0,)]
    assert outside.ask(paper_on_server, text) > [(50,)]


def test_characters_that_no_column_holds_are_replaced_everywhere(store: Store):
    store.drops.add([Dropped(record="a\0b", step="read", reason="empty", detail="\ud800 and \0")])
    assert [drop.detail for drop in store.drops.of("a\0b")] == ["? and  "]
    store.readers.keep_desk("r\0", "Sea\0", "ferry\ud800")
    store.readers.saw("r\0", "st_\0", Visit(revision=1, before=1))
    assert store.readers.remembered("r\0").desks == {"Sea ": "ferry?"}
    assert store.pages.get("pg_\0") is None
    assert store.articles.find("https://halm.example/\0") == []


def test_a_word_is_kept_while_another_writes_and_none_is_lost(address: str, store: Store):
    with Store.open(address, beside=True) as one, Store.open(address, beside=True) as other:
        numbers = [held.constraints.add("apart", f"a{n}", ["b"]) for n, held in enumerate((store, one, other, one, store))]
    assert numbers == [1, 2, 3, 4, 5]


def test_who_waits_too_long_is_told_that_another_writes(paper_on_server: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(servers._SETTINGS, "lock_timeout", "50ms")
    with Store.open(paper_on_server) as store, Store.open(paper_on_server, beside=True) as beside:
        beside.readers.follow("r", "st_1")
        with store.transaction(), pytest.raises(StoreBusy, match="another process is writing"):
            beside.readers.follow("r", "st_2")
        beside.readers.follow("r", "st_3")
        assert beside.readers.remembered("r").followed == {"st_1", "st_3"}


def test_the_writer_is_known_until_it_ends(paper_on_server: str):
    with Store.open(paper_on_server, writes=False) as reader:
        assert reader.system().endswith("nobody writes now")
        with Store.open(paper_on_server):
            assert " of broadsheet writes since " in reader.system()
        assert any(reader.system().endswith("nobody writes now") for _ in moments())


def moments() -> Iterator[int]:
    """A few seconds in small steps: a server's process ends a little after its connection was closed."""
    for moment in range(200):
        yield moment
        time.sleep(0.05)


@pytest.fixture
def fallible() -> Iterator[tuple[Cluster, int, str]]:
    """A server that may be ended, and a store on it."""
    with own_cluster() as (cluster, process):
        cluster.execute("CREATE DATABASE paper")
        yield cluster, process, cluster.url("paper")


def test_a_server_that_was_started_anew_is_found_again(fallible: tuple[Cluster, int, str]):
    cluster, process, address = fallible
    with Store.open(address) as writer, Store.open(address, writes=False) as reader:
        put(writer, page_of(), article_of(page_of()))
        cluster.stop(process)
        with pytest.raises(StoreError, match="connection"):
            reader.articles.count()
        process = cluster.start()
        assert reader.articles.count() == 1
        other = page_of("other.txt", "Other words.")
        with pytest.raises(StoreError, match="connection was lost"):
            writer.pages.add(other)
        assert writer.pages.add(other)
        with pytest.raises(StoreBusy):
            Store.open(address)
        cluster.stop(process)


def test_who_lost_the_connection_writes_no_more_if_another_does(paper_on_server: str):
    with Store.open(paper_on_server) as first:
        first.pages.add(page_of())
        ended = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        outside.ask(paper_on_server, ended)
        with Store.open(paper_on_server) as second:
            second.pages.add(page_of("other.txt", "Other words."))
            for wrong in (StoreError, StoreBusy, StoreBusy):  # it is told once of the lost connection, then of the other
                with pytest.raises(wrong):
                    first.pages.add(page_of("third.txt", "More words."))
        assert first.pages.count() == 2
