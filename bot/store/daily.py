"""What happened how often on each day, for the picture that editors are shown."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database as Tables

from bot.store.database import ASIDE_PATIENCE, Database
from bot.store.rows import day_of, iso

SUBSCRIBERS, FOUND_NOTHING = "subscribers", "found nothing"
"""What is counted: chats that get digests, and searches without a hit."""


class Daily:
    """Counts by day and by what is counted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, day: date, what: str, count: int = 1) -> None:
        """It happened so often more. Raises DatabaseUnusable soon, since no answer depends on it."""
        self._database.write(
            lambda tables: tables.execute(
                "insert into daily values (?, ?, ?) on conflict (day, what) do update set count = count + ?",
                [iso(day), what, count, count],
            ),
            ASIDE_PATIENCE,
        )

    def set(self, day: date, what: str, count: int) -> None:
        """So many there are on this day."""
        self._database.write(
            lambda tables: tables.execute(
                "insert or replace into daily values (?, ?, ?)", [iso(day), what, count]
            )
        )

    def since(self, day: date) -> dict[str, dict[date, int]]:
        """The counts of a day and those after it, by what is counted."""

        def work(tables: Tables) -> dict[str, dict[date, int]]:
            found: dict[str, dict[date, int]] = {}
            for text, what, count in tables.execute(
                "select day, what, count from daily where day >= ? order by day", [iso(day)]
            ):
                counted = day_of(text)
                assert counted is not None
                found.setdefault(what, {})[counted] = count
            return found

        return self._database.read(work)
