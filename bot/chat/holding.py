"""Work that is kept in the database and done by one process: it holds a lease while it is at it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

from bot.chat.services import in_thread
from bot.delivery.lease import RENEW_AFTER, Lease
from bot.errors import StoreError
from bot.store.store import Store

Result = TypeVar("Result")


class Holding:
    """A lease that is kept for as long as a block, once it is taken."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._lease = Lease(store, name)
        self._keeping: asyncio.Task[None] | None = None

    async def take(self) -> bool:
        """Have the lease; False where another process has it. Raises StoreError."""
        return self._lease.held or await in_thread(self._lease.renew)

    def check(self) -> None:
        """Raise LeaseLost where another process has it: inside the transaction that acts. Blocks."""
        self._store.leases.must_hold(self._lease.name, self._lease.holder)

    async def together(self, work: Callable[[], Result]) -> Result:
        """Run `work` as one transaction. Raises LeaseLost, with nothing done, and StoreError."""
        return await in_thread(self._store.together, partial(self._checked, work))

    async def __aenter__(self) -> Self:
        self._keeping = asyncio.create_task(self._keep(), name=f"lease: {self._lease.name}")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._keeping is not None:
            self._keeping.cancel()
        with suppress(StoreError):
            await in_thread(self._lease.give_back)

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(RENEW_AFTER)
            if self._lease.held:
                with suppress(StoreError):
                    await in_thread(self._lease.renew)

    def _checked(self, work: Callable[[], Result]) -> Result:
        self.check()
        return work()
