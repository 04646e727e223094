"""Whose turn it is to push: of the processes on one database, one sends what was promised."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from time import monotonic

from bot.store.leases import LEASE_SECONDS, PUSH
from bot.store.store import Store

RENEW_AFTER = 3.0
"""Seconds after which the lease is asked for again: three times may fail before it is lost."""

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_NAMESPACE = Path("/proc/self/ns/pid")


class PushLease:
    """This process's lease of the push. Its methods block: call them beside the event loop."""

    def __init__(self, store: Store, holder: str | None = None) -> None:
        self._store = store
        self.holder = holder or f"{_machine()} {os.getpid()} {_started(os.getpid())}"
        self._held_until = float("-inf")
        self._ask_at = float("-inf")

    @property
    def held(self) -> bool:
        """Whether this process may push."""
        return monotonic() < self._held_until

    @property
    def is_due(self) -> bool:
        """Whether it is time to ask for the lease again."""
        return monotonic() >= self._ask_at

    def renew(self) -> bool:
        """Take or keep the lease; say whether this process has just come to have it. Raises StoreError."""
        before, asked = self.held, monotonic()
        self._ask_at = asked + RENEW_AFTER
        taken = self._store.leases.take(PUSH, self.holder, _is_dead)
        # Reckoned from before the question, so that it never ends here later than in the database.
        self._held_until = asked + LEASE_SECONDS if taken else float("-inf")
        return taken and not before

    def give_back(self) -> None:
        """Let another process push at once. Raises StoreError."""
        self._held_until = float("-inf")
        self._store.leases.give_back(PUSH, self.holder)


def _is_dead(holder: str) -> bool:
    """Whether a process that ran where this one runs is no more; False where that cannot be known."""
    machine, _, process = holder.rpartition(" ")
    machine, _, number = machine.rpartition(" ")
    if machine != _machine() or not number.isdecimal() or not process:
        return False
    return _started(int(number)) != process


def _machine() -> str:
    """The same for all processes that can see each other, and only for them."""
    try:
        return f"{platform.node()} {_BOOT.read_text().strip()} {_NAMESPACE.readlink()}"
    except OSError:
        # Not Linux: the lease of a process that died runs out.
        return f"{platform.node()} {os.urandom(8).hex()}"


def _started(number: int) -> str:
    """When a process started, in ticks since the machine did; nothing where there is no such process."""
    try:
        # The name, in brackets, may hold anything; what follows it are fields: state is the 1st of these.
        state, *fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return ""
    return "" if state in "ZX" else fields[18]
