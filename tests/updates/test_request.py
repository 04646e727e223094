"""getUpdates confirms only what is kept, whatever an answer holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.clock import system_clock
from bot.console import TOKEN
from bot.store.store import Store
from bot.updates import request as module
from bot.updates.inbox import Inbox
from bot.updates.queue import UpdateQueue
from bot.updates.request import InboxRequest


class Answers(BaseRequest):
    """Telegram, which answers as it is told."""

    def __init__(self, *answers: object) -> None:
        self.answers, self.asked = list(answers), []

    @property
    def read_timeout(self) -> float | None:
        return 5

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        assert request_data is not None
        self.asked.append(request_data.parameters)
        answer = self.answers.pop(0)
        return 200, answer if isinstance(answer, bytes) else json.dumps(
            {"ok": True, "result": answer}
        ).encode()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "test.db", system_clock) as store:
        yield store


def a_bot(store: Store, telegram: Answers) -> tuple[Bot, UpdateQueue]:
    queue = UpdateQueue()
    inbox = Inbox(store, queue)
    bot = Bot(TOKEN, get_updates_request=InboxRequest(inbox, telegram))
    inbox.use(bot)
    return bot, queue


def kept(store: Store) -> int:
    return store._database.read(lambda tables: tables.table("inbox").count)


async def test_what_the_library_gets_confirms_the_last_id_and_is_no_update_itself(store: Store) -> None:
    bot, queue = a_bot(store, Answers([{"update_id": 5}, {"update_id": 7}, {"update_id": 6, "message": 1}]))
    [last] = await bot.get_updates(timeout=10)
    assert last.update_id == 7
    await queue.put(last)
    assert (kept(store), queue.qsize()) == (3, 2)


@pytest.mark.parametrize(
    "answer", [b"", b"<html>", b"[]", b'{"ok":true}', b'{"ok":true,"result":true}', b"[" * 9_000]
)
async def test_an_answer_that_cannot_be_read_is_an_error_of_the_network(store: Store, answer: bytes) -> None:
    bot, _ = a_bot(store, Answers(answer))
    with pytest.raises(NetworkError):
        await bot.get_updates(timeout=10)


async def test_updates_that_come_again_and_again_are_asked_for_in_peace(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused: list[float] = []

    async def pause(seconds: float) -> None:
        paused.append(seconds)

    monkeypatch.setattr(module.asyncio, "sleep", pause)
    telegram = Answers([], [{"update_id": 1}], [{"update_id": 1}], [{"no": "id"}], [])
    bot, _ = a_bot(store, telegram)
    counts = []
    for _ in range(5):
        await bot.get_updates(timeout=10)
        counts.append(len(paused))
    assert counts == [0, 0, 1, 2, 2]


async def test_the_last_call_confirms_and_takes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot, _ = a_bot(store, telegram := Answers([{"update_id": 1}]))
    assert await bot.get_updates(offset=1, timeout=0) == ()
    assert telegram.asked[0]["offset"] == 1
    assert kept(store) == 0
