"""Alembic's entry: runs the migrations on the connection and in the transaction of `followup.store.migrate`."""

from alembic import context

from followup.store.columns import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter a column; Alembic rebuilds the table instead.
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
