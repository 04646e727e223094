"""Pages that an editor sends are kept once a message, and know what of them is stored already."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    "alter table sheets add column chat_id integer",
    "alter table sheets add column message_id integer",
    # The ids of the pages that were stored of it before it was read to its end.
    "alter table sheets add column stored text not null default '[]'",
    """
    create unique index sheets_by_message on sheets (chat_id, message_id, name)
        where message_id is not null""",
    # It counts deaths during a reading now, no longer beginnings.
    "update sheets set tries = 0",
)


def apply(tables: Tables) -> None:
    """Add the columns."""
    for statement in _STATEMENTS:
        tables.execute(statement)
