"""Pages that are pasted as text: Telegram's clients cut what is longer than a message into several."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram.constants import MessageLimit

from bot.message.markup import utf16_length

ALMOST_FULL = MessageLimit.MAX_TEXT_LENGTH - 600
"""UTF-16 units from which a message may be the first part of several: clients cut at the end of a line."""

PATIENCE = 3.0
"""Seconds to wait for the next part: clients send them one right after the other."""

MAX_PARTS = 64
"""Parts of one page: more than the largest sheet has."""

Done = Callable[[str], Awaitable[None]]
Release = Callable[[list[int]], None]
Start = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]


@dataclass(slots=True)
class _Paste:
    """The parts of one page so far."""

    parts: list[str] = field(default_factory=list)
    update_ids: list[int] = field(default_factory=list)
    timer: asyncio.Task[None] | None = None


class Pastes:
    """Puts the parts of pasted pages together, each chat's by itself."""

    def __init__(self, start: Start, release: Release = lambda _: None, patience: float = PATIENCE) -> None:
        """`start` begins a task that is waited for when the bot stops. `release` gets the updates of a page
        that is done: until then they must be kept."""
        self._start = start
        self._release = release
        self._patience = patience
        self._pastes: dict[int, _Paste] = {}

    def is_open(self, chat_id: int) -> bool:
        """Whether a page of this chat may go on in its next message."""
        return chat_id in self._pastes

    async def add(self, chat_id: int, text: str, done: Done, update_id: int = 0) -> bool:
        """Take one message, the one of an update, and say whether more is waited for.

        `done` gets the whole page: at once where this message is its end, else when no further part came.
        """
        paste = self._pastes.setdefault(chat_id, _Paste())
        if paste.timer is not None:
            paste.timer.cancel()
        paste.parts.append(text)
        paste.update_ids.append(update_id)
        if utf16_length(text) < ALMOST_FULL or len(paste.parts) >= MAX_PARTS:
            await self._finish(chat_id, done)
            return False
        paste.timer = self._start(self._wait(chat_id, done))
        return True

    async def _wait(self, chat_id: int, done: Done) -> None:
        await asyncio.sleep(self._patience)
        await self._finish(chat_id, done)

    async def _finish(self, chat_id: int, done: Done) -> None:
        paste = self._pastes.pop(chat_id)
        try:
            await done("\n".join(paste.parts))
        finally:
            self._release(paste.update_ids)
