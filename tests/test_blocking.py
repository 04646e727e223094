"""Lanes: each kind of blocking work in threads of its own, and nowhere else."""

from __future__ import annotations

import ast
import asyncio
from pathlib import Path
from threading import Event, current_thread

import pytest

import bot
from bot.blocking import Lane

SOURCES = Path(bot.__file__).parent

MAY_START_THREADS = {
    "blocking.py",
    # The one thread that writes to the database.
    "store/database.py",
    # A command, which has no event loop.
    "commands/page_files.py",
}


async def test_work_is_done_in_a_thread_of_the_lane() -> None:
    lane = Lane("weaving")
    name = await lane.run(lambda: current_thread().name)
    assert name.startswith("weaving")
    assert await lane.run(divmod, 7, 2) == (3, 1)


async def test_the_callers_error_is_that_of_the_work() -> None:
    lane = Lane("weaving")
    with pytest.raises(ValueError, match="a knot"):
        await lane.run(_fail)
    assert await lane.run(lambda: 1) == 1


def _fail() -> None:
    raise ValueError("a knot")


async def test_a_lane_has_no_more_threads_than_it_may_and_keeps_them() -> None:
    lane, gate = Lane("weaving", 3), Event()

    def hold() -> str:
        gate.wait()
        return current_thread().name

    waiting = [asyncio.create_task(lane.run(hold)) for _ in range(10)]
    await asyncio.sleep(0)
    gate.set()
    names = set(await asyncio.gather(*waiting))
    assert 1 <= len(names) <= 3
    assert await lane.run(lambda: current_thread().name) in {f"weaving-{number}" for number in (1, 2, 3)}


async def test_what_fills_one_lane_does_not_hold_another() -> None:
    full, free, gate = Lane("full"), Lane("free"), Event()
    held = [asyncio.create_task(full.run(gate.wait)) for _ in range(5)]
    await asyncio.sleep(0)
    assert await free.run(lambda: "through") == "through"
    gate.set()
    await asyncio.gather(*held)


async def test_work_whose_caller_is_cancelled_while_it_waits_is_not_begun() -> None:
    lane, gate, begun = Lane("weaving"), Event(), []
    held = asyncio.create_task(lane.run(gate.wait))
    waits = asyncio.create_task(lane.run(begun.append, 1))
    await asyncio.sleep(0)
    waits.cancel()
    await asyncio.gather(waits, return_exceptions=True)
    gate.set()
    await held
    await lane.run(lambda: None)
    assert begun == []


async def test_a_lane_that_gets_no_thread_says_so_and_works_when_it_gets_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lane, gate = Lane("weaving", 2), Event()
    with monkeypatch.context() as full:
        full.setattr("threading.Thread.start", _no_more_threads)
        with pytest.raises(RuntimeError, match="new thread"):
            await lane.run(lambda: 1)
    held = asyncio.create_task(lane.run(gate.wait))
    await asyncio.sleep(0)
    with monkeypatch.context() as full:
        full.setattr("threading.Thread.start", _no_more_threads)
        waits = asyncio.create_task(lane.run(lambda: 2))
        await asyncio.sleep(0)
    gate.set()
    async with asyncio.timeout(300):
        assert await waits == 2
    await held


def _no_more_threads(_: object) -> None:
    raise RuntimeError("can't start new thread")


async def test_closing_waits_for_no_work_that_hangs_and_begins_none_that_waits() -> None:
    lane, gate, begun = Lane("weaving"), Event(), []
    held = asyncio.create_task(lane.run(gate.wait))
    waits = asyncio.create_task(lane.run(begun.append, 1))
    await asyncio.sleep(0)
    await lane.close(0.01)
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await waits
    await asyncio.gather(held, return_exceptions=True)
    assert begun == []
    assert await lane.run(lambda: "again") == "again"


async def test_closing_lets_what_is_nearly_done_come_to_its_end() -> None:
    lane, done = Lane("weaving"), []
    working = asyncio.create_task(lane.run(lambda: done.append(Event().wait(0.05))))
    await asyncio.sleep(0)
    await lane.close(30)
    assert done
    await working


def test_no_other_module_has_threads_of_its_own() -> None:
    found = set()
    for path in SOURCES.rglob("*.py"):
        names = {
            node.attr if isinstance(node, ast.Attribute) else node.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute | ast.Name)
        }
        if names & {"to_thread", "run_in_executor", "ThreadPoolExecutor", "set_default_executor"}:
            found.add(path.relative_to(SOURCES).as_posix())
    assert found <= MAY_START_THREADS
