"""Telegram's limits hold over a restart, and for two processes on one database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from scripted_server import ScriptedServer, make_bot, refusal
from telegram.error import RetryAfter

from bot.clock import system_clock
from bot.delivery import limits
from bot.delivery import outbox as outbox_module
from bot.delivery.outbox import Outbox
from bot.delivery.pacing import Pacer
from bot.delivery.sending import send
from bot.delivery.shared import SharedLimits
from bot.errors import DatabaseUnusable
from bot.model import Message
from bot.store.database import Database
from bot.store.pace import ALL_CHATS, GroupSends, Rests
from bot.store.store import Store

GROUP = -1001
MESSAGE = Message("早")


class Seconds:
    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class Process:
    """What one process on the database sends with."""

    def __init__(self, store: Store, server: ScriptedServer, holder: str) -> None:
        self.store = store
        self.pacer = Pacer(1000, SharedLimits(store))
        self.bot = make_bot(server, self.pacer)
        self.outbox = Outbox(store, self.bot, self.pacer, system_clock, holder=holder)

    async def reply(self, *chats: int) -> None:
        for chat in chats:
            await send(self.bot, chat, MESSAGE)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "test.db", system_clock) as opened:
        yield opened


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> ScriptedServer:
    monkeypatch.setattr(outbox_module, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(outbox_module, "HANDOVER", 0.0)
    monkeypatch.setattr(limits, "CHAT_INTERVAL", 0.001)
    return ScriptedServer()


@pytest.fixture
async def run(store: Store, server: ScriptedServer) -> AsyncIterator[Callable[[str], Process]]:
    made: list[Process] = []

    def start(holder: str) -> Process:
        made.append(Process(store, server, holder))
        return made[-1]

    yield start
    for process in made:
        await process.outbox.stop(grace=1)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(300):
        while not holds():  # noqa: ASYNC110 - the ledger rings no bell
            await asyncio.sleep(0.01)


async def test_a_group_gets_no_more_than_twenty_a_minute_over_a_restart(
    store: Store, server: ScriptedServer, run: Callable[[str], Process]
) -> None:
    before = run("before")
    await before.reply(*[GROUP] * limits.GROUP_COUNT)
    after = run("after")
    store.deliveries.promise_message(GROUP, 0, "alert", MESSAGE)
    store.deliveries.promise_message(7, 0, "alert", MESSAGE)
    await after.outbox.start()
    await until(lambda: 7 in server.chats)
    await asyncio.sleep(0.2)
    assert server.chats.count(GROUP) == limits.GROUP_COUNT
    assert store.deliveries.counts()["pending"] == 1


async def test_what_another_process_sends_to_a_group_counts_too(
    store: Store, server: ScriptedServer, run: Callable[[str], Process]
) -> None:
    pushing, answering = run("pushing"), run("answering")
    await pushing.outbox.start()
    await answering.reply(*[GROUP] * (limits.GROUP_COUNT - 1))
    store.deliveries.promise_message(GROUP, 0, "first", MESSAGE)
    pushing.outbox.wake()
    await until(lambda: store.deliveries.counts().get("sent") == 1)
    store.deliveries.promise_message(GROUP, 0, "second", MESSAGE)
    store.deliveries.promise_message(7, 0, "alert", MESSAGE)
    pushing.outbox.wake()
    await until(lambda: 7 in server.chats)
    await asyncio.sleep(0.2)
    assert server.chats.count(GROUP) == limits.GROUP_COUNT


async def test_a_chat_that_rests_is_left_alone_over_a_restart(
    server: ScriptedServer, run: Callable[[str], Process], store: Store
) -> None:
    server.replies.append(refusal(429, "Too Many Requests: retry after 3600", retry_after=3600))
    before = run("before")
    with pytest.raises(RetryAfter):
        await before.reply(7)
    await until(lambda: bool(store.rests.since(0)[1]))
    after = run("after")
    await after.outbox.start()
    with pytest.raises(RetryAfter):
        await after.reply(7)
    await after.reply(8)
    assert server.chats == [7, 8]


async def test_a_rest_that_one_process_is_told_of_holds_for_the_other(
    store: Store, server: ScriptedServer, run: Callable[[str], Process]
) -> None:
    pushing, answering = run("pushing"), run("answering")
    await pushing.outbox.start()
    await answering.outbox.start()
    server.replies.append(refusal(429, "Too Many Requests: retry after 3600", retry_after=3600))
    with pytest.raises(RetryAfter):
        await answering.reply(7)
    await until(lambda: 7 in pushing.pacer.resting())
    store.deliveries.promise_message(7, 0, "alert", MESSAGE)
    store.deliveries.promise_message(8, 0, "alert", MESSAGE)
    await until(lambda: 8 in server.chats)
    assert server.chats == [7, 8]


async def test_a_halt_of_all_chats_is_kept_over_a_restart_and_each_run_logs_it_once(
    store: Store, server: ScriptedServer, run: Callable[[str], Process], caplog: pytest.LogCaptureFixture
) -> None:
    server.replies.extend([refusal(429, "Too Many Requests: retry after 900", retry_after=900)] * 2)
    before = run("before")
    await before.outbox.start()
    for chat in (7, 8):
        with pytest.raises(RetryAfter):
            await before.reply(chat)
    await until(lambda: ALL_CHATS in store.rests.since(0)[1])
    after = run("after")
    await after.outbox.start()
    assert 800 < after.pacer.halted_for <= 901
    await before.pacer.refresh()
    assert caplog.text.count("all sending halts for ") == 2


async def test_a_private_reply_is_not_counted_and_waits_for_no_database(
    server: ScriptedServer, run: Callable[[str], Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    answering = run("answering")

    def full(*_: object) -> list[float]:
        raise DatabaseUnusable("write to the database", "it is full")

    monkeypatch.setattr(answering.store.group_sends, "reserve", full)
    await answering.reply(7)
    # A group is sent to as well: this process still keeps to the limits by itself.
    await answering.reply(GROUP)
    assert server.chats == [7, GROUP]


async def test_messages_that_leave_at_once_are_counted_in_few_transactions(
    store: Store, run: Callable[[str], Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    reserve = store.group_sends.reserve

    def counting(chats: list[int], *more: float) -> list[float]:
        made.append(len(chats))
        return reserve(chats, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(store.group_sends, "reserve", counting)
    shared = run("one").pacer._shared
    assert shared is not None
    assert await asyncio.gather(*(shared.wait_for(GROUP - number) for number in range(50))) == [0.0] * 50
    assert sum(made) == 50
    assert len(made) < 10


def test_a_place_is_free_again_after_the_minute_and_after_the_machine_started_anew(tmp_path: Path) -> None:
    seconds = Seconds(1000.0)
    sends = GroupSends(Database(tmp_path / "test.db"), seconds)
    assert sends.reserve([GROUP] * 3, 2, 61.0) == [0.0, 0.0, 61.0]
    seconds.now += 60
    assert sends.reserve([GROUP, GROUP - 1], 2, 61.0) == [1.0, 0.0]
    assert [chat for chat, _ in sends.recent(61.0)] == [GROUP, GROUP, GROUP - 1]
    seconds.now += 1
    assert sends.reserve([GROUP], 2, 61.0) == [0.0]
    seconds.now = 5.0
    assert sends.recent(61.0) == []
    assert sends.reserve([GROUP] * 2, 2, 61.0) == [0.0, 0.0]


def test_a_rest_ends_in_time_and_is_told_once(tmp_path: Path) -> None:
    seconds = Seconds(1_700_000_000.0)
    rests = Rests(Database(tmp_path / "test.db"), seconds)
    rests.keep([(7, 30.0), (8, 600.0)])
    last, left = rests.since(0)
    assert left == {7: 30.0, 8: 600.0}
    assert rests.since(last) == (last, {})
    seconds.now += 60
    assert rests.since(0)[1] == {8: 540.0}
    # The clock was put back by an hour: nobody waits for it.
    seconds.now -= 3600
    assert rests.since(0)[1] == {7: 30.0, 8: 600.0}
