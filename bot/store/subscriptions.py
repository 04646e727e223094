"""What chats want to be sent and when: one row a chat and thread, and a row for each of its local hours."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlite_utils import Database as Tables

from bot.model import ChatState, Clock, DeliveryState, Length, Slot, Subscription, WhenEmpty
from bot.store import due_slots
from bot.store.chats import BACK_WITHIN, meet
from bot.store.database import Database
from bot.store.due_slots import DueSlot
from bot.store.moments import from_seconds, to_seconds

NextTimes = Mapping[time, datetime]
"""For each local hour, when it comes next, in UTC."""

UNSUBSCRIBED = "unsubscribed"
"""Why a digest that was promised is not sent."""

READ_AT_ONCE = 1000
"""Subscriptions read at a time, where a hundred thousand may be due."""

_SELECT = (
    "select s.*, c.language,"
    " (select group_concat(at, ' ') from schedules where subscription_id = s.id) as times"
    " from subscriptions s join chats c on c.id = s.chat_id"
)
_REACHABLE = f"not s.paused and c.state = '{ChatState.ACTIVE}'"


@dataclass(frozen=True, slots=True)
class Overdue:
    """A subscription with those of its hours that have come since they were last seen to."""

    subscription: Subscription
    language: str | None
    """The language that the chat chose."""
    hours: tuple[time, ...]
    since: datetime
    """When the first of them came, or of those that are kept."""
    kept: tuple[DueSlot, ...] = ()
    """Hours that had come before something about it changed."""


@dataclass(frozen=True, slots=True)
class Hours:
    """What many schedules have in common that come at one moment."""

    at: time
    zone: str
    weekdays: frozenset[int]
    next_at: datetime


class Subscriptions:
    """Subscriptions by chat and thread; the thread is 0 outside forum topics."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def get(self, chat_id: int, thread_id: int = 0) -> Subscription | None:
        """The subscription of a chat and thread, if it has one."""

        def work(tables: Tables) -> Subscription | None:
            rows = _rows(tables, f"{_SELECT} where s.chat_id = ? and s.thread_id = ?", [chat_id, thread_id])
            row = next(rows, None)
            return _subscription(row) if row else None

        return self._database.read(work)

    def of_chat(self, chat_id: int) -> list[Subscription]:
        """The subscriptions of all threads of a chat."""
        return self._database.read(
            lambda tables: [
                _subscription(row) for row in _rows(tables, f"{_SELECT} where s.chat_id = ?", [chat_id])
            ]
        )

    def save(self, subscription: Subscription, next_at: NextTimes) -> None:
        """Keep a subscription, new or changed, and when each of its hours comes next.

        An hour that `next_at` does not name is reckoned by the next tick, from now on. What a known
        subscription has been sent stays as it is stored, whatever `covered` says: a digest may be under way.
        Digests that were dropped because the chat had left wait to be sent again, where it is soon back, and
        an hour that has come is due, whatever becomes of it.
        """
        now = to_seconds(self._clock())

        def work(tables: Tables) -> None:
            due_slots.keep(tables, subscription.chat_id, now, subscription.thread_id)
            meet(tables, subscription.chat_id, now)
            key = _keep(tables, subscription)
            _bring_back(tables, subscription, now)
            hours = {f"{hour:%H:%M}": next_at.get(hour) for hour in subscription.times}
            # A second less: an hour is reckoned that comes later than this.
            reckon_from = now - 1 if None in hours.values() else None
            tables.execute("update subscriptions set reckon_from = ? where id = ?", [reckon_from, key])
            tables.execute("delete from schedules where subscription_id = ?", [key])
            tables.conn.executemany(
                "insert into schedules (subscription_id, at, next_at) values (?, ?, ?)",
                [
                    (key, hour, None if subscription.paused or moment is None else to_seconds(moment))
                    for hour, moment in hours.items()
                ],
            )

        self._database.write(work)

    def remove(self, chat_id: int, thread_id: int = 0) -> bool:
        """Drop a subscription and the digests that wait to be sent for it, and say whether there was one.

        What is due waits for the chat to come back.
        """
        now = to_seconds(self._clock())

        def work(tables: Tables) -> bool:
            place = [chat_id, thread_id]
            due_slots.keep(tables, chat_id, now, thread_id)
            tables.execute(
                "update deliveries set state = ?, due_at = null, settled_at = ?, reason = ?"
                " where chat_id = ? and thread_id = ? and key like 'digest %' and due_at is not null",
                [DeliveryState.FAILED, now, UNSUBSCRIBED, *place],
            )
            removed = tables.execute("delete from subscriptions where chat_id = ? and thread_id = ?", place)
            return removed.rowcount > 0

        return self._database.write(work)

    def set_paused(
        self,
        chat_id: int,
        thread_id: int,
        paused: bool,
        next_at: NextTimes | None = None,
        *,
        keep_due: bool = True,
    ) -> bool:
        """Halt a subscription or let it go on, and say whether there is one.

        When it goes on, `next_at` says when each hour comes next: nothing of the pause is made up. Where it
        does not, the next tick reckons, from now on. What is due comes in the pause too, unless `keep_due` is
        False.
        """
        now = to_seconds(self._clock())

        def work(tables: Tables) -> bool:
            if keep_due:
                due_slots.keep(tables, chat_id, now, thread_id)
            else:
                due_slots.settle(tables, chat_id, thread_id, now)
            key = _key(tables, chat_id, thread_id)
            if key is None:
                return False
            tables.execute(
                "update subscriptions set paused = ?, reckon_from = ? where id = ?", [paused, now - 1, key]
            )
            tables.execute("update schedules set next_at = null where subscription_id = ?", [key])
            if not paused:
                _set_next(tables, key, next_at or {})
            return True

        return self._database.write(work)

    def due(self, now: datetime) -> Iterator[Overdue]:
        """The subscriptions with an hour that has come, those first that have waited longest.

        Those of chats that are gone are never due, paused ones only by what had come before the pause.
        They are read as they are asked for, some at a time: of those that change meanwhile the newer state is
        given.
        """
        sql = (
            "select id, group_concat(at, ' '), min(since) from ("
            "select subscription_id as id, at, next_at as since from schedules where next_at <= :now"
            " union all select s.id, null, d.come_at from due_slots d"
            " join subscriptions s on s.chat_id = d.chat_id and s.thread_id = d.thread_id"
            f" join chats c on c.id = s.chat_id where c.state = '{ChatState.ACTIVE}'"
            ") group by id order by min(since), id"
        )
        bound = {"now": int(now.timestamp())}
        hours = self._database.read(lambda tables: tables.execute(sql, bound).fetchall())
        for start in range(0, len(hours), READ_AT_ONCE):
            some = hours[start : start + READ_AT_ONCE]
            rows, slots = self._of_active_chats([key for key, _, _ in some])
            for key, come, since in some:
                if key in rows:
                    row = rows[key]
                    subscription, kept = _subscription(row), slots.get(key, ())
                    yield Overdue(subscription, row["language"], _times(come), from_seconds(since), kept)

    def words_of_due(self, now: datetime) -> set[str]:
        """The words that any subscription names which has an hour that has come, or does not want."""
        due = (
            "(subscriptions.id in (select subscription_id from schedules where next_at <= :now)"
            " or (chat_id, thread_id) in (select chat_id, thread_id from due_slots))"
        )
        sql = " union ".join(
            f"select value from subscriptions, json_each({column}) where {column} != '[]' and {due}"
            for column in ("include_words", "exclude_words")
        )
        bound = {"now": int(now.timestamp())}
        return self._database.read(lambda tables: {word for (word,) in tables.execute(sql, bound)})

    def _of_active_chats(
        self, keys: list[int]
    ) -> tuple[dict[int, dict[str, Any]], dict[int, tuple[DueSlot, ...]]]:
        sql = f"{_SELECT} where c.state = '{ChatState.ACTIVE}' and s.id in (select value from json_each(?))"

        def work(tables: Tables) -> tuple[dict[int, dict[str, Any]], dict[int, tuple[DueSlot, ...]]]:
            rows = {row["id"]: row for row in tables.query(sql, [json.dumps(keys)])}
            return rows, due_slots.of_subscriptions(tables, keys)

        return self._database.read(work)

    def pass_over(self, overdue: Iterable[tuple[Subscription, NextTimes]], now: datetime) -> None:
        """Let hours that came by `now` go by without a digest: what it would have held is in the next one."""

        def work(tables: Tables) -> None:
            for subscription, next_at in overdue:
                place = subscription.chat_id, subscription.thread_id
                _move_hours(tables, place, next_at, now)
                due_slots.settle(tables, *place, int(now.timestamp()))

        self._database.write(work)

    def awaiting_issue(self, now: datetime, until: datetime) -> list[Overdue]:
        """The subscriptions that want their digest as soon as the papers are out, with an hour to come.

        Hours later than `until` are left out; each subscription stands here with the first of its hours.
        """

        def work(tables: Tables) -> list[Overdue]:
            sql = (
                f"{_SELECT} join (select subscription_id, at, min(next_at) as first from schedules"
                " where next_at is not null group by subscription_id) n on n.subscription_id = s.id"
                f" where s.at_issue and {_REACHABLE} and n.first > ? and n.first <= ? order by s.id"
            ).replace("select s.*,", "select s.*, n.at as coming, n.first,")
            bounds = [int(now.timestamp()), int(until.timestamp())]
            return [
                Overdue(
                    _subscription(row), row["language"], _times(row["coming"]), from_seconds(row["first"])
                )
                for row in _rows(tables, sql, bounds)
            ]

        return self._database.read(work)

    def unschedule_after(self, moment: datetime) -> int:
        """Forget of the hours that come later than a moment when they come; say of how many."""
        bound = [to_seconds(moment)]
        far = "schedules where next_at > ?"
        if not self._database.read(
            lambda tables: tables.execute(f"select 1 from {far} limit 1", bound).fetchone()
        ):
            return 0
        return self._database.write(
            lambda tables: (
                tables.execute("update schedules set next_at = null where next_at > ?", bound).rowcount
            )
        )

    def unscheduled(self) -> list[tuple[Subscription, datetime | None]]:
        """Subscriptions that go on again, with an hour of which nobody has reckoned when it comes.

        With each, the moment from which on its hours count; None: from now on.
        """
        sql = (
            f"{_SELECT} where {_REACHABLE}"
            " and s.id in (select subscription_id from schedules where next_at is null)"
        )
        return self._database.read(
            lambda tables: [
                (_subscription(row), None if row["reckon_from"] is None else from_seconds(row["reckon_from"]))
                for row in _rows(tables, sql, [])
            ]
        )

    def schedule(self, reckoned: Iterable[tuple[Subscription, NextTimes]]) -> None:
        """Say when the hours of subscriptions come next; those that were reckoned meanwhile stay."""

        def work(tables: Tables) -> None:
            for subscription, next_at in reckoned:
                key = _key(tables, subscription.chat_id, subscription.thread_id)
                if key is not None:
                    _set_next(tables, key, next_at)

        self._database.write(work)

    def reckoned_after(self, now: datetime) -> list[Hours]:
        """The hours that come later than now, each once for all subscriptions that have it."""
        sql = (
            "select distinct at, zone, weekdays, next_at from schedules"
            " join subscriptions on id = subscription_id where next_at > ?"
        )
        return self._database.read(
            lambda tables: [
                Hours(time.fromisoformat(at), zone, frozenset(map(int, days)), from_seconds(next_at))
                for at, zone, days, next_at in tables.execute(sql, [int(now.timestamp())])
            ]
        )

    def reckon(self, moments: Iterable[tuple[Hours, datetime]]) -> int:
        """Let hours come at other moments than those that were reckoned; say of how many schedules."""

        def work(tables: Tables) -> int:
            return sum(
                tables.conn.execute(
                    "update schedules set next_at = ? where next_at = ? and at = ? and subscription_id in"
                    " (select id from subscriptions where zone = ? and weekdays = ?)",
                    [
                        to_seconds(moment),
                        to_seconds(hours.next_at),
                        f"{hours.at:%H:%M}",
                        hours.zone,
                        "".join(map(str, sorted(hours.weekdays))),
                    ],
                ).rowcount
                for hours, moment in moments
            )

        return self._database.write(work)

    def next_at(self, chat_id: int, thread_id: int = 0) -> datetime | None:
        """When the next digest is due; None where none is."""

        def work(tables: Tables) -> datetime | None:
            (seconds,) = tables.execute(
                "select min(next_at) from schedules join subscriptions on id = subscription_id"
                " where chat_id = ? and thread_id = ?",
                [chat_id, thread_id],
            ).fetchone()
            return None if seconds is None else from_seconds(seconds)

        return self._database.read(work)

    def each(self) -> list[Subscription]:
        """All subscriptions."""
        return self._database.read(
            lambda tables: [
                _subscription(row) for row in _rows(tables, f"{_SELECT} order by s.chat_id, s.thread_id", [])
            ]
        )

    def with_quiet_hours(self) -> list[Subscription]:
        """The subscriptions that have quiet hours."""
        sql = f"{_SELECT} where s.quiet_from is not null order by s.id"
        return self._database.read(lambda tables: [_subscription(row) for row in _rows(tables, sql, [])])

    def zones(self) -> set[str]:
        """The zones that any subscription names."""
        sql = "select distinct zone from subscriptions"
        return self._database.read(lambda tables: {zone for (zone,) in tables.execute(sql)})

    def counts(self) -> dict[str, int]:
        """How many there are: `all`, and of these `paused` and `gone`, where the chat is."""

        def work(tables: Tables) -> dict[str, int]:
            row = tables.execute(
                "select count(*), coalesce(sum(s.paused), 0), coalesce(sum(c.state = ?), 0)"
                " from subscriptions s join chats c on c.id = s.chat_id",
                [ChatState.GONE],
            ).fetchone()
            return dict(zip(("all", "paused", "gone"), row, strict=True))

        return self._database.read(work)


