"""Whether a message may show what its links lead to."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Add the column."""
    tables.execute("alter table deliveries add column link_previews integer not null default 0")
