"""What editors signed, kept until it is published and answered."""

from __future__ import annotations

from sqlite_utils import Database as Tables

_STATEMENTS = (
    """
    create table publish_jobs (
        id integer primary key autoincrement,
        press text not null unique,
        chat_id integer not null,
        thread_id integer not null,
        user_id integer not null,
        language text not null,
        message_id integer,
        page_id integer,
        batch_id integer,
        mode text not null,
        published integer not null default 0,
        merged integer not null default 0,
        pushed integer not null default 0,
        begun_at integer not null,
        answered_at integer
    )""",
    """
    create table publish_drafts (
        id integer primary key autoincrement,
        job_id integer not null references publish_jobs (id) on delete cascade,
        entry_id integer not null,
        decided integer not null default 0
    )""",
    "create index publish_drafts_by_job on publish_drafts (job_id)",
    "create index publish_jobs_unanswered on publish_jobs (id) where answered_at is null",
)


def apply(tables: Tables) -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        tables.execute(statement)