def move_on(tables: Tables, slot: Slot, now: datetime, next_at: NextTimes, *, kept: bool = False) -> bool:
    """Say that a slot has been seen to: the hours that had come by `now` come next as `next_at` says.

    `kept`: it was found due by hours that had come before a change, too. False, with nothing changed, where
    no such hour is left: the subscription was removed, paused, changed or seen to since it was found due.
    """
    place = slot.chat_id, slot.thread_id
    moved = _move_hours(tables, place, next_at, now)
    if kept and _key(tables, *place) is not None:
        moved += due_slots.settle(tables, *place, int(now.timestamp()))
    return moved > 0


def cover(tables: Tables, chat_id: int, thread_id: int, publication: int) -> None:
    """Say that a chat and thread has been promised all up to a publication."""
    tables.conn.execute(
        "update subscriptions set covered = max(coalesce(covered, 0), ?) where chat_id = ? and thread_id = ?",
        [publication, chat_id, thread_id],
    )


def _bring_back(tables: Tables, subscription: Subscription, now: int) -> None:
    """Let digests wait again that were dropped when the chat left."""
    tables.execute(
        "update deliveries set state = ?, due_at = ?, settled_at = null, reason = '' where chat_id = ?"
        " and thread_id = ? and key like 'digest %' and state = ? and reason = ? and promised_at >= ?",
        [
            DeliveryState.PENDING,
            now,
            subscription.chat_id,
            subscription.thread_id,
            DeliveryState.FAILED,
            UNSUBSCRIBED,
            now - BACK_WITHIN,
        ],
    )


