"""What the grouping knows, so that it goes on without reading all articles again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, empty: it is filled when articles are placed."""
    op.create_table(
        "grouping",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.LargeBinary, nullable=False),
    )
