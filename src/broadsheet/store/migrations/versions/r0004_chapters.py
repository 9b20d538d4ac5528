"""Which stories were printed as chapters of which thread, so that old addresses of threads lead on."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, empty: what was printed before is noted when it is printed again."""
    op.create_table(
        "chapters",
        sa.Column("thread", sa.Text, primary_key=True),
        sa.Column("story", sa.Text, primary_key=True),
    )
