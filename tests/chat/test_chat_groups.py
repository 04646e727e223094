import pytest

from bot.console.refusal import ApiError

GROUP = -500


def member(house, **where):
    return house.person(7, chat_id=GROUP, kind="supergroup", **where)


async def test_ordinary_talk_in_a_group_is_not_answered(house):
    house.publish("氢能公交上线")
    for words in (
        "氢能",
        "搜索 氢能",
        "/nosuchthing",
        "/search@other_bot 氢能",
        "@other_bot 氢能",
        "第一行\n二\n三\n四",
    ):
        assert await member(house).say(words) == []


@pytest.mark.parametrize(
    "words", ["/search 氢能", "/search@baozhai_bot 氢能", "@baozhai_bot 氢能", "@Baozhai_Bot 搜索 氢能"]
)
async def test_commands_and_mentions_are_answered(house, words):
    house.publish("氢能公交上线")
    [found] = await member(house).say(words)
    assert "氢能公交上线" in found.text


async def test_a_mention_behind_emoji_is_understood(house):
    house.publish("氢能公交上线")
    [found] = await member(house).say("🚌🚌 @baozhai_bot 氢能")
    assert found.text


async def test_a_mention_without_words_gets_help(house):
    [answer] = await member(house).say("@baozhai_bot")
    assert "/search" in answer.text


async def test_an_unknown_command_that_names_the_bot_is_answered(house):
    [answer] = await member(house).say("/nosuchthing@baozhai_bot")
    assert "/help" in answer.text


def reply_in_group(house, to, text, **more):
    replied = house.api.room.describe(to) | more
    house.api.updates.add(
        "message",
        {
            "message_id": 9000,
            "date": 0,
            "chat": {"id": GROUP, "type": "supergroup", "title": "群"},
            "from": {"id": 7, "is_bot": False, "first_name": "x", "language_code": "zh"},
            "text": text,
            "reply_to_message": replied,
        },
    )


async def test_a_reply_to_the_bot_is_answered(house):
    house.publish("氢能公交上线")
    person = member(house)
    [answer] = await person.say("/latest")
    reply_in_group(house, answer, "氢能")
    [found] = await person.answers()
    assert "氢能公交上线" in found.text


async def test_the_message_that_opened_a_topic_is_not_replied_to(house):
    person = member(house)
    [answer] = await person.say("/latest")
    opened = {"forum_topic_created": {"name": "话题", "icon_color": 1}}
    reply_in_group(house, answer, "氢能", **opened)
    assert await person.answers() == []


async def test_answers_in_a_forum_stand_in_their_topic(house):
    [answer] = await member(house, thread_id=3).say("/latest")
    assert answer.thread_id == 3


async def test_what_is_personal_is_not_shown_to_a_group(house):
    entry = house.publish("氢能公交上线")
    house.store.saved.add(7, entry.id)
    alone = house.person(7)
    await alone.say("/start")
    person = member(house)
    for words in ("/saved", "/mydata", "/forgetme"):
        assert await person.say(words) == []
    shown = await alone.answers()
    assert any("氢能公交上线" in sent.text for sent in shown)
    assert any(sent.kind == "document" for sent in shown)


async def test_a_file_in_a_group_is_nobodys_business(house):
    editor = house.person(2, chat_id=GROUP, kind="supergroup")
    assert await editor.send_file("page.txt", b"text") == []
    assert house.store.entries.counts()["all"] == 0


async def test_who_never_opened_the_bot_asks_for_a_file_in_vain_and_without_an_error(house, caplog):
    house.api.refuse_next("sendDocument", ApiError(403, "Forbidden: bot can't initiate conversation"))
    await member(house).say("/mydata")
    assert not caplog.records


async def test_who_writes_as_the_group_is_nobody_to_be_admitted(house):
    house.settle(access="approval")
    await house.owner().say("/start")
    house.said_as(None, "/latest")
    [answer] = await member(house).answers()
    assert answer.text
    assert house.store.people.get(1087968824) is None
    assert house.store.people.waiting() == []


async def test_what_a_channel_posts_into_its_group_is_let_be(house):
    channel = {"id": -1007, "type": "channel", "title": "滨河早报频道"}
    house.said_as(channel, "/latest 新闻", is_automatic_forward=True)
    assert await member(house).answers() == []
