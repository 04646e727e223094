"""Searches that buttons page through, saved entries, watched words, the record of what editors did."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Make the tables."""
    # Entries are named by id without a foreign key here: an id is never given twice, so what is left of a
    # removed entry points to nothing, and reading skips it.
    tables.execute("""
        create table searches (
            id integer primary key autoincrement,
            chat_id integer not null,
            query text not null,
            sort text not null,
            made_at text not null,
            unique (chat_id, query, sort)
        )""")
    tables.execute("create index searches_by_age on searches (made_at)")
    tables.execute("""
        create table saved (
            user_id integer not null,
            entry_id integer not null,
            saved_at text not null,
            primary key (user_id, entry_id)
        )""")
    tables.execute("create index saved_by_age on saved (user_id, saved_at)")
    tables.execute("""
        create table watches (
            id integer primary key autoincrement,
            chat_id integer not null,
            thread_id integer not null,
            words text not null,
            covered integer not null,
            unique (chat_id, thread_id, words)
        )""")
    # One row: the publication up to which watched words have been looked for.
    tables.execute("create table watched (publication integer not null)")
    tables.execute("""
        create table audit (
            id integer primary key autoincrement,
            at text not null,
            user_id integer,
            action text not null,
            entry_id integer,
            person_id integer,
            detail text not null
        )""")
