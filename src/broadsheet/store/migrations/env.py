"""What Alembic runs: the steps over the connection that the store holds."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from alembic.runtime.migration import MigrationContext

_OTHERWISE_ORDERED = sa.text(
    "SELECT quote_ident(relname) AS held, quote_ident(attname) AS name FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid "
    "WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relkind = 'r' AND relname IN :tables "
    "AND attnum > 0 AND NOT attisdropped AND atttypid = 'text'::regtype AND attcollation <> 'pg_catalog.\"C\"'::regcollation"
).bindparams(sa.bindparam("tables", expanding=True))


def run() -> None:
    """Bring the tables forward."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, transaction_per_migration=True, on_version_apply=_put_in_order)
    context.run_migrations()


def _put_in_order(ctx: MigrationContext, step: Any, heads: Any, run_args: Any) -> None:  # noqa: ARG001  Alembic names them
    """After a step, in its transaction: text is in the order of its code points, as in SQLite, whatever the server's language."""
    from broadsheet.store.schema import metadata

    if ctx.dialect.name == "postgresql":
        assert ctx.connection is not None
        for row in ctx.connection.execute(_OTHERWISE_ORDERED, {"tables": sorted(metadata.tables)}).fetchall():
            ctx.connection.execute(sa.text(f'ALTER TABLE {row.held} ALTER COLUMN {row.name} TYPE text COLLATE "C"'))


if hasattr(context, "config"):  # only while Alembic runs this file, not when tools import it
    run()
