from datetime import time

import pytest


def subscription(house, chat_id=100):
    return house.store.subscriptions.get(chat_id)


async def test_the_zone_is_set_by_words(house):
    reader = house.person()
    await reader.say("/subscribe 07:30")
    [answer] = await reader.say("/settings zone asia/tokyo")
    assert subscription(house).zone == "Asia/Tokyo"
    assert "下次推送" in answer.text
    await reader.say("设置 时区 Europe/Berlin")
    assert subscription(house).zone == "Europe/Berlin"


@pytest.mark.parametrize("zone", ["Nowhere/Land", "../../etc/passwd", "天京", "Asia/"])
async def test_a_zone_that_is_none_changes_nothing(house, zone):
    reader = house.person()
    await reader.say("/subscribe 07:30")
    [answer] = await reader.say(f"/settings zone {zone}")
    assert subscription(house).zone == "Asia/Shanghai"
    assert "下次推送" not in answer.text


async def test_a_zone_without_a_subscription_is_answered_with_how_to_subscribe(house):
    [answer] = await house.person().say("/settings zone Asia/Tokyo")
    assert "/subscribe" in answer.text


async def test_times_and_topics_are_set_by_words(house):
    reader = house.person()
    await reader.say("/settings times 06:00 20:00")
    assert subscription(house).times == (time(6), time(20))
    await reader.say("/settings topics 科技")
    assert subscription(house).topics == ("科技",)
    assert subscription(house).times == (time(6), time(20))


async def test_a_button_of_the_welcome_subscribes(house):
    reader = house.person()
    await reader.say("/start")
    [answer] = await reader.press("set:at:0730")
    assert subscription(house).times == (time(7, 30),)
    assert "下次推送：4月4日 周四 07:30（北京时间）" in answer.text


async def test_topics_are_turned_on_and_off_by_buttons(house):
    house.publish("氢能公交上线", topics=("绿色低碳",))
    reader = house.person()
    await reader.say("/subscribe 07:30")
    [topics] = await reader.say("/topics")
    assert any("绿色低碳 1" in label for label in topics.labels)
    await reader.press("t:1")
    await reader.press("t:0")
    assert subscription(house).topics == ("绿色低碳", "科技")
    [shown] = await reader.press("t:1")
    assert subscription(house).topics == ("绿色低碳",)
    assert "下次推送" in shown.text
    await reader.press("t:all")
    assert subscription(house).topics == ()


async def test_the_language_is_chosen_by_a_button_and_by_words(house):
    reader = house.person()
    await reader.say("/start")
    await reader.press("set:lang")
    [english] = await reader.press("English")
    assert "language" in english.text.lower()
    [search] = await reader.say("/search")
    assert "Say what to look for" in search.text
    await reader.say("/settings language 繁體中文")
    assert house.store.chats.get(100).language == "zh-Hant"
    [choice] = await reader.say("/settings language klingon")
    assert "English" in choice.labels


async def test_pause_resume_and_leave_by_buttons(house):
    reader = house.person()
    await reader.say("/subscribe 07:30")
    await reader.say("/settings")
    await reader.callback("set:pause")
    assert subscription(house).paused
    await reader.callback("set:resume")
    assert not subscription(house).paused
    await reader.callback("set:unsub")
    assert subscription(house) is None


@pytest.mark.parametrize("data", ["set:at:9999", "set:at", "set:lang:xx", "set:nothing", "t:99", "t:-1", "t"])
async def test_stale_and_forged_settings_change_nothing(house, data):
    reader = house.person()
    await reader.say("/subscribe 07:30")
    before = subscription(house)
    [flash] = await reader.callback(data)
    assert flash.kind == "flash"
    assert subscription(house) == before


async def test_settings_opened_from_a_digest_leave_it_where_it_is(house):
    house.publish("氢能公交上线")
    reader = house.person()
    await reader.say("/subscribe 07:30")
    await reader.say("/today")
    [overview] = await reader.press("设置")
    assert overview.kind == "message"
    [topics] = await reader.press("set:topics")
    assert topics.kind == "edit"


async def test_in_a_group_only_its_administrators_change_what_is_set(house):
    member = house.person(7, chat_id=-500, kind="supergroup")
    for words in ("/subscribe 07:30", "/settings zone Asia/Tokyo", "/pause", "/watch 氢能", "/unsubscribe"):
        [answer] = await member.say(words)
        assert "管理员" in answer.text
    await member.say("/topics")
    [flash] = await member.press("t:0")
    assert "管理员" in flash.text
    assert subscription(house, -500) is None
    house.api.people.make_administrator(-500, 7)
    await member.say("/subscribe 07:30")
    assert subscription(house, -500).times == (time(7, 30),)


async def test_an_anonymous_administrator_of_a_group_may(house):
    group = {"id": -500, "type": "supergroup", "title": "读报群"}
    admin = house.person(1087968824, chat_id=-500, kind="supergroup")
    house.api.room.chat(-500, "supergroup", "读报群")
    house.api.updates.add(
        "message",
        {
            "message_id": 9000,
            "date": 0,
            "chat": group,
            "from": {
                "id": 1087968824,
                "is_bot": True,
                "first_name": "Group",
                "username": "GroupAnonymousBot",
            },
            "sender_chat": group,
            "text": "/subscribe 07:30",
            "entities": [{"type": "bot_command", "offset": 0, "length": 10}],
        },
    )
    await admin.answers()
    assert subscription(house, -500) is not None
