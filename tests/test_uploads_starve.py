"""Thirty chats upload slow files: whoever searches, presses or waits for a digest notices nothing.

Reading is replaced by a sleep, one file after the other, as in a process that recognises scans.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable
from itertools import count
from pathlib import Path

import pytest

from bot.app import assemble
from bot.console import ConsoleApi, Conversation, Sent, running
from bot.errors import ReadingStopped
from bot.heartbeat import file_of
from bot.message.markup import escape, fit
from bot.model import PageHints
from bot.rooms import Rooms, open_rooms
from bot.settings import load_settings
from bot.workshop import Workshop

EDITORS = 30
READERS = 40
PUSHES = 900
"""More than leave within SECONDS at full pace."""
SECONDS = 30.0

PAGE = """海陵晚报 2024年4月3日 2版

老码头改成夜间书市

□海陵晚报记者 林小禾

　　停用多年的老码头昨晚亮起了灯，八十个书摊沿着江边一字排开，首晚迎来市民一万二千人次。
"""


class Measured:
    """How long answers took, and how old the heartbeat became."""

    def __init__(self, database: Path) -> None:
        self.answers: list[float] = []
        self.oldest_beat = 0.0
        self._alive = file_of(database)

    async def answer(self, asked: Awaitable[list[Sent]]) -> None:
        begun = time.perf_counter()
        assert await asked
        self.answers.append(time.perf_counter() - begun)

    async def watch_heart(self) -> None:
        while True:
            await asyncio.sleep(0.25)
            self.oldest_beat = max(self.oldest_beat, time.time() - self._alive.stat().st_mtime)

    @property
    def p95(self) -> float:
        return sorted(self.answers)[int(len(self.answers) * 0.95)]


@pytest.mark.slow
async def test_slow_uploads_of_thirty_chats_are_noticed_by_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = threading.Lock()

    def slow(self: Workshop, job: object, *given: object, name: str, limits: object) -> None:
        with one:
            time.sleep(2)
        raise ReadingStopped(f"read {name}", "a stand-in")

    monkeypatch.setattr(Workshop, "run", slow)
    settings = load_settings(None, db=tmp_path / "x.db").model_copy(
        update={"admins": tuple(range(1, EDITORS + 1))}
    )
    api = ConsoleApi()
    with open_rooms(settings) as rooms:
        rooms.intake.add(rooms.intake.read_file(PAGE.encode(), "海陵晚报.txt", PageHints()).pages)
        async with running(assemble(rooms, request=api)) as application:
            readers = [Conversation(application, api, user_id=1_000 + each) for each in range(READERS)]
            for reader in readers:
                await reader.say("/start")
            # The dictionary is loaded by now, and each reader has said nothing for a while.
            await readers[0].say("书市")
            measured = await _meanwhile(rooms, api, readers)
    assert measured.p95 < 0.3
    assert measured.oldest_beat < 5


async def _meanwhile(rooms: Rooms, api: ConsoleApi, readers: list[Conversation]) -> Measured:
    measured = Measured(rooms.settings.db)
    for editor in range(1, EDITORS + 1):
        for number in range(3):
            api.people.document(editor, editor, f"{number}.pdf", b"%PDF-1.4", caption=None)
    watching = asyncio.create_task(measured.watch_heart())
    for chat_id in range(PUSHES):
        api.room.chat(10_000 + chat_id)
        rooms.store.deliveries.promise_message(10_000 + chat_id, 0, "k", fit([escape("报摘早报")]))
    begun, sent = time.monotonic(), len(api.sent)
    for number in count():
        if time.monotonic() - begun > SECONDS:
            break
        reader = readers[number % READERS]
        await measured.answer(reader.say("书市") if number // READERS % 2 == 0 else reader.press("1"))
        await asyncio.sleep(0.25)
    # Replies and progress among them, which go before pushes.
    pace = (len(api.sent) - sent) / (time.monotonic() - begun)
    watching.cancel()
    assert pace >= 25
    return measured
