"""A word index of our own, the same in every database, in the place of SQLite's; it is filled when the store is opened."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and indexes for what searches are narrowed by; numbers of statements are never used again."""
    if op.get_bind().dialect.name == "sqlite":  # no other database had such an index, or uses a number twice
        _drop_the_old_index()
        _number_statements()
    op.create_table(
        "segments",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("dead", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "postings",
        sa.Column("segment", sa.Integer, primary_key=True),
        sa.Column("base", sa.Text, primary_key=True),
        sa.Column("documents", sa.LargeBinary, nullable=False),
    )
    op.create_index("articles_outlet", "articles", ["outlet"])
    op.create_index("articles_published", "articles", ["published"])


def _drop_the_old_index() -> None:
    for name in ("articles_in", "articles_out", "statements_in", "statements_out"):
        op.execute(f"DROP TRIGGER IF EXISTS {name}")
    for name in ("article_words", "statement_words"):
        op.execute(f"DROP TABLE IF EXISTS {name}")


def _number_statements() -> None:
    op.rename_table("statements", "statements_before")
    op.create_table(
        "statements",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("story", "key"),
        sqlite_autoincrement=True,
    )
    op.execute("INSERT INTO statements (seq, story, key, text) SELECT seq, story, key, text FROM statements_before ORDER BY seq")
    op.drop_table("statements_before")
