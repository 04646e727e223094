"""Who made the latest versions of each entry, so that of two editors the second is told of the first."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    # Null: by no editor, or by one who is forgotten.
    "alter table entries add column changed_by integer",
    # All versions after this one were made by that editor.
    "alter table entries add column changed_after integer not null default 0",
    "create index entries_changed_by on entries (changed_by) where changed_by is not null",
)


def apply(tables: Tables) -> None:
    """Add the columns."""
    for statement in _STATEMENTS:
        tables.execute(statement)
