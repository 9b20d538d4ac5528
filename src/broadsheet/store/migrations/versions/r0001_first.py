"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables and, in SQLite, the two word indexes."""
    _make_pages()
    _make_articles()
    _make_about_articles()
    _make_written()
    _make_rest()
    if op.get_context().dialect.name == "sqlite":  # others never had the index that version 12 replaces
        _make_word_index("article_words", "articles", ("title", "text"))
        _make_word_index("statement_words", "statements", ("text",))


def _of(target: str) -> sa.ForeignKey:
    return sa.ForeignKey(target, ondelete="CASCADE")


def _make_pages() -> None:
    op.create_table(
        "pages",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("learned", sa.Boolean, nullable=False),
        sa.Column("quarantined", sa.Text),
        sa.Column("withheld", sa.Boolean, nullable=False),
    )
    op.create_table(
        "cuttings",
        sa.Column("page", sa.Text, _of("pages.id"), primary_key=True),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "waiting",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("page", sa.Text, _of("pages.id"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("copy", sa.LargeBinary),
    )


def _make_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("seq", SEQ, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("page", sa.Text, _of("pages.id"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("text_sha256", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("articles_page", "articles", ["page", "place"])
    op.create_index("articles_url", "articles", ["url"])


def _make_about_articles() -> None:
    op.create_table(
        "copies",
        sa.Column("article", sa.Text, _of("articles.id"), primary_key=True),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("likeness", sa.Float, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_index("copies_origin", "copies", ["origin"])
    op.create_table(
        "annotations",
        sa.Column("article", sa.Text, _of("articles.id"), primary_key=True),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "placements",
        sa.Column("article", sa.Text, _of("articles.id"), primary_key=True),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("why", sa.LargeBinary, nullable=False),
    )
    op.create_index("placements_story", "placements", ["story"])
    op.create_index("placements_thread", "placements", ["thread"])
    op.create_table(
        "vectors",
        sa.Column("article", sa.Text, _of("articles.id"), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )


def _make_written() -> None:
    op.create_table(
        "revisions",
        sa.Column("story", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("content_sha256", sa.Text, nullable=False),
        sa.Column("inputs_sha256", sa.Text, nullable=False),
        sa.Column("as_of", sa.Text, nullable=False),
        sa.Column("record", sa.LargeBinary),
    )
    op.create_table(
        "statements",
        sa.Column("seq", SEQ, primary_key=True),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("story", "key"),
    )


def _make_rest() -> None:
    op.create_table(
        "drops",
        sa.Column("seq", SEQ, primary_key=True),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.UniqueConstraint("record", "step", "reason", "detail"),
    )
    op.create_table(
        "furniture",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table("forgotten", sa.Column("name", sa.Text, primary_key=True))


def _make_word_index(index: str, table: str, columns: tuple[str, ...]) -> None:
    """An FTS5 index over a table's own columns, kept in step by triggers."""
    names = ", ".join(columns)
    new = ", ".join(f"new.{column}" for column in columns)
    old = ", ".join(f"old.{column}" for column in columns)
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='seq', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.execute(
        f"CREATE TRIGGER {table}_in AFTER INSERT ON {table} BEGIN INSERT INTO {index}(rowid, {names}) VALUES (new.seq, {new}); END"  # noqa: S608
    )
    op.execute(
        f"CREATE TRIGGER {table}_out AFTER DELETE ON {table} BEGIN "  # noqa: S608
        f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.seq, {old}); END"
    )
