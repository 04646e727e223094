from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.digest.content import content, content_of_day, news
from bot.digest.plan import due, schedule_returned
from bot.digest.schedule import next_times
from bot.model import Article, Chat, Entry, Kind, Slot, Status, Subscription, Summary
from bot.store.store import Store

START = datetime(2024, 4, 3, 0, 0, tzinfo=UTC)
MORNING, EVENING = time(7, 30), time(18)


class Turned:
    """A clock that tests turn by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Turned:
    return Turned()


@pytest.fixture
def store(tmp_path: Path, clock: Turned) -> Iterator[Store]:
    with Store(tmp_path / "test.db", clock) as opened:
        yield opened


def publish(store: Store, name: str, *topics: str, push: bool = True, summarised: bool = True) -> int:
    article = Article(name, Kind.NEWS, f"标题{name}", (f"正文{name}。",), issue_date=date(2024, 4, 3))
    summary = Summary((f"摘要{name}。",), topics=topics) if summarised else None
    stored = store.entries.add(Entry(article, summary, status=Status.DRAFT))
    store.entries.publish(stored.id, push=push)
    return stored.id


def ids(entries: tuple[Entry, ...]) -> list[int]:
    return [entry.id for entry in entries]


def test_missed_hours_make_one_slot_the_latest(store: Store) -> None:
    subscription = Subscription(7, 0, (MORNING, EVENING), covered=0)
    store.chats.save(Chat(7, language="en"))
    store.subscriptions.save(subscription, {MORNING: START, EVENING: START + timedelta(hours=10)})
    [found] = due(store, START + timedelta(hours=47))
    assert found.slot == Slot(7, 0, datetime(2024, 4, 4, 18, 0))
    assert (found.subscription, found.language) == (subscription, "en")


def test_a_zone_that_is_known_no_more_does_not_keep_the_others(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    for chat_id, zone in ((7, "Atlantis/Capital"), (8, "Asia/Shanghai")):
        store.subscriptions.save(Subscription(chat_id, 0, (MORNING,), zone), {MORNING: START})
    with caplog.at_level(logging.ERROR):
        assert [one.slot.chat_id for one in due(store, START)] == [8]
    assert "chat 7" in caplog.text


def test_a_chat_that_comes_back_is_scheduled_from_then_on(
    store: Store, clock: Turned, caplog: pytest.LogCaptureFixture
) -> None:
    for chat_id, zone in ((7, "Asia/Shanghai"), (8, "Atlantis/Capital")):
        coming = {MORNING: START + timedelta(minutes=1)}
        store.subscriptions.save(Subscription(chat_id, 0, (MORNING,), zone), coming)
        store.chats.mark_gone(chat_id)
    month_later = START + timedelta(days=30)
    clock.now = month_later
    for chat_id in (7, 8):
        store.chats.revive(chat_id)
    schedule_returned(store, month_later)
    assert list(due(store, month_later)) == []
    assert store.subscriptions.next_at(7) == datetime(2024, 5, 3, 23, 30, tzinfo=UTC)
    assert "chat 8" in caplog.text


def test_a_first_digest_holds_the_last_24_hours(store: Store, clock: Turned) -> None:
    publish(store, "昨")
    clock.now += timedelta(hours=25)
    today = publish(store, "今")
    digest = content(store, Subscription(7), clock.now, order=())
    assert ids(digest.entries) == [today]


def test_a_later_digest_holds_what_was_published_since(store: Store, clock: Turned) -> None:
    publish(store, "一")
    covered = store.entries.last_publication()
    second = publish(store, "二", "要闻")
    publish(store, "三", push=False)
    clock.now += timedelta(days=3)
    digest = content(store, Subscription(7, covered=covered), clock.now, order=("要闻",))
    assert ids(digest.entries) == [second]
    assert (digest.day, digest.at) == (date(2024, 4, 6), None)


def test_nothing_is_held_that_was_published_after_the_reckoning(store: Store, clock: Turned) -> None:
    first = publish(store, "一")
    until = store.entries.last_publication()
    publish(store, "二")
    assert ids(news(store, 0, until, clock.now)) == [first]


def test_missing_summaries_are_made(store: Store, clock: Turned) -> None:
    publish(store, "一", summarised=False)
    made = Summary(("补的摘要。",), topics=("要闻",))
    digest = content(
        store,
        Subscription(7, topics=("要闻",)),
        clock.now,
        order=("要闻",),
        summarise=lambda entry: replace(entry, summary=made),
    )
    assert [entry.summary for entry in digest.entries] == [made]


def test_the_digest_of_a_day_holds_that_local_day(store: Store, clock: Turned) -> None:
    found = []
    for hour in (-9, -7, 0, 15, 17):
        clock.now = START + timedelta(hours=hour)
        found.append(publish(store, str(hour)))
    digest = content_of_day(store, date(2024, 4, 3), "Asia/Shanghai", topics=(), order=())
    assert sorted(ids(digest.entries)) == found[1:4]
    assert digest.day == date(2024, 4, 3)


def test_hours_reckoned_by_a_clock_far_ahead_are_reckoned_anew(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    hour, friday = time(7, 30), frozenset({5})
    years_ahead = START + timedelta(days=3000)
    store.subscriptions.save(Subscription(7, 0, (hour,)), next_times((hour,), "Asia/Shanghai", years_ahead))
    weekly = Subscription(8, 0, (hour,), weekdays=friday)
    next_week = next_times((hour,), weekly.zone, START, friday)
    store.subscriptions.save(weekly, next_week)
    schedule_returned(store, START)
    assert store.subscriptions.next_at(7) == next_times((hour,), "Asia/Shanghai", START)[hour]
    assert store.subscriptions.next_at(8) == next_week[hour]
    assert "1 hours were reckoned" in caplog.text
