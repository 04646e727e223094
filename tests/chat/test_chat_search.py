import pytest


async def test_a_text_in_private_is_looked_up(house):
    house.publish("氢能公交上线", "首批三十辆氢能公交车驶出场站。")
    [result] = await house.person().say("氢能")
    assert "氢能公交上线" in result.text
    assert "潍州晚报" in result.text
    assert "1" in result.labels


@pytest.mark.parametrize("words", ["/search 氢能", "/search氢能", "搜索 氢能", "搜索氢能", "搜索：氢能"])
async def test_every_way_of_asking_finds(house, words):
    house.publish("氢能公交上线")
    [result] = await house.person().say(words)
    assert "氢能公交上线" in result.text


async def test_pages_of_hits_turn_in_place_without_repeating(house):
    for number in range(7):
        house.publish(f"氢能消息第{number}条")
    reader = house.person()
    [first] = await reader.say("氢能")
    [second] = await reader.press("下一页")
    assert (second.kind, second.message_id) == ("edit", first.message_id)
    seen = [number for number in range(7) for page in (first, second) if f"第{number}条" in page.text]
    assert sorted(seen) == list(range(7))
    [back] = await reader.press("上一页")
    assert back.text == first.text


async def test_the_newest_come_first_when_asked_for(house):
    house.publish("氢能旧闻", issue_date=None)
    house.clock.on(hours=1)
    house.publish("车站新闻", "正文提到氢能一次。")
    reader = house.person()
    await reader.say("氢能")
    [newest] = await reader.press("最新在前")
    assert newest.text.index("车站新闻") < newest.text.index("氢能旧闻")


async def test_a_number_opens_the_article_and_the_list_stays(house):
    house.publish("氢能公交上线", "首批三十辆。", subheadline="沿江线路十分钟一班")
    reader = house.person()
    await reader.say("氢能")
    [card] = await reader.press("1")
    assert card.kind == "message"
    assert "沿江线路十分钟一班" in card.text


async def test_nothing_found_offers_an_alert(house):
    reader = house.person()
    [nothing] = await reader.say("量子计算机")
    assert "量子计算机" in nothing.text
    watch = next(label for label in nothing.labels if "提醒" in label)
    await reader.press(watch)
    assert [one.words for one in house.store.watches.of_chat(100)] == ["量子计算机"]


@pytest.mark.parametrize("words", ["/search", "？！……", "/search \"'*()", "。"])
async def test_nothing_to_look_up_is_said_kindly(house, words):
    [answer] = await house.person().say(words)
    assert answer.text
    assert not answer.buttons


@pytest.mark.parametrize("words", ['"氢能" * ( ) NEAR AND -', "氢能 OR", '"', "AND NOT -氢能"])
async def test_nothing_that_is_typed_is_a_syntax_error(house, words):
    house.publish("氢能公交上线")
    await house.person().say(words)
    assert not any("意外" in sent.text for sent in house.api.sent)


async def test_a_query_of_thousands_of_characters_is_told_the_limit(house):
    [answer, *_] = await house.person().say("氢能公交" * 1250)
    assert "256" in answer.text


async def test_another_chats_search_is_not_shown(house):
    house.publish("氢能公交上线")
    await house.person().say("氢能")
    stranger = house.person(200)
    await stranger.say("/start")
    [flash] = await stranger.callback("s:1:0:relevance")
    assert flash.kind == "flash"
    assert "氢能" not in flash.text


@pytest.mark.parametrize(
    "data",
    ["s:1:-5:newest", "s:1:0:sideways", "s:1", "s", "s:99:0:newest", "zz:1", "o:x", "f:1:99999", "📌", ""],
)
async def test_stale_and_forged_buttons_are_answered_kindly(house, data):
    house.publish("氢能公交上线")
    reader = house.person()
    await reader.say("氢能")
    shown = await reader.callback(data)
    assert shown
    assert not any("意外" in sent.text for sent in shown)


async def test_a_button_pressed_twice_is_no_error(house, caplog):
    for number in range(7):
        house.publish(f"氢能消息第{number}条")
    reader = house.person()
    await reader.say("氢能")
    await reader.press("下一页")
    await reader.callback("s:1:5:relevance")
    assert not caplog.records
