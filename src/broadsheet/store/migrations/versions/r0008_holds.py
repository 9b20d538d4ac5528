"""Until when a revision holds, and a digest of what lay around its story: which pages need not be written anew."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, empty: what was written before is written once more."""
    for name in ("around_sha256", "holds_until"):
        op.add_column("revisions", sa.Column(name, sa.Text))
