"""Who gets the newsletter by mail, the issues they were sent, and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "keys",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "subscribers",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False, unique=True),
        sa.Column("frequency", sa.Text, nullable=False),
        sa.Column("desks", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("looked", sa.Text),
        sa.Column("issue", sa.Text),
        sa.Column("failures", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "issues",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("stories", sa.LargeBinary, nullable=False),
    )
    _outbox()


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("subscriber", sa.Integer, sa.ForeignKey("subscribers.number", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("issue", sa.Text),
        sa.Column("stories", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("put", sa.Text, nullable=False),
        sa.Column("changed", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary),
    )
    op.create_index("outbox_due", "outbox", ["state", "due"])
    op.create_index("outbox_subscriber", "outbox", ["subscriber", "kind", "put"])
