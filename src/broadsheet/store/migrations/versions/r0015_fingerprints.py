"""What articles are compared by when copies are looked for; the next run fills it in."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "fingerprints",
        sa.Column("article", sa.Text, primary_key=True),
        sa.Column("day", sa.Text),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("mark", sa.LargeBinary),
    )
    op.create_index("fingerprints_day", "fingerprints", ["day"])
    op.create_index("fingerprints_digest", "fingerprints", ["digest"])
