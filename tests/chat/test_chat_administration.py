import gzip
import sqlite3
from datetime import time, timedelta

from bot.chat.administration import DAYS
from bot.model import Deed, DeliveryState, Role, Subscription
from bot.store.deliveries import Outcome


async def test_an_announcement_is_counted_first_and_sent_by_a_button(house):
    await house.person(101).say("/start")
    await house.person(102).say("/start")
    gone = house.person(103)
    await gone.say("/start")
    house.store.chats.mark_gone(103)
    editor = house.editor()
    [question] = await editor.say("/announce 明日<停机>半小时")
    assert "明日<停机>半小时" in question.text
    assert "3" in question.text
    assert house.promised() == []
    [done] = await editor.press("an:1")
    assert "3" in done.text
    promised = house.promised()
    assert sorted(one.chat_id for one in promised) == [2, 101, 102]
    assert "明日&lt;停机&gt;半小时" in promised[0].message.text
    assert house.services.outbox.woken == 1
    assert [record.deed for record in house.store.audit.latest(5)] == [Deed.ANNOUNCE]


async def test_an_announcement_goes_out_once(house):
    editor = house.editor()
    await editor.say("/announce 停机")
    await editor.press("an:1")
    assert len(house.promised()) == 1
    [flash] = await editor.callback("an:1")
    assert flash.kind == "flash"
    assert house.promised() == []


async def test_a_digest_is_no_announcement(house):
    house.publish("氢能公交上线")
    editor = house.editor()
    await editor.say("/today")
    for data in ("an:1", "an:9", "an:x"):
        [flash] = await editor.callback(data)
        assert flash.kind == "flash"
    assert house.promised() == []


async def test_an_announcement_needs_words(house):
    [usage] = await house.editor().say("/announce")
    assert "/announce" in usage.text


async def test_counts_and_deeds_are_shown(house):
    entry = house.publish("氢能公交上线")
    editor = house.editor()
    await editor.say(f"/edit {entry.id} 标题 新标题")
    stats, picture = await editor.say("/stats")
    assert picture.data.startswith(b"\x89PNG")
    assert "3 没有结果的搜索" in picture.text
    [audit] = await editor.say("/audit")
    assert "1" in stats.text
    assert "编辑(2)" in audit.text
    assert "新标题" in audit.text


async def test_the_database_goes_to_the_owner_alone(house, tmp_path):
    house.publish("氢能公交上线")
    owner = house.owner()
    await owner.say("/start")
    in_group = house.person(1, chat_id=-500, kind="supergroup")
    assert await in_group.say("/backup") == []
    [document] = await owner.answers()
    copy = tmp_path / "copy.db"
    assert document.file_name.endswith(".db.gz")
    copy.write_bytes(gzip.decompress(document.data))
    with sqlite3.connect(copy) as database:
        assert database.execute("select count(*) from entries").fetchone() == (1,)
    database.close()
    [refused] = await house.editor().say("/backup")
    assert refused.kind == "message"


async def test_a_database_too_large_to_be_sent_is_named_by_its_path(house, monkeypatch):
    monkeypatch.setattr("bot.chat.administration.LARGEST", 10)
    [answer] = await house.owner().say("/backup")
    assert str(house.store.path.parent) in answer.text
    assert len(list(house.store.path.parent.glob("baozhai-*.db.gz"))) == 1


async def test_an_announcement_waits_for_the_end_of_quiet_hours(house):
    editor, reader = house.editor(), house.person()
    await reader.say("/start")
    store = house.services.store
    store.subscriptions.save(Subscription(100, 0, (time(7, 30),), quiet=(time(22), time(9))), {})
    store.subscriptions.save(Subscription(300, 0, (time(7, 30),), quiet=(time(22), time(6))), {})
    await editor.say("/announce 明日停机")
    await editor.press("an:1")
    assert sorted(one.chat_id for one in house.promised()) == [2, 300]
    house.clock.on(minutes=30)
    assert [one.chat_id for one in house.promised()] == [100]


async def test_deeds_turn_in_place(house):
    entry = house.publish("氢能公交上线")
    editor = house.editor()
    for number in range(23):
        await editor.say(f"/edit {entry.id} 标题 第{number:02}个标题")
    [first] = await editor.say("/audit")
    assert "第22个标题" in first.text
    assert "第02个标题" not in first.text
    [second] = await editor.press("下一页")
    assert second.kind == "edit"
    assert "第02个标题" in second.text
    for data in ("au:-1", "au:x"):
        [flash] = await editor.callback(data)
        assert flash.kind == "flash"


async def test_searches_without_result_and_what_was_sent_are_counted_by_day(house, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "bot.chat.administration.daily_chart", lambda days, panels: drawn.append((days, panels)) or b"x"
    )
    reader = house.person()
    await reader.say("/subscribe 20:00")
    await reader.say("飞船")
    await reader.say("火箭")
    house.publish("氢能公交上线")
    await reader.say("氢能")
    editor = house.editor()
    await editor.say("/announce 停机")
    await editor.press("群发")
    sent = [Outcome(each.id, DeliveryState.SENT, message_id=1) for each in house.promised()]
    house.store.deliveries.take(0, sent)
    house.clock.now += timedelta(days=1)
    await editor.say("/stats")
    [(days, (subscribers, messages, nothing))] = drawn
    assert len(days) == DAYS
    assert subscribers[-1] == 1
    assert messages[-2:] == [len(sent), 0]
    assert nothing[-2:] == [2, 0]


async def test_the_owner_changes_roles_in_the_chat_and_it_is_recorded(house):
    reader = house.person(100, name="小明")
    await reader.say("/start")
    owner = house.owner()
    [choice] = await owner.say("/roles 100")
    assert "小明" in choice.text
    await owner.press("编辑")
    assert house.store.people.role(100) is Role.EDITOR
    [drafts] = await reader.say("/drafts")
    assert "编辑" not in drafts.text
    await owner.say("/roles 100")
    await owner.press("禁用")
    [refused] = await reader.say("氢能")
    assert "氢能" not in refused.text
    await owner.say("/roles 100")
    await owner.press("读者")
    [found] = await reader.say("氢能")
    assert "氢能" in found.text
    deeds = [(record.deed, record.detail) for record in house.store.audit.latest(3)]
    assert [deed for deed, _ in deeds] == [Deed.ROLE] * 3
    assert deeds[0][1] == "refused → reader"
    [people] = await owner.say("/roles")
    assert "主人" in people.text
    assert "小明（100）：读者" in people.text


async def test_who_is_named_in_the_configuration_keeps_the_role(house):
    owner = house.owner()
    [fixed] = await owner.say("/roles 2")
    assert fixed.buttons == ()
    for data in ("ro:2:refused", "ro:1:reader", "ro:100:owner", "ro:100:waiting", "ro:-5:editor", "ro:x"):
        [flash] = await owner.callback(data)
        assert flash.kind == "flash"
    assert house.store.people.all() == []


async def test_only_the_owner_changes_roles(house):
    editor = house.editor()
    [refused] = await editor.say("/roles 100")
    assert refused.buttons == ()
    await house.person().say("/start")
    [flash] = await editor.callback("ro:100:editor")
    assert flash.kind == "flash"
    assert house.store.people.role(100) is None
