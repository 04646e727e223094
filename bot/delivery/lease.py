"""Whose turn it is: of the processes on one database, one does what must not be done twice."""

from __future__ import annotations

from time import monotonic

from bot.processes import has_ended, identity
from bot.store.leases import LEASE_SECONDS, PUSH
from bot.store.store import Store

RENEW_AFTER = 3.0
"""Seconds after which the lease is asked for again: three times may fail before it is lost."""


class Lease:
    """This process's hold on one thing. Its methods block: call them beside the event loop."""

    def __init__(self, store: Store, name: str = PUSH, holder: str | None = None) -> None:
        """By default on the push: who holds that sends what was promised."""
        self._store = store
        self.name = name
        self.holder = holder or identity()
        self._held_until = float("-inf")
        self._ask_at = float("-inf")

    @property
    def held(self) -> bool:
        """Whether this process has it."""
        return monotonic() < self._held_until

    @property
    def is_due(self) -> bool:
        """Whether it is time to ask for the lease again."""
        return monotonic() >= self._ask_at

    def renew(self) -> bool:
        """Take or keep the lease; say whether this process has just come to have it. Raises StoreError."""
        before, asked = self.held, monotonic()
        self._ask_at = asked + RENEW_AFTER
        taken = self._store.leases.take(self.name, self.holder, has_ended)
        # Reckoned from before the question, so that it never ends here later than in the database.
        self._held_until = asked + LEASE_SECONDS if taken else float("-inf")
        return taken and not before

    def give_back(self) -> None:
        """Let another process have it at once. Raises StoreError."""
        self._held_until = float("-inf")
        self._store.leases.give_back(self.name, self.holder)
