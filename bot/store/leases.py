"""Leases: of several processes on one database, one may do what must not be done twice."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlite_utils import Database as Tables

from bot.store.database import Database

LEASE_SECONDS = 12.0
"""So long after its holder was last heard of, a lease is free."""

PUSH = "push"
"""The lease of whoever sends what was promised."""


class Leases:
    """Leases by name. Holders are told apart by a text of their own choice.

    Moments are those of the machine's steady clock, which every process on it shares and nobody turns: no
    jump of a clock takes a lease from a living process. It begins anew with the machine, and so do leases.
    """

    def __init__(self, database: Database, seconds: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._seconds = seconds

    def take(self, name: str, holder: str, is_dead: Callable[[str], bool] = lambda _: False) -> bool:
        """Take a lease that is free, or keep it; say whether `holder` has it now.

        `is_dead` may know that the holder of before is no more: its lease is free at once.
        """

        def work(tables: Tables) -> bool:
            now = self._seconds()
            held = tables.execute("select holder from leases where name = ?", [name]).fetchone()
            if held and held[0] != holder and not self.is_free(tables, name) and not is_dead(held[0]):
                return False
            tables.execute(
                "insert or replace into leases (name, holder, until) values (?, ?, ?)",
                [name, holder, now + LEASE_SECONDS],
            )
            return True

        return self._database.write(work)

    def is_free(self, tables: Tables, name: str) -> bool:
        """Whether nobody holds a lease: to be asked in the transaction that acts."""
        row = tables.execute("select until from leases where name = ?", [name]).fetchone()
        now = self._seconds()
        # Later than a lease can last: of before the machine was started.
        return row is None or not now < row[0] <= now + LEASE_SECONDS

    def must_hold(self, name: str, holder: str) -> None:
        """Raise LeaseLost where somebody has taken the lease after `holder`: in the transaction that acts."""
        if not self._database.read(lambda tables: is_held(tables, name, holder)):
            raise LeaseLost(name)

    def holder(self, name: str) -> str | None:
        """Who holds a lease; None where it is free."""

        def work(tables: Tables) -> str | None:
            if self.is_free(tables, name):
                return None
            return str(tables.execute("select holder from leases where name = ?", [name]).fetchone()[0])

        return self._database.read(work)

    def left(self, name: str) -> float | None:
        """For how many seconds more a lease is held, below 0 for one that ran out; None: nobody has it."""

        def work(tables: Tables) -> float | None:
            row = tables.execute("select until from leases where name = ?", [name]).fetchone()
            return None if row is None else row[0] - self._seconds()

        return self._database.read(work)

    def give_back(self, name: str, holder: str) -> None:
        """Free a lease at once, where `holder` has it."""
        self._database.write(
            lambda tables: tables.execute("delete from leases where name = ? and holder = ?", [name, holder])
        )


class LeaseLost(Exception):
    """Another process has taken the work over."""


def batch(batch_id: int) -> str:
    """The lease of whoever reads a batch of pages."""
    return f"batch {batch_id}"


def publish_job(job_id: int) -> str:
    """The lease of whoever publishes what an editor signed."""
    return f"publish job {job_id}"


def is_held(tables: Tables, name: str, holder: str) -> bool:
    """Whether nobody has taken the lease after `holder`: to be asked in the transaction that acts."""
    return bool(tables.table("leases").count_where("name = ? and holder = ?", [name, holder]))
