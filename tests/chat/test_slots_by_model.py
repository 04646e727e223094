"""Whatever changes about a chat, and whenever: what was due is sent once, and nothing else is.

A model that looks at nothing but local hours says after each tick which slots must have been promised.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.push import Push
from bot.digest.plan import next_of
from bot.digest.schedule import next_occurrence
from bot.model import Article, DeliveryState, Entry, Kind, Subscription, Summary
from bot.settings import Settings
from bot.store.deliveries import Outcome
from bot.store.store import Store

# A second past: nothing happens at the very moment of an hour. Clocks change in Berlin on 31 March 2024.
START = datetime(2024, 3, 30, 4, 0, 1, tzinfo=UTC)
CATCH_UP = timedelta(hours=12)
ZONES = ("Asia/Shanghai", "Asia/Tokyo", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati")
HOURS = (time(2, 30), time(7, 30), time(8), time(18))

Came = tuple[datetime, datetime]
"""When an hour came, in UTC, and the local date and hour it is for."""


class Turned:
    now = START

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Services:
    store: Store
    clock: Turned
    settings: Settings = field(default_factory=lambda: Settings(_env_file=None))
    intake: Any = None
    outbox: Any = None
    topic_names: tuple[str, ...] = ()

    def wake(self) -> None: ...

    def summary_of(self, entry: Entry) -> Entry:
        return replace(entry, summary=Summary(("摘要。",)))


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    clock = Turned()
    folder: Path = tmp_path_factory.mktemp("slots")
    with Store(folder / "test.db", clock) as store:
        made = Services(store, clock)
        made.intake = made.outbox = made
        yield made


class Model:
    """What must be true of one chat."""

    def __init__(self, subscription: Subscription) -> None:
        self.wanted = subscription
        self.subscribed, self.gone = True, False
        self.owed: list[Came] = []
        self.promised: set[datetime] = set()
        self.waiting: dict[datetime, datetime] = {}
        self.dropped: dict[datetime, datetime] = {}

    def pass_time(self, begin: datetime, end: datetime) -> None:
        if not self.subscribed or self.gone or self.wanted.paused:
            return
        for hour in self.wanted.times:
            moment = begin
            while True:
                moment, local = next_occurrence(hour, self.wanted.zone, moment, self.wanted.weekdays)
                if moment > end:
                    break
                self.owed.append((moment, local))

    def tick(self, now: datetime) -> None:
        if not self.subscribed or self.gone or not self.owed:
            return
        moment, local = max(self.owed)
        if moment >= now - CATCH_UP and local not in self.promised:
            self.promised.add(local)
            self.waiting[local] = now
        self.owed.clear()

    def leave(self) -> None:
        self.dropped |= self.waiting
        self.waiting = {}

    def come_back(self, now: datetime) -> None:
        soon = {local: at for local, at in self.dropped.items() if at >= now - CATCH_UP}
        self.waiting |= soon
        self.dropped = {local: at for local, at in self.dropped.items() if local not in soon}


class Chat:
    """A chat of the bot and the model of it, through the same changes."""

    def __init__(self, services: Services, chat_id: int) -> None:
        self.services, self.id = services, chat_id
        self.store, self.clock = services.store, services.clock
        self.push = Push(services)  # type: ignore[arg-type]
        self.sent: list[datetime] = []
        self.told: list[int] = []
        self.model = Model(Subscription(chat_id, 0, (time(7, 30),), covered=0))
        self._save()

    def _save(self) -> None:
        wanted = self.model.wanted
        self.store.subscriptions.save(wanted, next_of(wanted, self.clock.now))

    def change(self, **wishes: Any) -> None:
        if self.model.gone:
            return
        if not self.model.subscribed:
            self.model.wanted = replace(self.model.wanted, paused=False)
            self.model.come_back(self.clock.now)
            self.model.subscribed = True
        self.model.wanted = replace(self.model.wanted, **wishes)
        self._save()

    def pause(self, paused: bool) -> None:
        if self.model.gone or not self.model.subscribed:
            return
        self.model.wanted = replace(self.model.wanted, paused=paused)
        hours = None if paused else next_of(self.model.wanted, self.clock.now)
        self.store.subscriptions.set_paused(self.id, 0, paused, hours)

    def unsubscribe(self) -> None:
        if self.model.gone or not self.model.subscribed:
            return
        self.model.leave()
        self.model.subscribed = False
        self.store.subscriptions.remove(self.id)

    def block(self) -> None:
        if self.model.gone or not self.model.subscribed:
            return
        self.model.leave()
        self.model.gone = True
        self.store.chats.mark_gone(self.id)

    def unblock(self) -> None:
        if not self.model.gone:
            return
        self.model.come_back(self.clock.now)
        self.model.gone = False
        self.store.chats.revive(self.id)

    def wait(self, minutes: int) -> None:
        begin, self.clock.now = self.clock.now, self.clock.now + timedelta(minutes=minutes)
        self.model.pass_time(begin, self.clock.now)

    def publish(self, name: int) -> None:
        article = Article(f"{self.id}-{name}", Kind.NEWS, f"标题{name}", (f"正文{name}。",))
        stored = self.store.entries.add(Entry(replace(article, issue_date=date(2024, 4, 3))))
        self.store.entries.publish(stored.id, push=True)

    def restart(self) -> None:
        self.push = Push(self.services)  # type: ignore[arg-type]

    def tick(self) -> None:
        asyncio.run(self.push.tick())
        self.model.tick(self.clock.now)

    def send(self) -> None:
        taken = []
        # One at a time to a chat.
        while some := self.store.deliveries.take(9):
            self.store.deliveries.take(0, [Outcome(one.id, DeliveryState.SENT) for one in some])
            taken += some
        slots = [datetime.fromisoformat(one.key.removeprefix("digest ")) for one in taken]
        assert sorted(slots) == sorted(self.model.waiting)
        assert not set(slots) & set(self.sent)
        self.sent += slots
        self.model.waiting = {}


Step = Callable[[Chat], None]

CHANGES: st.SearchStrategy[Step] = st.one_of(
    st.sampled_from(ZONES).map(lambda zone: lambda chat: chat.change(zone=zone)),
    st.sets(st.sampled_from(HOURS), min_size=1).map(
        lambda hours: lambda chat: chat.change(times=tuple(sorted(hours)))
    ),
    st.sets(st.integers(1, 7), min_size=1).map(
        lambda days: lambda chat: chat.change(weekdays=frozenset(days))
    ),
    st.booleans().map(lambda paused: lambda chat: chat.pause(paused)),
    st.integers(0, 99).map(lambda name: lambda chat: chat.publish(name)),
    st.sampled_from((Chat.unsubscribe, Chat.block, Chat.unblock, Chat.restart, Chat.change)),
    st.sampled_from((1, 30, 600)).map(lambda minutes: lambda chat: chat.wait(minutes)),
    st.just(Chat.tick),
)

Round = tuple[int, list[Step], bool, bool]
"""Minutes that pass, what changes then, whether a tick comes after it, and whether what waits is sent."""

ROUNDS = st.tuples(
    st.one_of(st.integers(1, 1500), st.sampled_from((180, 360, 720, 1440))),
    st.lists(CHANGES, max_size=4),
    st.booleans(),
    st.booleans(),
)

_ids = count(1000)


def live(services: Services, rounds: list[Round]) -> None:
    services.clock.now = START
    chat = Chat(services, next(_ids))
    try:
        for minutes, changes, ticks, sends in [*rounds, (1, [Chat.unblock], True, True)]:
            chat.wait(minutes)
            for change in changes:
                change(chat)
            if ticks:
                chat.tick()
            if sends:
                chat.send()
    finally:
        services.store.chats.forget(chat.id)


def test_an_hour_that_came_before_the_first_tick_of_a_chat_that_is_back_is_due(services: Services) -> None:
    at_night, in_the_morning, a_day_later = 450, 720, 1440
    live(
        services,
        [
            (at_night, [Chat.block], False, False),
            (in_the_morning, [Chat.unblock], False, False),
            (a_day_later, [lambda chat: chat.change(zone="Asia/Shanghai")], False, False),
        ],
    )


def test_an_hour_that_did_not_come_since_a_chat_is_back_is_not_due(services: Services) -> None:
    live(
        services,
        [
            (450, [Chat.block], False, False),
            (720, [Chat.unblock], False, False),
            (60, [lambda chat: chat.change(zone="Asia/Shanghai")], False, False),
        ],
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(ROUNDS, min_size=5, max_size=12))
def test_what_is_due_is_sent_once_whatever_changes(services: Services, rounds: list[Round]) -> None:
    live(services, rounds)


@pytest.mark.slow
@settings(max_examples=3000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(ROUNDS, min_size=20, max_size=40))
def test_what_is_due_is_sent_once_in_long_lives(services: Services, rounds: list[Round]) -> None:
    live(services, rounds)
