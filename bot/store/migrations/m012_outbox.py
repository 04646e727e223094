"""What may be sent now is found at once, however much waits for later."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    "drop index deliveries_waiting",
    "create index deliveries_fresh on deliveries (due_at, id) where due_at is not null and attempts = 0",
    "create index deliveries_again on deliveries (due_at, id) where due_at is not null and attempts > 0",
)


def apply(tables: Tables) -> None:
    """Change the indexes."""
    for statement in _STATEMENTS:
        tables.execute(statement)
