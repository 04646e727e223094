"""Hours that had come when a setting of their chat changed: what is due by them is due still."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Make the table and add the column."""
    # By chat and thread, because who leaves and comes back has another subscription.
    tables.execute("""
        create table due_slots (
            chat_id integer not null,
            thread_id integer not null,
            at text not null,
            zone text not null,
            weekdays text not null,
            come_at integer not null,
            kept_at integer not null,
            primary key (chat_id, thread_id, come_at, at, zone)
        ) without rowid""")
    # From when on hours count that nobody has reckoned yet; null: from when they are reckoned.
    tables.execute("alter table subscriptions add column reckon_from integer")
