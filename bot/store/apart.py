"""The pairs of entries that an editor took apart: no rule puts them together again, only an editor does.

Inside transactions of the caller's, as in `entry_rows`.
"""

from __future__ import annotations

from sqlite_utils import Database as Tables


def keep(tables: Tables, one: int, other: int) -> None:
    """Keep two entries apart from now on."""
    tables.execute("insert or ignore into apart values (?, ?)", sorted((one, other)))


def of(tables: Tables, entry_id: int) -> set[int]:
    """The entries that an entry was parted from."""
    found = tables.execute(
        "select high from apart where low = :id union select low from apart where high = :id",
        {"id": entry_id},
    )
    return {row[0] for row in found}
