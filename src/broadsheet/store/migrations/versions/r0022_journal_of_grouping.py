"""A state of the grouping tells which article was the last that it knows, and after which articles all was settled since."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the columns and the table. A state that is there knows all articles: until now it went when one came."""
    op.add_column("grouping", sa.Column("upto", NUMBER, nullable=False, server_default="0"))
    op.add_column("grouping", sa.Column("mark", NUMBER, nullable=False, server_default="0"))
    op.execute("UPDATE grouping SET upto = (SELECT COALESCE(MAX(seq), 0) FROM articles)")
    op.create_table(
        "grouping_settled",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("seq", NUMBER, nullable=False),
    )
