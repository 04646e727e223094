"""Hours that had come, and that no tick had seen, when something about their subscription changed.

They are kept by the settings as they were, in the transaction of the change, and outlive it: a pause, a chat
that is gone for a while, a subscription that is ended and begun anew.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from sqlite_utils import Database as Tables

from bot.model import ChatState
from bot.store.moments import from_seconds


@dataclass(frozen=True, slots=True)
class DueSlot:
    """A local hour that had come, with the zone and the weekdays that it had."""

    at: time
    zone: str
    weekdays: frozenset[int]
    kept_at: datetime
    """When it was kept: its slot is the last one before that."""
    since: datetime | None = None
    """Where it is not yet reckoned whether the hour had come: it had if its slot is later than this."""


def keep(tables: Tables, chat_id: int, now: int, thread_id: int | None = None) -> None:
    """Keep the hours of a chat, or of one thread of it, that have come by now: schedules may go then.

    Of a chat that is back and has seen no tick since, hours may have come that nobody has reckoned.
    """
    tables.execute(
        "insert or ignore into due_slots (chat_id, thread_id, at, zone, weekdays, come_at, kept_at, since)"
        " select chat_id, thread_id, at, zone, weekdays, coalesce(next_at, reckon_from + 1), :now,"
        "  iif(next_at is null, reckon_from, null)"
        " from schedules join subscriptions s on s.id = subscription_id join chats c on c.id = chat_id"
        " where chat_id = :chat and (:thread is null or thread_id = :thread)"
        f" and (next_at <= :now or next_at is null and not paused and c.state = '{ChatState.ACTIVE}'"
        "  and reckon_from < :now)",
        {"chat": chat_id, "thread": thread_id, "now": now},
    )


def settle(tables: Tables, chat_id: int, thread_id: int, until: int) -> int:
    """What had come until a moment has been seen to; say how many slots these were."""
    return tables.conn.execute(
        "delete from due_slots where chat_id = ? and thread_id = ? and come_at <= ?",
        [chat_id, thread_id, until],
    ).rowcount


def of_subscriptions(tables: Tables, keys: Iterable[int]) -> dict[int, tuple[DueSlot, ...]]:
    """The slots that are kept, by the id of the subscription that their chat and thread has now."""
    found = defaultdict[int, list[DueSlot]](list)
    rows = tables.execute(
        "select s.id, d.at, d.zone, d.weekdays, d.kept_at, d.since from due_slots d"
        " join subscriptions s on s.chat_id = d.chat_id and s.thread_id = d.thread_id"
        " where s.id in (select value from json_each(?))",
        [json.dumps(list(keys))],
    )
    for key, at, zone, weekdays, kept_at, since in rows:
        days = frozenset(map(int, weekdays))
        begin = None if since is None else from_seconds(since)
        found[key].append(DueSlot(time.fromisoformat(at), zone, days, from_seconds(kept_at), begin))
    return {key: tuple(slots) for key, slots in found.items()}
