from urllib.parse import parse_qs, urlsplit

import pytest

from bot.model import Article, Entry, Fact, Facts, Figure, Kind, Status, Summary

LONG = "\n".join(
    f"第{number}段说的是滨河新区的公交车和加氢站，一共有{number}辆。" * 12 for number in range(30)
)


async def open_first(house, reader, words="氢能"):
    await reader.say(words)
    [card] = await reader.press("1")
    return card


async def test_the_full_text_comes_in_parts_and_leads_back(house):
    house.publish("氢能公交上线", LONG)
    reader = house.person()
    card = await open_first(house, reader)
    [first] = await reader.press("全文")
    assert first.message_id == card.message_id
    [second] = await reader.press("f:1:1")
    assert second.text != first.text
    [back] = await reader.press("o:1")
    assert back.text == card.text


async def test_the_reference_is_ready_to_copy(house):
    house.publish("氢能公交上线", authors=("林秋实",))
    reader = house.person()
    await open_first(house, reader)
    [citation] = await reader.press("引文")
    assert "林秋实. 氢能公交上线[N]. 潍州晚报, 2024-04-03(3)." in citation.text


async def test_a_saved_article_stands_on_the_list_until_it_is_taken_off(house):
    house.publish("氢能公交上线")
    reader = house.person()
    await open_first(house, reader)
    flash, card = await reader.press("收藏")
    assert flash.kind == "flash"
    assert "u:1" in [button.data for row in card.buttons for button in row]
    [saved] = await reader.say("/saved")
    assert "氢能公交上线" in saved.text
    await reader.press("u:1", message_id=card.message_id)
    [empty] = await reader.say("收藏")
    assert "氢能公交上线" not in empty.text


async def test_saving_twice_is_no_error(house):
    house.publish("氢能公交上线")
    reader = house.person()
    await open_first(house, reader)
    await reader.press("收藏")
    await reader.callback("v:1")
    assert house.store.saved.list(100) == [1]


BUS_WORDS = ("氢能", "公交", "滨河新区", "加氢站")


async def test_related_articles_tell_of_the_same(house):
    house.publish("氢能公交上线", "滨河新区的氢能公交车去加氢站。", keywords=BUS_WORDS)
    house.publish("第二座加氢站建成", "滨河新区的氢能公交车有了第二座加氢站。", keywords=("加氢站",))
    house.publish("图书馆延长开放", "滨河新区图书馆夜里也开，公交方便。", keywords=("图书馆",))
    reader = house.person()
    await open_first(house, reader, "公交上线")
    [related] = await reader.press("相关")
    assert "第二座加氢站建成" in related.text
    assert "图书馆" not in related.text


async def test_what_only_shares_the_place_is_not_related(house):
    house.publish("氢能公交上线", "滨河新区的氢能公交车去加氢站。", keywords=BUS_WORDS)
    house.publish("图书馆延长开放", "滨河新区图书馆夜里也开。", keywords=("滨河新区", "图书馆"))
    reader = house.person()
    await open_first(house, reader, "公交上线")
    [related] = await reader.press("相关")
    assert "没有相关的文章" in related.text


async def test_at_most_three_are_related_the_nearest_first(house):
    house.publish("氢能公交上线", "滨河新区的氢能公交车去加氢站。", keywords=BUS_WORDS)
    for number in range(4):
        house.publish(f"加氢站动态{number}", "滨河新区谈氢能，看加氢站。", keywords=("加氢站",))
    house.publish("新线开通", "滨河新区的氢能公交车开上新线，先去加氢站。", keywords=("新线",))
    reader = house.person()
    await open_first(house, reader, "公交上线")
    [related] = await reader.press("相关")
    assert related.text.index("新线开通") < related.text.index("加氢站动态")
    assert related.text.count("加氢站动态") == 2


@pytest.mark.parametrize("verb", ["o", "f", "c", "r", "e", "v", "u"])
async def test_a_button_on_a_retracted_or_deleted_article_is_answered(house, verb):
    retracted, deleted = house.publish("氢能公交上线"), house.publish("氢能公交停运")
    reader = house.person()
    await reader.say("氢能")
    house.store.entries.retract(retracted.id)
    house.store.entries.remove(deleted.id)
    for entry in (retracted, deleted):
        [flash] = await reader.callback(f"{verb}:{entry.id}")
        assert flash.kind == "flash"
        assert "氢能" not in flash.text


