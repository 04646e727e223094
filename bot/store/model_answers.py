"""What a language model answered, and how often it was asked on a day."""

from __future__ import annotations

from datetime import timedelta, tzinfo

from sqlite_utils import Database as Tables

from bot.model import Clock
from bot.store.database import Database
from bot.store.rows import iso

KEPT = timedelta(days=30)
"""How long an answer is remembered: a page is read again within days, or not at all."""

REQUESTS = "model requests"
"""What is counted by day."""


class ModelAnswers:
    """Answers by the key of what was asked. A day is one of the zone."""

    def __init__(self, database: Database, clock: Clock, zone: tzinfo) -> None:
        self._database = database
        self._clock = clock
        self._zone = zone

    def get(self, key: str) -> str | None:
        """The answer that was kept under a key."""

        def work(tables: Tables) -> str | None:
            row = tables.execute("select answer from model_answers where key = ?", [key]).fetchone()
            return None if row is None else str(row[0])

        return self._database.read(work)

    def put(self, key: str, answer: str) -> None:
        """Keep an answer; those older than KEPT are dropped."""
        now = self._clock()

        def work(tables: Tables) -> None:
            tables.execute("delete from model_answers where made_at < ?", [(now - KEPT).isoformat()])
            tables.execute(
                "insert or replace into model_answers values (?, ?, ?)", [key, answer, now.isoformat()]
            )

        self._database.write(work)

    def count(self, most: int) -> bool:
        """Count one more request of today; False, and not counted, where there were `most`."""
        today = iso(self._clock().astimezone(self._zone).date())

        def work(tables: Tables) -> bool:
            tables.execute("insert or ignore into daily values (?, ?, 0)", [today, REQUESTS])
            counted = tables.execute(
                "update daily set count = count + 1 where day = ? and what = ? and count < ? returning count",
                [today, REQUESTS, most],
            )
            return counted.fetchone() is not None

        return self._database.write(work)
