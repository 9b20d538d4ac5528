"""A page tells whether it was taken apart, so that what is left to do is found without a look at every page."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the indexes of pages with something left to do."""
    op.add_column("pages", sa.Column("cut", sa.Boolean(), nullable=False, server_default=sa.false()))
    pages = sa.table("pages", sa.column("id"), sa.column("learned", sa.Boolean), sa.column("cut", sa.Boolean))
    op.execute(pages.update().where(pages.c.id.in_(sa.select(sa.table("cuttings", sa.column("page")).c.page))).values(cut=True))
    for name, left in (("pages_unlearned", pages.c.learned.is_(False)), ("pages_uncut", pages.c.cut.is_(False))):
        op.create_index(name, "pages", ["name"], sqlite_where=left, postgresql_where=left)
