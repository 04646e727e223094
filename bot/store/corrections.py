"""Which drafts are corrections of which entries. Inside transactions of the caller's, as in `entry_rows`."""

from __future__ import annotations

from sqlite_utils import Database as Tables


def keep(tables: Tables, draft_id: int, entry_id: int) -> None:
    """A draft is a correction of an entry."""
    tables.execute("insert or replace into corrections values (?, ?)", [draft_id, entry_id])


def of(tables: Tables, draft_id: int) -> int | None:
    """The entry that a draft corrects."""
    found = tables.execute("select entry_id from corrections where draft_id = ?", [draft_id]).fetchone()
    return None if found is None else int(found[0])
