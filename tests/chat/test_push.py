from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.chat import push as push_module
from bot.chat.push import Push, issue_complete
from bot.digest.schedule import next_times
from bot.errors import DatabaseUnusable
from bot.message.views.digest import digest as digest_view
from bot.model import (
    Article,
    Chat,
    Delivery,
    DeliveryState,
    Digest,
    Entry,
    Kind,
    Length,
    Message,
    Subscription,
    Summary,
    WhenEmpty,
)
from bot.settings import Settings
from bot.store.deliveries import Outcome
from bot.store.store import Store
from bot.summary.topics import Topic

START = datetime(2024, 4, 3, 0, 0, tzinfo=UTC)  # 08:00 in Shanghai
MORNING, EVENING = time(7, 30), time(18)
DAY = timedelta(days=1)


class Turned:
    """A clock that tests turn by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


class Bell:
    """An outbox that only counts how often it was woken."""

    def __init__(self) -> None:
        self.rung = 0

    def wake(self) -> None:
        self.rung += 1


class Writer:
    """An intake that writes the same summary for everything."""

    def summary_of(self, entry: Entry) -> Entry:
        return replace(entry, summary=Summary(("补写的摘要。",), topics=("民生",)))


@dataclass
class Bureau:
    """What the push needs, and what tests do with it."""

    store: Store
    clock: Turned
    settings: Settings = field(default_factory=lambda: Settings(_env_file=None))
    intake: Writer = field(default_factory=Writer)
    outbox: Bell = field(default_factory=Bell)
    topics: tuple[Topic, ...] = (Topic("民生", ()), Topic("科技", ()))

    @property
    def topic_names(self) -> tuple[str, ...]:
        return tuple(topic.name for topic in self.topics)

    def subscribe(self, chat_id: int, *hours: time, **wishes: Any) -> None:
        subscription = Subscription(chat_id, 0, hours or (MORNING,), **wishes)
        hours_to_come = next_times(subscription.times, subscription.zone, self.clock.now)
        self.store.subscriptions.save(subscription, hours_to_come)

    def publish(self, name: str, *topics: str, summarised: bool = True) -> None:
        article = Article(name, Kind.NEWS, f"标题{name}", (f"正文{name}。",), issue_date=date(2024, 4, 3))
        summary = Summary((f"摘要{name}。",), topics=topics) if summarised else None
        self.store.entries.publish(self.store.entries.add(Entry(article, summary)).id, push=True)

    def collect(self) -> list[Delivery]:
        """What is to be sent, as if it had been."""
        taken = self.store.deliveries.take(999)
        self.store.deliveries.take(0, [Outcome(one.id, DeliveryState.SENT) for one in taken])
        return taken


@pytest.fixture
def bureau(tmp_path: Path) -> Iterator[Bureau]:
    clock = Turned()
    with Store(tmp_path / "test.db", clock) as store:
        yield Bureau(store, clock)


@pytest.fixture
def push(bureau: Bureau) -> Push:
    return Push(bureau)  # type: ignore[arg-type]


async def test_a_digest_is_promised_when_its_hour_has_come_and_once(bureau: Bureau, push: Push) -> None:
    bureau.subscribe(7)
    bureau.publish("甲")
    assert await push.tick() == 0
    bureau.clock.now = datetime(2024, 4, 3, 23, 29, 59, tzinfo=UTC)
    assert await push.tick() == 0
    bureau.clock.now = datetime(2024, 4, 3, 23, 30, tzinfo=UTC)
    assert await push.tick() == 1
    assert bureau.outbox.rung == 1
    assert await push.tick() == 0
    [delivery] = bureau.collect()
    assert (delivery.chat_id, delivery.key) == (7, "digest 2024-04-04T07:30")
    assert "标题甲" in delivery.message.text


async def test_the_next_digest_holds_only_what_came_since(bureau: Bureau, push: Push) -> None:
    bureau.subscribe(7)
    bureau.publish("甲")
    bureau.clock.now += DAY
    await push.tick()
    bureau.collect()
    bureau.publish("乙")
    bureau.clock.now += DAY
    await push.tick()
    [delivery] = bureau.collect()
    assert "标题乙" in delivery.message.text
    assert "标题甲" not in delivery.message.text


async def test_with_nothing_new_one_line_says_so(bureau: Bureau, push: Push) -> None:
    bureau.subscribe(7)
    bureau.clock.now += DAY
    await push.tick()
    [delivery] = bureau.collect()
    assert len(delivery.message.text.splitlines()) == 1


async def test_after_downtime_a_chat_gets_one_digest_for_all_it_missed(bureau: Bureau) -> None:
    bureau.subscribe(7, MORNING, EVENING)
    bureau.publish("甲")
    bureau.clock.now += timedelta(hours=12)
    bureau.publish("乙")
    bureau.clock.now += timedelta(hours=60, minutes=10)
    for restart in range(3):
        assert await Push(bureau).tick() == (restart == 0)  # type: ignore[arg-type]
    [delivery] = bureau.collect()
    assert delivery.key == "digest 2024-04-06T07:30"
    assert "标题甲" in delivery.message.text
    assert "标题乙" in delivery.message.text
    assert bureau.store.subscriptions.next_at(7) == datetime(2024, 4, 6, 10, 0, tzinfo=UTC)


async def test_chats_that_want_the_same_share_one_composition(bureau: Bureau, push: Push) -> None:
    for chat_id in range(1, 51):
        bureau.subscribe(chat_id, topics=("科技", "民生") if chat_id % 2 else ("民生", "科技"))
    bureau.publish("甲", "科技")
    bureau.clock.now += DAY
    assert await push.tick() == 50
    assert len({delivery.message for delivery in bureau.collect()}) == 1
    assert [bureau.store.compositions.get(1, chat) is not None for chat in (1, 2, 51)] == [True, True, False]
    assert bureau.store.compositions.get(2, 1) is None


async def test_each_chat_gets_its_topics_in_its_language(bureau: Bureau, push: Push) -> None:
    bureau.store.chats.save(Chat(8, language="en"))
    bureau.subscribe(7, topics=("科技",))
    bureau.subscribe(8, topics=("民生",))
    bureau.publish("甲", "科技")
    bureau.publish("乙", summarised=False)
    bureau.clock.now += timedelta(hours=23, minutes=50)
    assert await push.tick() == 2
    chinese, english = (delivery.message.text for delivery in bureau.collect())
    assert "标题甲" in chinese
    assert "标题乙" not in chinese
    assert "补写的摘要" in english
    assert "标题甲" not in english
    assert "早报" in chinese
    assert "早报" not in english


async def test_the_button_for_the_rest_opens_all_items(bureau: Bureau, push: Push) -> None:
    bureau.settings.digest.items = 2
    bureau.subscribe(7)
    for name in "甲乙丙丁戊":
        bureau.publish(name)
    bureau.clock.now += timedelta(hours=23, minutes=40)
    await push.tick()
    [delivery] = bureau.collect()
    data = [button.data or "" for row in delivery.message.buttons for button in row]
    [rest] = [one for one in data if one.startswith("g:")]
    _, composition, offset = rest.split(":")
    kept = bureau.store.compositions.get(int(composition), 7)
    assert kept is not None
    assert (len(kept.entry_ids), offset) == (5, "2")


async def test_paused_and_lost_chats_are_promised_nothing_and_nothing_is_made_up(
    bureau: Bureau, push: Push
) -> None:
    bureau.subscribe(7)
    bureau.subscribe(8)
    bureau.store.subscriptions.set_paused(7, 0, True)
    bureau.store.chats.mark_gone(8)
    bureau.clock.now += 9 * DAY
    assert await push.tick() == 0
    bureau.store.subscriptions.set_paused(7, 0, False)
    bureau.store.chats.revive(8)
    assert await push.tick() == 0
    bureau.clock.now += DAY
    assert await push.tick() == 2


async def test_a_digest_that_fails_does_not_keep_the_others_and_is_tried_again(
    bureau: Bureau, push: Push, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bureau.subscribe(7, topics=("科技",))
    bureau.subscribe(8, topics=("民生",))
    bureau.clock.now += timedelta(hours=12)
    bureau.publish("甲", "科技")
    bureau.clock.now += timedelta(hours=12)
    broken = True

    def draw_unless_broken(t: Any, digest: Digest, **others: Any) -> Message:
        if broken and any(entry.headline == "标题甲" for entry in digest.entries):
            raise RuntimeError("no such word")
        return digest_view(t, digest, **others)

    monkeypatch.setattr(push_module, "digest_view", draw_unless_broken)
    with caplog.at_level(logging.ERROR):
        assert await push.tick() == 1
        assert await push.tick() == 0
    assert caplog.text.count("could not promise") == 1
    broken = False
    assert await push.tick() == 0
    bureau.clock.now += timedelta(minutes=2)
    assert await push.tick() == 1
    assert sorted(delivery.chat_id for delivery in bureau.collect()) == [7, 8]


async def test_a_tick_does_not_overlap_itself(
    bureau: Bureau, push: Push, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau.subscribe(7)
    bureau.clock.now += DAY
    entered, go_on = threading.Event(), threading.Event()
    last_publication = bureau.store.entries.last_publication

    def slow() -> int:
        entered.set()
        go_on.wait(5)
        return last_publication()

    monkeypatch.setattr(bureau.store.entries, "last_publication", slow)
    first = asyncio.ensure_future(push.tick())
    await asyncio.to_thread(entered.wait, 5)
    assert await push.tick() == 0
    go_on.set()
    assert await first == 1


@pytest.mark.parametrize("error", [DatabaseUnusable("read the database", "locked"), RuntimeError("oops")])
async def test_a_tick_that_fails_is_logged_and_the_next_one_works(
    bureau: Bureau,
    push: Push,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    bureau.subscribe(7)
    bureau.clock.now += DAY

    def fail(_: datetime) -> None:
        raise error

    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setattr(bureau.store.subscriptions, "due", fail)
        assert await push.tick() == 0
    assert "digest: could not plan" in caplog.text
    assert await push.tick() == 1


async def test_a_crash_before_the_promise_forgets_nothing(
    bureau: Bureau, push: Push, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau.subscribe(7)
    bureau.publish("甲")
    bureau.clock.now += timedelta(hours=23, minutes=59)

    def power_cut(*_: Any) -> int:
        raise DatabaseUnusable("write to the database", "power cut")

    with monkeypatch.context() as broken:
        broken.setattr(bureau.store.deliveries, "promise", power_cut)
        assert await push.tick() == 0
    assert await Push(bureau).tick() == 1  # type: ignore[arg-type]
    [delivery] = bureau.collect()
    assert "标题甲" in delivery.message.text


async def test_weeks_of_ticks_send_every_day_once_also_where_the_clock_changes(
    bureau: Bureau, push: Push
) -> None:
    zones = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
    bureau.clock.now = datetime(2024, 3, 1, 12, tzinfo=UTC)
    for chat_id, zone in enumerate(zones, 1):
        bureau.subscribe(chat_id, time(2, 15), zone=zone)
    seen: dict[int, list[str]] = {chat_id: [] for chat_id in range(1, 6)}
    end = datetime(2024, 4, 20, 12, tzinfo=UTC)
    while bureau.clock.now < end:
        bureau.clock.now += timedelta(minutes=37)
        await push.tick()
        for delivery in bureau.collect():
            seen[delivery.chat_id].append(delivery.key)
    days = [f"digest {date(2024, 3, 2) + count * DAY}T02:15" for count in range(50)]
    assert seen == dict.fromkeys(range(1, 6), days)


async def test_who_comes_back_is_not_told_the_same_again(bureau: Bureau, push: Push) -> None:
    bureau.subscribe(7)
    bureau.publish("甲")
    bureau.clock.now = datetime(2024, 4, 3, 23, 30, tzinfo=UTC)
    await push.tick()
    assert "标题甲" in bureau.collect()[0].message.text
    bureau.store.subscriptions.remove(7)
    bureau.publish("乙")
    bureau.subscribe(7, time(8))
    bureau.clock.now += timedelta(minutes=30)
    await push.tick()
    [delivery] = bureau.collect()
    assert "标题乙" in delivery.message.text
    assert "标题甲" not in delivery.message.text


async def test_after_unsubscribing_nothing_that_was_promised_comes(bureau: Bureau, push: Push) -> None:
    bureau.subscribe(7)
    bureau.publish("甲")
    bureau.clock.now += DAY
    assert await push.tick() == 1
    bureau.store.subscriptions.remove(7)
    assert bureau.collect() == []


async def test_a_slot_long_missed_is_folded_into_the_next(bureau: Bureau, push: Push) -> None:
    bureau.subscribe(7)
    bureau.clock.now = datetime(2024, 4, 3, 23, 30, tzinfo=UTC)
    await push.tick()
    bureau.collect()
    bureau.publish("甲")
    bureau.clock.now += timedelta(hours=24 + 13)
    assert await push.tick() == 0
    assert bureau.collect() == []
    bureau.clock.now += timedelta(hours=11)
    assert await push.tick() == 1
    [delivery] = bureau.collect()
    assert delivery.key == "digest 2024-04-06T07:30"
    assert "标题甲" in delivery.message.text


async def test_weekdays_that_were_not_chosen_pass(bureau: Bureau, push: Push) -> None:
    weekdays = frozenset({5})
    bureau.store.subscriptions.save(
        Subscription(7, 0, (MORNING,), weekdays=weekdays),
        next_times((MORNING,), "Asia/Shanghai", bureau.clock.now, weekdays),
    )
    bureau.publish("甲")
    keys = []
    for _ in range(24 * 14):
        bureau.clock.now += timedelta(hours=1)
        await push.tick()
        keys += [one.key for one in bureau.collect()]
    assert keys == ["digest 2024-04-05T07:30", "digest 2024-04-12T07:30"]


async def test_nothing_new_is_one_line_or_silence(bureau: Bureau, push: Push) -> None:
    bureau.subscribe(7)
    bureau.subscribe(8, when_empty=WhenEmpty.SILENT)
    bureau.clock.now += DAY
    assert await push.tick() == 1
    assert [one.chat_id for one in bureau.collect()] == [7]
    bureau.publish("甲")
    bureau.clock.now += DAY
    assert await push.tick() == 2


async def test_words_choose_and_number_of_items_limits(bureau: Bureau, push: Push) -> None:
    bureau.subscribe(7, include_words=("甲",))
    bureau.subscribe(8, exclude_words=("甲",))
    bureau.subscribe(9, items=1)
    bureau.publish("甲", "民生")
    bureau.publish("乙", "民生")
    bureau.clock.now += DAY
    await push.tick()
    texts = {one.chat_id: one.message.text for one in bureau.collect()}
    assert ("标题甲" in texts[7], "标题乙" in texts[7]) == (True, False)
    assert ("标题甲" in texts[8], "标题乙" in texts[8]) == (False, True)
    assert texts[9].count("标题") == 1


async def test_when_the_papers_are_out_those_who_wait_get_todays_digest_once(
    bureau: Bureau, push: Push
) -> None:
    bureau.subscribe(7, time(9), EVENING, at_issue=True)
    bureau.subscribe(8, time(9))
    bureau.subscribe(9, time(9), at_issue=True, quiet=(time(22), time(8, 30)))
    bureau.subscribe(10, time(7), at_issue=True)
    bureau.publish("甲")
    assert await push.issue_complete() == 1
    [delivery] = bureau.collect()
    assert (delivery.chat_id, delivery.key) == (7, "digest 2024-04-03T09:00")
    bureau.clock.now += timedelta(hours=1)
    assert await push.tick() == 2
    assert {one.chat_id for one in bureau.collect()} == {8, 9}
    bureau.publish("乙")
    assert await issue_complete(bureau) == 0  # type: ignore[arg-type]
    bureau.clock.now += timedelta(hours=9)
    assert await push.tick() == 1
    [evening] = bureau.collect()
    assert (evening.chat_id, evening.key) == (7, "digest 2024-04-03T18:00")
    assert "标题乙" in evening.message.text
    assert "标题甲" not in evening.message.text
    bureau.clock.now = datetime(2024, 4, 4, 0, 0, tzinfo=UTC)
    await push.tick()
    bureau.collect()
    assert await push.issue_complete() == 1
    assert bureau.collect()[0].key == "digest 2024-04-04T09:00"


async def test_two_presses_at_once_bring_one_digest(bureau: Bureau) -> None:
    bureau.subscribe(7, time(9), at_issue=True)
    both = await asyncio.gather(issue_complete(bureau), issue_complete(bureau))  # type: ignore[arg-type]
    assert sorted(both) == [0, 1]
    assert len(bureau.collect()) == 1


async def test_papers_that_are_late_or_of_another_day_bring_nothing_forward(
    bureau: Bureau, push: Push
) -> None:
    bureau.subscribe(7, time(8), EVENING, at_issue=True)
    bureau.subscribe(8, time(9), at_issue=True, zone="America/New_York")
    bureau.subscribe(9, time(9), at_issue=True, weekdays=frozenset({4}))
    bureau.clock.now += timedelta(minutes=30)
    await push.tick()
    bureau.collect()
    assert await push.issue_complete() == 0


async def test_messages_come_as_loud_and_as_long_as_the_chat_wants(bureau: Bureau, push: Push) -> None:
    bureau.subscribe(7)
    bureau.subscribe(8, silent=True)
    bureau.subscribe(9, link_previews=True)
    bureau.subscribe(10, length=Length.HEADLINE)
    bureau.publish("甲")
    bureau.clock.now += DAY
    assert await push.tick() == 4
    taken = bureau.collect()
    assert [(one.silent, one.link_previews) for one in taken] == [
        (False, False),
        (True, False),
        (False, True),
        (False, False),
    ]
    assert ["摘要甲" in one.message.text for one in taken] == [True, True, True, False]
    assert len({one.message for one in taken}) == 2


async def test_what_is_made_up_waits_for_the_end_of_the_quiet_hours(bureau: Bureau, push: Push) -> None:
    night = (time(22), time(6))
    bureau.subscribe(7, EVENING, quiet=night)
    bureau.subscribe(8, time(23, 59), quiet=night)
    bureau.subscribe(9, time(23, 59), EVENING, quiet=night)
    bureau.publish("甲")
    bureau.clock.now = datetime(2024, 4, 3, 16, 30, tzinfo=UTC)  # half past midnight
    assert await push.tick() == 3
    assert {one.chat_id for one in bureau.collect()} == {8, 9}
    bureau.clock.now = datetime(2024, 4, 3, 22, 0, tzinfo=UTC)
    assert [one.chat_id for one in bureau.collect()] == [7]


async def test_an_hour_that_the_chat_chose_is_never_held_by_its_quiet_hours(
    bureau: Bureau, push: Push
) -> None:
    bureau.subscribe(7, time(21, 59), quiet=(time(22), time(6)))
    bureau.clock.now = datetime(2024, 4, 3, 14, 1, tzinfo=UTC)
    assert await push.tick() == 1
    assert len(bureau.collect()) == 1


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_clock_that_was_days_ahead_costs_no_digest_of_the_days_between(
    bureau: Bureau, restarted: bool
) -> None:
    bureau.subscribe(7)
    bureau.publish("甲")
    push = Push(bureau)  # type: ignore[arg-type]
    bureau.clock.now += 3 * DAY
    assert await push.tick() == 1
    bureau.collect()
    bureau.clock.now = START
    bureau.publish("乙")
    if restarted:
        push = Push(bureau)  # type: ignore[arg-type]
    assert await push.tick() == 0
    bureau.clock.now += DAY
    assert await push.tick() == 1
    [delivery] = bureau.collect()
    assert delivery.key == "digest 2024-04-04T07:30"
    assert "标题乙" in delivery.message.text
    assert "标题甲" not in delivery.message.text


async def test_a_clock_that_is_put_back_over_an_hour_sends_its_digest_once_and_loses_no_news(
    bureau: Bureau, push: Push
) -> None:
    bureau.subscribe(7)
    bureau.publish("甲")
    bureau.clock.now = datetime(2024, 4, 3, 23, 34, tzinfo=UTC)
    assert await push.tick() == 1
    bureau.collect()
    bureau.publish("乙")
    bureau.clock.now -= timedelta(minutes=8, seconds=30)
    for _ in range(300):
        assert await push.tick() == 0
        bureau.clock.now += timedelta(seconds=2)
    bureau.clock.now += DAY
    assert await push.tick() == 1
    [delivery] = bureau.collect()
    assert "标题乙" in delivery.message.text
