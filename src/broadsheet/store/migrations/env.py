"""What Alembic runs: the steps over the connection that the store holds."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=True)
context.run_migrations()
