"""Updates of one chat are handled one after the other, those of different chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.updates.queue import HELD, ONE_ANSWER

Handle = Callable[[object, Any], Awaitable[None]]
"""Runs the handler of an update, such as `Inbox.handle`."""

SIDE_BY_SIDE = 256
"""Updates that are handled at once, of as many chats."""

OF_ONE = SIDE_BY_SIDE // 10
"""Of them those of one person, in however many chats."""


@dataclass(slots=True)
class _Place:
    """A chat whose updates are being handled."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    updates: int = 0


@dataclass(slots=True)
class _Sender:
    """A person whose updates are being handled."""

    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(OF_ONE))
    updates: int = 0


class InOrderOfChat(BaseUpdateProcessor):
    """The parts of a pasted page stay in order, and a button pressed twice is handled twice in turn.

    Every update is handled. Those that wait for their chat take no place from other chats, and one person in
    many chats takes a tenth of the places; how many may wait in all is up to `UpdateQueue`.
    """

    def __init__(self, handle: Handle | None = None) -> None:
        super().__init__(HELD + ONE_ANSWER)
        self._handle = handle or _await
        self._places: dict[int, _Place] = {}
        self._senders: dict[int, _Sender] = {}
        self._side_by_side = asyncio.Semaphore(SIDE_BY_SIDE)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update when the earlier ones of its chat are done."""
        key = _key(update)
        if key is None:
            await self._handle(update, coroutine)
            return
        person = _sender(update) or key
        place = self._places.setdefault(key, _Place())
        sender = self._senders.setdefault(person, _Sender())
        place.updates += 1
        sender.updates += 1
        try:
            async with place.lock, sender.turns, self._side_by_side:
                await self._handle(update, coroutine)
        finally:
            place.updates -= 1
            sender.updates -= 1
            if not place.updates:
                del self._places[key]
            if not sender.updates:
                del self._senders[person]

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
