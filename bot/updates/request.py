"""The connection for getUpdates: what an answer holds is kept before the next call confirms it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.updates.inbox import Inbox, update_id_of

NOTHING_NEW_PAUSE = 1.0
"""Seconds before the next call where an answer held updates and none that is new: Telegram sends at once,
again and again, what was not confirmed."""

CONFIRM_PATIENCE = 2.0
"""Seconds for the last call, which only confirms what was taken. What it does not confirm comes again, and is
known."""


class InboxRequest(BaseRequest):
    """Takes the updates out of each answer, into the inbox.

    What python-telegram-bot gets is one empty update with the last id, so that it confirms all of them by its
    next call; the queue drops it.
    """

    def __init__(self, inbox: Inbox, within: BaseRequest) -> None:
        self._inbox = inbox
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
        """Make the request when there is room for what it brings. Raises NetworkError."""
        if request_data is None or not request_data.parameters.get("timeout"):
            return await self._confirm(url, method, request_data, *args, **named)
        await self._inbox.room()
        status, answer = await self._within.do_request(url, method, request_data, *args, **named)
        if status != 200:
            return status, answer
        updates = _updates(answer)
        if updates and not await self._inbox.accept(updates):
            await asyncio.sleep(NOTHING_NEW_PAUSE)
        ids = [number for number in map(update_id_of, updates) if number is not None]
        last = [{"update_id": max(ids)}] if ids else []
        return status, json.dumps({"ok": True, "result": last}).encode()

    async def _confirm(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        try:
            async with asyncio.timeout(CONFIRM_PATIENCE):
                await self._within.do_request(*given, **named)
        except TimeoutError:
            pass
        return 200, b'{"ok": true, "result": []}'


def _updates(answer: bytes) -> list[Any]:
    try:
        result = json.loads(answer)["result"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NetworkError(f"getUpdates: unreadable answer ({type(error).__name__})") from None
    if not isinstance(result, list):
        raise NetworkError("getUpdates: an answer without a list")
    return result
