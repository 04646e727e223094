"""Errors of the log, told to a chat: each kind once an hour at most."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.logs import OneLine
from bot.message.markup import cut

EVERY = 3600.0
"""Seconds for which the same kind of error is not told again."""

LONGEST = 600
"""Of a message that tells of an error, in UTF-16 units."""

MOST_KINDS = 500
"""Kinds remembered at once; beyond that the oldest may be told again sooner."""


class Complaints(logging.Handler):
    """A handler of the log that sends errors to a chat. To be made where the event loop runs."""

    def __init__(
        self,
        bot: ExtBot[Any],
        chat_id: int,
        seconds: Callable[[], float] = time.monotonic,
        *,
        secrets: Iterable[str] = (),
    ) -> None:
        """`secrets` are blotted out, as is the bot's token."""
        super().__init__(logging.ERROR)
        self.setFormatter(OneLine([bot.token, bot.token.partition(":")[2], *secrets]))
        self._bot = bot
        self._chat_id = chat_id
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._told: dict[str, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of a record, from whatever thread it comes."""
        try:
            kind, line = _kind(record), self.format(record)
        except Exception:
            self.handleError(record)
            return
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell, kind, line)

    def _tell(self, kind: str, line: str) -> None:
        now = self._seconds()
        if now - self._told.get(kind, float("-inf")) < EVERY:
            return
        self._told.pop(kind, None)
        self._told[kind] = now
        while len(self._told) > MOST_KINDS:
            del self._told[next(iter(self._told))]
        task = self._loop.create_task(self._send(line))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, line: str) -> None:
        try:
            await self._bot.send_message(self._chat_id, cut(line, LONGEST))
        except TelegramError as error:
            # No error: that would be told in turn.
            logging.getLogger(__name__).warning("could not tell of an error: %s", error.message)


def _kind(record: logging.LogRecord) -> str:
    """The same for errors that differ only in what they happened to."""
    if record.msg != "%s":
        return f"{record.name} {record.msg}"
    area, _, rest = record.getMessage().partition(": ")
    return f"{record.name} {area} {rest.partition(':')[0]}"
