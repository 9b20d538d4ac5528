"""The store keeps what it is given, whole and once."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import ColumnElement, inspect, select

from broadsheet.errors import NotFound, StoreBusy, StoreError, StoreTooNew
from broadsheet.language.index_words import index_words
from broadsheet.steps import Dropped
from broadsheet.store import Store
from broadsheet.store.connection import VERSIONS, path_of, place_of
from broadsheet.store.postings import base
from broadsheet.store.schema import metadata, pages
from tests.store import outside
from tests.store.making import TEXT, article_of, cutting_of, page_of, placed, put


def test_page_is_kept_once(store: Store):
    assert store.pages.add(page_of())
    assert not store.pages.add(page_of())
    assert store.pages.get(page_of().id) == page_of()
    assert store.pages.count() == 1


def test_article_comes_back_with_everything(store: Store):
    page = page_of()
    article = article_of(page, outlet="Halm Gazette", authors=("I. Brandel",), published="2031-05-06T07:00:00+02:00")
    put(store, page, article)
    annotated, copy, placement = placed(article)
    assert store.articles.get(article.id) == article
    assert list(store.articles.annotated()) == [annotated]
    assert store.articles.copies() == {article.id: copy}
    assert store.articles.placements() == {article.id: placement}
    assert store.cuttings.get(page.id) == cutting_of(page, article)
    assert store.articles.vectors() == {article.id: b"12"}


def test_article_moves_to_another_story(store: Store):
    put(store, page_of(), article_of(page_of()))
    moved = replace(store.articles.placements()[f"{page_of().id}#1"], story="st_1", thread="th_1")
    store.articles.move([moved])
    assert store.articles.placements() == {moved.article: moved}


def test_judgement_waits_with_its_article(store: Store):
    page, article = page_of(), article_of(page_of())
    store.pages.add(page)
    store.cuttings.add(cutting_of(page, article))
    assert store.cuttings.judged() == {}
    _, copy, _ = placed(article, origin="pg_other#1")
    store.cuttings.judge([copy])
    assert store.cuttings.judged() == {article.id: copy}


def test_article_waits_until_it_is_placed(store: Store):
    page = page_of()
    first, second = article_of(page), article_of(page, 2, "Second")
    store.pages.add(page)
    store.cuttings.add(cutting_of(page, first, second))
    assert store.cuttings.waiting() == [first, second]
    store.articles.place(*placed(second))
    assert store.cuttings.waiting() == [first]
    assert store.cuttings.get(page.id) == cutting_of(page, first, second)


@pytest.mark.parametrize("table", ["copies", "annotations", "placements", "vectors"])
def test_article_goes_in_whole_or_not_at_all(address: str, store: Store, table: str):
    page, article = page_of(), article_of(page_of())
    store.pages.add(page)
    store.cuttings.add(cutting_of(page, article))
    outside.break_table(address, table)
    with pytest.raises(StoreError, match=outside.FAULT):
        store.articles.place(*placed(article), vector=b"12")
    outside.mend_table(address, table)
    assert store.articles.count() == 0
    assert store.cuttings.waiting() == [article]
    assert store.words.articles.holding(["ferry"]) == {}


def test_articles_stay_in_the_order_of_placing(store: Store):
    pages = [page_of(f"{n}.txt", f"{TEXT} {n}") for n in (3, 1, 2)]
    for page in pages:
        put(store, page, article_of(page))
    assert store.articles.ids() == [f"{page.id}#1" for page in pages]
    assert [a.article.page for a in store.articles.annotated()] == [page.id for page in pages]


@pytest.mark.usefixtures("store")
def test_second_writer_is_told_to_wait(address: str):
    with pytest.raises(StoreBusy, match="another process is writing to it"):
        Store.open(address)


def test_reader_looks_on_while_another_writes(address: str, store: Store):
    put(store, page_of(), article_of(page_of()))
    with Store.open(address, writes=False) as reader:
        assert reader.articles.count() == 1


def _write_and_die(address: str) -> None:
    held = Store.open(address)
    held.pages.add(page_of())
    with held.transaction():
        held.pages.add(page_of("other.txt", "other words"))
        os._exit(9)


def test_killed_writer_leaves_what_it_acknowledged(address: str):
    writer = multiprocessing.get_context("spawn").Process(target=_write_and_die, args=(address,))
    writer.start()
    writer.join()
    assert writer.exitcode == 9
    with Store.open(address) as opened:
        assert opened.pages.ids() == [page_of().id]
        assert opened.problems() == []


def test_newer_database_is_refused_and_left_alone(address: str, store: Store):
    store.close()
    outside.ask(address, "UPDATE alembic_version SET version_num = '9999'")
    before = store.path.read_bytes() if store.path else b""
    with pytest.raises(StoreTooNew, match="newer broadsheet"):
        Store.open(address)
    assert (store.path.read_bytes() if store.path else b"") == before
    outside.ask(address, f"UPDATE alembic_version SET version_num = '{VERSIONS[-1]}'")


def test_tables_are_those_of_the_schema(address: str, store: Store):
    with place_of(address).engine().connect() as connection:
        found = inspect(connection)
        for name, table in metadata.tables.items():
            keys = found.get_pk_constraint(name)["constrained_columns"]
            columns = [(row["name"], row["nullable"], row["name"] in keys) for row in found.get_columns(name)]
            assert columns == [(column.name, column.nullable, column.primary_key) for column in table.columns], name
            indexes = {row["name"] for row in found.get_indexes(name) if "duplicates_constraint" not in row}
            assert indexes == {index.name for index in table.indexes}


def test_every_migration_is_listed():
    import broadsheet.store.migrations.versions as folder

    files = sorted(path.name[1:5] for path in Path(str(folder.__file__)).parent.glob("r*.py"))
    assert files == list(VERSIONS)


@pytest.mark.parametrize("bad", ["folder", "words.db", "file/below.db"])
def test_what_is_no_database_is_refused(tmp_path: Path, bad: str):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("words")
    (tmp_path / "words.db").write_text("these are only words")
    with pytest.raises(StoreError):
        Store.open(str(tmp_path / bad))
    assert (tmp_path / "words.db").read_text() == "these are only words"


def test_damaged_database_is_reported(tmp_path: Path):
    path = tmp_path / "paper.db"
    Store.open(str(path)).close()
    path.write_bytes(b"SQLite format 3\0" + bytes(5_000))
    with pytest.raises(StoreError):
        Store.open(str(path))


def test_nothing_to_look_at(tmp_path: Path):
    with pytest.raises(NotFound, match="no database"):
        Store.open(str(tmp_path / "none.db"), writes=False)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(("url", "path"), [("sqlite:////a/b.db", "/a/b.db"), ("sqlite:///b.db", "b.db"), ("x/b.db", "x/b.db")])
def test_urls_of_stores(url: str, path: str):
    assert path_of(url) == Path(path)


def test_other_databases_are_refused():
    with pytest.raises(StoreError, match="mysql"):
        Store.open("mysql://host/news")


def test_drops_are_counted_once(store: Store):
    drop = Dropped(record="a.txt", step="read", reason="empty", detail="no words")
    store.drops.add([drop, drop])
    store.drops.add([drop, replace(drop, record="b\ud800.txt"), replace(drop, step="write")])
    assert store.drops.by_reason() == {"read": {"empty": 2}, "write": {"empty": 1}}
    assert store.drops.of("a.txt")[0] == drop
    store.drops.clear("write")
    assert store.drops.by_reason() == {"read": {"empty": 2}}
    store.drops.clear("read", "a.txt")
    assert store.drops.by_reason() == {"read": {"empty": 1}}


def test_quarantined_page_is_not_cut_again(store: Store):
    store.pages.add(page_of())
    assert store.pages.uncut("1.0") == [page_of().id]
    store.pages.quarantine(page_of().id, "1.0")
    assert store.pages.uncut("1.0") == []
    assert store.pages.uncut("1.1") == [page_of().id]
    assert list(store.pages.shown()) == []


def test_page_is_cut_once(store: Store):
    store.pages.add(page_of())
    store.cuttings.add(cutting_of(page_of()))
    assert store.pages.uncut("1.0") == []


@pytest.mark.parametrize(("column", "index"), [(pages.c.learned, "pages_unlearned"), (pages.c.cut, "pages_uncut")])
def test_index_leads_to_what_is_left_to_do(tmp_path: Path, column: ColumnElement[bool], index: str):
    """So that a reading does not look at each page that was ever read."""
    path = str(tmp_path / "paper.db")
    Store.open(path).close()
    asked = select(pages.c.id).where(column.is_(False)).order_by(pages.c.name, pages.c.id)
    with place_of(path).engine().connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked.compile(connection)}").all()
    assert any(index in row.detail for row in plan)


def test_furniture_is_replaced(store: Store):
    assert store.furniture.get() is None
    store.furniture.put({"a": 1})
    store.furniture.put({"b": [2, "ü"]})
    assert store.furniture.get() == {"b": [2, "ü"]}


def test_pages_are_learned_from_once(store: Store):
    store.pages.add(page_of())
    assert store.pages.unlearned() == [page_of().id]
    store.pages.learned(store.pages.unlearned())
    assert store.pages.unlearned() == []


def test_more_ids_than_a_query_can_name(store: Store):
    with store.transaction():
        for n in range(1_200):
            store.pages.add(page_of(f"{n:04}.txt", f"body {n}"))
    store.pages.learned(store.pages.unlearned())
    assert [page.name for page in store.pages.each(store.pages.ids())] == [f"{n:04}.txt" for n in range(1_200)]


def test_words_are_found_by_stem_and_accent(store: Store):
    page = page_of()
    put(store, page, article_of(page, title="Žďár ferries", text="Ferries ran.\nNobody swam to Žďár."))
    for word in ("ferry", "zdar"):
        (records,) = store.words.articles.holding([base(word)]).values()
        assert [found.id for found in store.words.passages("article", records["seq"].tolist())] == [f"{page.id}#1"]
    assert store.words.articles.holding([base("zeppelin")]) == {}


@given(st.text(max_size=60))
def test_no_query_raises(query: str):
    with Store.open("sqlite://") as opened:
        put(opened, page_of(), article_of(page_of()))
        assert all(len(records) == 1 for records in opened.words.articles.holding(map(base, index_words(query))).values())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=80))
def test_any_text_comes_back(store: Store, text: str):
    page = page_of(name=text, body=text)
    article = replace(article_of(page, text="x"), text=text, title=text, outlet=text, as_given=True)
    with suppress(_TakenBack), store.transaction():
        put(store, page, article)
        assert store.articles.get(article.id) == article
        assert store.pages.get(page.id) == page
        assert store.problems() == []
        raise _TakenBack


class _TakenBack(Exception):
    """Nothing is left of a transaction that ends so."""


def test_orphans_are_noticed(address: str, store: Store):
    put(store, page_of(), article_of(page_of()))
    assert store.problems() == []
    outside.ask(address, "DELETE FROM placements", "UPDATE copies SET origin = 'gone'")
    assert store.problems() == ["1 articles without a place", "1 copies of an article that is not there"]


def test_word_index_out_of_step_is_noticed(address: str, store: Store):
    put(store, page_of(), article_of(page_of()))
    outside.ask(address, "UPDATE articles SET title = 'quite other words'")
    assert any("word index" in problem for problem in store.problems())


def test_strangers_may_come_and_go_while_a_process_has_two_connections(tmp_path: Path):
    path = tmp_path / "paper.db"
    stranger = (
        "import sqlite3, sys; base = sqlite3.connect(sys.argv[1]); base.execute('CREATE TABLE IF NOT EXISTS theirs (x)');"
        "base.commit(); print(base.execute('SELECT count(*) FROM articles').fetchone()[0]); base.close()"
    )

    def seen_from_outside() -> int:
        return int(subprocess.run([sys.executable, "-c", stranger, str(path)], capture_output=True, check=True).stdout)

    with Store.open(str(path)) as writer, Store.open(str(path), writes=False) as reader:
        put(writer, page_of(), article_of(page_of()))
        with Store.open(str(path), writes=False) as third:  # whoever closes the file takes away the locks of the whole process
            assert third.articles.count() == 1
        assert seen_from_outside() == 1
        other = page_of("other.txt", "Other words.")
        put(writer, other, article_of(other, text="Other words."))
        assert (seen_from_outside(), writer.articles.count(), reader.articles.count()) == (2, 2, 2)
