"""What is due when a setting changes is sent, once, whatever changes between the hour and the tick."""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.blocking import PLANNING
from bot.chat.push import Push
from bot.model import Subscription

SHANGHAI = ZoneInfo("Asia/Shanghai")
SLOT = "digest 2024-04-03T07:30"


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2024-04-{clock}").replace(tzinfo=SHANGHAI)


@pytest.fixture
async def reader(house):
    """Subscribed for half past seven, when an article has come; now it is one second later."""
    house.clock.now = at("02T20:00")
    person = house.person()
    await person.say("/subscribe 07:30")
    house.publish("氢能公交上线", topics=("绿色低碳",))
    house.clock.now = at("03T07:30:01")
    return person


def keys(house) -> list[str]:
    """The digests that were promised and wait to be sent."""
    return house.store._database.read(
        lambda tables: [
            key
            for (key,) in tables.execute(
                "select key from deliveries where key like 'digest %' and due_at is not null order by key"
            )
        ]
    )


async def membership(house, person, status):
    member = {"user": house.api.room.user(1), "status": status}
    house.api.updates.add(
        "my_chat_member",
        {
            "chat": house.api.room.chat(person.chat_id),
            "from": house.api.room.user(person.user_id),
            "date": 0,
            "old_chat_member": {**member, "status": "member"},
            "new_chat_member": member | ({"until_date": 0} if status == "kicked" else {}),
        },
    )
    await person.answers()


@pytest.mark.parametrize(
    "changes",
    [
        ["/subscribe 18:30"],
        ["/subscribe 07:30 绿色低碳"],
        ["/settings zone 东京"],
        ["/settings zone 纽约"],
        ["/settings days 周六"],
        ["/pause", "/resume"],
        ["/pause"],
        ["/unsubscribe", "/subscribe 07:30"],
        ["/unsubscribe", "/subscribe 18:30 绿色低碳"],
        ["/settings items 3", "/settings zone 东京", "/settings zone 北京"],
    ],
)
async def test_the_digest_of_an_hour_that_has_come_is_kept(house, reader, changes):
    for change in changes:
        await reader.say(change)
    await Push(house.services).tick()
    assert keys(house) == [SLOT]
    house.clock.now += timedelta(hours=1)
    await Push(house.services).tick()
    assert keys(house).count(SLOT) == 1


async def test_who_leaves_gets_nothing(house, reader):
    await reader.say("/unsubscribe")
    await Push(house.services).tick()
    assert keys(house) == []


@pytest.mark.parametrize("promised", [False, True])
async def test_who_blocks_the_bot_and_is_soon_back_gets_it(house, reader, promised):
    if promised:
        await Push(house.services).tick()
    await membership(house, reader, "kicked")
    await Push(house.services).tick()
    assert keys(house) == []
    house.clock.now += timedelta(minutes=5)
    await membership(house, reader, "member")
    await Push(house.services).tick()
    assert keys(house) == [SLOT]


async def test_who_is_back_after_days_gets_nothing_of_before(house, reader):
    await membership(house, reader, "kicked")
    house.clock.now = at("06T06:00")
    await membership(house, reader, "member")
    await Push(house.services).tick()
    assert keys(house) == []


async def test_after_a_downtime_a_changed_setting_does_not_cost_the_digest_that_is_made_up(house, reader):
    house.clock.now = at("03T10:00")
    await reader.say("/subscribe 18:30")
    await Push(house.services).tick()
    assert keys(house) == [SLOT]


async def test_a_slot_that_a_change_of_zone_brings_again_is_not_sent_again_and_loses_no_news(house, reader):
    await Push(house.services).tick()
    assert keys(house) == [SLOT]
    house.publish("书市开张", topics=("绿色低碳",))
    # Half past seven in Tokyo was an hour ago; in Kolkata it comes once more on this day.
    await reader.say("/settings zone 加尔各答")
    house.clock.now = at("03T10:00:01")
    await Push(house.services).tick()
    assert keys(house) == [SLOT]
    house.clock.now = at("04T10:00:01")
    await Push(house.services).tick()
    assert keys(house) == [SLOT, "digest 2024-04-04T07:30"]
    last = house.store._database.read(
        lambda tables: tables.execute("select text from compositions order by id desc").fetchone()[0]
    )
    assert "书市开张" in last
    assert "氢能公交上线" not in last


async def test_a_digest_that_could_not_be_made_then_is_made_after_the_change(house, reader, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("no digest today")

    with monkeypatch.context() as broken:
        broken.setattr("bot.chat.push._Tick.promise", fails)
        [answer] = await reader.say("/subscribe 18:30")
        assert "18:30" in answer.text
        await Push(house.services).tick()
        assert keys(house) == []
    await Push(house.services).tick()
    assert keys(house) == [SLOT]


async def test_a_change_does_not_wait_for_a_tick_that_plans(house, reader):
    go_on = threading.Event()
    planning = asyncio.create_task(PLANNING.run(go_on.wait))
    try:
        [answer] = await reader.say("/subscribe 18:30")
        assert "18:30" in answer.text
    finally:
        go_on.set()
        await planning
    await Push(house.services).tick()
    assert keys(house) == [SLOT]


async def test_who_is_back_just_before_the_hour_gets_its_digest(house, reader):
    await Push(house.services).tick()
    await membership(house, reader, "kicked")
    house.clock.now = at("04T07:29:59")
    await membership(house, reader, "member")
    house.clock.now = at("04T07:30:01")
    await Push(house.services).tick()
    assert "digest 2024-04-04T07:30" in keys(house)


async def test_an_imported_subscription_gets_the_digest_of_the_hour_that_comes_before_the_next_tick(house):
    house.clock.now = at("03T07:29:59")
    house.store.subscriptions.save(Subscription(7, 0, (time(7, 30),)), {})
    house.clock.now = at("03T07:30:01")
    await Push(house.services).tick()
    assert keys(house) == [SLOT]


async def test_what_is_due_to_a_group_comes_where_it_moved_that_has_hours_of_its_own(house):
    house.clock.now = at("03T07:00")
    hours = {time(7, 30): at("03T07:30")}
    house.store.subscriptions.save(Subscription(-7, 0, (time(7, 30),)), hours)
    house.store.subscriptions.save(Subscription(-1007, 0, (time(18),)), {time(18): at("03T18:00")})
    house.clock.now = at("03T07:30:01")
    house.store.chats.migrate(-7, -1007)
    await Push(house.services).tick()
    assert keys(house) == [SLOT]
    [waiting] = house.store.deliveries.take(9)
    assert waiting.chat_id == -1007


async def test_who_is_banned_gets_nothing_that_was_due(house, reader):
    owner = house.owner()
    await owner.say("/roles 100")
    await owner.press("禁用")
    await Push(house.services).tick()
    assert keys(house) == []


async def test_nothing_of_a_pause_is_made_up(house, reader):
    await reader.say("/pause")
    await Push(house.services).tick()
    assert keys(house) == [SLOT]
    house.clock.now = at("04T08:00")
    await Push(house.services).tick()
    await reader.say("/resume")
    await Push(house.services).tick()
    assert keys(house) == [SLOT]
