"""The pace of sending that flood answers have taught, kept over restarts."""

from __future__ import annotations

from sqlite_utils import Database as Tables

from bot.store.database import Database


class LearnedPace:
    """One rate in messages a second; none where the configured one is good."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> float | None:
        """The rate as it was kept last."""

        def work(tables: Tables) -> float | None:
            row = tables.execute("select rate from pace").fetchone()
            return None if row is None else row[0]

        return self._database.read(work)

    def keep(self, rate: float | None) -> None:
        """Keep a rate in the place of the last one; None: forget it."""

        def work(tables: Tables) -> None:
            tables.execute("delete from pace")
            if rate is not None:
                tables.execute("insert into pace (rate) values (?)", [rate])

        self._database.write(work)
