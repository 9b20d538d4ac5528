"""What Alembic runs: the steps over the connection that the store holds."""

from alembic import context


def run() -> None:
    """Bring the tables forward."""
    context.configure(connection=context.config.attributes["connection"], transaction_per_migration=True)
    context.run_migrations()


if hasattr(context, "config"):  # only while Alembic runs this file, not when tools import it
    run()
