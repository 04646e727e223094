"""The segments of the search indexes: FTS5 writes one a transaction, and merges them as more come.

A search looks into each segment, so few are fast. A bulk import, which would merge the same rows again and
again, leaves them as they come and merges all once at its end, in steps that let others write in between.
"""

from __future__ import annotations

from sqlite_utils import Database as Tables

from bot.store.index_damage import FULL_TEXT_TABLES

_USUAL = {"automerge": 4, "crisismerge": 16}
_GATHERING = {"automerge": 0, "crisismerge": 1999}
"""Segments of one level that are merged, little by little or all at once, when there are so many: FTS5's own
numbers, and as good as never (it keeps 2,000 segments)."""

_PAGES = 250
"""Written a step, a MB: what it frees is used by the next, and others wait for a moment only."""


def gather(tables: Tables) -> None:
    """From now on, leave segments as they come."""
    _configure(tables, _GATHERING)


def release(tables: Tables) -> None:
    """From now on, merge segments as they come."""
    _configure(tables, _USUAL)


def merge(tables: Tables, index: str, *, begin: bool) -> bool:
    """Merge some of an index's segments, and say whether there is more to do.

    To `begin` takes all the segments that there are; what follows goes on with these.
    """
    before = tables.conn.total_changes
    tables.execute(f"insert into {index} ({index}, rank) values ('merge', ?)", [-_PAGES if begin else _PAGES])
    # One change is the row of the command itself.
    return tables.conn.total_changes - before >= 2


def _configure(tables: Tables, options: dict[str, int]) -> None:
    for index in FULL_TEXT_TABLES:
        for option, value in options.items():
            tables.execute(f"insert into {index} ({index}, rank) values (?, ?)", [option, value])
