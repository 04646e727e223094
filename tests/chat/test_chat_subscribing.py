from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.subscribing import MAX_TIMES, understand
from bot.errors import ScheduleError

TOPICS = ("绿色低碳", "科技", "文旅")


def subscription(house, chat_id=100, thread_id=0):
    return house.store.subscriptions.get(chat_id, thread_id)


async def test_who_subscribes_is_told_when_the_next_digest_comes(house):
    [answer] = await house.person().say("/subscribe 07:30 绿色低碳")
    assert "下次推送：4月4日 周四 07:30（北京时间）" in answer.text
    stored = subscription(house)
    assert (stored.times, stored.topics, stored.zone) == ((time(7, 30),), ("绿色低碳",), "Asia/Shanghai")
    assert house.store.subscriptions.next_at(100) == datetime(2024, 4, 3, 23, 30, tzinfo=UTC)


async def test_what_is_named_replaces_and_what_is_not_stays(house):
    reader = house.person()
    await reader.say("/subscribe 07:30 绿色低碳")
    await reader.say("/subscribe 18:00 12:00")
    assert subscription(house).times == (time(12), time(18))
    assert subscription(house).topics == ("绿色低碳",)
    await reader.say("/subscribe 科技、文旅")
    assert subscription(house).times == (time(12), time(18))
    assert subscription(house).topics == ("科技", "文旅")
    await reader.say("/subscribe 全部")
    assert subscription(house).topics == ()


async def test_without_an_hour_the_digest_comes_in_the_morning(house):
    await house.person().say("订阅")
    assert subscription(house).times == (time(7, 30),)


@pytest.mark.parametrize("words", ["订阅 07:30 科技", "订阅07:30 科技", "訂閱 07：30 科技"])
async def test_the_chinese_word_subscribes(house, words):
    await house.person().say(words)
    assert subscription(house).times == (time(7, 30),)
    assert subscription(house).topics == ("科技",)


@pytest.mark.parametrize("words", ["25:00", "7:61", "07:30 99:99", "天文", "07:30 天文 科技", "1e9:00"])
async def test_a_malformed_hour_or_unknown_topic_changes_nothing(house, words):
    reader = house.person()
    await reader.say("/subscribe 07:30 科技")
    before = subscription(house)
    [answer] = await reader.say(f"/subscribe {words}")
    assert subscription(house) == before
    assert "下次推送" not in answer.text


async def test_an_unknown_topic_is_answered_with_those_that_there_are(house):
    [answer] = await house.person().say("/subscribe 天文")
    assert "天文" in answer.text
    assert "绿色低碳" in answer.text
    assert subscription(house) is None


async def test_a_pause_and_its_end(house):
    reader = house.person()
    await reader.say("/subscribe 07:30")
    [paused] = await reader.say("暂停")
    assert subscription(house).paused
    assert house.store.subscriptions.next_at(100) is None
    [resumed] = await reader.say("/resume")
    assert not subscription(house).paused
    assert "下次推送：4月4日" in resumed.text
    assert "下次推送：4月4日" not in paused.text


async def test_pausing_nothing_tells_how_to_subscribe(house):
    [answer] = await house.person().say("/pause")
    assert "/subscribe" in answer.text


async def test_who_leaves_is_sent_nothing(house):
    reader = house.person()
    await reader.say("/subscribe 07:30")
    await reader.say("退订")
    assert subscription(house) is None
    [again] = await reader.say("/unsubscribe")
    assert again.text


async def test_threads_of_a_forum_subscribe_by_themselves(house):
    house.api.people.make_administrator(-500, 7)
    one = house.person(7, chat_id=-500, kind="supergroup", thread_id=3)
    other = house.person(7, chat_id=-500, kind="supergroup", thread_id=4)
    [answer] = await one.say("/subscribe 07:30")
    await other.say("/subscribe 08:30")
    assert answer.thread_id == 3
    assert subscription(house, -500, 3).times == (time(7, 30),)
    assert subscription(house, -500, 4).times == (time(8, 30),)
    assert subscription(house, -500, 0) is None


async def test_a_digest_speaks_as_the_bot_spoke_to_who_subscribed(house):
    await house.person(language="en").say("/subscribe 07:30")
    assert house.store.chats.get(100).language == "en"


def test_hours_are_sorted_and_named_once():
    assert understand("18:00,07:30 07:30", TOPICS).times == (time(7, 30), time(18))


def test_too_many_hours_are_refused():
    hours = " ".join(f"{minute // 60:02}:{minute % 60:02}" for minute in range(MAX_TIMES + 1))
    with pytest.raises(ScheduleError):
        understand(hours, TOPICS)


@given(st.text())
def test_any_words_are_understood_or_refused(words):
    try:
        wish = understand(words, TOPICS)
    except ScheduleError:
        return
    assert set(wish.topics or ()) <= set(TOPICS)
    assert all(isinstance(hour, time) for hour in wish.times or ())


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("/subscribe 早上七点半", "07:30"),
        ("订阅 下午3点", "15:00"),
        ("/subscribe 8:00 PM", "20:00"),
        ("/subscribe 7.30", "07:30"),
        ("/subscribe 晚八点 绿色低碳", "20:00"),
        ("/subscribe 早上7点半和晚上8点", "20:00"),
        ("/subscribe 24:00", "00:00"),
        ("订阅早上七点半", "07:30"),
        ("订阅晚八点科技", "20:00"),
        ("/subscribe 早8晚8", "08:00、20:00"),
    ],
)
async def test_hours_are_understood_as_people_say_them(house, said, hours):
    [answer] = await house.person().say(said)
    assert hours in answer.text
    assert house.store.subscriptions.get(100, 0) is not None


@pytest.mark.parametrize(
    "said",
    [
        "/subscribe 早上",
        "/subscribe 25:00",
        "/subscribe 7:30 随便",
        "/subscribe 早上13点",
        "/subscribe 8",
        "/subscribe 7点到9点",
        "/subscribe 晚一点",
    ],
)
async def test_what_is_no_hour_and_no_topic_is_asked_back(house, said):
    [answer] = await house.person().say(said)
    assert "07:30" in answer.text or "话题" in answer.text
    assert house.store.subscriptions.get(100, 0) is None


async def test_of_an_hour_that_is_not_sure_the_likely_ones_are_buttons(house):
    reader = house.person()
    [answer] = await reader.say("/subscribe 8 科技")
    assert "“8”" in answer.text
    assert answer.labels == ("每天08:00", "每天20:00")
    await reader.press("20:00")
    assert house.store.subscriptions.get(100, 0).times == (time(20),)


async def test_what_is_asked_back_is_named_as_it_was_written(house):
    [answer] = await house.person().say("/subscribe 早晚八点")
    assert "“早晚八点”" in answer.text


async def test_a_topic_may_have_the_name_of_an_hour():
    wish = understand("七点新闻 24小时 科技和早教 8点", ("七点新闻", "24小时", "科技", "早教"))
    assert wish.topics == ("七点新闻", "24小时", "科技", "早教")
    assert wish.times == (time(8),)


@pytest.mark.parametrize("words", ["订阅号", "订阅量8成", "订阅人数创新高"])
async def test_words_that_only_begin_so_are_looked_up(house, words):
    [answer] = await house.person().say(words)
    assert "没有找到" in answer.text
    assert house.store.subscriptions.get(100, 0) is None
