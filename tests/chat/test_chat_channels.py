"""Channels: the bot as administrator, the settings by those who run them, in private."""

from datetime import time

import pytest

CHANNEL, STRANGER = -1001234567890, 300


def subscription(house):
    return house.store.subscriptions.get(CHANNEL)


@pytest.fixture
async def runner(house):
    """Somebody who runs a channel and has just made the bot an administrator of it."""
    house.api.room.chat(CHANNEL, "channel", "滨河早报频道")
    house.api.people.make_administrator(CHANNEL, 100)
    runner = house.person()
    await runner.say("/start")
    house.api.people.membership(CHANNEL, 100, "left", "administrator", kind="channel")
    await runner.answers()
    return runner


async def test_who_runs_a_channel_settles_it_in_private(house, runner):
    await runner.say("/settings")
    [offered] = await runner.press("频道和群")
    assert "滨河早报频道" in offered.labels
    [empty] = await runner.press("滨河早报频道")
    assert "滨河早报频道" in empty.text
    [shown] = await runner.press("每天07:30")
    assert "下次推送：4月4日 周四 07:30（北京时间）" in shown.text
    assert subscription(house).times == (time(7, 30),)
    assert house.store.subscriptions.get(100) is None
    await runner.press("设置")
    await runner.press("话题")
    await runner.press("科技")
    assert subscription(house).topics == ("科技",)
    await runner.press("设置")
    await runner.press("时区")
    await runner.press("写城市名")
    [shown] = await runner.say("柏林")
    assert subscription(house).zone == "Europe/Berlin"
    assert "柏林时间" in shown.text
    await runner.press("返回")
    await runner.press("语言")
    await runner.press("English")
    assert house.store.chats.get(CHANNEL).language == "en"
    assert house.store.chats.get(100).language is None


async def test_the_channel_gets_its_digest_at_once_when_asked(house, runner):
    house.publish("氢能公交上线")
    await runner.callback(f"ch:{CHANNEL}:at:0730")
    [flash] = await runner.callback(f"ch:{CHANNEL}:now")
    assert "已送出" in flash.text
    [promised] = house.promised()
    assert promised.chat_id == CHANNEL
    assert "氢能公交上线" in promised.message.text


async def test_a_channel_is_named_too(house, runner):
    house.api.room.chat(CHANNEL)["username"] = "binhe_news"
    [answer] = await runner.say("/settings @binhe_news times 06:00")
    assert subscription(house).times == (time(6),)
    assert "下次推送" in answer.text
    [answer] = await house.person(STRANGER).say("/settings @binhe_news times 09:00")
    assert "不是那里的管理员" in answer.text
    assert subscription(house).times == (time(6),)


async def test_who_does_not_run_the_channel_changes_nothing(house, runner):
    stranger = house.person(STRANGER)
    await stranger.say("/settings")
    [offered] = await stranger.press("频道和群")
    assert "滨河早报频道" not in offered.labels
    for data in (
        f"ch:{CHANNEL}",
        f"ch:{CHANNEL}:at:0730",
        f"ch:{CHANNEL}:now",
        "ch:100:at:0730",
        "ch:x",
        "ch",
    ):
        [flash] = await stranger.callback(data)
        assert flash.kind == "flash"
    assert subscription(house) is None
    assert not house.promised()


async def test_who_runs_the_channel_no_more_changes_nothing_more(house, runner):
    await runner.callback(f"ch:{CHANNEL}:at:0730")
    house.api.room.administrators[CHANNEL].clear()
    [flash] = await runner.callback(f"ch:{CHANNEL}:at:1830")
    assert "不是那里的管理员" in flash.text
    assert subscription(house).times == (time(7, 30),)
    assert house.store.stewards.of_user(100) == []


async def test_a_question_about_a_channel_is_no_licence(house, runner):
    await runner.callback(f"ch:{CHANNEL}:at:0730")
    await runner.callback(f"ch:{CHANNEL}:ask:zone")
    house.api.room.administrators[CHANNEL].clear()
    await runner.say("柏林")
    assert subscription(house).zone == "Asia/Shanghai"


async def test_a_button_of_a_channel_does_nothing_in_a_group(house, runner):
    house.api.people.make_administrator(-500, 100)
    group = house.person(100, chat_id=-500, kind="supergroup")
    await group.say("/settings")
    [flash] = await group.callback(f"ch:{CHANNEL}:at:0730")
    assert flash.kind == "flash"
    assert subscription(house) is None


async def test_a_stranger_who_adds_the_bot_to_a_private_bots_channel_is_not_remembered(house):
    house.settle(access="private")
    house.api.room.chat(CHANNEL, "channel", "滨河早报频道")
    house.api.people.membership(CHANNEL, STRANGER, "left", "administrator", kind="channel")
    await house.person(STRANGER).answers()
    assert house.store.stewards.of_user(STRANGER) == []


async def test_forgetting_a_person_forgets_what_they_run(house, runner):
    await runner.say("/forgetme")
    await runner.press("删除")
    assert house.store.stewards.of_user(100) == []