def _move_hours(tables: Tables, place: tuple[int, int], next_at: NextTimes, now: datetime) -> int:
    come = int(now.timestamp())
    return sum(
        tables.conn.execute(
            "update schedules set next_at = ? where at = ? and next_at <= ? and subscription_id ="
            " (select id from subscriptions where chat_id = ? and thread_id = ?)",
            [to_seconds(moment), f"{hour:%H:%M}", come, *place],
        ).rowcount
        for hour, moment in next_at.items()
    )


def _keep(tables: Tables, subscription: Subscription) -> int:
    wishes = _wishes(subscription)
    names = ", ".join(wishes)
    marks = ", ".join("?" * len(wishes))
    kept = ", ".join(f"{name} = excluded.{name}" for name in wishes)
    row = tables.execute(
        f"insert into subscriptions (chat_id, thread_id, covered, {names}) values (?, ?, ?, {marks})"
        f" on conflict (chat_id, thread_id) do update set {kept} returning id",
        [subscription.chat_id, subscription.thread_id, subscription.covered, *wishes.values()],
    ).fetchone()
    return int(row[0])


def _wishes(subscription: Subscription) -> dict[str, object]:
    begin, end = subscription.quiet or (None, None)
    return {
        "zone": subscription.zone,
        "topics": json.dumps(subscription.topics, ensure_ascii=False),
        "paused": subscription.paused,
        "weekdays": "".join(map(str, sorted(subscription.weekdays))),
        "include_words": json.dumps(subscription.include_words, ensure_ascii=False),
        "exclude_words": json.dumps(subscription.exclude_words, ensure_ascii=False),
        "items": subscription.items,
        "when_empty": subscription.when_empty,
        "at_issue": subscription.at_issue,
        "quiet_from": begin and f"{begin:%H:%M}",
        "quiet_until": end and f"{end:%H:%M}",
        "length": subscription.length,
        "silent": subscription.silent,
        "link_previews": subscription.link_previews,
    }


