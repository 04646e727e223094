"""What hangs in one place delays nothing elsewhere: searches, buttons, pushes and the heartbeat go on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from conftest import PAGE

from bot import blocking
from bot.app import assemble
from bot.blocking import Lane
from bot.console import ConsoleApi, Conversation, running
from bot.errors import ReadingStopped
from bot.heartbeat import beat, is_alive
from bot.message.markup import escape, fit
from bot.rooms import open_rooms
from bot.settings import load_settings
from bot.workshop import Workshop

PATIENCE = 300.0
"""Seconds after which something hangs: far above what it takes."""


@contextmanager
def hanging(*lanes: Lane) -> Iterator[None]:
    """Every thread of the lanes is taken until the block ends, and more work waits for them."""
    gate = Event()
    held = [asyncio.create_task(lane.run(gate.wait)) for lane in lanes for _ in range(lane._most + 1)]
    try:
        yield
    finally:
        gate.set()
        for task in held:
            task.add_done_callback(lambda done: done.exception())


def all_but(*lanes: Lane) -> list[Lane]:
    return [lane for lane in blocking.LANES if lane not in lanes]


async def test_a_reader_is_answered_whatever_hangs(house):
    house.publish("氢能公交上线", "正文在此。")
    reader = house.person()
    with hanging(*all_but(blocking.STORE)):
        async with asyncio.timeout(PATIENCE):
            [found] = await reader.say("氢能")
            assert "氢能公交上线" in found.text
            [article] = await reader.press("1")
            assert "正文在此" in article.text


async def test_a_plain_page_does_not_wait_for_files_that_take_long(house):
    editor = house.editor()
    with hanging(blocking.QUICK_FILES, blocking.SLOW_FILES, blocking.BACKGROUND, blocking.PLANNING):
        async with asyncio.timeout(PATIENCE):
            card = await house.soon(editor, await editor.send_file("03.txt", PAGE.encode()))
    assert "滨河新区氢能公交上线" in card.text


async def test_an_editor_signs_while_pages_of_others_are_stored(house):
    entry = house.publish("氢能公交上线", "正文在此。", draft=True)
    editor = house.editor()
    await editor.say(f"/edit {entry.id}")
    with hanging(blocking.STORING, blocking.PLAIN_TEXT, blocking.QUICK_FILES, blocking.SLOW_FILES):
        async with asyncio.timeout(PATIENCE):
            await editor.callback(f"pe:{entry.id}:auto:{entry.version}")
    assert house.store.entries.counts()["published"] == 1


async def test_files_that_hang_in_the_workshop_hold_one_thread_each_lane(house, monkeypatch):
    gate, begun, running_now = Event(), asyncio.Event(), []
    loop = asyncio.get_running_loop()

    def run(self, job, *given, name, limits):
        running_now.append(name)
        loop.call_soon_threadsafe(begun.set)
        gate.wait()
        raise ReadingStopped(f"read {name}", "a stand-in")

    monkeypatch.setattr(Workshop, "run", run)
    house.settle(admins=tuple(range(1, 31)))
    try:
        for editor in range(1, 31):
            house.api.people.document(editor, editor, f"{editor}.pdf", b"%PDF-1.4", caption=None)
        reader = house.person()
        async with asyncio.timeout(PATIENCE):
            assert await reader.say("氢能")
            await begun.wait()
            assert await reader.say("/latest")
        assert len(running_now) == 1
    finally:
        gate.set()


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.delenv("BAOZHAI_ADMINS", raising=False)
    return load_settings(None, db=tmp_path / "baozhai.db")


async def test_pushes_leave_and_the_heart_beats_whatever_hangs(settings, monkeypatch):
    api, beaten = ConsoleApi(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def beat_and_tell(database, updates_at):
        beat(database, updates_at)
        loop.call_soon_threadsafe(beaten.set)

    monkeypatch.setattr("bot.app.beat", beat_and_tell)
    with open_rooms(settings) as rooms:
        async with running(assemble(rooms, request=api)) as application:
            reader = Conversation(application, api)
            await reader.say("/start")
            with hanging(*all_but(blocking.LEDGER, blocking.HEARTBEAT)):
                beaten.clear()
                rooms.store.deliveries.promise_message(100, 0, "key", fit([escape("报摘早报")]))
                pushed = await reader.wait_for(lambda sent: "报摘早报" in sent.text, PATIENCE)
                assert pushed.kind == "message"
                async with asyncio.timeout(PATIENCE):
                    await beaten.wait()
                assert is_alive(settings.db)


async def test_the_bot_stops_while_work_hangs(settings):
    gate = Event()
    try:
        async with asyncio.timeout(PATIENCE):
            with open_rooms(settings) as rooms:
                async with running(assemble(rooms, request=ConsoleApi())):
                    hung = [asyncio.create_task(lane.run(gate.wait)) for lane in blocking.LANES]
                    await asyncio.sleep(0)
    finally:
        gate.set()
    await asyncio.gather(*hung, return_exceptions=True)
