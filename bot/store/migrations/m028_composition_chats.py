"""Which chats were shown a composition that no delivery brought them."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Make the table."""
    tables.execute("""
        create table composition_chats (
            composition_id integer not null references compositions (id) on delete cascade,
            chat_id integer not null,
            primary key (composition_id, chat_id)
        ) without rowid""")
