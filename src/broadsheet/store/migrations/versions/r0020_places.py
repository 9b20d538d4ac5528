"""Where in a document a stem stands. What is indexed keeps none until it is indexed anew; a search reads its text instead."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty."""
    op.add_column("postings", sa.Column("places", sa.LargeBinary))
