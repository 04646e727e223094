async def test_a_person_is_welcomed_and_told_how_to_begin(house):
    [welcome] = await house.person().say("/start")
    assert "订阅" in welcome.text
    assert welcome.buttons


async def test_the_welcome_speaks_the_language_of_the_reader(house):
    [english] = await house.person(101, language="en").say("/start")
    [traditional] = await house.person(102, language="zh-hant").say("/start")
    [unknown] = await house.person(103, language=None).say("/start")
    assert "digest" in english.text.lower()
    assert "檢索" in traditional.text
    assert "检索" in unknown.text


async def test_the_help_names_the_editors_commands_to_editors_alone(house):
    [reader] = await house.person().say("/help")
    [editor] = await house.editor().say("/help")
    assert "/subscribe" in reader.text
    assert "/retract" not in reader.text
    assert "/retract" in editor.text


async def test_a_deep_link_opens_the_article(house):
    entry = house.publish("氢能公交上线")
    [card] = await house.person().say(f"/start a_{entry.id}")
    assert "氢能公交上线" in card.text


async def test_a_deep_link_to_nothing_is_answered_kindly(house):
    draft = house.publish("未签发的稿件", draft=True)
    for link in ("a_999", f"a_{draft.id}", "a_99999999999999999999", "a_"):
        [answer] = await house.person().say(f"/start {link}")
        assert "未签发" not in answer.text


async def test_an_unknown_command_is_told_where_the_commands_stand(house):
    [answer] = await house.person().say("/nosuchthing")
    assert "/help" in answer.text


async def test_a_sticker_or_picture_is_answered_with_what_the_bot_understands(house):
    reader = house.person()
    await reader.say("/start")
    house.api.updates.add(
        "message",
        {
            "message_id": 9000,
            "date": 0,
            "chat": {"id": 100, "type": "private", "first_name": "x"},
            "from": {"id": 100, "is_bot": False, "first_name": "x", "language_code": "zh"},
            "photo": [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}],
        },
    )
    [answer] = await reader.answers()
    assert "/search" in answer.text or "/help" in answer.text


async def test_edited_messages_and_channel_posts_do_no_harm(house):
    reader = house.person()
    await reader.say("/start")
    house.api.people.edited(100, 100, 1, "/forgetme")
    assert await reader.answers() == []
    channel = house.person(5, chat_id=-1009, kind="channel")
    assert await channel.say("/subscribe 07:30") == []
    assert house.store.subscriptions.get(-1009) is None
