"""Runs the migrations on the connection that monitoring.store.migrate hands over; nothing is read from a file."""

from alembic import context

from monitoring.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,  # SQLite can, once the transaction is ours (store/engine.py)
    transaction_per_migration=False,  # the caller holds the one transaction: all of them, or none
)
with context.begin_transaction():
    context.run_migrations()
