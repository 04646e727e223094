"""Whatever people and programs send, the bot answers without an error and in messages that Telegram takes."""

import random

from bot.chat.actions import BUTTONS

PIECES = [
    *(
        "<b>",
        "</b>",
        "<a href='x'>",
        "&amp;",
        "&",
        "{query}",
        "{0}",
        "%s",
        "' or 1=1 --",
        '"',
        "*",
        "(",
        "NEAR",
    ),
    *("\u202e", "\u200b", "\u2066", "\ud800", "\udfff", "\0", "\x1b[0m", "\n", "\t", "\u3000", "e\u0301" * 5),
    *("🚌", "\U0001f468\u200d\U0001f469", "𠮷", "99999999999999999999", "-1", "a" * 300, "/", "@", "："),
    *("氢能", "搜索", "订阅", "提醒", "07:30", "全部"),
]
COMMANDS = [
    *(
        "",
        "/start ",
        "/start a_",
        "/search ",
        "/subscribe ",
        "/settings ",
        "/settings zone ",
        "/watch ",
        "/unwatch ",
    ),
    *(
        "/edit ",
        "/edit 1 headline ",
        "/edit 1 text ",
        "/retract ",
        "/merge ",
        "/announce ",
        "/add ",
        "/drafts ",
    ),
]
VERBS = [*BUTTONS, "zz", ""]
ARGUMENTS = [
    *("1", "0", "-1", "999999999999999999", "9999999999999999999999", "", "x", "📌", "<b>"),
    *("push", "all", "newest", "yes", "at", "0730", "lang", "en", "topics"),
]


def hostile(chance):
    return "".join(chance.choices(PIECES, k=chance.randint(0, 12)))


async def test_no_message_leads_to_an_error(house, caplog):
    chance = random.Random(20240403)
    house.publish(
        "<i>氢能</i> & \u202e公交", "正文<script>。" * 40, subheadline="&lt;副题&gt;", authors=("<甲>",)
    )
    people = [house.person(100), house.editor(), house.person(7, chat_id=-500, kind="supergroup")]
    for number in range(240):
        person = people[number % 3]
        await person.say(chance.choice(COMMANDS) + hostile(chance) or "x")
    assert not caplog.records
    assert not house.api.refused


async def test_no_name_or_title_leads_to_an_error(house, caplog):
    chance = random.Random(20240403)
    house.settle(access="approval")
    await house.owner().say("/start")
    for number in range(30):
        await house.person(1000 + number, name=hostile(chance) or "x", language=hostile(chance)).say("/start")
    editor = house.editor()
    for _ in range(30):
        name, caption = hostile(chance) or "x", hostile(chance)
        await house.soon(editor, await editor.send_file(name, "一页\n二行\n三行。".encode(), caption=caption))
    assert not caplog.records
    assert not house.api.refused


async def test_no_button_leads_to_an_error_or_to_what_is_anothers(house, caplog):
    chance = random.Random(20240403)
    house.publish("氢能公交上线")
    house.publish("秘密待审稿", draft=True)
    await house.person(200).say("/watch 秘密词")
    await house.person(200).say("秘密查询")
    reader, editor = house.person(100), house.editor()
    await reader.say("/start")
    await editor.say("/start")
    for _ in range(300):
        data = ":".join([chance.choice(VERBS), *chance.choices(ARGUMENTS, k=chance.randint(0, 3))])
        shown = await reader.callback(data)
        assert not any("秘密" in sent.text for sent in shown)
        await editor.callback(data)
    assert len(house.store.watches.of_chat(200)) == 1
    assert not caplog.records
    assert {words for _, words in house.api.refused if "not modified" not in words} == set()
