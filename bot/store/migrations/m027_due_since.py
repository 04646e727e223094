"""From when on hours count of which it is not yet reckoned whether they came."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Add the column."""
    # Null: the hour has come.
    tables.execute("alter table due_slots add column since integer")
