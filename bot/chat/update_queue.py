"""The updates that Telegram has handed over and that are not handled yet: bounded, and none is dropped.

Where too many wait, no further ones are taken: Telegram keeps what nobody has fetched, for a day.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from telegram import Update
from telegram.request import BaseRequest, RequestData
from tornado.web import HTTPError

log = logging.getLogger(__name__)

HELD = 4_000
"""Updates that may wait. Many, because updates come in one row: while no more are taken, those of every chat
wait for the chat that has sent so many. Each takes 6 to 15 kB with its task."""

ROOM_AGAIN = 0.75
"""Of them, from where further ones are taken: the log need not tell of every single one."""

ONE_ANSWER = 100
"""Updates that one getUpdates call brings at most."""

WEBHOOK_PATIENCE = 5.0
"""Seconds for which a webhook call waits for room, before Telegram is asked to come again."""


class UpdateQueue(asyncio.Queue[object]):
    """Between python-telegram-bot's updater and the handlers: for `ApplicationBuilder.update_queue`.

    Counts what was put in and is not handled yet, which the library itself takes out of the queue at once.
    """

    def __init__(self, held: int = HELD, patience: float = WEBHOOK_PATIENCE) -> None:
        super().__init__()
        self._held = held
        self._patience = patience
        self._unhandled = 0
        self._room = asyncio.Event()
        self._room.set()

    async def room(self) -> None:
        """Wait, where the queue is full, until a good part of it is handled."""
        await self._room.wait()

    async def put(self, item: object) -> None:
        """Put in an update that a webhook call brings. Raises HTTPError 503 where there is no room in time.

        One that comes by polling always has room: it was asked for when there was.
        """
        if isinstance(item, Update) and self._unhandled >= self._held + ONE_ANSWER:
            try:
                async with asyncio.timeout(self._patience):
                    await self.room()
            except TimeoutError:
                raise HTTPError(503, "too many updates wait") from None
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


class PollingRequest(BaseRequest):
    """The request object for getUpdates, which asks for no more while the queue is full."""

    def __init__(self, queue: UpdateQueue, within: BaseRequest) -> None:
        self._queue = queue
        self._within = within

    @property
    def read_timeout(self) -> float | None:
        """That of the request object within."""
        return self._within.read_timeout

    async def initialize(self) -> None:
        """Initialize the request object within."""
        await self._within.initialize()

    async def shutdown(self) -> None:
        """Shut down the request object within."""
        await self._within.shutdown()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **named: Any
    ) -> tuple[int, bytes]:
        """Make the request, when there is room for what it brings."""
        # A call without a time only confirms what was taken, at the end: it must not wait for the handlers.
        if request_data is not None and request_data.parameters.get("timeout"):
            await self._queue.room()
        return await self._within.do_request(url, method, request_data, *args, **named)
