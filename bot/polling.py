"""The calls for updates: when the last one was answered, and none that hangs for ever."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from telegram.error import TimedOut

from bot.connections import TelegramRequest

log = logging.getLogger(__name__)

SLOW_AFTER = 30.0
"""Seconds without an answered call that are worth a line in the log. Telegram answers each after ten at the
latest, and a call that gets no answer is given up after fifteen."""

LONGEST_CALL = 45.0
"""Seconds after which a call is given up though a byte comes now and then, which the library waits for."""


class UpdateCalls:
    """Watches the calls. Spans are measured by a clock that nobody turns."""

    def __init__(
        self, seconds: Callable[[], float] = time.monotonic, wall: Callable[[], float] | None = None
    ) -> None:
        """`wall` is the clock of the heartbeat's moments: the machine's, or that of `seconds` where a test
        gives one."""
        self._seconds = seconds
        self._wall = wall or (time.time if seconds is time.monotonic else seconds)
        self._begun = False
        self._unanswered_since: float | None = None
        self._told = False

    @property
    def answered_until(self) -> float | None:
        """Since when calls have been made without an answer; now, where the last one was answered.

        None before the first one, and where updates come by webhook.
        """
        if not self._begun:
            return None
        silent = 0.0 if self._unanswered_since is None else self._seconds() - self._unanswered_since
        return self._wall() - silent

    def begin(self) -> None:
        """A call is made."""
        self._begun = True
        if self._unanswered_since is None:
            self._unanswered_since = self._seconds()

    def end(self) -> None:
        """A call was answered."""
        if self._told and self._unanswered_since is not None:
            silent = self._seconds() - self._unanswered_since
            log.warning("telegram: calls for updates are answered again, after %.0f s", silent)
        self._told = False
        self._unanswered_since = None

    def look(self) -> None:
        """Log it, once, where no call has been answered for too long."""
        if self._unanswered_since is None or self._told:
            return
        silent = self._seconds() - self._unanswered_since
        if silent > SLOW_AFTER:
            self._told = True
            log.warning("telegram: no call for updates has been answered for %.0f s; trying on", silent)


class WatchedRequest(TelegramRequest):
    """The connection for updates."""

    def __init__(self, calls: UpdateCalls, *, proxy: str | None = None) -> None:
        super().__init__(1, proxy=proxy)
        self._calls = calls

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As the library's own. Raises TimedOut after LONGEST_CALL, whatever comes in the meantime."""
        self._calls.begin()
        try:
            async with asyncio.timeout(LONGEST_CALL):
                answer = await super().do_request(*args, **kwargs)
        except TimeoutError:
            raise TimedOut from None
        self._calls.end()
        return answer
