"""Telegram's limits as all processes on one database use them up, and as they were used before the start.

Only what is sent to a group waits until it is written down, all that waits in one transaction; so not even a
kill lets a group be sent more than Telegram takes. Who rests is written down beside, and read once a second.
"""

from __future__ import annotations

import asyncio
import logging

from bot.blocking import LEDGER
from bot.delivery import limits
from bot.delivery.limits import ChatId, is_group
from bot.store.pace import RESERVE_PATIENCE
from bot.store.store import Store
from bot.troubles import Trouble

log = logging.getLogger(__name__)


class SharedLimits:
    """Counts messages to groups, and remembers who rests. To be used in one event loop.

    A database that takes nothing halts nothing: this process then keeps to the limits alone.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._counted: list[tuple[int, asyncio.Future[float]]] = []
        self._rests: list[tuple[int, float]] = []
        self._last = 0
        self._writer: asyncio.Task[None] | None = None
        self._trouble = Trouble(log, "delivery: could not share what Telegram's limits count")

    async def wait_for(self, chat: ChatId) -> float:
        """Count a message that is about to leave; the seconds after which it may, where it may not now."""
        if not isinstance(chat, int) or not is_group(chat):
            return 0.0
        counted: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._counted.append((chat, counted))
        self._write()
        await asyncio.wait({counted}, timeout=RESERVE_PATIENCE)
        return counted.result() if counted.done() else 0.0

    def rest(self, chat: ChatId, seconds: float) -> None:
        """Telegram wants a chat to be left alone, or ALL_CHATS. Returns at once."""
        if isinstance(chat, int):
            self._rests.append((chat, seconds))
            self._write()

    async def recent(self) -> list[tuple[int, float]]:
        """What groups were sent of late, the oldest first: the chat, and how many seconds ago."""
        try:
            return await LEDGER.run(self._store.group_sends.recent, limits.GROUP_PERIOD)
        except Exception as error:
            self._trouble.is_there(error)
            return []

    async def new_rests(self) -> dict[int, float]:
        """For how many seconds chats rest of which this did not tell yet."""
        try:
            self._last, rests = await LEDGER.run(self._store.rests.since, self._last)
        except Exception as error:
            self._trouble.is_there(error)
            return {}
        return rests

    def _write(self) -> None:
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())

    async def _write_all(self) -> None:
        while self._counted or self._rests:
            counted, self._counted = self._counted, []
            rests, self._rests = self._rests, []
            waits = await self._written([chat for chat, _ in counted], rests)
            for (_, answer), seconds in zip(counted, waits, strict=True):
                if not answer.done():
                    answer.set_result(seconds)

    async def _written(self, chats: list[int], rests: list[tuple[int, float]]) -> list[float]:
        waits = [0.0] * len(chats)
        try:
            if chats:
                waits = await LEDGER.run(
                    self._store.group_sends.reserve, chats, limits.GROUP_COUNT, limits.GROUP_PERIOD
                )
            if rests:
                await LEDGER.run(self._store.rests.keep, rests)
        except Exception as error:
            self._trouble.is_there(error)
        else:
            self._trouble.is_over()
        return waits
