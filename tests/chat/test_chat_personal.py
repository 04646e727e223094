import json

import pytest

from bot.model import Deed, Role


async def test_my_data_comes_as_a_document_with_all_that_is_kept(house):
    entry = house.publish("氢能公交上线")
    reader = house.person(name="张三")
    await reader.say("/subscribe 07:30 科技")
    await reader.say("/watch 光伏")
    await reader.say("氢能")
    house.store.saved.add(100, entry.id)
    shown = await reader.say("/mydata")
    [document] = [sent for sent in shown if sent.kind == "document"]
    data = json.loads(document.data)
    assert document.file_name.endswith(".json")
    assert data["chat"]["title"] == "张三"
    assert data["subscriptions"][0]["times"] == ["07:30"]
    assert data["subscriptions"][0]["topics"] == ["科技"]
    assert data["watches"][0]["words"] == "光伏"
    assert data["saved"] == [{"id": entry.id, "headline": "氢能公交上线"}]
    assert data["searches"] == ["氢能"]


async def test_my_data_holds_nothing_of_others(house):
    await house.person(200, name="李四").say("/watch 秘密词")
    [document] = [sent for sent in await house.person().say("/mydata") if sent.kind == "document"]
    assert "秘密词" not in document.data.decode()
    assert "李四" not in document.data.decode()


async def test_forgetting_asks_first_and_then_leaves_nothing(house):
    entry = house.publish("氢能公交上线")
    reader = house.person(name="张三")
    await reader.say("/subscribe 07:30")
    await reader.say("/watch 光伏")
    await reader.say("氢能")
    house.store.saved.add(100, entry.id)
    house.store.audit.add(1, Deed.ADMIT, person_id=100)
    await reader.say("/forgetme")
    assert house.store.subscriptions.get(100) is not None
    await reader.press("y")
    store = house.store
    assert store.chats.get(100) is None
    assert store.subscriptions.get(100) is None
    assert store.watches.of_chat(100) == []
    assert store.searches.of_chat(100) == []
    assert store.saved.list(100) == []
    assert store.audit.of_person(100) == []


async def test_what_a_person_typed_stays_nowhere_in_the_file(house):
    reader = house.person(name="龘靐")
    for words in ("鼗鼙搜", "/watch 鼗鼙盯", "/subscribe 07:30 鼗鼙题"):
        await reader.say(words)
    path = house.store.path
    files = [path, path.with_name(f"{path.name}-wal")]
    assert sum(file.read_bytes().count("鼗鼙".encode()) for file in files) > 2
    await reader.say("/forgetme")
    await reader.press("y")
    for word in ("鼗鼙", "龘靐"):
        assert [file.read_bytes().count(word.encode()) for file in files if file.exists()] in ([0], [0, 0])


async def test_forgetting_leaves_others_alone(house):
    other = house.person(200)
    await other.say("/subscribe 07:30")
    reader = house.person()
    await reader.say("/forgetme")
    await reader.press("y")
    assert house.store.subscriptions.get(200) is not None


async def test_a_no_keeps_everything(house):
    reader = house.person()
    await reader.say("/subscribe 07:30")
    await reader.say("/forgetme")
    await reader.press("n")
    assert house.store.subscriptions.get(100) is not None


@pytest.mark.parametrize("role", [Role.WAITING, Role.REFUSED])
async def test_who_is_not_admitted_sees_what_is_kept_and_has_it_deleted(house, role):
    house.settle(access="approval")
    house.store.people.set_role(100, role, "张三")
    entry = house.publish("氢能公交上线")
    house.store.saved.add(100, entry.id)
    reader = house.person()
    shown = await reader.say("/mydata")
    [document] = [sent for sent in shown if sent.kind == "document"]
    assert "张三" in document.data.decode()
    [asked] = await reader.say("/forgetme")
    assert asked.buttons
    await reader.press("y")
    assert house.store.saved.list(100) == []
    kept = house.store.people.role(100)
    assert kept is (Role.REFUSED if role is Role.REFUSED else None), "a refusal is not undone by forgetting"


async def test_my_data_names_no_article_that_was_retracted(house):
    saved, unwanted = house.publish("氢能公交上线"), house.publish("图书馆夜读")
    reader = house.person()
    await reader.say("/start")
    house.store.saved.add(100, saved.id)
    house.store.lessened.add(100, 0, unwanted.id)
    for entry in (saved, unwanted):
        house.store.entries.retract(entry.id)
    [document] = [sent for sent in await reader.say("/mydata") if sent.kind == "document"]
    data = json.loads(document.data)
    assert data["saved"] == [{"id": saved.id}]
    assert data["wants_less_of"] == [{"id": unwanted.id}]
