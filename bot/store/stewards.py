"""Who is known to run which channel or group: only a hint, which Telegram is asked about at each use."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database as Tables

from bot.model import ChatState
from bot.store.database import Database


class Stewards:
    """People by the chats that they run."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, chat_id: int, user_ids: Iterable[int]) -> None:
        """Remember that these people run the chat."""
        rows = [(chat_id, user_id) for user_id in user_ids]
        self._database.write(
            lambda tables: tables.conn.executemany("insert or ignore into stewards values (?, ?)", rows)
        )

    def remove(self, chat_id: int, user_id: int) -> None:
        """This person runs the chat no more."""
        self._database.write(
            lambda tables: tables.table("stewards").delete_where(
                "chat_id = ? and user_id = ?", [chat_id, user_id]
            )
        )

    def of_user(self, user_id: int, limit: int | None = None) -> list[tuple[int, str]]:
        """The id and title of each reachable chat that the person is known to run, by title."""

        def work(tables: Tables) -> list[tuple[int, str]]:
            return list(
                tables.execute(
                    "select c.id, c.title from stewards s join chats c on c.id = s.chat_id"
                    " where s.user_id = ? and c.state = ? order by c.title, c.id limit ?",
                    [user_id, ChatState.ACTIVE, -1 if limit is None else limit],
                ).fetchall()
            )

        return self._database.read(work)

    def of_chat(self, chat_id: int) -> list[int]:
        """The people who are known to run the chat."""
        sql = "select user_id from stewards where chat_id = ? order by user_id"
        return self._database.read(lambda tables: [row[0] for row in tables.execute(sql, [chat_id])])

    def forget(self, user_id: int) -> None:
        """Drop what is known about a person."""
        self._database.write(lambda tables: tables.table("stewards").delete_where("user_id = ?", [user_id]))
