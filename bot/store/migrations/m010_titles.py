"""The index of titles, in the order of days, and the order of entries by day."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    # As the other search indexes it holds pairs of characters, and no copy of the text.
    """
    create virtual table search_titles using fts5 (
        title, content = '', tokenize = "ascii"
    )""",
    "insert into search_titles (search_titles, rank) values ('hashsize', 67108864)",
    """
    create index entries_newest
        on entries (coalesce(issue_date, event_date, substr(published_at, 1, 10)), place)
        where place is not null""",
    # Has the search index made anew when the database is opened.
    "delete from state where name = 'spelling'",
)


def apply(tables: Tables) -> None:
    """Make the table and the index."""
    for statement in _STATEMENTS:
        tables.execute(statement)
