from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.model import Chat, Length, Message, Slot, Subscription, WhenEmpty
from bot.store.database import Database
from bot.store.deliveries import Deliveries, Promise
from bot.store.store import Store
from bot.store.subscriptions import Overdue, Subscriptions

NOW = datetime(2024, 4, 3, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
MORNING, EVENING = time(7, 30), time(18)
BOTH = Subscription(7, 0, (MORNING, EVENING), "Europe/Berlin", ("民生", "公告"))
TIMES = {MORNING: NOW + timedelta(hours=1), EVENING: NOW + timedelta(hours=2)}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "test.db", lambda: NOW) as opened:
        yield opened


@pytest.fixture
def subscriptions(store: Store) -> Subscriptions:
    return store.subscriptions


def test_a_subscription_comes_back_as_it_was_saved(subscriptions: Subscriptions) -> None:
    subscriptions.save(BOTH, TIMES)
    assert subscriptions.get(7) == BOTH
    assert subscriptions.get(7, 1) is None
    assert subscriptions.next_at(7) == LATER
    assert subscriptions.next_at(8) is None


def test_every_wish_comes_back_as_it_was_saved(subscriptions: Subscriptions) -> None:
    wishful = Subscription(
        7,
        3,
        (MORNING, EVENING),
        "Asia/Kathmandu",
        ("民生",),
        weekdays=frozenset({1, 7}),
        include_words=("氢能",),
        exclude_words=("广告", "启事"),
        items=5,
        when_empty=WhenEmpty.SILENT,
        at_issue=True,
        quiet=(time(22), time(6, 30)),
        length=Length.HEADLINE,
        silent=True,
        link_previews=True,
    )
    subscriptions.save(BOTH, TIMES)
    subscriptions.save(wishful, TIMES)
    assert subscriptions.get(7, 3) == wishful
    assert subscriptions.with_quiet_hours() == [wishful]
    subscriptions.save(replace(BOTH, thread_id=3), TIMES)
    assert subscriptions.get(7, 3) == replace(BOTH, thread_id=3)


def test_threads_of_a_chat_have_subscriptions_of_their_own(subscriptions: Subscriptions) -> None:
    subscriptions.save(replace(BOTH, thread_id=1, times=(MORNING,)), TIMES)
    subscriptions.save(replace(BOTH, thread_id=2), TIMES)
    assert [one.thread_id for one in subscriptions.of_chat(7)] == [1, 2]
    assert subscriptions.remove(7, 1)
    assert not subscriptions.remove(7, 1)
    assert [one.thread_id for one in subscriptions.each()] == [2]


def test_the_hours_of_a_changed_subscription_replace_the_old(subscriptions: Subscriptions) -> None:
    subscriptions.save(BOTH, TIMES)
    subscriptions.save(replace(BOTH, times=(EVENING,)), TIMES)
    assert list(subscriptions.due(LATER)) == []
    assert [one.hours for one in list(subscriptions.due(TIMES[EVENING]))] == [(EVENING,)]


def test_an_hour_is_due_when_it_has_come_and_not_before(subscriptions: Subscriptions) -> None:
    subscriptions.save(BOTH, TIMES)
    assert list(subscriptions.due(LATER - timedelta(seconds=1))) == []
    assert list(subscriptions.due(LATER)) == [Overdue(BOTH, None, (MORNING,), LATER)]


def test_hours_that_were_missed_make_one_due_subscription(subscriptions: Subscriptions) -> None:
    subscriptions.save(BOTH, TIMES)
    assert list(subscriptions.due(NOW + timedelta(days=5))) == [
        Overdue(BOTH, None, (MORNING, EVENING), LATER)
    ]


def test_who_has_waited_longest_is_due_first(subscriptions: Subscriptions) -> None:
    for chat_id, minutes in ((1, 5), (2, 3), (3, 4)):
        subscriptions.save(Subscription(chat_id, 0, (MORNING,)), {MORNING: NOW + timedelta(minutes=minutes)})
    assert [one.subscription.chat_id for one in list(subscriptions.due(LATER))] == [2, 3, 1]


def test_the_language_of_the_chat_is_told(store: Store) -> None:
    store.chats.save(Chat(7, language="en"))
    store.subscriptions.save(BOTH, TIMES)
    assert [one.language for one in list(store.subscriptions.due(LATER))] == ["en"]


def test_a_paused_subscription_is_not_due_and_goes_on_where_it_is_told_to(
    subscriptions: Subscriptions,
) -> None:
    subscriptions.save(BOTH, TIMES)
    assert subscriptions.set_paused(7, 0, True)
    assert list(subscriptions.due(NOW + timedelta(days=9))) == []
    assert subscriptions.next_at(7) is None
    assert subscriptions.unscheduled() == []
    tomorrow = {MORNING: NOW + timedelta(days=1), EVENING: NOW + timedelta(days=1, hours=1)}
    assert subscriptions.set_paused(7, 0, False, tomorrow)
    assert list(subscriptions.due(TIMES[EVENING])) == []
    assert subscriptions.next_at(7) == NOW + timedelta(days=1)
    assert not subscriptions.set_paused(8, 0, True)


def test_a_subscription_saved_as_paused_is_not_scheduled(subscriptions: Subscriptions) -> None:
    subscriptions.save(replace(BOTH, paused=True), TIMES)
    assert subscriptions.next_at(7) is None
    assert subscriptions.counts() == {"all": 1, "paused": 1, "gone": 0}


def test_hours_that_nobody_reckoned_are_asked_for_once(subscriptions: Subscriptions) -> None:
    subscriptions.save(BOTH, {MORNING: LATER})
    assert [subscription for subscription, _ in subscriptions.unscheduled()] == [BOTH]
    subscriptions.schedule([(BOTH, {MORNING: NOW, EVENING: LATER}), (Subscription(8), {})])
    assert subscriptions.unscheduled() == []
    assert subscriptions.next_at(7) == LATER


def test_changing_a_subscription_does_not_send_its_chat_the_same_again(
    subscriptions: Subscriptions, store: Store
) -> None:
    subscriptions.save(replace(BOTH, covered=3), TIMES)
    composition = store.compositions.add((), lambda _: _message())
    slot = Slot(7, 0, datetime(2024, 4, 3, 7, 30))
    store.deliveries.promise([Promise(slot, composition.id, 9, {MORNING: NOW + timedelta(days=1)})], LATER)
    subscriptions.save(replace(BOTH, topics=(), covered=3), TIMES)
    changed = subscriptions.get(7)
    assert changed is not None
    assert (changed.topics, changed.covered) == ((), 9)


def test_a_subscription_outlives_its_process(tmp_path: Path) -> None:
    for _ in range(2):
        database = Database(tmp_path / "again.db")
        subscriptions = Subscriptions(database, lambda: NOW)
        Deliveries(database, lambda: NOW)
        if not subscriptions.get(7):
            subscriptions.save(BOTH, TIMES)
        database.close()
    with Store(tmp_path / "again.db", lambda: NOW) as store:
        assert store.subscriptions.get(7) == BOTH


def _message() -> Message:
    return Message("今日要闻")
