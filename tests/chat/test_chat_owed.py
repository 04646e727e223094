"""What Telegram refuses for now is kept and sent later; nobody is told that a deed failed that is done."""

from __future__ import annotations

import asyncio
import logging

import pytest
import telegram
from conftest import EDITOR, PAGE

from bot.chat import exchange, reading
from bot.console.refusal import ApiError
from bot.delivery.errors import UnreadableAnswer
from bot.message import callbacks
from bot.model import Batch, DeliveryState, Sheet, SheetState, Status

BUSY = ApiError(502, "Bad Gateway")
HEADLINE = "滨河新区氢能公交上线"


async def until(what, patience=300.0):
    async with asyncio.timeout(patience):
        while not what():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def waiting(house):
    """What the outbox would send a second later."""
    house.clock.on(seconds=2)
    return [delivery.message.text for delivery in house.promised()]


async def test_an_answer_that_is_refused_for_now_is_kept_and_no_failure_is_told(house, caplog):
    house.api.refuse_next("sendMessage", BUSY)
    assert await house.person().say("/subscribe 08:00") == []
    assert house.store.subscriptions.get(100) is not None
    [answer] = waiting(house)
    assert "8:00" in answer
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_flood_answer_to_an_answer_is_waited_for(house):
    house.api.refuse_next("sendMessage", ApiError(429, "Too Many Requests: retry after 30", retry_after=30))
    assert await house.person().say("/subscribe 08:00") == []
    assert waiting(house) == []
    house.clock.on(seconds=30)
    assert len(waiting(house)) == 1


async def test_a_view_that_cannot_be_changed_for_now_comes_as_a_message(house):
    for number in range(7):
        house.publish(f"氢能消息第{number}条")
    reader = house.person()
    await reader.say("氢能")
    for method in ("editMessageText", "sendMessage"):
        house.api.refuse_next(method, BUSY)
    assert await reader.press("下一页") == []
    [page] = waiting(house)
    assert "氢能消息" in page


async def test_a_card_that_is_refused_for_now_is_kept(house):
    house.api.refuse_next("sendMessage", BUSY)
    await house.editor().send_file("潍州晚报_2024-04-03_03.txt", PAGE.encode())
    await until(lambda: house.store.deliveries.counts().get(DeliveryState.PENDING))
    [card] = waiting(house)
    assert HEADLINE in card


async def test_each_message_of_a_report_that_is_refused_for_now_is_kept(house, monkeypatch):
    monkeypatch.setattr(reading, "QUIET", 0.1)
    deliver, refused = reading.Reading._close, []

    async def refuse(self, batch):
        refused.append(batch.id)
        house.api.refuse_next("editMessageText", BUSY)
        house.api.refuse_next("sendMessage", BUSY)
        return await deliver(self, batch)

    monkeypatch.setattr(reading.Reading, "_close", refuse)
    files = {f"潍州晚报_2024-04-03_{n:02}.txt": PAGE.replace("第3版", f"第{n}版").encode() for n in (1, 2)}
    await house.editor().send_files(files)
    await until(lambda: refused and not house.desk.at_work)
    [report] = waiting(house)
    assert "第1版" in report
    assert "第2版" in report


async def test_a_card_whose_sender_dies_is_sent_by_the_next(house, monkeypatch):
    async def dies(delivery):
        """Nothing is sent and nothing settled."""

    monkeypatch.setattr(house.services.outbox, "send_now", dies)
    await house.editor().send_file("潍州晚报_2024-04-03_03.txt", PAGE.encode())
    await until(lambda: house.store.deliveries.counts().get(DeliveryState.SENDING))
    assert house.store.batches.get(1).sheets[0].state is SheetState.READ
    assert house.store.deliveries.recover_begun(lambda sender: False) == 0
    assert house.store.deliveries.recover_begun(lambda sender: True) == 1
    [card] = waiting(house)
    assert HEADLINE in card


async def test_a_page_that_was_stored_before_its_reader_died_is_told_by_the_next(house):
    await house.editor().say("/help")
    page = house.services.intake.read_file(PAGE.encode(), "潍州晚报_2024-04-03_03.txt").pages[0]
    page_id = house.services.intake.add([page], draft=True).page_ids[0]
    house.store.batches.lay(Batch(EDITOR, EDITOR, "zh"), Sheet("一.txt", text=PAGE))
    [sheet] = house.store.batches.get(1).sheets
    house.store.batches.settle(1, Sheet("一.txt", id=sheet.id, state=SheetState.READ, page_id=page_id))
    await house.desk.resume()
    await until(lambda: any(HEADLINE in sent.text for sent in house.api.sent))


@pytest.mark.parametrize("fails", ["hangs", "refused"])
async def test_a_button_whose_answer_fails_does_what_it_says(house, monkeypatch, fails):
    editor = house.editor()
    await editor.say("/help")
    draft = house.publish(HEADLINE, draft=True)
    data = callbacks.encode(callbacks.PUBLISH_ONE, draft.id, "push", draft.version)
    hanging = asyncio.Event()

    async def hang(self, *given, **named):
        await hanging.wait()

    if fails == "hangs":
        monkeypatch.setattr(exchange, "PATIENCE", 0.05)
        monkeypatch.setattr(telegram.CallbackQuery, "answer", hang)
    else:
        house.api.refuse_next("answerCallbackQuery", BUSY)
    shown = await editor.callback(data)
    assert house.store.entries.get(draft.id).status is Status.PUBLISHED
    assert any(HEADLINE in sent.text for sent in shown)
    hanging.set()
    house.api.presses.clear()


async def test_what_telegram_must_be_asked_first_and_does_not_answer_is_called_passing(house):
    member = house.person(7, chat_id=-500, kind="supergroup")
    house.api.refuse_next("getChatMember", BUSY)
    [told] = await member.say("/subscribe 08:00")
    assert "暂时没有回应" in told.text
    assert house.store.subscriptions.get(-500) is None


async def test_an_answer_that_was_taken_unreadably_is_not_said_again(house, monkeypatch, caplog):
    async def taken(*_, **__):
        raise UnreadableAnswer("an answer that is no message: True")

    with monkeypatch.context() as broken:
        broken.setattr("bot.chat.replying.send", taken)
        assert await house.person().say("/subscribe 08:00") == []
    assert house.store.subscriptions.get(100) is not None
    assert waiting(house) == []
    assert "an answer was taken" in caplog.text
