"""What a review needs: how sure each article is, what each line was taken for, and what was taken apart."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    "alter table entries add column confidence real not null default 1",
    "alter table entries add column belongs_to text",
    "alter table pages add column verdicts text not null default '[]'",
    # Entries that an editor took apart, each pair once: no rule puts them together again.
    """
    create table apart (
        low integer not null references entries (id) on delete cascade,
        high integer not null references entries (id) on delete cascade,
        primary key (low, high)
    ) without rowid""",
    "create index apart_by_high on apart (high)",
)


def apply(tables: Tables) -> None:
    """Add the columns and make the table."""
    for statement in _STATEMENTS:
        tables.execute(statement)
