"""Everything about a subscription is settled by buttons, in place."""

from datetime import time, timedelta

import pytest

from bot.model import Length, WhenEmpty


def subscription(house, chat_id=100):
    return house.store.subscriptions.get(chat_id)


@pytest.fixture
async def reader(house):
    reader = house.person()
    await reader.say("/subscribe 07:30")
    await reader.say("/settings")
    return reader


async def test_hours_are_added_and_dropped_in_place(house, reader):
    [times] = await reader.press("时间")
    assert times.kind == "edit"
    await reader.press("加时间")
    await reader.press("18")
    [shown] = await reader.press("18:05")
    assert subscription(house).times == (time(7, 30), time(18, 5))
    assert shown.kind == "edit"
    assert "下次推送：4月3日 周三 18:05（北京时间）" in shown.text
    [shown] = await reader.press("✕ 07:30")
    assert subscription(house).times == (time(18, 5),)
    [flash] = await reader.press("✕ 18:05")
    assert "至少留一个时间" in flash.text
    assert subscription(house).times == (time(18, 5),)
    [overview] = await reader.press("返回")
    assert overview.labels[:3] == ("时间", "星期", "时区")


async def test_the_digest_may_come_as_soon_as_the_papers_are_out(house, reader):
    await reader.press("时间")
    [shown] = await reader.press("改为出刊即送")
    assert subscription(house).at_issue
    assert "最迟07:30" in shown.text
    await reader.press("改为按点送")
    assert not subscription(house).at_issue


async def test_weekdays_are_chosen_and_the_next_push_follows(house, reader):
    await reader.press("星期")
    [shown] = await reader.press("周末")
    assert subscription(house).weekdays == {6, 7}
    assert "下次推送：4月6日 周六 07:30（北京时间）" in shown.text
    await reader.press("✓ 周六")
    [flash] = await reader.press("✓ 周日")
    assert "至少留一天" in flash.text
    await reader.callback("set:day:1:on")
    await reader.callback("set:day:1:on")
    assert subscription(house).weekdays == {1, 7}


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("每天", {1, 2, 3, 4, 5, 6, 7}),
        ("工作日", {1, 2, 3, 4, 5}),
        ("周末", {6, 7}),
        ("周一 周三", {1, 3}),
        ("星期二、日", {2, 7}),
        ("1-3", {1, 2, 3}),
        ("周一至周五", {1, 2, 3, 4, 5}),
    ],
)
async def test_weekdays_are_named_in_words(house, reader, typed, days):
    await reader.say(f"/settings 星期 {typed}")
    assert subscription(house).weekdays == days


async def test_the_zone_is_that_of_a_city(house, reader):
    await reader.press("时区")
    [shown] = await reader.press("东京时间")
    assert subscription(house).zone == "Asia/Tokyo"
    assert "（东京时间）" in shown.text
    await reader.press("写城市名")
    [shown] = await reader.say("旧金山")
    assert subscription(house).zone == "America/Los_Angeles"
    assert "下次推送" in shown.text
    [found] = await reader.say("旧金山")
    assert "没有找到" in found.text, "only one text is the answer"


async def test_a_city_of_several_zones_is_asked_about(house, reader):
    [asked] = await reader.say("/settings zone 伯明翰")
    assert "是指哪里" in asked.text
    assert subscription(house).zone == "Asia/Shanghai"
    [shown] = await reader.press("芝加哥时间")
    assert subscription(house).zone == "America/Chicago"
    assert shown.kind == "edit"


async def test_a_city_that_is_not_known_is_said_kindly_and_may_be_written_again(house, reader):
    await reader.press("时区")
    await reader.press("写城市名")
    [kindly] = await reader.say("zzzzqq")
    assert "没有查到" in kindly.text
    await reader.say("东京")
    assert subscription(house).zone == "Asia/Tokyo"


async def test_words_are_wanted_and_unwanted(house, reader):
    await reader.press("关注词")
    await reader.press("加关注词")
    [shown] = await reader.say("氢能 光伏")
    assert subscription(house).include_words == ("氢能", "光伏")
    assert "下次推送" in shown.text
    await reader.press("加关注词")
    await reader.say("储能，氢能")
    assert subscription(house).include_words == ("氢能", "光伏", "储能")
    [shown] = await reader.press("✕ 光伏")
    assert subscription(house).include_words == ("氢能", "储能")
    assert shown.kind == "edit"
    await reader.say("/settings 屏蔽词 讣告")
    assert subscription(house).exclude_words == ("讣告",)
    [flash] = await reader.callback("set:incx:00000000")
    assert flash.kind == "flash"


async def test_words_without_end_are_refused(house, reader):
    [answer] = await reader.say("/settings include " + " ".join(f"词{number}" for number in range(31)))
    assert "最多30个" in answer.text
    assert subscription(house).include_words == ()


