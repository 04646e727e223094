"""The inbox: updates are kept here before Telegram is told that they came, until they are handled."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from sqlite_utils import Database as Tables

from bot.model import Clock, KeptUpdate, NewUpdate, UpdateMark, UpdateState
from bot.store.database import Database
from bot.store.leases import Leases
from bot.store.moments import to_seconds

REMEMBERED = 10_000
"""Ids of handled updates that are remembered: one that comes again is not handled again. Telegram hands over
a hundred at once, and sends them anew until it knows that they came."""

POISONED_KEPT = timedelta(days=7)
"""How long an update that cannot be handled is kept for whoever looks into it."""

MOST_TRIES = 5
"""Deaths of the process during one update, after which it is not handled again. More than it takes to tell:
one that is killed every two seconds dies during each first search, which waits for the dictionary."""

KEEP_PATIENCE = 2.0
"""Seconds in which updates must be kept. Without the database they can still be answered."""

_HANDLED = "update inbox set state = ?, content = null, user_id = null, owner = '' where id = ?"
_MARKS = {
    UpdateMark.BEGUN: ("update inbox set tries = tries + 1 where id = ?", ()),
    UpdateMark.RETURNED: ("update inbox set tries = tries - 1 where id = ?", ()),
    UpdateMark.DONE: (_HANDLED, (UpdateState.DONE,)),
    UpdateMark.FAILED: (_HANDLED, (UpdateState.FAILED,)),
    UpdateMark.POISONED: ("update inbox set state = ? where id = ?", (UpdateState.POISONED,)),
}


class Inbox:
    """Updates by Telegram's id. Each belongs to the process that is to handle it."""

    def __init__(self, database: Database, clock: Clock, leases: Leases) -> None:
        self._database = database
        self._clock = clock
        self._leases = leases

    def keep(self, updates: Sequence[NewUpdate], owner: str) -> frozenset[int]:
        """Keep updates in one transaction, and give the ids of those that were not known.

        Raises StoreError, with none kept, where the database does not take them in KEEP_PATIENCE.
        """
        now = to_seconds(self._clock())

        def work(tables: Tables) -> frozenset[int]:
            return frozenset(
                update.id
                for update in updates
                if tables.execute(
                    "insert or ignore into inbox (id, received_at, owner, state, user_id, content)"
                    " values (?, ?, ?, ?, ?, ?)",
                    [update.id, now, owner, UpdateState.WAITING, update.user_id, update.content],
                ).rowcount
            )

        return self._database.write(work, KEEP_PATIENCE)

    def mark(self, marks: Iterable[tuple[int, UpdateMark]]) -> None:
        """Write down what happened to updates, in one transaction and in order."""

        def work(tables: Tables) -> None:
            for update_id, mark in marks:
                statement, values = _MARKS[mark]
                tables.execute(statement, [*values, update_id])

        self._database.write(work)

    def claim(
        self, owner: str, has_ended: Callable[[str], bool], *, also_own: bool = False
    ) -> list[KeptUpdate]:
        """Take over what waits of processes that have ended, in the order of the ids.

        Where it cannot be known whether a process has ended, the lease decides that each holds while it calls
        this every few seconds. With `also_own`, what waits of this one is given too. Updates during which
        processes died MOST_TRIES times are poisoned from now on.
        """
        self._leases.take(_lease(owner), owner)

        def work(tables: Tables) -> list[KeptUpdate]:
            owners = tables.execute("select distinct owner from inbox where state = 'waiting'").fetchall()
            ended = [
                other
                for (other,) in owners
                if (also_own if other == owner else self._has_ended(tables, other, has_ended))
            ]
            if not ended:
                return []
            leases = [_lease(other) for other in ended if other != owner]
            tables.execute(
                "delete from leases where name in (select value from json_each(?))", [json.dumps(leases)]
            )
            claimed = tables.execute(
                "update inbox set owner = ?, state = case when tries < ? then state else ? end"
                " where state = 'waiting' and owner in (select value from json_each(?))"
                " returning id, content, tries, state",
                [owner, MOST_TRIES, UpdateState.POISONED, json.dumps(ended)],
            ).fetchall()
            return [
                KeptUpdate(number, content, tries, UpdateState(state))
                for number, content, tries, state in sorted(claimed)
            ]

        return self._database.write(work)

    def waiting(self, update_ids: Sequence[int]) -> list[KeptUpdate]:
        """Kept updates that wait, in the order of their ids."""

        def work(tables: Tables) -> list[KeptUpdate]:
            rows = tables.execute(
                "select id, content, tries from inbox where state = 'waiting'"
                " and id in (select value from json_each(?)) order by id",
                [json.dumps(list(update_ids))],
            )
            return [
                KeptUpdate(number, content, tries, UpdateState.WAITING) for number, content, tries in rows
            ]

        return self._database.read(work)

    def _has_ended(self, tables: Tables, owner: str, has_ended: Callable[[str], bool]) -> bool:
        return has_ended(owner) or self._leases.is_free(tables, _lease(owner))

    def tidy(self) -> None:
        """Forget what was handled long ago."""
        poisoned_until = to_seconds(self._clock() - POISONED_KEPT)

        def work(tables: Tables) -> None:
            tables.execute(
                "delete from inbox where state in ('done', 'failed') and id <="
                " (select id from inbox order by id desc limit 1 offset ?)",
                [REMEMBERED],
            )
            tables.execute("delete from inbox where state = 'poisoned' and received_at < ?", [poisoned_until])

        self._database.write(work)


def _lease(owner: str) -> str:
    return f"updates of {owner}"
