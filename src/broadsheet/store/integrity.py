"""Whether the database is whole."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import text

from broadsheet.store.database import Database
from broadsheet.store.postings import Postings, stems
from broadsheet.store.server import WRITERS
from broadsheet.store.words import BATCH, KINDS, Kind, Words

_ORPHANS = {
    "articles without a copy record": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM copies)",
    "articles without annotations": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM annotations)",
    "articles without a place": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM placements)",
    "copies of an article that is not there": "SELECT count(*) FROM copies WHERE origin NOT IN (SELECT id FROM articles)",
    "pages taken apart in part": "SELECT count(DISTINCT page) FROM waiting WHERE page NOT IN (SELECT page FROM cuttings)",
    "appearances of nobody": "SELECT count(*) FROM appearances WHERE entity NOT IN (SELECT id FROM entities)",
}


def system(database: Database) -> str:
    """What holds the tables, and on a server which process is the one writer."""
    if database.dialect == "sqlite":
        return f"SQLite {database.value(text('SELECT sqlite_version()'))}"
    writer = database.row(WRITERS)
    told = f"process {writer.pid} of {writer.usename} writes since {writer.since:%Y-%m-%d %H:%M}" if writer else "nobody writes now"
    return f"PostgreSQL {database.value(text('SHOW server_version'))}; {told}"


def problems(database: Database) -> list[str]:
    """What is wrong with the database, in words; empty if nothing is."""
    found = _damage(database) if database.dialect == "sqlite" else []  # a server looks after its own files and references
    counts = {what: int(database.value(text(query)) or 0) for what, query in _ORPHANS.items()}
    found += [f"{count} {what}" for what, count in counts.items() if count]
    return found + index_problems(database)


def _damage(database: Database) -> list[str]:
    found = [str(row[0]) for row in database.rows(text("PRAGMA integrity_check")) if row[0] != "ok"]
    strays = [tuple(row) for row in database.rows(text("PRAGMA foreign_key_check"))]
    return found + [f"{table}: a row points to {parent}, where there is none" for table, _, parent, _ in strays]


def index_problems(database: Database) -> list[str]:
    """What is wrong with the word index, in words."""
    return [problem for kind in KINDS for problem in _index_problems(database, kind)]


def _index_problems(database: Database, kind: Kind) -> list[str]:
    """Whether every document is indexed under as many stems as it holds, and nothing else is."""
    indexed = Counter[int]()
    for _, records in Postings(database, kind).each():
        indexed.update(records["seq"].tolist())
    seq, wrong = 0, 0
    while documents := Words(database).documents(kind, seq, BATCH):
        wrong += sum(indexed.pop(document.seq, 0) != len(stems(document)) for document in documents)
        seq = documents[-1].seq
    wrong += len(indexed)
    return [f"the word index does not fit {wrong} {kind}s"] if wrong else []
