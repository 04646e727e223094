"""Compositions and the outbox."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Make the tables."""
    tables.execute("""
        create table compositions (
            id integer primary key autoincrement,
            entry_ids text not null,
            text text not null,
            buttons text not null,
            made_at integer not null
        )""")
    # due_at: when it may be tried; null while it is being tried and when it will not be tried (again).
    # doubts: how often a request left and no answer came. Above 0, it may have arrived more than once.
    tables.execute("""
        create table deliveries (
            id integer primary key autoincrement,
            chat_id integer not null references chats (id) on delete cascade,
            thread_id integer not null,
            key text not null,
            composition_id integer not null references compositions (id),
            silent integer not null,
            state text not null,
            attempts integer not null default 0,
            doubts integer not null default 0,
            promised_at integer not null,
            due_at integer,
            settled_at integer,
            message_id integer,
            reason text not null default '',
            unique (chat_id, thread_id, key)
        )""")
    tables.execute("create index deliveries_waiting on deliveries (id, due_at) where due_at is not null")
    tables.execute("create index deliveries_by_state on deliveries (state)")
    tables.execute("create index deliveries_by_composition on deliveries (composition_id)")
