"""When a page was first met by whoever looks which may go, and when its raw words went."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, empty: every page is there in full."""
    for name in ("met", "expired"):
        op.add_column("pages", sa.Column(name, sa.Text))
