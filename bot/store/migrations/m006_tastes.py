"""How digests look and sound, what chats want less of, and who runs which chat."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    "alter table subscriptions add column length text not null default 'short'",
    "alter table subscriptions add column silent integer not null default 0",
    "alter table subscriptions add column link_previews integer not null default 0",
    "create table lessened (chat_id integer not null, thread_id integer not null, entry_id integer not null,"
    " said_at integer not null, primary key (chat_id, thread_id, entry_id)) without rowid",
    "create table stewards (chat_id integer not null, user_id integer not null,"
    " primary key (chat_id, user_id)) without rowid",
    "create index stewards_by_user on stewards (user_id)",
)


def apply(tables: Tables) -> None:
    """Add the columns and make the tables."""
    for statement in _STATEMENTS:
        tables.execute(statement)
