"""Which process holds something: an identity that survives in the database, and whether it still runs."""

from __future__ import annotations

import os
import platform
from functools import cache
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_NAMESPACE = Path("/proc/self/ns/pid")


@cache
def identity() -> str:
    """This process among all that were ever started, on any machine."""
    return f"{machine()} {os.getpid()} {_started(os.getpid())}"


def has_ended(process: str) -> bool:
    """Whether the process of an identity ran on this machine and has ended.

    False where that cannot be known.
    """
    where, _, start = process.rpartition(" ")
    where, _, number = where.rpartition(" ")
    if where != machine() or not number.isdecimal() or not start:
        return False
    return _started(int(number)) != start


def machine() -> str:
    """The same for all processes that can see each other, and only for them."""
    try:
        return f"{platform.node()} {_BOOT.read_text().strip()} {_NAMESPACE.readlink()}"
    except OSError:
        # Not Linux: what a process holds is free once its lease has run out.
        return f"{platform.node()} {os.urandom(8).hex()}"


def _started(number: int) -> str:
    """When a process started, in ticks since the machine did; nothing where there is no such process."""
    try:
        # The name, in brackets, may hold anything; what follows it are fields: state is the 1st of these.
        state, *fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return ""
    return "" if state in "ZX" else fields[18]
