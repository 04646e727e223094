"""Feeds that are polled, and which of their items have been seen to."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    # next_at: seconds since 1970; null where the feed is gone for good.
    """
    create table feeds (
        id integer primary key autoincrement,
        address text not null unique,
        paper text,
        publish integer not null,
        every integer not null,
        configured integer not null,
        title text not null default '',
        etag text,
        last_modified text,
        next_at integer,
        failures integer not null default 0,
        problem text not null default ''
    )""",
    # Of all feeds together: what two of them link to is one. tries: how often it could not be had.
    """
    create table feed_items (
        mark text primary key,
        seen_at integer not null,
        tries integer not null default 0,
        done integer not null default 0
    ) without rowid""",
    "create index feed_items_by_age on feed_items (seen_at)",
)


def apply(tables: Tables) -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        tables.execute(statement)
