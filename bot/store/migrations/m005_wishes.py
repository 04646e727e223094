"""What chats may wish of their digests, who may push, and how old deliveries are found."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    # Weekdays as digits, 1 is Monday. The defaults are what everyone had before these could be chosen.
    "alter table subscriptions add column weekdays text not null default '1234567'",
    "alter table subscriptions add column include_words text not null default '[]'",
    "alter table subscriptions add column exclude_words text not null default '[]'",
    "alter table subscriptions add column items integer",
    "alter table subscriptions add column when_empty text not null default 'line'",
    "alter table subscriptions add column at_issue integer not null default 0",
    "alter table subscriptions add column quiet_from text",
    "alter table subscriptions add column quiet_until text",
    # until: seconds since 1970 of the machine's clock, which all processes on this database share.
    "create table leases (name text primary key, holder text not null, until real not null) without rowid",
    "create index deliveries_by_age on deliveries (settled_at) where settled_at is not null",
    "create index compositions_by_age on compositions (made_at)",
)


def apply(tables: Tables) -> None:
    """Add the columns and make the table."""
    for statement in _STATEMENTS:
        tables.execute(statement)