@pytest.mark.parametrize(
    ("menu", "option", "field", "value"),
    [
        ("篇数", "5", "items", 5),
        ("详略", "只要标题", "length", Length.HEADLINE),
        ("详略", "整段摘要", "length", Length.FULL),
        ("无新报时", "不打扰", "when_empty", WhenEmpty.SILENT),
        ("静音", "set:silent:on", "silent", True),
        ("链接预览", "set:preview:on", "link_previews", True),
        ("勿扰", "22:00–07:00", "quiet", (time(22), time(7))),
    ],
)
async def test_one_tap_chooses(house, reader, menu, option, field, value):
    await reader.press(menu)
    [shown] = await reader.press(option)
    assert shown.kind == "edit"
    assert getattr(subscription(house), field) == value
    assert "下次推送：4月4日 周四 07:30（北京时间）" in shown.text
    assert any(label.startswith("✓") for label in shown.labels)


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("篇数 12", "items", 12),
        ("length full", "length", Length.FULL),
        ("详略 只要标题", "length", Length.HEADLINE),
        ("静音 开", "silent", True),
        ("靜音 開", "silent", True),
        ("preview on", "link_previews", True),
        ("empty silent", "when_empty", WhenEmpty.SILENT),
        ("勿扰 22:30-6:30", "quiet", (time(22, 30), time(6, 30))),
        ("quiet 23点 至 7点半", "quiet", (time(23), time(7, 30))),
        ("出刊即送 开", "at_issue", True),
    ],
)
async def test_words_choose_too(house, reader, typed, field, value):
    [shown] = await reader.say(f"/settings {typed}")
    assert getattr(subscription(house), field) == value
    assert "下次推送" in shown.text


@pytest.mark.parametrize(
    "typed",
    [
        "篇数 0",
        "篇数 99",
        "详略 诗",
        "勿扰 25:00-26:00",
        "勿扰 07:00-07:00",
        "静音 也许",
        "星期 八",
        "nothing",
    ],
)
async def test_what_is_not_understood_changes_nothing(house, reader, typed):
    before = subscription(house)
    [answer] = await reader.say(f"/settings {typed}")
    assert answer.text
    assert subscription(house) == before


async def test_quiet_hours_may_be_written(house, reader):
    await reader.press("勿扰")
    await reader.press("写时段")
    await reader.say("22:15-06:45")
    assert subscription(house).quiet == (time(22, 15), time(6, 45))


async def test_who_pauses_and_settles_stays_paused(house, reader):
    await reader.press("暂停")
    await reader.say("/settings")
    [shown] = await reader.callback("set:items:5")
    assert subscription(house).paused
    assert "恢复之后" in shown.text


async def test_a_question_that_nobody_answers_is_forgotten(house, reader, clock):
    await reader.press("时区")
    await reader.press("写城市名")
    clock.now += timedelta(minutes=11)
    [found] = await reader.say("东京")
    assert "没有找到" in found.text
    assert subscription(house).zone == "Asia/Shanghai"
    await reader.callback("set:ask:zone")
    await reader.say("/help")
    [found] = await reader.say("东京")
    assert "没有找到" in found.text


async def test_in_a_group_a_question_is_answered_by_reply(house):
    house.api.people.make_administrator(-500, 7)
    admin = house.person(7, chat_id=-500, kind="supergroup")
    await admin.say("/subscribe 07:30")
    await admin.say("/settings zone")
    [asked] = await admin.press("写城市名")
    assert await admin.say("东京") == []
    await admin.say("东京", reply_to=asked.message_id)
    assert subscription(house, -500).zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    "data",
    [
        *(
            "set:add:2599",
            "set:del:xx",
            "set:hour:24",
            "set:days:89",
            "set:days:0",
            "set:day:9:on",
            "set:day:1:x",
        ),
        *(
            "set:zone:Nowhere.Land",
            "set:items:0",
            "set:length:x",
            "set:quiet:25002600",
            "set:ask:x",
            "set:ask",
        ),
        *(
            "set:excx:1",
            "set:less:x",
            "set:topic:99",
            "set:silent:maybe",
            "set:times:x",
            "set:chats:x",
            "set:now:x",
        ),
    ],
)
async def test_stale_and_forged_choices_change_nothing(house, reader, data):
    before = subscription(house)
    shown = await reader.callback(data)
    assert shown
    assert subscription(house) == before


@pytest.mark.parametrize(
    "data", ["set:times", "set:days", "set:items", "set:zone", "set:inc", "set:peek", "set:now"]
)
async def test_a_stale_menu_after_leaving_tells_how_to_subscribe(house, reader, data):
    await reader.say("退订")
    [shown] = await reader.callback(data)
    assert "还没有订阅" in shown.text
    assert subscription(house) is None
