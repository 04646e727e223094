"""Batches of pages, kept from their coming in until their report."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    """
    create table batches (
        id integer primary key autoincrement,
        chat_id integer not null,
        thread_id integer not null,
        user_id integer not null,
        language text not null,
        state text not null,
        source text,
        issue_date text,
        progress_id integer,
        begun_at integer not null
    )""",
    "create index batches_open on batches (chat_id, thread_id, user_id) where state != 'closed'",
    # `text` is a pasted page, kept until it is read; from then on the page itself has it.
    """
    create table sheets (
        id integer primary key autoincrement,
        batch_id integer not null references batches (id) on delete cascade,
        name text not null,
        file_id text,
        text text,
        source text,
        issue_date text,
        page text,
        album text,
        state text not null,
        page_id integer references pages (id) on delete set null,
        reason text not null default '',
        tries integer not null default 0
    )""",
    "create index sheets_by_batch on sheets (batch_id)",
    "create index sheets_by_page on sheets (page_id) where page_id is not null",
)


def apply(tables: Tables) -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        tables.execute(statement)
