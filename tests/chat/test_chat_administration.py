import sqlite3
from datetime import time

from bot.model import Deed, Subscription


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
    [stats] = await editor.say("/stats")
    [audit] = await editor.say("/audit")
    assert "1" in stats.text
    assert "2" in audit.text
    assert "新标题" in audit.text


async def test_the_database_goes_to_the_owner_alone(house, tmp_path):
    house.publish("氢能公交上线")
    owner = house.owner()
    await owner.say("/start")
    in_group = house.person(1, chat_id=-500, kind="supergroup")
    assert await in_group.say("/backup") == []
    [document] = await owner.answers()
    copy = tmp_path / "copy.db"
    copy.write_bytes(document.data)
    with sqlite3.connect(copy) as database:
        assert database.execute("select count(*) from entries").fetchone() == (1,)
    database.close()
    [refused] = await house.editor().say("/backup")
    assert refused.kind == "message"


async def test_a_database_too_large_to_be_sent_is_named_by_its_path(house, monkeypatch):
    monkeypatch.setattr("bot.chat.administration.LARGEST", 10)
    [answer] = await house.owner().say("/backup")
    assert str(house.store.path.parent) in answer.text
    assert len(list(house.store.path.parent.glob("baozhai-*.db"))) == 1


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
