import asyncio
import time
from datetime import time as hour
from datetime import timedelta

from bot.chat import digests
from bot.digest.content import content
from bot.model import Length, Subscription


async def test_today_holds_the_last_day_by_the_topics_of_the_chat(house):
    house.clock.now -= timedelta(hours=30)
    house.publish("前日旧闻")
    house.clock.on(hours=30)
    house.publish("氢能公交上线", topics=("绿色低碳",))
    house.publish("芯片工厂投产", topics=("科技",))
    reader = house.person()
    [everything] = await reader.say("/today")
    assert "氢能公交上线" in everything.text
    assert "芯片工厂投产" in everything.text
    assert "前日旧闻" not in everything.text
    await reader.say("/subscribe 科技")
    [chosen] = await reader.say("今日")
    assert "芯片工厂投产" in chosen.text
    assert "氢能公交上线" not in chosen.text


async def test_today_and_its_rest_hold_to_all_that_the_chat_wants(house):
    for number in range(5):
        house.publish(f"第{number}号芯片消息", topics=("科技",))
    house.publish("芯片广告", topics=("科技",))
    house.publish("氢能公交上线", topics=("绿色低碳",))
    wanted = Subscription(
        100,
        0,
        (hour(7, 30),),
        topics=("科技",),
        include_words=("公交",),
        exclude_words=("广告",),
        items=2,
        length=Length.HEADLINE,
    )
    house.services.store.subscriptions.save(wanted, {})
    reader = house.person()
    [digest] = await reader.say("/today")
    [rest] = await reader.press("更多")
    shown = digest.text + rest.text + (await reader.press("下一页"))[0].text
    assert sorted(button for button in digest.labels if button.isdigit()) == ["1", "2"]
    assert all(f"第{number}号芯片消息" in shown for number in range(5))
    assert "氢能公交上线" in shown
    assert "广告" not in shown


async def test_a_further_page_reads_no_more_articles_than_it_shows(house, monkeypatch):
    for number in range(40):
        house.publish(f"第{number:02}号消息")
    reader = house.person()
    await reader.say("/today")
    read = []
    get_many = house.store.entries.get_many

    def counting(ids):
        read.append(len(ids))
        return get_many(ids)

    monkeypatch.setattr(house.store.entries, "get_many", counting)
    [rest] = await reader.press("更多")
    assert "共40篇" in rest.text
    assert 0 < max(read) <= 10


async def test_digests_that_are_asked_for_at_once_are_composed_one_at_a_time(house, monkeypatch):
    for number in range(5):
        house.publish(f"第{number:02}号消息")
    under_way, most = 0, 0

    def counted(*given, **named):
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        time.sleep(0.02)
        try:
            return content(*given, **named)
        finally:
            under_way -= 1

    monkeypatch.setattr(digests, "content", counted)
    readers = [house.person(100 + number) for number in range(6)]
    answers = await asyncio.gather(*(reader.say("/today") for reader in readers))
    assert all("第04号消息" in shown.text for [shown] in answers)
    assert most == 1


async def test_with_nothing_new_today_says_so(house):
    [answer] = await house.person().say("/today")
    assert answer.text


async def test_the_rest_of_a_digest_stands_behind_its_button(house):
    for number in range(19):
        house.publish(f"第{number:02}号消息", topics=("科技",))
    reader = house.person()
    [digest] = await reader.say("/today")
    [rest] = await reader.press("更多")
    assert rest.kind == "message"
    [last] = await reader.press("下一页")
    assert (last.kind, last.message_id) == ("edit", rest.message_id)
    shown = digest.text + rest.text + last.text
    assert all(shown.count(f"第{number:02}号消息") == 1 for number in range(19))


async def test_a_digest_whose_rest_is_not_kept_says_so(house):
    reader = house.person()
    await reader.say("/today")
    for data in ("g:999:8", "g:1:-1", "g:x:0", "g"):
        [flash] = await reader.callback(data)
        assert flash.kind == "flash"


async def test_the_welcome_leads_to_today_and_the_latest(house):
    house.publish("氢能公交上线")
    reader = house.person()
    [welcome] = await reader.say("/start")
    [today] = await reader.press("td")
    [latest] = await reader.press("l:0", message_id=welcome.message_id)
    assert "氢能公交上线" in today.text
    assert "氢能公交上线" in latest.text
    assert latest.kind == "message"


async def test_the_latest_come_last_published_first_and_turn_in_place(house):
    for number in range(11):
        house.publish(f"第{number:02}号消息")
        house.clock.on(minutes=1)
    reader = house.person()
    [first] = await reader.say("最新")
    assert first.text.index("第10号") < first.text.index("第09号")
    [second] = await reader.press("下一页")
    assert (second.kind, second.message_id) == ("edit", first.message_id)
    assert "第00号" in second.text
    [flash] = await reader.callback("l:-1")
    assert flash.kind == "flash"


async def test_what_was_retracted_since_stands_in_no_list(house):
    entries = [house.publish(f"第{number:02}号消息") for number in range(10)]
    reader = house.person()
    await reader.say("/today")
    for entry in entries[:9]:
        house.store.entries.retract(entry.id)
    [rest] = await reader.press("更多")
    assert "消息" not in rest.text or "第09号" in rest.text
    [latest] = await reader.say("/latest")
    assert "第09号" in latest.text
    assert "第08号" not in latest.text


async def test_saved_articles_turn_in_place(house):
    for number in range(10):
        entry = house.publish(f"第{number:02}号消息")
        house.store.saved.add(100, entry.id)
        house.clock.on(minutes=1)
    reader = house.person()
    [first] = await reader.say("/saved")
    [second] = await reader.press("下一页")
    assert second.kind == "edit"
    assert all(f"第{number:02}号" in first.text + second.text for number in range(10))
    [flash] = await reader.callback("sv:x")
    assert flash.kind == "flash"
