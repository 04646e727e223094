"""The entries that a person put aside to read again."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from bot.model import Clock
from bot.store.database import Database


class Saved:
    """The saved entries of all people, by id; an entry that was removed since is for the caller to skip."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, user_id: int, entry_id: int) -> bool:
        """Save an entry, and say whether that was new."""
        row = [user_id, entry_id, self._clock().isoformat()]
        return self._database.write(
            lambda tables: tables.execute("insert or ignore into saved values (?, ?, ?)", row).rowcount > 0
        )

    def remove(self, user_id: int, entry_id: int) -> bool:
        """Take an entry off the list, and say whether it stood there."""
        where = [user_id, entry_id]
        return self._database.write(
            lambda tables: (
                tables.execute("delete from saved where user_id = ? and entry_id = ?", where).rowcount > 0
            )
        )

    def has(self, user_id: int, entry_id: int) -> bool:
        """Whether a person saved an entry."""
        return self._database.read(
            lambda tables: (
                tables.table("saved").count_where("user_id = ? and entry_id = ?", [user_id, entry_id]) > 0
            )
        )

    def list(self, user_id: int, limit: int | None = None, offset: int = 0) -> list[int]:
        """The ids of a person's saved entries, the last saved first."""

        def work(tables: Tables) -> list[int]:
            rows = tables.table("saved").rows_where(
                "user_id = ?",
                [user_id],
                order_by="saved_at desc, entry_id desc",
                limit=-1 if limit is None else limit,
                offset=offset,
            )
            return [row["entry_id"] for row in rows]

        return self._database.read(work)

    def count(self, user_id: int) -> int:
        """How many entries a person saved."""
        return self._database.read(lambda tables: tables.table("saved").count_where("user_id = ?", [user_id]))

    def forget(self, user_id: int) -> None:
        """Drop a person's list."""
        self._database.write(lambda tables: tables.table("saved").delete_where("user_id = ?", [user_id]))
