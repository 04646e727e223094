"""Sent messages that are to be marked because an article in them was retracted; and counts by day."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    "create table marks (delivery_id integer primary key references deliveries (id) on delete cascade)",
    # What is not kept in any other table for long: searches, and how many chats were subscribed.
    "create table daily (day text not null, what text not null, count integer not null,"
    " primary key (day, what)) without rowid",
)


def apply(tables: Tables) -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        tables.execute(statement)
