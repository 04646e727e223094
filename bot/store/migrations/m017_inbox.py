"""The updates that Telegram has handed over, kept before Telegram is told so."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Make the table."""
    tables.execute(
        "create table inbox ("
        " id integer primary key,"
        " received_at integer not null,"
        # The process that is to handle it, as `bot.processes` has it; empty once it is handled.
        " owner text not null,"
        " state text not null,"
        " tries integer not null default 0,"
        " user_id integer,"
        # JSON; null once it is handled.
        " content text)"
    )
    tables.execute("create index inbox_waiting on inbox (owner) where state = 'waiting'")
