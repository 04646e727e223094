"""Searches that were made: what the buttons under a result page through, since 64 bytes hold no query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlite_utils import Database as Tables

from bot.model import Clock, Sort
from bot.store.database import ASIDE_PATIENCE, Database

KEPT = timedelta(days=30)
"""How long the buttons under a result go on working."""


@dataclass(frozen=True, slots=True)
class Search:
    """The words that a chat typed, and the order in which it wants the hits."""

    id: int
    chat_id: int
    query: str
    sort: Sort


class Searches:
    """The searches of all chats, each chat's own."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, chat_id: int, query: str, sort: Sort = Sort.RELEVANCE) -> int:
        """Keep a search and return its id; the same search of the same chat has one id.

        Searches of whatever chat that nobody used for KEPT are dropped. Raises DatabaseUnusable soon, since
        the hits can be shown without it.
        """
        now = self._clock()
        row = {"chat_id": chat_id, "query": query, "sort": sort.value, "made_at": now.isoformat()}

        def work(tables: Tables) -> int:
            tables.execute("delete from searches where made_at < ?", [(now - KEPT).isoformat()])
            cursor = tables.execute(
                "insert into searches (chat_id, query, sort, made_at)"
                " values (:chat_id, :query, :sort, :made_at)"
                " on conflict (chat_id, query, sort) do update set made_at = excluded.made_at returning id",
                row,
            )
            return int(cursor.fetchone()[0])

        return self._database.write(work, ASIDE_PATIENCE)

    def get(self, search_id: int, chat_id: int) -> Search | None:
        """The search, where it is this chat's own and has not been pruned."""

        def work(tables: Tables) -> Search | None:
            row = next(
                tables.table("searches").rows_where("id = ? and chat_id = ?", [search_id, chat_id]),
                None,
            )
            return _search(row) if row else None

        return self._database.read(work)

    def of_chat(self, chat_id: int) -> list[Search]:
        """What a chat searched for, oldest first."""

        def work(tables: Tables) -> list[Search]:
            rows = tables.table("searches").rows_where("chat_id = ?", [chat_id], order_by="id")
            return [_search(row) for row in rows]

        return self._database.read(work)


def _search(row: dict[str, Any]) -> Search:
    return Search(row["id"], row["chat_id"], row["query"], Sort(row["sort"]))
