"""Which articles each chat has been alerted to."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Make the table."""
    tables.execute(
        "create table alerted ("
        " chat_id integer not null,"
        " thread_id integer not null,"
        " entry_id integer not null,"
        " at integer not null,"
        " primary key (chat_id, thread_id, entry_id)) without rowid"
    )
    tables.execute("create index alerted_by_age on alerted (at)")
