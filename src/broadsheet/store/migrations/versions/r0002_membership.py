"""What readers say of membership, and where stories went."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables, empty: of earlier merges nothing is known."""
    op.create_table(
        "constraints",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("article", sa.Text, primary_key=True),
        sa.Column("other", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
    )
    op.create_table(
        "successions",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("other", sa.Text, nullable=False),
    )
    op.create_index("successions_story", "successions", ["story"])
