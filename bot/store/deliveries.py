"""The outbox: every message that was promised to a chat, and what became of it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlite_utils import Database as Tables

from bot.model import ChatState, Clock, Composition, Delivery, DeliveryState, Message, Slot
from bot.store import compositions
from bot.store.chats import mark_gone, meet
from bot.store.database import Database
from bot.store.leases import PUSH, is_held
from bot.store.moments import from_seconds, to_seconds
from bot.store.subscriptions import UNSUBSCRIBED, NextTimes, cover, move_on

MAX_DOUBTS = 2
"""A delivery that may have arrived is tried once more, and never again after the second doubt."""

LONGEST_SEND = 600
"""Seconds after which a message that was sent at once is not under way any more."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How and from when on a message comes."""

    silent: bool = False
    link_previews: bool = False
    not_before: datetime | None = None
    """None: at once."""


AS_EVER = Manner()


@dataclass(frozen=True, slots=True)
class Promise:
    """One chat's digest for one slot, and what is true of its subscription once it is promised."""

    slot: Slot
    composition_id: int | None
    """None where there is nothing to say, and the chat wants to hear nothing then."""
    covered: int
    """The last publication that the digest covers."""
    next_at: NextTimes
    """When the hours that had come, come next."""
    come_by: datetime | None = None
    """Hours until here are seen to by it; None: those until now. Later for a slot that is brought forward."""
    manner: Manner = AS_EVER
    kept: bool = False
    """Whether hours are among those that had come, that were kept when the subscription changed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt."""

    delivery_id: int
    state: DeliveryState
    reason: str = ""
    again_at: datetime | None = None
    """When to try again, for a delivery that is pending still, or unsure for the first time."""
    message_id: int | None = None
    """What Telegram calls the message that was sent."""
    chat_waits: bool = False
    """Whether everything else that is promised to the chat waits until `again_at` too."""


