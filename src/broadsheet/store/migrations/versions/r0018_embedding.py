"""The embedder that made the vectors, so that those of another are never taken for them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

PACKAGED = {
    "id": 1,
    "name": "all-MiniLM-L6-v2-onnx-int8",
    "sha256": "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    "dimensions": 384,
}
"""The only one that there was before."""


def upgrade() -> None:
    """Make the table; where there are vectors, they are of the packaged embedder."""
    embedding = op.create_table(
        "embedding",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("dimensions", sa.Integer, nullable=False),
        sa.Column("place", sa.Text),
    )
    if op.get_bind().execute(sa.text("SELECT 1 FROM vectors LIMIT 1")).scalar():
        op.bulk_insert(embedding, [PACKAGED])
