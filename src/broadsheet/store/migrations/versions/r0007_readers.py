"""What readers of the web app read, follow and do not want to see, and which disagreements they said are none."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table("readers", sa.Column("id", sa.Text, primary_key=True))
    reader = ("readers.id", "CASCADE")
    op.create_table(
        "read_marks",
        sa.Column("reader", sa.Text, sa.ForeignKey(reader[0], ondelete=reader[1]), primary_key=True),
        sa.Column("story", sa.Text, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("before", sa.Integer, nullable=False),
    )
    op.create_table(
        "follows",
        sa.Column("reader", sa.Text, sa.ForeignKey(reader[0], ondelete=reader[1]), primary_key=True),
        sa.Column("story", sa.Text, primary_key=True),
    )
    op.create_table(
        "hidden_outlets",
        sa.Column("reader", sa.Text, sa.ForeignKey(reader[0], ondelete=reader[1]), primary_key=True),
        sa.Column("outlet", sa.Text, primary_key=True),
    )
    op.create_table(
        "settled",
        sa.Column("story", sa.Text, primary_key=True),
        sa.Column("difference", sa.Text, primary_key=True),
    )
