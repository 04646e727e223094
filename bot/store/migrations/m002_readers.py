"""Chats, people and their roles, subscriptions and their schedules."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Make the tables."""
    # Moments are whole seconds since 1970 in UTC: these are compared, not read.
    # A column that names a chat is called chat_id in every table: by it chats move and are forgotten.
    tables.execute("""
        create table chats (
            id integer primary key,
            kind text not null,
            title text not null,
            language text,
            state text not null,
            met_at integer not null
        )""")
    tables.execute("""
        create table people (
            user_id integer primary key,
            role text not null,
            name text not null,
            since integer not null
        )""")
    tables.execute("create index people_by_role on people (role, since)")
    tables.execute("""
        create table subscriptions (
            id integer primary key,
            chat_id integer not null references chats (id) on delete cascade,
            thread_id integer not null,
            zone text not null,
            topics text not null,
            paused integer not null,
            covered integer,
            unique (chat_id, thread_id)
        )""")
    # next_at is null while the subscription is paused or its chat gone, and until it has been reckoned.
    tables.execute("""
        create table schedules (
            subscription_id integer not null references subscriptions (id) on delete cascade,
            at text not null,
            next_at integer,
            primary key (subscription_id, at)
        ) without rowid""")
    tables.execute("create index schedules_by_next on schedules (next_at)")
