"""Updates of one chat are handled one after the other, those of different chats side by side."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import BaseUpdateProcessor

from bot.message.languages import translator
from bot.message.views import problems

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 256
"""Updates that are being handled or wait for their chat; what comes after them stays queued."""

OF_ONE_CHAT = 64
"""Updates of one chat among them, so that a chat that floods does not stop the others."""


@dataclass(slots=True)
class _Place:
    """A chat whose updates are being handled."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    updates: int = 0
    refusing: bool = False


class InOrderOfChat(BaseUpdateProcessor):
    """The parts of a pasted page stay in order, and a button pressed twice is handled twice in turn.

    A chat that sends more than OF_ONE_CHAT updates before the first is done loses the rest, and is told so
    once.
    """

    def __init__(self) -> None:
        super().__init__(SIDE_BY_SIDE)
        self._places: dict[int, _Place] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update when the earlier ones of its chat are done."""
        key = _key(update)
        if key is None:
            await coroutine
            return
        place = self._places.setdefault(key, _Place())
        if place.updates >= OF_ONE_CHAT:
            await self._turn_away(place, update, coroutine)
            return
        place.updates += 1
        try:
            async with place.lock:
                await coroutine
        finally:
            place.updates -= 1
            if not place.updates:
                del self._places[key]

    async def _turn_away(self, place: _Place, update: object, coroutine: Awaitable[Any]) -> None:
        if asyncio.iscoroutine(coroutine):
            coroutine.close()
        if not place.refusing and isinstance(update, Update):
            place.refusing = True
            await _refuse(update)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go."""


async def _refuse(update: Update) -> None:
    person, message = update.effective_user, update.message
    if person is None or message is None:
        return
    told = problems.busy(translator(person.language_code))
    try:
        await message.reply_html(told.text)
    except TelegramError as error:
        log.warning("chat: could not say that there is too much at once: %s", error.message)


def _key(update: object) -> int | None:
    if not isinstance(update, Update):
        return None
    place = update.effective_chat or update.effective_user
    return place.id if place else None


def update_processor() -> InOrderOfChat:
    """For `ApplicationBuilder.concurrent_updates`."""
    return InOrderOfChat()
