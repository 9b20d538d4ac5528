"""Places on the web that are followed, what was fetched from them, and what is to be done when."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, empty: a paper that was made of files follows nothing."""
    op.create_table(
        "sources",
        sa.Column("address", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
    )
    op.create_index("sources_name", "sources", ["name"], unique=True)
    op.create_table(
        "jobs",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("lease", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("task", sa.LargeBinary, nullable=False),
    )
    op.create_index("jobs_due", "jobs", ["state", "due"])
    op.create_table(
        "fetched",
        sa.Column("address", sa.Text, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("page", sa.Text),
        sa.Column("told", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("etag", "modified")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("first_seen", "last_seen")),
        *(sa.Column(name, sa.Text) for name in ("missing_since", "vanished")),
        sa.Column("looks", sa.Integer, nullable=False),
    )
    for column in ("source", "page"):
        op.create_index(f"fetched_{column}", "fetched", [column])
