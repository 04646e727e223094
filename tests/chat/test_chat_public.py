"""In groups and channels a button is for whom its message was made; what is for all opens in private."""

import pytest

from bot.console.refusal import ApiError
from bot.message.languages import translator
from bot.message.views.digest import digest
from bot.model import Digest, DigestGroup, Role

GROUP, CHANNEL, RUNNER = -500, -1007, 7


def person(house, user_id, chat_id=GROUP, kind="supergroup"):
    return house.person(user_id, chat_id=chat_id, kind=kind)


async def pushed(house, chat_id, kind, items=2):
    """A digest of five articles in a group or channel, two of them shown, as a push brings it."""
    entries = [house.publish(f"第{number}条新闻") for number in "一二三四五"]
    house.api.room.chat(chat_id, kind, "读报")
    made = Digest(house.clock().date(), None, (DigestGroup(None, tuple(entries)),))
    composition = house.store.compositions.add(
        [entry.id for entry in entries],
        lambda number: digest(translator("zh"), made, limit=items, composition=number),
    )
    house.store.deliveries.promise_message(chat_id, 0, "digest x", composition.message)
    house.store.compositions.show_to(composition.id, chat_id)
    [delivery] = house.promised()
    await house.services.outbox.send_now(delivery)
    return composition.id


def shown_in(house, chat_id):
    """What stands in a chat, and what was told over its buttons."""
    stands = [sent for sent in house.api.sent if sent.chat_id == chat_id and sent.kind != "flash"]
    return stands, [sent.text for sent in house.api.sent if sent.chat_id == chat_id and sent.kind == "flash"]


@pytest.mark.parametrize(("chat_id", "kind"), [(GROUP, "supergroup"), (CHANNEL, "channel")])
async def test_no_member_makes_the_bot_post_or_takes_the_place_of_a_digest(house, chat_id, kind):
    await pushed(house, chat_id, kind)
    subscriber = person(house, 9, chat_id, kind)
    pressed = [data for row in house.api.sent[-1].buttons for button in row if (data := button.data)]
    before, _ = shown_in(house, chat_id)
    assert len(pressed) == 4
    for data in pressed:
        await subscriber.press(data)
    after, told = shown_in(house, chat_id)
    assert after == before
    assert len(told) == len(pressed)


@pytest.mark.parametrize("data", ["o:1:dg", "g:1:2", "l:0", "td", "h", "t:0", "set:now", "f:1:0", "c:1:1"])
async def test_a_button_that_does_not_stand_there_does_nothing(house, data):
    await pushed(house, CHANNEL, "channel", items=0)
    before, _ = shown_in(house, CHANNEL)
    await person(house, 9, CHANNEL, "channel").callback(data)
    assert shown_in(house, CHANNEL)[0] == before


async def test_the_article_of_a_channel_opens_in_private(house):
    await pushed(house, CHANNEL, "channel")
    [flash] = await person(house, 9, CHANNEL, "channel").press("1")
    assert flash.text == "https://t.me/baozhai_bot?start=a_1"
    [card] = await house.person(9).say("/start a_1")
    assert "第一条新闻" in card.text


async def test_the_further_pages_of_a_groups_digest_open_in_private(house):
    await pushed(house, GROUP, "supergroup")
    house.settle(digest=house.services.settings.digest.model_copy(update={"items": 2}))
    [flash] = await person(house, 9).press("更多")
    alone = house.person(9)
    [page] = await alone.say(f"/start {flash.text.partition('=')[2]}")
    assert "第三条新闻" in page.text
    [further] = await alone.press("下一页")
    assert further.kind == "edit"
    assert "第五条新闻" in further.text


async def test_who_is_not_in_the_group_pages_no_digest_of_it(house):
    number = await pushed(house, GROUP, "supergroup")
    stranger = house.person(9)
    await stranger.say("/start")
    house.api.refuse_next("getChatMember", ApiError(400, "Bad Request: user not found"))
    [told] = await stranger.say(f"/start d_{number}_2_500")
    [flash] = await stranger.callback(f"g:{number}:2")
    assert "条新闻" not in told.text + flash.text


async def test_the_settings_of_a_channel_open_in_private_for_who_runs_it(house):
    await pushed(house, CHANNEL, "channel")
    house.store.chats.revive(CHANNEL)
    [flash] = await person(house, 9, CHANNEL, "channel").press("设置")
    link = flash.text.partition("=")[2]
    [refused] = await house.person(9).say(f"/start {link}")
    assert not refused.buttons
    house.api.people.make_administrator(CHANNEL, RUNNER)
    [settings] = await house.person(RUNNER).say(f"/start {link}")
    assert settings.buttons


async def test_what_one_member_asked_for_is_not_turned_by_another(house):
    for number in range(8):
        house.publish(f"氢能新闻{number}")
    asker, other = person(house, 8), person(house, 9)
    await asker.say("/search 氢能")
    before = shown_in(house, GROUP)[0]
    flash = (await other.press("下一页"))[-1]
    assert "别人" in flash.text
    assert shown_in(house, GROUP)[0] == before
    page = (await asker.press("下一页"))[-1]
    assert page.kind == "edit"


async def test_nobody_presses_a_button_in_the_name_of_another(house):
    for number in range(8):
        house.publish(f"氢能新闻{number}")
    await person(house, 8).say("/search 氢能")
    before = shown_in(house, GROUP)[0]
    await person(house, 9).callback("s:1:5:relevance@9")
    assert shown_in(house, GROUP)[0] == before


async def test_a_press_that_fails_in_a_channel_posts_nothing_there(house, monkeypatch):
    await pushed(house, CHANNEL, "channel")
    before = shown_in(house, CHANNEL)[0]
    monkeypatch.setattr("bot.chat.public._payload", lambda exchange: 1 / 0)
    await person(house, 9, CHANNEL, "channel").press("1")
    assert shown_in(house, CHANNEL)[0] == before


async def test_a_person_who_was_refused_does_not_act_as_an_anonymous_administrator(house):
    house.store.people.set_role(RUNNER, Role.REFUSED)
    house.api.people.make_administrator(GROUP, RUNNER)
    house.said_as(None, "/subscribe 07:30")
    [told] = await person(house, 9).answers()
    assert "本人" in told.text
    assert house.store.subscriptions.get(GROUP) is None
    house.store.people.set_role(RUNNER, Role.READER)
    house.said_as(None, "/subscribe 07:30")
    await person(house, 9).answers()
    assert house.store.subscriptions.get(GROUP) is not None


async def test_nobody_acts_as_a_channel_of_their_own(house):
    house.said_as({"id": -1009, "type": "channel", "title": "某频道"}, "/subscribe 07:30")
    [told] = await person(house, 9).answers()
    assert "本人" in told.text
