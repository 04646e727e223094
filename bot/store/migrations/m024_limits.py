"""What Telegram's limits count, over restarts and for all processes: messages to groups, and who rests."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Make the tables."""
    # at: seconds of the machine's steady clock, which all processes on it share.
    tables.execute("create table group_sends (chat_id integer not null, at real not null)")
    tables.execute("create index group_sends_by_chat on group_sends (chat_id, at)")
    tables.execute("create index group_sends_by_age on group_sends (at)")
    # told_at, until: seconds since 1970, because a rest of hours outlasts a start of the machine.
    # chat_id 0: all chats.
    tables.execute("""
        create table rests (
            id integer primary key autoincrement,
            chat_id integer not null,
            told_at real not null,
            until real not null
        )""")
