"""What is known of Telegram's limits, kept over restarts and shared by the processes on one database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from sqlite_utils import Database as Tables

from bot.store.database import Database

ALL_CHATS = 0
"""The number of no chat."""


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


RESERVE_PATIENCE = 1.0
"""Seconds that a message to a group waits at most until it is counted: then it leaves all the same."""


class GroupSends:
    """Messages to groups, for as long as Telegram counts them.

    Moments are seconds of a clock that all processes on the database share and nobody turns. Those of an
    earlier start of the machine are later than now, or long ago; both do not count.
    """

    def __init__(self, database: Database, seconds: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._seconds = seconds

    def reserve(self, chats: Sequence[int], most: int, period: float) -> list[float]:
        """Count a message to each of the chats, in one transaction, where it may leave now.

        Gives for each the seconds after which it may: 0.0 for what has been counted. A chat may be sent
        `most` messages in `period` seconds. Raises DatabaseUnusable.
        """

        def work(tables: Tables) -> list[float]:
            now = self._seconds()
            tables.execute("delete from group_sends where at <= ? or at > ?", [now - period, now])
            return [_reserve(tables, chat, most, now, period) for chat in chats]

        return self._database.write(work, RESERVE_PATIENCE)

    def recent(self, period: float) -> list[tuple[int, float]]:
        """The messages of the last `period` seconds, the oldest first: the chat, and how long ago."""

        def work(tables: Tables) -> list[tuple[int, float]]:
            now = self._seconds()
            sql = "select chat_id, ? - at from group_sends where at > ? and at <= ? order by at"
            return [(chat, ago) for chat, ago in tables.execute(sql, [now, now - period, now])]

        return self._database.read(work)


class Rests:
    """How long chats are to be left alone, as flood answers said. ALL_CHATS stands for every chat."""

    def __init__(self, database: Database, seconds: Callable[[], float] = time.time) -> None:
        self._database = database
        self._seconds = seconds

    def keep(self, rests: Iterable[tuple[int, float]]) -> None:
        """Keep for how many seconds from now on chats are to be left alone. Raises DatabaseUnusable."""

        def work(tables: Tables) -> None:
            now = self._seconds()
            tables.execute("delete from rests where until <= ?", [now])
            tables.conn.executemany(
                "insert into rests (chat_id, told_at, until) values (?, ?, ?)",
                [(chat, now, now + seconds) for chat, seconds in rests],
            )

        self._database.write(work, RESERVE_PATIENCE)

    def since(self, last: int) -> tuple[int, dict[int, float]]:
        """What was kept after the number `last`: the last number, and by chat the seconds that are left.

        Where the clock was put back since, no more are left than there were.
        """

        def work(tables: Tables) -> tuple[int, dict[int, float]]:
            now, left = self._seconds(), dict[int, float]()
            number = last
            rows = tables.execute("select id, chat_id, told_at, until from rests where id > ?", [last])
            for key, chat, told_at, until in rows:
                number = max(number, key)
                left[chat] = max(left.get(chat, 0.0), min(until - now, until - told_at))
            return number, {chat: seconds for chat, seconds in left.items() if seconds > 0}

        return self._database.read(work)


def _reserve(tables: Tables, chat: int, most: int, now: float, period: float) -> float:
    sql = "select at from group_sends where chat_id = ? order by at desc limit ?"
    recent = tables.execute(sql, [chat, most]).fetchall()
    if len(recent) == most:
        return float(recent[-1][0] + period - now)
    tables.execute("insert into group_sends (chat_id, at) values (?, ?)", [chat, now])
    return 0.0
