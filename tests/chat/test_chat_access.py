import pytest

from bot.model import Deed, Role


async def test_in_private_only_the_admins_read(house):
    house.settle(access="private")
    house.publish("氢能公交上线")
    reader = house.person()
    for words in ("/start", "氢能", "/today", "/subscribe 07:30", "/help", "/add"):
        [answer] = await reader.say(words)
        assert "氢能" not in answer.text
        assert not answer.buttons
    assert house.store.chats.get(100) is None
    [found] = await house.editor().say("氢能")
    assert "氢能公交上线" in found.text


async def test_by_approval_the_owner_lets_people_in_with_a_button(house):
    house.settle(access="approval")
    house.publish("氢能公交上线")
    owner, reader = house.owner(), house.person(name="张三")
    await owner.say("/start")
    [waiting] = await reader.say("/start")
    assert "氢能" not in waiting.text
    [asked] = await owner.answers()
    assert "张三" in asked.text
    await reader.say("氢能")
    assert await owner.answers() == []
    await owner.press("ad:100:yes")
    [welcome] = await reader.answers()
    assert welcome.text
    [found] = await reader.say("氢能")
    assert "氢能公交上线" in found.text
    assert [record.deed for record in house.store.audit.latest(5)] == [Deed.ADMIT]
    await owner.callback("ad:100:yes")
    assert await reader.answers() == []


async def test_who_is_refused_stays_outside(house):
    house.settle(access="approval")
    owner, reader = house.owner(), house.person()
    await owner.say("/start")
    await reader.say("/start")
    await owner.press("ad:100:no")
    assert house.store.people.role(100) is Role.REFUSED
    [refused] = await reader.answers()
    [again] = await reader.say("/today")
    assert refused.text
    assert again.text
    assert await owner.answers() == []


@pytest.mark.parametrize("data", ["ad:100:yes", "ad:999:yes", "ad:100", "ad"])
async def test_only_the_owner_admits(house, data):
    house.settle(access="approval")
    await house.person().say("/start")
    editor = house.editor()
    await editor.say("/start")
    [flash] = await editor.callback(data)
    assert flash.kind == "flash"
    assert house.store.people.role(100) is Role.WAITING


@pytest.mark.parametrize("data", ["ad:999:yes", "ad:100:perhaps", "ad:100", "ad"])
async def test_a_forged_admission_admits_nobody(house, data):
    house.settle(access="approval")
    owner = house.owner()
    await owner.say("/start")
    await house.person().say("/start")
    await owner.callback(data)
    assert house.store.people.role(100) is Role.WAITING


async def test_an_owner_who_never_opened_the_bot_keeps_nobody_from_an_answer(house):
    house.settle(access="approval", admins=())
    [answer] = await house.person().say("/start")
    assert answer.text


async def test_a_person_who_was_refused_is_refused_where_access_is_open_too(house):
    house.store.people.set_role(100, Role.REFUSED)
    house.publish("氢能公交上线")
    [answer] = await house.person().say("氢能")
    assert "氢能公交上线" not in answer.text


async def test_an_editor_of_the_database_edits_and_does_not_own(house):
    house.store.people.set_role(7, Role.EDITOR)
    editor = house.person(7)
    [drafts] = await editor.say("/drafts")
    [backup] = await editor.say("/backup")
    assert "编辑" not in drafts.text
    assert backup.kind == "message"


async def test_outsiders_buttons_are_refused_too(house):
    house.publish("氢能公交上线")
    reader = house.person()
    await reader.say("氢能")
    house.settle(access="private")
    [flash] = await reader.press("1")
    assert flash.kind == "flash"
    assert "氢能公交上线" not in flash.text
