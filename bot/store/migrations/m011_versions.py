"""How often each entry was changed, so that of two editors the second is told of the first."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Add the column, and the index that finds what was done to an entry."""
    tables.execute("alter table entries add column version integer not null default 1")
    tables.execute("create index audit_by_entry on audit (entry_id) where entry_id is not null")
