"""What Telegram hands over is kept before it is confirmed, handled, and handled again after a death."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.clock import system_clock
from bot.errors import DatabaseUnusable
from bot.store.inbox import MOST_TRIES
from bot.store.store import Store
from bot.updates import inbox as module
from bot.updates.inbox import Inbox
from bot.updates.queue import UpdateQueue

PATIENCE = 300.0


def sent(number: int, text: Any = "词", chat: int = 100) -> dict[str, Any]:
    person = {"id": chat, "first_name": "甲", "is_bot": False}
    place = {"id": chat, "type": "private"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 0, "chat": place, "from": person, "text": text},
    }


class Life:
    """One life of the bot: an inbox, and handlers that are called as the application calls them."""

    def __init__(self, store: Store, owner: str = "a") -> None:
        self.queue = UpdateQueue()
        self.inbox = Inbox(store, self.queue, owner)
        self.handled: list[int] = []
        self.refused: list[int] = []
        self.inbox.use(None, self._refuse)  # type: ignore[arg-type]

    async def _refuse(self, update: Update) -> None:
        self.refused.append(update.update_id)

    async def work(self, handler: Callable[[Update], Any] | None = None) -> None:
        """Handle what is queued, one after the other."""

        async def handle(update: Update) -> None:
            if handler is not None:
                await handler(update)
            self.handled.append(update.update_id)

        while not self.queue.empty():
            update = self.queue.get_nowait()
            assert isinstance(update, Update)
            await self.inbox.handle(update, handle(update))
            self.queue.task_done()
        await self.inbox.finish(PATIENCE)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "test.db", system_clock) as store:
        yield store


@pytest.fixture(autouse=True)
def all_others_have_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "has_ended", lambda other: True)


def states(store: Store) -> dict[int, str]:
    return store._database.read(
        lambda tables: dict(tables.execute("select id, state from inbox order by id").fetchall())
    )


async def test_updates_are_kept_when_accept_returns_and_done_when_they_are_handled(store: Store) -> None:
    life = Life(store)
    assert await life.inbox.accept([sent(2), sent(1)]) == 2
    assert states(store) == {1: "waiting", 2: "waiting"}
    await life.work()
    assert life.handled == [1, 2]
    assert states(store) == {1: "done", 2: "done"}


async def test_an_update_that_comes_again_is_not_handled_again(store: Store) -> None:
    life = Life(store)
    await life.inbox.accept([sent(1)])
    assert await life.inbox.accept([sent(1)]) == 0
    await life.work()
    assert await life.inbox.accept([sent(1), sent(2)]) == 1
    await life.work()
    assert life.handled == [1, 2]


async def test_what_was_not_handled_is_handled_in_the_next_life(store: Store) -> None:
    first = Life(store, "a")
    await first.inbox.accept([sent(1), sent(2), sent(3)])
    first.queue._queue.clear()  # type: ignore[attr-defined]
    second = Life(store, "b")
    await second.inbox.resume()
    assert await second.inbox.accept([sent(3), sent(4)]) == 1
    await second.work()
    assert second.handled == [1, 2, 3, 4]
    third = Life(store, "c")
    await third.inbox.resume()
    assert third.queue.empty()


@pytest.mark.parametrize(
    "malformed",
    [
        {"update_id": 1, "message": "text"},
        {"update_id": 1, "message": {"date": "yesterday"}},
        {"update_id": 1, "callback_query": []},
        {"update_id": 1, "message": {"message_id": 1, "date": 1e300, "chat": {"id": 1, "type": "private"}}},
    ],
)
async def test_an_update_that_cannot_be_read_is_set_aside_and_holds_up_no_other(
    store: Store, malformed: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    life = Life(store)
    await life.inbox.accept([malformed, sent(2)])
    await life.work()
    assert life.handled == [2]
    assert states(store) == {1: "poisoned", 2: "done"}
    assert await life.inbox.accept([malformed]) == 0
    [line] = [record.message for record in caplog.records if record.levelno >= logging.ERROR]
    assert "update 1 is set aside" in line


@pytest.mark.parametrize(
    "nameless", [{}, {"update_id": "1"}, {"update_id": 2**70}, {"update_id": -1}, 7, None, []]
)
async def test_an_update_without_an_id_is_left_out_and_told_once(
    store: Store, nameless: object, caplog: pytest.LogCaptureFixture
) -> None:
    life = Life(store)
    for number in (1, 2):
        await life.inbox.accept([nameless, sent(number)])
    await life.work()
    assert life.handled == [1, 2]
    assert len([record for record in caplog.records if "no id" in record.message]) == 1


async def test_where_nothing_can_be_kept_each_update_is_handled_before_it_is_confirmed(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    life = Life(store)

    def full(*_: object) -> None:
        raise DatabaseUnusable("write to the database", "database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(store.inbox, "keep", full)
        for number in (1, 2):
            accepting = asyncio.create_task(life.inbox.accept([sent(number)]))
            await asyncio.sleep(0.05)
            assert not accepting.done()
            # The same by another call, as a webhook has it: it is not confirmed either.
            again = asyncio.create_task(life.inbox.accept([sent(number)]))
            await asyncio.sleep(0)
            assert not again.done()
            await life.work()
            assert await accepting == 1
            await again
    await life.inbox.accept([sent(3)])
    await life.work()
    assert life.handled == [1, 2, 3]
    assert states(store) == {3: "done"}
    told = [record.message for record in caplog.records if "kept" in record.message]
    assert ["cannot be kept" in told[0], "kept again" in told[1]] == [True, True]
    assert len(told) == 2


async def test_marks_that_the_database_did_not_take_are_written_later(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MARK_PAUSE", 0.01)
    life, calls = Life(store), []
    mark = store.inbox.mark

    def fails_twice(marks: Any) -> None:
        calls.append(1)
        if len(calls) < 3:
            raise DatabaseUnusable("write to the database", "locked")
        mark(marks)

    monkeypatch.setattr(store.inbox, "mark", fails_twice)
    await life.inbox.accept([sent(1), sent(2)])
    await life.work()
    assert states(store) == {1: "done", 2: "done"}


async def test_a_handler_that_raised_an_error_is_told_apart(store: Store) -> None:
    life = Life(store)

    async def fails(update: Update) -> None:
        life.inbox.fail(update)

    await life.inbox.accept([sent(1)])
    await life.work(fails)
    assert states(store) == {1: "failed"}


async def test_a_handler_that_never_comes_back_is_given_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HANDLER_DEADLINE", 0.05)
    life = Life(store)

    async def hangs(_: Update) -> None:
        await asyncio.Event().wait()

    await life.inbox.accept([sent(1)])
    async with asyncio.timeout(PATIENCE):
        await life.work(hangs)
    assert life.handled == []
    assert states(store) == {1: "failed"}


async def test_once_the_bot_stops_nothing_is_begun_and_what_runs_waits_for_the_next_start(
    store: Store,
) -> None:
    life, begun = Life(store), asyncio.Event()

    async def hangs(_: Update) -> None:
        begun.set()
        await asyncio.Event().wait()

    await life.inbox.accept([sent(1), sent(2)])
    working = asyncio.create_task(life.work(hangs))
    await begun.wait()
    life.inbox.close()
    life.inbox.interrupt()
    async with asyncio.timeout(PATIENCE):
        await working
    assert life.handled == []
    later = Life(store, "b")
    await later.inbox.resume()
    # A stop is no death: neither of them is under suspicion.
    assert not any(opened.suspect for opened in later.inbox._open.values())
    await later.work()
    assert later.handled == [1, 2]


async def test_an_update_that_is_held_is_handled_anew_unless_it_was_released(store: Store) -> None:
    life = Life(store)

    async def hold(update: Update) -> None:
        life.inbox.hold(update.update_id)

    await life.inbox.accept([sent(1), sent(2), sent(3)])
    await life.work(hold)
    life.inbox.release([1, 2])
    await life.inbox.finish(PATIENCE)
    assert states(store) == {1: "done", 2: "done", 3: "waiting"}
    later = Life(store, "b")
    await later.inbox.resume()
    await later.work()
    assert later.handled == [3]


async def test_an_update_may_be_released_by_its_own_handler(store: Store) -> None:
    life = Life(store)

    async def hold_and_release(update: Update) -> None:
        life.inbox.hold(update.update_id)
        life.inbox.release([update.update_id])

    await life.inbox.accept([sent(1)])
    await life.work(hold_and_release)
    assert states(store) == {1: "done"}


async def test_an_update_during_which_the_bot_died_each_time_is_set_aside_and_its_person_told(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    await Life(store, "0").inbox.accept([sent(1), sent(2)])
    for number in range(1, MOST_TRIES + 1):
        life = Life(store, str(number))
        await life.inbox.resume()
        dying = asyncio.create_task(life.work(lambda _: asyncio.Event().wait()))
        while not life.inbox._running:  # noqa: ASYNC110
            await asyncio.sleep(0)
        assert life.inbox._marking is not None
        await life.inbox._marking
        dying.cancel()
        await asyncio.wait({dying})
    last = Life(store, "last")
    await last.inbox.resume()
    await last.work()
    assert (last.refused, last.handled) == ([1], [2])
    assert states(store) == {1: "poisoned", 2: "done"}
    assert any("each time that it was handled the bot died" in record.message for record in caplog.records)


async def test_updates_under_suspicion_are_handled_one_at_a_time(store: Store) -> None:
    first = Life(store, "a")
    await first.inbox.accept([sent(number, chat=number) for number in (1, 2, 3)])
    waiting = [
        asyncio.create_task(first.inbox.handle(first.queue.get_nowait(), asyncio.Event().wait()))
        for _ in range(3)
    ]
    while len(first.inbox._running) < 3:  # noqa: ASYNC110
        await asyncio.sleep(0)
    assert first.inbox._marking is not None
    await first.inbox._marking
    for task in waiting:
        task.cancel()
    await asyncio.wait(waiting)
    later, at_once, most = Life(store, "b"), 0, 0

    async def handle() -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.01)
        at_once -= 1

    await later.inbox.resume()
    await asyncio.gather(*(later.inbox.handle(later.queue.get_nowait(), handle()) for _ in range(3)))
    assert most == 1
