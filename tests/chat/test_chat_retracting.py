from dataclasses import replace
from datetime import timedelta

import pytest
from telegram.error import BadRequest, TimedOut

from bot.chat.marking import Marking
from bot.message.languages import translator
from bot.message.views.digest import digest
from bot.message.views.retraction import marked
from bot.model import Button, Deed, DeliveryState, Digest, DigestGroup, Message
from bot.store.deliveries import Outcome


@pytest.fixture
async def sent(house):
    """A digest of two articles that a reader got, and the articles."""
    entries = [house.publish("氢能公交上线"), house.publish("图书馆<夜>读")]
    reader = house.person()
    await reader.say("/start")
    message = digest(
        translator("zh"), Digest(house.clock().date(), None, (DigestGroup(None, tuple(entries)),))
    )
    composition = house.store.compositions.add([entry.id for entry in entries], lambda _: message)
    house.store.deliveries.promise_message(
        100, 0, "digest x", composition.message, entry_ids=[entry.id for entry in entries]
    )
    [delivery] = house.promised()
    [shown] = [await house.application.bot.send_message(100, delivery.message.text, parse_mode="HTML")]
    outcome = Outcome(delivery.id, DeliveryState.SENT, message_id=shown.message_id)
    house.store.deliveries.take(0, [outcome])
    return shown.message_id, entries


async def retract(house, entry):
    editor = house.editor()
    await editor.say(f"/retract {entry.id}")
    [done] = await editor.press(f"x2:{entry.id}")
    return done


def last_edit(house, message_id):
    return [each for each in house.api.sent if each.message_id == message_id][-1]


async def test_the_messages_that_brought_a_retracted_article_are_marked(house, sent):
    message_id, [_, second] = sent
    done = await retract(house, second)
    assert "1条报摘" in done.text
    assert await Marking(house.services, house.application.bot).make() == 1
    marked = last_edit(house, message_id)
    assert "图书馆<夜>读（已撤稿）" in marked.text
    assert "氢能公交上线（已撤稿）" not in marked.text
    assert not any(each.data == f"o:{second.id}" for row in marked.buttons for each in row)
    assert await Marking(house.services, house.application.bot).make() == 0


async def test_a_headline_that_was_another_then_is_named_at_the_end(house, sent):
    message_id, [first, _] = sent
    await house.editor().say(f"/edit {first.id} 标题 改过的标题")
    await retract(house, first)
    await Marking(house.services, house.application.bot).make()
    assert last_edit(house, message_id).text.endswith("已撤稿：改过的标题")


async def test_what_is_long_past_is_left_as_it_is(house, sent):
    _, [first, _] = sent
    house.clock.now += timedelta(days=4)
    done = await retract(house, first)
    assert "报摘" not in done.text
    assert house.store.marks.waiting(9) == []


@pytest.mark.parametrize(("error", "kept"), [(TimedOut(), 1), (BadRequest("message can't be edited"), 0)])
async def test_a_mark_that_fails_is_made_later_or_never(house, sent, monkeypatch, error, kept):
    _, [first, _] = sent
    await retract(house, first)

    async def failing(*given, **more):
        raise error

    monkeypatch.setattr("bot.chat.marking.edit", failing)
    await Marking(house.services, house.application.bot).make()
    assert len(house.store.marks.waiting(9)) == kept


async def test_two_that_were_merged_are_taken_apart_again(house):
    kept = house.publish("氢能公交上线", "首批三十辆。")
    other = house.publish("氢能公交开行", "首批三十台。", source="滨河日报")
    editor = house.editor()
    await editor.say(f"/merge {kept.id} {other.id}")
    [done] = await editor.press("拆回原稿")
    assert "已拆回2篇" in done.text
    assert house.store.search("氢能").total == 2
    assert house.store.audit.latest(1)[0].deed is Deed.UNMERGE
    [flash] = await editor.callback(f"um:{kept.id}:9")
    assert flash.kind == "flash"


def test_a_mark_that_would_make_a_message_too_long_only_takes_the_button(house):
    entry = replace(house.publish("氢能"), id=4)
    message = Message("<b>氢能</b>" + "字" * 4090, ((Button("1", data="o:4"), Button("2", data="o:5")),))
    shorter = marked(translator("zh"), message, [entry])
    assert shorter.text == message.text
    assert [button.data for button in shorter.buttons[0]] == ["o:5"]
