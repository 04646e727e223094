"""What chats want less of: the entries that they said so of."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database as Tables

from bot.model import Clock
from bot.store.database import Database
from bot.store.moments import to_seconds

KEPT = 50
"""Of one chat and thread: what was said longest ago gives way."""


class Lessened:
    """Entries by chat and thread; an entry that was removed since is for the caller to skip."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, chat_id: int, thread_id: int, entry_id: int) -> bool:
        """Want less of what is like an entry; say whether that is new."""
        row = [chat_id, thread_id, entry_id, to_seconds(self._clock())]

        def work(tables: Tables) -> bool:
            added = tables.execute("insert or ignore into lessened values (?, ?, ?, ?)", row).rowcount > 0
            tables.execute(
                "delete from lessened where chat_id = ? and thread_id = ? and entry_id not in"
                " (select entry_id from lessened where chat_id = ? and thread_id = ?"
                " order by said_at desc, entry_id desc limit ?)",
                [chat_id, thread_id, chat_id, thread_id, KEPT],
            )
            return added

        return self._database.write(work)

    def remove(self, chat_id: int, thread_id: int, entry_id: int) -> bool:
        """Take it back; say whether it had been said."""
        where = [chat_id, thread_id, entry_id]
        return self._database.write(
            lambda tables: (
                tables.execute(
                    "delete from lessened where chat_id = ? and thread_id = ? and entry_id = ?", where
                ).rowcount
                > 0
            )
        )

    def of_place(self, chat_id: int, thread_id: int) -> list[int]:
        """The ids of a chat's and thread's entries, the last said first."""
        return self.of_places([(chat_id, thread_id)]).get((chat_id, thread_id), [])

    def of_places(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[int]]:
        """The same for several chats and threads at once; those that said nothing are left out."""
        wanted = set(places)

        def work(tables: Tables) -> dict[tuple[int, int], list[int]]:
            sql = (
                "select chat_id, thread_id, entry_id from lessened"
                " where chat_id in (select value from json_each(?)) order by said_at desc, entry_id desc"
            )
            chats = json.dumps(sorted({chat_id for chat_id, _ in wanted}))
            found: dict[tuple[int, int], list[int]] = {}
            for chat_id, thread_id, entry_id in tables.execute(sql, [chats]).fetchall():
                if (chat_id, thread_id) in wanted:
                    found.setdefault((chat_id, thread_id), []).append(entry_id)
            return found

        return self._database.read(work)
