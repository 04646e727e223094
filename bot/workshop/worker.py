"""The process that works: takes a job at a time, does it within its limits, and answers, until none comes."""

from __future__ import annotations

import os
import signal
import sys
from typing import BinaryIO

from bot.errors import BaozhaiError, ReadingStopped
from bot.reading import papers
from bot.workshop.confinement import confine
from bot.workshop.jobs import Job, Order, function_of, given_of
from bot.workshop.limits import THOROUGH, Limits
from bot.workshop.messages import receive, send

TIRED_AT = 600_000_000
"""Bytes still in use after a job from which a fresh process is better than this one."""

_FILES = 64


def work(asked: BinaryIO, answers: BinaryIO) -> None:
    """Do jobs until there are no more, or until this process has grown too large."""
    while True:
        try:
            order: Order = receive(asked, Order)
            given = receive(asked, given_of(order))
        except EOFError:
            return
        _hold_to(order.limits)
        papers.use_names(order.papers)
        answer, spent = _answer(order.job, given, order.name)
        stays = not spent and _in_use() < TIRED_AT
        send(answers, (answer, stays))
        if not stays:
            return


def _answer(job: Job, given: tuple[object, ...], name: str) -> tuple[object, bool]:
    """The value of a job or the error that it raised, and whether this process had better not go on."""
    could_not = f"read {name}"
    try:
        return function_of(job)(*given), False
    except BaozhaiError as error:
        return error, False
    except RecursionError:
        return ReadingStopped(could_not, "it is nested too deeply", key="stopped_nested"), False
    except MemoryError:
        return ReadingStopped(could_not, "it takes too much memory", key="stopped_memory"), True
    except Exception as error:
        return ReadingStopped(
            could_not, f"the reader broke down: {type(error).__name__}", key="stopped_broke_down"
        ), True


def _hold_to(limits: Limits) -> None:
    """Have the system stop what goes beyond the limits, even where nobody watches any more."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    _soft(resource.RLIMIT_AS, limits.memory)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    # Processors' time of all threads together.
    _soft(
        resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime + limits.seconds * (os.cpu_count() or 1)) + 5
    )


def _soft(what: int, limit: int) -> None:
    import resource  # noqa: PLC0415

    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _write_nothing() -> None:
    """Files are read from memory, so this process need open few and write none."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _soft(resource.RLIMIT_NOFILE, _FILES)
    # No job may lift the limit of the next one beyond what the largest gets.
    resource.setrlimit(resource.RLIMIT_AS, (THOROUGH.memory, THOROUGH.memory))


def _in_use() -> int:
    """Bytes of memory in use; the most that ever were, where the system tells no more."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415

    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[1]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


_NICE = 10
"""How much this process yields to the bot itself, which answers people meanwhile."""


def main() -> None:
    """Answer on what was standard output; what a library prints goes nowhere."""
    # Who stops the bot stops it alone: it sees to this process itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(_NICE)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _write_nothing()
    confine()
    work(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
