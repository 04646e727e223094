"""Thread pools: each kind of work that blocks has threads of its own, called lanes.

What fills one lane delays nothing in another: a search does not wait for uploads, and no push waits for a
backup. Work that has to wait for its turn waits as a coroutine and holds no thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from threading import Lock, Semaphore, Thread
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

_Job = tuple["Future[Any]", Callable[[], Any]]


class Lane:
    """A pool of at most `threads` threads, started when they are needed, that takes work in order.

    Its threads are daemons: no work in them keeps the process from ending. Each stays, because a connection
    to the database belongs to its thread.
    """

    def __init__(self, name: str, threads: int = 1) -> None:
        self.name = name
        self._most = threads
        self._lock = Lock()
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._idle = Semaphore(0)
        self._threads: list[Thread] = []
        self._unfinished: dict[Future[Any], None] = {}

    async def run(
        self, work: Callable[Given, Result], /, *given: Given.args, **named: Given.kwargs
    ) -> Result:
        """Run `work` in a thread of this lane, and return its value. Raises what it raises, and RuntimeError
        where the lane has no thread and the machine gives it none.

        Where the caller is cancelled before a thread is free, the work is not begun.
        """
        future: Future[Result] = Future()
        with self._lock:
            self._unfinished[future] = None
            self._jobs.put((future, partial(work, *given, **named)))
            if not self._idle.acquire(blocking=False) and len(self._threads) < self._most:
                self._start()
        future.add_done_callback(self._forget)
        return await asyncio.wrap_future(future)

    async def close(self, patience: float) -> None:
        """Begin nothing more of what waits, and wait `patience` seconds at most for what runs.

        The lane can be used again afterwards, with new threads.
        """
        with self._lock:
            threads, self._threads = self._threads, []
            jobs, self._jobs, self._idle = self._jobs, SimpleQueue(), Semaphore(0)
        # The last first: no thread then gets to what waits behind something that is cancelled.
        running = [future for future in reversed(list(self._unfinished)) if not future.cancel()]
        for _ in threads:
            jobs.put(None)
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await asyncio.gather(*map(asyncio.wrap_future, running), return_exceptions=True)

    def _forget(self, future: Future[Any]) -> None:
        self._unfinished.pop(future, None)

    def _start(self) -> None:
        name = f"{self.name}-{len(self._threads) + 1}"
        thread = Thread(target=_work, args=(self._jobs, self._idle), name=name, daemon=True)
        try:
            thread.start()
        except RuntimeError:
            # "can't start new thread": those that there are take the work in their turn.
            if not self._threads:
                self._unfinished.popitem()[0].cancel()
                raise
        else:
            self._threads.append(thread)


def _work(jobs: SimpleQueue[_Job | None], idle: Semaphore) -> None:
    while (job := jobs.get()) is not None:
        future, work = job
        if future.set_running_or_notify_cancel():
            try:
                result = work()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)
        # Nothing of a job is kept until the next one comes: it may be a file of megabytes.
        del job, future, work
        result = None
        idle.release()


STORE = Lane("store", 8)
"""What a person waits for: short reads and writes, and searches."""

INBOX = Lane("inbox", 2)
"""Updates that are written down before and after they are handled."""

LEDGER = Lane("ledger", 2)
"""What the outbox reads and writes down, so that pushes keep their pace whatever else happens."""

PLANNING = Lane("planning")
"""Composing and promising digests: a minute for a hundred thousand chats."""

DIGESTS = Lane("digests")
"""Digests that somebody asks for. One at a time: of ten thousand articles each takes tens of megabytes."""

ALERTS = Lane("alerts")
"""Matching what was published with the words that are watched for."""

EDITING = Lane("editing")
"""What editors publish, merge and change. One at a time, as the intake has it."""

STORING = Lane("storing")
"""Articles of uploads and feeds that are summarised and stored."""

SUMMARIES = Lane("summaries")
"""Summaries that are made when an article is first opened."""

PLAIN_TEXT = Lane("plain-text")
"""What the workshop reads in a moment: plain text, and pages that are put together from pieces. Each of the
three lanes of files has a process there: nobody waits in a thread for one that is taken."""

QUICK_FILES = Lane("quick-files")
"""Files that it reads within seconds."""

SLOW_FILES = Lane("slow-files")
"""Files that it may read for minutes, such as scans."""

BACKGROUND = Lane("background", 2)
"""What nobody waits for: backups, the feeds' own rows."""

NAMES = Lane("names", 4)
"""Looking up the addresses of hosts that are fetched from."""

HEARTBEAT = Lane("heartbeat")
"""The file that says that all is well."""

TERMINAL = Lane("terminal")
"""What is read from a terminal or from the disk of who sits there."""

LANES = (
    STORE,
    INBOX,
    LEDGER,
    PLANNING,
    DIGESTS,
    ALERTS,
    EDITING,
    STORING,
    SUMMARIES,
    PLAIN_TEXT,
    QUICK_FILES,
    SLOW_FILES,
    BACKGROUND,
    NAMES,
    HEARTBEAT,
    TERMINAL,
)


async def close_all(patience: float) -> None:
    """Close every lane, and wait `patience` seconds at most for all of them together."""
    await asyncio.gather(*(lane.close(patience) for lane in LANES))
