"""Messages that were sent with an article that was retracted since: kept until they have been marked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database as Tables

from bot.model import DeliveryState, Message
from bot.store import compositions
from bot.store.database import Database
from bot.store.moments import to_seconds


@dataclass(frozen=True, slots=True)
class Mark:
    """A sent message that is to be marked."""

    delivery_id: int
    chat_id: int
    message_id: int
    message: Message
    """As it was sent."""
    entry_ids: tuple[int, ...]
    """What it and its further pages show."""


class Marks:
    """Marks by the delivery of their message."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def promise(self, entry_id: int, since: datetime, at_most: int) -> int:
        """Promise marks on the messages that brought an entry since then, the last first; say how many."""
        values = [entry_id, to_seconds(since), DeliveryState.SENT, at_most]

        def work(tables: Tables) -> int:
            return tables.execute(
                "insert or ignore into marks select d.id from compositions c"
                " join deliveries d on d.composition_id = c.id"
                " where exists (select 1 from json_each(c.entry_ids) where value = ?)"
                " and c.made_at >= ? and d.state = ? and d.message_id is not null"
                " order by d.id desc limit ?",
                values,
            ).rowcount

        return self._database.write(work)

    def waiting(self, limit: int) -> list[Mark]:
        """Marks that are still to be made, those of the last messages first."""

        def work(tables: Tables) -> list[Mark]:
            found = tables.query(
                "select d.id, d.chat_id, d.message_id, c.text, c.buttons, c.entry_ids from marks m"
                " join deliveries d on d.id = m.delivery_id join compositions c on c.id = d.composition_id"
                " order by d.id desc limit ?",
                [limit],
            )
            return [
                Mark(
                    row["id"],
                    row["chat_id"],
                    row["message_id"],
                    compositions.message_of(row),
                    tuple(json.loads(row["entry_ids"])),
                )
                for row in found
            ]

        return self._database.read(work)

    def settle(self, delivery_ids: Iterable[int]) -> None:
        """These have been marked, or cannot be."""
        listed = [(delivery_id,) for delivery_id in delivery_ids]
        self._database.write(
            lambda tables: tables.conn.executemany("delete from marks where delivery_id = ?", listed)
        )
