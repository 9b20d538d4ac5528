"""Whether the database is whole."""

from __future__ import annotations

from sqlalchemy import text

from broadsheet.store.database import Database

_ORPHANS = {
    "articles without a copy record": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM copies)",
    "articles without annotations": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM annotations)",
    "articles without a place": "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM placements)",
    "copies of an article that is not there": "SELECT count(*) FROM copies WHERE origin NOT IN (SELECT id FROM articles)",
    "pages taken apart in part": "SELECT count(DISTINCT page) FROM waiting WHERE page NOT IN (SELECT page FROM cuttings)",
    "appearances of nobody": "SELECT count(*) FROM appearances WHERE entity NOT IN (SELECT id FROM entities)",
}


def problems(database: Database) -> list[str]:
    """What is wrong with the database, in words; empty if nothing is."""
    found = [str(row[0]) for row in database.rows(text("PRAGMA integrity_check")) if row[0] != "ok"]
    strays = [tuple(row) for row in database.rows(text("PRAGMA foreign_key_check"))]
    found += [f"{table}: a row points to {parent}, where there is none" for table, _, parent, _ in strays]
    counts = {what: int(database.value(text(query)) or 0) for what, query in _ORPHANS.items()}
    found += [f"{count} {what}" for what, count in counts.items() if count]
    return found + _index_problems(database)


def _index_problems(database: Database) -> list[str]:
    from broadsheet.errors import StoreError

    try:
        for index in ("article_words", "statement_words"):
            database.run(text(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"))  # noqa: S608
    except StoreError as problem:
        return [f"the word index does not fit the articles: {problem}"]
    return []
