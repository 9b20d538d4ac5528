"""Who is who over all stories."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the registry, empty: what is written next enters every story."""
    op.create_table(
        "listed",
        sa.Column("story", sa.Text, primary_key=True),
        sa.Column("signature", sa.Text, nullable=False),
    )
    op.create_table(
        "appearances",
        sa.Column("story", sa.Text, sa.ForeignKey("listed.story", ondelete="CASCADE"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("home", sa.Text, nullable=False),
        sa.Column("guest", sa.Text),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "entities",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    for table, column in (("appearances", "home"), ("appearances", "guest"), ("appearances", "entity"), ("entities", "name")):
        op.create_index(f"{table}_{column}", table, [column])
