"""Results that editors are owed: which pages they have been told of, and who is sending at once."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Add the columns; of what was read before, its editor knows."""
    tables.execute("alter table sheets add column told integer not null default 1")
    # The process that sends it at once, beside the outbox of whoever pushes.
    tables.execute("alter table deliveries add column sender text")
