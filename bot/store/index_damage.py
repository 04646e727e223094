"""Damage to the full-text tables of the search index: `pragma integrity_check` finds it since SQLite 3.44."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database as Tables

FULL_TEXT_TABLES = ("search_index", "search_characters", "search_titles")

DAMAGED = "the search index is damaged; the articles are whole, and `doctor --rebuild-index` makes it anew"


def is_damage_of_index(error: sqlite3.Error) -> bool:
    """Whether FTS5 found its own tables damaged, and not SQLite the file."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT_VTAB


def damaged(tables: Tables) -> bool:
    """Whether a full-text table contradicts itself, as FTS5's own check has it.

    Needs a transaction that may write, though nothing is written.
    """
    try:
        for name in FULL_TEXT_TABLES:
            tables.execute(f"insert into {name} ({name}) values ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if is_damage_of_index(error):
            return True
        raise
    return False