async def test_full_texts_for_subscribers_are_refused_to_others(house):
    house.settle(full_text="subscribers")
    house.publish("氢能公交上线", LONG)
    reader = house.person()
    card = await open_first(house, reader)
    assert "f:1:0" not in [button.data for row in card.buttons for button in row]
    [flash] = await reader.callback("f:1:0")
    assert flash.kind == "flash"
    await reader.say("/subscribe 07:30")
    [text] = await reader.callback("f:1:0")
    assert "加氢站" in text.text


async def test_full_texts_for_editors_are_refused_to_subscribers(house):
    house.settle(full_text="editors")
    house.publish("氢能公交上线", LONG)
    reader, editor = house.person(), house.editor()
    await reader.say("/subscribe 07:30")
    [flash] = await reader.callback("f:1:0")
    assert flash.kind == "flash"
    await editor.say("/start")
    [text] = await editor.callback("f:1:0")
    assert "加氢站" in text.text


async def test_a_summary_is_made_when_it_is_first_needed(house):
    entry = house.publish("氢能公交上线", "首批三十辆氢能公交车驶出场站。每十分钟一班。")
    bare = house.store.entries.replace(
        entry.__class__(entry.article, None, id=entry.id, editions=entry.editions)
    )
    assert bare.summary is None
    reader = house.person()
    card = await open_first(house, reader)
    assert "三十辆" in card.text
    assert house.store.entries.get(entry.id).summary is not None


async def test_in_a_group_saving_changes_nothing_that_others_see(house):
    house.publish("氢能公交上线")
    member = house.person(7, chat_id=-500, kind="supergroup")
    await member.say("/search 氢能")
    await member.press("1")
    [flash] = await member.press("收藏")
    assert flash.kind == "flash"
    assert house.store.saved.list(7) == [1]


async def test_an_editor_sees_the_number_of_an_article_and_a_reader_does_not(house):
    entry = house.publish("氢能公交上线")
    shown = [await open_first(house, person) for person in (house.editor(), house.person())]
    assert [f"编号 {entry.id}" in card.text for card in shown] == [True, False]


async def test_each_fact_opens_its_sentence(house):
    summary = Summary(
        ("三十辆公交车上线。",),
        facts=Facts(
            figures=(Figure("三十辆", "氢能公交车", "首批三十辆氢能公交车驶出场站。"),),
            people=(Fact("林秋实", "公交公司经理林秋实说，年内再添二十辆。"),),
        ),
    )
    article = Article(id="a", kind=Kind.NEWS, headline="氢能公交上线", paragraphs=("正文。",))
    house.store.entries.add(Entry(article, summary, status=Status.PUBLISHED))
    reader = house.person()
    await reader.say("氢能")
    await reader.press("1")
    [facts] = await reader.press("要素")
    assert facts.kind == "edit"
    assert "首批三十辆" not in facts.text
    [opened] = await reader.press("1")
    assert opened.kind == "edit"
    assert "首批三十辆氢能公交车驶出场站。" in opened.text
    [opened] = await reader.press("2")
    assert "年内再添二十辆" in opened.text
    assert "首批三十辆" not in opened.text
    [card] = await reader.press("返回文章")
    assert "全文" in card.labels
    for data in ("k:1:99", "k:1:-4", "k:1:x"):
        [facts] = await reader.callback(data)
        assert "年内再添" not in facts.text
        await reader.press("返回文章")


async def test_an_article_is_shared_by_a_link_that_opens_it(house):
    entry = house.publish("氢能公交 & 上线")
    reader = house.person()
    await reader.say("氢能")
    [card] = await reader.press("1")
    shared = card.button("转发")
    query = parse_qs(urlsplit(shared.url).query)
    assert query["text"] == ["氢能公交 & 上线"]
    [link] = query["url"]
    assert link == f"https://t.me/baozhai_bot?start=a_{entry.id}"
    [opened] = await house.person(200).say(f"/start {link.partition('start=')[2]}")
    assert "氢能公交 & 上线" in opened.text
