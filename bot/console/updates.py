"""The updates that wait for the bot, handed out by long polling and kept until the bot confirms them."""

from __future__ import annotations

import asyncio
from collections import deque
from itertools import count

from bot.console.room import Json

BATCH = 100
"""Updates in one answer, as Telegram's `limit` has it."""


class Updates:
    """A queue with Telegram's rule: an update is gone when one after it is asked for."""

    def __init__(self) -> None:
        self._waiting: deque[Json] = deque()
        self._ids = count(1)
        self._added = asyncio.Event()
        self._emptied = asyncio.Event()
        self._emptied.set()

    def add(self, kind: str, payload: Json) -> int:
        """Queue an update and return its id."""
        number = next(self._ids)
        self._waiting.append({"update_id": number, kind: payload})
        self._emptied.clear()
        self._added.set()
        return number

    async def after(self, offset: int, seconds: float) -> list[Json]:
        """Confirm what is before `offset`, and wait at most `seconds` for what is not."""
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self._waiting.popleft()
        if not self._waiting:
            self._added.clear()
            self._emptied.set()
            if seconds > 0:
                try:
                    await asyncio.wait_for(self._added.wait(), seconds)
                except TimeoutError:
                    return []
        return list(self._waiting)[:BATCH]

    async def confirmed(self) -> None:
        """Wait until the bot has taken all that is queued now."""
        await self._emptied.wait()
