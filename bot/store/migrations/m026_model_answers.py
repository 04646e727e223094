"""What a language model wrote of articles, so that none is asked about twice."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def apply(tables: Tables) -> None:
    """Make the table."""
    tables.execute("""
        create table model_answers (
            key text primary key,
            answer text not null,
            made_at text not null
        ) without rowid""")
