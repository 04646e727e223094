"""Under an item of a digest: why it is there, less like this; the digest at once, a look at the next."""

from datetime import timedelta

from bot.chat.push import Push


async def subscribed(house, words="/subscribe 07:30"):
    reader = house.person()
    await reader.say(words)
    return reader


async def test_why_an_item_stands_in_the_digest_is_told(house):
    house.publish("氢能公交上线", "滨河新区的氢能公交。", topics=("绿色低碳",))
    reader = await subscribed(house, "/subscribe 07:30 绿色低碳")
    await reader.say("/settings 关注词 公交")
    [digest] = await reader.say("/today")
    [card] = await reader.press("1")
    assert card.kind == "message"
    assert {"入选理由", "少一点这类"} <= set(card.labels)
    [flash] = await reader.press("入选理由")
    assert "绿色低碳" in flash.text
    assert "公交" in flash.text
    assert "第3版" in flash.text
    assert reader.last.text == flash.text
    assert digest.labels[0] == "1"


async def test_an_article_found_by_words_has_no_reasons(house):
    house.publish("氢能公交上线")
    reader = await subscribed(house)
    await reader.say("氢能")
    [card] = await reader.press("1")
    assert "入选理由" not in card.labels


async def test_less_like_this_comes_later_and_is_taken_back(house):
    house.publish("芯片新线投产", topics=("科技",), keywords=("芯片",))
    reader = await subscribed(house)
    await reader.say("/today")
    await reader.press("1")
    [flash] = await reader.press("少一点这类")
    assert "排在后面" in flash.text
    await reader.press("少一点这类")
    house.publish("芯片大会开幕", "正文很长。" * 40, topics=("科技",), keywords=("芯片",))
    house.publish("景区迎客", topics=("文旅",))
    [digest] = await reader.say("/today")
    assert digest.text.index("景区迎客") < digest.text.index("芯片大会开幕")
    await reader.press("2")
    [flash] = await reader.press("入选理由")
    assert "少看" in flash.text
    await reader.say("/settings")
    [less] = await reader.press("少一点")
    [shown] = await reader.press("✕ 芯片新线投产")
    assert shown.kind == "edit"
    assert "下次推送" in shown.text
    [digest] = await reader.say("/today")
    assert digest.text.index("芯片大会开幕") < digest.text.index("景区迎客")
    [flash] = await reader.callback(next(b.data for row in less.buttons for b in row if "✕" in b.label))
    assert flash.kind == "flash"


async def test_the_promised_digest_knows_what_is_wanted_less(house, clock):
    disliked = house.publish("芯片新线投产", topics=("科技",))
    for user_id in (100, 200):
        await house.person(user_id).say("/subscribe 07:30")
    house.store.lessened.add(100, 0, disliked.id)
    house.publish("芯片大会开幕", topics=("科技",))
    house.publish("景区迎客", topics=("文旅",))
    clock.now += timedelta(days=1)
    await Push(house.services).tick()
    texts = {one.chat_id: one.message.text for one in house.promised()}
    assert texts[200].index("芯片大会开幕") < texts[200].index("景区迎客")
    assert texts[100].index("景区迎客") < texts[100].index("芯片大会开幕")


async def test_in_a_group_only_administrators_want_less(house):
    entry = house.publish("氢能公交上线")
    member = house.person(7, chat_id=-500, kind="supergroup")
    await member.say("/today")
    await member.press("1")
    [flash] = await member.press("少一点这类")
    assert "管理员" in flash.text
    assert house.store.lessened.of_place(-500, 0) == []
    house.api.people.make_administrator(-500, 7)
    await member.press("少一点这类")
    assert house.store.lessened.of_place(-500, 0) == [entry.id]


async def test_the_next_digest_is_shown_without_counting_as_sent(house):
    house.publish("氢能公交上线")
    reader = await subscribed(house)
    await reader.say("/settings")
    [shown] = await reader.press("预览下一期")
    assert shown.kind == "message"
    assert "氢能公交上线" in shown.text
    assert not house.promised()
    assert house.store.subscriptions.get(100).covered is None


async def test_the_digest_comes_at_once_and_only_once(house):
    house.publish("氢能公交上线")
    reader = await subscribed(house)
    await reader.say("/settings 静音 开")
    await reader.say("/settings")
    [flash] = await reader.press("现在就送")
    assert "已送出" in flash.text
    [promised] = house.promised()
    assert "氢能公交上线" in promised.message.text
    assert promised.silent
    [flash] = await reader.press("现在就送")
    assert "没有新的" in flash.text
    house.publish("景区迎客")
    await reader.press("现在就送")
    await reader.say("/settings")
    [shown] = await reader.press("预览下一期")
    assert "景区迎客" not in shown.text


async def test_the_list_of_what_is_wanted_less_names_nothing_that_was_retracted(house):
    kept, gone = house.publish("芯片新线投产"), house.publish("图书馆夜读")
    reader = await subscribed(house)
    for entry in (kept, gone):
        house.store.lessened.add(100, 0, entry.id)
    house.store.entries.retract(gone.id)
    await reader.say("/settings 少一点")
    assert any("芯片新线投产" in label for label in reader.last.labels)
    assert not any("图书馆夜读" in label for label in reader.last.labels)
