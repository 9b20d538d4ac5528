"""What search narrows by, how many articles hold a word, and searches that readers keep."""

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
KINDS = ("person", "place", "organisation")
BATCH = 500


def upgrade() -> None:
    """Make the tables, and enter what articles and newest pages say. Words are counted with the next reading."""
    op.create_table(
        "article_traits",
        sa.Column("seq", SEQ, sa.ForeignKey("articles.seq", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, primary_key=True),
    )
    op.create_index("article_traits_value", "article_traits", ["kind", "value"])
    op.create_table(
        "story_traits",
        sa.Column("story", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, primary_key=True),
    )
    op.create_index("story_traits_value", "story_traits", ["kind", "value"])
    op.create_table("vocabulary", sa.Column("word", sa.Text, primary_key=True), sa.Column("documents", sa.Integer, nullable=False))
    op.create_table(
        "counted",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("seq", SEQ, nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
    )
    op.create_table(
        "saved_searches",
        sa.Column("reader", sa.Text, sa.ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("query", sa.Text, nullable=False),
    )
    _enter_articles(op.get_bind())
    _enter_stories(op.get_bind())


def _enter_articles(connection: sa.Connection) -> None:
    table = sa.table("article_traits", sa.column("seq"), sa.column("kind"), sa.column("value"))
    query = sa.text(
        "SELECT a.seq, a.record, n.record AS found FROM articles a JOIN annotations n ON n.article = a.id "
        "WHERE a.seq > :seq ORDER BY a.seq LIMIT :limit"
    )
    seq = 0
    while rows := connection.execute(query, {"seq": seq, "limit": BATCH}).fetchall():
        seq = rows[-1].seq
        entered = [
            {"seq": row.seq, "kind": kind, "value": _column(value)}
            for row in rows
            for kind, value in _traits(row.record, row.found)
        ]
        if entered:
            connection.execute(sa.insert(table), entered)


def _traits(article: bytes, found: bytes) -> list[tuple[str, str]]:
    entities = _plain(found).get("entities", [])
    named = {(each["kind"], each["name"]) for each in entities if each["kind"] in KINDS}
    return sorted({*named, ("role", _plain(article).get("role", "report"))})


def _enter_stories(connection: sa.Connection) -> None:
    table = sa.table("story_traits", sa.column("story"), sa.column("kind"), sa.column("value"))
    newest = sa.text(
        "SELECT story, record FROM revisions r WHERE record IS NOT NULL AND revision = "
        "(SELECT max(revision) FROM revisions WHERE story = r.story)"
    )
    for story, record in connection.execute(newest).fetchall():
        page = _plain(record)
        subjects = {each["label"] for each in page.get("subjects", []) if each.get("label")}
        states = {each["state"] for each in page.get("contradictions", {}).values()}
        headline = page["statements"].get(page["headline"], {}).get("text")
        entered = [
            *([{"story": story, "kind": "headline", "value": _column(headline)}] if headline else []),
            *({"story": story, "kind": "subject", "value": _column(value)} for value in sorted(subjects)),
            *({"story": story, "kind": "contradiction", "value": value} for value in sorted(states)),
        ]
        if entered:
            connection.execute(sa.insert(table), entered)


def _plain(blob: bytes) -> dict:  # type: ignore[type-arg]
    found: dict = json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))  # type: ignore[type-arg]
    return found


def _column(value: str) -> str:
    return value.replace("\0", " ").encode("utf-8", "replace").decode()
