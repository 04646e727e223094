"""The words that chats want to be told of, and how far they have been looked for."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from bot.model import Watch
from bot.store.database import Database


class Watches:
    """Watched words by chat and thread. A watch counts from the publication after the one it was made at."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, watch: Watch) -> bool:
        """Watch for words, and say whether that was new."""
        row = [watch.chat_id, watch.thread_id, watch.words, watch.covered]
        return self._database.write(
            lambda tables: (
                tables.execute(
                    "insert or ignore into watches (chat_id, thread_id, words, covered) values (?, ?, ?, ?)",
                    row,
                ).rowcount
                > 0
            )
        )

    def remove(self, chat_id: int, thread_id: int, words: str) -> bool:
        """Watch for the words no longer, and say whether they were watched."""
        return self._database.write(
            lambda tables: (
                tables.execute(
                    "delete from watches where chat_id = ? and thread_id = ? and words = ?",
                    [chat_id, thread_id, words],
                ).rowcount
                > 0
            )
        )

    def of_chat(self, chat_id: int, thread_id: int | None = None) -> list[Watch]:
        """What a chat watches for, in the order in which it asked; of one thread, or of all."""
        where, values = "chat_id = ?", [chat_id]
        if thread_id is not None:
            where, values = "chat_id = ? and thread_id = ?", [chat_id, thread_id]
        return self._database.read(lambda tables: _watches(tables, where, values))

    def each(self) -> list[Watch]:
        """All that is watched for."""
        return self._database.read(_watches)

    def covered(self) -> int | None:
        """The publication up to which watched words have been looked for; None before the first time."""

        def work(tables: Tables) -> int | None:
            row = next(tables.table("watched").rows, None)
            return int(row["publication"]) if row else None

        return self._database.read(work)

    def cover(self, publication: int) -> None:
        """Say that watched words have been looked for up to this publication. Never goes back."""

        def work(tables: Tables) -> None:
            if tables.table("watched").count:
                tables.execute("update watched set publication = max(publication, ?)", [publication])
            else:
                tables.table("watched").insert({"publication": publication})

        self._database.write(work)


def _watches(tables: Tables, where: str | None = None, values: list[int] | None = None) -> list[Watch]:
    rows = tables.table("watches").rows_where(where, values, order_by="id")
    return [Watch(row["chat_id"], row["words"], row["thread_id"], row["covered"], row["id"]) for row in rows]
