"""The desk on which pages are laid: read one after the other beside the conversation, in a bounded queue."""

from __future__ import annotations

from collections import deque
from typing import Any, Protocol

from telegram import Update
from telegram.ext import Application

from bot.chat.pasting import Pastes

MAX_WAITING = 100
"""Pages on the desk: an editor's morning has thirty."""


class Work(Protocol):
    """A page to be seen to."""

    @property
    def update(self) -> Update:
        """What it came with: the error handler sees to what goes wrong, as with any update."""

    async def read(self) -> None:
        """See to it."""

    async def turn_away(self) -> None:
        """Say that nobody will."""


class Desk:
    """Pages that wait to be read, seen to in the order in which they came."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        self._application = application
        self._waiting: deque[Work] = deque()
        self._reading = False
        self.pastes = Pastes(application.create_task)
        self.expecting: set[int] = set()
        """The chats whose next text is a page, however short."""

    def expects_page(self, chat_id: int) -> bool:
        """Whether the next text of this chat is a page, or goes on with one."""
        return chat_id in self.expecting or self.pastes.is_open(chat_id)

    async def lay(self, work: Work) -> None:
        """Have a page seen to, or turned away where the desk is full or the bot is about to stop."""
        if len(self._waiting) >= MAX_WAITING or not self._application.running:
            await work.turn_away()
            return
        self._waiting.append(work)
        if not self._reading:
            self._reading = True
            self._application.create_task(self._read())

    async def _read(self) -> None:
        try:
            while self._waiting:
                work = self._waiting.popleft()
                try:
                    # Who stops the bot waits for this task: what is not begun then is not begun any more.
                    await (work.read() if self._application.running else work.turn_away())
                except Exception as error:
                    await self._application.process_error(work.update, error)
        finally:
            self._reading = False
