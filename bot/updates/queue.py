"""The queue from which python-telegram-bot takes updates for the handlers: bounded, and none is dropped.

Where too many wait, no further ones are taken: Telegram keeps what nobody has fetched, for a day.
"""

from __future__ import annotations

import asyncio
import logging

from telegram import Update

log = logging.getLogger(__name__)

HELD = 4_000
"""Updates that may wait. Many, because updates come in one row: while no more are taken, those of every chat
wait for the chat that has sent so many. Each takes 6 to 15 kB with its task."""

ROOM_AGAIN = 0.75
"""Of them, from where further ones are taken: the log need not tell of every single one."""

ONE_ANSWER = 100
"""Updates that one getUpdates call brings at most."""


class UpdateQueue(asyncio.Queue[object]):
    """For `ApplicationBuilder.update_queue`.

    Counts what was put in and is not handled yet, which the library itself takes out of the queue at once.
    """

    def __init__(self, held: int = HELD) -> None:
        super().__init__()
        self._held = held
        self._unhandled = 0
        self._room = asyncio.Event()
        self._room.set()

    async def room(self) -> None:
        """Wait, where the queue is full, until a good part of it is handled."""
        await self._room.wait()

    async def put(self, item: object) -> None:
        """Put in what ends the application, and drop what the library has polled.

        An update that is polled is in the queue already: see `bot.updates.request`.
        """
        if not isinstance(item, Update):
            await super().put(item)

    def put_nowait(self, item: object) -> None:
        """As that of `asyncio.Queue`."""
        super().put_nowait(item)
        self._unhandled += 1
        if self._unhandled >= self._held and self._room.is_set():
            log.warning("telegram: %d updates wait to be handled; no more are taken", self._unhandled)
            self._room.clear()

    def task_done(self) -> None:
        """As that of `asyncio.Queue`."""
        super().task_done()
        self._unhandled -= 1
        if self._unhandled < self._held * ROOM_AGAIN and not self._room.is_set():
            log.warning("telegram: updates are taken again")
            self._room.set()
