"""Feed items by feed, with what they said last and what was read from them; drafts that correct entries."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    # feed_id: null of a row from before, whose mark is of a link, or of an id or title without one.
    "alter table feed_items add column feed_id integer references feeds (id) on delete cascade",
    # said: a hash of the item; versions: how often it said something else; article: a hash of what was read.
    "alter table feed_items add column said text",
    "alter table feed_items add column versions integer not null default 0",
    "alter table feed_items add column entry_id integer references entries (id) on delete set null",
    "alter table feed_items add column article text",
    "create index feed_items_by_feed on feed_items (feed_id)",
    "create index feed_items_by_entry on feed_items (entry_id)",
    """
    create table corrections (
        draft_id integer primary key references entries (id) on delete cascade,
        entry_id integer not null references entries (id) on delete cascade
    )""",
    "create index corrections_by_entry on corrections (entry_id)",
)


def apply(tables: Tables) -> None:
    """Add the columns and the table."""
    for statement in _STATEMENTS:
        tables.execute(statement)
