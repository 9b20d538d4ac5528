"""What the grouping knows of closed stories, words and names lies in rows. A state that is there holds; a reading fills them."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "grouping_words",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("documents", sa.Float, nullable=False),
    )
    op.create_table(
        "grouping_names",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "grouping_stories",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("chapter", sa.Boolean, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_index("grouping_stories_thread", "grouping_stories", ["thread"])