def _key(tables: Tables, chat_id: int, thread_id: int) -> int | None:
    row = tables.execute(
        "select id from subscriptions where chat_id = ? and thread_id = ?", [chat_id, thread_id]
    ).fetchone()
    return row and int(row[0])


def _set_next(tables: Tables, key: int, next_at: NextTimes) -> None:
    tables.conn.executemany(
        "update schedules set next_at = ? where subscription_id = ? and at = ? and next_at is null",
        [(to_seconds(moment), key, f"{hour:%H:%M}") for hour, moment in next_at.items()],
    )


def _rows(tables: Tables, sql: str, values: list[int]) -> Iterator[dict[str, Any]]:
    return iter(tables.query(sql, values))


def _subscription(row: dict[str, Any]) -> Subscription:
    return Subscription(
        chat_id=row["chat_id"],
        thread_id=row["thread_id"],
        times=_times(row["times"]),
        zone=row["zone"],
        topics=tuple(json.loads(row["topics"])),
        paused=bool(row["paused"]),
        covered=row["covered"],
        weekdays=frozenset(map(int, row["weekdays"])),
        include_words=tuple(json.loads(row["include_words"])),
        exclude_words=tuple(json.loads(row["exclude_words"])),
        items=row["items"],
        when_empty=WhenEmpty(row["when_empty"]),
        at_issue=bool(row["at_issue"]),
        quiet=_quiet(row["quiet_from"], row["quiet_until"]),
        length=Length(row["length"]),
        silent=bool(row["silent"]),
        link_previews=bool(row["link_previews"]),
    )


def _quiet(begin: str | None, end: str | None) -> tuple[time, time] | None:
    return (time.fromisoformat(begin), time.fromisoformat(end)) if begin and end else None


def _times(text: str | None) -> tuple[time, ...]:
    return tuple(sorted(map(time.fromisoformat, (text or "").split())))
