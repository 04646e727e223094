"""Updates of one chat are handled one after the other, those of different chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.updates.queue import HELD, ONE_ANSWER

Handle = Callable[[object, Any], Awaitable[None]]
"""Runs the handler of an update, such as `Inbox.handle`."""

SIDE_BY_SIDE = 256
"""Updates that are handled at once, of as many chats."""

OF_ONE = SIDE_BY_SIDE // 10
"""Of them those of one person, in however many chats."""


class InOrderOfChat(BaseUpdateProcessor):
    """The parts of a pasted page stay in order, and a button pressed twice is handled twice in turn.

    Every update is handled. Those that wait for their chat take no place from other chats, and one person in
    many chats takes a tenth of the places; how many may wait in all is up to `UpdateQueue`.
    """

    def __init__(self, handle: Handle | None = None) -> None:
        super().__init__(HELD + ONE_ANSWER)
        self._handle = handle or _await
        # Each is there as long as an update waits for it or is handled.
        self._places: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._senders: WeakValueDictionary[int, asyncio.Semaphore] = WeakValueDictionary()
        self._side_by_side = asyncio.Semaphore(SIDE_BY_SIDE)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update when the earlier ones of its chat are done."""
        key = _key(update)
        if key is None:
            await self._handle(update, coroutine)
            return
        place = self._places.setdefault(key, asyncio.Lock())
        sender = self._senders.setdefault(_sender(update) or key, asyncio.Semaphore(OF_ONE))
        async with place, sender, self._side_by_side:
            await self._handle(update, coroutine)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go."""


def _key(update: object) -> int | None:
    if not isinstance(update, Update):
        return None
    place = update.effective_chat or update.effective_user
    return place.id if place else None


def _sender(update: object) -> int | None:
    sender = update.effective_sender if isinstance(update, Update) else None
    return sender.id if sender else None


async def _await(_: object, handler: Awaitable[Any]) -> None:
    await handler


def update_processor(handle: Handle | None = None) -> InOrderOfChat:
    """For `ApplicationBuilder.concurrent_updates`; `handle` runs each handler."""
    return InOrderOfChat(handle)