class Deliveries:
    """Deliveries by id; unique by chat, thread and key."""

    def __init__(
        self, database: Database, clock: Clock, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """`seconds` is a clock that nobody turns."""
        self._database = database
        self._clock = clock
        self._seconds = seconds
        self._begun_since: dict[int, float] = {}

    def promise(
        self, promises: Iterable[Promise], now: datetime, composed: Iterable[Composition] = ()
    ) -> int:
        """Promise digests, and move their subscriptions on, all in one transaction; say how many are new.

        `now` is the moment at which the subscriptions were found due. Those that were changed, paused or seen
        to since are left out, and so is a slot that was promised before. What is `composed`, under ids that
        were reserved, is kept in the same transaction.
        """

        def work(tables: Tables) -> int:
            compositions.keep(tables, composed, now)
            return sum(_promise(tables, one, now) for one in promises)

        return self._database.write(work)

    def promise_at_once(
        self, chat_id: int, thread_id: int, composition_id: int, covered: int, manner: Manner = AS_EVER
    ) -> bool:
        """Promise a digest that was asked for, once for the publication it covers; say whether it is new.

        What it covers is not in the next one. Nothing is promised to a chat that is gone.
        """
        now = self._clock()

        def work(tables: Tables) -> bool:
            gone = tables.table("chats").count_where("id = ? and state = ?", [chat_id, ChatState.GONE])
            if gone:
                return False
            place = chat_id, thread_id, f"digest now {covered}"
            new = _add(tables, place, composition_id, manner, now) == 1
            tables.execute(
                "update subscriptions set covered = max(coalesce(covered, 0), ?)"
                " where chat_id = ? and thread_id = ?",
                [covered, chat_id, thread_id],
            )
            return new

        return self._database.write(work)

    def promise_message(
        self,
        chat_id: int,
        thread_id: int,
        key: str,
        message: Message,
        *,
        entry_ids: Iterable[int] = (),
        manner: Manner = AS_EVER,
    ) -> bool:
        """Promise one message, such as an alert, once for its key; say whether that was new.

        Nothing is promised to a chat that is gone.
        """
        now = self._clock()

        def work(tables: Tables) -> bool:
            meet(tables, chat_id, to_seconds(now))
            promised = tables.table("deliveries").count_where(
                "chat_id = ? and thread_id = ? and key = ?", [chat_id, thread_id, key]
            )
            gone = tables.table("chats").count_where("id = ? and state = ?", [chat_id, ChatState.GONE])
            if promised or gone:
                return False
            made = compositions.add(tables, message, entry_ids, now)
            return _add(tables, (chat_id, thread_id, key), made, manner, now) == 1

        return self._database.write(work)

    def promise_alert(
        self,
        chat_id: int,
        thread_id: int,
        entry_ids: Iterable[int],
        compose: Callable[[frozenset[int]], Message],
        manner: Manner = AS_EVER,
    ) -> bool:
        """Promise an alert to articles, each once for its chat and thread; say whether any is new.

        `compose` gets the ids of those that are, in the transaction. Nothing is promised to a chat that is
        gone.
        """
        now = self._clock()
        at = to_seconds(now)

        def work(tables: Tables) -> bool:
            meet(tables, chat_id, at)
            if tables.table("chats").count_where("id = ? and state = ?", [chat_id, ChatState.GONE]):
                return False
            new = frozenset(
                entry_id
                for entry_id in entry_ids
                if tables.execute(
                    "insert or ignore into alerted values (?, ?, ?, ?)", [chat_id, thread_id, entry_id, at]
                ).rowcount
            )
            if not new:
                return False
            made = compositions.add(tables, compose(new), (), now)
            return _add(tables, (chat_id, thread_id, f"alert {made}"), made, manner, now) == 1

        return self._database.write(work)

    def begin(self, chat_id: int, thread_id: int, message: Message, sender: str) -> Delivery:
        """Promise a message that the process `sender` sends at once: it is committed as being sent.

        In the transaction of the deed that it tells of, so that neither is without the other. Whoever dies
        before it is settled leaves it as any other that was being sent.
        """
        now = self._clock()
        key = f"owed {token_hex(8)}"

        def work(tables: Tables) -> Delivery:
            meet(tables, chat_id, to_seconds(now))
            made = compositions.add(tables, message, (), now)
            begun = tables.execute(
                "insert into deliveries (chat_id, thread_id, key, composition_id, silent, link_previews,"
                " state, attempts, promised_at, sender) values (?, ?, ?, ?, 0, 0, ?, 1, ?, ?) returning id",
                [chat_id, thread_id, key, made, DeliveryState.SENDING, to_seconds(now), sender],
            ).fetchone()
            # Of a group that moved, or as it is stored: what is sent is what a later try would send.
            return _delivery(next(_with_messages(tables, [begun[0]])))

        return self._database.write(work)

    def owe(
        self,
        chat_id: int,
        thread_id: int,
        message: Message,
        reason: str,
        wait: timedelta,
        *,
        unsure: bool = False,
    ) -> None:
        """Keep an answer that Telegram refused for now, or, `unsure`, may have taken: it is tried again."""
        now = self._clock()
        state = DeliveryState.UNSURE if unsure else DeliveryState.PENDING

        def work(tables: Tables) -> None:
            begun = self.begin(chat_id, thread_id, message, sender="")
            _settle(tables, Outcome(begun.id, state, reason, now + wait), to_seconds(now))

        self._database.write(work)

    def announce(self, key: str, message: Message, not_before: Mapping[int, datetime] | None = None) -> int:
        """Promise one message to every chat that can be reached, once for its key; say to how many.

        It comes as loud as the chat's digests do, and to the chats named in `not_before` not before then.
        """
        now = self._clock()
        later = {chat: to_seconds(moment) for chat, moment in (not_before or {}).items()}

        def work(tables: Tables) -> int:
            made = compositions.add(tables, message, (), now)
            seconds = to_seconds(now)
            promised = tables.execute(
                "insert or ignore into deliveries (chat_id, thread_id, key, composition_id, silent,"
                " link_previews, state, promised_at, due_at)"
                " select c.id, 0, ?, ?, coalesce(s.silent, 0), coalesce(s.link_previews, 0), ?, ?, ?"
                " from chats c left join subscriptions s on s.chat_id = c.id and s.thread_id = 0"
                " where c.state = ? order by c.id",
                [key, made, DeliveryState.PENDING, seconds, seconds, ChatState.ACTIVE],
            ).rowcount
            tables.conn.executemany(
                "update deliveries set due_at = ? where chat_id = ? and thread_id = 0 and key = ?"
                " and composition_id = ?",
                [(moment, chat, key, made) for chat, moment in later.items()],
            )
            return promised

        return self._database.write(work)

    def take(
        self,
        limit: int,
        settle: Iterable[Outcome] = (),
        resting: Iterable[int | str] = (),
        *,
        holder: str | None = None,
    ) -> list[Delivery]:
        """Settle what was tried, and take up to `limit` deliveries that are due, in one transaction.

        With `holder`, nothing is taken where somebody else has taken the lease of the push meanwhile.

        What is returned is committed as being sent: the caller may make the request. A chat has at most one
        delivery on its way and none while it is `resting`; of the others, those promised first go first.
        """
        now = self._clock()
        outcomes = list(settle)
        busy = set(resting)

        def work(tables: Tables) -> list[Delivery]:
            for outcome in outcomes:
                _settle(tables, outcome, to_seconds(now))
            if holder is not None and not is_held(tables, PUSH, holder):
                return []
            taken = _free(tables, limit, int(now.timestamp()), busy)
            tables.conn.executemany(
                "update deliveries set state = ?, due_at = null, attempts = attempts + 1, sender = null"
                " where id = ?",
                [(DeliveryState.SENDING, key) for key in taken],
            )
            return [_delivery(row) for row in _with_messages(tables, taken)]

        return self._database.write(work)

    def recover(self, under_way: Iterable[int] = ()) -> int:
        """After a crash: what was being sent may have arrived, and is tried once more; say how many.

        What is `under_way` in this process is left alone, and what was begun to be sent at once: see
        `recover_begun`.
        """
        now = to_seconds(self._clock())
        ours = set(under_way)

        def work(tables: Tables) -> int:
            rows = tables.execute(
                "select id from deliveries where state = ? and sender is null", [DeliveryState.SENDING]
            ).fetchall()
            return _lost(tables, [key for (key,) in rows if key not in ours], now)

        return self._database.write(work)

    def recover_begun(self, has_ended: Callable[[str], bool]) -> int:
        """As `recover`, for what a process that has ended was sending at once.

        What has been seen under way for longer than any request takes counts too.
        """
        now = to_seconds(self._clock())

        def begun(tables: Tables) -> list[int]:
            rows = tables.execute(
                "select id, sender from deliveries where state = ? and sender is not null",
                [DeliveryState.SENDING],
            ).fetchall()
            seen = self._seconds()
            self._begun_since = {key: self._begun_since.get(key, seen) for key, _ in rows}
            return [
                key
                for key, sender in rows
                if seen - self._begun_since[key] > LONGEST_SEND or has_ended(sender)
            ]

        if not self._database.read(begun):
            return 0
        return self._database.write(lambda tables: _lost(tables, begun(tables), now))

    def bring_back(self, now: datetime, by: timedelta = timedelta()) -> int:
        """After the clock was put back: what was promised at a moment that is yet to come is due as long
        after now as it was after its promise; say how many.

        What was refused for now, and what waits for its chat since, is due earlier `by` as much as the clock
        was put back.
        """
        moment, earlier = to_seconds(now), int(by.total_seconds())

        def work(tables: Tables) -> int:
            refused = tables.execute(
                "select distinct chat_id, due_at from deliveries where due_at > ? and attempts > 0", [moment]
            ).fetchall()
            tables.conn.executemany(
                "update deliveries set due_at = max(?, due_at - ?) where chat_id = ? and due_at = ?"
                " and promised_at <= ?",
                [(moment, earlier, chat, due, moment) for chat, due in refused if earlier],
            )
            return tables.execute(
                "update deliveries set due_at = due_at - promised_at + :now, promised_at = :now"
                " where due_at is not null and promised_at > :now",
                {"now": moment},
            ).rowcount

        return self._database.write(work)

    def told(self, chat_id: int, thread_id: int) -> set[int]:
        """The entries that digests have brought the chat and thread, or are about to, as far as kept.

        Of one that went into another since, that one too.
        """

        def work(tables: Tables) -> set[int]:
            rows = tables.execute(
                "select distinct c.entry_ids from deliveries d join compositions c on c.id = d.composition_id"
                " where d.chat_id = ? and d.thread_id = ? and d.key like 'digest %'"
                " and d.state not in (?, ?, ?)",
                [chat_id, thread_id, DeliveryState.GONE, DeliveryState.FAILED, DeliveryState.WITHHELD],
            ).fetchall()
            entries = {entry for (listed,) in rows for entry in json.loads(listed)}
            moved = tables.execute(
                "select entry_id from moved where id in (select value from json_each(?))",
                [json.dumps(sorted(entries))],
            )
            return entries | {entry for (entry,) in moved.fetchall()}

        return self._database.read(work)

    def prune(self, before: datetime, at_most: int = 5000) -> int:
        """Delete up to `at_most` deliveries that were settled before a moment; say how many went.

        Compositions made before it go with them, once no delivery names them any more.
        """
        moment = to_seconds(before)

        def work(tables: Tables) -> int:
            gone = tables.execute(
                "delete from deliveries where id in"
                " (select id from deliveries where settled_at < ? and due_at is null limit ?)",
                [moment, at_most],
            ).rowcount
            tables.execute("delete from alerted where at < ?", [moment])
            tables.execute("delete from due_slots where kept_at < ?", [moment])
            tables.execute(
                "delete from compositions where id in (select id from compositions c where made_at < ?"
                " and not exists (select 1 from deliveries where composition_id = c.id) limit ?)",
                [moment, at_most],
            )
            return gone

        return self._database.write(work)

    def get(self, delivery_id: int) -> Delivery | None:
        """The delivery as it stands."""

        def work(tables: Tables) -> Delivery | None:
            row = next(_with_messages(tables, [delivery_id]), None)
            return _delivery(row) if row else None

        return self._database.read(work)

    def counts(self) -> dict[str, int]:
        """How many there are, by state; `waiting` is how many will be tried (again)."""

        def work(tables: Tables) -> dict[str, int]:
            counted = dict(tables.execute("select state, count(*) from deliveries group by state").fetchall())
            counted["waiting"] = tables.table("deliveries").count_where("due_at is not null")
            return counted

        return self._database.read(work)

    def sent_by_hour(self, since: datetime) -> dict[datetime, int]:
        """How many were sent in each hour since a moment, as far as kept; each hour by its beginning."""
        values = [to_seconds(since), DeliveryState.SENT]

        def work(tables: Tables) -> dict[datetime, int]:
            counted = tables.execute(
                "select settled_at / 3600, count(*) from deliveries where settled_at >= ? and state = ?"
                " group by 1",
                values,
            )
            return {from_seconds(hour * 3600): count for hour, count in counted}

        return self._database.read(work)

    def pace(self) -> dict[str, int]:
        """How many were sent in the last minute, and for how many minutes the oldest has waited."""
        now = self._clock()
        oldest = self.oldest_waiting()
        sent = self._database.read(
            lambda tables: tables.table("deliveries").count_where(
                "settled_at > ? and state = ?", [int(now.timestamp()) - 60, DeliveryState.SENT]
            )
        )
        waited = 0 if oldest is None else max(0, int((now - oldest).total_seconds() // 60))
        return {"sent_last_minute": sent, "oldest_waits_minutes": waited}

    def oldest_waiting(self) -> datetime | None:
        """When the oldest of those that wait was promised."""
        return self._moment("select min(promised_at) from deliveries where due_at is not null")

    def overdue_since(self) -> datetime | None:
        """Since when the first of those that may be sent has waited; None where none waits."""
        return self._moment("select min(due_at) from deliveries where due_at is not null")

    def latest_moment(self) -> datetime | None:
        """When the last delivery was promised."""
        return self._moment("select promised_at from deliveries order by id desc limit 1")

    def failed_since(self, moment: datetime) -> int:
        """How many failed after a moment, other than because the chat unsubscribed."""
        sql = "settled_at > ? and state = ? and reason != ?"
        bound = [to_seconds(moment), DeliveryState.FAILED, UNSUBSCRIBED]
        return self._database.read(lambda tables: tables.table("deliveries").count_where(sql, bound))

    def muted_since(self, moment: datetime) -> int:
        """How many were not sent after a moment because the bot may not write in the chat."""
        bound = [to_seconds(moment), DeliveryState.MUTED]
        return self._database.read(
            lambda tables: tables.table("deliveries").count_where("settled_at > ? and state = ?", bound)
        )

    def _moment(self, sql: str) -> datetime | None:
        def work(tables: Tables) -> datetime | None:
            row = tables.execute(sql).fetchone()
            return None if row is None or row[0] is None else from_seconds(row[0])

        return self._database.read(work)


def digest_key(slot: Slot) -> str:
    """The key under which a slot's digest is promised."""
    return f"digest {slot.local:%Y-%m-%dT%H:%M}"


def _promise(tables: Tables, promise: Promise, now: datetime) -> bool:
    """Promise a digest, and say whether it is new.

    Of a slot that was promised before, such as one that a change of the zone has brought again, nothing is
    covered: what the digest would have held is in the next one.
    """
    slot = promise.slot
    if not move_on(tables, slot, promise.come_by or now, promise.next_at, kept=promise.kept):
        return False
    place = slot.chat_id, slot.thread_id
    if promise.composition_id is None:
        cover(tables, *place, promise.covered)
        return False
    new = _add(tables, (*place, digest_key(slot)), promise.composition_id, promise.manner, now) == 1
    if new:
        cover(tables, *place, promise.covered)
    return new


def _add(
    tables: Tables, place: tuple[int, int, str], composition_id: int, manner: Manner, now: datetime
) -> int:
    due_at = max(now, manner.not_before or now)
    return tables.conn.execute(
        "insert or ignore into deliveries (chat_id, thread_id, key, composition_id, silent, link_previews,"
        " state, promised_at, due_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *place,
            composition_id,
            manner.silent,
            manner.link_previews,
            DeliveryState.PENDING,
            to_seconds(now),
            to_seconds(due_at),
        ],
    ).rowcount


def _free(tables: Tables, limit: int, now: int, resting: set[int | str]) -> list[int]:
    busy = resting | {
        row[0]
        for row in tables.execute(
            "select chat_id from deliveries where state = ?", [DeliveryState.SENDING]
        ).fetchall()
    }
    taken: list[int] = []
    # What was refused for now goes before what has not been tried: it was promised before it.
    for attempts in ("attempts > 0", "attempts = 0"):
        waiting = tables.execute(
            "select id, chat_id from deliveries"
            f" where due_at is not null and {attempts} and due_at <= ? order by due_at, id",
            [now],
        )
        # Read only as far as needed: behind these may be a hundred thousand more.
        for key, chat_id in waiting:
            if len(taken) >= limit:
                break
            if chat_id not in busy:
                busy.add(chat_id)
                taken.append(key)
        waiting.close()
    return taken


def _lost(tables: Tables, keys: Sequence[int], now: int) -> int:
    for key in keys:
        stopped = Outcome(
            key, DeliveryState.UNSURE, "Baozhai stopped while it was being sent", from_seconds(now)
        )
        _settle(tables, stopped, now)
    return len(keys)


def _settle(tables: Tables, outcome: Outcome, now: int) -> None:
    """Write down what became of an attempt; a reason of an earlier one stays where there is no new one."""
    row = tables.execute(
        "select chat_id, doubts from deliveries where id = ? and state = ?",
        [outcome.delivery_id, DeliveryState.SENDING],
    ).fetchone()
    if row is None:
        return
    chat_id, doubts = row
    doubts += outcome.state is DeliveryState.UNSURE
    again = outcome.again_at
    if outcome.state not in {DeliveryState.PENDING, DeliveryState.UNSURE} or doubts >= MAX_DOUBTS:
        again = None
    tables.execute(
        "update deliveries set state = ?, doubts = ?, due_at = ?, settled_at = ?, message_id = ?,"
        " reason = coalesce(nullif(?, ''), reason)"
        " where id = ?",
        [
            outcome.state,
            doubts,
            None if again is None else to_seconds(again),
            now if again is None else None,
            outcome.message_id,
            outcome.reason,
            outcome.delivery_id,
        ],
    )
    if outcome.chat_waits and again is not None:
        tables.execute(
            "update deliveries set due_at = max(due_at, ?) where chat_id = ? and due_at is not null",
            [to_seconds(again), chat_id],
        )
    if outcome.state is DeliveryState.GONE:
        mark_gone(tables, chat_id, now)


def _with_messages(tables: Tables, keys: list[int]) -> Any:
    marks = ", ".join("?" * len(keys))
    return iter(
        tables.query(
            "select d.*, c.text, c.buttons, c.entry_ids"
            " from deliveries d join compositions c on c.id = d.composition_id"
            f" where d.id in ({marks}) order by d.id",
            keys,
        )
    )


def _delivery(row: dict[str, Any]) -> Delivery:
    return Delivery(
        id=row["id"],
        chat_id=row["chat_id"],
        thread_id=row["thread_id"],
        key=row["key"],
        message=compositions.message_of(row),
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        silent=bool(row["silent"]),
        link_previews=bool(row["link_previews"]),
        entry_ids=tuple(json.loads(row["entry_ids"])),
    )
