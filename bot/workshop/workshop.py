"""The bot's side of the workshop: gives jobs to processes, ends those that hang, starts others."""

from __future__ import annotations

import logging
import os
import queue
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from bot.errors import BaozhaiError, ReadingStopped
from bot.reading import papers
from bot.workshop.codec import NotOurs
from bot.workshop.jobs import Job, Order, answer_of
from bot.workshop.limits import Limits
from bot.workshop.messages import receive, send

log = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parent.parent.parent

_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
"""What the process is told of its surroundings. The token is none of it."""


class Workshop:
    """Does jobs in processes of their own. May be used from any thread; each call blocks until it is done.

    A process is started when it is first needed and then kept, since starting takes half a second.
    """

    def __init__(self, workers: int = 1) -> None:
        # The last that was used comes first: a process that is not needed is never started.
        self._free: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._workers = [_Worker() for _ in range(workers)]
        for worker in self._workers:
            self._free.put(worker)
        self._close = weakref.finalize(self, _end, self._workers)

    def run(self, job: Job, *given: object, name: str, limits: Limits) -> Any:
        """Do a job and give its value.

        Raises what the job raises of our errors; ReadingStopped, which names `name`, where it takes longer or
        more memory than it may, or breaks down: that costs nobody else anything.
        """
        worker = self._free.get()
        try:
            answer = worker.ask(job, given, name, limits)
        finally:
            self._free.put(worker)
        if isinstance(answer, BaozhaiError):
            raise answer
        return answer

    def close(self) -> None:
        """End the processes at once. Jobs at hand raise ReadingStopped, as do those that come after."""
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _end(workers: list[_Worker]) -> None:
    for worker in workers:
        worker.end()


class _Worker:
    """One process at a time, used by one thread at a time; `end` may come from any."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._starting = threading.Lock()

    def ask(self, job: Job, given: tuple[object, ...], name: str, limits: Limits) -> object:
        """The answer to a job, an error of ours among them."""
        could_not = f"read {name}"
        process = self._running()
        if process is None:
            return ReadingStopped(could_not, "the bot is about to stop", key="stopped_by_stop")
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(limits.seconds, stop)
        timer.start()
        try:
            pipe = cast(BinaryIO, process.stdin)
            send(pipe, Order(job, name, limits, len(given), papers.known().names))
            send(pipe, given)
            answer, stays = receive(cast(BinaryIO, process.stdout), answer_of(job))
        except NotOurs as error:
            log.error("reading: %s: an answer that is none: %s", name, error)
            process.kill()
            return self._stopped(could_not, process, late, limits)
        except (OSError, EOFError, ValueError):
            return self._stopped(could_not, process, late, limits)
        finally:
            timer.cancel()
            # It must not end the next job's process.
            timer.join()
        if not stays:
            process.wait()
        return cast(object, answer)

    def end(self) -> None:
        """End the process, and start none any more."""
        with self._starting:
            self._ended = True
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            _close_pipes(process)

    def _running(self) -> subprocess.Popen[bytes] | None:
        with self._starting:
            if self._ended:
                return None
            if self._process is None or not _is_sound(self._process):
                self._process = _start()
            return self._process

    def _stopped(
        self, could_not: str, process: subprocess.Popen[bytes], late: threading.Event, limits: Limits
    ) -> ReadingStopped:
        """Why a process gave no answer; it has ended then, or is about to."""
        code = process.wait()
        if self._ended:
            return ReadingStopped(could_not, "the bot is about to stop", key="stopped_by_stop")
        if late.is_set():
            seconds = round(limits.seconds)
            why = f"it takes longer than {seconds} seconds"
            return ReadingStopped(could_not, why, key="stopped_late", seconds=seconds)
        log.warning("reading: the reader ended with %s", code)
        return ReadingStopped(could_not, "the reader broke down", key="stopped_broke_down")


def _start() -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment |= {
        # It imports what the bot imports, however that is laid out.
        "PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        # Each thread would reserve memory of its own, which counts against the limit.
        "MALLOC_ARENA_MAX": "2",
        "OPENBLAS_NUM_THREADS": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "bot.workshop.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )


def _is_sound(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process still works; one that has ended is buried."""
    if process.poll() is None:
        return True
    _close_pipes(process)
    return False


def _close_pipes(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                # What was not written yet goes nowhere.
                continue
