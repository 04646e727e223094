"""Updates are bounded by taking no more of them, never by dropping what Telegram has handed over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from bot.clock import system_clock
from bot.console import TOKEN, ConsoleApi, running
from bot.store.store import Store
from bot.updates.inbox import Inbox
from bot.updates.ordering import OF_ONE, SIDE_BY_SIDE, InOrderOfChat, update_processor
from bot.updates.queue import ONE_ANSWER, UpdateQueue
from bot.updates.request import InboxRequest


@pytest.fixture
def api() -> ConsoleApi:
    return ConsoleApi()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "test.db", system_clock) as store:
        yield store


def an_application(api: ConsoleApi, store: Store, queue: UpdateQueue) -> Any:
    inbox = Inbox(store, queue)
    builder = Application.builder().token(TOKEN).request(api).update_queue(queue)
    builder = builder.get_updates_request(InboxRequest(inbox, api))
    application = builder.concurrent_updates(update_processor(inbox.handle)).build()
    inbox.use(application.bot)
    return application


async def test_a_full_queue_asks_for_no_more_until_there_is_room_and_drops_nothing(
    api: ConsoleApi, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    queue, gate, handled = UpdateQueue(held=10), asyncio.Event(), []
    application = an_application(api, store, queue)

    async def handle(update: Update, _: Any) -> None:
        await gate.wait()
        handled.append(update.update_id)

    application.add_handler(MessageHandler(filters.ALL, handle))
    async with running(application):
        for _ in range(350):
            api.people.text(100, 100, "又一条")
        await asyncio.sleep(0.05)
        asked = api.calls["getUpdates"]
        await asyncio.sleep(0.05)
        assert api.calls["getUpdates"] == asked
        assert queue._unhandled <= 10 + ONE_ANSWER
        gate.set()
        await api.updates.confirmed()
        await queue.join()
    assert handled == list(range(1, 351))
    told = [record.message for record in caplog.records if record.levelno == logging.WARNING]
    assert any("no more are taken" in line for line in told)
    assert "again" in told[-1]


async def test_the_bot_stops_while_its_queue_is_full(api: ConsoleApi, store: Store) -> None:
    queue, gate, handled = UpdateQueue(held=10), asyncio.Event(), []
    application = an_application(api, store, queue)

    async def handle(update: Update, _: Any) -> None:
        await gate.wait()
        handled.append(update.update_id)

    application.add_handler(MessageHandler(filters.ALL, handle))
    async with asyncio.timeout(300):
        async with running(application):
            for _ in range(350):
                api.people.text(100, 100, "又一条")
            await asyncio.sleep(0.05)
            asyncio.get_running_loop().call_later(0.05, gate.set)
        # What was taken was handled and confirmed; the rest is there for the next start.
        assert handled == list(range(1, len(handled) + 1))
        [first, *_] = await api.updates.after(0, 0)
        assert first["update_id"] == len(handled) + 1


def an_update(number: int, chat_id: int = 100, user_id: int = 100) -> Update:
    message = {
        "message_id": number,
        "date": 0,
        "chat": {"id": chat_id, "type": "private" if chat_id > 0 else "group"},
        "from": {"id": user_id, "is_bot": False, "first_name": "某"},
        "text": "一条",
    }
    update = Update.de_json({"update_id": number, "message": message})
    assert update is not None
    return update


async def test_a_chat_that_floods_keeps_no_other_waiting_and_loses_nothing() -> None:
    processor, gate, handled = InOrderOfChat(), asyncio.Event(), []

    async def slow(number: int) -> None:
        await gate.wait()
        handled.append(number)

    async def quick() -> None:
        handled.append("other")

    flood = [
        asyncio.create_task(processor.process_update(an_update(number), slow(number)))
        for number in range(SIDE_BY_SIDE * 2)
    ]
    await asyncio.sleep(0)
    async with asyncio.timeout(300):
        await processor.process_update(an_update(9_999, chat_id=200, user_id=200), quick())
        assert handled == ["other"]
        gate.set()
        await asyncio.gather(*flood)
    assert handled == ["other", *range(SIDE_BY_SIDE * 2)]
    assert processor._places == {}


async def test_a_person_in_many_groups_takes_a_tenth_of_the_places() -> None:
    processor, gate, handled = InOrderOfChat(), asyncio.Event(), []
    at_once = 0

    async def slow(number: int) -> None:
        nonlocal at_once
        at_once += 1
        await gate.wait()
        handled.append(number)

    flood = [
        asyncio.create_task(processor.process_update(an_update(number, chat_id=-number), slow(number)))
        for number in range(1, SIDE_BY_SIDE + 1)
    ]
    for _ in range(5):
        await asyncio.sleep(0)
    assert at_once == OF_ONE
    async with asyncio.timeout(300):
        await processor.process_update(an_update(9_999, chat_id=-9_999, user_id=200), _done())
        gate.set()
        await asyncio.gather(*flood)
    assert len(handled) == SIDE_BY_SIDE
    assert processor._senders == {}


async def _done() -> None:
    return
